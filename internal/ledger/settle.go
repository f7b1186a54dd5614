package ledger

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/internal/score"
	"ducha/rules"
)

// Settle (核定) gives the card as people have decided: scores they entered count,
// suspicions they confirmed deduct, false alarms and what is waived do not, and an
// item under appeal is open. The result itself stays as the machine wrote it.
func Settle(a *result.Audit, set *rules.Set, cases []Case, scores []ManualScore, at time.Time) (*result.Audit, error) {
	if set.ID != a.RuleSet.ID || "sha256:"+set.Digest != a.RuleSet.Digest {
		return nil, fmt.Errorf("评价指标 %s 的内容在检查之后有修改，不能据以核定", a.RuleSet.ID)
	}
	s := settler{set: set, known: knownOf(a.Site.ID, cases), scores: map[string]ManualScore{}, note: result.Ledger{At: result.Time{Time: at}}}
	for _, m := range scores {
		s.scores[m.Rule] = m
	}
	out := *a
	out.Findings = s.findings(a.Findings)
	out.Indicators = slices.Clone(a.Indicators)
	for i := range out.Indicators {
		out.Indicators[i].Rules = slices.Clone(a.Indicators[i].Rules)
		for j := range out.Indicators[i].Rules {
			s.rule(&out.Indicators[i].Rules[j], a.Findings, out.Findings)
		}
	}
	s.total(&out)
	out.Ledger = &s.note
	return &out, nil
}

type settler struct {
	set    *rules.Set
	known  known
	scores map[string]ManualScore
	note   result.Ledger
}

// findings gives every finding the verdict people left it with; what they struck
// out is left out.
func (s *settler) findings(all []result.Finding) []result.Finding {
	kept := []result.Finding{}
	for _, f := range all {
		c := s.known.of(f)
		f.Deducted = 0
		switch c.State {
		case Dismissed:
			s.note.Dismissed++
			continue
		case Waived:
			s.note.Waived++
			continue
		case Appealed:
			s.note.Appealed++
			f.Verdict = finding.Suspect
		case Confirmed, Notified, Replied, Closed:
			if f.Verdict == finding.Suspect && c.Confirmer != "" {
				s.note.Confirmed++
				f.Verdict = finding.Fail
			}
		}
		kept = append(kept, f)
	}
	return kept
}

// rule works a rule's deduction out again from what is left of its findings.
func (s *settler) rule(r *result.Rule, before, after []result.Finding) {
	if m, ok := s.scores[r.Key]; ok && r.Kind == "manual" {
		s.note.Manual++
		r.Verdict, r.Deducted, r.AtRisk = finding.Fail, r.Worth-m.Score, 0
		if m.Score == r.Worth {
			r.Verdict = finding.Pass
		}
		r.Reason = fmt.Sprintf("人工评分%s分（%s）：%s", m.Score, m.By, m.Why)
		if len(m.Evidence) > 0 {
			r.Reason += "；佐证：" + strings.Join(m.Evidence, "、")
		}
		return
	}
	if !slices.ContainsFunc(before, func(f result.Finding) bool { return f.Rule == r.Key }) {
		return
	}
	each := r.Worth
	if known := s.set.Rule(r.Key); known != nil && known.Each > 0 {
		each = known.Each
	}
	was := r.Verdict
	r.Verdict, r.Deducted, r.AtRisk = finding.Pass, 0, 0
	left := r.Worth
	for _, v := range []finding.Verdict{finding.Fail, finding.Suspect} {
		for i := range after {
			f := &after[i]
			if f.Rule != r.Key || f.Verdict != v {
				continue
			}
			cost := min(each, left)
			left -= cost
			if v == finding.Fail {
				f.Deducted = cost
				r.Deducted += cost
				r.Verdict = finding.Fail
			} else {
				r.AtRisk += cost
				if r.Verdict == finding.Pass {
					r.Verdict = finding.Suspect
				}
			}
		}
	}
	if r.Verdict != was {
		r.Reason = "经台账核定。" + r.Reason
	}
}

// total adds the card up as the audit did.
func (s *settler) total(a *result.Audit) {
	var box score.Box
	at := map[string]int{}
	for i := range a.Indicators {
		ind := &a.Indicators[i]
		row := score.Box{Worth: ind.Worth}
		for _, r := range ind.Rules {
			row.Lines = append(row.Lines, score.Line{Rule: r.Key, Points: r.Worth, Lost: r.Deducted, AtRisk: r.AtRisk, Verdict: r.Verdict, Veto: r.Veto})
		}
		card := score.Total(ind.Worth, row)
		ind.Applicable, ind.Low, ind.High = card.Applicable, card.RawLow, card.RawHigh
		if ind.Bonus {
			continue
		}
		group := slices.IndexFunc(a.Groups, func(g result.Group) bool { return g.Level1 == ind.Level1 })
		if group < 0 {
			box.Boxes = append(box.Boxes, row)
			continue
		}
		n, ok := at[ind.Level1]
		if !ok {
			n = len(box.Boxes)
			at[ind.Level1] = n
			box.Boxes = append(box.Boxes, score.Box{Worth: a.Groups[group].Worth})
		}
		box.Boxes[n].Boxes = append(box.Boxes[n].Boxes, row)
	}
	card := score.Total(a.Score.Total, box)
	a.Score.Low, a.Score.High, a.Score.RawLow, a.Score.RawHigh = card.Low, card.High, card.RawLow, card.RawHigh
	a.Score.Applicable, a.Score.Coverage = card.Applicable, float64(card.Coverage())/10000
	a.Score.Rules, a.Score.Undecided = card.Rules, card.Undecided
	a.Score.Vetoed = append([]string{}, card.Vetoed...)
	s.lines(a)
}

// lines counts the veto lines again.
func (s *settler) lines(a *result.Audit) {
	a.Lines = slices.Clone(a.Lines)
	for i := range a.Lines {
		l := &a.Lines[i]
		n := slices.IndexFunc(s.set.Lines, func(k *rules.Line) bool { return k.Key == l.Key })
		if n < 0 {
			continue
		}
		proved, possible := map[string]bool{}, map[string]bool{}
		for _, f := range a.Findings {
			if counts(s.set.Lines[n], f) {
				possible[f.Subject] = true
				if f.Verdict == finding.Fail {
					proved[f.Subject] = true
				}
			}
		}
		l.Count, l.Possible = len(proved), len(possible)
		l.Reached = l.Count >= l.Limit
		if l.Veto && l.Reached {
			a.Score.Vetoed = append(a.Score.Vetoed, l.Key)
		}
	}
}

func counts(line *rules.Line, f result.Finding) bool {
	return slices.Contains(line.Defects, f.Defect) && (len(line.Rules) == 0 || slices.Contains(line.Rules, f.Rule))
}
