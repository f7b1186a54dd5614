package document

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
)

func (d *Document) readDOCX(raw []byte) error {
	a, err := openArchive(raw)
	if err != nil {
		return err
	}
	body, err := a.part("word/document.xml")
	if err != nil {
		return err
	}
	if body == nil {
		return errors.New("DOCX 缺少正文 word/document.xml")
	}
	numbers, err := a.part("word/numbering.xml")
	if err != nil {
		return err
	}
	w := &word{d: d, lists: readLists(numbers)}
	if err := tokens(body, w.token); err != nil {
		return err
	}
	w.endParagraph()
	d.readBeside(a)
	return nil
}

// word walks document.xml. RawToken leaves prefixes in Name.Space, so only
// local names count; strict and transitional files read alike.
type word struct {
	d      *Document
	lists  *lists
	line   strings.Builder
	tables []*wordTable
	skip   int // depth inside parts that repeat or do not show
	text   bool
	numID  string
	level  int
}

type wordTable struct {
	t       *Table
	col     int
	cell    Cell
	text    []string
	merged  string // vMerge of the cell: restart, continue or empty
	open    map[int][2]int
	counted int
}

func (w *word) token(tok xml.Token) error {
	switch e := tok.(type) {
	case xml.StartElement:
		w.start(e)
	case xml.EndElement:
		w.end(e.Name.Local)
	case xml.CharData:
		if w.text && w.skip == 0 {
			w.line.Write(e)
		}
	}
	return nil
}

func (w *word) start(e xml.StartElement) {
	if w.skip > 0 || e.Name.Local == "Fallback" || e.Name.Local == "del" || e.Name.Local == "moveFrom" {
		w.skip++
		return
	}
	switch e.Name.Local {
	case "p":
		w.numID, w.level = "", 0
	case "numId":
		w.numID = at(e, "val")
	case "ilvl":
		w.level, _ = strconv.Atoi(at(e, "val"))
	case "t":
		w.text = true
	case "tab", "br", "cr":
		w.line.WriteByte(' ')
	case "noBreakHyphen":
		w.line.WriteByte('-')
	case "drawing", "pict", "object":
		w.picture()
	case "tbl":
		w.endParagraph()
		w.tables = append(w.tables, &wordTable{t: &Table{}, open: map[int][2]int{}})
	default:
		w.tablePart(e)
	}
}

// tablePart reads rows, cells and their spans.
func (w *word) tablePart(e xml.StartElement) {
	t := w.top()
	if t == nil {
		return
	}
	switch e.Name.Local {
	case "tr":
		t.t.Rows, t.col = append(t.t.Rows, nil), 0
	case "gridBefore":
		n, _ := strconv.Atoi(at(e, "val"))
		t.col += min(max(n, 0), maxCols)
	case "tc":
		t.cell, t.text, t.merged = Cell{ColSpan: 1, RowSpan: 1}, nil, ""
	case "gridSpan":
		if n, err := strconv.Atoi(at(e, "val")); err == nil {
			t.cell.ColSpan = min(max(n, 1), maxCols)
		}
	case "vMerge":
		if t.merged = at(e, "val"); t.merged == "" {
			t.merged = "continue"
		}
	}
}

func (w *word) end(name string) {
	if w.skip > 0 {
		w.skip--
		return
	}
	t := w.top()
	switch {
	case name == "t":
		w.text = false
	case name == "p":
		w.endParagraph()
	case t == nil:
	case name == "tc":
		w.endParagraph()
		t.endCell(w.d)
	case name == "tbl":
		w.tables = w.tables[:len(w.tables)-1]
		w.d.table(t.t)
	}
}

func (w *word) picture() {
	w.d.Images++
	if t := w.top(); t != nil {
		t.cell.Image = true
		t.t.Images++
	}
}

func (w *word) top() *wordTable {
	if len(w.tables) == 0 {
		return nil
	}
	return w.tables[len(w.tables)-1]
}

func (w *word) endParagraph() {
	text := w.line.String()
	w.line.Reset()
	if w.numID != "" && w.numID != "0" {
		if clean(text) != "" {
			text = w.lists.next(w.numID, w.level) + text
		}
		w.numID = ""
	}
	if t := w.top(); t != nil {
		t.text = append(t.text, text)
		return
	}
	w.d.paragraph(text)
}

// endCell puts the cell into the grid or lengthens the one it continues.
func (t *wordTable) endCell(d *Document) {
	c := t.cell
	c.Text = clean(strings.Join(t.text, " "))
	c.Row, c.Col = len(t.t.Rows)-1, t.col
	t.col += c.ColSpan
	t.counted++
	if c.Row < 0 || c.Row >= maxRows || c.Col >= maxCols || t.counted > maxCells {
		d.Cut = true
		return
	}
	if t.merged == "continue" {
		if top, ok := t.open[c.Col]; ok {
			t.t.Rows[top[0]][top[1]].RowSpan = c.Row - top[0] + 1
			return
		}
	}
	delete(t.open, c.Col)
	if t.merged != "" {
		t.open[c.Col] = [2]int{c.Row, len(t.t.Rows[c.Row])}
	}
	if c.Text != "" {
		c.Image = false
	}
	c.Blank = c.Text == "" && !c.Image
	t.t.Rows[c.Row] = append(t.t.Rows[c.Row], c)
}
