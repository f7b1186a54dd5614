package webpage

import (
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// minClicks is how many rows that only a script can follow make a list that was
// not seen.
const minClicks = 3

// clickTags are the elements that systems make links of by script.
func clickTag(t markup.TagID) bool {
	switch t {
	case markup.TagDiv, markup.TagSection, markup.TagArticle, markup.TagLI, markup.TagTR, markup.TagTD, markup.TagP, markup.TagSpan, markup.TagDL, markup.TagDT, markup.TagDD, markup.TagButton:
		return true
	}
	return false
}

// clickLabel keeps a label of a menu that only a script follows, as it is kept of a
// link without an address: what it names is there, wherever it leads.
func (r *reader) clickLabel(id int32) {
	text := r.clickText(id)
	if n := zhtext.Runes(text); n >= 2 && n <= 16 {
		r.anchors = append(r.anchors, anchor{id: id, to: nowhere, text: text, key: shortKey(text), size: n, link: -1})
	}
}

// readClick reads an element that is no link but acts as one: <div
// onclick="location.href='…'">, <li data-href="…">. It gives the name of the
// handler when that leads somewhere only a script knows.
func (r *reader) readClick(id int32) (handler string) {
	t := r.t
	n := &t.Nodes[id]
	if n.Attrs == 0 || !clickTag(n.Tag) || t.Links[id] > 0 || n.Flags&markup.FlagHidden != 0 {
		return ""
	}
	raw, script := t.Get(id, markup.AttrDataHref), ""
	if raw == "" {
		if script = t.Get(id, markup.AttrOnclick); script != "" {
			raw = clickTarget(script)
		}
	}
	if raw == "" && script == "" {
		if raw = t.Get(id, markup.AttrDataURL); raw != "" && dataAddress(raw) {
			r.fills(OwnFiller)
			r.page.ScriptsIn = true
			if u := r.res.resolve(raw); u != "" && Host(u) == Host(r.page.URL) {
				r.add(Link{URL: u, Area: AreaMain, Kind: LinkData, Raw: raw})
			}
			return ""
		}
	}
	to := r.res.target(raw)
	if to == nowhere && script != "" && r.areas[id] == inNav {
		r.clickLabel(id)
		return ""
	}
	switch {
	case to == nowhere && script != "" && r.areas[id] == inMain && t.Chars[id] >= 8:
		name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(script), "javascript:"), "(")
		return strings.TrimSpace(name)
	case to == nowhere:
		return ""
	}
	text := r.clickText(id)
	r.addAnchor(anchor{id: id, to: to, url: to.url, text: text, key: shortKey(text), size: zhtext.Runes(text)}, raw)
	return ""
}

// clickText is the longest piece of a row's text: its date and summary are no
// words of the link.
func (r *reader) clickText(id int32) (text string) {
	for _, s := range r.segments(id, false) {
		if zhtext.Runes(s) > zhtext.Runes(text) {
			text = s
		}
	}
	return text
}

// clickTarget is the address a handler opens: as location.href, or as the only
// argument that is one: go('/art/1.html').
func clickTarget(script string) string {
	if target := scriptTarget(script); target != "" {
		return target
	}
	_, rest, ok := strings.Cut(script, "(")
	if !ok {
		return ""
	}
	lit, n := markup.Literal(rest, 0)
	if n == 0 || strings.HasPrefix(strings.TrimSpace(rest[n:]), "+") {
		return ""
	}
	for _, lead := range []string{"/", "./", "../", "http://", "https://"} {
		if strings.HasPrefix(lit, lead) {
			return lit
		}
	}
	return ""
}
