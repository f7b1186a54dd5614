package budget

import (
	"regexp"
	"strconv"
	"strings"

	"ducha/internal/document"
)

// headRows is the number of rows above the first row of figures, when at least
// two columns of it are items.
func headRows(t *document.Table) int {
	for row := range min(t.Height(), 12) {
		heads := map[Item]bool{}
		for c := range t.Width() {
			if it, ok := itemOf(above(t, row, c)); ok {
				heads[it] = true
			}
		}
		if len(heads) >= 3 && figures(t, row) >= 2 && !ordinal(t, row) {
			return row
		}
	}
	return 0
}

func above(t *document.Table, row, col int) []string {
	var path []string
	var last *document.Cell
	for r := range row {
		c := t.At(r, col)
		if c == nil || c == last || c.Blank || ordinal(t, r) {
			continue
		}
		last = c
		path = append(path, plain(c.Text))
	}
	return path
}

func figures(t *document.Table, row int) int {
	n := 0
	for c := range t.Width() {
		if cell := t.At(row, c); cell != nil && cell.Col == c && isAmount(cell) {
			n++
		}
	}
	return n
}

// isAmount says whether a cell holds one amount and nothing else.
func isAmount(c *document.Cell) bool {
	return amount.MatchString(plain(c.Text)) && !document.Several(c.Text)
}

var amount = regexp.MustCompile(`^-?\d[\d,]*(?:\.\d+)?$`)

// ordinal rows number the columns: 栏次 1 2 3 4.
func ordinal(t *document.Table, row int) bool {
	next, seen := 1, 0
	for c := range t.Width() {
		cell := t.At(row, c)
		if cell == nil || cell.Col != c || cell.Blank {
			continue
		}
		s := plain(cell.Text)
		if s == "栏次" || s == "行次" || s == "序号" || s == "项目" {
			continue
		}
		n, err := strconv.Atoi(strings.SplitN(s, "=", 2)[0])
		if err != nil || n != next && seen > 0 || seen == 0 && n > 2 {
			return false
		}
		next, seen = n+1, seen+1
	}
	return seen >= 3
}

// dataRows is the one row of figures, or the one called 合计 among several
// units, or all of them when each names its own year or kind.
func dataRows(t *document.Table, top int) []int {
	var rows []int
	dated := true
	for r := top; r < t.Height(); r++ {
		if figures(t, r) < 2 || ordinal(t, r) {
			continue
		}
		l := label(t, r, t.Width())
		if changeRow.MatchString(l) {
			continue // the difference of two years, below them
		}
		rows = append(rows, r)
		dated = dated && (yearWord.MatchString(l) || kindOf(l) != "" || strings.Contains(l, "上年") || strings.Contains(l, "本年"))
	}
	if len(rows) < 2 || dated {
		return rows
	}
	for _, r := range rows {
		for c := range min(t.Width(), 3) {
			if cell := t.At(r, c); cell != nil && (plain(cell.Text) == "合计" || plain(cell.Text) == "总计") {
				return []int{r}
			}
		}
	}
	return nil
}

// changeRow names a row of changes.
var changeRow = regexp.MustCompile(`^(?:比?(?:上年|20\d\d年)?)?(?:增减|增长|变动|增加|减少)`)

// label is what stands left of a cell in its row.
func label(t *document.Table, row, col int) string {
	for c := range col {
		if cell := t.At(row, c); cell != nil && !cell.Blank && !isAmount(cell) {
			return plain(cell.Text)
		}
	}
	return ""
}

func firstFigures(t *document.Table) int {
	for row := range t.Height() {
		if figures(t, row) >= 1 && !ordinal(t, row) {
			return row
		}
	}
	return t.Height()
}

// ordinals says whether a column numbers the rows: 行次 1 2 3.
func ordinals(t *document.Table, col int) bool {
	run, next := 0, 0
	for row := range t.Height() {
		c := t.At(row, col)
		if c == nil || c.Row != row || c.Blank {
			continue
		}
		s := plain(c.Text)
		if s == "行次" || s == "序号" {
			return true
		}
		switch n, err := strconv.Atoi(s); {
		case err != nil && run > 0:
			return false
		case err != nil:
		case run > 0 && n != next:
			return false
		default:
			run, next = run+1, n+1
		}
	}
	return run >= 4
}
