package inspect

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"ducha/internal/budget"
	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/finding"
	"ducha/internal/leak"
	"ducha/internal/yearly"
	"ducha/internal/zhtext"
)

// annualReport judges a yearly report by the form and, where the report of the
// year before was given too, by what must carry over.
func annualReport(f *file, all []*file) (outcome, bool) {
	report, err := yearly.Parse(f.Doc)
	if err != nil {
		return unread(f, "年度报告"), false
	}
	var previous *yearly.Report
	for _, other := range all {
		if r, err := yearly.Parse(other.Doc); err == nil && other != f && report.Year > 0 && r.Year == report.Year-1 && oneBody(r.Unit, report.Unit) {
			previous = r
		}
	}
	var found []finding.Finding
	for _, p := range report.Problems(previous) {
		found = append(found, check.OfDocument("年报:"+yearOf(report)+":", p, f.proof(p.Quote)))
	}
	out := settled(found, strings.TrimSuffix(yearOf(report), "年")+"年度报告的格式、标签和数据勾稽关系未发现问题")
	if len(report.Unread) > 0 {
		gap := report.Unread[0]
		if len(found) > 0 {
			out.reason += fmt.Sprintf("；“%s”未能核验（%s）", gap.Subject, gap.Reason)
		} else {
			out = outcome{reason: fmt.Sprintf("“%s”未能读取：%s", gap.Subject, gap.Reason)}
		}
	}
	return out, true
}

// yearOf is the year of a report in words.
func yearOf(r *yearly.Report) string {
	if r.Year == 0 {
		return "未写明年份"
	}
	return fmt.Sprintf("%d年", r.Year)
}

// budgets judges the statement a document is about. That its tables or notes
// are not there may be because they stand in another file: only a suspicion.
func budgets(f *file, all []*file) (outcome, bool) {
	s := mainStatement(f.Doc)
	if s == nil {
		return unread(f, "预决算文件"), false
	}
	var previous *budget.Statement
	for _, other := range all {
		if o := mainStatement(other.Doc); o != nil && other != f && o.Kind == s.Kind && o.Year == s.Year-1 && oneBody(bodyOf(other.title), bodyOf(f.title)) {
			previous = o
		}
	}
	var found []finding.Finding
	for _, p := range s.Problems(previous) {
		if p.Code == budget.CodeExplanation && (f.Doc.Kind == "xlsx" || f.Doc.Kind == "xls") {
			continue // a workbook holds the tables; what explains them is another file
		}
		one := check.OfDocument(fmt.Sprintf("预决算:%d年部门%s:", s.Year, s.Kind), p, f.proof(p.Quote))
		one.Signal = one.Signal || p.Code == budget.CodeTable || p.Code == budget.CodeExplanation
		found = append(found, one)
	}
	if len(found) == 0 && !s.Tested() {
		return outcome{reason: fmt.Sprintf("没有读到%d年部门%s可以相互核对的数据", s.Year, s.Kind)}, true
	}
	return wholly(f.Doc, settled(found, fmt.Sprintf("%d年部门%s的数据未发现矛盾", s.Year, s.Kind))), true
}

// oneBody says whether two papers may be of one body: each names none, or one name is
// part of the other.
func oneBody(a, b string) bool {
	return strings.Contains(a, b) || strings.Contains(b, a)
}

var yearMark = regexp.MustCompile(`(?:关于)?20\d\d`)

// bodyOf is what stands before the year in a title: the body's name.
func bodyOf(title string) string {
	if at := yearMark.FindStringIndex(title); at != nil {
		return strings.TrimSpace(title[:at[0]])
	}
	return ""
}

// mainStatement is the budget or final accounts a document is about.
func mainStatement(d *document.Document) *budget.Statement {
	if d.State != document.Text {
		return nil
	}
	all := budget.Read(d)
	for i := range all {
		if s := &all[i]; s.Main && s.Year > 0 && s.Kind != "" && aboutMoney(d) {
			return s
		}
	}
	return nil
}

// aboutMoney keeps out papers that only mention a budget: a yearly report tells
// of the disclosure of budgets.
func aboutMoney(d *document.Document) bool {
	head := d.Title + strings.Join(d.Paragraphs[:min(len(d.Paragraphs), 3)], "")
	for _, t := range d.Tables[:min(len(d.Tables), 2)] {
		head += t.Caption
	}
	if strings.Contains(head, "信息公开") && strings.Contains(head, "报告") {
		return false
	}
	return strings.Contains(head, "预算") || strings.Contains(head, "决算") || strings.Contains(head, "三公")
}

// leaks looks for what should never be published.
func leaks(f *file, day time.Time) outcome {
	text := f.Doc.Entire()
	if f.Doc.State == document.Unreadable || f.Doc.State == document.Scanned || f.Doc.State == document.Encrypted || len(strings.TrimSpace(text)) < 8 {
		return unread(f, "文件")
	}
	by := map[leak.Kind][]leak.Hit{}
	for _, h := range leak.Scan(text, day) {
		by[h.Kind] = append(by[h.Kind], h)
	}
	if f.Doc.Kind == "html" {
		by[leak.Identity] = append(by[leak.Identity], behind(f.Raw, by[leak.Identity], day)...)
	}
	var found []finding.Finding
	add := func(defect, message string, signal bool, hits []leak.Hit) {
		if len(hits) == 0 {
			return
		}
		found = append(found, finding.Finding{Defect: defect, Subject: "文件:" + leak.Mask(f.title), Signal: signal, Message: message,
			Evidence: []finding.Evidence{f.proof(quotes(hits))}})
	}
	ids, marks, inner := by[leak.Identity], by[leak.Secrecy], by[leak.Internal]
	sure := false
	for _, h := range ids {
		sure = sure || h.Sure && !leak.Specimen(f.Name)
	}
	add("leak.identity", fmt.Sprintf("文件中有%d个未作隐去处理的居民身份证号码（%s），公开前请隐去。", len(ids), some(ids)), !sure, ids)
	if len(marks) > 0 {
		add("leak.secrecy_mark", "文件带有“"+marks[0].Masked+"”标志，不得公开：请立即停止复制和传播，交保密工作机构核查。", true, marks)
	}
	phones := append(by[leak.Mobile], by[leak.Card]...)
	add("leak.personal_list", fmt.Sprintf("文件中有%d个个人手机号码或银行卡号（%s），请核实是否应当公开。", len(phones), some(phones)), true, phones)
	if len(inner) > 0 {
		add("leak.internal_mark", "文件带有“"+inner[0].Masked+"”标识，请核实是否应当公开。", true, inner)
	}
	out := wholly(f.Doc, settled(found, "未发现身份证号码、个人名单、国家秘密标志和内部标识"))
	if n := f.Doc.Images; n > 0 && f.Doc.Kind != "html" { // those of a page are mostly its template's
		out.reason += fmt.Sprintf("；%d张图片中的文字未能核验", n)
	}
	return out
}

// wholly takes back a pass where part of the document was not read: it may stand there.
func wholly(d *document.Document, out outcome) outcome {
	switch {
	case d.Cut && out.verdict == finding.Pass:
		out.verdict, out.reason = finding.Unverifiable, "已读部分"+out.reason+"；文件没有读全（过长，或其中有打不开的部分），其余未能核验"
	case d.Cut:
		out.reason += "；文件没有读全，其余未能核验"
	}
	return out
}

// behind are the numbers that stand in the source of a page alone.
func behind(raw []byte, shown []leak.Hit, day time.Time) []leak.Hit {
	source, _, _, _ := zhtext.Decode(raw, "")
	return slices.DeleteFunc(leak.InSource(string(source), day), func(h leak.Hit) bool {
		return slices.ContainsFunc(shown, func(s leak.Hit) bool { return s.Masked == h.Masked })
	})
}

func some(hits []leak.Hit) string {
	var all []string
	for _, h := range hits[:min(len(hits), 3)] {
		all = append(all, h.Masked)
	}
	return strings.Join(all, "、")
}

func quotes(hits []leak.Hit) string {
	var all []string
	for _, h := range hits[:min(len(hits), 4)] {
		words := h.Around
		if words == "" {
			words = h.Masked
		}
		all = append(all, words)
	}
	return strings.Join(all, " … ")
}
