package reports

import (
	"fmt"
	"slices"
	"strings"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/rules"
)

// unscored is the state of an indicator without points: a veto item, or a
// requirement that is only looked at.
func unscored(a *result.Audit, r *Row) string {
	has := func(v finding.Verdict) bool {
		return slices.ContainsFunc(r.Rules, func(rule result.Rule) bool { return rule.Verdict == v })
	}
	switch {
	case vetoes(a, r):
		return "触发否决"
	case has(finding.Fail):
		return "发现问题"
	case has(finding.Suspect):
		return "疑似"
	case has(finding.Unverifiable):
		return "无法核验"
	case has(finding.Manual):
		return "待人工认定"
	case !has(finding.Pass):
		return "本次不评价"
	case vetoItem(a, r):
		return "未触发"
	}
	return "达标"
}

// vetoes says whether the indicator vetoes the site, by a rule or by a line.
func vetoes(a *result.Audit, r *Row) bool {
	for _, rule := range r.Rules {
		if slices.Contains(a.Score.Vetoed, rule.Key) {
			return true
		}
	}
	return slices.ContainsFunc(a.Lines, func(l result.Line) bool { return l.Indicator == r.ID && l.Veto && l.Reached })
}

func vetoItem(a *result.Audit, r *Row) bool {
	return slices.ContainsFunc(r.Rules, func(rule result.Rule) bool { return rule.Veto }) ||
		slices.ContainsFunc(a.Lines, func(l result.Line) bool { return l.Indicator == r.ID && l.Veto })
}

// openVetoes counts the veto rules that are not decided.
func openVetoes(a *result.Audit) (n int) {
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			decided := r.Verdict == finding.Pass || r.Verdict == finding.Fail || r.Verdict == finding.NotApplicable || r.Verdict == finding.NotDue
			if r.Veto && !decided {
				n++
			}
		}
	}
	return n
}

// openLines counts the veto lines that are not crossed for certain, nor kept for certain:
// suspicions and what nobody could see might cross them.
func openLines(a *result.Audit) (n int) {
	for _, l := range a.Lines {
		if l.Veto && LineOpen(a, l) {
			n++
		}
	}
	return n
}

// LineOpen says that a line may still be crossed: by suspicions, or by what nobody could
// see. The lines count columns of one defect, which one kind finds: a rule of a kind that
// judges columns may hide one of them; where the line decides an indicator, its rules
// judge many columns each, and one of them may hide all.
func LineOpen(a *result.Audit, l result.Line) bool {
	if l.Reached {
		return false
	}
	hidden := map[string]int{} // by kind
	most := 0
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			switch {
			case r.Verdict != finding.Unverifiable:
			case l.Indicator == "" && strings.Contains(r.Kind, "column"):
				hidden[r.Kind]++
			case l.Indicator != "" && l.Indicator == ind.ID:
				hidden[r.Kind] += l.Limit
			}
			most = max(most, hidden[r.Kind])
		}
	}
	return l.Possible+most >= l.Limit
}

// open words which vetoes are not decided; empty when all are.
func open(a *result.Audit) string {
	var parts []string
	if n := openVetoes(a); n > 0 {
		parts = append(parts, fmt.Sprintf("另有%d项否决指标尚未认定", n))
	}
	if n := openLines(a); n > 0 {
		parts = append(parts, fmt.Sprintf("%d条否决线因有内容未能看到或疑似问题未核实，尚不能排除", n))
	}
	return strings.Join(parts, "，")
}

// passing says where the score stands to the line below which a site does not
// pass; empty where there is no such line or no score.
func passing(a *result.Audit) string {
	s := a.Score
	switch {
	case s.Passing == 0 || !Scored(a):
		return ""
	case len(s.Vetoed) > 0:
		return "按规定不合格，不再计分。"
	case s.High < s.Passing:
		if !a.RuleSet.Official {
			return "得分低于" + s.Passing.String() + "分；部分分值为产品默认值，是否不合格须按文件原件核算。"
		}
		return "得分低于" + s.Passing.String() + "分，按规定不合格。"
	case s.Low >= s.Passing:
		return "得分不低于" + s.Passing.String() + "分。"
	}
	return "是否达到" + s.Passing.String() + "分尚未确定。"
}

// Source is where one value of the set comes from.
type Source struct {
	ID, Title string
	Worth     rules.Points
	Points    string // of the points: 文件规定 or 产品默认
	Limits    string // of the thresholds
	Note      string // where an official value can be read
}

// Sources lists where the set's values come from: groups, then rules. Sets that
// say it once for all have none.
func Sources(a *result.Audit) []Source {
	var all []Source
	for _, g := range a.Groups {
		all = append(all, Source{Title: g.Level1 + "（组总分）", Worth: g.Worth, Points: or(g.Origin.Chinese(), "—"), Limits: "—"})
	}
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			if r.Origin != "" || r.Limits != "" {
				all = append(all, Source{ID: r.ID, Title: r.Title, Worth: r.Worth, Points: or(r.Origin.Chinese(), "—"), Limits: or(r.Limits.Chinese(), "—"), Note: r.Source})
			}
		}
	}
	return all
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// KindText names the kind of site where the set tells kinds apart.
func KindText(a *result.Audit) string {
	if len(a.Groups) == 0 {
		return ""
	}
	return rules.SiteKind(a.Site.Kind)
}
