package document

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table reads a data table as a Table and walks through a layout table as if
// it were not there.
func (p *page) table(n *html.Node) {
	if layout(n) {
		p.walk(n)
		p.flush()
		return
	}
	t := &Table{}
	place := &placer{t: t}
	var inner []*html.Node
	for _, row := range rows(n) {
		place.row()
		for c := row.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th || skipped(c) {
				continue
			}
			cell, nested := readCell(c)
			inner = append(inner, nested...)
			if cell.Image {
				t.Images++
				p.d.Images++
			}
			if !place.add(cell) {
				p.d.Cut = true
			}
		}
	}
	if cap := child(n, atom.Caption); cap != nil {
		t.Caption = clean(textOf(cap))
	}
	if !p.known(t) {
		p.d.table(t)
	}
	for _, in := range inner {
		p.table(in)
	}
}

// known says whether the very same table was read before (mobile duplicate).
func (p *page) known(t *Table) bool {
	var b strings.Builder
	b.WriteString("table")
	for _, row := range t.Rows {
		for _, c := range row {
			b.WriteString("|" + squeeze(c.Text))
		}
		b.WriteByte('\n')
	}
	if b.Len() < 200 {
		return false // two short tables may rightly be alike
	}
	key := b.String()
	if p.seen[key] {
		return true
	}
	p.seen[key] = true
	return false
}

// layout says whether a table only arranges the page: it holds other tables
// or whole paragraphs instead of cells.
func layout(n *html.Node) bool {
	all := weightOf(n)
	nested := 0
	for c := range n.Descendants() {
		if c.DataAtom == atom.Table && outer(c) == n {
			nested += weightOf(c)
		}
	}
	if nested*2 > all {
		return true
	}
	cells, long, article := 0, 0, false
	for _, r := range rows(n) {
		for c := r.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			cells++
			text := textOf(c)
			if len(text) <= 3*longCell || han(text) <= longCell {
				continue
			}
			long++
			// The article of an old template stands in one cell, among those
			// of its title and its day.
			article = article || (han(text)+digits(text))*5 > all*4
		}
	}
	return cells <= 1 || long*4 >= cells || article
}

// longCell is how many characters make a cell one of paragraphs rather than of words.
const longCell = 300

// weightOf is how much Chinese and how many digits a node shows.
func weightOf(n *html.Node) int {
	text := textOf(n)
	return han(text) + digits(text)
}

func outer(n *html.Node) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Table {
			return p
		}
	}
	return nil
}

// rows are the rows of n itself, not those of tables inside it.
func rows(n *html.Node) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			if !skipped(c) {
				out = append(out, c)
			}
		case atom.Tbody, atom.Thead, atom.Tfoot:
			out = append(out, rows(c)...)
		}
		if len(out) > maxRows {
			return out[:maxRows]
		}
	}
	return out
}

// readCell reads one cell. A table of one cell inside it is decoration; a
// larger one is a table of its own.
func readCell(n *html.Node) (Cell, []*html.Node) {
	c := Cell{Text: clean(textOf(n)), RowSpan: span(n, "rowspan"), ColSpan: span(n, "colspan")}
	var nested []*html.Node
	for in := range n.Descendants() {
		switch {
		case in.DataAtom == atom.Img && c.Text == "" && attr(in, "src") != "":
			c.Image = true
		case in.DataAtom == atom.Table && outer(in) == outer(n) && len(rows(in)) > 1:
			nested = append(nested, in)
		}
	}
	return c, nested
}

func span(n *html.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, key)))
	if err != nil || v < 1 {
		return 1
	}
	return v
}

func child(n *html.Node, a atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == a {
			return c
		}
	}
	return nil
}
