package webpage

import (
	"slices"
	"sort"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// readContent finds the body text and reads the article's own facts.
func (r *reader) readContent() {
	t, p := r.t, r.page
	p.Chars = int(t.Chars[0])
	r.lines = t.AppendBlocks(r.lines[:0], 0, t.Nodes[0].End, maxLines)
	r.content, _ = r.findContent()
	p.Heading = chinesePart(r.heading())
	p.Text = zhtext.Clip(r.mainText(), MaxText)
}

// linesOf gives the lines of a subtree: a part of the page's, unless one of them
// goes beyond it.
func (r *reader) linesOf(id int32) []markup.Block {
	end, lines := r.t.Nodes[id].End, r.lines
	from := sort.Search(len(lines), func(i int) bool { return lines[i].At >= id })
	to := sort.Search(len(lines), func(i int) bool { return lines[i].At >= end })
	begins := from == 0 || lines[from-1].Last < id
	ends := to == from || lines[to-1].Last < end
	if begins && ends && len(lines) < maxLines && !r.t.Concealed(id) {
		return lines[from:to]
	}
	return r.t.Blocks(id, maxLines)
}

// mainText is the visible text outside menus and bottom.
func (r *reader) mainText() string {
	size := 0
	main := func(l *markup.Block) bool { a := r.areas[l.At]; return a == inMain || a == inPager }
	for i := range r.lines {
		if l := &r.lines[i]; main(l) {
			size += len(l.Text) + 1
		}
	}
	var b strings.Builder
	b.Grow(min(size, MaxText+1<<10))
	for i := range r.lines {
		l := &r.lines[i]
		if !main(l) || b.Len() > MaxText {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.Text)
	}
	return b.String()
}

// findContent picks the element that holds the body: a named one, else the
// smallest that holds most of the text outside links.
func (r *reader) findContent() (best int32, named bool) {
	t := r.t
	best = -1
	for i := int32(1); int(i) < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		if n.Names&markup.NameContent == 0 || r.areas[i] != inMain {
			continue
		}
		switch n.Tag {
		case markup.TagDiv, markup.TagTD, markup.TagArticle, markup.TagSection, markup.TagP, markup.TagSpan, markup.TagTable, markup.TagOther:
			// The innermost named element may be one paragraph; keep the largest.
			if best < 0 || t.Chars[i] > t.Chars[best] && (t.Nodes[best].End <= i || t.Nodes[i].End >= t.Nodes[best].End) {
				best = i
			}
		}
	}
	if best >= 0 && (t.Chars[best] > 0 || r.hasMedia(best)) {
		return best, true
	}
	return r.densest(), false
}

// densest walks down from the body to the smallest element that keeps most of
// the main text outside links.
func (r *reader) densest() int32 {
	t := r.t
	r.plain = markup.Zeroed(r.plain, len(t.Nodes))
	plain := r.plain
	for i := len(t.Nodes) - 1; i > 0; i-- {
		n := &t.Nodes[i]
		if n.Tag == markup.TagText && r.areas[i] == inMain {
			plain[i] = t.Chars[i]
		}
		if n.Tag == markup.TagA || markup.HiddenTag(n.Tag) || n.Flags&markup.FlagHidden != 0 {
			plain[i] = 0
			continue
		}
		plain[n.Parent] += plain[i]
	}
	at := int32(0)
	if plain[0] < 40 {
		return -1
	}
	for {
		next := int32(-1)
		for i := at + 1; i < t.Nodes[at].End; i = t.Nodes[i].End {
			if t.Nodes[i].Tag != markup.TagText && plain[i]*10 >= plain[at]*7 {
				next = i
				break
			}
		}
		if next < 0 {
			return at
		}
		if tag := t.Nodes[next].Tag; tag == markup.TagP || tag == markup.TagSpan {
			return at
		}
		at = next
	}
}

func (r *reader) hasMedia(id int32) bool {
	for i := id; i < r.t.Nodes[id].End; i++ {
		switch r.t.Nodes[i].Tag {
		case markup.TagImg, markup.TagVideo, markup.TagAudio, markup.TagEmbed, markup.TagIframe:
			return true
		}
	}
	return false
}

// heading is the page's own heading.
func (r *reader) heading() string {
	t, p := r.t, r.page
	if s := p.Meta["articletitle"]; s != "" {
		return s
	}
	best, score := "", 0
	for i := int32(1); int(i) < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		s := 0
		switch {
		case n.Tag == markup.TagH1:
			s = 5
		case n.Tag == markup.TagH2:
			s = 3
		case n.Names&markup.NameTitle != 0:
			s = 3
		case n.Tag == markup.TagH3:
			s = 1
		}
		if s == 0 || r.areas[i] == inFooter || r.areas[i] == inCrumb || t.Chars[i] < 2 || t.Chars[i] > 120 || r.hiddenAt(i) {
			continue
		}
		text := markup.OneLine(withoutParticulars(t.Text(i, 400)))
		if key := zhtext.Key(text); SideHeading(key) || serviceKey(key) || moreKey(key) {
			continue
		}
		// A heading that the page's title repeats is the one.
		if key := zhtext.Key(text); zhtext.Runes(key) >= 4 && strings.Contains(zhtext.Key(p.Title), key) {
			s += 4 + min(zhtext.Runes(key)/4, 4)
		}
		if t.Linked[i]*2 > t.Chars[i] && (t.Chars[i] < minDeadTitle || r.leadsOff(i)) {
			s -= 2
		}
		if r.areas[i] == inNav {
			s -= 3
		}
		if s > score {
			best, score = text, s
		}
	}
	if score >= 2 {
		return best
	}
	if s := p.Meta["columnname"]; s != "" {
		return s
	}
	return ""
}

// withoutParticulars cuts the lines off a heading that tell the day or the source of what
// it heads: <h2>某通告<p>发布时间：2019-01-03</p></h2>.
func withoutParticulars(text string) string {
	for at := strings.IndexByte(text, '\n'); at >= 0; {
		label, _, ok := strings.Cut(strings.ReplaceAll(zhtext.Clip(text[at+1:], 60), "：", ":"), ":")
		if ok && slices.Contains(particulars, strings.ReplaceAll(label, " ", "")) {
			return text[:at]
		}
		next := strings.IndexByte(text[at+1:], '\n')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return text
}

// minDeadTitle is how many characters a title in a link that leads nowhere has at least: a
// shorter one opens a menu.
const minDeadTitle = 10

// leadsOff says whether a link below a node may lead anywhere. A link that is a title
// itself is a row's, wherever it leads.
func (r *reader) leadsOff(id int32) bool {
	t := r.t
	inside := false
	for i := id + 1; i < t.Nodes[id].End; i++ {
		if t.Nodes[i].Tag != markup.TagA {
			continue
		}
		inside = true
		switch strings.ReplaceAll(t.Get(i, markup.AttrHref), " ", "") {
		case "", "#", "javascript:", "javascript:;", "javascript:void(0)", "javascript:void(0);":
		default:
			return true
		}
	}
	return !inside
}
