package document

import "strings"

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
