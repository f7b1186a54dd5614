package webpage

import "strings"

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
	if strings.Contains(name, "modal") {
		return roleNone // the head and the foot of a dialog are none of the page
	}
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

// contentNames are ids and classes by which content systems mark the text of an
// article: TRS, 大汉, UCAP, epoint, webber and others.
var contentNames = []string{"trs_editor", "trs_ueditor", "ucap-content", "ucapcontent", "zoom", "vsb_content", "view trs", "articlecontent", "article-content", "article_content", "newscontent", "news_content", "news-content", "content_text",
	"pages_content", "wp_articlecontent", "ewb-article", "infodetail", "bt-article", "artcontent", "con_text", "contenttext", "detail-content", "detail_content", "xl_content", "zwcontent", "fontzoom", "custom_unionstyle", "cont_text", "xlcontent", "mainText", "text-content", "arti_content", "entry-content"}

// contentName says whether a class or id is that of a body.
func contentName(s string) bool {
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
