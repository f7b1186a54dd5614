package samplesite

import (
	"fmt"
	"slices"
	"strings"
)

// A fault is one way to spoil last year's yearly report.
type fault struct {
	code    string
	subject string // after "年报:2021年:"
	verdict string
	spoil   func(body string, d draft) string
}

// reportFaults are independent of one another, so that any of them may come
// together; what settleReport parts is not.
func reportFaults() []fault {
	swap := func(old, new string) func(string, draft) string {
		return func(body string, _ draft) string { return strings.Replace(body, old, new, 1) }
	}
	return []fault{
		{"report.title", "第四部分标题", Fail, swap("四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开被申请行政复议、提请行政诉讼情况")},
		{"report.label", "主动公开表:规章", Fail, swap("第二十条第（一）项", "第二十条第（九）项")},
		{"report.cell", "单元格带单位", Fail, swap("<td>规章</td><td>0</td>", "<td>规章</td><td>0件</td>")},
		{"report.fee", "信息处理费", Fail, swap("本年度未收取信息处理费，无其他需要报告的事项。", "无。")},
		{"report.length", "总体情况篇幅", Fail, swap("（五）监督保障。", strings.Repeat("广大干部职工认真学习有关文件，结合岗位实际讨论交流，进一步统一思想、明确方向，把各项任务落到实处。", 30)+"（五）监督保障。")},
		{"report.section", "第五部分", Fail, func(body string, _ draft) string {
			before, rest, _ := strings.Cut(body, "<h3>五、")
			_, after, ok := strings.Cut(rest, "<h3>六、")
			if !ok {
				return body
			}
			return before + "<h3>六、" + after
		}},
		{"report.sum", "复议诉讼表:行政复议", Fail, func(body string, _ draft) string {
			return strings.Replace(body, "<tr>"+strings.Repeat("<td>0</td>", 5), "<tr>"+strings.Repeat("<td>0</td>", 4)+"<td>3</td>", 1)
		}},
		{"report.balance", "申请情况表:勾稽关系", Fail, func(body string, d draft) string {
			body = recount(body, "（一）予以公开", d.received-d.others, d.received-d.others-1)
			return recount(body, "（七）总计", d.received, d.received-1)
		}},
		{"report.carry", "申请情况表:上年结转", Fail, func(body string, _ draft) string {
			body = recount(body, "二、上年结转政府信息公开申请数量", 0, 2)
			return recount(body, "四、结转下年度继续办理", 0, 2)
		}},
		{"report.prose", "文字与表格:收到申请数", Suspect, func(body string, d draft) string {
			return strings.Replace(body, fmt.Sprintf("全年新收申请%d件", d.received), fmt.Sprintf("全年新收申请%d件", d.received+4), 1)
		}},
	}
}

// draftFaults are faults that the report is written with.
func draftFaults(d draft) []fault {
	var all []fault
	if d.basis != "" {
		all = append(all, fault{code: "report.basis", subject: "名称与依据", verdict: Fail})
	}
	if d.old != "" {
		all = append(all, fault{code: "report.old_format", subject: "报告格式", verdict: map[bool]string{true: Suspect, false: Fail}[d.old == "single"]})
	}
	if d.words != d.year {
		all = append(all, fault{code: "report.copied", subject: "内容雷同", verdict: Suspect})
	}
	if d.received >= 10 {
		all = append(all, fault{code: "report.other", subject: otherResults, verdict: Suspect})
	}
	return all
}

// settleReport drops what cannot stand beside another fault: a report that is not
// there has none, and one that lost a part or was stretched is no longer a copy.
func (c *contentPlan) settleReport() {
	switch {
	case contains(c.report, "missing"):
		c.report, c.count = []string{"missing"}, false
	case contains(c.report, "copied"):
		c.report = slices.DeleteFunc(c.report, func(what string) bool { return what == "section" || what == "length" })
	}
}

// spoilReport plants the faults of the plan in last year's report.
func (s *Site) spoilReport(a *article, d draft) {
	s.spoilCount(a, d.year)
	note := func(f fault) {
		s.expect(f.code, fmt.Sprintf("年报:%d年:%s", d.year, f.subject), s.articlePath(a), "上一年度年报的"+f.subject+"有误")
		s.truth[len(s.truth)-1].Verdict = f.verdict
	}
	if d.year == s.asOf.Year()-1 {
		for _, f := range draftFaults(d) {
			note(f)
		}
	}
	for _, f := range reportFaults() {
		if d.year != s.asOf.Year()-1 || !s.spoilsReport(strings.TrimPrefix(f.code, "report.")) {
			continue
		}
		body := strings.Join(a.body, "\n")
		spoiled := f.spoil(body, d)
		if spoiled == body {
			continue // the site has not what would be spoiled
		}
		a.body = []string{spoiled}
		note(f)
	}
}

// spoilCount makes last year's report count no documents, where there were some.
func (s *Site) spoilCount(a *article, year int) {
	made := 0
	for _, r := range regulations() {
		if s.daysBefore(r.days).Year() == year {
			made++
		}
	}
	if !s.plan.content.count || year != s.asOf.Year()-1 || made == 0 {
		return
	}
	body := strings.Join(a.body, "\n")
	a.body = []string{strings.Replace(body, "<td>行政规范性文件</td><td>1</td>", "<td>行政规范性文件</td><td>0</td>", 1)}
	s.expect("document.count", fmt.Sprintf("年报:%d年:行政规范性文件制发件数", year), s.articlePath(a), "年报少计了规范性文件")
	s.truth[len(s.truth)-1].Verdict = Suspect
}

func contains(list []string, word string) bool {
	for _, w := range list {
		if w == word {
			return true
		}
	}
	return false
}

// A budgetFault is one way to spoil the budget or the accounts under judgement.
type budgetFault struct{ code, paper, subject, verdict string }

func budgetFaults() []budgetFault {
	return []budgetFault{
		{"budget.sum", "预算", "“三公”经费合计", Fail},
		{"budget.change", "预算", "“三公”经费合计增减额", Fail},
		{"budget.zero", "预算", "公务接待费", Suspect},
		{"budget.vehicle", "决算", "公务用车购置及运行维护费", Fail},
		{"budget.rate", "决算", "公务接待费增减率", Fail},
		{"budget.share", "决算", "公务用车购置及运行维护费占比", Suspect},
		{"budget.prose", "决算", "因公出国（境）费", Fail},
		{"budget.table", "预算", "公开表格", Fail},
		{"budget.explanation", "决算", "情况说明", Fail},
	}
}

// spoilBudget rewrites what the paper says of the three expenses, with the
// faults of the plan; and with a sum that is right but for rounding.
func (s *Site) spoilBudget(a *article, year int, what string, m money, fr frame) {
	faults := map[string]bool{}
	name := fmt.Sprintf("预决算:%d年部门%s", year, what)
	for _, f := range budgetFaults() {
		of := f.code == "budget.table" || f.code == "budget.explanation" // of the frame, not the figures
		if f.paper != what || !contains(s.plan.content.budget, f.code) || of && !fr.canLack() {
			continue
		}
		if !of {
			faults[f.code] = true
		}
		s.expect(f.code, fmt.Sprintf("%s:%d年%s:%s", name, year, what, f.subject), s.articlePath(a), "数据、报表或者说明有误")
		s.truth[len(s.truth)-1].Verdict = f.verdict
	}
	if s.spoilsBudget("budget.late", what) {
		s.expect("budget.late", name, s.articlePath(a), "批复后二十多日才公开")
		s.truth[len(s.truth)-1].Verdict = Suspect
	}
	s.frameTraps(a, name, fmt.Sprintf("%s:%d年%s:公开表格", name, year, what), fr)
	vehicle := m.buy + m.run
	if faults["budget.vehicle"] {
		vehicle += 300
	}
	total := m.abroad + vehicle + m.host
	switch {
	case faults["budget.sum"]:
		total += 500
	case len(faults) == 0 && mix(s.seed, uint64(year), 71)%2 == 0:
		total++ // three rounded items, one hundredth more
		s.trap("budget.sum", name, s.articlePath(a), "四舍五入的尾差")
	}
	a.body = s.spoiledText(a.body, what, year, m, vehicle, total, faults)
	a.files = nil // files of the right figures would contradict the page
	if len(fr.attached) > 0 {
		a.files = []file{{name: fmt.Sprintf("%d年部门%s公开表.xlsx", year, what), text: fr.attached}}
	}
}

func (s *Site) spoiledText(body []string, what string, year int, m money, vehicle, total int, faults map[string]bool) []string {
	change := 240
	if faults["budget.change"] {
		change = 940
	}
	abroad := m.abroad
	if faults["budget.prose"] {
		abroad += 150
	}
	var b strings.Builder
	if !faults["budget.prose"] {
		fmt.Fprintf(&b, "%d年“三公”经费%s%s万元，较%d年的%s万元增加%s万元。其中：", year, what, yuan(total), year-1, yuan(total-240), yuan(change))
	} else {
		fmt.Fprintf(&b, "%d年“三公”经费%s中：", year, what)
	}
	fmt.Fprintf(&b, "因公出国（境）费%s万元；公务用车购置及运行费%s万元（公务用车购置费%s万元，公务用车运行维护费%s万元）；公务接待费%s万元",
		yuan(abroad), yuan(vehicle), yuan(m.buy), yuan(m.run), yuan(m.host))
	if faults["budget.rate"] {
		fmt.Fprintf(&b, "，比上年增加%s万元，增长91.7%%", yuan(m.host/10))
	}
	b.WriteString("。")
	if faults["budget.share"] {
		fmt.Fprintf(&b, "公务用车购置及运行费%s万元，占“三公”经费的2.5%%。", yuan(vehicle))
	}
	if faults["budget.zero"] {
		b.WriteString("国内公务接待0批次，0人次。")
	}
	out := append([]string{}, body...)
	out[figuresAt] = para(b.String())
	last := len(out) - 1
	out[last] = threePublicSheet(out[last], m, vehicle, total)
	return out
}

// spoilsBudget says whether the plan spoils a paper in this way.
func (s *Site) spoilsBudget(code, what string) bool {
	if code == "budget.late" && what != "预算" {
		return false
	}
	for _, f := range budgetFaults() {
		if f.code == code && f.paper != what {
			return false
		}
	}
	return contains(s.plan.content.budget, code)
}

// threePublicSheet is the table with a subtotal and a total of their own.
func threePublicSheet(table string, m money, vehicle, total int) string {
	row := fmt.Sprintf("<tr><td>%s</td><td>%s</td><td>%s</td>", yuan(m.total()), yuan(m.abroad), yuan(m.buy+m.run))
	return strings.Replace(table, row, fmt.Sprintf("<tr><td>%s</td><td>%s</td><td>%s</td>", yuan(total), yuan(m.abroad), yuan(vehicle)), 1)
}
