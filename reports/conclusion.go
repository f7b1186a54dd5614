package reports

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/rules"
)

// Counts are the numbers of the first page.
type Counts struct {
	Failed, Suspected                                   int // findings
	Unverifiable, NotDue, NotApplicable, Manual, Passed int // rules
}

// Count counts findings and rules by verdict.
func Count(a *result.Audit) Counts {
	var c Counts
	for _, f := range a.Findings {
		if f.Verdict == finding.Fail {
			c.Failed++
		} else {
			c.Suspected++
		}
	}
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			switch r.Verdict {
			case finding.Unverifiable:
				c.Unverifiable++
			case finding.NotDue:
				c.NotDue++
			case finding.NotApplicable:
				c.NotApplicable++
			case finding.Manual:
				c.Manual++
			case finding.Pass:
				c.Passed++
			}
		}
	}
	return c
}

// VetoText says whether a veto was reached.
func VetoText(a *result.Audit) string {
	if len(a.Score.Vetoed) > 0 {
		return "触发单项否决"
	}
	switch {
	case Unread(a):
		return "未能认定"
	case openVetoes(a) > 0 || openLines(a) > 0:
		return "未发现单项否决"
	}
	if !vetoing(a) {
		return "本标准不设单项否决"
	}
	return "所列否决项均未触发"
}

// vetoing says whether the set has vetoes at all; one that has a few of them clears a
// site of those alone.
func vetoing(a *result.Audit) bool {
	return slices.ContainsFunc(a.Lines, func(l result.Line) bool { return l.Veto }) ||
		slices.ContainsFunc(a.Indicators, func(i result.Indicator) bool {
			return slices.ContainsFunc(i.Rules, func(r result.Rule) bool { return r.Veto })
		})
}

// Vetoed names the vetoes in words: lines by title, rules by title.
func Vetoed(a *result.Audit) []string {
	titles := map[string]string{}
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			titles[r.Key] = r.Title
		}
	}
	for _, l := range a.Lines {
		titles[l.Key] = l.Title
	}
	var names []string
	for _, key := range a.Score.Vetoed {
		if t := titles[key]; t != "" {
			key = t
		}
		names = append(names, key)
	}
	return names
}

// Conclusion is the audit in two sentences.
func Conclusion(a *result.Audit, wording Wording) string {
	c := Count(a)
	var b strings.Builder
	b.WriteString(UnreadText(a, wording))
	if v := Vetoed(a); len(v) > 0 {
		fmt.Fprintf(&b, "触发单项否决：%s。", strings.Join(v, "；"))
	} else if text := open(a); text != "" && !Unread(a) {
		b.WriteString("未发现触发单项否决的情形，" + text + "。")
	} else if !Unread(a) && vetoing(a) {
		b.WriteString("本标准所列否决项均未触发。")
	}
	b.WriteString(passing(a))
	switch {
	case c.Failed > 0 || Unread(a):
		fmt.Fprintf(&b, "发现问题%d个", c.Failed)
	case c.Unverifiable > 0:
		b.WriteString("已看到的内容中没有可以认定的问题")
	default:
		b.WriteString("没有可以认定的问题")
	}
	if c.Suspected > 0 {
		fmt.Fprintf(&b, "，疑似问题%d个（暂不扣分，待人工核实）", c.Suspected)
	}
	if c.Unverifiable > 0 {
		fmt.Fprintf(&b, "，另有%d项规则无法核验", c.Unverifiable)
	}
	if c.Manual > 0 {
		fmt.Fprintf(&b, "，%d项由人工评分", c.Manual)
	}
	b.WriteString("。")
	if !Scored(a) {
		fmt.Fprintf(&b, "本标准对%s只评单项否决和规范要求，不评分。", or(rules.SiteKind(a.Site.Kind), "该类网站"))
	} else if a.Score.Low != a.Score.High {
		b.WriteString("得分为区间：下限按未定事项全部失分计算，上限按全部得分计算。")
	}
	return b.String()
}

// Problems are the findings of one verdict, gravest first; within a grade in
// the order of the table.
func Problems(a *result.Audit, v finding.Verdict) []result.Finding {
	var list []result.Finding
	for _, f := range a.Findings {
		if f.Verdict == v {
			list = append(list, f)
		}
	}
	grade := map[finding.Severity]int{finding.Veto: 0, finding.Serious: 1, finding.Normal: 2, finding.Hint: 3}
	sort.SliceStable(list, func(i, j int) bool { return grade[list[i].Severity] < grade[list[j].Severity] })
	return list
}

// Heads counts the confirmed problems under the three heads of the yearly report.
func Heads(a *result.Audit) []struct {
	Head  finding.Head
	Count int
} {
	out := []struct {
		Head  finding.Head
		Count int
	}{{Head: finding.HeadContent}, {Head: finding.HeadTimely}, {Head: finding.HeadInitiative}}
	for _, f := range a.Findings {
		for i := range out {
			if f.Verdict == finding.Fail && f.Head == out[i].Head {
				out[i].Count++
			}
		}
	}
	return out
}
