package document

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// reader holds one sheet while it streams past.
type reader struct {
	b       *workbook
	t       *Table
	index   map[int]int // sheet row → row of the table, rows without cells left out
	row     int         // sheet row being read, 0-based
	col     int
	kind    string // t= of the cell
	style   int
	formula bool
	value   strings.Builder
	in      bool
	merges  []string
	spanned int // rows that merges went over
	unseen  unseen
}

func (b *workbook) sheet(s sheet, raw []byte) error {
	r := &reader{b: b, t: &Table{Place: s.name, Hidden: s.hidden}, index: map[int]int{}, row: -1}
	if err := tokens(raw, r.token); err != nil {
		return err
	}
	for _, ref := range r.merges {
		r.merge(ref)
	}
	hidden := r.unseen.part(r.t)
	b.d.table(r.t)
	if hidden != nil {
		b.d.table(hidden)
	}
	b.d.Pages++
	return nil
}

func (r *reader) token(tok xml.Token) error {
	switch e := tok.(type) {
	case xml.StartElement:
		r.start(e)
	case xml.CharData:
		if r.in && r.value.Len() < 1<<16 {
			r.value.Write(e)
		}
	case xml.EndElement:
		switch e.Name.Local {
		case "v", "t":
			r.in = false
		case "c":
			r.endCell()
		}
	}
	return nil
}

func (r *reader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "col":
		r.unseen.columns(e)
	case "row":
		r.unseen.row = truth(at(e, "hidden"))
		r.row, r.col = r.row+1, -1
		if n, err := strconv.Atoi(at(e, "r")); err == nil && n > 0 {
			r.row = n - 1
		}
	case "c":
		r.col++
		if row, col, ok := place(at(e, "r")); ok {
			r.row, r.col = row, col
		}
		r.kind, r.formula = at(e, "t"), false
		r.style, _ = strconv.Atoi(at(e, "s"))
		r.value.Reset()
	case "f":
		r.formula = true
	case "v", "t":
		r.in = true
	case "drawing":
		r.t.Images++
		r.b.d.Images++
	case "mergeCell":
		if len(r.merges) < maxRows {
			r.merges = append(r.merges, at(e, "ref"))
		}
	}
}

// endCell adds a cell that holds something, or that a style makes visible.
func (r *reader) endCell() {
	if r.row < 0 || r.col < 0 {
		return
	}
	if r.b.cells++; r.col >= maxCols || r.b.cells > maxCells {
		r.b.d.Cut = true
		return
	}
	i, ok := r.index[r.row]
	if !ok {
		if i = len(r.t.Rows); i >= maxRows {
			r.b.d.Cut = true
			return
		}
		r.index[r.row] = i
		r.t.Rows = append(r.t.Rows, nil)
		r.unseen.rows = append(r.unseen.rows, r.unseen.row)
	}
	text, value, known := r.shown()
	c := Cell{Text: clean(text), Value: value, Row: i, Col: r.col, RowSpan: 1, ColSpan: 1, Unread: !known || r.formula && value == ""}
	c.Blank = c.Text == "" && !c.Unread
	r.t.Rows[i] = append(r.t.Rows[i], c)
}

// shown is the cell as a reader sees it, and as it is stored; not known when it names a
// shared string that the file has not.
func (r *reader) shown() (text, value string, known bool) {
	value = r.value.String()
	switch r.kind {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 && n < len(r.b.strings) {
			return r.b.strings[n], r.b.strings[n], true
		}
		return "", "", value == ""
	case "str", "inlineStr", "e", "d":
		return value, value, true
	case "b":
		if value == "1" {
			return "TRUE", value, true
		}
		return "FALSE", value, true
	}
	format := ""
	if r.style >= 0 && r.style < len(r.b.formats) {
		format = r.b.formats[r.style]
	}
	return show(value, format), value, true
}

// merge widens the cell at the corner and drops the blank ones it covers.
func (r *reader) merge(ref string) {
	from, to, ok := strings.Cut(ref, ":")
	r1, c1, ok1 := place(from)
	r2, c2, ok2 := place(to)
	if !ok || !ok1 || !ok2 || r2 < r1 || c2 < c1 || c1 >= maxCols {
		return
	}
	i, ok := r.index[r1]
	if !ok {
		return
	}
	if r.spanned += min(r2-r1, maxRows); r.spanned > maxCells {
		r.b.d.Cut = true // thousands of merges over the same rows
		return
	}
	last := i
	for n := r1 + 1; n <= r2 && n-r1 < maxRows; n++ {
		if k, ok := r.index[n]; ok {
			last = max(last, k)
		}
	}
	for k := range r.t.Rows[i] {
		if c := &r.t.Rows[i][k]; c.Col == c1 {
			c.RowSpan, c.ColSpan = last-i+1, min(c2, maxCols-1)-c1+1
		}
	}
	for k := i; k <= last; k++ {
		kept := r.t.Rows[k][:0]
		for _, c := range r.t.Rows[k] {
			if inside := c.Col >= c1 && c.Col <= c2 && (k != i || c.Col != c1); !inside || !c.Blank {
				kept = append(kept, c)
			}
		}
		r.t.Rows[k] = kept
	}
}

// place reads a reference such as B12.
func place(ref string) (row, col int, ok bool) {
	i := 0
	for i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && i < 4 {
		col = col*26 + int(ref[i]-'A') + 1
		i++
	}
	n, err := strconv.Atoi(ref[i:])
	if i == 0 || err != nil || n < 1 {
		return 0, 0, false
	}
	return n - 1, col - 1, true
}
