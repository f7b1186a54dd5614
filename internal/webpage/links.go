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

// linkText is the visible text of a link; its title attribute when the text is
// cut short, and the picture's words when there is none.
func (r *reader) linkText(id int32) (text string, fromTitle bool) {
	t := r.t
	text = chinesePart(t.Line(id, 600))
	title := tipTitle(markup.Fold(t.Get(id, markup.AttrTitle)))
	if title != "" && longerTitle(text, title) {
		return title, true
	}
	if len(text) > 30 && t.Nodes[id].End-id > 4 {
		if head := r.cardTitle(id); head != "" {
			return head, true
		}
	}
	if text != "" {
		return text, false
	}
	for i := id + 1; i < t.Nodes[id].End; i++ {
		if t.Nodes[i].Tag == markup.TagImg {
			if alt := markup.Fold(t.Get(i, markup.AttrAlt)); alt != "" {
				return alt, false
			}
			if alt := markup.Fold(t.Get(i, markup.AttrTitle)); alt != "" {
				return alt, false
			}
		}
	}
	if t.Nodes[id].Tag == markup.TagArea {
		return markup.Fold(t.Get(id, markup.AttrAlt)), false
	}
	return text, false
}

// cardTitle is the only heading within a link that is a whole card, with a summary
// and a date beside it.
func (r *reader) cardTitle(id int32) (title string) {
	t := r.t
	for i := id + 1; i < t.Nodes[id].End; i++ {
		if n := &t.Nodes[i]; n.Tag.Heading() && t.Chars[i] > 0 {
			if title != "" {
				return ""
			}
			if title = t.Line(i, 600); zhtext.Runes(title) < 4 {
				return ""
			}
		}
	}
	if title == "" {
		title = r.overSummary(id)
	}
	return title
}

// overSummary is the first of two blocks within a link where the other tells something
// in whole sentences; days are none.
func (r *reader) overSummary(id int32) (title string) {
	t := r.t
	blocks := 0
	for i := id + 1; i < t.Nodes[id].End; i++ {
		n := &t.Nodes[i]
		if n.Tag != markup.TagP && n.Tag != markup.TagDiv || t.Chars[i] < 4 || r.holdsBlock(i) {
			continue
		}
		text := t.Line(i, 600)
		switch blocks++; {
		case dayIn(text) && zhtext.Runes(text) < 24 || monthAlone(text):
			blocks--
		case blocks == 1:
			title = text
		case blocks > 2 || !strings.Contains(text, "。") && !strings.HasSuffix(text, "...") && !strings.HasSuffix(text, "…"):
			return ""
		}
		i = n.End - 1
	}
	if blocks != 2 || zhtext.Runes(title) > 60 || strings.Contains(title, "。") {
		return ""
	}
	return title
}

// holdsBlock says whether a further paragraph or block stands in one.
func (r *reader) holdsBlock(id int32) bool {
	return r.t.Holds(id, markup.TagP) || r.t.Holds(id, markup.TagDiv)
}

// particulars are the labels of what is told beside a title.
var particulars = []string{"发布时间", "发布日期", "发表时间", "发表日期", "更新时间", "更新日期", "日期", "时间", "作者", "来源", "点击数", "点击次数"}

// tipTitle takes the title out of a tip that tells the day and the author too.
func tipTitle(tip string) string {
	if strings.IndexByte(tip, ':') < 0 && !strings.Contains(tip, "：") {
		return tip
	}
	before := " " // what stands before a further label; nothing need, where the first is one too
	for _, lead := range []string{"标题", "文章标题", "信息标题", "信息名称"} {
		if rest, ok := strings.CutPrefix(tip, lead); ok && (strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":")) {
			tip, before = strings.TrimLeft(rest, "：: "), ""
			break
		}
	}
	end := len(tip)
	for _, label := range particulars {
		for _, colon := range []string{"：", ":"} {
			if i := strings.Index(tip, before+label+colon); i > 0 {
				end = min(end, i)
			}
		}
	}
	return strings.TrimSpace(tip[:end])
}

// longerTitle says whether title is the full form of a shortened text.
func longerTitle(text, title string) bool {
	if text == "" {
		return true
	}
	if len(title) <= len(text) && !strings.HasSuffix(text, "...") && !strings.HasSuffix(text, "…") {
		return false
	}
	head := text
	cut := false
	for _, mark := range []string{"...", "…", ".."} {
		if i := strings.Index(head, mark); i > 0 && len(head)-i <= 24 {
			head, cut = head[:i], true
			break
		}
	}
	k, full := zhtext.Key(head), zhtext.Key(title)
	if k == "" {
		return false
	}
	if strings.Contains(full, k) {
		// A tooltip like 第2页 is no full form of 2.
		return cut || len(full) > len(k) && zhtext.Runes(k) >= 4
	}
	return false
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

// maxMenus bounds the menu entries without an address.
const maxMenus = 200

// readMenus keeps menu entries that have no address of their own, with what
// stands under them.
func (r *reader) readMenus() {
	t := r.t
	for i := range r.anchors {
		a := &r.anchors[i]
		if a.link >= 0 || a.size < 2 || a.size > 16 || r.areas[a.id] == inFooter || serviceKey(a.key) || moreKey(a.key) || len(r.page.Menus) >= maxMenus || r.searches(a.id) {
			continue
		}
		m := Menu{Label: a.text, Area: areaOf(r.areas[a.id])}
		for p, up := t.Nodes[a.id].Parent, 0; p > 0 && up < 4; p, up = t.Nodes[p].Parent, up+1 {
			tag := t.Nodes[p].Tag
			if tag == markup.TagUL || tag == markup.TagBody || t.Links[p] > 60 {
				break
			}
			if tag == markup.TagLI || tag == markup.TagDL || tag == markup.TagDiv && t.Links[p] > 1 {
				from, to := r.anchorsIn(p)
				for k := max(from, i+1); k < to; k++ {
					if b := r.anchors[k]; b.link >= 0 {
						m.Links = append(m.Links, r.page.Links[b.link])
					}
				}
				break
			}
		}
		r.page.Menus = append(r.page.Menus, m)
	}
	r.readLabels()
}

// searches says whether an entry is one of the words that a search box suggests.
func (r *reader) searches(id int32) bool {
	return strings.Contains(r.t.Get(id, markup.AttrOnclick), "earch") || strings.Contains(r.t.Get(id, markup.AttrHref), "earch")
}

// readLabels keeps the entries of a menu that are words alone: tabs that a script
// watches from elsewhere.
func (r *reader) readLabels() {
	t := r.t
	for id := range t.All(markup.TagLI) {
		n := &t.Nodes[id]
		if r.areas[id] != inNav || t.Chars[id] < 2 || t.Chars[id] > 16 || n.Flags&markup.FlagHidden != 0 || len(r.page.Menus) >= maxMenus {
			continue
		}
		if from, to := r.anchorsIn(id); from < to || r.holdsItem(id) {
			continue
		}
		if label := t.Line(id, 60); !ServiceText(label) && !MoreText(label) {
			r.page.Menus = append(r.page.Menus, Menu{Label: label, Area: AreaNav})
		}
	}
}

// holdsItem says whether an item of a list stands inside of one.
func (r *reader) holdsItem(id int32) bool {
	next := r.t.Nodes[id].Next
	return next > 0 && next < r.t.Nodes[id].End
}
