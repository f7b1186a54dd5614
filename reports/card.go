package reports

import (
	"fmt"
	"slices"
	"strings"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/rules"
)

// Row is one indicator as a line of the evaluation table.
type Row struct {
	result.Indicator
	Span     int          // lines that share its 一级指标, counted on the first of them; 0 on the others
	Deducted rules.Points // certain
	Open     rules.Points // not decided: suspicions, blind spots, manual scores
	State    string
	Reasons  []Reason // 失分原因
	Remedies []string // 整改要求
}

// Reason is why an indicator lost points, or may; First is the fingerprint of its first
// problem, where its evidence stands.
type Reason struct{ Text, First string }

// Words are the reasons alone.
func (r *Row) Words() []string {
	var words []string
	for _, one := range r.Reasons {
		words = append(words, one.Text)
	}
	return words
}

// Rows is the evaluation table, bonus indicators last as they stand in the set.
func Rows(a *result.Audit) []Row {
	rows := make([]Row, 0, len(a.Indicators))
	first := 0
	for i, ind := range a.Indicators {
		row := Row{Indicator: ind, Deducted: ind.Applicable - ind.High, Open: ind.High - ind.Low}
		row.State = state(a, &row)
		row.Reasons, row.Remedies = why(a, &ind)
		rows = append(rows, row)
		if i == 0 || ind.Level1 != rows[first].Level1 {
			first = i
		}
		rows[first].Span++
	}
	return rows
}

func state(a *result.Audit, r *Row) string {
	switch {
	case r.Bonus:
		return "人工加分"
	case r.Worth == 0 && r.Applicable == 0:
		return unscored(a, r)
	case r.Applicable == 0:
		return "本次不评价"
	case r.Deducted > 0:
		return "扣分"
	case r.Open == 0:
		return "达标"
	}
	return undecided(r.Rules)
}

// undecided names what keeps an indicator open: what a person has to confirm
// before what nobody could see, and that before a score to be entered.
func undecided(all []result.Rule) string {
	text := "待人工评分"
	for _, r := range all {
		switch {
		case r.Verdict == finding.Suspect || r.AtRisk > 0:
			return "待核实"
		case r.Verdict == finding.Unverifiable:
			text = "无法核验"
		}
	}
	return text
}

// why words what an indicator lost and what mends it, each sentence once.
func why(a *result.Audit, ind *result.Indicator) (reasons []Reason, remedies []string) {
	for _, r := range ind.Rules {
		if r.Verdict != finding.Fail && r.Verdict != finding.Suspect {
			continue
		}
		reason := Reason{Text: fmt.Sprintf("%s：%s%s", r.Title, r.Reason, cost(r.Deducted))}
		if r.Verdict == finding.Suspect {
			reason.Text = fmt.Sprintf("%s：%s（疑似，暂不扣分）", r.Title, r.Reason)
		}
		for _, f := range a.Findings {
			if f.RuleID != r.ID || f.Rule != r.Key {
				continue
			}
			remedies = add(remedies, f.Remedy)
			if reason.First == "" {
				reason.First = f.Fingerprint
			}
		}
		if !slices.ContainsFunc(reasons, func(x Reason) bool { return x.Text == reason.Text }) {
			reasons = append(reasons, reason)
		}
	}
	return reasons, remedies
}

// Subject is what a problem is about, as on paper: the marks between its parts are Chinese ones, but in an address.
func Subject(f result.Finding) string {
	kind, what, _ := strings.Cut(f.Subject, ":")
	if what == "" {
		return f.Subject
	}
	if !strings.Contains(what, "://") && !strings.HasPrefix(what, "/") {
		what = strings.ReplaceAll(what, ":", "：")
	}
	return kind + "：" + what
}

// Cost says what a problem costs; a suspicion costs nothing until a person confirms it.
func Cost(f result.Finding) string {
	switch {
	case f.Deducted > 0:
		return "扣" + f.Deducted.String() + "分"
	case f.Verdict != finding.Fail:
		return "暂不扣分"
	}
	return "不扣分"
}

// cost says what a failed rule lost; a rule without points loses nothing.
func cost(p rules.Points) string {
	if p == 0 {
		return ""
	}
	return "（扣" + p.String() + "分）"
}

func add(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// Part is one 一级指标 summed up.
type Part struct {
	Name              string
	Worth, Applicable rules.Points
	Low, High         rules.Points
	Deducted, Open    rules.Points
	Bonus             bool
	Origin            string // of the group's total, where the set says it
}

// Parts sums the table up by 一级指标, in the order of the table.
func Parts(a *result.Audit) []Part {
	var parts []Part
	for _, row := range Rows(a) {
		if row.Span > 0 {
			parts = append(parts, Part{Name: row.Level1, Bonus: row.Bonus})
		}
		p := &parts[len(parts)-1]
		p.Worth += row.Worth
		p.Applicable += row.Applicable
		p.Low += row.Low
		p.High += row.High
		p.Deducted += row.Deducted
		p.Open += row.Open
	}
	for i := range parts {
		for _, g := range a.Groups {
			if g.Level1 == parts[i].Name {
				parts[i].Origin = g.Origin.Chinese()
			}
		}
	}
	return parts
}

// ScoreText is the score as printed: one number, or an interval while anything
// is open.
func ScoreText(s result.Score) string {
	if s.Applicable == 0 && s.Rules > 0 {
		return "不评分"
	}
	if s.Low == s.High {
		return s.High.String()
	}
	return s.Low.String() + "～" + s.High.String()
}

// Scored says whether the set gives this site points at all: some only judge
// veto items of it.
func Scored(a *result.Audit) bool { return a.Score.Applicable > 0 || a.Score.Rules == 0 }

// CoverageText is the share that was decided: of the points, or of the rules
// where there are no points.
func CoverageText(a *result.Audit) string {
	if Scored(a) {
		return Percent(a.Score.Coverage)
	}
	return fmt.Sprintf("%d/%d项", a.Score.Rules-a.Score.Undecided, a.Score.Rules)
}
