package html

import (
	"fmt"

	"ducha/internal/result"
	"ducha/rules"
)

// bar is the score drawn on a scale from nothing to the total, 960 units wide.
type bar struct {
	Low, High                   string
	LowWidth, OpenAt, OpenWidth string
	Ticks                       []tick
}

type tick struct{ X, Text string }

func barOf(s result.Score) bar {
	total := max(s.Total, 1)
	at := func(p rules.Points) float64 { return 960 * float64(min(max(p, 0), total)) / float64(total) }
	low, high := at(s.Low), at(s.High)
	b := bar{Low: s.Low.String(), High: s.High.String(),
		LowWidth: unit(low), OpenAt: unit(20 + low), OpenWidth: unit(max(high-low, 0))}
	for i := rules.Points(0); i <= 5; i++ {
		b.Ticks = append(b.Ticks, tick{unit(20 + 960*float64(i)/5), (total * i / 5).String()})
	}
	return b
}

func unit(x float64) string { return fmt.Sprintf("%.1f", x) }
