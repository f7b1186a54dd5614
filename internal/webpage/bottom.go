package webpage

import (
	"strings"
	"unicode/utf8"

	"ducha/internal/zhtext"
)

// footerWords stand in page bottoms only.
var footerWords = wordsOf("ICP备", "网站标识码", "公网安备", "版权所有", "Copyright", "copyright", "主办单位", "技术支持")

// markFooterText finds the bottom of pages that do not name it: the block that
// holds such words near the end. What stands apart from the bottom, or is a row of a
// list, only speaks of a site: the yearly report on one names its 主办单位.
func (r *reader) markFooterText() {
	t := r.t
	start := r.footerStart()
	for i := len(t.nodes) - 1; i > len(t.nodes)/2; i-- {
		n := &t.nodes[i]
		if n.tag != tagText || r.areas[i] == inFooter || len(n.text) > 400 || len(n.text) < 9 || !footerWords.in(n.text, n.ink) || excerpt(n.text) {
			continue
		}
		// The largest block around it that is still a small part of the page.
		best := int32(-1)
		for at := n.parent; at > 0; at = t.nodes[at].parent {
			tag := t.nodes[at].tag
			if tag == tagBody || tag == tagHTML || t.chars[at] > 700 || t.chars[at]*2 > t.chars[0] {
				break
			}
			best = at
		}
		if best < 0 || start >= 0 && !recorded(n.text) && r.wordsBetween(int32(i), start) > apartFooter || r.withinRow(n.parent, best) {
			continue
		}
		if start < 0 || best < start {
			start = best
		}
		for k := best; k < t.nodes[best].end; k++ {
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
	for i := len(r.t.nodes)/2 + 1; i < len(r.t.nodes); i++ {
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
		switch t.nodes[i].tag {
		case tagA, tagSelect:
			i = t.nodes[i].end - 1
		case tagText:
			if r.areas[i] != inFooter {
				n += t.chars[i]
			}
		}
	}
	return n
}

// withinRow says whether one of the blocks around a text, up to best, is a row of a list: it
// holds a link with a title and a day.
func (r *reader) withinRow(at, best int32) bool {
	for t := r.t; at > 0; at = t.nodes[at].parent {
		if t.links[at] > 0 {
			if !r.titled(at) {
				return false
			}
			// The day may stand beside the block of title and text.
			for up := at; up > 0 && t.links[up] == t.links[at]; up = t.nodes[up].parent {
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
	for i := id; i < t.nodes[id].end; i++ {
		if t.nodes[i].tag != tagA {
			continue
		}
		if s := t.line(i, 200); utf8.RuneCountInString(s) >= 8 && !footerWords.in(s, inkOf(s)) {
			return true
		}
	}
	return false
}

// dayIn says whether a short text below a node is a day.
func (r *reader) dayIn(id int32) bool {
	t := r.t
	for i := id; i < t.nodes[id].end; i++ {
		if n := &t.nodes[i]; n.tag == tagText && n.flags&(flagDigit|flagWide) != 0 && len(n.text) <= 48 {
			if found := zhtext.FindDates(n.text); len(found) > 0 && found[0].Full() {
				return true
			}
		}
	}
	return false
}
