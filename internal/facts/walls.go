package facts

import (
	"slices"
	"strings"

	"ducha/internal/evidence"
)

// settleProblem names what only the content tells.
func (r *reader) settleProblem() {
	p := r.page
	if p.Problem != evidence.None {
		return
	}
	entries := 0
	for i := range p.Lists {
		entries += len(p.Lists[i].Entries)
	}
	if entries > 0 && p.Class != ClassHome {
		// Lists were seen; what scripts add beside them does not hide the page.
		p.ScriptsIn = p.ScriptsIn && p.Pager.Open
	}
	if p.Class == ClassArticle && p.Article != nil && p.Article.Length > 100 {
		p.ScriptsIn = false
	}
	switch {
	case r.t.cut:
		p.Problem = evidence.TooLarge
	case r.refreshes():
	case r.saysNotFound(entries):
		p.Problem = evidence.Soft404
	case r.asksLogin(entries):
		p.Problem = evidence.Login
	case p.Chars < 200 && strings.Contains(p.Text, "维护") && entries == 0 && (strings.Contains(p.Text, "系统维护") || strings.Contains(p.Text, "网站维护") || strings.Contains(p.Title, "维护")):
		p.Problem = evidence.Maintenance
	case r.shell(entries):
		p.Problem = evidence.ScriptOnly
	case p.Chars == 0 && len(p.Links) == 0 && len(r.scripts) == 0 && !r.hasMedia(0):
		p.Problem = evidence.Empty
	}
}

func (r *reader) refreshes() bool {
	for i := range r.page.Links {
		if k := r.page.Links[i].Kind; k == LinkRefresh || k == LinkFrame && r.t.chars[0] < 40 {
			return true
		}
	}
	return false
}

var notFoundWords = []string{"页面不存在", "网页不存在", "页面未找到", "找不到页面", "页面找不到", "找不到该页", "您访问的页面", "您要查看的页面", "您所访问的", "已删除", "已被删除", "已经删除", "不存在或已", "404", "文件未找到", "内容不存在", "信息不存在", "文章不存在", "not found"}

// saysNotFound recognises a soft 404: the words alone on a short page, or in
// the title of a longer one without content.
func (r *reader) saysNotFound(entries int) bool {
	p := r.page
	title := strings.ToLower(p.Title)
	for _, w := range notFoundWords {
		strict := w != "404" && w != "已删除" && w != "您访问的页面" && w != "您所访问的" && w != "您要查看的页面"
		if strings.Contains(title, w) && (strict || w == "404" && (strings.HasPrefix(title, "404") || strings.Contains(title, "404 ") || strings.HasSuffix(title, "404") || runes(title) <= 12)) && entries < 3 && !articleWith(p, 300) {
			return true
		}
	}
	if n := runes(clip(p.Text, 1000)); entries > 0 || n > 120 || n > 60 && p.Chars > 600 {
		return false
	}
	main := strings.ToLower(p.Text)
	for _, w := range notFoundWords {
		if strings.Contains(main, w) {
			return true
		}
	}
	return false
}

func articleWith(p *Page, length int) bool { return p.Article != nil && p.Article.Length > length }

// asksLogin recognises a login wall: a password field on a page with little else.
func (r *reader) asksLogin(entries int) bool {
	if entries > 2 || r.page.Chars > 300 || len(r.page.Text) > 2000 || !strings.Contains(r.page.Text+r.page.Title, "登录") && !strings.Contains(r.page.Text+r.page.Title, "登陆") {
		return false
	}
	t := r.t
	for i := int32(1); int(i) < len(t.nodes); i++ {
		if t.nodes[i].tag == tagInput && strings.EqualFold(t.get(i, "type"), "password") {
			return true
		}
	}
	return false
}

// shell recognises a page whose content only scripts bring.
func (r *reader) shell(entries int) bool {
	p := r.page
	if len(r.scripts) == 0 || entries > 0 || articleWith(p, 60) {
		return false
	}
	links := 0
	for i := range p.Links {
		if k := p.Links[i].Kind; k != LinkData && k != LinkFrame {
			links++
		}
	}
	if p.Chars < 60 && links < 4 {
		return true
	}
	if runes(clip(p.Text, 1000)) >= 60 {
		return false
	}
	p.Media = r.pictured()
	if p.ScriptsIn {
		return true
	}
	p.ScriptsIn = r.waits()
	return false
}

// ornaments are pieces of the names of pictures that say nothing.
var ornaments = []string{"icon", "dot", "line", "banner", "logo", "arrow", "new.", "btn", "blank", "bg", "space", "home", "index", "top", "left", "right", "biaoyu", "sous", "search", "ewm", "qr", "weixin", "dzjg", "dz_jg", "gongan", "beian"}

// pictured says whether a picture, sound or film stands in the content that is
// no ornament and no button.
func (r *reader) pictured() bool {
	t := r.t
	from := int32(1)
	for i := range r.areas {
		if r.areas[i] == inCrumb {
			from = int32(i) // what stands before the breadcrumb is the page's head
		}
	}
	for i := from; int(i) < len(t.nodes); i++ {
		switch n := &t.nodes[i]; n.tag {
		case tagA:
			i = n.end - 1
		case tagImg:
			src := strings.ToLower(t.get(i, "src"))
			name := src[strings.LastIndexByte(src, '/')+1:]
			if r.areas[i] == inMain && n.flags&flagHidden == 0 && name != "" && !slices.ContainsFunc(ornaments, func(w string) bool { return strings.Contains(name, w) }) {
				return true
			}
		case tagVideo, tagAudio, tagEmbed:
			if r.areas[i] == inMain {
				return true
			}
		}
	}
	return false
}

// thirdParty are scripts that fill nothing with a site's own entries.
var thirdParty = []string{"jquery", "swiper", "bootstrap", "layer", "conac", "jiucuo", "html5", "respond", "tongji", "hm.js", "share", "slide", "marquee", "barrier", "wza", "aria", "font", "weather", "qrcode", "count", "ta-", "search"}

// waits says whether a page holds an empty place with a name of its own and a
// script that may fill it, or shows the marks of a template: what would stand
// there cannot be seen.
func (r *reader) waits() bool {
	t := r.t
	if i := strings.Index(r.page.Text, "{{"); i >= 0 && strings.Contains(r.page.Text[i:], "}}") {
		return true
	}
	own, inline := false, ""
	for _, id := range r.scripts {
		src := t.get(id, "src")
		if src == "" {
			if store := t.nodes[id].text; strings.Contains(store, "<recordset") || strings.Contains(store, "<datastore") {
				return false // the page brings its entries along; they were read
			}
			inline += t.nodes[id].text
			continue
		}
		u := r.res.resolve(src)
		name := strings.ToLower(pathOf(u))
		name = name[strings.LastIndexByte(name, '/')+1:]
		known := slices.ContainsFunc(thirdParty, func(lib string) bool { return strings.Contains(name, lib) })
		own = own || u != "" && hostOf(u) == hostOf(r.page.URL) && !known
	}
	for i := int32(1); int(i) < len(t.nodes); i++ {
		n := &t.nodes[i]
		switch n.tag {
		case tagDiv, tagUL, tagTable, tagTbody, tagDL:
		default:
			continue
		}
		if n.attrs == 0 || r.areas[i] != inMain || t.chars[i] > 0 || n.end-i > 4 || r.hasMedia(i) {
			continue
		}
		if name := t.get(i, "id"); name != "" && (own || strings.Contains(inline, name)) {
			return true
		}
	}
	return false
}
