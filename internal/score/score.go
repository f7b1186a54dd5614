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

// A Box (组) holds lines, or boxes, that lose no more together than it is worth.
type Box struct {
	Worth rules.Points // zero = as much as its content
	Lines []Line
	Boxes []Box
}

// Coverage is decided weight over applicable weight, in ten-thousandths.
func (c Card) Coverage() int {
	if c.Applicable == 0 {
		return 0
	}
	return int(c.Decided * 10000 / c.Applicable)
}

// Total adds a box up. Weight that is not due or does not concern the site is
// rescaled out (折算). No line loses more than it is worth (扣完为止). A card
// without any applicable rule is wholly open, not a final zero.
func Total(total rules.Points, box Box) Card {
	card := Card{Total: total}
	w := card.weigh(box)
	card.Applicable, card.Decided = w.applicable, w.decided
	card.RawLow, card.RawHigh = w.applicable-w.lost-w.risk, w.applicable-w.lost
	if card.Applicable == 0 {
		card.High = total
		return card
	}
	card.Low, card.High = rescale(card.RawLow, total, card.Applicable), rescale(card.RawHigh, total, card.Applicable)
	return card
}

// weight is what a box or a line weighs and loses.
type weight struct{ applicable, decided, lost, risk rules.Points }

func (w *weight) add(o weight) {
	w.applicable += o.applicable
	w.decided += o.decided
	w.lost += o.lost
	w.risk += o.risk
}

// weigh adds a box up and bounds it by its worth.
func (c *Card) weigh(box Box) weight {
	var w weight
	for _, l := range box.Lines {
		w.add(c.line(l))
	}
	for _, b := range box.Boxes {
		w.add(c.weigh(b))
	}
	if box.Worth == 0 || w.applicable <= box.Worth {
		return w
	}
	capped := weight{applicable: box.Worth, lost: min(w.lost, box.Worth)}
	capped.risk = min(w.risk, box.Worth-capped.lost)
	// What is lost to the last point is decided, whatever is still open.
	capped.decided = w.decided * box.Worth / w.applicable
	if capped.lost == box.Worth {
		capped.decided = box.Worth
	}
	return capped
}

func (c *Card) line(l Line) weight {
	if l.Verdict == finding.NotDue || l.Verdict == finding.NotApplicable {
		return weight{}
	}
	w := weight{applicable: l.Points}
	w.lost, w.risk = losses(l)
	c.Rules++
	if l.Verdict == finding.Pass || l.Verdict == finding.Fail {
		w.decided = l.Points
	} else {
		c.Undecided++
	}
	if l.Veto && l.Verdict == finding.Fail {
		c.Vetoed = append(c.Vetoed, l.Rule)
	}
	return w
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
