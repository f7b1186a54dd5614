package leak_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"time"

	"ducha/internal/leak"
)

var day = time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC)

// born makes an identity number with a right check digit.
func born(region, birthday string, serial int) string {
	body := fmt.Sprintf("%s%s%03d", region, birthday, serial)
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(body[i]-'0')
	}
	return body + string("10X98765432"[sum%11])
}

// carded completes a card number with its Luhn digit.
func carded(body string) string {
	for d := byte('0'); d <= '9'; d++ {
		sum, s := 0, body+string(d)
		for i := range len(s) {
			n := int(s[len(s)-1-i] - '0')
			if i%2 == 1 {
				n = n*2/10 + n*2%10
			}
			sum += n
		}
		if sum%10 == 0 {
			return s
		}
	}
	panic("no Luhn digit")
}

var (
	id   = born("650102", "19780914", 123)
	idX  = born("650102", "19490124", 0) // ends in X
	bank = carded("622848001000234567")
)

func TestScan(t *testing.T) {
	hit := func(kind leak.Kind, sure bool) string { return fmt.Sprint(kind, " ", sure) }
	id2, id3 := born("653101", "19900305", 41), born("310115", "19661102", 882)
	for _, c := range []struct {
		name, text string
		want       string
	}{
		{"带标签的身份证号", "姓名：张三 身份证号：" + id, hit(leak.Identity, true)},
		{"末位为X", "身份证 " + idX + "，住址", hit(leak.Identity, true)},
		{"小写x", "身份证号码" + strings.ToLower(idX), hit(leak.Identity, true)},
		{"全角数字", "身份证号：" + wide(id), hit(leak.Identity, true)},
		{"分组书写", "身份证号：" + id[:6] + " " + id[6:14] + " " + id[14:], hit(leak.Identity, true)},
		{"没有标签的名单", "张三\n" + id + "\n李四\n" + id2, hit(leak.Identity, true) + "|" + hit(leak.Identity, true)},
		{"表头在上", "序号\n姓名\n身份证号\n1\n张三\n" + id, hit(leak.Identity, true)},
		{"附件文件名", "张三" + id + ".pdf", hit(leak.Identity, true)},
		{"证号与电话相连", "张三 " + id + "/13812345678", hit(leak.Identity, true)},
		{"校验位不对", "身份证号：110105194912310021", ""},
		{"不存在的日期", "身份证号：" + born("650102", "19780231", 1), ""},
		{"不存在的地区", "身份证号：" + born("950102", "19780214", 1), ""},
		{"评价日之后出生", "身份证号：" + born("650102", "20230101", 1), ""},
		{"前面是信用代码", "统一社会信用代码：" + id, ""},
		{"信用代码在上一格", "统一社会信用代码\n" + id, ""},
		{"前面是索引号", "索引号：" + id, ""},
		{"前面是账号", "账号：" + id, ""},
		{"前面是运单号", "物流单号" + id, ""},
		{"前面是标书编号", "标书编号：" + id, ""},
		{"前面是许可证号", "经营许可证号 " + id, ""},
		{"身份证编号不是编号", "身份证编号：" + id, hit(leak.Identity, true)},
		{"最近的标签说了算", "统一社会信用代码：11441700007280420Y，法定代表人身份证号：" + id, hit(leak.Identity, true)},
		{"最近的标签说了算之二", "身份证号：" + id3 + "，项目编号：" + id, hit(leak.Identity, true)},
		{"代码的一部分", "000014349/2022-" + id, ""},
		{"字母相连", "A" + id + "B", ""},
		{"全角字母相连", "Ａ" + id, ""},
		{"下划线相连", "IMG_" + id, ""},
		{"链接参数", "查看 http://a.gov.cn/x?no=" + id + "&p=1", ""},
		{"链接里的一段", "http://a.gov.cn/" + id + "/index.html", ""},
		{"井号之后", "附件#" + id + "#说明", hit(leak.Identity, true)},
		{"书签", "正文x#" + id, ""},
		{"电子邮箱", id + "@example.cn", ""},
		{"证号之后是电话", "张建国 " + id + " 13812345678\n李秀英 " + id2 + " 13912345678\n王海燕 " + id3 + " 13712345678",
			strings.TrimSuffix(strings.Repeat(hit(leak.Identity, true)+"|"+hit(leak.Mobile, false)+"|", 3), "|")},
		{"多数校验位不对，其中一个带标签", "考号" + examinees(6, false) + "\n身份证号：" + id, hit(leak.Identity, true)},
		{"三分之一校验位对", strings.TrimPrefix(examinees(5, false), "\n") + "\n" + id, ""},
		{"更长的数字", "身份证" + id + "123", ""},
		{"全数字信用代码", "113703233130158447", ""},
		{"索引号浮点残留", "索引号 113703233130158447/2023-5335541.0", ""},
		{"信用代码", "11441700007280420Y 11370883004326294R 1137078555222300XQ 11620622013933539B", ""},
		{"已脱敏", "身份证号：35*************123 6501021978****0123", ""},
		{"无标签的近日编号", "650102202212200" + born("650102", "20221220", 1)[15:], ""},
		{"表头隐去证号另列准考证号", "序号\n姓名\n身份证号\n考场编号" + examinees(12, false), ""},
		{"两种号码分不清", "身份证号\n考号\n" + strings.Repeat("张三\n6501**********0123\n", 4) + id, hit(leak.Identity, false)},
		{"证号与许可证号并列", "身份证号\n许可证号\n1\n张三" + examinees(4, true), hit(leak.Identity, false) + strings.Repeat("|"+hit(leak.Identity, true), 3)},
		{"证号与卡号两栏，只有一人", "姓名\n身份证号\n银行卡号\n住址\n张三\n" + id + "\n" + bank + "\n示例村", hit(leak.Identity, false) + "|" + hit(leak.Card, false)},
		{"卡号与证号两栏，只有一人", "姓名\n银行卡号\n身份证号\n张三\n" + bank + "\n" + id, hit(leak.Card, false) + "|" + hit(leak.Identity, true)},
		{"隐去的证号旁的编号", "姓名 身份证号 受理编号 张三 6501**********0123 " + id, hit(leak.Identity, false)},
		{"正文请社会监督", "补助发放名单\n现予公示，请社会监督。\n张建国 13812345678\n李秀英 13912345678\n王海燕 13712345678", strings.Repeat(hit(leak.Mobile, false)+"|", 2) + hit(leak.Mobile, false)},
		{"单位的账户", "户名：示例市交通运输局，开户行：某银行，账号：" + bank, ""},
		{"单位的账户写在最后", "账号：" + bank + "，户名：示例市交通运输局", ""},
		{"个人的账户", "户名：张建国，开户行：某银行，账号：" + bank, hit(leak.Card, false)},
		{"个人的账户，名字里有间隔号", "户名：买买提·艾力江，开户行：某银行，账号：" + bank, hit(leak.Card, false)},
		{"办公电话一览", "办公电话\n张建国 13812345678\n李秀英 13912345678\n王海燕 13712345678", ""},
		{"编号之后才是证号", "编号：" + id + "\n姓名：张三", ""},
		{"残疾人证号", "残疾人证号：" + id + "43、" + idX + "12", hit(leak.Identity, true) + "|" + hit(leak.Identity, true)},
		{"残疾类别不存在", "残疾人证号：" + id + "83", ""},
		{"残疾等级不存在", "残疾人证号：" + id + "45", ""},
		{"残疾人证号，评价日之后出生", "残疾人证号：" + born("650102", "20230101", 1) + "43", ""},
		{"二十位编号", "备案编号：" + id + "43", ""},
		{"括号里的例子", "身份证号（如" + id + "）", hit(leak.Identity, false)},
		{"名字末字是如", "蔺相如" + id, hit(leak.Identity, true)},
		{"填写示例", "身份证号（示例：" + id + "）", hit(leak.Identity, false)},
		{"失信名单", "失信被执行人名单\n张三 身份证号：" + id, hit(leak.Identity, false)},
		{"老号码带标签", "身份证号：650102780914123", hit(leak.Identity, false)},
		{"老号码无标签", "编号 650102780914123", ""},
		{"文号", "新交规〔2022〕123456789012345号", ""},
		{"银行卡带标签", "开户行：农业银行 银行卡号：" + bank, hit(leak.Card, false)},
		{"银行卡分组", "卡号 " + bank[:4] + " " + bank[4:8] + " " + bank[8:12] + " " + bank[12:16] + " " + bank[16:], hit(leak.Card, false)},
		{"银行卡无标签", "流水 " + bank, ""},
		{"公开的收费账户", "收费账户：某市财政专户，账号：" + bank, ""},
		{"校验位不对的卡", "银行卡号：6228480010002345670", ""},
		{"一个服务电话", "值班人员王强 13812345678", ""},
		{"人员名单", "姓名\n电话\n张三\n13812345678\n李四\n13912345678\n王五\n13712345678", strings.Repeat(hit(leak.Mobile, false)+"|", 2) + hit(leak.Mobile, false)},
		{"联系电话", "联系人：张三，13812345678；联系人：李四，13912345678；联系人：王五，13712345678", ""},
		{"没有姓名的电话", "客运站 13812345678\n公交场 13912345678\n养护点 13712345678", ""},
		{"地名不是姓名", "张家街 13812345678\n王家庄村 13912345678\n李家沟乡 13712345678", ""},
		{"带国际区号", "张建国 +86-13812345678\n李秀英 0086-13912345678\n王海燕 8613712345678", strings.Repeat(hit(leak.Mobile, false)+"|", 2) + hit(leak.Mobile, false)},
		{"两段书写", "张建国 138 12345678\n李秀英 139 12345678\n王海燕 137 12345678", strings.Repeat(hit(leak.Mobile, false)+"|", 2) + hit(leak.Mobile, false)},
		{"数字连排不是电话", "张建国 13 812345678\n李秀英 13 912345678\n王海燕 13 712345678", ""},
		{"办公电话", "张三 0991-2345678 李四 0991-2345679 王五 12328", ""},
		{"密级标志", "关于某事项的通知\n机密★1年\n各单位：", "secrecy false"},
		{"密级空格", "秘 密 ★ 10 年", "secrecy false"},
		{"密级夹零宽字符", "秘\u200b密★10年", "secrecy false"},
		{"密级后是长段说明", "机密★1年" + strings.Repeat("字", 70), ""},
		{"密级后有句读", "机密★1年，应当妥善保管", ""},
		{"只有密级和星", "关于某事\n秘密★\n正文", "secrecy false"},
		{"解密时间", "标题\n绝密★解密时间2025年1月1日", "secrecy false"},
		{"附件名", "机密★6个月 2022年应急处置方案.docx", "secrecy false"},
		{"指南中的样式", "国家秘密标志由“密级★保密期限”组成", ""},
		{"讲解中的举例", "公文写作知识\n标志应写成“机密★5年”，放在首页左上角。", ""},
		{"教学页面", "保密知识问答\n机密★1年\n以上标志表示", ""},
		{"试卷", "2022年从业资格考试\n绝密★启用前", ""},
		{"正文深处", strings.Repeat("正文\n", 30) + "机密★1年", ""},
		{"内部资料", "某某情况通报\n内部资料　注意保存\n正文", "internal false"},
		{"标题就叫内部资料", "内部资料\n正文", ""},
		{"正文深处的内部资料", strings.Repeat("正文\n", 30) + "内部资料", ""},
		{"正文深处的内部资料，注意保存", strings.Repeat("正文\n", 30) + "内部资料　注意保存", "internal false"},
		{"标题说的内部文件", "关于规范内部文件管理的通知\n内部文件\n正文", ""},
		{"印章行", strings.Repeat("正文\n", 30) + "（仅供内部使用）", "internal false"},
		{"不予公开", "某某会议纪要\n公开属性：不予公开\n正文", "internal false"},
		{"讲到不予公开", "政府信息公开年报\n（三）不予公开\n1.属于国家秘密", ""},
		{"法条", "某条例\n行政机关对不予公开的信息应当说明理由。", ""},
		{"标题讲工作秘密", "什么是工作秘密\n工作秘密\n是指……", ""},
		{"题首标注", "【内部资料】某月运行情况", "internal false"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, h := range leak.Scan(c.text, day) {
				got = append(got, hit(h.Kind, h.Sure))
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("%q:\n got %q\nwant %q", c.text, s, c.want)
			}
		})
	}
}

// examinees are lines of numbers that are region, day and serial: by chance one of
// eleven, or all, hold as identity numbers.
func examinees(n int, right bool) string {
	var b strings.Builder
	for i := range n {
		number := born("650902", "19990716", 101+i)
		if i > 0 && !right {
			number = number[:17] + string('0'+rune(number[17]+3)%10) // no digit, nor X, stays what it was
		}
		b.WriteString("\n" + number)
	}
	return b.String()
}

func wide(s string) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, s)
}

func TestHitsAreMasked(t *testing.T) {
	text := "名单：张三 身份证号" + id + " 手机13812345678；李四 身份证号" + idX + " 银行卡 " + bank
	for _, h := range leak.Scan(text, day) {
		for _, number := range []string{id, idX, bank, "13812345678", id[:10], id[8:]} {
			if strings.Contains(fmt.Sprintf("%+v", h), number) {
				t.Errorf("%+v shows %s", h, number)
			}
		}
	}
	h := leak.Scan("身份证号："+id, day)[0]
	if h.Masked != id[:2]+strings.Repeat("*", 13)+id[15:] {
		t.Errorf("masked %s", h.Masked)
	}
	if !strings.Contains(h.Around, "身份证号："+h.Masked) {
		t.Errorf("around %q", h.Around)
	}
	// Of a neighbour that is written in groups no group is left at the edge.
	id2 := born("652801", "19850516", 275)
	groups := func(s string) string { return s[:6] + " " + s[6:14] + " " + s[14:] }
	for _, h := range leak.Scan("名单\n王一 "+groups(id)+" 李二 "+groups(idX)+" 张三 "+groups(id2), day) {
		for _, part := range []string{id[:6], id[14:], idX[:6], idX[14:], id2[:6], id2[14:]} {
			if strings.Contains(h.Around, part) {
				t.Errorf("%s shows a part of a number: %q", h.Masked, h.Around)
			}
		}
	}
	if h := leak.Scan("标题\n机密★1年 关于某事", day)[0]; h.Masked != "机密★1年" || h.Around != "" {
		t.Errorf("a secrecy mark shows more than itself: %+v", h)
	}
}

func TestMask(t *testing.T) {
	for _, c := range [][2]string{
		{"手机13812345678", "手机138****5678"},
		{"138 1234 5678、+8613912345678", "138****5678、+139****5678"},
		{"编号" + id, "编号" + id[:2] + "*************" + id[15:]},
		{"卡" + bank, "卡62**************" + bank[16:]},
		{"110105194912310021（校验位不符也隐去）", "11*************021（校验位不符也隐去）"},
		{"电话0991-2345678，12328，2022年12月31日，113703233130158447", "电话0991-2345678，12328，2022年12月31日，113703233130158447"},
		{"张三110105194912310…", "张三11*************…"},
		{"联系李四1381234…", "联系李四13*****…"},
		{"35*************123 138****1234", "35*************123 138****1234"},
		{"e13812345678f", "e13812345678f"},
		{"9491231002X，住址", "9491231002X，住址"},
		{"519491231002X，住址", "51***********，住址"},
		{"2022-12-31 10:30", "2022-12-31 10:30"},
	} {
		if got := leak.Mask(c[0]); got != c[1] {
			t.Errorf("Mask(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

// TestMany measures the detector on ten thousand numbers of each sort
// (reliability.md, goal 18: precision and recall at least 99 %).
func TestMany(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	regions := []string{"110105", "130203", "210102", "320583", "371302", "440305", "511502", "530111", "620102", "650102", "652801"}
	found, wrong, unmasked := 0, 0, 0
	const n = 10_000
	for range n {
		birthday := time.Date(1935, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.Intn(365*75)).Format("20060102")
		number := born(regions[r.Intn(len(regions))], birthday, r.Intn(1000))
		text := []string{"身份证号：%s", "张三（%s）", "3 李四 %s 某县某乡", "王五%s"}[r.Intn(4)]
		for _, h := range leak.Scan(fmt.Sprintf(text, number), day) {
			if h.Sure {
				found++
			}
		}
		phone := fmt.Sprintf("1%d%09d", 3+r.Intn(7), r.Intn(1e9))
		card := carded("62" + fmt.Sprintf("%016d", r.Int63n(1e16)))
		if masked := leak.Mask(number + "，" + phone + "；" + card); strings.Contains(masked, number) || strings.Contains(masked, phone) || strings.Contains(masked, card) {
			unmasked++
		}
		noise := fmt.Sprintf("%d%017d", 1+r.Intn(9), r.Int63n(1e17))
		if r.Intn(2) == 0 {
			noise = fmt.Sprintf("%s%s%04d", regions[r.Intn(len(regions))], day.AddDate(0, 0, -r.Intn(2000)).Format("20060102"), r.Intn(1e4))
		}
		for _, h := range leak.Scan("办件 "+noise, day) {
			if h.Sure {
				wrong++
			}
		}
	}
	t.Logf("identity numbers found %d of %d, sure of %d of %d others, left unmasked %d of %d", found, n, wrong, n, unmasked, 3*n)
	if found < n*99/100 || wrong > n/1000 || unmasked > 0 {
		t.Errorf("found %d of %d, wrong %d, unmasked %d", found, n, wrong, unmasked)
	}
}

// FuzzMask holds the promise of Mask: what it returns has no number that Scan
// would report, and neither panics.
func FuzzMask(f *testing.F) {
	for _, s := range []string{"身份证号：" + id, wide(id), "张三\n13812345678\n李四 139 1234 5678", "卡号" + bank, idX + id + "/" + id, "机密★1年\n内部资料", "１１0105 1949-1231 002X",
		"113703233130158447/2023-5335541.0", "138****1234" + id, "\xff" + id + "\xff", id[:6] + " " + id[6:14] + " " + id[14:] + " 1234 5678"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		masked := leak.Mask("身份证号，银行卡号：" + s)
		for _, h := range leak.Scan(masked, time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)) {
			if h.Kind != leak.Secrecy && h.Kind != leak.Internal && (h.Sure || h.Kind != leak.Mobile) {
				t.Errorf("Mask(%q) = %q still has %+v", s, masked, h)
			}
		}
		for _, h := range leak.Scan(s, day) {
			if h.Offset < 0 || h.Offset >= len(s) || h.Count < 1 {
				t.Errorf("%+v of %d bytes", h, len(s))
			}
		}
	})
}
