package webpage

import (
	"slices"
	"strings"

	"ducha/internal/markup"
)

// menuScripts are in the names of script files that write menus.
var menuScripts = []string{"nav", "menu", "head", "top.", "daohang"}

// readNavDrawn notes a page whose menu a script writes: it stands there as a template, or
// the page has none of its own, and an empty place for one or a script file named so.
func (r *reader) readNavDrawn() {
	t := r.t
	if len(t.Scripts) == 0 {
		return
	}
	if r.page.NavDrawn = r.repeats(inNav); r.page.NavDrawn {
		return
	}
	links := 0
	for i := range r.page.Links {
		l := &r.page.Links[i]
		if l.Area == AreaNav && l.Kind != LinkRefresh {
			links++
		}
		if links >= MinMenu || l.Text == "首页" || l.Text == "网站首页" || l.Text == "主页" {
			return
		}
	}
	own, inline := r.fillers()
	for _, s := range t.Scripts {
		src := t.Get(s.Node, markup.AttrSrc)
		if u := r.res.resolve(src); src != "" && u != "" && Host(u) == Host(r.page.URL) {
			name := fileName(u)
			if r.page.NavDrawn = slices.ContainsFunc(menuScripts, func(w string) bool { return strings.Contains(name, w) }); r.page.NavDrawn {
				return
			}
		}
	}
	for i := int32(1); int(i) < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		if n.Attrs == 0 || t.Chars[i] > 0 || t.Links[i] > 0 || r.role(i) != markup.RoleNav || n.End-i > 4 {
			continue
		}
		id := t.Get(i, markup.AttrID)
		if own || id != "" && slices.ContainsFunc(inline, func(src string) bool { return strings.Contains(src, id) }) {
			r.page.NavDrawn = true
			return
		}
	}
}

// MinMenu is how many links a home page shows at least when its menu is in
// the page and not drawn by a script.
const MinMenu = 3
