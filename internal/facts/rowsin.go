package facts

import "ducha/internal/zhtext"

// minTitle is how many characters the link of a row has at least.
const minTitle = 8

// rowsIn counts the rows with a day that stand in a block, up to enough. Templates name
// blocks as they like: the whole page may be called page, its lower half bottom.
func (r *reader) rowsIn(id int32, enough int) (rows int) {
	t := r.t
	for k := id + 1; k < t.nodes[id].end && rows < enough; k++ {
		n := &t.nodes[k]
		if n.tag != tagText || !mayDate(n.flags, n.ink) || hiddenTag(t.nodes[n.parent].tag) || !dayIn(n.folded()) {
			continue
		}
		if row := r.titledAbove(k, id); row > 0 {
			rows++
			k = t.nodes[row].end - 1
		}
	}
	return rows
}

// titledAbove is the nearest block around a text, within another, that holds a title.
func (r *reader) titledAbove(text, within int32) int32 {
	t := r.t
	for at, up := t.nodes[text].parent, 0; at > within && up < 5; at, up = t.nodes[at].parent, up+1 {
		if t.links[at] > maxRowLinks {
			return 0
		}
		if t.links[at] > 0 && t.linked[at] >= minTitle && t.nodes[at].tag != tagA {
			return at
		}
	}
	return 0
}

// dayIn says whether a text shows a day, be it without its year.
func dayIn(text string) bool {
	for _, f := range zhtext.FindDates(text) {
		if f.Day != 0 {
			return true
		}
	}
	return false
}

// titles says whether the links of a block are titles rather than names and numbers.
func (r *reader) titles(id int32) bool {
	t := r.t
	return t.links[id] > 1 && t.linked[id] >= 12*t.links[id]
}
