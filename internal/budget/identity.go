package budget

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"ducha/internal/document"
)

// source is one set of figures that must agree with itself.
type source struct {
	name   string
	values [items]Figure
	doubt  bool
	loose  bool        // a number may go on in the next line
	voids  [items]bool // a blank or a dash stands for nought
	quote  string
}

const inTable = "表格"

// sources are prose and table, each on its own: figures of the two are mixed
// only to compare them.
func (s *Statement) sources() []source {
	p, t := source{name: "文字说明"}, source{name: inTable, values: s.Table, loose: s.Loose}
	for i := range items {
		if s.Void[i] && i != Total && !s.Table[i].Known {
			t.values[i], t.voids[i] = Figure{Known: true, Text: "空白"}, true
		}
		p.values[i] = s.Prose[i].Value
		if s.Unspent[i] && i != Total && !p.values[i].Known {
			p.values[i], p.voids[i] = Figure{Known: true, Text: "未安排"}, true
		}
		p.doubt = p.doubt || s.Prose[i].Doubt
	}
	p.quote = s.Prose[Total].Quote
	if s.Wider {
		p.values[Total] = Figure{}
	}
	return []source{p, t}
}

func (s *Statement) subject(what string) string {
	return fmt.Sprintf("%d年%s:%s", s.Year, s.Kind, what)
}

// sums checks B1 and B2 in each source, reporting the same fault once.
func (s *Statement) sums() []document.Problem {
	var out []document.Problem
	told := map[string]bool{}
	for _, src := range s.sources() {
		v := src.values
		switch {
		case !v[Total].Known || !v[Abroad].Known || !v[Reception].Known:
		case v[Vehicle].Known && !(src.voids[Vehicle] && (v[Purchase].Known || v[Running].Known)):
			out = append(out, s.sum(src, told, CodeSum, Total, []Item{Abroad, Vehicle, Reception})...)
		case v[Purchase].Known && v[Running].Known && !s.Others:
			out = append(out, s.sum(src, told, CodeSum, Total, []Item{Abroad, Purchase, Running, Reception})...)
		case v[Running].Known && !v[Purchase].Known && s.Unbought && !s.Others:
			src.doubt = true // we only conclude that the running is all there is of vehicles
			out = append(out, s.sum(src, told, CodeSum, Total, []Item{Abroad, Running, Reception})...)
		}
		if v[Vehicle].Known && v[Purchase].Known && v[Running].Known && !s.Others {
			out = append(out, s.sum(src, told, CodeVehicle, Vehicle, []Item{Purchase, Running})...)
		}
	}
	return out
}

func (s *Statement) sum(src source, told map[string]bool, code string, whole Item, parts []Item) []document.Problem {
	var add []Figure
	var words []string
	voids := false
	for _, p := range parts {
		add = append(add, src.values[p])
		words = append(words, p.String()+show(src.values[p].N))
		voids = voids || src.voids[p]
	}
	class, ok := judgeSum(src.values[whole], add)
	if ok || told[code] || src.voids[whole] {
		return nil
	}
	told[code] = true
	n := int64(0)
	for _, f := range add {
		n += f.N
	}
	if src.doubt || voids || src.loose && cutOff(src.values[whole], n, add) {
		class = document.Signal
	}
	return []document.Problem{{Code: code, Subject: s.subject(whole.String()), Severity: grade(class), Class: class, Quote: cmp.Or(src.quote, s.told(src, whole, parts)),
		Message: fmt.Sprintf("%s为%s,%s相加为%s", whole, show(src.values[whole].N), strings.Join(words, "、"), show(n))}}
}

// told is where a source says a whole and its parts: the sentence with the whole, or the
// cells of the table.
func (s *Statement) told(src source, whole Item, parts []Item) string {
	if src.name != inTable {
		return s.Prose[whole].Quote
	}
	var cells []string
	for _, i := range append([]Item{whole}, parts...) {
		if text := src.values[i].Text; text != "" {
			cells = append(cells, i.String()+" "+text)
		}
	}
	return "“三公”经费表：" + strings.Join(cells, "，")
}

func grade(c document.Class) document.Severity {
	if c == document.Proved {
		return document.Medium
	}
	return document.Low
}

// judgeSum allows each figure half of its last printed digit. When the figures
// are out by less than their own coarseness but more than the finest of them
// allows, it is a signal: 500 may stand for 500.00.
func judgeSum(whole Figure, parts []Figure) (document.Class, bool) {
	all := append([]Figure{whole}, parts...)
	fine := int64(math.MaxInt64)
	for _, f := range all {
		fine = min(fine, f.Half)
	}
	n, wide, tight := int64(0), int64(0), int64(0)
	for i, f := range all {
		half := f.Half
		if f.N == 0 {
			half = fine // nought is nought, however it is printed
		}
		wide += half
		tight += fine
		if i > 0 {
			n += f.N
		}
	}
	switch d := abs(whole.N - n); {
	case d <= tight:
		return 0, true
	case d > wide:
		return document.Proved, false
	}
	return document.Signal, false
}

// changes checks B3 and B4: amounts and rates of change follow from the values.
func (s *Statement) changes(prev *Statement) []document.Problem {
	var out []document.Problem
	for i := range items {
		l := s.Prose[i]
		last, same := l.Last, true
		switch {
		case l.VsBudget:
			last = Figure{} // what changed is not the year before
		case !last.Known && prev != nil && !l.Crossed:
			last, same = prev.Value(i), false
		}
		out = append(out, s.change(i, l, last, same)...)
		out = append(out, s.rate(i, l, last, same)...)
		out = append(out, s.done(i, l)...)
	}
	return append(out, s.changeOfTotal()...)
}

func (s *Statement) change(i Item, l Line, last Figure, same bool) []document.Problem {
	if !l.Value.Known || !l.Delta.Known || !last.Known {
		return nil
	}
	class, ok := judgeSum(l.Value, []Figure{last, l.Delta})
	if ok {
		return nil
	}
	if !same || l.Doubt || l.Carried || i == Total && s.Wider {
		class = document.Signal // last year's document may count otherwise
	}
	return []document.Problem{{Code: CodeChange, Subject: s.subject(i.String() + "增减额"), Severity: grade(class), Class: class, Quote: l.told(l.Delta),
		Message: fmt.Sprintf("%s本年%s、上年%s,应%s,文中写%s", i, show(l.Value.N), show(last.N), moved(l.Value.N-last.N), moved(l.Delta.N))}}
}

// rate compares a printed rate with the range that the rounded amounts allow. Amounts of
// its own document go before those of last year's, which may count otherwise.
func (s *Statement) rate(i Item, l Line, last Figure, same bool) []document.Problem {
	if !l.Rate.Known || l.Doubt {
		return nil
	}
	class := l.class()
	if l.Delta.Known && l.Delta.N != 0 && l.Rate.N != 0 && (l.Delta.N > 0) != (l.Rate.N > 0) {
		return []document.Problem{{Code: CodeRate, Subject: s.subject(i.String() + "增减率"), Severity: grade(class), Class: class, Quote: l.told(l.Rate),
			Message: fmt.Sprintf("%s增减额%s与增减率%s方向相反", i, show(l.Delta.N), l.Rate.printed())}}
	}
	delta, base := l.Delta, last
	switch {
	case delta.Known && l.Value.Known && !(base.Known && same):
		base, same = Figure{Known: true, N: l.Value.N - delta.N, Half: l.Value.Half + delta.Half}, true
	case !delta.Known && base.Known && l.Value.Known:
		delta = Figure{Known: true, N: l.Value.N - base.N, Half: l.Value.Half + base.Half}
	}
	if !same {
		class = document.Signal
	}
	if !delta.Known || !base.Known || base.N-base.Half <= 0 {
		return nil // from nought no rate follows
	}
	if same && l.Delta.Known && l.Value.Known && last.Known && !adds(l.Value, last, l.Delta) && l.Rate.follows(Figure{N: l.Value.N - last.N, Half: l.Value.Half + last.Half}, last) {
		return nil // it is that of the two years: what is wrong is the amount of the change
	}
	if l.Rate.follows(delta, base) {
		return nil
	}
	want := float64(delta.N) / float64(base.N) * 1e6
	return []document.Problem{{Code: CodeRate, Subject: s.subject(i.String() + "增减率"), Severity: grade(class), Class: class, Quote: l.told(l.Rate),
		Message: fmt.Sprintf("%s由%s%s,应%s,文中写%s", i, show(base.N), moved(delta.N), rated(want), risen(l.Rate))}}
}

// done compares 完成预算的 …% with the budget that the same document prints.
func (s *Statement) done(i Item, l Line) []document.Problem {
	if !l.Done.Known || !l.Value.Known || !l.Planned.Known || l.Doubt || l.Planned.N-l.Planned.Half <= 0 {
		return nil
	}
	low, high := bounds(l.Value, l.Planned)
	slack := float64(2 * l.Done.Half)
	if r := float64(l.Done.N); r >= low-slack && r <= high+slack {
		return nil
	}
	return []document.Problem{{Code: CodeRate, Subject: s.subject(i.String() + "完成预算比例"), Severity: grade(l.class()), Class: l.class(), Quote: l.told(l.Done),
		Message: fmt.Sprintf("%s决算%s、预算%s,完成比例应约为%s,文中写%s", i, show(l.Value.N), show(l.Planned.N), showRate(float64(l.Value.N)/float64(l.Planned.N)*1e6), l.Done.printed())}}
}

// follows says whether a rate is that of a change: with one more digit of grace, half a
// unit of the printed rate, rounded or cut.
func (f Figure) follows(delta, base Figure) bool {
	if base.N-base.Half <= 0 {
		return false
	}
	low, high := bounds(delta, base)
	slack := float64(2 * f.Half)
	return float64(f.N) >= low-slack && float64(f.N) <= high+slack
}

func adds(whole Figure, parts ...Figure) bool {
	_, ok := judgeSum(whole, parts)
	return ok
}

// moved, rated and risen say a change in words: 减少1.1万元, 下降约8.15%, 下降8.15%.
func moved(n int64) string {
	if n < 0 {
		return "减少" + show(-n)
	}
	return "增加" + show(n)
}

func rated(rate float64) string {
	if rate < 0 {
		return "下降约" + showRate(-rate)
	}
	return "增长约" + showRate(rate)
}

func risen(f Figure) string {
	if f.N < 0 {
		return "下降" + strings.TrimLeft(f.Text, "+-")
	}
	return "增长" + f.Text
}

// bounds are the lowest and highest rate in 1/10000 percent.
func bounds(delta, base Figure) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, d := range []int64{delta.N - delta.Half, delta.N + delta.Half} {
		for _, b := range []int64{base.N - base.Half, base.N + base.Half} {
			r := float64(d) / float64(b) * 1e6
			low, high = min(low, r), max(high, r)
		}
	}
	return low, high
}

// changeOfTotal checks that the items' changes add up to the total's.
func (s *Statement) changeOfTotal() []document.Problem {
	p := s.Prose
	parts := []Figure{p[Abroad].Delta, p[Vehicle].Delta, p[Reception].Delta}
	if !p[Total].Delta.Known {
		return nil
	}
	if !parts[1].Known && p[Purchase].Delta.Known && p[Running].Delta.Known && !s.Others {
		parts = []Figure{p[Abroad].Delta, p[Purchase].Delta, p[Running].Delta, p[Reception].Delta}
	}
	for _, i := range []Item{Abroad, Vehicle, Purchase, Running, Reception} {
		if p[i].Delta.Known && p[i].VsBudget != p[Total].VsBudget {
			return nil
		}
	}
	n := int64(0)
	for _, f := range parts {
		if !f.Known {
			return nil
		}
		n += f.N
	}
	class, ok := judgeSum(p[Total].Delta, parts)
	if ok {
		return nil
	}
	if t := p[Total]; t.Value.Known && t.Last.Known && !t.VsBudget && !same(t.Value, Figure{N: t.Last.N + t.Delta.N, Half: t.Last.Half + t.Delta.Half}) {
		return nil // the total's own change is wrong, and told
	}
	if p[Total].Carried || p[Abroad].Carried || p[Vehicle].Carried || p[Purchase].Carried || p[Running].Carried || p[Reception].Carried {
		class = document.Signal
	}
	return []document.Problem{{Code: CodeChange, Subject: s.subject("各项增减额之和"), Severity: grade(class), Class: class, Quote: p[Total].Quote,
		Message: fmt.Sprintf("“三公”经费合计%s,各项增减相加为%s", moved(p[Total].Delta.N), moved(n))}}
}

// cutOff says whether a sum would hold if one number went on: 9.6 for 9.62.
func cutOff(whole Figure, n int64, parts []Figure) bool {
	if whole.goesOn(n) {
		return true
	}
	for _, p := range parts {
		if p.goesOn(p.N + whole.N - n) {
			return true
		}
	}
	return false
}
