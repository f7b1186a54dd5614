package score_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ducha/internal/finding"
	"ducha/internal/score"
)

// Boxes lose no more than they are worth: an indicator whose rules are worth
// more together, and a group of such indicators.
func TestTotalStopsAtTheBoxesWorth(t *testing.T) {
	fail := score.Line{Rule: "f", Points: 500, Lost: 500, Verdict: finding.Fail}
	pass := score.Line{Rule: "p", Points: 500, Verdict: finding.Pass}
	open := score.Line{Rule: "o", Points: 500}
	for _, c := range []struct {
		name string
		box  score.Box
		want score.Card
	}{
		{"指标扣完为止", score.Box{Worth: 600, Lines: []score.Line{fail, fail}},
			score.Card{Total: 600, Applicable: 600, Decided: 600, Rules: 2}},
		{"扣完以后未定的也已定", score.Box{Worth: 500, Lines: []score.Line{fail, open}},
			score.Card{Total: 500, Applicable: 500, Decided: 500, Rules: 2, Undecided: 1}},
		{"未扣完的按比例未定", score.Box{Worth: 800, Lines: []score.Line{fail, open}},
			score.Card{Total: 800, High: 300, RawHigh: 300, Applicable: 800, Decided: 400, Rules: 2, Undecided: 1}},
		{"组总分封顶", score.Box{Worth: 700, Boxes: []score.Box{{Worth: 500, Lines: []score.Line{fail}}, {Worth: 500, Lines: []score.Line{pass}}}},
			score.Card{Total: 700, Low: 200, High: 200, RawLow: 200, RawHigh: 200, Applicable: 700, Decided: 700, Rules: 2}},
		{"不涉及的不占组总分", score.Box{Worth: 700, Boxes: []score.Box{{Worth: 500, Lines: []score.Line{{Points: 500, Verdict: finding.NotApplicable}}}, {Worth: 500, Lines: []score.Line{pass}}}},
			score.Card{Total: 700, Low: 700, High: 700, RawLow: 500, RawHigh: 500, Applicable: 500, Decided: 500, Rules: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, score.Total(c.box.Worth, c.box)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
