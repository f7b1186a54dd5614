package webpage

import (
	"strings"

	"ducha/internal/markup"
)

// role reads an element's role.
func (r *reader) role(id int32) markup.Role {
	n := &r.t.Nodes[id]
	switch n.Tag {
	case markup.TagNav:
		return markup.RoleNav
	case markup.TagFooter:
		if r.t.Within(id, markup.TagArticle) {
			return markup.RoleNone // an article's own: who published it and when
		}
		if c := r.t.Chars[id]; c > 0 && c == r.t.Linked[id] && strings.Contains(strings.ToLower(r.t.Get(id, markup.AttrClass)+r.t.Get(id, markup.AttrID)), "tab") {
			return markup.RoleNav // the menu of a page made for telephones: <footer class="tabbar">
		}
		return markup.RoleFooter
	case markup.TagSpan, markup.TagP:
		if r.t.Links[id] > 1 && n.Names.Role() == markup.RoleCrumb {
			return markup.RoleCrumb // layui: <span class="layui-breadcrumb">
		}
		return markup.RoleNone
	case markup.TagText, markup.TagA, markup.TagImg, markup.TagBr, markup.TagFont, markup.TagI, markup.TagEm, markup.TagStrong, markup.TagB, markup.TagHTML, markup.TagBody:
		return markup.RoleNone
	}
	return n.Names.Role()
}

// Area codes kept per node; crumb and pager count as nav and main outside.
const (
	inMain uint8 = iota
	inNav
	inCrumb
	inFooter
	inPager
)

// markAreas decides for every node which area it stands in.
func (r *reader) markAreas() {
	t := r.t
	r.areas = markup.Zeroed(r.areas, len(t.Nodes))
	total := t.Chars[0]
	for i := 1; i < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		area := r.areas[n.Parent]
		if n.Tag != markup.TagText && area != inFooter && n.End > int32(i)+1 {
			plain := t.Chars[i] - t.Linked[i]
			role, free := r.role(int32(i)), area == inMain
			if role == markup.RoleNav && n.Tag == markup.TagNav && n.Names.Role() == markup.RolePager && r.saysPages(int32(i)) {
				role = markup.RolePager // <nav class="pagination">
			}
			if area == inNav && t.Nodes[n.Parent].Tag == markup.TagNav && t.Chars[i] == t.Chars[n.Parent] {
				free = true // <nav><ul class="pagination">: it is all that the <nav> holds
			}
			switch role {
			case markup.RoleFooter:
				// A wrapper called foot that holds most of the page is none, nor is one before the middle.
				if t.Chars[i]*2 < total+200 && i*3 > len(t.Nodes) && r.rowsIn(int32(i), 2) < 2 {
					area = inFooter
				}
			case markup.RoleNav:
				if area == inMain && plain < 300 && !r.tells(int32(i)) && !r.swallows(int32(i)) {
					area = inNav
				}
			case markup.RoleCrumb:
				if free && t.Chars[i] < 200 && t.Links[i] < 16 && r.saysPath(int32(i)) && r.rowsIn(int32(i), 1) == 0 {
					area = inCrumb
				}
			case markup.RolePager:
				if free && plain < 200 && t.Chars[i] < 400 && r.saysPages(int32(i)) && r.rowsIn(int32(i), 1) == 0 {
					area = inPager
				}
			}
		}
		r.areas[i] = area
	}
	r.markCrumbText()
	r.markFooterText()
}

// swallows says whether a menu holds the rest of the page, for its end was forgotten.
func (r *reader) swallows(id int32) bool {
	t := r.t
	all := int32(len(t.Nodes))
	return id*2 < all && t.Nodes[id].End*10 > all*9 && t.Chars[id]-t.Linked[id] >= 40
}

// tells says whether an element without links tells something in whole sentences: it
// is no menu then, though it may be called the content of one.
func (r *reader) tells(id int32) bool {
	if r.t.Links[id] > 0 || r.t.Chars[id] < 12 {
		return false
	}
	for i := id + 1; i < r.t.Nodes[id].End; i++ {
		if n := &r.t.Nodes[i]; n.Tag == markup.TagText && !markup.HiddenTag(r.t.Nodes[n.Parent].Tag) && strings.Contains(n.Text, "。") {
			return true
		}
	}
	return false
}

func areaOf(code uint8) Area {
	switch code {
	case inNav, inCrumb:
		return AreaNav
	case inFooter:
		return AreaFooter
	}
	return AreaMain
}
