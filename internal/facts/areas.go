package facts

import (
	"strings"

	"ducha/internal/zhtext"
)

// role is what an element's class or id says it is.
type role uint8

const (
	roleNone role = iota
	roleNav
	roleCrumb
	roleFooter
	rolePager
)

// roleWords map pieces of class and id names to roles, first hit wins.
var roleWords = []struct {
	word string
	role role
}{
	{"crumb", roleCrumb}, {"dqwz", roleCrumb}, {"weizhi", roleCrumb}, {"position", roleCrumb}, {"location", roleCrumb}, {"currloc", roleCrumb}, {"curpos", roleCrumb},
	{"pager", rolePager}, {"paging", rolePager}, {"pagination", rolePager}, {"fenye", rolePager}, {"page_div", rolePager}, {"pagenav", rolePager}, {"pb_sys", rolePager},
	{"foot", roleFooter}, {"copyright", roleFooter}, {"copyr", roleFooter}, {"banquan", roleFooter},
	{"nav", roleNav}, {"menu", roleNav}, {"daohang", roleNav},
}

func roleOfName(name string) role {
	name = strings.ToLower(name)
	for _, w := range roleWords {
		if strings.Contains(name, w.word) {
			return w.role
		}
	}
	switch name {
	case "bottom", "btm", "ft", "bot":
		return roleFooter
	case "header", "head", "top", "topbar", "dh":
		return roleNav
	case "page", "pages", "fy":
		return rolePager
	}
	return roleNone
}

// role reads an element's role.
func (r *reader) role(id int32) role {
	n := &r.t.nodes[id]
	switch n.tag {
	case tagNav:
		return roleNav
	case tagFooter:
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
			switch r.role(int32(i)) {
			case roleFooter:
				// A wrapper called foot that holds most of the page is none, nor is one before the middle.
				if t.chars[i]*2 < total+200 && i*3 > len(t.nodes) {
					area = inFooter
				}
			case roleNav:
				if area == inMain && plain < 300 {
					area = inNav
				}
			case roleCrumb:
				if area == inMain && t.chars[i] < 200 && t.links[i] < 16 {
					area = inCrumb
				}
			case rolePager:
				if area == inMain && plain < 200 && t.chars[i] < 400 {
					area = inPager
				}
			}
		}
		r.areas[i] = area
	}
	r.markCrumbText()
	r.markFooterText()
}

// crumbWords start a breadcrumb.
var crumbWords = []string{"当前位置", "您的位置", "你的位置", "您现在的位置", "您现在的位置", "你现在的位置", "现在的位置", "当前所在", "您当前", "你当前", "所在位置", "您所在的位置", "您所在位置", "位置:", "位置："}

// crumbHints stand in all of them.
var crumbHints = wordsOf("位置", "当前")

// markCrumbText finds breadcrumbs by their words.
func (r *reader) markCrumbText() {
	t := r.t
	for i := 1; i < len(t.nodes); i++ {
		n := &t.nodes[i]
		if n.tag == tagA && t.chars[i] >= 2 && t.chars[i] <= 4 && r.areas[i] == inMain && r.startsCrumb(int32(i)) {
			r.markCrumb(n.parent)
			continue
		}
		if n.tag != tagText || len(n.text) > 200 || len(n.text) < 9 || r.areas[i] == inFooter || !crumbHints.in(n.text, n.ink) {
			continue
		}
		text := n.folded()
		hit := false
		for _, w := range crumbWords {
			if i := strings.Index(text, w); i >= 0 && i <= 9 {
				hit = true
				break
			}
		}
		if !hit {
			continue
		}
		at := n.parent
		for up := 0; up < 5 && at > 0 && t.links[at] == 0; up++ {
			at = t.nodes[at].parent
		}
		if at > 0 && t.links[at] > 0 && t.links[at] < 16 && t.chars[at] < 200 && !r.holdsText(at) {
			r.markCrumb(at)
		}
	}
}

// markCrumb marks a block as a breadcrumb, up to the list that may follow in the
// same cell: a short column of old pages stands bare behind its path.
func (r *reader) markCrumb(at int32) {
	t := r.t
	end, passed := t.nodes[at].end, false
	for i := at + 1; i < end; i = t.nodes[i].end {
		if passed && r.followsCrumb(i) {
			end = i
			break
		}
		passed = passed || t.nodes[i].tag == tagA || t.links[i] > 0
	}
	from := at
	if end < t.nodes[at].end {
		from++
	}
	for k := from; k < end; k++ {
		r.areas[k] = inCrumb
	}
}

// followsCrumb says whether a block behind the links of a path begins something else.
func (r *reader) followsCrumb(id int32) bool {
	t := r.t
	switch t.nodes[id].tag {
	case tagTable, tagUL, tagOL, tagDL, tagHR, tagForm:
		return true
	case tagDiv, tagP, tagSection:
		return t.links[id] > 0 && r.dateHint(id)
	}
	return false
}

// holdsText says whether a block is more than a breadcrumb: a path that a script
// writes has no links of its own, and the block around it may be the page.
func (r *reader) holdsText(id int32) bool {
	t := r.t
	for i := id; i < t.nodes[id].end; i++ {
		switch t.nodes[i].tag {
		case tagBody, tagHTML, tagH1, tagH2, tagH3:
			return true
		case tagP:
			if t.chars[i]-t.linked[i] >= 20 {
				return true
			}
		}
	}
	return false
}

// startsCrumb says whether a link is the 首页 that a path begins with: an arrow
// stands behind it.
func (r *reader) startsCrumb(id int32) bool {
	t := r.t
	switch t.line(id, 40) {
	case "首页", "网站首页", "主页":
	default:
		return false
	}
	parent := t.nodes[id].parent
	if next := t.nodes[id].end; next < t.nodes[parent].end && t.links[parent] < 16 && t.chars[parent] < 200 {
		for k := next; k < t.nodes[parent].end && k < next+3; k++ {
			if t.nodes[k].tag == tagText {
				return strings.ContainsAny(clip(t.nodes[k].folded(), 12), ">»›→≫＞")
			}
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

// moreText says whether a link's text is a bare 更多.
func moreText(text string) bool {
	if len(text) > 40 {
		return false
	}
	return moreKey(zhtext.Key(text))
}

func moreKey(key string) bool {
	key = strings.Trim(key, "+") // MORE+, +更多
	switch key {
	case "更多", "more", "查看更多", "更多内容", "点击更多", "更多信息", "查看全部", "全部", "点击查看更多", "moregt", "更多gt", "显示更多", "阅读更多":
		return true
	}
	return strings.HasPrefix(key, "更多") && runes(key) <= 4
}
