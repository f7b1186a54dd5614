package samplesite

import (
	"fmt"
	"time"
)

// buildWebsite adds what the inspection of government websites looks at:
// services, public messages, interviews and the report on the site itself.
func (s *Site) buildWebsite() {
	s.buildServices()
	s.buildMessages()
	s.postSiteReport()
	w := s.plan.website
	if c := s.byKey["交通要闻"]; c != nil && !s.plan.speaksOfMissing("访谈") {
		s.post(c, article{title: "在线访谈：听" + s.city.name + "出行服务一线人员谈服务", date: s.daysBefore(70),
			body: []string{para("访谈围绕出行服务、窗口服务等话题展开，网友提出的问题均已现场答复。")}})
	}
	if w.quiet {
		s.expectFor("site.stale_home", "首页", "/", "首页各栏目二十天没有更新", Fail)
		s.expectFor("column.stale", "栏目:动态要闻", "", "动态类栏目超过两周没有更新", Fail)
	}
	if w.tag && !s.plan.tags[tagOf{"首页", "SiteIDCode"}] && !s.plan.footer["网站标识码"] {
		s.expectFor("page.tag_wrong", "标签:首页:SiteIDCode", "/", "标签与底部的网站标识码不同", Fail)
	}
	if w.domain {
		s.expectFor("site.domain", "域名", "/", "域名不在 gov.cn 下", Fail)
	}
	if w.ipv6 {
		s.expectFor("site.ipv6", "IPv6", "/", "域名没有 IPv6 地址", Fail)
	}
	s.expectNetwork()
}

// expectFor notes what only the inspection of websites looks for.
func (s *Site) expectFor(defect, subject, url, note, verdict string) {
	s.truth = append(s.truth, Expectation{Defect: defect, Subject: subject, Verdict: verdict, URL: url, Note: note, Set: ForWebsite})
}

// guides are the matters a bureau serves; none is an item of its own elsewhere.
func guides() []string {
	return []string{"机动车维修经营备案", "道路货运车辆年审", "从业资格证补发", "船舶营运证换发", "驾驶培训机构备案", "港口经营备案变更", "公路沿线设施迁移申请"}
}

func (s *Site) buildServices() {
	w := s.plan.website
	if w.service == "missing" {
		s.expectFor("service.missing", "办事服务", "", "全站没有办事服务", Suspect)
		return
	}
	c := s.add(s.root, &column{key: "政务服务", slug: "bsfw", label: "办事服务", kind: kindList})
	thin := 2
	if w.service == "thin_guide" {
		thin = 5
		s.expectFor("service.thin_guide", "办事指南", s.path(c), "五个办事指南只有一句话", Suspect)
	} else {
		s.trap("service.thin_guide", "办事指南", s.path(c), "两个办事指南不全，一个以附件公开")
	}
	for i, name := range guides() {
		a := article{title: name + "办事指南", date: s.daysBefore(200 + 31*i), body: s.serviceText(name)}
		if i < thin {
			a.body = []string{para(name + "由窗口受理，请申请人到窗口咨询，工作人员将协助办理有关手续，感谢理解与支持。")}
		}
		s.post(c, a)
	}
	s.post(c, article{title: "道路运输证件遗失登记办事指南", date: s.daysBefore(450), body: []string{para("详见附件。")},
		files: []file{{name: "遗失登记办事指南.docx", text: []string{"设定依据", "申请条件", "办理材料"}}}})
}

func (s *Site) serviceText(name string) []string {
	lines := []string{"事项名称：" + name, "设定依据：《中华人民共和国道路运输条例》等有关规定。", "申请条件：符合国家有关规定的单位和个人。",
		"办理材料：申请书、身份证明、相关证件复印件。", "办理地点：" + s.city.name + "政务服务中心二楼。", "办理时间：周一至周五10:00至14:00、16:00至20:00。",
		"联系电话：" + s.city.phone, "办理流程：受理、审查、决定、送达。"}
	var out []string
	for _, l := range lines {
		out = append(out, para(l))
	}
	return out
}

// letter is one public message.
type letter struct {
	about string
	days  int // asked so many days before the as-of day
	wait  int // answered after so many days; 0 = not yet
}

// letters: the one of 65 days may wait, the last one is out of the year.
func letters() []letter {
	return []letter{{"路灯不亮", 12, 3}, {"候车亭漏雨", 27, 4}, {"路面坑洼", 44, 2}, {"护栏损坏", 65, 0}, {"标志牌被遮挡", 96, 5},
		{"施工噪声", 150, 3}, {"窗口排队时间长", 235, 6}, {"非机动车道被占用", 320, 2}, {"井盖松动", 410, 0}}
}

func (s *Site) buildMessages() {
	what := s.plan.website.dialogue
	if what == "missing" {
		s.expectFor("dialogue.missing", "咨询建言渠道", "", "全站没有咨询建言渠道", Suspect)
		return
	}
	parent := s.byKey["互动交流"]
	if parent == nil {
		parent = s.root
	}
	c := s.add(parent, &column{key: "留言公开", slug: "lygk", kind: kindList})
	late := -1
	if what == "unanswered" {
		late = between(mix(s.seed, 81), 4, 7)
	}
	for i, l := range letters() {
		asked := s.asOf.AddDate(0, 0, -l.days)
		a := article{title: fmt.Sprintf("关于%s%s的留言", pick(s.city.districts, mix(s.seed, uint64(i), 82)), l.about), date: asked}
		open := l.wait == 0 || i == late
		a.body = s.letterText(l, asked, open)
		if i == late {
			s.expectFor("dialogue.unanswered", "留言:"+a.title, "", "留言超过三个月没有答复", Suspect)
		}
		p := s.post(c, a)
		if open && i != late {
			s.trap("dialogue.unanswered", "留言:"+p.title, s.articlePath(p), "未满三个月，或不在近一年内")
		}
	}
	if what == "element" {
		s.expectFor("dialogue.element", "留言要素:答复单位", s.path(c), "答复都没有标明单位", Suspect)
	}
}

// letterText is a message as one of three systems shows it.
func (s *Site) letterText(l letter, asked time.Time, open bool) []string {
	day := func(t time.Time) string { return t.Format("2006-01-02") }
	who, words := pick(offices(), mix(s.seed, uint64(l.days), 83)), "您好，您反映的"+l.about+"问题收悉，经现场核实，已安排人员处理完毕，感谢您的监督。"
	pairs := [][2]string{{"留言时间", day(asked)}, {"留言内容", "请问" + l.about + "什么时候能够处理，希望尽快解决，谢谢。"}}
	if open {
		pairs = append(pairs, [2]string{"办理状态", pick([]string{"办理中", "待回复"}, mix(s.seed, 84))})
	} else {
		if s.plan.website.dialogue != "element" {
			pairs = append(pairs, [2]string{"答复单位", who})
		}
		pairs = append(pairs, [2]string{"答复时间", day(asked.AddDate(0, 0, l.wait))}, [2]string{"答复内容", words})
	}
	var out []string
	switch mix(s.seed, 85) % 3 {
	case 0:
		for _, p := range pairs {
			out = append(out, para(p[0]+"："+p[1]))
		}
	case 1:
		out = append(out, "<table>")
		for _, p := range pairs {
			out = append(out, "<tr><td>"+p[0]+"</td><td>"+esc(p[1])+"</td></tr>")
		}
		out = append(out, "</table>")
	default:
		out = append(out, "<dl>")
		for _, p := range pairs {
			out = append(out, "<dt>"+p[0]+"：</dt><dd>"+esc(p[1])+"</dd>")
		}
		out = append(out, "</dl>")
	}
	return out
}

// postSiteReport publishes last year's report on the site itself.
func (s *Site) postSiteReport() {
	year := s.asOf.Year() - 1
	due := time.Date(year+1, 1, 31, 0, 0, 0, 0, beijing())
	c := s.byKey["交通要闻"]
	what, subject := s.plan.website.report, fmt.Sprintf("网站报表:%d年", year)
	day := friday(due.AddDate(0, 0, -between(mix(s.seed, 86), 3, 20)))
	if what == "late" {
		day = friday(due.AddDate(0, 0, between(mix(s.seed, 86), 15, 45)))
	}
	if c == nil || !s.asOf.After(due) || day.After(s.asOf) {
		return
	}
	if what == "missing" {
		s.expectFor("site.report_missing", subject, "", "没有公开上一年度网站工作年度报表", Fail)
		return
	}
	a := s.post(c, article{title: fmt.Sprintf("%s%d年政府网站工作年度报表", s.Name(), year), date: day,
		body: []string{para("信息发布、专栏专题、解读回应、办事服务、互动交流、安全防护、移动新媒体、创新发展情况见下表。")}})
	if what == "late" {
		s.expectFor("site.report_late", subject, s.articlePath(a), "报表晚于1月31日公开", Suspect)
	}
}
