package webpage

import (
	"strings"
	"unicode/utf8"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// footerWords stand in page bottoms only.
var footerWords = markup.WordsOf("ICP备", "网站标识码", "公网安备", "版权所有", "Copyright", "copyright", "主办单位", "技术支持")

// markFooterText finds the bottom of pages that do not name it: the block that
// holds such words near the end. What stands apart from the bottom, or is a row of a
// list, only speaks of a site: the yearly report on one names its 主办单位.
func (r *reader) markFooterText() {
	t := r.t
	start := r.footerStart()
	for i := len(t.Nodes) - 1; i > len(t.Nodes)/2; i-- {
		n := &t.Nodes[i]
		if n.Tag != markup.TagText || r.areas[i] == inFooter || len(n.Text) > 400 || len(n.Text) < 9 || !footerWords.In(n.Text, n.Ink) || excerpt(n.Text) {
			continue
		}
		// The largest block around it that is still a small part of the page.
		best := int32(-1)
		for at := n.Parent; at > 0; at = t.Nodes[at].Parent {
			tag := t.Nodes[at].Tag
			if tag == markup.TagBody || tag == markup.TagHTML || t.Chars[at] > 700 || t.Chars[at]*2 > t.Chars[0] {
				break
			}
			best = at
		}
		if best < 0 || start >= 0 && !recorded(n.Text) && r.wordsBetween(int32(i), start) > apartFooter || r.withinRow(n.Parent, best) {
			continue
		}
		if start < 0 || best < start {
			start = best
		}
		for k := best; k < t.Nodes[best].End; k++ {
			r.areas[k] = inFooter
		}
	}
}

// apartFooter is how many characters outside of links may stand between two parts of a
// page's bottom.
const apartFooter = 60

// recorded says whether a text shows the number of a record, which only bottoms do: a page
// may hold two, one for small screens.
func recorded(text string) bool {
	return siteCode(text) != "" || icp(text) != "" || police(text) != ""
}

// footerStart is the first node of the bottom that the page itself names, in its second
// half; -1 when it names none.
func (r *reader) footerStart() int32 {
	for i := len(r.t.Nodes)/2 + 1; i < len(r.t.Nodes); i++ {
		if r.areas[i] == inFooter {
			return int32(i)
		}
	}
	return -1
}

// wordsBetween counts the characters outside of links between a text and a later node.
func (r *reader) wordsBetween(from, to int32) (n int32) {
	t := r.t
	for i := from + 1; i < to && n <= apartFooter; i++ {
		switch t.Nodes[i].Tag {
		case markup.TagA, markup.TagSelect:
			i = t.Nodes[i].End - 1
		case markup.TagText:
			if r.areas[i] != inFooter {
				n += t.Chars[i]
			}
		}
	}
	return n
}

// withinRow says whether one of the blocks around a text, up to best, is a row of a list: it
// holds a link with a title and a day.
func (r *reader) withinRow(at, best int32) bool {
	for t := r.t; at > 0; at = t.Nodes[at].Parent {
		if t.Links[at] > 0 {
			if !r.titled(at) {
				return false
			}
			// The day may stand beside the block of title and text.
			for up := at; up > 0 && t.Links[up] == t.Links[at]; up = t.Nodes[up].Parent {
				if r.dayIn(up) {
					return true
				}
			}
			return false
		}
		if at == best {
			return false
		}
	}
	return false
}

// excerpt says whether a text is the beginning of another: the excerpt of a row.
func excerpt(text string) bool {
	text = strings.TrimRight(text, " ]】）)")
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// titled says whether a link below a node has a text that may be a title.
func (r *reader) titled(id int32) bool {
	t := r.t
	for i := id; i < t.Nodes[id].End; i++ {
		if t.Nodes[i].Tag != markup.TagA {
			continue
		}
		if s := t.Line(i, 200); utf8.RuneCountInString(s) >= 8 && !footerWords.In(s, markup.InkOf(s)) {
			return true
		}
	}
	return false
}

// dayIn says whether a short text below a node is a day.
func (r *reader) dayIn(id int32) bool {
	t := r.t
	for i := id; i < t.Nodes[id].End; i++ {
		if n := &t.Nodes[i]; n.Tag == markup.TagText && n.Flags&(markup.FlagDigit|markup.FlagWide) != 0 && len(n.Text) <= 48 {
			if found := zhtext.FindDates(n.Text); len(found) > 0 && found[0].Full() {
				return true
			}
		}
	}
	return false
}
