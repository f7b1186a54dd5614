package webpage

import "strings"

// role reads an element's role.
func (r *reader) role(id int32) role {
	n := &r.t.nodes[id]
	switch n.tag {
	case tagNav:
		return roleNav
	case tagFooter:
		if r.t.within(id, tagArticle) {
			return roleNone // an article's own: who published it and when
		}
		if c := r.t.chars[id]; c > 0 && c == r.t.linked[id] && strings.Contains(strings.ToLower(r.t.get(id, attrClass)+r.t.get(id, attrID)), "tab") {
			return roleNav // the menu of a page made for telephones: <footer class="tabbar">
		}
		return roleFooter
	case tagText, tagA, tagSpan, tagP, tagImg, tagBr, tagFont, tagI, tagEm, tagStrong, tagB, tagHTML, tagBody:
		return roleNone
	}
	return n.names.role()
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
	r.areas = zeroed(r.areas, len(t.nodes))
	total := t.chars[0]
	for i := 1; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		area := r.areas[n.parent]
		if n.tag != tagText && area != inFooter && n.end > int32(i)+1 {
			plain := t.chars[i] - t.linked[i]
			role, free := r.role(int32(i)), area == inMain
			if role == roleNav && n.tag == tagNav && n.names.role() == rolePager && r.saysPages(int32(i)) {
				role = rolePager // <nav class="pagination">
			}
			if area == inNav && t.nodes[n.parent].tag == tagNav && t.chars[i] == t.chars[n.parent] {
				free = true // <nav><ul class="pagination">: it is all that the <nav> holds
			}
			switch role {
			case roleFooter:
				// A wrapper called foot that holds most of the page is none, nor is one before the middle.
				if t.chars[i]*2 < total+200 && i*3 > len(t.nodes) && r.rowsIn(int32(i), 2) < 2 {
					area = inFooter
				}
			case roleNav:
				if area == inMain && plain < 300 && !r.tells(int32(i)) {
					area = inNav
				}
			case roleCrumb:
				if free && t.chars[i] < 200 && t.links[i] < 16 && r.saysPath(int32(i)) && r.rowsIn(int32(i), 1) == 0 {
					area = inCrumb
				}
			case rolePager:
				if free && plain < 200 && t.chars[i] < 400 && r.saysPages(int32(i)) && r.rowsIn(int32(i), 1) == 0 {
					area = inPager
				}
			}
		}
		r.areas[i] = area
	}
	r.markCrumbText()
	r.markFooterText()
}

// tells says whether an element without links tells something in whole sentences: it
// is no menu then, though it may be called the content of one.
func (r *reader) tells(id int32) bool {
	if r.t.links[id] > 0 || r.t.chars[id] < 12 {
		return false
	}
	for i := id + 1; i < r.t.nodes[id].end; i++ {
		if n := &r.t.nodes[i]; n.tag == tagText && !hiddenTag(r.t.nodes[n.parent].tag) && strings.Contains(n.text, "。") {
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
