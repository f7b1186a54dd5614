package document

import (
	"regexp"
	"slices"
	"strings"
)

// Limits of one table; a table beyond them is cut and the document says so.
const (
	maxCols  = 256
	maxRows  = 20000
	maxCells = 400000
)

// Table is one table. Rows hold each cell once, where it begins; At gives the
// grid with all spans expanded.
type Table struct {
	Caption string // nearest short line above, or the title row inside
	Unit    string // 元 万元 亿元 千元, read near the table; empty when none is printed
	Place   string // where it stands: sheet name, 第3页
	After   int    // how many paragraphs of the document stand before it
	Rows    [][]Cell
	Images  int  // pictures inside
	Hidden  bool // on a hidden sheet
	State   State
	Note    string // a line under the table that declares it empty
	height  int
	width   int
	grid    []int32 // 1-based index into flat
	flat    []*Cell
}

// Cell is one cell, at the grid position of its upper left corner.
type Cell struct {
	Text    string // as shown
	Value   string // as stored, when the format keeps both; otherwise empty
	Row     int
	Col     int
	RowSpan int // at least 1
	ColSpan int // at least 1
	Blank   bool
	Image   bool // holds a picture and no text
	Unread  bool // a formula without a stored result: not blank, not known
}

// At is the cell that covers a place of the grid, nil outside of it or where
// the rows are ragged.
func (t *Table) At(row, col int) *Cell {
	if t.grid == nil {
		t.index()
	}
	if row < 0 || col < 0 || row >= t.height || col >= t.width {
		return nil
	}
	if i := t.grid[row*t.width+col]; i > 0 {
		return t.flat[i-1]
	}
	return nil
}

// Height and Width are the size of the grid.
func (t *Table) Height() int { t.At(0, 0); return t.height }

// Width is the number of columns of the grid.
func (t *Table) Width() int { t.At(0, 0); return t.width }

// index lays the cells over the grid. Tables out of this package are indexed
// before anybody sees them, so that readers in parallel only read.
func (t *Table) index() {
	t.height, t.width = 0, 0
	t.flat = t.flat[:0]
	for r := range t.Rows {
		for c := range t.Rows[r] {
			cell := &t.Rows[r][c]
			cell.RowSpan, cell.ColSpan = max(cell.RowSpan, 1), max(cell.ColSpan, 1)
			if cell.Row < 0 || cell.Col < 0 || cell.Col >= maxCols || cell.Row >= maxRows {
				continue
			}
			t.flat = append(t.flat, cell)
			t.height = max(t.height, cell.Row+1)
			t.width = max(t.width, min(cell.Col+cell.ColSpan, maxCols))
		}
	}
	// Fewer rows than a span says: browsers cut the span, so do we.
	t.height = max(t.height, min(len(t.Rows), maxRows))
	t.grid = make([]int32, t.height*t.width)
	for i, cell := range t.flat {
		for r := cell.Row; r < min(cell.Row+cell.RowSpan, t.height); r++ {
			for c := cell.Col; c < min(cell.Col+cell.ColSpan, t.width); c++ {
				if at := r*t.width + c; t.grid[at] == 0 {
					t.grid[at] = int32(i + 1)
				}
			}
		}
	}
}

// placer gives every cell of a row-by-row source its place in the grid.
type placer struct {
	t    *Table
	down []int // per column: rows still covered by a span from above
	cell int
}

func (p *placer) row() {
	p.t.Rows = append(p.t.Rows, nil)
	for i := range p.down {
		p.down[i] = max(p.down[i]-1, 0)
	}
}

// add puts c into the current row at the first free column.
func (p *placer) add(c Cell) bool {
	r := len(p.t.Rows) - 1
	if r < 0 || r >= maxRows || p.cell >= maxCells {
		return false
	}
	c.RowSpan, c.ColSpan = min(max(c.RowSpan, 1), maxRows), min(max(c.ColSpan, 1), maxCols)
	col := 0
	for col < len(p.down) && p.down[col] > 0 {
		col++
	}
	if col >= maxCols {
		return false
	}
	c.Row, c.Col, c.Blank = r, col, c.Text == "" && !c.Image && !c.Unread
	for i := col; i < min(col+c.ColSpan, maxCols); i++ {
		for i >= len(p.down) {
			p.down = append(p.down, 0)
		}
		// One more than remains, because row counts it down at once.
		p.down[i] = max(p.down[i], c.RowSpan)
	}
	p.t.Rows[r] = append(p.t.Rows[r], c)
	p.cell++
	return true
}

var unitMark = regexp.MustCompile(`(?:单位|金额单位|货币单位)\s*[:：]?\s*(?:人民币)?\s*(万元|亿元|千元|百元|元)([乡镇村县街寨])?|[(（]\s*(万元|亿元|千元|元)\s*[)）]`)

// unitOf reads a unit of money out of a line such as 单位：万元; 填报单位：千元乡 has none.
func unitOf(line string) string {
	m := unitMark.FindStringSubmatch(squeeze(line))
	if m == nil || m[2] != "" {
		return ""
	}
	return m[1] + m[3]
}

// describe fills caption, unit and state from the table and the lines above.
func (t *Table) describe(above []string) {
	t.index()
	if t.Unit == "" {
		t.Unit = t.unit(above)
	}
	if t.Caption == "" {
		t.Caption = t.caption(above)
	}
	t.State = t.judge()
}

func (t *Table) unit(above []string) string {
	if strings.Contains(t.Caption, "单位") {
		if u := unitOf(t.Caption); u != "" {
			return u
		}
	}
	for r := range t.Rows[:min(len(t.Rows), 6)] {
		for _, c := range t.Rows[r] {
			if len(c.Text) < 120 && strings.Contains(c.Text, "单位") {
				if u := unitOf(c.Text); u != "" {
					return u
				}
			}
		}
	}
	for i := len(above) - 1; i >= 0 && i >= len(above)-3; i-- {
		if len(above[i]) < 150 && strings.Contains(above[i], "单位") {
			if u := unitOf(above[i]); u != "" {
				return u
			}
		}
	}
	return ""
}

// namesItself says whether a line ends as the name of a table does, with or without a
// remark in brackets: “三公”经费决算表（2022年度）.
func namesItself(s string) bool {
	if i := strings.LastIndexAny(s, "(（"); i > 0 && (strings.HasSuffix(s, ")") || strings.HasSuffix(s, "）")) {
		s = s[:i]
	}
	return strings.HasSuffix(s, "表")
}

func (t *Table) caption(above []string) string {
	// A title row inside: one filled cell over the whole width.
	for r := range t.Rows[:min(len(t.Rows), 4)] {
		filled := slices.DeleteFunc(slices.Clone(t.Rows[r]), func(c Cell) bool { return c.Blank })
		if len(filled) == 1 && len(filled[0].Text) < 150 && namesItself(squeeze(filled[0].Text)) {
			return filled[0].Text
		}
	}
	for i := len(above) - 1; i >= 0 && i >= len(above)-4; i-- {
		line := squeeze(above[i])
		if line == "" || unitOf(line) != "" || strings.HasPrefix(line, "单位") || strings.HasPrefix(line, "公开") || strings.HasPrefix(line, "编制") || strings.HasPrefix(line, "部门") && strings.Contains(line, "：") {
			continue
		}
		if len(line) < 180 {
			return above[i]
		}
		return ""
	}
	return ""
}
