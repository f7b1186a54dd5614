package budget

import (
	"fmt"

	"ducha/internal/document"
)

// Apart is a further table of the three expenses of a year and kind that another table
// told already: that of a subordinate unit in the same book.
type Apart struct {
	Name  string // as the table is called
	Quote string
	Statement
}

// apart keeps the figures of a table by itself, when those of the statement are others.
func (r *reader) apart(t *document.Table, unit int64, year int, kind string) {
	alone := &reader{d: r.d, year: r.year, kind: r.kind, fine: r.fine}
	if !alone.across(t, unit, year, kind) {
		alone.down(t, unit, year, kind)
	}
	for _, s := range alone.found {
		told := r.at(s.Year, s.Kind)
		if s.Table[Total].Known && told.Table[Total].Known && s.Table != told.Table && s.Kind == r.kind && s.Year == r.year {
			r.others = append(r.others, Apart{Name: t.Caption, Statement: *s, Quote: totalRow(t)})
		}
	}
}

// totalRow is the row of a table that is shown: the first that has figures.
func totalRow(t *document.Table) string {
	if row := firstFigures(t); row < t.Height() {
		return rowText(t, row)
	}
	return ""
}

// apartProblems are sums that do not hold in such a table. Whose it is, and what it leaves
// out, its name may not say: a signal only.
func (s *Statement) apartProblems() []document.Problem {
	var out []document.Problem
	for _, a := range s.Frame.Apart {
		for _, p := range a.sums() {
			p.Subject, p.Quote = s.subject("“"+document.Clip(a.Name, 40)+"”合计"), a.Quote
			p.Message = fmt.Sprintf("“%s”中%s", document.Clip(a.Name, 40), p.Message)
			p.Class, p.Severity = document.Signal, document.Low
			out = append(out, p)
		}
	}
	return out
}
