package webpage

import (
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// plainRows reads a table whose rows lead nowhere because all there is to say of an
// entry stands in its row, as decisions on permits and penalties do: a head that names
// a column of days, and rows below it with a day each.
func (r *reader) plainRows() (entries []Entry) {
	for i := range r.t.All(markup.TagTable) {
		if r.areas[i] != inMain || r.hiddenAt(i) || r.t.Links[i] > 0 {
			continue
		}
		entries = append(entries, r.rowsOfTable(i)...)
		if len(entries) >= maxEntries {
			return entries[:maxEntries]
		}
	}
	return entries
}

// minPlain is how many rows with a day make a table a list.
const minPlain = 2

func (r *reader) rowsOfTable(table int32) (entries []Entry) {
	t := r.t
	at, width := -1, 0
	for i := table + 1; i < t.Nodes[table].End; i++ {
		if t.Nodes[i].Tag == markup.TagTable {
			return nil // laid out by tables
		}
		if t.Nodes[i].Tag != markup.TagTR {
			continue
		}
		cells := r.cells(i)
		if width == 0 {
			if at, width = r.dayColumn(cells), len(cells); at < 0 {
				return nil
			}
			continue
		}
		if len(cells) != width {
			continue
		}
		text := t.Line(cells[at], 80)
		if d, ok := alone(text); ok && d.Full() && !d.Placeholder() {
			raw := t.Line(i, 600)
			entries = append(entries, Entry{Title: zhtext.Clip(raw, 200), Raw: zhtext.Clip(raw, 600), Dates: []Witness{listWitness(d, text, Likely)}})
		}
	}
	if len(entries) < minPlain {
		return nil
	}
	return entries
}

// dayColumn is the column of a table's head that tells when an entry was published
// or, when the rows are numbered decisions, decided; -1 when there is none. Until when
// it is valid is no such day, nor is that of anybody's certificate.
func (r *reader) dayColumn(head []int32) int {
	decided, numbered := -1, false
	if len(head) < 3 {
		return -1
	}
	for i, cell := range head {
		text := zhtext.Key(r.t.Line(cell, 60))
		numbered = numbered || strings.Contains(text, "文书") || strings.Contains(text, "文号") || strings.Contains(text, "决定书")
		if zhtext.Runes(text) > 14 || !strings.Contains(text, "日期") && !strings.Contains(text, "时间") {
			continue
		}
		if zhtext.LabelRole(text+"：", "") == zhtext.RolePublished || strings.Contains(text, "公示") || strings.Contains(text, "公开") {
			return i
		}
		for _, word := range decidedWords {
			if decided < 0 && strings.Contains(text, word) && !strings.Contains(text, "有效") && !strings.Contains(text, "截止") {
				decided = i
			}
		}
	}
	if !numbered {
		return -1
	}
	return decided
}

// decidedWords name the day of a decision.
var decidedWords = []string{"决定", "许可", "处罚", "作出", "做出", "签发"}
