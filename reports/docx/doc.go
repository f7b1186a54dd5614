// Package docx writes the office's papers (整改通知书, 季度通报) in the form of
// GB/T 9704: page, fonts by name, line pitch, page numbers. It draws no seal, no
// red head and no secrecy mark, and embeds no font.
package docx

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Fonts by name; a computer without them takes its own of the same kind.
const (
	fangsong = "仿宋_GB2312"
	kaiti    = "楷体_GB2312"
	heiti    = "黑体"
	songti   = "宋体"
	title    = "方正小标宋简体"
)

// Sizes in half points: 2号, 3号, 4号, 小四, 五号.
const (
	size2 = 44
	size3 = 32
	size4 = 28
	sizeS = 24
	size5 = 21
)

// pitch puts 22 lines on the 225 mm of a page, in twentieths of a point.
const pitch = 579

// doc collects the paragraphs of one paper.
type doc struct {
	b      strings.Builder
	across bool // the last pages lie across
}

// longWord is one of the addresses and names that programs do not break.
var longWord = regexp.MustCompile(`[!-~]{9,}`)

// style is how a paragraph looks.
type style struct {
	font   string
	size   int
	align  string // left, center, right, both
	indent int    // first line, in hundredths of a character
	right  int    // from the right, in hundredths of a character
	pitch  int    // 0: that of the page
	bold   bool
	keep   bool // with the next paragraph
	free   bool // of the page's line grid, as tables are
}

var (
	body     = style{font: fangsong, size: size3, align: "both", indent: 200}
	heading1 = style{font: heiti, size: size3, align: "left", indent: 200, keep: true}
	heading2 = style{font: kaiti, size: size3, align: "left", indent: 200, keep: true}
	headline = style{font: title, size: size2, align: "center", pitch: 680}
	flush    = style{font: fangsong, size: size3, align: "left"}
	number   = style{font: fangsong, size: size3, align: "center"}
	small    = style{font: fangsong, size: size5, align: "left", pitch: 280, free: true}
	head     = style{font: heiti, size: size5, align: "center", pitch: 320, free: true}
)

// para adds one paragraph; line breaks within the text stay.
func (d *doc) para(s style, text string) {
	if s.align == "both" && longWord.MatchString(text) {
		s.align = "left" // a line before a word that cannot be broken would be stretched
	}
	fmt.Fprintf(&d.b, `<w:p>%s%s</w:p>`, s.paragraph(), s.run(text))
}

func (d *doc) blank() { d.para(flush, "") }

// kept is a style whose paragraph stands on one page with the next.
func kept(s style) style { s.keep = true; return s }

// signed ends a paper with who issued it and when, never alone on a page.
func (d *doc) signed(office string, issued time.Time) {
	d.para(kept(flush), "")
	d.para(style{font: fangsong, size: size3, align: "right", right: 200, keep: true}, office)
	d.para(style{font: fangsong, size: size3, align: "right", right: 400}, day(issued))
}

func (s style) paragraph() string {
	var b strings.Builder
	b.WriteString("<w:pPr>")
	if s.keep {
		b.WriteString("<w:keepNext/>")
	}
	b.WriteString(`<w:wordWrap w:val="0"/>`) // addresses may break anywhere
	if s.free {
		b.WriteString(`<w:snapToGrid w:val="0"/>`)
	}
	p := s.pitch
	if p == 0 {
		p = pitch
	}
	fmt.Fprintf(&b, `<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/>`, p)
	if s.indent > 0 {
		fmt.Fprintf(&b, `<w:ind w:firstLineChars="%d" w:firstLine="%d"/>`, s.indent, s.indent*s.size/10)
	}
	if s.right > 0 {
		fmt.Fprintf(&b, `<w:ind w:rightChars="%d" w:right="%d"/>`, s.right, s.right*s.size/10)
	}
	fmt.Fprintf(&b, `<w:jc w:val="%s"/></w:pPr>`, s.align)
	return b.String()
}

func (s style) run(text string) string {
	if text == "" {
		return ""
	}
	bold := ""
	if s.bold {
		bold = "<w:b/>"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="%s" w:hint="eastAsia"/>%s<w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr>`, s.font, bold, s.size, s.size)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString("<w:br/>")
		}
		for k, part := range strings.Split(line, "\u2011") {
			if k > 0 {
				b.WriteString("<w:noBreakHyphen/>") // fonts lack the character
			}
			b.WriteString(`<w:t xml:space="preserve">` + escape(part) + `</w:t>`)
		}
	}
	b.WriteString("</w:r>")
	return b.String()
}

// escape makes any text harmless: what XML cannot hold becomes U+FFFD.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

// column of a table: its heading, its width in millimetres.
type column struct {
	name  string
	width int
}

// table adds a bordered table whose heading repeats on every page and whose rows
// are not torn apart.
func (d *doc) table(columns []column, rows [][]string) {
	d.b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&d.b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
	}
	d.b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, c := range columns {
		fmt.Fprintf(&d.b, `<w:gridCol w:w="%d"/>`, twips(c.width))
	}
	d.b.WriteString(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for _, c := range columns {
		d.cell(head, c, c.name)
	}
	d.b.WriteString(`</w:tr>`)
	for _, row := range rows {
		d.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for i, c := range columns {
			s := small
			if len([]rune(row[i])) <= 6 {
				s.align = "center"
			}
			d.cell(s, c, row[i])
		}
		d.b.WriteString(`</w:tr>`)
	}
	d.b.WriteString(`</w:tbl>`)
}

func (d *doc) cell(s style, c column, text string) {
	fmt.Fprintf(&d.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`, twips(c.width))
	d.para(s, text)
	d.b.WriteString(`</w:tc>`)
}

// twips are twentieths of a point.
func twips(mm int) int { return mm * 567 / 10 }

// turn begins a new page, and lays it and what follows across: a wide table.
func (d *doc) turn() {
	d.b.WriteString(`<w:p><w:pPr>` + section + `</w:pPr></w:p>`)
	d.across = true
}

func (d *doc) lastSection() string {
	if d.across {
		return sectionAcross
	}
	return section
}

// breakPage begins a new page.
func (d *doc) breakPage() { d.b.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`) }
