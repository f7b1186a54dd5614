package samplesite

import (
	"fmt"
	"time"
)

// regulation is one normative document of the bureau. Number 0 is the newest.
type regulation struct {
	name string // between 《》
	days int    // published so many days before the as-of day
	subj []string
}

// regulations: numbers 1 to 3 lie in the judged quarter and are old enough for
// their interpretation to be due; defects are planted in them.
func regulations() []regulation {
	return []regulation{
		{"公路养护巡查管理办法", 16, []string{"巡查频次", "病害处置", "记录归档"}},
		{"客运站服务质量考核办法", 38, []string{"考核内容", "评分方法", "结果运用"}},
		{"机动车维修经营备案管理规定", 52, []string{"备案材料", "办理程序", "事后监管"}},
		{"道路货物运输企业信用评价办法", 66, []string{"评价指标", "等级评定", "信用修复"}},
		{"城市公共汽车客运管理细则", 150, []string{"运营要求", "服务设施", "票务管理"}},
		{"公路超限检测站管理细则", 240, []string{"站点设置", "检测程序", "人员管理"}},
		{"农村公路管理养护实施办法", 330, []string{"职责分工", "资金保障", "路况评定"}},
		{"驾驶培训机构质量信誉考核细则", 480, []string{"考核周期", "考核标准", "社会监督"}},
	}
}

func (s *Site) buildPolicies(parent *column) {
	policy, reading := "政策法规", "政策解读"
	zcfg := s.column(parent, policy, "zcfg", kindList)
	zcjd := zcfg
	if s.has(Combined) {
		zcfg.label = "政策法规及相关解读"
		s.trap("column.missing", "栏目:"+reading, s.path(zcfg), "与政策法规合并为一个栏目")
	} else if c := s.column(parent, reading, "zcjd", kindList); c != nil {
		zcjd = c
	}
	laws := s.cleanThemes(superiorThemes())
	zcfg.fill = filler{count: len(laws), newest: 21, span: 1000, themes: laws} // each law once
	library := s.byKey["行政规范性文件"]
	var docs []*article
	for n, r := range regulations() {
		doc := s.regulationPage(zcfg, n, r)
		if library != nil {
			library.specials = append(library.specials, doc)
		}
		docs = append(docs, doc)
		s.interpret(zcjd, doc, n, r)
	}
	s.plantLibrary(zcfg, docs)
	s.postReposted(zcfg)
}

// docNo is the document's 文号.
func (s *Site) docNo(n int, date time.Time) string {
	return fmt.Sprintf("%s规〔%d〕%d号", s.city.no, date.Year(), len(regulations())-n)
}

func (s *Site) regulationPage(c *column, n int, r regulation) *article {
	date := s.daysBefore(r.days)
	name := "《" + s.city.name + r.name + "》"
	a := article{
		title: fmt.Sprintf("%s关于印发%s的通知", s.Name(), name), date: date, made: friday(date.AddDate(0, 0, -2)),
		docNo: s.docNo(n, date), validity: "有效",
		index: fmt.Sprintf("%s/%d-%05d", s.city.code, date.Year(), 100+n),
		body: []string{
			para("各区县交通运输局，局属各单位，各有关企业："),
			para(fmt.Sprintf("现将%s印发给你们，请结合实际认真贯彻执行。", name)),
			`<p style="text-align:right">` + esc(s.Name()) + "</p>",
			`<p style="text-align:right">` + zhDate(friday(date.AddDate(0, 0, -2))) + "</p>",
			`<p style="text-align:center"><strong>` + esc(s.city.name+r.name) + "</strong></p>",
			para("第一条 为规范相关工作，维护当事人合法权益，根据有关法律法规，结合本市实际，制定本文件。"),
			para("第二条 本市行政区域内从事相关活动，适用本文件。"),
			para(fmt.Sprintf("第三条 %s、%s、%s等具体要求，按照本文件规定执行。", r.subj[0], r.subj[1], r.subj[2])),
			para("第四条 区县主管部门负责本辖区内的组织实施和日常管理。"),
			para("第五条 有关单位应当建立健全工作台账，如实记录办理过程和结果，定期汇总分析，发现问题及时整改，并按规定报送情况。"),
			para("第六条 主管部门采取随机抽查、专项检查等方式开展监督，被检查单位应当予以配合，如实提供有关资料，不得隐瞒或者拒绝。"),
			para("第七条 违反本文件的，由主管部门责令限期改正；逾期不改正的，依法依规处理，并将处理情况记入信用记录。"),
			para("第八条 本文件自发布之日起三十日后施行，有效期五年。"),
		},
		files: []file{{name: s.city.name + r.name + ".docx", text: []string{s.city.name + r.name, "第一条 为规范相关工作，制定本文件。"}}},
	}
	return s.post(c, a)
}

// interpret publishes the interpretation of a document, as the plan wants it.
func (s *Site) interpret(c *column, doc *article, n int, r regulation) {
	what := s.plan.document[n]
	subject := "文件:" + doc.docNo
	if what == "missing" {
		// Some systems print the word in every row and leave it without a target.
		if !s.plan.gone("政策解读") {
			doc.mark = "解读"
		}
		s.expect("interpretation.missing", subject, s.articlePath(doc), "文件没有任何解读；列表行里的“解读”二字没有指向")
		return
	}
	date := doc.date
	if next := date.AddDate(0, 0, 1); n%2 == 1 && friday(next).Equal(next) {
		date = next
	}
	if what == "late" {
		date = friday(doc.date.AddDate(0, 0, between(mix(s.seed, uint64(n), 9), 18, 30)))
		s.expect("interpretation.late", subject, s.articlePath(doc), "解读比文件晚发布超过3个工作日")
	}
	name := "《" + s.city.name + r.name + "》"
	a := article{date: date, title: []string{name + "解读", "一图读懂" + name, "关于" + name + "的解读说明"}[n%3]}
	if s.plan.content.form {
		a.title = name + "解读"
	}
	// The planted documents keep titles that name them, so that nothing but the
	// planted fault can be at issue.
	if n == 4 && what == "" && !s.plan.content.form {
		a.title = "局有关科室答记者问"
		s.trap("interpretation.missing", subject, s.articlePath(doc), "解读标题不含文件名，文号在正文中，且有链接")
		s.trap("interpretation.unnamed", subject, s.articlePath(doc), "解读标题不含文件名，文号在正文中，且有链接")
	}
	a.body = s.plainWords(doc, what, name, s.interpretationText(doc, name, r))
	if what == "unnamed" {
		a.title = pick([]string{"政策解读：办事更方便，管理更规范", "解读：这些变化与您有关"}, mix(s.seed, uint64(n), 93))
	}
	reading := s.post(c, a)
	if what == "unnamed" {
		// A page that names nothing and links nowhere is no half of a pair of links either.
		s.expectReading("unnamed", doc, "解读没有写文件名称、文号，也没有链接")
		s.expect("interpretation.one_way", subject, s.articlePath(doc), "文件链接到解读，解读没有链接到文件")
		doc.related = append(doc.related, related{label: "相关解读", to: reading})
		return
	}
	reading.related = append(reading.related, related{label: "相关文件", to: doc})
	if what == "one_way" {
		s.expect("interpretation.one_way", subject, s.articlePath(doc), "解读链接到文件，文件没有链接到解读")
		return
	}
	doc.related = append(doc.related, related{label: "相关解读", to: reading})
}

func (s *Site) interpretationText(doc *article, name string, r regulation) []string {
	return []string{
		para(fmt.Sprintf("近日，%s印发了%s（%s）。为便于社会公众理解，现就有关内容说明如下。", s.Name(), name, doc.docNo)),
		para("一、为什么要制定这个文件"),
		para("原有做法已不能适应管理需要，群众和企业多次反映标准不清、流程不明，因此在充分调研和公开征求意见的基础上起草。"),
		para("二、主要有哪些内容"),
		para(fmt.Sprintf("文件围绕%s、%s和%s三个方面作出安排，既明确谁来做，也明确怎么做、做到什么程度。", r.subj[0], r.subj[1], r.subj[2])),
		`<p style="text-align:center"><img src="/images/tujie.png" alt="图解"></p>`,
		para("三、对企业和群众有什么影响"),
		para("办理时间缩短，材料减少，咨询可在工作日拨打" + s.city.phone + "。"),
	}
}

// superiorThemes are laws and papers of higher bodies: they need no
// interpretation of ours.
func superiorThemes() []theme {
	laws := []string{"中华人民共和国公路法", "中华人民共和国港口法", "中华人民共和国航道法", "中华人民共和国道路运输条例",
		"收费公路管理条例", "公路安全保护条例", "国内水路运输管理条例", "城市道路管理条例", "中华人民共和国内河交通安全管理条例", "道路旅客运输及客运站管理规定"}
	var out []theme
	for _, l := range laws {
		out = append(out, theme{"关于修改《" + l + "》的决定", []string{"现予公布，自公布之日起施行。", "修改后的条文见附件，原条文同时停止执行。"}})
		out = append(out, theme{l, []string{"第一章　总则", "第一条　为了加强管理，保护当事人的合法权益，制定本法规。", "第二条　在中华人民共和国境内从事相关活动，应当遵守本法规。"}})
	}
	return out
}

// postReposted reposts a superior's document, which has its own 文号.
func (s *Site) postReposted(c *column) {
	d := s.daysBefore(44)
	no := fmt.Sprintf("交运发〔%d〕%d号", d.Year(), between(mix(s.seed, 21), 30, 140))
	a := s.post(c, article{title: "交通运输部关于做好冬季道路旅客运输工作的通知", date: d, source: "交通运输部", docNo: no,
		body: []string{para(no), para("各省、自治区、直辖市交通运输厅（局、委）："), para("为做好冬季道路旅客运输工作，现就有关事项通知如下，请认真贯彻落实。")}})
	s.trap("interpretation.missing", "文件:"+no, s.articlePath(a), "转发上级文件，不由本单位解读")
}

// postCleaning announces which documents stay in force: such lists need no interpretation.
func (s *Site) postCleaning(c *column) {
	d := s.daysBefore(58)
	if what := s.plan.column[c.key]; what != "" {
		return
	}
	no := fmt.Sprintf("%s公告〔%d〕%d号", s.city.no, d.Year(), between(mix(s.seed, 22), 2, 9))
	a := s.post(c, article{title: s.Name() + "关于公布行政规范性文件清理结果的公告", date: d, docNo: no,
		body: []string{para(no), para("经清理，决定继续有效的行政规范性文件8件，废止3件，现予公布。")}})
	s.trap("interpretation.missing", "文件:"+no, s.articlePath(a), "清理结果公告不需要解读")
}

func zhDate(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}
