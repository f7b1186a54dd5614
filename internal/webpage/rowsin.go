package webpage

import (
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// minTitle is how many characters the link of a row has at least.
const minTitle = 8

// rowsIn counts the rows with a day that stand in a block, up to enough. Templates name
// blocks as they like: the whole page may be called page, its lower half bottom.
func (r *reader) rowsIn(id int32, enough int) (rows int) {
	t := r.t
	for k := id + 1; k < t.Nodes[id].End && rows < enough; k++ {
		n := &t.Nodes[k]
		if n.Tag != markup.TagText || !markup.MayDate(n.Flags, n.Ink) || markup.HiddenTag(t.Nodes[n.Parent].Tag) || !dayIn(n.Folded()) {
			continue
		}
		if row := r.titledAbove(k, id); row > 0 {
			rows++
			k = t.Nodes[row].End - 1
		}
	}
	return rows
}

// daysIn counts the texts that show a day, or its month beside it, in a block, up to enough.
func (r *reader) daysIn(id int32, enough int) (days int) {
	t := r.t
	for k := id + 1; k < t.Nodes[id].End && days < enough; k++ {
		n := &t.Nodes[k]
		if n.Tag == markup.TagText && markup.MayDate(n.Flags, n.Ink) && !markup.HiddenTag(t.Nodes[n.Parent].Tag) && (dayIn(n.Folded()) || monthAlone(n.Folded())) {
			days++
		}
	}
	return days
}

// titledAbove is the nearest block around a text, within another, that holds a title.
func (r *reader) titledAbove(text, within int32) int32 {
	t := r.t
	for at, up := t.Nodes[text].Parent, 0; at > within && up < 5; at, up = t.Nodes[at].Parent, up+1 {
		if t.Links[at] > maxRowLinks {
			return 0
		}
		if t.Links[at] > 0 && t.Linked[at] >= minTitle && t.Nodes[at].Tag != markup.TagA {
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

// monthAlone says whether a text is a month and nothing else: 2022-03 below the day 04.
func monthAlone(text string) bool {
	_, month := barePeriod(text)
	return month > 0
}

// saysPath says whether a block shows a path: 首页, 位置 or the signs between steps. A
// path of pictures and scripts shows no text at all.
func (r *reader) saysPath(id int32) bool {
	return r.anyText(id, func(text string) bool {
		return strings.Contains(text, "位置") || strings.Contains(text, "首页") || strings.Contains(text, "主页") || strings.ContainsAny(text, pathSigns)
	}) || r.t.Chars[id] == 0
}

// longestPage is how many characters the text of a pager's piece has at most, if it does
// not speak of pages: 尾页, 2, 跳转.
const longestPage = 10

// saysPages says whether a block shows nothing longer than what pagers show, and, if it
// shows anything, a number, a sign or a word of pages: 首页 is a step of paths too.
func (r *reader) saysPages(id int32) bool {
	said, silent, home, signs := false, true, false, false
	longer := r.anyText(id, func(text string) bool {
		silent = silent && text == ""
		home = home || text == "首页"
		signs = signs || strings.ContainsAny(text, "<>«»‹›＜＞←→")
		said = said || text != "首页" && strings.ContainsAny(text, "0123456789页末尾条")
		return len(text) > longestPage && zhtext.Runes(text) > longestPage && !strings.ContainsAny(text, "页条")
	})
	return !longer && (said || silent || signs && !home)
}

// anyText says whether one of the texts shown in a block is such.
func (r *reader) anyText(id int32, such func(string) bool) bool {
	t := r.t
	for k := id + 1; k < t.Nodes[id].End; k++ {
		if n := &t.Nodes[k]; n.Tag == markup.TagText && !markup.HiddenTag(t.Nodes[n.Parent].Tag) && such(n.Folded()) {
			return true
		}
	}
	return false
}
