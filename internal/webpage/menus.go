package webpage

import (
	"strings"

	"ducha/internal/markup"
)

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
