package document

import "strings"

// Limits of the prose of one document.
const (
	maxParagraphs = 20000
	maxParagraph  = 8 << 20 // bytes
)

// readText takes each line as a paragraph.
func (d *Document) readText(raw []byte) {
	for line := range strings.Lines(decode(raw)) {
		d.paragraph(line)
	}
}

// paragraph adds one line of prose when it says anything.
func (d *Document) paragraph(s string) {
	s = clean(s)
	switch {
	case s == "":
	case len(d.Paragraphs) >= maxParagraphs || len(s) > maxParagraph:
		d.Cut = true
	default:
		d.Paragraphs = append(d.Paragraphs, s)
	}
}

// table adds t after the paragraphs read so far, unless it holds nothing.
func (d *Document) table(t *Table) {
	cells := 0
	for _, r := range t.Rows {
		cells += len(r)
	}
	if cells == 0 {
		return
	}
	t.After = len(d.Paragraphs)
	d.Tables = append(d.Tables, *t)
}
