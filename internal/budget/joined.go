package budget

import (
	"slices"
	"strings"

	"ducha/internal/document"
)

// joined are the document's tables, with those made one that a page break or an editor
// cut: the second goes on with the columns of the first, and says so or has its head again.
func (r *reader) joined() []*document.Table {
	var out []*document.Table
	for i := range r.d.Tables {
		t := &r.d.Tables[i]
		if n := len(out); n > 0 && !t.Hidden && !out[n-1].Hidden && !(aboutThree(out[n-1]) && aboutThree(t)) {
			if skip, on := continues(out[n-1], t); on {
				out[n-1] = appended(out[n-1], t, skip)
				continue
			}
		}
		out = append(out, t)
	}
	return out
}

// nearTables is how many lines may stand between the parts of one table: its name again,
// its number and its unit.
const nearTables = 3

// continues says whether a table goes on with the one before, and how many rows of heads
// it has again.
func continues(first, next *document.Table) (skip int, on bool) {
	if first.Width() != next.Width() || first.Width() < 2 || next.After-first.After > nearTables || unitOf(next) != 0 && unitOf(next) != unitOf(first) {
		return 0, false
	}
	for row := 0; row < min(first.Height(), next.Height(), 4) && sameRow(first, next, row); row++ {
		skip = row + 1
	}
	return skip, skip > 0 || strings.Contains(next.Caption, "续")
}

func sameRow(a, b *document.Table, row int) bool {
	filled := 0
	for col := range a.Width() {
		x, y := a.At(row, col), b.At(row, col)
		if (x == nil) != (y == nil) || x != nil && (plain(x.Text) != plain(y.Text) || isAmount(x)) {
			return false
		}
		if x != nil && !x.Blank {
			filled++
		}
	}
	return filled > 1
}

// appended is a new table: those of the document stay as they were read.
func appended(first, next *document.Table, skip int) *document.Table {
	all := document.Table{Caption: first.Caption, Unit: first.Unit, Place: first.Place, After: first.After, State: first.State,
		Note: next.Note, Images: first.Images + next.Images, Rows: slices.Clone(first.Rows)}
	for _, row := range next.Rows[min(skip, len(next.Rows)):] {
		row = slices.Clone(row)
		for k := range row {
			row[k].Row += first.Height() - skip
		}
		all.Rows = append(all.Rows, row)
	}
	return &all
}

// noteRunes is how long the only text of a row is that tells figures in words.
const noteRunes = 20

// notes are the sentences that stand in a row of their own within a table, or on a sheet.
func (r *reader) notes() (out []string) {
	for i := range r.d.Tables {
		t := &r.d.Tables[i]
		if t.Hidden {
			continue
		}
		for k := range t.Rows {
			text := lone(t, k)
			if len([]rune(text)) >= noteRunes && strings.Contains(text, "元") && (strings.Contains(text, "三公") || aboutThree(t)) {
				out = append(out, strings.Split(text, "\n")...)
			}
		}
	}
	return out
}

// lone is the text of a row that has but one cell with any.
func lone(t *document.Table, row int) (text string) {
	for _, c := range t.Rows[row] {
		switch {
		case c.Blank:
		case text != "":
			return ""
		default:
			text = c.Text
		}
	}
	return text
}

// headLines are the lines that stand over the figures of a table: its name, and who
// publishes it, in rows of their own.
func headLines(t *document.Table) (out []string) {
	for row := range t.Rows[:min(len(t.Rows), 4)] {
		if text := lone(t, row); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// headedKind is the kind that the heads of the tables of the three expenses name, when
// nothing else in the document does. Only accounts stand beside the budget of their year.
func (r *reader) headedKind() string {
	named, dated := map[string]bool{}, false
	for i := range r.d.Tables {
		t := &r.d.Tables[i]
		if t.Hidden || !aboutThree(t) {
			continue
		}
		for row := range t.Rows[:min(len(t.Rows), 4)] {
			for _, c := range t.Rows[row] {
				if k := kindOf(plain(c.Text)); k != "" && len(t.Rows[row]) > 1 {
					named[k], dated = true, dated || yearWord.MatchString(c.Text) || strings.Contains(c.Text, "上年")
				}
			}
		}
	}
	switch {
	case named[Final] && !(named[Budget] && dated):
		return Final
	case named[Budget] && !named[Final]:
		return Budget
	}
	return ""
}
