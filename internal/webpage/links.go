package webpage

import (
	"cmp"
	"slices"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// maxLinks bounds the links kept of one page.
const maxLinks = 10_000

// anchor is one link element with what was read of it.
type anchor struct {
	id    int32 // its node
	to    *target
	url   string // to's
	text  string
	key   string // text folded, without punctuation
	size  int    // characters of text
	title bool   // text was taken from the title attribute
	link  int    // its place in Page.Links, -1 when it leads nowhere
}

// readLinks reads every link of the page in document order.
func (r *reader) readLinks() {
	t := r.t
	r.page.Links = slices.Grow(r.page.Links, min(t.Anchors+4, maxLinks))
	clicks, handler := 0, ""
	for i := int32(1); int(i) < len(t.Nodes) && len(r.page.Links) < maxLinks; i++ {
		n := &t.Nodes[i]
		switch n.Tag {
		case markup.TagA, markup.TagArea:
			r.readAnchor(i)
		case markup.TagIframe, markup.TagFrame:
			src := t.Get(i, markup.AttrSrc)
			if lazy := t.Get(i, markup.AttrDataSrc); src == "" || lazy != "" && strings.HasPrefix(src, "about:") {
				src = lazy // a script puts it in place when it is scrolled to
			}
			if u := r.res.resolve(src); u != "" && FileURL(u) { // shown in the page by the browser
				r.add(Link{URL: u, Text: cmp.Or(markup.Fold(t.Get(i, markup.AttrTitle)), fileName(u)), Area: areaOf(r.areas[i]), Kind: LinkAttachment, Raw: src})
			} else if u != "" && u != r.page.URL {
				r.add(Link{URL: u, Text: markup.Fold(t.Get(i, markup.AttrTitle)), Area: areaOf(r.areas[i]), Kind: LinkFrame, Raw: src})
			}
		case markup.TagOption:
			r.readChoice(i)
		case markup.TagMeta:
			r.readRefresh(i)
		default:
			if n.Attrs == 0 {
				continue
			}
			switch name := r.readClick(i); {
			case name == "":
			case name == handler:
				clicks++
			default:
				clicks, handler = 1, name
			}
			if clicks >= minClicks {
				r.fills(OwnFiller) // rows that only a script can follow
				r.page.ScriptsIn = true
			}
		}
	}
	r.countAnchors()
}

func (r *reader) add(l Link) int {
	if len(r.page.Links) >= maxLinks {
		return -1
	}
	r.page.Links = append(r.page.Links, l)
	return len(r.page.Links) - 1
}

func (r *reader) readAnchor(id int32) {
	t := r.t
	raw := t.Get(id, markup.AttrHref)
	to := r.res.target(raw)
	if to == nowhere {
		if onclick := t.Get(id, markup.AttrOnclick); onclick != "" {
			if target := scriptTarget(onclick); target != "" {
				raw, to = target, r.res.target(target)
			}
		}
	}
	if to == nowhere && strings.HasPrefix(strings.ToLower(strings.TrimSpace(raw)), "javascript:") {
		if target := scriptTarget(raw); target != "" {
			to = r.res.target(target)
		}
	}
	if to == nowhere {
		raw, to = r.scripted(id, raw)
	}
	text, full := r.linkText(id)
	a := anchor{id: id, to: to, url: to.url, text: text, key: shortKey(text), size: zhtext.Runes(text), title: full, link: -1}
	switch {
	case to != nowhere:
		r.addAnchor(a, raw)
	case text != "" && !t.Concealed(id):
		// A row's title may hang on a link that only script follows; one that is not
		// displayed is a template's.
		r.anchors = append(r.anchors, a)
	}
}

// scripted is where a link leads that a script of the page follows, <a
// href="javascript:;" data-url="/zwgk/">: an address of the site that the link names
// in another attribute or hands to its handler, unless that fetches a list.
func (r *reader) scripted(id int32, href string) (raw string, to *target) {
	for _, raw := range []string{r.t.Get(id, markup.AttrDataHref), r.t.Get(id, markup.AttrDataURL), clickTarget(r.t.Get(id, markup.AttrOnclick)), clickTarget(href)} {
		path, _, _ := strings.Cut(raw, "?")
		if raw == "" || dataAddress(raw) && !strings.HasSuffix(path, "/") && !strings.HasSuffix(path, "htm") && !strings.HasSuffix(path, "html") {
			continue
		}
		if to := r.res.target(raw); to != nowhere && Host(to.url) == Host(r.page.URL) {
			return raw, to
		}
	}
	return href, nowhere
}

// addAnchor adds an anchor that leads somewhere, and its link.
func (r *reader) addAnchor(a anchor, raw string) {
	l := Link{URL: a.url, Text: a.text, Area: areaOf(r.areas[a.id]), Kind: LinkPlain, Raw: raw}
	if a.to.file {
		l.Kind = LinkAttachment
	}
	if a.link = r.add(l); a.link >= 0 {
		r.anchors = append(r.anchors, a)
	}
}

// countAnchors counts for every node the anchors before it.
func (r *reader) countAnchors() {
	r.before = markup.Zeroed(r.before, len(r.t.Nodes)+1)
	k := 0
	for i := range r.before {
		for k < len(r.anchors) && r.anchors[k].id < int32(i) {
			k++
		}
		r.before[i] = int32(k)
	}
}

// anchorsIn gives the indices of the anchors within a node.
func (r *reader) anchorsIn(id int32) (from, to int) {
	return int(r.before[id]), int(r.before[r.t.Nodes[id].End])
}

// shortKey is the key of a short text; long ones are no words of a pager or menu.
func shortKey(text string) string {
	if len(text) > 48 {
		return text
	}
	return zhtext.Key(text)
}

// scriptTarget finds the address in window.open('…') and location.href='…'.
func scriptTarget(script string) string {
	for _, call := range []string{"window.open(", "location.href", "location.replace(", "location.assign(", "window.location", "location"} {
		i := strings.Index(script, call)
		if i < 0 {
			continue
		}
		rest := unwrapped(strings.TrimLeft(script[i+len(call):], " =("))
		if lit, n := markup.Literal(rest, 0); n > 0 && !strings.HasPrefix(strings.TrimSpace(rest[n:]), "+") {
			return lit
		}
		return ""
	}
	return ""
}

// unwrapped is an expression without the call that only makes its text fit an
// address: encodeURI('index_2.jhtml').
func unwrapped(expression string) string {
	for _, call := range []string{"encodeURI(", "decodeURI(", "encodeURIComponent("} {
		if rest, ok := strings.CutPrefix(expression, call); ok {
			return strings.TrimLeft(rest, " ")
		}
	}
	return expression
}

// readRefresh reads a meta refresh that leads to another page.
func (r *reader) readRefresh(id int32) {
	if !strings.EqualFold(r.t.Get(id, markup.AttrHTTPEquiv), "refresh") {
		return
	}
	content := r.t.Get(id, markup.AttrContent)
	i := strings.Index(strings.ToLower(content), "url")
	if i < 0 {
		return
	}
	raw := strings.Trim(strings.TrimLeft(content[i+3:], " ="), " '\"")
	if u := r.res.resolve(raw); u != "" && Key(u) != Key(r.page.URL) {
		r.add(Link{URL: u, Area: AreaMain, Kind: LinkRefresh, Raw: raw})
	}
}
