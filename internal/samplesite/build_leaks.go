package samplesite

import (
	"fmt"
	"strings"
)

// spoiled is an article that should not have been published as it is.
type spoiled struct {
	title string
	body  []string
	files []file
	note  string
}

// plantLeaks publishes what must not be published, and beside it what only
// looks so.
func (s *Site) plantLeaks() {
	c := s.byKey["交通要闻"]
	makers := map[string]func(h uint64) spoiled{"identity": s.leakIdentity, "personal_list": s.leakPersons,
		"secrecy_mark": s.leakSecret, "internal_mark": s.leakInternal}
	for i, what := range s.plan.leaks {
		h := mix(s.seed, hash(what), uint64(i), 51)
		a := s.postSpoiled(c, makers[what](h), between(h>>20, 8, 160))
		s.expect("leak."+what, "页面:"+s.articlePath(a.article), s.articlePath(a.article), a.note)
		if what != "identity" {
			s.truth[len(s.truth)-1].Verdict = Suspect
		}
	}
	for i, make := range []func(h uint64) spoiled{s.twinCodes, s.twinMasked, s.twinPhones, s.twinTeaching, s.twinAccount, s.twinSerials} {
		h := mix(s.seed, uint64(i), 53)
		a := s.postSpoiled(c, make(h), between(h>>20, 12, 300))
		for what := range makers {
			s.trap("leak."+what, "页面:"+s.articlePath(a.article), s.articlePath(a.article), a.note)
		}
	}
}

// posted is an article with the reason why it was planted.
type posted struct {
	*article
	note string
}

func (s *Site) postSpoiled(c *column, p spoiled, days int) posted {
	d := s.daysBefore(days)
	w := s.words(mix(s.seed, hash(p.title)), d)
	body := append([]string{}, p.body...)
	body = append(body, para("各有关单位要按照要求做好相关工作，遇有问题及时反映。"))
	return posted{s.post(c, article{title: w.Replace(p.title), date: d, body: body, files: p.files}), p.note}
}

func (s *Site) leakIdentity(h uint64) spoiled {
	p := spoiled{note: "名单公开了完整的身份证号码"}
	names, n := personNames(h), between(h>>4, 2, 9)
	p.title = pick([]string{"{区}困难职工慰问人员名单公示", "{年}年度优秀驾驶员名单公示", "{区}养护工人技能补助人员名单"}, h)
	var rows [][]string
	var prose []string
	for i := range n {
		number := s.identityNumber(mix(h, uint64(i)))
		rows = append(rows, []string{fmt.Sprint(i + 1), names[i], number})
		prose = append(prose, names[i]+"，身份证号："+number)
	}
	switch h >> 8 % 3 {
	case 0:
		p.body = []string{para("现将名单公示如下，公示期五个工作日。"), gridTable([]string{"序号", "姓名", "身份证号"}, rows)}
	case 1:
		p.body = []string{para("经研究，下列人员符合条件：" + strings.Join(prose, "；") + "。")}
	default:
		p.body = []string{para("现将名单公示如下。")}
		for _, row := range rows {
			number := row[2]
			p.body = append(p.body, para(row[1]+"　"+number[:6]+" "+number[6:14]+" "+number[14:]))
		}
	}
	return p
}

func (s *Site) leakPersons(h uint64) spoiled {
	p := spoiled{title: pick([]string{"{区}候车志愿者人员名单", "{区}受助家庭名单公示", "{年}年培训学员名单"}, h), note: "名单公开了个人手机号码或银行卡号"}
	names := personNames(h)
	var rows [][]string
	for i := range between(h>>4, 4, 9) {
		value := phoneNumber(mix(h, uint64(i), 1))
		if h>>9%3 == 0 {
			value = cardNumber(mix(h, uint64(i), 2))
		}
		rows = append(rows, []string{names[i], pick(s.city.districts, mix(h, uint64(i), 3)), value})
	}
	head := []string{"姓名", "住址", "手机"}
	if h>>9%3 == 0 {
		head[2] = "银行卡号"
	}
	p.body = []string{para("现将名单公布如下。"), gridTable(head, rows)}
	return p
}

func (s *Site) leakSecret(h uint64) spoiled {
	mark := pick([]string{"机密★1年", "秘密★6个月", "秘密★长期", "秘　密★10年"}, h)
	p := spoiled{title: "{区}冬季应急运力储备情况", note: "页面开头带有国家秘密标志"}
	if h>>6%3 == 0 {
		p.note = "附件名称带有国家秘密标志"
		p.files = []file{{name: strings.ReplaceAll(mark, "　", "") + "应急运力储备表.docx", text: []string{"应急运力储备表"}}}
		p.body = []string{para("储备情况见附件。")}
		return p
	}
	p.body = []string{para(mark), para("为保障冬季出行，现将应急运力储备情况汇总如下。")}
	return p
}

func (s *Site) leakInternal(h uint64) spoiled {
	p := spoiled{title: "{区}道路通行情况分析", note: "页面带有内部标识",
		body: []string{para("{区}道路通行情况总体平稳，早晚高峰略有拥堵。"), para("下一步将继续做好疏导。")}}
	p.body[0] = para(s.city.districts[0] + "道路通行情况总体平稳，早晚高峰略有拥堵。")
	switch h % 3 {
	case 0:
		p.body = append([]string{para("内部资料　注意保存")}, p.body...)
	case 1:
		p.body = append(p.body, para("（仅供内部使用）"))
	default:
		p.body = append([]string{gridTable([]string{"公开属性：", "不予公开"}, nil)}, p.body...)
	}
	return p
}

// twinCodes lists codes of organisations, some of digits only.
func (s *Site) twinCodes(h uint64) spoiled {
	var rows [][]string
	for i := range 6 {
		rows = append(rows, []string{pick(s.city.districts, mix(h, uint64(i))) + "客运服务中心", creditCode(mix(h, uint64(i), 4))})
	}
	rows = append(rows, []string{"某县办公室", "113703233130158447"})
	return spoiled{title: "{区}客运服务机构登记信息", note: "统一社会信用代码和索引号不是身份证号码", body: []string{
		gridTable([]string{"单位名称", "统一社会信用代码"}, rows), para("索引号：113703233130158447/2022-5335541.0　000014349/2022-00012")}}
}

// twinMasked lists persons as it should be done.
func (s *Site) twinMasked(h uint64) spoiled {
	var rows [][]string
	names := personNames(h)
	for i := range 5 {
		id, phone := s.identityNumber(mix(h, uint64(i))), phoneNumber(mix(h, uint64(i), 1))
		rows = append(rows, []string{names[i], id[:2] + strings.Repeat("*", 13) + id[15:], phone[:3] + "****" + phone[7:]})
	}
	return spoiled{title: "{区}慰问人员名单（已作隐去处理）", note: "号码已经隐去", body: []string{gridTable([]string{"姓名", "身份证号", "手机"}, rows)}}
}

// twinPhones publishes telephones that are meant to be called.
func (s *Site) twinPhones(h uint64) spoiled {
	var rows [][]string
	for i, o := range offices() {
		rows = append(rows, []string{o, fmt.Sprintf("0999-%07d", between(mix(h, uint64(i)), 3600000, 3899999))})
	}
	return spoiled{title: "各科室服务电话", note: "办公电话和服务电话本应公开", body: []string{
		gridTable([]string{"科室", "电话"}, rows), para("夜间值班电话：" + phoneNumber(h) + "。")}}
}

// twinTeaching explains what a secrecy mark is.
func (s *Site) twinTeaching(h uint64) spoiled {
	return spoiled{title: "保密知识小课堂：国家秘密标志怎么看", note: "介绍标志的文章不带标志", body: []string{
		para("国家秘密标志形式为“密级★保密期限”“密级★解密时间”或者“密级★解密条件”。"), para("机密★5年"),
		para("上面的例子表示保密期限为五年的机密级事项。工作秘密不得标注国家秘密标志，内部资料也要妥善保管。")}}
}

// twinAccount names the account that fees are paid into.
func (s *Site) twinAccount(h uint64) spoiled {
	return spoiled{title: "车辆通行费缴纳方式说明", note: "收费账户依法公开", body: []string{
		para("缴费至收费账户，户名：" + s.city.name + "财政专户，账号：" + cardNumber(h) + "。")}}
}

// twinSerials has numbers of eighteen digits that stand for parcels and papers.
func (s *Site) twinSerials(h uint64) spoiled {
	day := s.daysBefore(int(h % 200)).Format("20060102")
	return spoiled{title: "出行提示牌寄送情况", note: "单号、编号不是身份证号码", body: []string{
		para("快递单号：" + s.identityNumber(h) + "，标书编号：" + s.identityNumber(mix(h, 1)) + "，受理编号：" + s.regionCode(h) + day + "0012。"),
		para(fmt.Sprintf("流水号 %d，设备序列号 %d。", 62_000_000_000_000_000+h%1e15, 4_000_000_000_000_000+h%1e14))}}
}
