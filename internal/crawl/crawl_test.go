package crawl_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/facts"
)

func TestColumnsBeforeArticlesAndEverythingOnce(t *testing.T) {
	pages := map[string]string{}
	var home []string
	for c := range 12 {
		var rows []string
		for e := range 5 {
			name := fmt.Sprintf("/c%d/t%d.html", c, e)
			rows = append(rows, a("entry", name, "条目", "2022-12-01"))
			pages[name] = doc("条目", a("plain", "/", "首页", ""))
		}
		home = append(home, a("entry", fmt.Sprintf("/c%d/t0.html", c), "条目", "2022-12-01"), a("column", fmt.Sprintf("/c%d/", c), "栏目", ""))
		pages[fmt.Sprintf("/c%d/", c)] = doc("栏目", rows...)
	}
	pages["/"] = doc("首页", home...)
	s := serve(t, pages)
	store := newStore(t, s)
	if err := crawl.Run(t.Context(), config(s), store); err != nil {
		t.Fatal(err)
	}
	order := s.order()
	last := 0
	for i, p := range order {
		if strings.HasSuffix(p, "/") && p != "/" {
			last = i + 1
		}
	}
	if limit := 1 + 3*12; last > limit {
		t.Errorf("the last column was asked for as request %d, want at most %d: %v", last, limit, order)
	}
	for p := range pages {
		want := 1
		if p == "/" {
			want = 2 // and once as control
		}
		if n := s.hits(p); n != want {
			t.Errorf("%s was asked for %d times", p, n)
		}
	}
	if snap := store.Snapshot(); snap.Fetched != len(pages) || snap.Planned != snap.Fetched {
		t.Errorf("planned %d, fetched %d of %d, failed %v", snap.Planned, snap.Fetched, len(pages), snap.Failed)
	}
}

func TestListIsReadBackToTheWindowOnly(t *testing.T) {
	pages := map[string]string{"/": doc("首页", a("column", "/l/", "公示公告", ""))}
	for n := range 30 {
		name := fmt.Sprintf("/l/index_%d.html", n)
		if n == 0 {
			name = "/l/"
		}
		day := time.Date(2022, 12, 28, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -20*n).Format("2006-01-02")
		rows := []string{a("entry", fmt.Sprintf("/l/t%d.html", n), "条目", day)}
		rows = append(rows, a("pager", "/l/index_29.html", "尾页", ""))
		for k := 1; k < 30; k++ {
			rows = append(rows, a("pager", fmt.Sprintf("/l/index_%d.html", k), fmt.Sprint(k+1), ""))
		}
		pages[name] = doc("公示公告", rows...)
		pages[fmt.Sprintf("/l/t%d.html", n)] = doc("条目")
	}
	s := serve(t, pages)
	store := newStore(t, s)
	cfg := config(s)
	cfg.From = time.Date(2022, 10, 1, 0, 0, 0, 0, time.UTC)
	if err := crawl.Run(t.Context(), cfg, store); err != nil {
		t.Fatal(err)
	}
	// 12-28, 12-08, 11-18, 10-29, 10-09, 09-19: the sixth page shows that the window is left.
	for n, want := range map[int]int{1: 1, 4: 1, 5: 1, 6: 0, 7: 0, 29: 0} {
		if got := s.hits(fmt.Sprintf("/l/index_%d.html", n)); got != want {
			t.Errorf("page %d of the list was asked for %d times, want %d", n, got, want)
		}
	}
}

func TestEndlessPagesAndTraps(t *testing.T) {
	s := serve(t, map[string]string{"/": doc("首页", a("column", "/l/?page=1", "公告", ""), a("plain", "/calendar/?month=1", "日历", ""), a("plain", "/x/y/", "坏链", ""))})
	s.page["/l/"] = func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Query().Get("page"), "%d", &n)
		fmt.Fprint(w, doc("公告", a("entry", "/t1.html", "条目", "2022-12-01"), a("pager", fmt.Sprintf("/l/?page=%d", n+1), "下一页", "")))
	}
	s.page["/t1.html"] = func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, doc("条目")) }
	s.page["/calendar/"] = func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Query().Get("month"), "%d", &n)
		fmt.Fprint(w, doc("日历", a("plain", fmt.Sprintf("/calendar/?month=%d", n+1), "下月", "")))
	}
	s.page["*"] = func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/x/y/") {
			fmt.Fprint(w, doc("坏链", a("plain", "x/y/", "坏链", "")))
			return
		}
		http.NotFound(w, r)
	}
	store := newStore(t, s)
	cfg := config(s)
	if err := crawl.Run(t.Context(), cfg, store); err != nil {
		t.Fatal(err)
	}
	if n := len(s.order()); n > 60 {
		t.Errorf("the traps took %d requests", n)
	}
}

// What an article links to under the address its siblings have is an article too, however
// many there are: the budget of queries is for filters.
func TestLinksOfTheMakeOfEntriesAreNoTrap(t *testing.T) {
	pages := map[string]string{"/": doc("首页", a("column", "/list.asp?page=1", "要闻", "")), "*": doc("正文")}
	for n := range 3 {
		links := []string{a("pager", fmt.Sprintf("/list.asp?page=%d", n+2), "下一页", "")}
		for k := range 100 {
			links = append(links, a("entry", fmt.Sprintf("/show.asp?id=%d", 100*n+k), "条目", "2022-12-01"))
		}
		pages[fmt.Sprintf("/list.asp?page=%d", n+1)] = doc("要闻", links...)
	}
	pages["/show.asp?id=250"] = doc("文件", a("plain", "/show.asp?id=9001", "相关解读", ""))
	s := serve(t, pages)
	cfg := config(s)
	cfg.MaxPages = 5000
	if err := crawl.Run(t.Context(), cfg, newStore(t, s)); err != nil {
		t.Fatal(err)
	}
	if s.hits("/show.asp?id=250") == 0 || s.hits("/show.asp?id=9001") == 0 {
		t.Errorf("after %d requests the link of an article was taken for a trap", len(s.order()))
	}
}

func TestDeadLinkIsAskedForTwice(t *testing.T) {
	s := serve(t, map[string]string{"/": doc("首页", a("plain", "/gone.html", "失效", ""), a("column", "/c/", "栏目", "")), "/c/": doc("栏目")})
	store := newStore(t, s)
	if err := crawl.Run(t.Context(), config(s), store); err != nil {
		t.Fatal(err)
	}
	if n := s.hits("/gone.html"); n != 2 {
		t.Errorf("asked %d times", n)
	}
	if got := outcomes(t, store)["/gone.html"]; got != evidence.NotFound {
		t.Errorf("outcome %q", got)
	}
	if s.hits("/c/") != 1 {
		t.Error("a good page was asked for twice")
	}
}

func TestBudgetKeepsTheDenominator(t *testing.T) {
	var rows []string
	pages := map[string]string{}
	for i := range 50 {
		rows = append(rows, a("entry", fmt.Sprintf("/t%d.html", i), "条目", ""))
		pages[fmt.Sprintf("/t%d.html", i)] = doc("条目")
	}
	pages["/"] = doc("首页", rows...)
	s := serve(t, pages)
	store := newStore(t, s)
	cfg := config(s)
	cfg.MaxPages = 10
	if err := crawl.Run(t.Context(), cfg, store); err != nil {
		t.Fatal(err)
	}
	snap := store.Snapshot()
	if snap.Fetched != 10 || snap.Planned != 51 || snap.Failed[evidence.NotCovered] != 41 {
		t.Errorf("fetched %d planned %d failed %v", snap.Fetched, snap.Planned, snap.Failed)
	}
	cfg.MaxPages = 0 // a larger budget goes on where the smaller one ended
	if err := crawl.Run(t.Context(), cfg, store); err != nil {
		t.Fatal(err)
	}
	if snap := store.Snapshot(); snap.Fetched != 51 {
		t.Errorf("after the second run %d fetched", snap.Fetched)
	}
}

func TestCancelEndsSoonAndResumes(t *testing.T) {
	pages := map[string]string{}
	var rows []string
	for i := range 200 {
		rows = append(rows, a("entry", fmt.Sprintf("/t%d.html", i), "条目", ""))
		pages[fmt.Sprintf("/t%d.html", i)] = doc("条目")
	}
	pages["/"] = doc("首页", rows...)
	s := serve(t, pages)
	store := newStore(t, s)
	cfg := config(s)
	cfg.Rate = 50
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	began := time.Now()
	err := crawl.Run(ctx, cfg, store)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("Run = %v", err)
	}
	if took := time.Since(began); took > 1300*time.Millisecond {
		t.Errorf("ended %v after it began", took)
	}
	cfg.Rate = 5000
	if err := crawl.Run(t.Context(), cfg, store); err != nil {
		t.Fatal(err)
	}
	if snap := store.Snapshot(); snap.Fetched != 201 {
		t.Errorf("fetched %d of 201: %v", snap.Fetched, snap.Failed)
	}
}

func TestOutsideHostsAreNeverAsked(t *testing.T) {
	other := serve(t, map[string]string{"/": doc("别的网站")})
	s := serve(t, map[string]string{"/": doc("首页", a("plain", other.URL+"/", "友情链接", ""), a("plain", "/r", "跳转", ""))})
	s.page["/r"] = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL+"/", http.StatusFound) }
	store := newStore(t, s)
	if err := crawl.Run(t.Context(), config(s), store); err != nil {
		t.Fatal(err)
	}
	if n := len(other.order()); n != 0 {
		t.Errorf("another site was asked %d times", n)
	}
	if got := outcomes(t, store)["/r"]; got != evidence.OutOfScope {
		t.Errorf("redirect outside: %q", got)
	}
}

// Units of an office share its host: a page of another's site is seen, its links are
// not followed.
func TestNeighboursAreNotCrawled(t *testing.T) {
	page := func(body, home, links string) string {
		return `<html><title>` + body + `</title><body><div class="nav"><ul><li><a href="` + home + `">首页</a></li>` + links + `</ul></div><p>` + body + `</p><div class="footer">主办单位：` + body + ` 新ICP备05000001号</div></body></html>`
	}
	links := `<li><a href="/tzgg/">通知公告</a></li><li><a href="/glj/">市公路局</a></li>`
	unit := `<li><a href="/glj/tzgg/">通知公告</a></li><li><a href="/glj/zcjd/">政策解读</a></li>`
	s := serve(t, map[string]string{
		"/": page("某市交通运输局", "/", links), "/tzgg/": page("某市交通运输局", "/", links),
		"/glj/": page("某市公路局", "/glj/", unit), "/glj/tzgg/": page("某市公路局", "/glj/", unit), "/glj/zcjd/": page("某市公路局", "/glj/", unit),
	})
	cfg := config(s)
	cfg.Read = nil
	if err := crawl.Run(t.Context(), cfg, newStore(t, s)); err != nil {
		t.Fatal(err)
	}
	if s.hits("/tzgg/") == 0 || s.hits("/glj/") == 0 || s.hits("/glj/tzgg/")+s.hits("/glj/zcjd/") > 0 {
		t.Errorf("asked for %v", s.order())
	}
}

// Where the site is a folder of a portal, what the portal's pages name of the portal comes
// after all that is the site's own.
func TestPortalComesLast(t *testing.T) {
	s := serve(t, map[string]string{
		"/jtj/":      doc("首页", a("column", "/", "市政府", ""), a("column", "/jtj/tzgg/", "通知公告", "")),
		"/":          doc("市政府", a("column", "/xwzx/", "新闻中心", ""), a("column", "/jtj/zcfg/", "政策法规", "")),
		"/xwzx/":     doc("新闻中心", a("entry", "/xwzx/1.html", "新闻", "2022-12-01")),
		"/jtj/tzgg/": doc("通知公告", a("entry", "/jtj/tzgg/1.html", "公告", "2022-12-01")), "/jtj/zcfg/": doc("政策法规"),
		"/jtj/tzgg/1.html": doc("公告"), "/xwzx/1.html": doc("新闻"),
	})
	cfg := config(s)
	cfg.Home = s.URL + "/jtj/"
	if err := crawl.Run(t.Context(), cfg, newStore(t, s)); err != nil {
		t.Fatal(err)
	}
	order := s.order()
	news := slices.Index(order, "/xwzx/")
	for _, own := range []string{"/jtj/tzgg/", "/jtj/zcfg/", "/jtj/tzgg/1.html"} {
		if i := slices.Index(order, own); i < 0 || news < 0 || i > news {
			t.Errorf("%s does not come before the portal's column: %v", own, order)
		}
	}
}

func TestSecondLookEndsWithControl(t *testing.T) {
	s := serve(t, map[string]string{"/": doc("首页"), "/c/": doc("栏目")})
	store := newStore(t, s)
	if err := crawl.SecondLook(t.Context(), config(s), store, []string{s.URL + "/c/", s.URL + "/c/#x", "http://elsewhere.example/"}); err != nil {
		t.Fatal(err)
	}
	var got []evidence.Purpose
	for ex, err := range store.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, ex.Purpose)
	}
	if want := []evidence.Purpose{evidence.ForRobots, evidence.ForSecondLook, evidence.ForControl}; !slices.Equal(got, want) {
		t.Errorf("purposes %v, want %v", got, want)
	}
}

func TestNamedColumnsComeFirst(t *testing.T) {
	var rows []string
	pages := map[string]string{}
	for i := range 30 {
		rows = append(rows, a("column", fmt.Sprintf("/other%d/", i), fmt.Sprint("其他", i), ""))
		pages[fmt.Sprintf("/other%d/", i)] = doc("其他")
	}
	rows = append(rows, a("column", "/zcjd/", "政策解读", ""))
	pages["/zcjd/"] = doc("政策解读")
	pages["/"] = doc("首页", rows...)
	s := serve(t, pages)
	cfg := config(s)
	cfg.Vocabulary = facts.Vocabulary{Names: []facts.Name{{Key: "政策解读", Official: []string{"政策解读"}}}}
	if err := crawl.Run(t.Context(), cfg, newStore(t, s)); err != nil {
		t.Fatal(err)
	}
	if i := slices.Index(s.order(), "/zcjd/"); i < 0 || i > 6 {
		t.Errorf("the named column was request %d", i)
	}
}

func TestStubAndFramesAreFollowed(t *testing.T) {
	s := serve(t, map[string]string{
		"/":           `<html><head><meta http-equiv="refresh" content="0;url=index.html"></head>` + a("refresh", "/index.html", "", "") + "</html>",
		"/index.html": doc("首页", a("frame", "/menu.html", "", ""), a("column", "/c/", "栏目", "")),
		"/menu.html":  doc("菜单", a("column", "/d/", "栏目", "")),
		"/c/":         doc("栏目"), "/d/": doc("栏目"),
	})
	store := newStore(t, s)
	if err := crawl.Run(t.Context(), config(s), store); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"/index.html", "/menu.html", "/c/", "/d/"} {
		if s.hits(p) != 1 {
			t.Errorf("%s was asked for %d times", p, s.hits(p))
		}
	}
}

func TestSitemapsAreRead(t *testing.T) {
	s := serve(t, map[string]string{"/": doc("首页"), "/hidden.html": doc("孤立页"), "/deep/a.html": doc("深页")})
	s.page["/robots.txt"] = func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "User-agent: *\nDisallow: /no/\nSitemap: %s/maps/index.xml\n", s.URL)
	}
	s.page["/maps/index.xml"] = func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "<sitemapindex><sitemap><loc>%s/maps/one.xml.gz</loc></sitemap></sitemapindex>", s.URL)
	}
	s.page["/maps/one.xml.gz"] = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/gzip")
		z := gzip.NewWriter(w)
		fmt.Fprintf(z, "<urlset><url><loc>%[1]s/hidden.html</loc><lastmod>2022-12-01</lastmod></url><url><loc> %[1]s/deep/a.html </loc></url><url><loc>%[1]s/no/x.html</loc></url></urlset>", s.URL)
		z.Close()
	}
	store := newStore(t, s)
	if err := crawl.Run(t.Context(), config(s), store); err != nil {
		t.Fatal(err)
	}
	if s.hits("/hidden.html") != 1 || s.hits("/deep/a.html") != 1 || s.hits("/no/x.html") != 0 {
		t.Errorf("asked for: %v", s.order())
	}
	if got := outcomes(t, store)["/no/x.html"]; got != evidence.Robots {
		t.Errorf("a forbidden page is %q", got)
	}
}
