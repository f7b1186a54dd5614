// Package score turns verdicts into a scorecard (得分表). It knows no sites and
// no checks, only worths and verdicts, so the arithmetic can be read on one page.
package score

import (
	"ducha/internal/finding"
	"ducha/rules"
)

// A Line is one rule's share of the card.
type Line struct {
	Rule    string       // rule key
	Points  rules.Points // what the rule is worth
	Lost    rules.Points // certainly deducted
	AtRisk  rules.Points // deducted too if every suspicion is confirmed
	Verdict finding.Verdict
	Veto    bool // 单项否决
}

// A Card is the sum. Low and High differ as long as anything is undecided.
type Card struct {
	Low, High  rules.Points // bounds: everything undecided fails / passes
	Total      rules.Points // what a perfect site scores
	RawLow     rules.Points // the bounds before rescaling, out of Applicable
	RawHigh    rules.Points
	Applicable rules.Points // weight of the rules that concern this site now
	Decided    rules.Points // of those, weight with a pass or a fail
	Rules      int          // rules that concern this site now
	Undecided  int          // of those, without a pass or a fail
	Vetoed     []string     // keys of failed veto rules
}

// Coverage is decided weight over applicable weight, in ten-thousandths.
func (c Card) Coverage() int {
	if c.Applicable == 0 {
		return 0
	}
	return int(c.Decided * 10000 / c.Applicable)
}

// Sum adds the lines up. Weight that is not due or does not concern the site is
// rescaled out (折算). No line loses more than it is worth (扣完为止). A card
// without any applicable rule is wholly open, not a final zero.
func Sum(total rules.Points, lines []Line) Card {
	card := Card{Total: total}
	var low, high rules.Points
	for _, l := range lines {
		if l.Verdict == finding.NotDue || l.Verdict == finding.NotApplicable {
			continue
		}
		lost, risk := losses(l)
		card.Rules++
		card.Applicable += l.Points
		high += l.Points - lost
		low += l.Points - lost - risk
		if l.Verdict == finding.Pass || l.Verdict == finding.Fail {
			card.Decided += l.Points
		} else {
			card.Undecided++
		}
		if l.Veto && l.Verdict == finding.Fail {
			card.Vetoed = append(card.Vetoed, l.Rule)
		}
	}
	card.RawLow, card.RawHigh = low, high
	if card.Applicable == 0 {
		card.High = total
		return card
	}
	card.Low, card.High = rescale(low, total, card.Applicable), rescale(high, total, card.Applicable)
	return card
}

// losses says what a line certainly and possibly loses.
func losses(l Line) (lost, risk rules.Points) {
	switch l.Verdict {
	case finding.Pass:
		return 0, min(max(l.AtRisk, 0), l.Points)
	case finding.Fail:
		lost = min(max(l.Lost, 0), l.Points)
		return lost, min(max(l.AtRisk, 0), l.Points-lost)
	case finding.Suspect:
		return 0, min(max(l.AtRisk, 0), l.Points)
	default:
		return 0, l.Points
	}
}

// rescale gives part × total / whole, rounded half up.
func rescale(part, total, whole rules.Points) rules.Points {
	return (part*total*2 + whole) / (whole * 2)
}
