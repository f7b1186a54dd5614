package score_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ducha/internal/finding"
	"ducha/internal/score"
	"ducha/rules"
)

func TestTotal(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []score.Line
		want  score.Card
	}{
		{"全部达标得满分", []score.Line{{Rule: "a", Points: 6000, Verdict: finding.Pass}, {Rule: "b", Points: 4000, Verdict: finding.Pass}},
			score.Card{Low: 10000, High: 10000, Total: 10000, RawLow: 10000, RawHigh: 10000, Applicable: 10000, Decided: 10000, Rules: 2}},
		{"没有规则不是零分", nil, score.Card{High: 10000, Total: 10000}},
		{"无法核验只拉开区间", []score.Line{{Rule: "a", Points: 6000, Verdict: finding.Pass}, {Rule: "b", Points: 4000}},
			score.Card{Low: 6000, High: 10000, Total: 10000, RawLow: 6000, RawHigh: 10000, Applicable: 10000, Decided: 6000, Rules: 2, Undecided: 1}},
		{"未到期和不涉及折算", []score.Line{{Rule: "a", Points: 5000, Lost: 2500, Verdict: finding.Fail},
			{Rule: "b", Points: 3000, Verdict: finding.NotDue}, {Rule: "c", Points: 2000, Verdict: finding.NotApplicable}},
			score.Card{Low: 5000, High: 5000, Total: 10000, RawLow: 2500, RawHigh: 2500, Applicable: 5000, Decided: 5000, Rules: 1}},
		{"扣完为止", []score.Line{{Rule: "a", Points: 1000, Lost: 9999, Verdict: finding.Fail}, {Rule: "b", Points: 9000, Verdict: finding.Pass}},
			score.Card{Low: 9000, High: 9000, Total: 10000, RawLow: 9000, RawHigh: 9000, Applicable: 10000, Decided: 10000, Rules: 2}},
		{"疑似不扣分只进区间", []score.Line{{Rule: "a", Points: 2000, AtRisk: 500, Verdict: finding.Suspect}, {Rule: "b", Points: 8000, Verdict: finding.Pass}},
			score.Card{Low: 9500, High: 10000, Total: 10000, RawLow: 9500, RawHigh: 10000, Applicable: 10000, Decided: 8000, Rules: 2, Undecided: 1}},
		{"无法核验不触发否决", []score.Line{{Rule: "a", Points: 9900, Verdict: finding.Pass}, {Rule: "b", Points: 100, Veto: true}},
			score.Card{Low: 9900, High: 10000, Total: 10000, RawLow: 9900, RawHigh: 10000, Applicable: 10000, Decided: 9900, Rules: 2, Undecided: 1}},
		{"不达标触发否决", []score.Line{{Rule: "a", Points: 10000, Lost: 10000, Veto: true, Verdict: finding.Fail}},
			score.Card{Total: 10000, Applicable: 10000, Decided: 10000, Rules: 1, Vetoed: []string{"a"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, score.Total(10000, score.Box{Lines: c.lines})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The sum does not depend on the order of the lines and stays within its bounds.
func FuzzTotal(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Fuzz(func(t *testing.T, a, b uint64) {
		r := rand.New(rand.NewPCG(a, b))
		lines := make([]score.Line, r.IntN(12))
		for i := range lines {
			lines[i] = score.Line{Rule: fmt.Sprint(i), Points: rules.Points(r.IntN(3000)), Lost: rules.Points(r.IntN(4000)) - 500,
				AtRisk: rules.Points(r.IntN(4000)) - 500, Verdict: finding.Verdict(r.IntN(8)), Veto: r.IntN(4) == 0}
		}
		card := score.Total(10000, score.Box{Lines: lines})
		if card.Low < 0 || card.Low > card.High || card.High > card.Total || card.Decided > card.Applicable {
			t.Fatalf("out of bounds: %+v", card)
		}
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		again := score.Total(10000, score.Box{Lines: lines})
		if again.Low != card.Low || again.High != card.High || len(again.Vetoed) != len(card.Vetoed) {
			t.Fatalf("order matters: %+v, %+v", card, again)
		}
	})
}

func ExampleTotal() {
	card := score.Total(10000, score.Box{Lines: []score.Line{
		{Rule: "column-present", Points: 6000, Verdict: finding.Pass},
		{Rule: "column-fresh", Points: 4000, Verdict: finding.Unverifiable},
	}})
	fmt.Println(card.Low, card.High, card.Coverage())
	// Output: 60 100 6000
}
