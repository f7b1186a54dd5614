package document

import (
	"slices"
	"strings"
)

// All is everything the document says, its title first: paragraphs, then the
// cells of its tables, each on a line of its own. A number that is shown as
// 6.5E+17 is given in full as well.
func (d *Document) All() string {
	var b strings.Builder
	b.WriteString(d.Title + "\n" + strings.Join(d.Paragraphs, "\n"))
	for _, t := range d.Tables {
		for _, row := range t.Rows {
			for _, c := range row {
				b.WriteString("\n" + c.Text)
				if len(c.Value) > len(c.Text) {
					b.WriteString("\n" + c.Value)
				}
			}
		}
	}
	return b.String()
}

// headsFirst is how many lines of the pages' heads are given with the head of the text.
const headsFirst = 4

// Entire is everything that was published with the file: what All gives, and what stands
// beside the text. The pages' heads follow the first line, which is its title.
func (d *Document) Entire() string {
	if len(d.Margins)+len(d.Remarks) == 0 {
		return d.All()
	}
	first, heads := min(1, len(d.Paragraphs)), min(headsFirst, len(d.Margins))
	all := *d
	all.Paragraphs = slices.Concat(d.Paragraphs[:first], d.Margins[:heads], d.Paragraphs[first:])
	return strings.Join(slices.Concat([]string{all.All()}, d.Margins[heads:], d.Remarks), "\n")
}
