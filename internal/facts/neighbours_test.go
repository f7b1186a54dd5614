package facts_test

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ducha/internal/facts"
	"ducha/internal/webpage"
)

// A page is another body's only when it leads home into a folder beside the site and
// names a body that is certainly not the site's.
func TestNeighbours(t *testing.T) {
	own := webpage.Face{Homes: [3]string{home}, Sponsor: "某市交通运输局"}
	for name, c := range map[string]struct {
		home string
		face webpage.Face
		want string
	}{
		"another body":            {home, webpage.Face{Homes: [3]string{home + "glj/"}, Sponsor: "某市公路局"}, home + "glj/"},
		"a unit of a long name":   {home, webpage.Face{Homes: [3]string{home + "zfzd/"}, Sponsor: "某某自治州交通运输综合行政执法支队"}, home + "zfzd/"},
		"only one has the tag":    {home, webpage.Face{Homes: [3]string{home + "glj/index.html"}, Name: "某市公路局"}, ""},
		"its own name in short":   {home, webpage.Face{Homes: [3]string{home + "zwgk/"}, Sponsor: "市交通局"}, ""},
		"its information centre":  {home, webpage.Face{Homes: [3]string{home + "zwgk/"}, Sponsor: "某市交通运输局信息中心"}, ""},
		"the government above":    {home, webpage.Face{Homes: [3]string{home + "zwgk/"}, Sponsor: "某市人民政府办公室"}, ""},
		"no body at all":          {home, webpage.Face{Homes: [3]string{home + "zwgk/"}, Sponsor: "政务公开专栏"}, ""},
		"leads to the site too":   {home, webpage.Face{Homes: [3]string{home + "glj/", home}, Sponsor: "某市公路局"}, ""},
		"leads to the portal":     {home + "jtj/", webpage.Face{Homes: [3]string{home}, Sponsor: "某市公路局"}, ""},
		"leads above the site":    {home + "bm/jtj/", webpage.Face{Homes: [3]string{home + "bm/"}, Sponsor: "某市公路局"}, ""},
		"another host":            {home, webpage.Face{Homes: [3]string{"http://glj.example.gov.cn/glj/"}, Sponsor: "某市公路局"}, ""},
		"a folder within its own": {home + "jtj/", webpage.Face{Homes: [3]string{home + "jtj/glj/"}, Sponsor: "某市公路局"}, home + "jtj/glj/"},
	} {
		n, page := facts.NewNeighbours(c.home, nil, nil), home+"glj/tzgg/1.html"
		if got := n.Start(page, c.face); got != "" {
			t.Errorf("%s: %q before the start page was read", name, got)
		}
		n.Meet(c.home, own)
		if got := n.Start(page, c.face); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What lies in the folder of a site that is audited too is none of this one's, whatever
// its pages say.
func TestOtherSitesOfTheHost(t *testing.T) {
	const rows = `<ul><li><a href="t1.html">关于公交线网优化情况的通报</a><span>2022-11-04</span></li><li><a href="t2.html">关于客运站场改造情况的通报</a><span>2022-10-04</span></li></ul>`
	page := func(links string) []byte {
		return []byte(`<html><body><div class="nav"><ul><li><a href="/tzgg/">通知公告</a></li>` + links + `</ul></div>` + rows + `</body></html>`)
	}
	m := snapshotOf(&txtar.Archive{Files: []txtar.File{
		{Name: "/", Data: page(`<li><a href="/zwgk/">政务公开</a></li><li><a href="/glj/">市公路局</a></li>`)},
		{Name: "tzgg/", Data: page("")}, {Name: "zwgk/", Data: page("")},
		{Name: "glj/", Data: page(`<li><a href="/glj/zcjd/">政策解读</a></li>`)}, {Name: "glj/zcjd/", Data: page("")},
	}})
	for others, want := range map[string]string{"": "glj/zcjd/", home + "glj/": "absent"} {
		s, err := facts.Load(t.Context(), m, facts.Options{Vocabulary: vocabulary(t), Others: []string{others}})
		if err != nil {
			t.Fatal(err)
		}
		if got := answer(s, []string{"政策解读"}); got != want {
			t.Errorf("beside %q: 政策解读 is %s, want %s", others, got, want)
		}
		for info := range s.Pages() {
			if others != "" && strings.HasPrefix(info.URL, others) {
				t.Errorf("%s counts as the site's own", info.URL)
			}
		}
	}
}

// What is wrong with the pages of a portal is not the fault of an office whose site is a
// folder of it.
func TestPortalAbove(t *testing.T) {
	page := func(start, trail, content string) []byte {
		return []byte(`<html><body><div class="nav"><ul><li><a href="` + start + `">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/jtj/">市交通运输局</a></li></ul></div><div class="position">当前位置：` + trail + `</div><div class="main"><p>` + content + `</p></div></body></html>`)
	}
	m := snapshotOf(&txtar.Archive{Files: []txtar.File{
		{Name: "jtj/", Data: page("/jtj/", "首页", `欢迎访问<a href="/jtj/gone.html">办事指南</a>`)},
		{Name: "/", Data: page("/", "首页", `欢迎访问<a href="/gone.html">市民服务</a>`)},
		{Name: "zwgk/", Data: page("/", `<a href="/">首页</a> &gt; 政务公开`, `公开<a href="/gone.html">市民服务</a>`)},
		{Name: "art/1.html", Data: page("/", `<a href="/">首页</a> &gt; <a href="/jtj/">市交通运输局</a> &gt; 通知公告`, `通知<a href="/art/gone.html">附表</a>`)},
		{Name: "gone.html 404 not_found"}, {Name: "gone.html 404 not_found"}, {Name: "jtj/gone.html 404 not_found"}, {Name: "jtj/gone.html 404 not_found"},
		{Name: "art/gone.html 404 not_found"}, {Name: "art/gone.html 404 not_found"},
	}})
	m.snap.Home = home + "jtj/"
	s := loaded(t, m, nil)
	if got, want := answer(s, []string{"dead"}), "jtj/gone.html art/gone.html"; got != want {
		t.Errorf("dead links %s, want %s", got, want)
	}
	for info := range s.Pages() {
		if info.URL == home || info.URL == home+"zwgk/" {
			t.Errorf("%s counts as the office's own", info.URL)
		}
	}
}

// What an office keeps in a folder of the portal under the names of columns is its own;
// what the portal names, or shows for another office, proves nothing for or against it.
func TestKeptOnThePortal(t *testing.T) {
	page := func(trail, links, content string) []byte {
		return []byte(`<html><body><div class="top"><a href="/">首页</a><a href="/xwzx/">新闻中心</a><a href="/zcjd/">政策解读</a></div><div class="position">当前位置：<a href="/">首页</a>` + trail + `</div><div class="nav"><ul>` + links + `</ul></div><div class="main">` + content + `</div></body></html>`)
	}
	rows := func(dir, title string) string {
		return `<ul><li><a href="` + dir + `1.html">` + title + `</a><span>2022-11-04</span></li><li><a href="` + dir + `2.html">关于客运站场改造情况的通报</a><span>2022-10-04</span></li></ul>`
	}
	const own = `<li><a href="/jtj/">本局</a></li><li><a href="/jtj/tzgg/">通知公告</a></li><li><a href="/xxgk/jtj/zcfg/">政策法规</a></li>`
	const glj = ` &gt; <a href="/glj/">市公路局</a> &gt; 公开`
	m := snapshotOf(&txtar.Archive{Files: []txtar.File{
		{Name: "jtj/", Data: page("", own, rows("/jtj/tzgg/", "关于公交线网优化情况的通报"))},
		{Name: "jtj/tzgg/", Data: page("", own, rows("/jtj/tzgg/", "关于公交线网优化情况的通报"))},
		{Name: "xxgk/jtj/zcfg/", Data: page(" &gt; 信息公开", `<li><a href="/xxgk/jtj/jgzn/">机构职能</a></li>`, rows("/xxgk/jtj/zcfg/", "某市公交管理办法"))},
		{Name: "xxgk/jtj/jgzn/", Data: page(" &gt; 信息公开", "", "<p>负责全市道路运输行业的管理，承担公路、水路建设市场监管职责。</p>")},
		{Name: "/", Data: page("", `<li><a href="/jtj/">市交通运输局</a></li><li><a href="/glj/">市公路局</a></li><li><a href="/zcjd/">政策解读</a></li>`, rows("/xwzx/", "全市应急演练举行"))},
		{Name: "zcjd/", Data: page(" &gt; 政策解读", "", rows("/zcjd/", "某市城市规划条例解读"))},
		{Name: "glj/", Data: page(glj, `<li><a href="/glj/fzjs/">法治建设</a></li>`, rows("/glj/", "2021年度部门决算公开"))},
		{Name: "glj/fzjs/", Data: page(glj, `<li><a href="/glj/fzjs/">法治建设</a></li>`, rows("/glj/fzjs/", "法治建设年度报告"))},
	}})
	m.snap.Home = home + "jtj/"
	s := loaded(t, m, nil)
	for name, want := range map[string]string{"政策法规": "xxgk/jtj/zcfg/", "机构职能": "xxgk/jtj/jgzn/", "通知公告": "jtj/tzgg/"} {
		if got := answer(s, []string{name}); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if got := answer(s, []string{"法治建设"}); got == "glj/fzjs/" {
		t.Error("another office's column counts as the site's")
	}
	if hits, err := s.Find(facts.Query{All: []string{"部门决算"}}); len(hits) > 0 || err == nil {
		t.Errorf("words of another office's page: %d hits, %v", len(hits), err)
	}
	if hits, err := s.Find(facts.Query{All: []string{"公交管理办法"}}); len(hits) != 1 || err != nil {
		t.Errorf("words of its own page on the portal: %d hits, %v", len(hits), err)
	}
}

// A start page that only sends its visitors on to the site is no portal.
func TestRootThatLeadsToTheSite(t *testing.T) {
	page := func(content string) []byte {
		return []byte(`<html><head><title>某市交通运输局</title></head><body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/tzgg/">通知公告</a></li></ul></div><div class="main"><p>` + content + `</p></div></body></html>`)
	}
	for name, root := range map[string]string{
		"refresh": `<html><head><title>欢迎</title><meta http-equiv="refresh" content="0;url=/web/"></head></html>`,
		"script":  `<html><head><title>欢迎</title><script>location.href="/web/";</script></head></html>`,
		"alike":   string(page("欢迎访问本网站")),
	} {
		m := snapshotOf(&txtar.Archive{Files: []txtar.File{
			{Name: "web/", Data: page("欢迎访问")}, {Name: "/", Data: []byte(root)}, {Name: "tzgg/", Data: page(`公告<a href="/gone.html">附表</a>`)},
			{Name: "gone.html 404 not_found"}, {Name: "gone.html 404 not_found"},
		}})
		m.snap.Home = home + "web/"
		if got := answer(loaded(t, m, nil), []string{"dead"}); got != "gone.html" {
			t.Errorf("%s: dead links %s, want gone.html", name, got)
		}
	}
}

// On a platform's host that all offices share, the folder that the config names is the
// site's and the others are not.
func TestFolderOnAPlatform(t *testing.T) {
	const platform = "http://zwgk.example.gov.cn/"
	page := func(links, content string) []byte {
		return []byte(`<html><head><title>政府信息公开</title></head><body><div class="nav"><ul>` + links + `</ul></div><div class="main"><p>` + content + `</p><ul><li><a href="1.html">关于公交线网优化情况的通报</a><span>2022-11-04</span></li><li><a href="2.html">关于客运站场改造情况的通报</a><span>2022-10-04</span></li></ul></div></body></html>`)
	}
	m := snapshotOf(&txtar.Archive{Files: []txtar.File{
		{Name: "/", Data: page(`<li><a href="/tzgg/">通知公告</a></li><li><a href="`+platform+`jtj/">政务公开</a></li>`, "欢迎访问")},
		{Name: "tzgg/", Data: page("", "公告")},
		{Name: platform + "jtj/", Data: page(`<li><a href="/jtj/zcfg/">政策法规</a></li><li><a href="/glj/">市公路局</a></li>`, `公开<a href="/jtj/gone.html">附表</a>`)},
		{Name: platform + "jtj/zcfg/", Data: page("", "政策")},
		{Name: platform + "glj/", Data: page(`<li><a href="/glj/zcjd/">政策解读</a></li>`, `公开<a href="/glj/gone.html">附表</a>`)},
		{Name: platform + "glj/zcjd/", Data: page("", "解读")},
		{Name: platform + "jtj/gone.html 404"}, {Name: platform + "jtj/gone.html 404"}, {Name: platform + "glj/gone.html 404"}, {Name: platform + "glj/gone.html 404"},
	}})
	s, err := facts.Load(t.Context(), m, facts.Options{Vocabulary: vocabulary(t), Seeds: []string{platform + "jtj/"}})
	if err != nil {
		t.Fatal(err)
	}
	for ask, want := range map[string]string{"政策法规": platform + "jtj/zcfg/", "政务公开": platform + "jtj/", "通知公告": "tzgg/", "dead": platform + "jtj/gone.html"} {
		if got := answer(s, []string{ask}); got != want {
			t.Errorf("%s: %s, want %s", ask, got, want)
		}
	}
	if got := answer(s, []string{"政策解读"}); got == platform+"glj/zcjd/" {
		t.Error("another office's column counts as the site's")
	}
}
