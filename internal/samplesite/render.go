package samplesite

import (
	"fmt"
	"html"
	"strings"
	"time"
)

func esc(s string) string { return html.EscapeString(s) }

// view is one page being written.
type view struct {
	s     *Site
	host  string // as the visitor calls the site
	at    string // path of the page
	class string // 首页 栏目页 文章页
	title string // <title>
	col   *column
	art   *article
}

// href writes a link from the page to a path of the site, as the style does.
func (v *view) href(to string) string {
	if to == "/" {
		to = v.s.homePath()
	}
	if v.s.cfg.Style == StylePlain || v.s.cfg.Style == StyleDeep {
		to = relative(v.at, to)
	}
	if v.s.has(SessionIDs) && v.class != "" && !strings.Contains(to, "?") && !strings.HasPrefix(to, "/files/") {
		to += fmt.Sprintf(";jsessionid=%016X", mix(v.s.seed, hash(v.at)))
	}
	return esc(to)
}

// relative writes to as seen from the folder of from.
func relative(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	n := 0
	for n < len(a)-1 && n < len(b)-1 && a[n] == b[n] {
		n++
	}
	rest := strings.Join(b[n:], "/")
	if up := len(a) - 1 - n; up > 0 {
		return strings.Repeat("../", up) + rest
	}
	return "./" + rest
}

func (v *view) render(r ref) string {
	s := v.s
	switch {
	case r.home:
		v.class, v.title = "首页", s.Name()
		return v.shell(v.home())
	case r.frame:
		return v.framePage(r.col, r.page)
	case r.data:
		return v.datastore(r.col, r.page)
	case r.art != nil:
		v.class, v.art, v.col = "文章页", r.art, r.col
		v.title = r.art.title + "_" + r.col.label + "_" + s.Name()
		return v.shell(v.article(r.art))
	}
	v.class, v.col = "栏目页", r.col
	v.title = r.col.label + "-" + s.Name()
	return v.shell(v.columnPage(r.col, r.page))
}

// shell is the whole document around the main part.
func (v *view) shell(main string) string {
	var b strings.Builder
	b.Grow(24 << 10)
	switch v.s.cfg.Style {
	case StyleGBK:
		b.WriteString(`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">` + "\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n")
	default:
		b.WriteString("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n")
	}
	v.head(&b)
	b.WriteString("<body>\n")
	if v.s.has(CookieBanner) {
		b.WriteString(`<div id="cookie-tip" class="cookie">本网站使用Cookie改善浏览体验，继续浏览即表示同意。<a href="javascript:;" onclick="closeTip()">我知道了</a></div>`)
	}
	v.header(&b)
	v.crumbs(&b)
	b.WriteString(v.div("main"))
	if v.class == "栏目页" {
		v.side(&b)
	}
	b.WriteString(v.div("content"))
	b.WriteString(main)
	b.WriteString("</div>\n</div>\n")
	v.footer(&b)
	b.WriteString("</body>\n</html>\n")
	return b.String()
}

func (v *view) head(b *strings.Builder) {
	s := v.s
	b.WriteString("<head>\n")
	switch s.cfg.Style {
	case StyleGBK:
		b.WriteString(`<meta content="text/html; charset=gb2312" http-equiv="Content-Type" />` + "\n")
	default:
		b.WriteString(`<meta charset="utf-8">` + "\n")
	}
	fmt.Fprintf(b, "<title>%s</title>\n", esc(v.title))
	v.tags(b)
	b.WriteString(`<link rel="stylesheet" href="/css/skin.css">` + "\n" + `<script src="/js/jquery-1.12.4.min.js"></script>` + "\n")
	if s.has(HTTPSHint) {
		b.WriteString(`<meta http-equiv="Content-Security-Policy" content="upgrade-insecure-requests">` + "\n<script>if(location.protocol=='http:'&&location.hostname.indexOf('.gov.cn')>0){location.href='https:'+location.href.substring(5);}</script>\n")
	}
	b.WriteString("<script>function search(){var k=document.getElementById('kw').value;if(k==''){alert('请输入关键字');return false;}return true;}</script>\n</head>\n")
}

// tags writes the page tags of 国办发〔2017〕47号.
func (v *view) tags(b *strings.Builder) {
	s := v.s
	tag := func(name, value string) {
		if !s.plan.tags[tagOf{v.class, name}] {
			fmt.Fprintf(b, `<meta name="%s" content="%s">`+"\n", name, esc(value))
		}
	}
	tag("SiteName", s.Name())
	tag("SiteDomain", v.host)
	code := s.city.code
	if s.plan.website.tag && v.class == "首页" {
		code = "6500000000"
	}
	tag("SiteIDCode", code)
	if v.col != nil {
		tag("ColumnName", v.col.label)
		tag("ColumnDescription", s.Name()+v.col.label+"栏目，发布"+v.col.label+"相关信息。")
		tag("ColumnKeywords", v.col.label)
		tag("ColumnType", columnType(v.col))
	}
	if a := v.art; a != nil {
		tag("ArticleTitle", a.title)
		if !a.col.undated {
			tag("PubDate", stamp(a).Format("2006-01-02 15:04"))
		}
		tag("ContentSource", a.source)
		tag("Keywords", v.col.label)
	}
}

// stamp is the minute an article went on line.
func stamp(a *article) time.Time {
	h := mix(uint64(a.id), 3)
	return a.date.Add(time.Duration(between(h, 10*60, 19*60)) * time.Minute)
}

func columnType(c *column) string {
	switch c.key {
	case "政策法规", "行政规范性文件":
		return "政策文件"
	case "政策解读":
		return "解读回应"
	case "投诉建议", "意见征集", "意见反馈":
		return "互动交流"
	case "公示公告":
		return "通知公告"
	case "交通要闻", "基层动态", "工作动态":
		return "工作动态"
	}
	return "政务公开"
}

func (v *view) header(b *strings.Builder) {
	s := v.s
	b.WriteString(v.div("top"))
	fmt.Fprintf(b, `<a href="%s"><img src="/images/logo.png" alt="%s"></a>`, v.href("/"), esc(s.Name()))
	fmt.Fprintf(b, `<form action="/search" method="get" onsubmit="return search()"><input type="text" name="q" id="kw"><input type="submit" value="搜索"></form>`)
	b.WriteString(`<a href="javascript:void(0)" onclick="SetHome(window.location)">设为首页</a> <a href="javascript:;" class="wza">无障碍浏览</a></div>` + "\n")
	b.WriteString(v.div("nav") + "<ul>\n")
	fmt.Fprintf(b, `<li><a href="%s">首页</a></li>`+"\n", v.href("/"))
	for _, c := range s.root.children {
		fmt.Fprintf(b, `<li><a href="%s">%s</a>`, v.href(s.path(c)), esc(c.label))
		if s.cfg.Style != StyleDeep && len(c.children) > 0 {
			b.WriteString(`<ul class="sub">`)
			for _, k := range c.children {
				fmt.Fprintf(b, `<li><a href="%s">%s</a></li>`, v.href(s.path(k)), esc(k.label))
			}
			b.WriteString("</ul>")
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ul></div>\n")
}

func (v *view) crumbs(b *strings.Builder) {
	if v.col == nil {
		return
	}
	b.WriteString(v.div("crumb"))
	fmt.Fprintf(b, `当前位置：<a href="%s">首页</a>`, v.href("/"))
	for _, c := range v.col.trail() {
		fmt.Fprintf(b, ` &gt; <a href="%s">%s</a>`, v.href(v.s.path(c)), esc(c.label))
	}
	if v.art != nil {
		b.WriteString(" &gt; 正文")
	}
	b.WriteString("</div>\n")
}

// side is the menu of the neighbours and children.
func (v *view) side(b *strings.Builder) {
	list := v.col.children
	if len(list) == 0 {
		list = v.col.parent.children
	}
	b.WriteString(v.div("side") + "<ul>")
	for _, c := range list {
		fmt.Fprintf(b, `<li><a href="%s">%s</a></li>`, v.href(v.s.path(c)), esc(c.label))
	}
	b.WriteString("</ul></div>\n")
}

func (v *view) footer(b *strings.Builder) {
	s := v.s
	has := func(element string) bool { return !s.plan.footer[element] }
	b.WriteString(v.div("foot"))
	b.WriteString("<p>")
	fmt.Fprintf(b, `<a href="%s">网站地图</a>`, v.href("/wzdt.html"))
	b.WriteString(` | <a href="http://www.gov.cn/">中国政府网</a></p>`)
	line := func(element, text string) {
		if has(element) {
			b.WriteString("<p>" + text + "</p>\n")
		}
	}
	line("主办单位", "主办单位："+esc(s.Name())+"　承办单位："+esc(s.Name())+"办公室")
	line("联系方式", "联系方式："+esc(s.city.phone)+"　地址："+esc(s.city.name+s.city.road))
	line("网站标识码", "网站标识码："+s.city.code)
	line("ICP备案编号", `<a href="https://beian.miit.gov.cn/">`+s.city.icp+`</a>`)
	line("公安备案编号", `<a href="http://www.beian.gov.cn/portal/registerSystemInfo">`+s.city.police+`</a>`)
	script := s.has(ScriptFooter)
	if has("党政机关网站标识") {
		if script {
			b.WriteString(`<span id="_ideConac"></span><script src="https://dcs.conac.cn/js/33/000/0000/60999999/CA330000000609999990001.js"></script>` + "\n")
		} else {
			b.WriteString(`<a href="http://bszs.conac.cn/sitename?method=show&amp;id=0A1B2C3D"><img src="/images/dzjg.png" alt="党政机关网站标识"></a>` + "\n")
		}
	}
	if has("找错入口") {
		if script {
			b.WriteString(`<span id="_span_jiucuo"></span><script src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>` + "\n")
		} else {
			fmt.Fprintf(b, `<a href="https://zfwzgl.www.gov.cn/exposure/pctoken.html?site_code=%s"><img src="/images/jiucuo.png" alt="我为政府网站找错"></a>`+"\n", s.findMistakeCode())
		}
	}
	b.WriteString("</div>\n")
}

// findMistakeCode keeps the site code out of the link when the code is taken away.
func (s *Site) findMistakeCode() string {
	if s.plan.footer["网站标识码"] {
		return "0"
	}
	return s.city.code
}
