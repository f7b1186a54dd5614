package document

import (
	"encoding/xml"
	"strconv"
)

// unseen are the rows and columns of a sheet that are hidden.
type unseen struct {
	row  bool // the row at hand
	rows []bool
	cols [maxCols]bool
	any  bool
}

func truth(s string) bool { return s == "1" || s == "true" }

func (u *unseen) columns(e xml.StartElement) {
	from, err1 := strconv.Atoi(at(e, "min"))
	to, err2 := strconv.Atoi(at(e, "max"))
	if err1 != nil || err2 != nil || !truth(at(e, "hidden")) {
		return
	}
	for c := max(from, 1); c <= min(to, maxCols); c++ {
		u.cols[c-1], u.any = true, true
	}
}

// part takes the hidden cells out of a table, into one of their own: nobody reads them,
// and so they count for nothing, but they were published. A cell that spans what is shown
// is shown.
func (u *unseen) part(t *Table) *Table {
	for _, hidden := range u.rows {
		u.any = u.any || hidden
	}
	if !u.any {
		return nil
	}
	away := &Table{Place: t.Place + "（隐藏的行列）", Hidden: true, Rows: make([][]Cell, len(t.Rows))}
	for i := range t.Rows {
		kept := t.Rows[i][:0]
		for _, c := range t.Rows[i] {
			if u.covers(&c) {
				away.Rows[i] = append(away.Rows[i], c)
			} else {
				kept = append(kept, c)
			}
		}
		t.Rows[i] = kept
	}
	return away
}

func (u *unseen) covers(c *Cell) bool {
	rows, cols := true, true
	for r := c.Row; r < c.Row+c.RowSpan && r < len(u.rows); r++ {
		rows = rows && u.rows[r]
	}
	for k := c.Col; k < min(c.Col+c.ColSpan, maxCols); k++ {
		cols = cols && u.cols[k]
	}
	return rows || cols
}
