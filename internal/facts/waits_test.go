package facts_test

import (
	"fmt"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ducha/internal/facts"
)

const store = `<script type="text/xml"><datastore><totalrecord>0</totalrecord><recordset></recordset></datastore></script>`

// A place that a script may fill was not seen; one that brings its entries along was.
func TestWaits(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		waits   bool
	}{
		"store in the place":           {`<div id="4036">` + store + `</div><script>jpage({"pageid":4036})</script>`, false},
		"store beside another place":   {`<div id="side">` + store + `</div><ul id="main-list"></ul><script>fill("main-list")</script>`, true},
		"own script":                   {`<ul id="rows"></ul><script src="/js/rows.js"></script>`, true},
		"own script named like a tool": {`<ul id="rows"></ul><script src="/js/searchlist.js"></script>`, true},
		"shared library":               {`<ul id="rows"></ul><script src="/js/jquery-1.12.4.min.js"></script>`, false},
		"template":                     {`<p>{{item.title}}</p><script src="/js/jquery.js"></script>`, true},
		"nothing to fill it":           {`<ul id="rows"></ul>`, false},
	} {
		body := `<html><title>公示公告</title><body><div class="nav"><a href="/a/">甲</a><a href="/b/">乙</a><a href="/c/">丙</a><a href="/d/">丁</a></div>` +
			`<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/gsgg/">公示公告</a></div><div class="main">` + c.content + `</div></body></html>`
		p := facts.Read(exchangeFor("http://www.example.gov.cn/gsgg/"), []byte(body))
		if p.ScriptsIn != c.waits {
			t.Errorf("%s: waits %v, want %v", name, p.ScriptsIn, c.waits)
		}
	}
}

// A picture is a page's own when no other page shows it, whatever its name; where
// too few pages were seen, all are.
func TestPictured(t *testing.T) {
	page := func(content string) string {
		return `<html><title>栏目</title><body><div class="hd"><img src="/images/slogan.jpg"></div><div class="nav"><a href="/jgzn/">机构职能</a><a href="/gsgg/">公示公告</a><a href="/zcfg/">政策法规</a><a href="/zcjd/">政策解读</a></div><div class="main">` + content + `</div></body></html>`
	}
	site := func(names ...string) *facts.Site {
		a := &txtar.Archive{Files: []txtar.File{
			{Name: "/", Data: []byte(page("欢迎"))},
			{Name: "jgzn/", Data: []byte(page(`<img src="/images/index_top.jpg">`))},
			{Name: "gsgg/", Data: []byte(page(""))},
		}}
		for _, n := range names {
			a.Files = append(a.Files, txtar.File{Name: n, Data: []byte(page(fmt.Sprintf("<p>%s</p>", n)))})
		}
		return siteFrom(t, a)
	}
	for name, c := range map[string]struct {
		site *facts.Site
		page string
		own  bool
	}{
		"a chart named like an ornament": {site("zcfg/", "zcjd/"), "jgzn/", true},
		"the template's slogan only":     {site("zcfg/", "zcjd/"), "gsgg/", false},
	} {
		p, err := c.site.Page(home + c.page)
		if err != nil {
			t.Fatal(err)
		}
		if own := c.site.Pictured(p); own != c.own {
			t.Errorf("%s: own pictures %v, want %v (%v)", name, own, c.own, p.Pictures)
		}
	}
	alone := siteFrom(t, &txtar.Archive{Files: []txtar.File{{Name: "/", Data: []byte(page("欢迎"))}, {Name: "gsgg/", Data: []byte(page(""))}}})
	p, err := alone.Page(home + "gsgg/")
	if err != nil {
		t.Fatal(err)
	}
	if !alone.Pictured(p) {
		t.Error("a picture was taken for the template's on the word of one page")
	}
}

// What is remembered of one page's links never leads another page astray.
func TestReferencesOfOtherPages(t *testing.T) {
	for range 3 {
		for _, c := range [][3]string{
			{"http://a.gov.cn/x/1.html", "2.html", "http://a.gov.cn/x/2.html"},
			{"http://a.gov.cn/y/1.html", "2.html", "http://a.gov.cn/y/2.html"},
			{"http://b.gov.cn/x/1.html", "/2.html", "http://b.gov.cn/2.html"},
			{"http://a.gov.cn/x/1.html", "/2.html", "http://a.gov.cn/2.html"},
			{"https://a.gov.cn/x/1.html", "//c.gov.cn/2.html", "https://c.gov.cn/2.html"},
			{"http://a.gov.cn/x/1.html", "//c.gov.cn/2.html", "http://c.gov.cn/2.html"},
			{"http://a.gov.cn/x/list.html", "?p=2", "http://a.gov.cn/x/list.html?p=2"},
			{"http://a.gov.cn/x/more.html", "?p=2", "http://a.gov.cn/x/more.html?p=2"},
		} {
			p := facts.Read(exchangeFor(c[0]), []byte(`<html><body><a href="`+c[1]+`">下一条</a></body></html>`))
			if len(p.Links) != 1 || p.Links[0].URL != c[2] {
				t.Errorf("%s on %s leads to %v, want %s", c[1], c[0], p.Links, c[2])
			}
		}
	}
}
