package audit

import (
	"slices"
	"strings"

	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/score"
	"ducha/rules"
)

// once applies 不重复扣分: a rule whose prerequisite failed is not judged again,
// and one defect of one subject is deducted by the first rule that names it.
func once(answers []Answer) {
	failed := map[string]*rules.Rule{}
	for i := range answers {
		if answers[i].Verdict == finding.Fail {
			failed[answers[i].Rule.Key] = answers[i].Rule
		}
	}
	claimed := map[string]*rules.Rule{}
	for i := range answers {
		a := &answers[i]
		if a.Rule.Points == 0 {
			continue // a veto deducts nothing, so nothing is deducted twice
		}
		if need := a.Rule.Needs; need != "" && failed[need] != nil && a.Verdict != finding.NotDue {
			*a = notAgain(a, failed[need])
			continue
		}
		var kept []Found
		var first *rules.Rule
		for _, f := range a.Findings {
			key := f.Defect + "\n" + f.Subject
			if by := claimed[key]; by != nil {
				first = by
				continue
			}
			claimed[key] = a.Rule
			kept = append(kept, f)
		}
		if len(a.Findings) > 0 && len(kept) == 0 {
			*a = notAgain(a, first)
			continue
		}
		a.Findings = kept
	}
}

func notAgain(a *Answer, first *rules.Rule) Answer {
	return Answer{Rule: a.Rule, Unit: a.Unit, Verdict: finding.NotApplicable,
		Reason: "相关问题已在“" + first.ID + " " + first.Name() + "”中扣分，不重复扣分"}
}

// price says what each finding costs: all or nothing, or so much each up to the
// rule's points.
func price(a *Answer) {
	r := a.Rule
	each := r.Each
	if each == 0 {
		each = r.Points
	}
	left := r.Points
	for _, verdict := range []finding.Verdict{finding.Fail, finding.Suspect} {
		for i := range a.Findings {
			f := &a.Findings[i]
			if f.Verdict != verdict {
				continue
			}
			cost := min(each, left)
			left -= cost
			if verdict == finding.Fail {
				f.Deducted = cost
				a.Lost += cost
			} else {
				a.AtRisk += cost
			}
		}
	}
}

// ScoreBox is the card's arithmetic: the answers by indicator, the indicators by
// group, without the bonus.
func ScoreBox(set *rules.Set, answers []Answer) score.Box {
	var box score.Box
	at := map[*rules.Group]int{}
	next := 0
	for _, ind := range set.Indicators {
		mine := answers[next : next+len(ind.Rules)]
		next += len(ind.Rules)
		if ind.Bonus {
			continue
		}
		row := IndicatorBox(ind, mine)
		group := set.Group(ind.Level1)
		if group == nil {
			box.Boxes = append(box.Boxes, row)
			continue
		}
		n, ok := at[group]
		if !ok {
			n = len(box.Boxes)
			at[group] = n
			box.Boxes = append(box.Boxes, score.Box{Worth: group.Worth})
		}
		box.Boxes[n].Boxes = append(box.Boxes[n].Boxes, row)
	}
	return box
}

// IndicatorBox is one row of the card.
func IndicatorBox(ind *rules.Indicator, answers []Answer) score.Box {
	box := score.Box{Worth: ind.Worth}
	for _, a := range answers {
		box.Lines = append(box.Lines, score.Line{Rule: a.Rule.Key, Points: a.Rule.Points, Lost: a.Lost, AtRisk: a.AtRisk,
			Verdict: a.Verdict, Veto: a.Rule.Veto})
	}
	return box
}

// Distance is how near a site is to a veto line.
type Distance struct {
	Line     *rules.Line
	Count    int // proved
	Possible int // with suspicions counted
}

// Reached says that the line is crossed for certain.
func (d Distance) Reached() bool { return d.Count >= d.Line.Limit }

// Distances counts the distinct subjects on each veto line.
func Distances(set *rules.Set, answers []Answer) []Distance {
	var all []Distance
	for _, line := range set.Lines {
		proved, possible := map[string]bool{}, map[string]bool{}
		for _, a := range answers {
			if len(line.Rules) > 0 && !contains(line.Rules, a.Rule.Key) {
				continue
			}
			for _, f := range a.Findings {
				if !contains(line.Defects, f.Defect) {
					continue
				}
				possible[f.Subject] = true
				if f.Verdict == finding.Fail {
					proved[f.Subject] = true
				}
			}
		}
		all = append(all, Distance{Line: line, Count: len(proved), Possible: len(possible)})
	}
	return all
}

// LookAgain lists the pages that must be fetched once more before the candidate fails
// may stand, the most needed first: those they rest on, for claims of absence every
// place searched, and what begins gives for the page that a claim on a column rests on.
func LookAgain(answers []Answer, cert facts.Certificate, begins func(page string) []string) []string {
	var rest, lists, places []string
	for _, a := range answers {
		for _, f := range a.Findings {
			if f.Defect == "leak.secrecy_mark" || f.Defect == "site.https" {
				continue // 停止复制: such a page is not fetched a second time; HTTPS has its own second look
			}
			for _, e := range f.Evidence {
				rest = append(rest, e.URL)
				if strings.HasPrefix(f.Subject, "栏目:") {
					lists = append(lists, begins(e.URL)...)
				}
			}
			if f.Absence && places == nil {
				for _, p := range cert.Places {
					places = append(places, p.URL)
				}
			}
		}
	}
	slices.Sort(rest)
	return slices.Concat(rest, places, lists)
}
