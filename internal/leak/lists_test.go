package leak_test

import (
	"strings"
	"testing"

	"ducha/internal/leak"
)

// kinds sums up what was found: 号 for a proved number, 号? for a suspected one, 电话 for
// a list of telephones, 卡, 密, 内.
func kinds(text string) string {
	found := map[string]bool{}
	for _, h := range leak.Scan(text, day) {
		name := map[leak.Kind]string{leak.Identity: "号?", leak.Card: "卡", leak.Mobile: "电话", leak.Secrecy: "密", leak.Internal: "内"}[h.Kind]
		if h.Kind == leak.Identity && h.Sure {
			name = "号"
		}
		found[name] = true
	}
	var all []string
	for _, name := range []string{"号", "号?", "卡", "电话", "密", "内"} {
		if found[name] && !(name == "号?" && found["号"]) {
			all = append(all, name)
		}
	}
	return strings.Join(all, "+")
}

// Pages as offices publish them: a row of particulars at the head, a list beneath.
func TestPublishedLists(t *testing.T) {
	id2, id3, pupil := born("653101", "19900305", 41), born("310115", "19661102", 882), born("650102", "20150305", 17)
	particulars := "公告\n索引号：000014349/2022-00123 发文字号：某交〔2022〕15号 统一社会信用代码：11441700007280420Y\n"
	phones := "张建国\n13812345678\n李秀英\n13912345678\n王海燕\n13712345678"
	for _, c := range []struct{ name, text, want string }{
		{"页首的索引号不是栏目名", particulars + "姓名\n证号\n张建国\n" + id, "号"},
		{"页首的信用代码", "公示 统一社会信用代码 1137078555222300XQ\n户主 李桂英 " + id, "号"},
		{"空心的星", "关于某事的通知\n机密☆1年\n正文", "密"},
		{"供内部参考", "运行分析\n供内部参考\n正文", "内"},
		{"页首的索引号分列两格", "公告\n索引号\n000014349/2022-00123\n张建国（" + id + "），见义勇为。", "号"},
		{"标签后的号码还有下一个", "受理编号：" + id + "\n" + id2, ""},
		{"表头的编号", particulars + "姓名\n登记编号\n张建国\n" + id, ""},
		{"资格证号就是身份证号", "名单\n姓名\n从业资格证书编号\n张建国\n" + id + "\n李秀英\n" + id2 + "\n王海燕\n" + id3, "号?"},
		{"证书编号中有校验不成立的", "名单\n姓名\n从业资格证书编号" + examinees(5, false), ""},
		{"学籍号", "名单\n姓名\n学籍号\n张小明\nG" + pupil, "号?"},
		{"字母开头的近年编号", "受理\nG" + pupil, ""},
		{"操作证号", "合格名单\n姓名\n证书编号\n张建国\nT" + id, "号?"},
		{"单元格内换行", "名单\n姓名\n身份证号\n张建国\n" + id[:12] + "\n" + id[12:] + "\n李秀英\n" + id2[:9] + "\n" + id2[9:], "号"},
		{"软连字符", "名单\n身份证号 " + id[:6] + "\u00ad" + id[6:], "号"},
		{"零宽空格", "名单\n身份证号 " + id[:6] + "\u200b" + id[6:14] + "\u200b" + id[14:], "号"},
		{"下划线上的号码", "委托书\n身份证号码：____" + id + "____", "号"},
		{"不认识的证号", "名单\n姓名\n通行证号\n张建国\n" + id, "号?"},
		{"不认识的证号，紧接在前", "名单\n张建国 上岗证号：" + id, "号?"},
		{"不认识的证号，号码都对", "名单\n姓名\n优待证号\n张建国\n" + id + "\n李秀英\n" + id2 + "\n王海燕\n" + id3, "号"},
		{"旁边的手机号和门牌号", "名单\n姓名\n手机号\n门牌号\n张建国\n" + id, "号"},
		{"样表", "经营许可申请表（样表）\n姓名 王刚 身份证号 " + id, "号?"},
		{"示范文本", "行政复议申请书（示范文本）\n申请人：李明，身份证号码：" + id, "号?"},
		{"示范户名单", "省级示范户名单\n王刚 身份证号 " + id, "号"},
		{"引号中的例子", "防骗提示\n要求报出身份证号，如“" + id + "”，切勿透露。", "号?"},
		{"欠税公告", "欠税公告\n负责人 身份证件号码\n王刚 " + id, "号?"},
		{"限制高消费", "限制高消费人员名单\n王刚 身份证号 " + id, "号?"},
		{"供应商的账户", "合同公告\n供应商：某某公司，账号：" + bank, ""},
		{"退还企业的保证金", "退款公示\n单位名称\n账号\n甲建设有限公司\n" + bank + "\n乙建设有限公司\n" + carded("622848001000234568"), ""},
		{"在企业做工的个人", "工资公示\n姓名\n单位名称\n账号\n张建国\n甲建设有限公司\n" + bank, "卡"},
		{"下一格里的不公开", "关于调整的通知\n公开方式\n不公开\n正文", "内"},
		{"报名人员", "招聘报名人员\n发布时间：2022-12-01\n" + phones, "电话"},
		{"页脚的联系电话", "安置名单\n安置名单\n主办单位：某局 联系电话：0990-1234567\n" + phones, "电话"},
		{"每行都有办公电话", "值班安排\n" + strings.ReplaceAll(phones, "\n1", "\n办公电话：0990-1234567\n1"), ""},
		{"列有职务的名单", "驻村干部\n村\n姓名\n职务\n电话\n" + phones, ""},
		{"每行写明联系人", "春风行动企业用工信息\n甲建筑公司 联系人 张建国 13812345678\n乙餐饮公司 联系人 李秀英 13912345678\n丙物流公司 联系人 王海燕 13712345678", ""},
		{"社区民警", "社区民警公示\n社区\n姓名\n警号\n电话\n" + phones, ""},
		{"姓名与联系电话", "奖励扶助对象名单\n奖励扶助对象名单\n村名 姓名 联系电话\n上湾村 张建国 13812345678\n上湾村 李秀英 13912345678\n下湾村 王海燕 13712345678", "电话"},
		{"企业负责人", "重点企业\n企业名称\n负责人\n电话\n" + phones, ""},
		{"同一行的公开方式", "关于分工的通知\n索引号：0001/2022-1 公开方式：不予公开 发布日期：2022-05-06\n正文", "内"},
		{"此件不公开", "关于防汛的通知\n" + strings.Repeat("正文\n", 30) + "（此件不公开）", "内"},
		{"此件公开发布", "关于防汛的通知\n正文\n（此件公开发布）", ""},
		{"工作秘密的期限", "关于报送情况的函\n工作秘密★3年\n正文", "内"},
		{"内部资料的编号", "交通简报\n内部资料 No.0012\n正文", "内"},
		{"统计表的一行", "答复情况统计\n同意公开\n5\n不予公开\n3\n合计\n8", ""},
		{"可选的公开属性", "拟稿纸\n公开属性：主动公开□ 依申请公开□ 不予公开□", ""},
	} {
		if got := kinds(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if !strings.Contains(c.text, "\n"+id[:12]+"\n") {
			continue
		}
		for _, h := range leak.Scan(c.text, day) {
			if strings.Contains(h.Around, id[:9]) || strings.Contains(h.Around, id2[:9]) {
				t.Errorf("%s shows half a number: %q", c.name, h.Around)
			}
		}
	}
}
