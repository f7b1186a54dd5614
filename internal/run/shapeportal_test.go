package run_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// TestOfficesOnAPortal audits bureaus whose site is a folder of a portal that has every
// fault there is: none of them is the bureau's, and what the bureau lacks is missing all
// the same.
func TestOfficesOnAPortal(t *testing.T) {
	known := newNames(t)
	from, n := drawnSeeds(3, 8)
	for seed := from; seed < from+n; seed++ {
		for _, planted := range []bool{false, true} {
			t.Run(fmt.Sprintf("layout %d, planted %v", seed, planted), func(t *testing.T) {
				t.Parallel()
				b := newBureau()
				if planted {
					b.plant()
				}
				randomLayout(uint64(seed)).set(b)
				r := rand.New(rand.NewPCG(uint64(seed), 7))
				b.under = anyOf(r, []string{"/jtj/", "/bmdw/jtj/", "/c120232/", "/sites/jtysj/"})
				b.portal = drawnPortal(r, b.under)
				auditShape(t, known, b)
			})
		}
	}
}

// portalBar leads from every page of an office to the portal.
const portalBar = `<div class="topbar"><a href="/">兰山市人民政府</a> | <a href="/xwzx/">新闻中心</a> | <a href="/wsbs/">网上办事</a> | <a href="/bmdw/">部门单位</a></div>`

// rooted is an address from the root of the host.
var rooted = regexp.MustCompile(`(["'])/(["'a-z])`)

// placed is the site where it stands: on a host of its own or in a folder of a portal.
func (b *bureau) placed() http.Handler {
	site := b.site()
	if b.under == "" {
		return site
	}
	mux := http.NewServeMux()
	mux.Handle(b.under, http.StripPrefix(strings.TrimSuffix(b.under, "/"), site))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if b.portal[r.URL.Path] == "" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, b.portal[r.URL.Path])
	})
	return mux
}

// drawnPortal are the pages of the portal over a folder.
func drawnPortal(r *rand.Rand, under string) map[string]string {
	menu, crumb, foot := anyOf(r, randomMenus), anyOf(r, randomCrumbs), strings.ReplaceAll(anyOf(r, randomFeet), bureauName, "兰山市人民政府办公室")
	page := func(title, body string) string {
		return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `-兰山市人民政府门户网站</title></head><body>` +
			drawnMenu(menu, []string{"/", "/xwzx/", "/zfgb/", "/bmdw/", "/wsbs/"}, []string{"首页", "新闻中心", "政府公报", "部门单位", "网上办事"}) +
			drawnCrumb(crumb, `当前位置：<a href="/">首页</a> &gt; <a href="/xwzx/">`+title+`</a>`) + `<div class="main">` + body + `</div>` + foot + `</body></html>`
	}
	rows, pages := "<ul>", map[string]string{}
	for i := range 4 {
		at := fmt.Sprintf("/xwzx/%d.html", i+1)
		rows += fmt.Sprintf(`<li><a href="%s">兰山市人民政府关于印发第%d号管理办法的通知</a><span>2022-0%d-11</span></li>`, at, i+1, i+3)
		pages[at] = page("新闻中心", fmt.Sprintf(`<h1>兰山市人民政府关于印发第%d号管理办法的通知</h1><p>兰政规〔2022〕%d号</p><p>发布时间：2022-0%d-11</p><p>张小明，%s</p>`, i+1, i+1, i+3, leaking))
	}
	rows += "</ul>"
	pages["/"] = page("首页", `<p>欢迎访问</p>`+rows+`<a href="/gone/">市民信箱</a>`)
	pages["/xwzx/"], pages["/zfgb/"], pages["/wsbs/"] = page("新闻中心", rows), page("政府公报", ""), page("网上办事", `<a href="/gone/">市民信箱</a>`)
	pages["/bmdw/"] = page("部门单位", `<ul><li><a href="`+under+`">兰山市交通运输局</a></li><li><a href="/glj/">兰山市公路局</a></li></ul>`)
	pages["/glj/"] = page("公路局", `<h2>普法宣传</h2><ul><li><a href="/glj/pfxc/">普法宣传</a></li></ul>`)
	pages["/glj/pfxc/"] = page("普法宣传", rows)
	return pages
}
