package webpage

import (
	"cmp"
	"slices"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// row is one line of a list: the smallest block that holds one link and all
// that belongs to it.
type row struct {
	node      int32
	container int32
	anchor    int // index into reader.anchors
	entry     Entry
	dated     bool
	day       int // a day shown without its month
}

// findRows takes every link outside breadcrumbs, bottom and pagers as the
// possible title of a row, and puts the rows of one container together.
func (r *reader) findRows() []row {
	places := r.places[:0]
	done := int32(0)
	for i := range r.anchors {
		a := &r.anchors[i]
		area := r.areas[a.id]
		if a.id < done || area == inCrumb || area == inFooter || area == inPager {
			continue
		}
		if len(places) >= maxEntries {
			break
		}
		node := r.rowOf(i)
		if main := r.mainAnchor(node, i); main >= 0 {
			done = r.t.Nodes[node].End
			places = append(places, place{r.t.Nodes[node].Parent, node, int32(main), r.areas[node]})
		}
	}
	// A head and the only row of a list may stand side by side: they are no list.
	slices.SortStableFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.container, b.container), cmp.Compare(a.area, b.area), cmp.Compare(a.node, b.node))
	})
	r.places = places
	r.rows = slices.Grow(r.rows[:0], len(places))
	for _, p := range places {
		r.rows = append(r.rows, row{node: p.node, container: p.container, anchor: int(p.anchor)})
	}
	return r.rows
}

// place is where a row stands.
type place struct {
	container, node int32
	anchor          int32
	area            uint8
}

// maxRowLinks is how many links one row may hold: title, picture, 解读, download …
const maxRowLinks = 6

// rowOf climbs from a link to the block that is its row.
func (r *reader) rowOf(i int) int32 {
	t, a := r.t, &r.anchors[i]
	x := a.id
	if p := r.line(x); p > 0 && openKey(a.key) && r.servedTitle(p) >= 0 {
		return p
	}
	for p := t.Nodes[x].Parent; p > 0; p = t.Nodes[p].Parent {
		if tag := t.Nodes[p].Tag; tag == markup.TagBody || tag == markup.TagHTML || t.Links[p] > maxRowLinks || t.Chars[p] > 1500 || !r.oneRow(p, i) {
			break
		}
		x = p
	}
	for p, up := x, 0; p > 0 && up < 5; p, up = t.Nodes[p].Parent, up+1 {
		tag := t.Nodes[p].Tag
		if t.Links[p] > maxRowLinks || t.Chars[p] > 1500 {
			break
		}
		if (tag == markup.TagLI || tag == markup.TagTR) && !r.holds(p, tag) {
			if tag == markup.TagTR && (r.listIn(p) || r.menuRow(p)) {
				break
			}
			return p
		}
	}
	return x
}

// listIn says whether a cell of a table's row is a list of its own: it holds several
// titles and several days. Old pages are laid out in tables.
func (r *reader) listIn(row int32) bool {
	t := r.t
	for cell := row + 1; cell < t.Nodes[row].End; cell = t.Nodes[cell].End {
		if r.titlesIn(cell) > 1 && r.daysIn(cell, 2) > 1 {
			return true
		}
	}
	return false
}

// minMenuRow is how many short links a table's row holds at least that is a menu.
const minMenuRow = 3

// menuRow says whether a table's row is a menu laid out in cells: it holds short links to
// different places and nothing else.
func (r *reader) menuRow(row int32) bool {
	from, to := r.anchorsIn(row)
	if to-from < minMenuRow || int(r.t.Chars[row]-r.t.Linked[row]) > 2*(to-from) {
		return false
	}
	for k := from; k < to; k++ {
		a := &r.anchors[k]
		if a.size < 2 || a.size > 8 || a.url == "" || trivialKey(a.key) || slices.ContainsFunc(r.anchors[from:k], func(b anchor) bool { return b.url == a.url }) {
			return false
		}
	}
	return true
}

// titlesIn counts the different places that the titles in a block lead to.
func (r *reader) titlesIn(id int32) (n int) {
	from, to := r.anchorsIn(id)
	for k := from; k < to; k++ {
		a := &r.anchors[k]
		if trivialKey(a.key) || moreKey(a.key) || pagerWord(a.key) {
			continue
		}
		if !slices.ContainsFunc(r.anchors[from:k], func(b anchor) bool { return b.url == a.url && b.key == a.key }) {
			n++
		}
	}
	return n
}

// oneRow says whether all links below p lead where a row's link leads, or are
// words like 详细. Links that only a script follows may lead anywhere.
func (r *reader) oneRow(p int32, i int) bool {
	from, to := r.anchorsIn(p)
	url := r.anchors[i].url
	for k := from; k < to; k++ {
		if b := &r.anchors[k]; (b.url != url || url == "" && k != i) && !trivialKey(b.key) {
			return false
		}
	}
	return true
}

// trivialKey says whether a link's words only serve a row.
func trivialKey(key string) bool {
	switch key {
	case "", "详细", "详情", "查看", "查看详情", "查看详细", "阅读全文", "全文", "下载", "点击下载", "查看全文", "打印", "分享", "附件", "预览", "收藏":
		return true
	}
	return strings.HasPrefix(key, "分享到") || shareKey(key)
}

// holds says whether an element of the same kind with a link stands inside id.
func (r *reader) holds(id int32, tag markup.TagID) bool {
	t := r.t
	if t.Nodes[id].End-id > 400 {
		return true
	}
	for k := id + 1; k < t.Nodes[id].End; k++ {
		if t.Nodes[k].Tag == tag && t.Links[k] > 0 {
			return true
		}
	}
	return false
}

// mainAnchor is the link that titles a row: the longest one that is no service.
func (r *reader) mainAnchor(node int32, i int) int {
	from, to := r.anchorsIn(node)
	best, length := -1, 0
	for k := from; k < to; k++ {
		a := &r.anchors[k]
		n := a.size
		if a.to == nowhere {
			n -= 2 // prefer links that lead somewhere
		}
		if n > length && !trivialKey(a.key) && !moreKey(a.key) && !pagerWord(a.key) && !r.servesPage(a) {
			best, length = k, n
		}
	}
	if best < 0 {
		return r.servedTitle(node)
	}
	return best
}

// line is the row of a table or the item of a list that a link stands in; 0 when none is near.
func (r *reader) line(id int32) int32 {
	for p, up := r.t.Nodes[id].Parent, 0; p > 0 && up < 5; p, up = r.t.Nodes[p].Parent, up+1 {
		if tag := r.t.Nodes[p].Tag; tag == markup.TagTR || tag == markup.TagLI {
			return p
		}
	}
	return 0
}

// openKey says whether a link's words open what the row beside them names.
func openKey(key string) bool {
	switch key {
	case "详细", "详情", "查看", "浏览", "查看详情", "查看详细", "点击查看", "查看全文", "查看原文", "阅读全文", "全文", "下载", "点击下载", "预览":
		return true
	}
	return false
}

// servedTitle is the link of a row whose title stands beside it: <td>题目</td><td>2022-12-30</td>
// <td><a>查看</a></td>. From then on the title is the link's.
func (r *reader) servedTitle(node int32) int {
	if tag := r.t.Nodes[node].Tag; tag != markup.TagTR && tag != markup.TagLI || r.t.Links[node] > 3 || r.t.Chars[node] > 400 {
		return -1
	}
	from, to := r.anchorsIn(node)
	best := -1
	for k := from; k < to; k++ {
		if a := &r.anchors[k]; a.to == nowhere || !openKey(a.key) || best >= 0 && a.url != r.anchors[best].url {
			return -1
		} else if best < 0 {
			best = k
		}
	}
	if best < 0 {
		return -1
	}
	title, dated := "", r.t.Nodes[node].Tag == markup.TagTR
	for _, s := range r.appendSegments(nil, node, true) {
		_, day := alone(s)
		if dated = dated || day; !day && zhtext.Runes(s) > zhtext.Runes(title) && strings.ContainsFunc(s, han) {
			title = s
		}
	}
	if title == "" || !dated {
		return -1 // a sentence: 如需申请，请查看
	}
	a := &r.anchors[best]
	a.text, a.key, a.size, a.title = title, shortKey(title), zhtext.Runes(title), true
	return best
}
