package document

import (
	"encoding/xml"
	"slices"
	"strings"
)

// marginParts of a DOCX stand on the pages beside the text: a secrecy mark is often in
// the head. Heads come first.
var marginParts = []string{"word/header", "word/footer", "word/footnotes", "word/endnotes"}

// remarkParts hold the comments of a DOCX and of an XLSX.
var remarkParts = []string{"word/comments", "xl/comments", "xl/threadedComments/"}

// readBeside reads what stands beside the text. It is no part of what a report or a budget
// says, but it was published. What cannot be read of it costs nothing of the text.
func (d *Document) readBeside(a *archive) {
	for _, part := range marginParts {
		d.Margins = append(d.Margins, besides(a, part)...)
	}
	for _, part := range remarkParts {
		d.Remarks = append(d.Remarks, besides(a, part)...)
	}
}

// besides are the lines of all parts whose names begin alike, each once: first, even and
// odd pages have the same heads.
func besides(a *archive, prefix string) (lines []string) {
	for _, f := range a.order {
		if !strings.HasPrefix(f.Name, prefix) || !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		raw, err := a.read(f)
		if err != nil {
			continue
		}
		page := &Document{}
		walk := page.remarks
		if strings.HasPrefix(prefix, "word/") {
			walk = page.margin
		}
		if walk(raw) != nil {
			continue
		}
		for _, l := range append(page.Paragraphs, page.cells()...) {
			if !slices.Contains(lines, l) && len(lines) < maxBeside {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// maxBeside is how many lines beside the text are kept of one kind.
const maxBeside = 500

// margin reads one head, foot or list of notes of a DOCX.
func (d *Document) margin(raw []byte) error {
	w := &word{d: d, lists: readLists(nil)}
	if err := tokens(raw, w.token); err != nil {
		return err
	}
	w.endParagraph()
	return nil
}

// remarks reads the comments of a workbook, one after another.
func (d *Document) remarks(raw []byte) error {
	var b strings.Builder
	text := false
	return tokens(raw, func(tok xml.Token) error {
		switch e := tok.(type) {
		case xml.StartElement:
			text = e.Name.Local == "t" || e.Name.Local == "text" && at(e, "ref") == ""
		case xml.CharData:
			if text {
				b.Write(e)
			}
		case xml.EndElement:
			text = false
			if e.Name.Local == "comment" || e.Name.Local == "threadedComment" {
				d.paragraph(b.String())
				b.Reset()
			}
		}
		return nil
	})
}

// cells are the texts of all cells.
func (d *Document) cells() (lines []string) {
	for _, t := range d.Tables {
		for _, row := range t.Rows {
			for _, c := range row {
				if c.Text != "" {
					lines = append(lines, c.Text)
				}
			}
		}
	}
	return lines
}
