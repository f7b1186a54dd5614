package yearly

import (
	"regexp"
	"slices"
	"strings"

	"ducha/internal/document"
)

type requestReader struct {
	rows   map[Key]Row
	forms  []rowForm
	cols   []int // grid columns of the seven applicants, when the head was read
	under  string
	note   string
	stray  bool // the table at hand names nothing of the form
	sevens []sevenRow
	loose  bool // the lines of a wrapped label may be rows of their own
	last   Key  // the row read last
	above  Key  // the row read last, when it was such a line without figures
	begun  bool // the row read last has figures and a label that we do not know, and may go on
}

// sevenRow is a row that ends in seven values, whatever its label.
type sevenRow struct {
	key Key
	row Row
}

// readRequests collects the rows from all tables: the form is laid out as one
// table, as several, or together with the other two.
func (r *Report) readRequests(tables []document.Table) {
	r.Requests.Rows = map[Key]Row{}
	g := &requestReader{rows: r.Requests.Rows, forms: requestRows(), loose: r.loose}
	for i := range tables {
		t := &tables[i]
		if t.Hidden {
			continue
		}
		// A row that a page break cut off counts for the order only.
		words := letters(allText(t))
		g.stray = !strings.Contains(words, "申请") && !hasRequestRows(t)
		if g.stray && strings.Contains(words, "审结") {
			continue // the table of part four, whose numbers are none of these
		}
		g.table(t)
	}
	r.Requests.Note = g.note
	if len(r.Requests.Rows) < 25 && len(g.sevens) == 25 {
		g.inOrder()
	}
	r.Requests.supposed = !g.borneOut()
}

// borneOut says whether the rows that are not all noughts bear out the order of the
// columns: one of them where no head was read, most of them where the heads stand in
// another order than the form's, for a cell too few moves them all.
func (g *requestReader) borneOut() bool {
	if g.cols != nil && standardOrder(g.cols) {
		return true
	}
	held, broken := 0, 0
	for _, row := range g.rows {
		switch n, _, ok := sum(row[:6]...); {
		case !ok || !row[6].known() || n == 0 && row[6].N == 0:
		case n == row[6].N:
			held++
		default:
			broken++
		}
	}
	return held > 0 && (g.cols == nil || held > broken)
}

func hasRequestRows(t *document.Table) bool {
	s := letters(allText(t))
	return strings.Contains(s, "予以公开") || strings.Contains(s, "结转下年") || strings.Contains(s, "不掌握相关")
}

func (g *requestReader) table(t *document.Table) {
	if cols := applicantColumns(t); cols != nil {
		if g.cols = cols; !standardOrder(cols) && g.straight(t) {
			g.cols = []int{0, 1, 2, 3, 4, 5, 6} // heads whose spans were lost stand over other columns
		}
	}
	for i := range t.Height() {
		g.row(t, i)
	}
}

// row reads one grid row: labels on the left, then seven values.
func (g *requestReader) row(t *document.Table, i int) {
	cells := distinct(t, i)
	from := len(cells)
	for from > 0 && isValue(cells[from-1]) {
		from--
	}
	labels, values := cells[:from], cells[from:]
	key := g.label(labels)
	seven, ok := g.seven(t, i, values)
	if !ok {
		return
	}
	if g.stray {
		key = ""
	}
	known := slices.ContainsFunc(seven[:], Value.known)
	blank := !slices.ContainsFunc(seven[:], func(v Value) bool { return v.Kind != Blank })
	switch n := len(g.sevens); {
	case key == single && !known:
		return // the name of the group, in a row of its own above its three
	case g.begun && blank && key != "" && !numberedLabel(labels):
		g.begun = false // the rest of a label whose figures stand beside its first line
		if _, twice := g.rows[key]; !twice {
			g.sevens[n-1].key, g.rows[key], g.last = key, g.sevens[n-1].row, key
		}
		return
	}
	switch {
	case key == "" && len(trimBlank(values)) > len(seven):
		return // no row of this table
	case key == "" && !known:
		return // the rest of a label that wraps
	case key == "" && g.above != "" && wraps(labels):
		key = g.above // figures stand beside the middle of a label
		delete(g.rows, key)
		g.sevens = g.sevens[:len(g.sevens)-1]
	}
	g.above = ""
	g.begun = g.loose && known && key == "" && !g.stray && numberedLabel(labels)
	if g.loose && !g.stray && blank {
		g.above = key
	}
	g.sevens, g.last = append(g.sevens, sevenRow{key, seven}), key
	if _, twice := g.rows[key]; key != "" && !twice && !g.stray {
		g.rows[key] = seven
	}
}

// numberedLabel says whether a label begins as those of the form's rows do: 3.补正后申请内容.
func numberedLabel(labels []*document.Cell) bool {
	if len(labels) == 0 {
		return false
	}
	at := rowMark.FindStringIndex(squeeze(labels[len(labels)-1].Text))
	return at != nil && at[0] == 0
}

// wraps says whether what stands beside figures is at most the rest of a group's
// name, set one character under another.
func wraps(labels []*document.Cell) bool {
	n := 0
	for _, c := range labels {
		n += runes(squeeze(c.Text))
	}
	return n <= 3
}

// label finds the row of the form that the labels name, innermost first.
func (g *requestReader) label(labels []*document.Cell) Key {
	for _, c := range labels {
		s := squeeze(c.Text)
		if strings.Contains(s, "勾稽") || strings.Contains(s, "钩稽") || strings.Contains(s, "第一项加") {
			g.note = c.Text
		}
		if group := groupMark.FindString(letters(s)); group != "" && !heads(labels) {
			g.under = group
		}
	}
	if len(labels) == 0 {
		return ""
	}
	text := squeeze(labels[len(labels)-1].Text)
	if m := rowMark.FindAllStringIndex(text, -1); m != nil {
		text = text[m[len(m)-1][1]:] // labels of two levels run together
	}
	last := letters(text)
	last = strings.TrimLeft(last, "一二三四五六七八")
	for _, f := range g.forms {
		if !f.words.MatchString(last) {
			continue
		}
		if f.key == "other3" && g.under != "其他处理" && g.last != "other2" {
			continue // the head of a column, or a row of another table
		}
		return f.key
	}
	if last == "其他处理" {
		return single
	}
	return ""
}

// heads says whether the labels are those of the columns: their 总计 is no row, and a
// table that goes on after a page has them again.
func heads(labels []*document.Cell) bool {
	return slices.ContainsFunc(labels, func(c *document.Cell) bool {
		s := letters(squeeze(c.Text))
		return s == "自然人" || s == "科研机构" || s == "申请人情况"
	})
}

var rowMark = regexp.MustCompile(`\([一二三四五六七]\)|[1-8][.、]`)

var groupMark = regexp.MustCompile(`不予公开|无法提供|不予处理|其他处理|予以公开|部分公开|总计`)

// seven takes the values in the order of the form, or by the head's columns
// when the row holds more or fewer cells than seven.
func (g *requestReader) seven(t *document.Table, i int, values []*document.Cell) (Row, bool) {
	var row Row
	if len(values) == 7 && standardOrder(g.cols) {
		row = rowOf(values)
		return row, anyValue(row)
	}
	if g.cols == nil {
		values = trimBlank(values)
		if len(values) != 7 {
			return row, false
		}
		row = rowOf(values)
		return row, anyValue(row)
	}
	seen := map[*document.Cell]bool{}
	for k, col := range g.cols {
		c := t.At(i, col)
		v := valueOf(c)
		if c == nil || !isValue(c) || seen[c] && !(v.empty() || v.known() && v.N == 0) {
			return row, false // a label over the columns, or one number for two of them
		}
		seen[c] = true
		row[k] = v // one nought for several columns is that of each
	}
	return row, anyValue(row)
}

// rowOf takes seven cells as they stand.
func rowOf(values []*document.Cell) (row Row) {
	for k, c := range values {
		row[k] = valueOf(c)
	}
	return row
}

// straight says whether the rows add up as their cells stand, and not under their heads.
func (g *requestReader) straight(t *document.Table) bool {
	as, under := 0, 0
	for i := range t.Height() {
		cells := distinct(t, i)
		if len(cells) < 7 {
			continue
		}
		if row := rowOf(cells[len(cells)-7:]); !broken(row) && row[6].N > 0 {
			as++
		}
		if row := g.byHeads(t, i); !broken(row) && row[6].N > 0 {
			under++
		}
	}
	return as > under
}

// byHeads are the cells under the heads of the columns.
func (g *requestReader) byHeads(t *document.Table, i int) (row Row) {
	for k, col := range g.cols {
		row[k] = valueOf(t.At(i, col))
	}
	return row
}

// broken says whether a row's total is not the sum of its six, or cannot be.
func broken(row Row) bool {
	n, _, ok := sum(row[:6]...)
	return !ok || !row[6].known() || n != row[6].N
}

// trimBlank drops blank cells beyond seven at either end: they are left of
// labels or heads that should have spanned them.
func trimBlank(values []*document.Cell) []*document.Cell {
	for len(values) > 7 && valueOf(values[0]).Kind == Blank {
		values = values[1:]
	}
	for len(values) > 7 && valueOf(values[len(values)-1]).Kind == Blank {
		values = values[:len(values)-1]
	}
	return values
}

// inOrder is for sources that lose labels, such as PDF with wrapped lines: 25
// rows of seven numbers are the form, if those labels that were read stand at
// their place.
func (g *requestReader) inOrder() {
	agree := 0
	for i, s := range g.sevens {
		if s.key == "" {
			continue
		}
		if s.key != g.forms[i].key {
			return
		}
		agree++
	}
	if agree < 8 {
		return
	}
	for i, s := range g.sevens {
		g.rows[g.forms[i].key] = s.row
	}
}
