package run_test

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	"ducha/internal/zhtext"
)

// A bureau is a small, wholly compliant site that knows nothing of
// internal/samplesite. Its plain form is what its hooks are by default; a shape
// replaces some of them by the ways of one content management system.
type bureau struct {
	cols  []*bcol
	extra map[string]string // further pages by path; "type\n" may lead: "json\n{…}"

	under  string            // the folder of a portal that the site is: "/jtj/"; empty for a host of its own
	portal map[string]string // the portal's own pages

	frame   func(title, crumb, body string) string // a whole page
	tags    func(kind string, c *bcol, a *bart) string
	menu    func() string
	rows    func(c *bcol, arts []*bart) string // one page of a list
	lists   func(c *bcol) map[string]string    // all pages of a column by path
	page    func(a *bart) string               // the body of an article's page
	home    func() string                      // the body of the home page
	url     func(a *bart) string
	day     func(time.Time) string // as lists show it
	handle  func(w http.ResponseWriter, r *http.Request) bool
	planted []string // defects put in by hand: "code subject"
	besides []string // what else may rightly be said of them
}

// A bcol is a column; with text and no entries it is a single page.
type bcol struct {
	label, slug string
	text        string
	arts        []*bart
	outside     bool // not beneath 政务公开
}

type bart struct {
	id    int
	title string
	date  time.Time
	body  string
	col   *bcol
	also  *bart // the interpretation or the document
	files []string
	docNo string
}

const bureauName = "兰山市交通运输局"

func (b *bureau) col(label string) *bcol {
	for _, c := range b.cols {
		if c.label == label {
			return c
		}
	}
	panic("no column " + label) // a mistake in the test
}

func (c *bcol) path() string {
	if c.outside {
		return "/" + c.slug + "/"
	}
	return "/zwgk/" + c.slug + "/"
}

// post adds an article, days before the judged day.
func (b *bureau) post(c *bcol, days int, title, body string) *bart {
	n := 1000
	for _, o := range b.cols {
		n += len(o.arts)
	}
	a := &bart{id: n, title: title, date: bureauDay.AddDate(0, 0, -days), body: body, col: c}
	c.arts = append(c.arts, a)
	return a
}

var bureauDay = time.Date(2022, 12, 31, 0, 0, 0, 0, zhtext.Beijing)

func bp(s string) string { return "<p>" + s + "</p>" }

// plain sets the default form: TRS-like addresses, a list of <li>, tags, footer.
func (b *bureau) plain() {
	b.extra = map[string]string{"/zwgk/ysqgk/sqb.docx": "doc\nPK", "/logo.png": "png\n", "/images/tj.png": "png\n", "/red.png": "png\n"}
	b.url = func(a *bart) string {
		return fmt.Sprintf("%s%s/t%s_%d.html", a.col.path(), a.date.Format("200601"), a.date.Format("20060102"), a.id)
	}
	b.day = func(t time.Time) string { return t.Format("2006-01-02") }
	b.tags = b.plainTags
	b.frame = b.plainFrame
	b.menu = b.plainMenu
	b.rows = b.plainRows
	b.lists = func(c *bcol) map[string]string { return map[string]string{c.path(): b.rows(c, c.arts)} }
	b.page = b.plainArticle
	b.home = b.plainHome
}

func (b *bureau) plainTags(kind string, c *bcol, a *bart) string {
	out := `<meta name="SiteName" content="` + bureauName + `"><meta name="SiteDomain" content="HOST"><meta name="SiteIDCode" content="6501000018">`
	if c != nil {
		out += `<meta name="ColumnName" content="` + c.label + `"><meta name="ColumnType" content="政务公开">`
	}
	if a != nil {
		out += `<meta name="ArticleTitle" content="` + html.EscapeString(a.title) + `"><meta name="PubDate" content="` + a.date.Format("2006-01-02 15:04") + `"><meta name="ContentSource" content="` + bureauName + `">`
	}
	return out
}

func (b *bureau) plainMenu() string {
	return `<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/gzdt/">工作动态</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>`
}

func (b *bureau) plainFrame(title, crumb, body string) string {
	return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `</title>TAGS</head><body><div class="header"><a href="/"><img src="/logo.png" alt="` + bureauName + `"></a></div>` + b.menu() + crumb +
		`<div class="main">` + body + `</div>` + bureauFooter + `</body></html>`
}

const bureauFooter = `<div class="footer"><p><a href="/wzdt/">网站地图</a> <a href="/lxwm/">联系我们</a></p><p>主办单位：` + bureauName + `　承办：局信息中心　联系电话：0991-5881234　地址：兰山市中山路18号</p>
<p>网站标识码：6501000018　<a href="https://beian.miit.gov.cn/">新ICP备05001234号</a>　<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=65010302000123">新公网安备 65010302000123号</a></p>
<p><a href="https://bszs.conac.cn/sitename?method=show&id=0E9"><img src="/red.png" alt="党政机关"></a><script src="//zfwzgl.www.gov.cn/exposure/jiucuo.js"></script></p></div>`

func crumbs(parts ...string) string {
	return `<div class="position">当前位置：<a href="/">首页</a> &gt; ` + strings.Join(parts, " &gt; ") + `</div>`
}

func (b *bureau) plainRows(c *bcol, arts []*bart) string {
	var s strings.Builder
	s.WriteString(`<h2>` + c.label + `</h2><ul class="list">`)
	for _, a := range arts {
		fmt.Fprintf(&s, `<li><a href="%s" title="%s">%s</a><span>%s</span></li>`, b.url(a), html.EscapeString(a.title), html.EscapeString(a.title), b.day(a.date))
	}
	return s.String() + `</ul>`
}

func (b *bureau) plainArticle(a *bart) string {
	s := `<h1>` + a.title + `</h1><div class="info">发布时间：` + a.date.Format("2006-01-02 15:04") + `　来源：` + bureauName + `</div>`
	return s + b.articleRest(a)
}

// articleRest is what follows the heading: the particulars, the text, the links.
func (b *bureau) articleRest(a *bart) string {
	s := ""
	if a.docNo != "" {
		s += `<table class="xxgk"><tr><td>索引号</td><td>01001-` + fmt.Sprint(a.id) + `</td><td>发文字号</td><td>` + a.docNo + `</td></tr><tr><td>成文日期</td><td>` + a.date.Format("2006年01月02日") + `</td><td>发布日期</td><td>` + a.date.Format("2006年01月02日") + `</td></tr><tr><td>有效性</td><td>有效</td><td></td><td></td></tr></table>`
	}
	s += `<div class="content">` + a.body
	for _, f := range a.files {
		s += `<p>附件：<a href="` + f + `">` + f[strings.LastIndexByte(f, '/')+1:] + `</a></p>`
	}
	s += `</div>`
	if a.also != nil {
		name := "相关解读"
		if a.docNo == "" {
			name = "相关文件"
		}
		s += `<div class="xg"><h3>` + name + `</h3><a href="` + b.url(a.also) + `">` + a.also.title + `</a></div>`
	}
	return s
}

func (b *bureau) plainHome() string {
	return b.plainHomeOf("工作动态", "公示公告", "政策法规", "政策解读")
}

func (b *bureau) plainHomeOf(labels ...string) string {
	var s strings.Builder
	for _, label := range labels {
		c := b.col(label)
		fmt.Fprintf(&s, `<div class="box"><h3><a href="%s">%s</a></h3><a class="more" href="%s">更多</a><ul>`, c.path(), c.label, c.path())
		for _, a := range c.arts {
			fmt.Fprintf(&s, `<li><a href="%s">%s</a><span>%s</span></li>`, b.url(a), a.title, b.day(a.date))
		}
		s.WriteString("</ul></div>")
	}
	return s.String()
}

// platform is the body of 政务公开: a menu of all its columns.
func (b *bureau) platform() string {
	var s strings.Builder
	s.WriteString(`<h2>政务公开</h2><ul class="menu">`)
	for _, c := range b.cols {
		if !c.outside {
			fmt.Fprintf(&s, `<li><a href="%s">%s</a></li>`, c.path(), c.label)
		}
	}
	return s.String() + "</ul>"
}

// build lays all pages out by path.
func (b *bureau) build() map[string]string {
	out := map[string]string{}
	put := func(path, title, crumb, body, tags string) {
		out[path] = strings.Replace(b.frame(title, crumb, body), "TAGS", tags, 1)
	}
	put("/", bureauName, "", b.home(), b.tags("home", nil, nil))
	put("/zwgk/", "政务公开-"+bureauName, crumbs(`<a href="/zwgk/">政务公开</a>`), b.platform(), b.tags("column", &bcol{label: "政务公开"}, nil))
	put("/lxwm/", "联系我们-"+bureauName, crumbs("联系我们"), bp("地址：兰山市中山路18号，电话：0991-5881234，邮编：830000，欢迎来电来访咨询各项业务。"), b.tags("column", &bcol{label: "联系我们"}, nil))
	put("/wzdt/", "网站地图-"+bureauName, crumbs("网站地图"), b.platform(), b.tags("column", &bcol{label: "网站地图"}, nil))
	for _, c := range b.cols {
		here := crumbs(`<a href="/zwgk/">政务公开</a>`, `<a href="`+c.path()+`">`+c.label+`</a>`)
		if c.outside {
			here = crumbs(`<a href="` + c.path() + `">` + c.label + `</a>`)
		}
		if c.text != "" {
			put(c.path(), c.label+"-"+bureauName, here, `<h2>`+c.label+`</h2><div class="content">`+c.text+`</div>`, b.tags("column", c, nil))
		} else {
			for path, body := range b.lists(c) {
				put(path, c.label+"-"+bureauName, here, body, b.tags("column", c, nil))
			}
		}
		for _, a := range c.arts {
			if a.col != c {
				continue
			}
			at := b.url(a)
			if _, rest, ok := strings.Cut(at, "//HOST"); ok {
				at = rest
			}
			put(at, a.title+"-"+bureauName, here, b.page(a), b.tags("article", c, a))
		}
	}
	for path, body := range b.extra {
		out[path] = body
	}
	return out
}

// site serves the bureau.
func (b *bureau) site() http.Handler {
	pages := b.build()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b.handle != nil && b.handle(w, r) {
			return
		}
		body, ok := pages[r.URL.Path]
		if q := r.URL.RequestURI(); pages[q] != "" {
			body, ok = pages[q], true
		}
		if !ok {
			http.Error(w, "<html><title>404</title><body>您访问的页面不存在</body></html>", http.StatusNotFound)
			return
		}
		if b.under != "" {
			body = strings.Replace(rooted.ReplaceAllString(body, "${1}"+b.under+"${2}"), "<body>", "<body>"+portalBar, 1)
		}
		kind := "text/html; charset=utf-8"
		if lead, rest, cut := strings.Cut(body, "\n"); cut && bureauTypes[lead] != "" {
			body, kind = rest, bureauTypes[lead]
		}
		w.Header().Set("Content-Type", kind)
		fmt.Fprint(w, strings.ReplaceAll(body, "HOST", r.Host))
	})
}

var bureauTypes = map[string]string{"json": "application/json", "pdf": "application/pdf", "zip": "application/zip", "js": "text/javascript", "xml": "text/xml", "doc": "application/msword", "png": "image/png"}
