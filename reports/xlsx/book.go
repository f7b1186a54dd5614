package xlsx

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/width"

	"ducha/internal/result"
	"ducha/rules"
)

// book gathers the workbook; the first error stays and stops the rest.
type book struct {
	f   *excelize.File
	a   *result.Audit
	err error

	name, label string // page head: left and right

	title, lead, head, text, center, number, link, input, dated, bold int // styles
}

func (b *book) try(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) style(s excelize.Style) int {
	id, err := b.f.NewStyle(&s)
	b.try(err)
	return id
}

func (b *book) styles() {
	var edges []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		edges = append(edges, excelize.Border{Type: side, Color: "808080", Style: 1})
	}
	font := func(bold bool) *excelize.Font { return &excelize.Font{Family: "宋体", Size: 10, Bold: bold} }
	wrap := func(side string) *excelize.Alignment {
		return &excelize.Alignment{Horizontal: side, Vertical: "center", WrapText: true}
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	b.title = b.style(excelize.Style{Font: &excelize.Font{Family: "黑体", Size: 16, Bold: true}, Alignment: wrap("center")})
	b.lead = b.style(excelize.Style{Font: font(false), Alignment: wrap("left")})
	b.head = b.style(excelize.Style{Font: &excelize.Font{Family: "黑体", Size: 10, Bold: true}, Fill: fill("D9E1EC"), Border: edges, Alignment: wrap("center")})
	b.text = b.style(excelize.Style{Font: font(false), Border: edges, Alignment: wrap("left")})
	b.bold = b.style(excelize.Style{Font: font(true), Border: edges, Alignment: wrap("left")})
	b.center = b.style(excelize.Style{Font: font(false), Border: edges, Alignment: wrap("center")})
	b.number = b.style(excelize.Style{Font: font(false), Border: edges, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center", Indent: 1}})
	b.link = b.style(excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 10, Color: "1F4E9E", Underline: "single"}, Border: edges, Alignment: wrap("left")})
	b.input = b.style(excelize.Style{Font: font(false), Fill: fill("FFF8E1"), Border: edges, Alignment: wrap("left")})
	format := "yyyy-mm-dd"
	b.dated = b.style(excelize.Style{Font: font(false), Fill: fill("FFF8E1"), Border: edges, CustomNumFmt: &format, Alignment: wrap("center")})
}

// column is one column of a sheet.
type column struct {
	head  string
	width float64
	style int
}

// cell names a cell; col counts from 1.
func cell(col, row int) string {
	name, _ := excelize.CoordinatesToCellName(col, row)
	return name
}

// put writes one value. Strings go in as text whatever they look like.
func (b *book) put(sheet string, col, row int, value any, style int) {
	at := cell(col, row)
	switch v := value.(type) {
	case rules.Points:
		b.try(b.f.SetCellFloat(sheet, at, float64(v)/100, -1, 64))
	case int:
		b.try(b.f.SetCellInt(sheet, at, int64(v)))
	case string:
		b.try(b.f.SetCellStr(sheet, at, Text(v)))
	}
	b.try(b.f.SetCellStyle(sheet, at, at, style))
}

// An address is shown as far as it can be read.
type address string

// maxAddress is how much of an address a cell shows: one that fills a page hides its row.
const maxAddress = 200

// address writes an address; of one too long to read the cell shows both ends and leads to
// the whole.
func (b *book) address(sheet string, col, row int, to string, style int) {
	runes := []rune(to)
	if len(runes) <= maxAddress {
		b.put(sheet, col, row, to, style)
		return
	}
	b.put(sheet, col, row, string(runes[:maxAddress-50])+"……"+string(runes[len(runes)-40:]), style)
	if web(to) {
		b.try(b.f.SetCellHyperLink(sheet, cell(col, row), to, "External"))
	}
}

// heading writes the title, the lines under it and the head of the table, and
// gives the row of the head.
func (b *book) heading(sheet string, title string, lines []string, cols []column) int {
	last := len(cols)
	row := 1
	b.put(sheet, 1, row, title, b.title)
	b.try(b.f.MergeCell(sheet, cell(1, row), cell(last, row)))
	b.try(b.f.SetRowHeight(sheet, row, 32))
	total := 0.0
	for i, c := range cols {
		name, _ := excelize.ColumnNumberToName(i + 1)
		b.try(b.f.SetColWidth(sheet, name, name, c.width))
		total += c.width
	}
	for _, line := range lines {
		row++
		b.put(sheet, 1, row, line, b.lead)
		b.try(b.f.MergeCell(sheet, cell(1, row), cell(last, row)))
		b.try(b.f.SetRowHeight(sheet, row, height(line, total)))
	}
	row++
	for i, c := range cols {
		b.put(sheet, i+1, row, c.head, b.head)
	}
	b.try(b.f.SetRowHeight(sheet, row, 30))
	return row
}

// line writes one row of a table in the columns' styles and makes it high
// enough for its longest text.
func (b *book) line(sheet string, row int, cols []column, values []any) {
	tall := 0.0
	for i, v := range values {
		if to, ok := v.(address); ok {
			b.address(sheet, i+1, row, string(to), cols[i].style)
			v = string(to[:min(len(to), maxAddress)])
		} else {
			b.put(sheet, i+1, row, v, cols[i].style)
		}
		if s, ok := v.(string); ok {
			tall = max(tall, height(s, cols[i].width))
		}
	}
	b.try(b.f.SetRowHeight(sheet, row, min(max(tall, 18), 400)))
}

// height is the height a text needs in a column: programs differ in how they
// fit rows, so we say it.
func height(text string, colWidth float64) float64 {
	lines := 0
	for _, part := range strings.Split(text, "\n") {
		w := 0.0
		for _, r := range part {
			w++
			if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth || k == width.EastAsianAmbiguous {
				w++
			}
		}
		// Fonts differ, and no line begins with a closing mark: a little room to spare.
		lines += 1 + int(w/max(colWidth-2.5, 1))
	}
	return float64(lines)*14 + 4
}

// maxText is the most characters a cell holds, less our mark.
const maxText = 32000

// Text makes a string of a page harmless: it can not be taken for a formula,
// neither here nor when the sheet is saved as CSV or the cell is edited, it
// shows characters that act unseen, and it fits into a cell.
func Text(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > maxText {
			b.WriteString("…")
			break
		}
		switch {
		case r == '\r':
		case r != '\n' && r != '\t' && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)), r == '\u2028', r == '\u2029', r == '\uFFFE', r == '\uFFFF':
			fmt.Fprintf(&b, "〔U+%04X〕", r)
		default:
			b.WriteRune(r)
		}
	}
	out := b.String()
	if trimmed := strings.TrimLeft(out, " \t\n　"); trimmed != "" && strings.ContainsAny(trimmed[:1], "=+-@|") || strings.HasPrefix(trimmed, "＝") {
		return "'" + out
	}
	return out
}

// paper sets a sheet up for A4: landscape, one page wide and pages high (0 = as
// many as it takes), the head repeated on each.
func (b *book) paper(sheet string, head, pages int) {
	size, wide, high, yes := 9, 1, pages, true
	orientation := "landscape"
	b.try(b.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}))
	b.try(b.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	side, top := 0.4, 0.6
	b.try(b.f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Horizontally: &yes}))
	header := "&L" + ampersands(b.name) + "&R" + ampersands(b.label)
	b.try(b.f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: header, OddFooter: "&C第&P页 共&N页"}))
	if head > 0 {
		b.try(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", sheet, head, head), Scope: sheet}))
	}
}

// ampersands keeps a name from being read as a code of the page head, which
// holds 255 characters.
func ampersands(s string) string {
	runes := []rune(Text(s))
	return strings.ReplaceAll(string(runes[:min(len(runes), 60)]), "&", "&&")
}

// freeze keeps the head and the first columns in sight.
func (b *book) freeze(sheet string, cols, head int) {
	b.try(b.f.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: cols, YSplit: head, TopLeftCell: cell(cols+1, head+1), ActivePane: "bottomRight"}))
}
