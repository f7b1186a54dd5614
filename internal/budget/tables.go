package budget

import (
	"regexp"
	"strconv"
	"strings"

	"ducha/internal/document"
)

// role says what a column or row of a table of the three expenses holds.
type role struct {
	item  Item
	year  int
	kind  string
	last  bool // 上年 without its number
	other bool // a change, a rate, a reason: not a value
}

// tables reads the tables of the three expenses, in the two layouts in use:
// items across with a row of figures below, or items down with columns beside.
func (r *reader) tables() {
	for _, t := range r.joined() {
		if t.Hidden || !aboutThree(t) {
			continue
		}
		year, kind := r.captioned(t)
		if unit := unitOf(t); unit > 0 {
			r.fine = finest(t, unit)
			if !r.across(t, unit, year, kind) {
				r.down(t, unit, year, kind)
			}
			r.apart(t, unit, year, kind)
		}
		r.contradicted(t, year, kind)
	}
}

// finest is half of the last digit of the most exact amount of a table.
func finest(t *document.Table, unit int64) int64 {
	fine := unit / 2
	for _, row := range t.Rows {
		for k := range row {
			if isAmount(&row[k]) {
				fine = min(fine, number(plain(row[k].Text), unit, "").Half)
			}
		}
	}
	return fine
}

// aboutThree asks for the names of two items at least, so that a table of all
// expenses with one line on receptions is not taken for one.
func aboutThree(t *document.Table) bool {
	var b strings.Builder
	for r := range t.Rows[:min(len(t.Rows), 40)] {
		for _, c := range t.Rows[r] {
			if len(c.Text) < 200 {
				b.WriteString(plain(c.Text) + "|")
			}
		}
	}
	s := b.String()
	return strings.Contains(s, "出国") && strings.Contains(s, "接待") && (strings.Contains(s, "用车") || strings.Contains(s, "购置"))
}

func (r *reader) captioned(t *document.Table) (int, string) {
	s := plain(t.Caption + t.Place)
	year, kind := r.year, r.kind
	if m := yearWord.FindStringSubmatch(s); m != nil {
		year, _ = strconv.Atoi(m[1])
	}
	if k := kindOf(s); k != "" {
		kind = k
	}
	return year, kind
}

var bracketUnit = regexp.MustCompile(`\((亿元|万元|千元|元)\)`)

// unitOf is the unit of a table's figures: 单位：万元 near it, or (万元) in a head; 0 when none is told.
func unitOf(t *document.Table) int64 {
	if unit := scale(t.Unit); unit > 0 {
		return unit
	}
	for r := range t.Rows[:min(len(t.Rows), 4)] {
		for _, c := range t.Rows[r] {
			if m := bracketUnit.FindStringSubmatch(plain(c.Text)); m != nil {
				return scale(m[1])
			}
		}
	}
	return 0
}

// itemOf names the item of a head or label. Under the vehicle's head 小计 is the
// vehicle itself.
func itemOf(path []string) (Item, bool) {
	for i := len(path) - 1; i >= 0; i-- {
		s := strings.TrimLeft(path[i], "一二三四五六七八九十0123456789、.()其中:")
		if strings.HasPrefix(s, "公") && strings.HasSuffix(path[i], "三"+s) {
			s = "三" + s // 三公经费合计 is not numbered three
		}
		if counting(path[i : i+1]) {
			return items, false
		}
		switch {
		case s == "小计" && i > 0:
			if it, ok := itemOf(path[:i]); ok && it == Vehicle {
				return Vehicle, true
			} else if !ok && ofThree(path[:i]) {
				return Total, true
			}
		case s == "合计" || s == "总计" || s == "支出合计" || s == "三公经费合计" || s == "三公经费" || s == "三公经费支出" || s == "三公经费支出合计":
			if i > 0 {
				if it, ok := itemOf(path[:i]); ok && it != Total {
					return it, true
				}
			}
			return Total, true
		case len([]rune(s)) > 40:
		default:
			for _, t := range tokens(s) {
				if t.kind == tItem && t.from == 0 && t.item != Total {
					return t.item, true
				}
				break
			}
		}
	}
	return items, false
}

// noValue heads changes, rates and reasons.
var noValue = regexp.MustCompile(`增减|增长|变动|比|说明|原因|%|率`)

// roleOf reads year, kind and meaning out of the words over or beside a cell.
func roleOf(words []string, year int, kind string) role {
	ro := role{item: items, year: year, kind: kind}
	all := strings.Join(words, "|")
	if m := yearWord.FindStringSubmatch(all); m != nil {
		ro.year, _ = strconv.Atoi(m[1])
	}
	s := funds.ReplaceAllString(all, "")
	switch {
	case noValue.MatchString(s):
		ro.other = true
	case strings.Contains(s, "上年") || strings.Contains(s, "去年"):
		ro.last = true
	}
	for i := len(words) - 1; i >= 0; i-- {
		w := funds.ReplaceAllString(words[i], "")
		if strings.Contains(w, "执行数") || strings.Contains(w, "支出数") && !strings.Contains(w, "预算") {
			ro.kind = Final
			break
		}
		if k := kindOf(w); k != "" {
			ro.kind = k
			break
		}
	}
	return ro
}

// across reads items in the heads and figures in the rows below.
func (r *reader) across(t *document.Table, unit int64, year int, kind string) bool {
	top := headRows(t)
	if top == 0 {
		return false
	}
	found := 0
	rows := dataRows(t, top)
	wider := moreItems(t) || moreColumns(t, top, rows)
	for _, row := range rows {
		for _, p := range undivided(places(t, top, row, year, kind)) {
			if wider && p.item == Total && !ofThree(p.path) {
				continue
			}
			if r.put(p.role, p.cell, unit) {
				found++
			}
		}
	}
	return found > 0
}

// down reads items in the first columns and figures beside them, of each year and
// kind in one column.
func (r *reader) down(t *document.Table, unit int64, year int, kind string) {
	wider := moreItems(t)
	heads := make([]head, t.Width())
	for c, first := 0, firstFigures(t); c < len(heads); c++ {
		path := above(t, first, c)
		heads[c] = head{path: path, role: roleOf(path, year, kind), ordinal: ordinals(t, c)}
	}
	var all []place
	for row := range t.Height() {
		item, at := itemBeside(t, row, wider)
		if at < 0 {
			continue
		}
		for c := at + 1; c < t.Width(); c++ {
			cell := t.At(row, c)
			if cell == nil || cell.Col != c || cell.Row != row || heads[c].ordinal {
				continue
			}
			p := place{role: heads[c].role, path: heads[c].path, cell: cell}
			p.item = item
			all = append(all, p)
		}
	}
	for _, p := range r.oneColumn(all) {
		r.put(p.role, p.cell, unit)
	}
}

// head is what stands over one column of a table whose items stand in the rows.
type head struct {
	path []string
	role
	ordinal bool // the column numbers the rows
}

// itemBeside is the item that the first columns of a row name, and the column that does;
// -1 when none does.
func itemBeside(t *document.Table, row int, wider bool) (item Item, at int) {
	item, at = items, -1
	for c := range min(t.Width(), 3) {
		cell := t.At(row, c)
		if cell == nil || cell.Row != row || cell.Blank {
			continue
		}
		words := []string{plain(cell.Text)}
		if it, ok := itemOf(words); ok && !(wider && it == Total && !ofThree(words)) {
			item, at = it, c
		}
	}
	return item, at
}

// put records one cell. A blank is not nought, and two columns that claim the
// same place cancel nothing: the first stays.
func (r *reader) put(ro role, cell *document.Cell, unit int64) bool {
	s := plain(cell.Text)
	if ro.other || ro.year == 0 || !isAmount(cell) {
		if !ro.other && !ro.last && ro.year > 0 && voids(cell, s) {
			r.at(ro.year, ro.kind).Void[ro.item] = true
		}
		return false
	}
	if ro.last {
		if ro.year != r.year && r.year != 0 {
			return false
		}
		ro.year--
	}
	f := number(s, unit, cell.Text)
	if !f.Known {
		return false
	}
	st := r.at(ro.year, ro.kind)
	if !st.Table[ro.item].Known {
		st.Loose = st.Loose || r.d.Kind == "pdf"
		st.Table[ro.item], st.Fine = f, r.fine
	}
	return true
}
