package markup

import "strings"

// Role is what an element's class or id says it is.
type Role uint8

const (
	RoleNone Role = iota
	RoleNav
	RoleCrumb
	RoleFooter
	RolePager
)

// roleWords map pieces of class and id names to roles, first hit wins.
var roleWords = []struct {
	word string
	role Role
}{
	{"crumb", RoleCrumb}, {"dqwz", RoleCrumb}, {"weizhi", RoleCrumb}, {"position", RoleCrumb}, {"location", RoleCrumb}, {"currloc", RoleCrumb}, {"curpos", RoleCrumb},
	{"pager", RolePager}, {"paging", RolePager}, {"pagination", RolePager}, {"fenye", RolePager}, {"page_div", RolePager}, {"pagenav", RolePager}, {"pb_sys", RolePager},
	{"foot", RoleFooter}, {"copyright", RoleFooter}, {"copyr", RoleFooter}, {"banquan", RoleFooter},
	{"nav", RoleNav}, {"menu", RoleNav}, {"daohang", RoleNav},
}

// RoleOfName reads one class or id.
func RoleOfName(name string) Role {
	name = strings.ToLower(name)
	if strings.Contains(name, "modal") {
		return RoleNone // the head and the foot of a dialog are none of the page
	}
	for _, w := range roleWords {
		if strings.Contains(name, w.word) {
			return w.role
		}
	}
	switch name {
	case "bottom", "btm", "ft", "bot":
		return RoleFooter
	case "header", "head", "top", "topbar", "dh":
		return RoleNav
	case "page", "pages", "fy":
		return RolePager
	}
	return RoleNone
}

// contentNames are ids and classes by which content systems mark the text of an
// article: TRS, 大汉, UCAP, epoint, webber and others.
var contentNames = []string{"trs_editor", "trs_ueditor", "ucap-content", "ucapcontent", "zoom", "vsb_content", "view trs", "articlecontent", "article-content", "article_content", "newscontent", "news_content", "news-content", "content_text",
	"pages_content", "wp_articlecontent", "ewb-article", "infodetail", "bt-article", "artcontent", "con_text", "contenttext", "detail-content", "detail_content", "xl_content", "zwcontent", "fontzoom", "custom_unionstyle", "cont_text", "xlcontent", "mainText", "text-content", "arti_content", "entry-content"}

// ContentName says whether a class or id is that of a body.
func ContentName(s string) bool {
	s = strings.ToLower(s)
	for _, name := range contentNames {
		if strings.Contains(s, name) {
			return true
		}
	}
	return s == "content" || s == "contents" || s == "article" || s == "detail" || s == "nr" || s == "zw"
}

// titleName says whether a class or id is that of a title.
func titleName(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "title") || strings.Contains(s, "biaoti") || s == "bt" || s == "tit" || strings.Contains(s, "headline")
}
