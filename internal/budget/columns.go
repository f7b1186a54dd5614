package budget

import (
	"regexp"
	"slices"
	"strings"

	"ducha/internal/document"
)

// place is a cell with the words over it and what they make of it.
type place struct {
	role
	path []string
	cell *document.Cell
}

// same says whether two places claim to be the same figure.
func (p place) same(o place) bool {
	return p.item == o.item && p.year == o.year && p.kind == o.kind && p.last == o.last && !p.other && !o.other
}

// places are the cells of a row that stand under heads of items.
func places(t *document.Table, top, row, year int, kind string) (all []place) {
	for c := range t.Width() {
		path := above(t, top, c)
		item, ok := itemOf(path)
		cell := t.At(row, c)
		if !ok || cell == nil || cell.Col != c {
			continue
		}
		p := place{role: roleOf(append(slices.Clip(path), label(t, row, c)), year, kind), path: path, cell: cell}
		p.item = item
		all = append(all, p)
	}
	return all
}

// undivided leaves out what is only a part of an item: of 公务接待费 over 财政拨款 and
// 其他资金 neither is the item's figure.
func undivided(all []place) (out []place) {
	for i, p := range all {
		_, own := itemOf(p.path[len(p.path)-1:])
		divided := !own && !totalling(p.path) && slices.ContainsFunc(all, func(o place) bool { return o.cell != all[i].cell && o.same(p) })
		if !divided {
			out = append(out, p)
		}
	}
	return out
}

func totalling(path []string) bool {
	return len(path) > 0 && slices.Contains([]string{"合计", "小计", "总计"}, path[len(path)-1])
}

// oneColumn keeps, of several columns that claim to be the same year and kind, the one
// called 合计, else the first that has figures; then the table may mean another scope
// than the prose does.
func (r *reader) oneColumn(all []place) (out []place) {
	type key struct {
		year int
		kind string
		last bool
	}
	of := func(p place) key { return key{p.year, p.kind, p.last} }
	chosen, total, split := map[key]int{}, map[key]bool{}, map[key]bool{}
	for _, p := range all {
		k := of(p)
		if p.other || !isAmount(p.cell) {
			continue
		}
		col, seen := chosen[k]
		split[k] = split[k] || seen && col != p.cell.Col
		if sum := totalling(p.path); !seen || sum && !total[k] || sum == total[k] && p.cell.Col < col {
			chosen[k], total[k] = p.cell.Col, sum
		}
	}
	for _, p := range all {
		k := of(p)
		if col, seen := chosen[k]; !seen || col != p.cell.Col {
			continue
		}
		if split[k] && !total[k] && !p.last && p.year > 0 {
			r.at(p.year, p.kind).Split = true
		}
		out = append(out, p)
	}
	return out
}

// voids says whether a cell of a table says that nothing was spent, by a dash or a blank.
func voids(c *document.Cell, s string) bool {
	return !c.Image && !c.Unread && (s == "" || s == "无" || strings.Trim(s, "-—–―−/") == "")
}

// moreForm begins the names of expenses that some provinces put into one table with
// the three: its 合计 is then that of them all.
var moreForm = regexp.MustCompile(`^(?:[一二三四五六七八九十\d]{1,2}[、.]|\([一二三四五六七八九十\d]\))?(?:会议费|培训费|差旅费|其他交通费|租车费|公务用车租赁|办公费|印刷费)`)

// moreItems says whether a table counts other expenses beside the three.
func moreItems(t *document.Table) bool {
	for r := range t.Rows[:min(len(t.Rows), 40)] {
		for _, c := range t.Rows[r] {
			if len(c.Text) < 60 && moreForm.MatchString(plain(c.Text)) {
				return true
			}
		}
	}
	return false
}

// moreColumns says whether amounts stand right of the items under heads that we do
// not know.
func moreColumns(t *document.Table, top int, rows []int) bool {
	begun := false
	for c := range t.Width() {
		path := above(t, top, c)
		if _, ok := itemOf(path); ok {
			begun = true
			continue
		}
		if !begun || len(path) == 0 || totalling(path) || counting(path) || roleOf(path, 0, "").other {
			continue
		}
		for _, row := range rows {
			if cell := t.At(row, c); cell != nil && cell.Col == c && isAmount(cell) {
				return true
			}
		}
	}
	return false
}

// counting says whether heads name numbers of groups, persons or vehicles.
func counting(path []string) bool {
	return slices.ContainsFunc(path, func(s string) bool {
		return slices.ContainsFunc([]string{"团组", "人数", "人次", "批次", "保有", "购置数", "(辆)", "(个)", "(人)", "(批)", "数量"}, func(w string) bool { return strings.Contains(s, w) })
	})
}

// ofThree says whether heads name the three expenses, and no others with them.
func ofThree(path []string) bool {
	return slices.ContainsFunc(path, func(s string) bool {
		return strings.Contains(s, "三公") && !strings.Contains(s, "会议费") && !strings.Contains(s, "培训费") && !strings.Contains(s, "两费")
	})
}
