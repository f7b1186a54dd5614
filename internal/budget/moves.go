package budget

import (
	"fmt"
	"regexp"
	"strings"

	"ducha/internal/document"
)

// Move is a row of a table that prints two years, their difference and its rate, of
// which one does not follow from the others.
type Move struct {
	Name  string
	Rate  bool // it is the rate that does not
	Want  string
	Got   string
	Quote string
}

var (
	moveHead = regexp.MustCompile(`^(?:比?(?:上年|去年|20\d\d年)?(?:预算|决算|执行)?数?)?(?:增减|增\(\+\)减\(-\)|增\(减\)|增加|变动)(?:变化|变动)?(?:额|数|金额|数额|情况)?(?:\((?:万元|元|\+-|\+/-)\))?$`)
	rateHead = regexp.MustCompile(`(?:增减|增长|变动|升降|变化)(?:变化)?(?:率|幅度|比例|百分比|%|\(%\))|^(?:增减)?(?:%|\(%\)|幅度(?:%|\(%\))?)$`)
	codeHead = regexp.MustCompile(`编码|代码|编号|^[类款项]$`)
	signed   = regexp.MustCompile(`^[+-]?\d[\d,]*(?:\.\d+)?%?$`)
)

// columns of a table of two years.
type moveColumns struct{ last, now, delta, rate int }

// moves reads tables with two columns of amounts and right of them that of their
// difference or its rate. That the columns mean this the other rows have to show.
func (r *reader) moves() (out []Move) {
	for i := range r.d.Tables {
		t := &r.d.Tables[i]
		unit := unitOf(t)
		cols, ok := twoYears(t)
		if t.Hidden || unit == 0 || !ok {
			continue
		}
		for _, rate := range []bool{false, true} {
			var odd []Move
			right := 0
			for row := firstFigures(t); row < t.Height(); row++ {
				m, judged, holds := cols.move(t, row, unit, rate)
				switch {
				case judged && holds:
					right++
				case judged:
					odd = append(odd, m)
				}
			}
			if right > len(odd) {
				out = append(out, odd...)
			}
		}
	}
	return out
}

// twoYears finds the columns by their heads: two of amounts, one year after the other,
// then the difference.
func twoYears(t *document.Table) (moveColumns, bool) {
	cols := moveColumns{-1, -1, -1, -1}
	first := firstFigures(t)
	var values []int
	for c := range t.Width() {
		path := above(t, first, c)
		if len(path) == 0 || ordinals(t, c) {
			continue
		}
		head := path[len(path)-1]
		switch {
		case rateHead.MatchString(head):
			if cols.rate >= 0 {
				return cols, false
			}
			cols.rate = c
		case moveHead.MatchString(head):
			if cols.delta >= 0 {
				return cols, false
			}
			cols.delta = c
		case codeHead.MatchString(head):
		case amountsIn(t, c, first):
			values = append(values, c)
		}
	}
	if len(values) != 2 || cols.delta < 0 && cols.rate < 0 || max(cols.delta, cols.rate) < values[1] {
		return cols, false
	}
	cols.last, cols.now = values[0], values[1]
	before, after := roleOf(above(t, first, values[0]), 0, ""), roleOf(above(t, first, values[1]), 0, "")
	if before.year > 0 && before.year == after.year+1 || after.last && !before.last {
		cols.last, cols.now = cols.now, cols.last
	} else if !(after.year > 0 && after.year == before.year+1 || before.last && !after.last) {
		return cols, false
	}
	return cols, true
}

func amountsIn(t *document.Table, col, first int) bool {
	for row := first; row < t.Height(); row++ {
		if c := t.At(row, col); c != nil && c.Col == col && c.Row == row && isAmount(c) {
			return true
		}
	}
	return false
}

// move judges one row. The sign of a difference is often left to its head.
func (c moveColumns) move(t *document.Table, row int, unit int64, rate bool) (m Move, judged, holds bool) {
	read := func(col int, unit int64) Figure {
		cell := t.At(row, max(col, 0))
		if col < 0 || cell == nil || cell.Row != row || cell.Col != col || document.Several(cell.Text) || !signed.MatchString(plain(cell.Text)) {
			return Figure{}
		}
		return number(strings.TrimSuffix(strings.TrimPrefix(plain(cell.Text), "+"), "%"), unit, cell.Text)
	}
	last, now := read(c.last, unit), read(c.now, unit)
	if !last.Known || !now.Known || now.N == last.N {
		return m, false, false
	}
	m = Move{Name: label(t, row, min(c.last, c.now)), Rate: rate, Quote: rowText(t, row)}
	delta := Figure{Known: true, N: now.N - last.N, Half: now.Half + last.Half}
	if !rate {
		got := read(c.delta, unit)
		if !got.Known {
			return m, false, false
		}
		m.Want, m.Got = show(delta.N), show(got.N)
		slack := delta.Half + got.Half
		return m, true, abs(got.N-delta.N) <= slack || abs(got.N+delta.N) <= slack
	}
	got := read(c.rate, 1e4)
	if !got.Known || last.N-last.Half <= 0 {
		return m, false, false
	}
	m.Want, m.Got = showRate(float64(delta.N)/float64(last.N)*1e6), showRate(float64(got.N))
	low, high := bounds(delta, last)
	slack := float64(2 * got.Half)
	within := func(r float64) bool { return r >= low-slack && r <= high+slack }
	// A rate without its sign, or one as a fraction of one.
	return m, true, within(float64(got.N)) || within(-float64(got.N)) || within(float64(got.N)*100) || within(-float64(got.N)*100)
}

func rowText(t *document.Table, row int) string {
	var words []string
	for col := range t.Width() {
		if c := t.At(row, col); c != nil && c.Col == col && c.Row == row && !c.Blank {
			words = append(words, strings.TrimSpace(c.Text))
		}
	}
	return clip(strings.Join(words, " "))
}

// moved is a signal: what a column compares its head may not say to the end.
func (s *Statement) moved(m Move) document.Problem {
	code, what := CodeChange, "增减额"
	if m.Rate {
		code, what = CodeRate, "增减率"
	}
	return document.Problem{Code: code, Subject: s.subject("表中" + m.Name + what), Severity: document.Low, Class: document.Signal, Quote: m.Quote,
		Message: fmt.Sprintf("表中“%s”的%s应约为%s,表中填%s", m.Name, what, m.Want, m.Got)}
}
