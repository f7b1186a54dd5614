package yearly

import (
	"regexp"
	"strings"
	"sync"

	"ducha/internal/document"
)

// Block is one of the three groups of part four: 结果维持, 结果纠正, 其他结果,
// 尚未审结, 总计.
type Block [5]Value

// Disputes is the table of part four by its blocks.
type Disputes struct {
	Blocks map[string]Block
}

func blockNames() [3]string {
	return [3]string{"行政复议", "未经复议直接起诉", "复议后起诉"}
}

var outcomes = sync.OnceValue(func() [5]*regexp.Regexp {
	w := regexp.MustCompile
	return [5]*regexp.Regexp{w(`^结果?维持`), w(`^结果?纠正`), w(`^其他结果?$`), w(`^尚未审结`), w(`^(?:总计|合计)$`)}
})

// readDisputes finds lines of heads and the numbers under, or beside, them.
func (r *Report) readDisputes(tables []document.Table) {
	r.Disputes.Blocks = map[string]Block{}
	for i := range tables {
		t := &tables[i]
		if t.Hidden || !strings.Contains(letters(squeeze(allText(t))), "审结") {
			continue
		}
		upright := view{t, false}
		if !r.outcomes(upright, t.Caption) && !r.outcomes(view{t, true}, t.Caption) {
			r.stacked(t)
		}
	}
}

// maxHeads is over how many rows heads are broken at the most.
const maxHeads = 8

// stacked reads a table whose heads are broken over several rows, as in a PDF:
// fifteen values in one row, with heads that together read as the form.
func (r *Report) stacked(t *document.Table) {
	marks := [5]string{"维持", "纠正", "其他", "审结", "计"}
	for row := range t.Height() {
		cells := distinct(t, row)
		if len(cells) != 15 {
			continue
		}
		var blocks [3]Block
		ok := true
		for k, c := range cells {
			head := ""
			for up := max(row-maxHeads, 0); up < row; up++ {
				if h := t.At(up, c.Col); h != nil && h.ColSpan == 1 {
					head += letters(squeeze(h.Text))
				}
			}
			v := valueOf(c)
			blocks[k/5][k%5] = v
			ok = ok && (v.Kind == Number || v.Kind == Dash) && strings.Contains(head, marks[k%5])
		}
		if ok {
			for k, name := range blockNames() {
				r.Disputes.Blocks[name] = blocks[k]
			}
			return
		}
	}
}

// view is a table, or the table with rows and columns exchanged.
type view struct {
	t       *document.Table
	flipped bool
}

func (v view) at(row, col int) *document.Cell {
	if v.flipped {
		row, col = col, row
	}
	return v.t.At(row, col)
}

func (v view) height() int {
	if v.flipped {
		return v.t.Width()
	}
	return v.t.Height()
}

func (v view) width() int {
	if v.flipped {
		return v.t.Height()
	}
	return v.t.Width()
}

// outcomes reads every run of five heads in one line of the view.
func (r *Report) outcomes(v view, caption string) bool {
	found := false
	for row := range v.height() {
		runs := fives(v, row)
		for k, cols := range runs {
			block, ok := v.numbers(row, cols)
			if !ok {
				continue
			}
			name := v.blockName(row, cols[0])
			if name == "" && len(runs) == 3 {
				name = blockNames()[k]
			}
			if name == "" {
				name = blockOf(caption)
			}
			if name == "" {
				found = r.beside(v, row, cols) || found
				continue
			}
			found = r.block(name, block) || found
		}
	}
	return found
}

func (r *Report) block(name string, b Block) bool {
	if _, twice := r.Disputes.Blocks[name]; twice {
		return false
	}
	r.Disputes.Blocks[name] = b
	return true
}

// beside reads a table with one run of heads for all blocks, each of which is a row that
// its name begins. The name next to the values counts: 行政诉讼 may stand over two.
func (r *Report) beside(v view, row int, cols [5]int) bool {
	found := false
	for at := row + 1; at < v.height(); at++ {
		name := ""
		for left := cols[0] - 1; left >= 0 && name == ""; left-- {
			if c := v.at(at, left); c != nil {
				name = blockOf(c.Text)
			}
		}
		if b, ok := v.line(at, row, cols); ok && name != "" {
			found = r.block(name, b) || found
		}
	}
	return found
}

// fives are the columns of each complete run of the five heads.
func fives(v view, row int) [][5]int {
	var out [][5]int
	var run [5]int
	next := 0
	var last *document.Cell
	for col := range v.width() {
		c := v.at(row, col)
		if c == nil || c == last {
			continue
		}
		last = c
		s := letters(squeeze(c.Text))
		switch heads := outcomes(); {
		case heads[next].MatchString(s):
			run[next] = col
			next++
		case heads[0].MatchString(s):
			run[0], next = col, 1
		default:
			next = 0
		}
		if next == 5 {
			out = append(out, run)
			next = 0
		}
	}
	return out
}

// numbers are the first line of values after the heads.
func (v view) numbers(row int, cols [5]int) (Block, bool) {
	for at := row + 1; at < v.height() && at <= row+3; at++ {
		if b, ok := v.line(at, row, cols); ok {
			return b, true
		}
	}
	return Block{}, false
}

// line reads one line under the heads of a row, if it holds values.
func (v view) line(at, row int, cols [5]int) (b Block, ok bool) {
	values, ok := 0, true
	for k, col := range cols {
		c := v.at(at, col)
		b[k] = valueOf(c)
		if b[k].Kind == Number || b[k].Kind == Dash {
			values++
		}
		ok = ok && b[k].Kind != Words && b[k].Kind != Absent && c != v.at(row, col)
	}
	return b, ok && values > 0
}

func (v view) blockName(row, col int) string {
	for up := row - 1; up >= 0; up-- {
		if c := v.at(up, col); c != nil {
			if name := blockOf(c.Text); name != "" {
				return name
			}
		}
	}
	return ""
}

func blockOf(s string) string {
	s = letters(squeeze(s))
	switch {
	case strings.Contains(s, "未经复议"):
		return "未经复议直接起诉"
	case strings.Contains(s, "复议后"):
		return "复议后起诉"
	case strings.Contains(s, "复议") && !strings.Contains(s, "诉讼"):
		return "行政复议"
	}
	return ""
}
