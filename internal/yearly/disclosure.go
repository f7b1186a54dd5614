package yearly

import (
	"regexp"
	"strings"
	"sync"

	"ducha/internal/document"
)

// Item is a row of the table of part two.
type Item struct {
	Name    string
	Values  []Value // three for documents, one for decisions and fees
	Label   string  // the article printed above, 一 五 六 八; empty when not read
	Printed string  // that label as printed
	Head    string  // head of the first column of numbers
}

// Disclosure is the table of part two.
type Disclosure struct {
	Rows map[string]Item
}

// itemForm is a row of part two with the item of Art. 20 it belongs to.
type itemForm struct {
	name, item string
	words      *regexp.Regexp
	values     int
}

var itemForms = sync.OnceValue(func() []itemForm {
	w := regexp.MustCompile
	return []itemForm{
		{"规章", "一", w(`^(?:政府|行政)?规章$`), 3},
		{"行政规范性文件", "一", w(`^(?:行政)?规范性文件$`), 3},
		{"行政许可", "五", w(`^行政许可$`), 1},
		{"行政处罚", "六", w(`^行政处罚$`), 1},
		{"行政强制", "六", w(`^行政强制$`), 1},
		{"行政事业性收费", "八", w(`^行政事业性收费$`), 1},
	}
})

var (
	article  = regexp.MustCompile(`第二十条(?:第[一1]款)?第?\(?([一二三四五六七八九十]+|\d+)\)?项`)
	oldHeads = regexp.MustCompile(`本年新制作数量|本年新公开数量|对外公开总数量|上一年项目数量|本年增/减`)
)

// readDisclosure walks the rows of all tables under the article last printed.
func (r *Report) readDisclosure(tables []document.Table) {
	r.Disclose.Rows = map[string]Item{}
	for i := range tables {
		t := &tables[i]
		if t.Hidden {
			continue
		}
		// A label holds within its table only; the table below may have its own
		// in the line above it.
		label, printed, fresh := "", "", false
		shared := i > 0 && tables[i-1].After == t.After // the line above is that of the table before
		if m := article.FindStringSubmatch(squeeze(t.Caption)); m != nil && !shared {
			label, printed, fresh = ordinal(m[1]), t.Caption, true
		}
		for row := range t.Height() {
			cells := distinct(t, row)
			if above(row, cells) {
				continue // a cell that reaches down from the row above
			}
			for _, c := range cells {
				s := squeeze(c.Text)
				if m := article.FindStringSubmatch(s); m != nil {
					label, printed, fresh = ordinal(m[1]), c.Text, true
				} else if strings.Contains(s, "第二十条") {
					label, fresh = "", true // a label we cannot read is not the one above
				}
				if oldHeads.MatchString(s) {
					r.Old = true
				}
			}
			if len(cells) > 1 && letters(squeeze(cells[0].Text)) == "信息内容" {
				if !fresh {
					label = "" // a new block whose label is not there
				}
				fresh = false
			}
			r.item(cells, label, printed)
		}
	}
}

var itemLine = regexp.MustCompile(`^(规章|行政规范性文件|行政许可|行政处罚|行政强制|行政事业性收费)((?:\s+[\d,，.．０-９]+(?:件|万元)?)+)$`)

// readItemLines is for sources without a grid, where a row is a line of text.
func (r *Report) readItemLines() {
	label, printed := "", ""
	for _, p := range r.Sections[2].Text {
		s := squeeze(p)
		if m := article.FindStringSubmatch(s); m != nil && runes(s) < 16 {
			label, printed = ordinal(m[1]), p
		}
		m := itemLine.FindStringSubmatch(strings.TrimSpace(p))
		if m == nil {
			continue
		}
		cells := []*document.Cell{{Text: m[1]}}
		for _, v := range strings.Fields(m[2]) {
			cells = append(cells, &document.Cell{Text: v})
		}
		r.item(cells, label, printed)
	}
}

// above says whether a row begins nothing of its own.
func above(row int, cells []*document.Cell) bool {
	for _, c := range cells {
		if c.Row == row {
			return false
		}
	}
	return true
}

// ordinal writes the item as the law does: 8 is 八.
func ordinal(s string) string {
	if len(s) == 1 && s[0] >= '1' && s[0] <= '9' {
		return string([]rune("一二三四五六七八九")[s[0]-'1'])
	}
	return s
}

func (r *Report) item(cells []*document.Cell, label, printed string) {
	for k, c := range cells {
		name := letters(squeeze(c.Text))
		for _, f := range itemForms() {
			if !f.words.MatchString(name) {
				continue
			}
			values := cells[k+1:]
			if len(values) == 0 {
				return
			}
			it := Item{Name: f.name, Label: label, Printed: printed}
			for _, v := range values {
				it.Values = append(it.Values, valueOf(v))
			}
			// Trailing blanks are what is left of cells that should span.
			for len(it.Values) > f.values && it.Values[len(it.Values)-1].Kind == Blank {
				it.Values = it.Values[:len(it.Values)-1]
			}
			if _, twice := r.Disclose.Rows[f.name]; !twice && len(it.Values) == f.values {
				r.Disclose.Rows[f.name] = it
			}
			return
		}
		if strings.TrimSpace(c.Text) != "" && k > 1 {
			return
		}
	}
}
