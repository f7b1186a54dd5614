package facts_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// furnished is a site on every page of which the same script asks for the same
// thing, and the same box waits to be filled.
func furnished() *txtar.Archive {
	const script = `<div id="share"></div><script>$.ajax({url: base + part, data: {page: %d}, success: function(d) { $("#share").html(d); }});</script>`
	menu := `<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zcfg/">政策法规</a></li><li><a href="/zcjd/">政策解读</a></li><li><a href="/gsgg/">公示公告</a></li><li><a href="/tzgg/">通知公告</a></li></ul></div>`
	a := &txtar.Archive{}
	add := func(name, title, main string) {
		page := `<html><head><title>` + title + `</title></head><body>` + menu + `<div class="main">` + main + fmt.Sprintf(script, len(a.Files)) + `</div><div class="footer">主办单位：某局</div></body></html>`
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(page)})
	}
	add("/", "首页", `<p>某局主管全市道路运输、公共交通和公路养护工作，负责行业管理、行政许可和行政执法，受理群众的咨询和投诉，欢迎访问本网站，了解通知公告和政策法规。</p><p>打印本页 1</p>`)
	for _, col := range []string{"zcfg", "zcjd"} {
		rows := ""
		for i := 1; i < 5; i++ {
			rows += fmt.Sprintf(`<li><a href="%d.html">关于公路养护安排的通知（%d）</a><span>2022-10-1%d</span></li>`, i, i, i)
			add(fmt.Sprintf("%s/%d.html", col, i), "关于公路养护安排的通知", `<h1>关于公路养护安排的通知</h1><div class="info">发布时间：2022-10-11</div><div class="content">`+strings.Repeat("<p>为做好公路养护工作，现将有关安排通知如下，请遵照执行。</p>", 6)+`</div>`)
		}
		add(col+"/", "政策", `<ul>`+rows+`</ul><p>打印本页 22</p>`)
	}
	add("gsgg/", "公示公告", `<h2>公示公告</h2>`)
	add("tzgg/", "通知公告", `<h2>通知公告</h2><div id="rows"></div><script>$.getJSON(rows, draw("#rows"));</script>`)
	return a
}

// A page that only furniture may fill is known, and stays one that is not relied on:
// what every page has may also be a menu.
func TestUnfilled(t *testing.T) {
	site := siteFrom(t, furnished())
	if p := site.Unfilled(home + "gsgg/"); p == nil {
		t.Error("an empty page with furniture alone is not known")
	}
	if _, err := site.Page(home + "gsgg/"); err == nil {
		t.Error("an empty page that a script may fill was relied on")
	}
	if site.Unfilled(home+"tzgg/") != nil {
		t.Error("an empty page has a place of its own and is held for unfilled")
	}
	elsewhere := site.Elsewhere(site.Unfilled(home + "gsgg/"))
	if !elsewhere("打印本页 333") || elsewhere("公示公告") {
		t.Error("lines of every page are not told from a page's own")
	}
}

// One list is not enough to call something furniture.
func TestFurnitureNeedsLists(t *testing.T) {
	a := furnished()
	for i := range a.Files {
		if a.Files[i].Name == "zcjd/" {
			a.Files[i].Data = []byte(strings.ReplaceAll(string(a.Files[i].Data), "base + part", "other"))
		}
	}
	if siteFrom(t, a).Unfilled(home+"gsgg/") != nil {
		t.Error("an empty page is held for unfilled")
	}
}
