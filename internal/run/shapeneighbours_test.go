package run_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// neighbourShapes are sites that share their host with another body's, which has every
// fault that there is.
func neighbourShapes() []shape {
	return []shape{
		{name: "a unit's own site in a folder of the host", once: true, set: func(b *bureau) {
			withNeighbour(b, "/lscz/", "兰山市客运总站", leaking)
		}},
		{name: "a unit's own site in a folder without names of its menu", set: func(b *bureau) {
			withNeighbour(b, "/dw/zfzd/", "兰山市交通运输综合行政执法支队", leaking)
		}},
		{name: "the site as it was before, in a folder", once: true, set: func(b *bureau) {
			withNeighbour(b, "/old/", bureauName, "住中山路1号。") // what leaks there is the bureau's fault
			menu := b.menu
			b.menu = func() string { return strings.Replace(menu(), ">"+bureauName+"</a>", ">返回旧版</a>", 1) }
		}},
	}
}

// leaking is what no page may hold.
const leaking = `身份证号650102198803124513，附表见<a href="gone.html">名单</a>。`

// withNeighbour puts another body's site into a folder and leads every page to it.
func withNeighbour(b *bureau, dir, name, content string) {
	menu := b.menu
	b.menu = func() string {
		return strings.Replace(menu(), "</ul>", `<li><a href="`+dir+`">`+name+`</a></li></ul>`, 1)
	}
	page := func(title, body string) string {
		return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `-` + name + `</title></head><body><div class="menu"><ul><li><a href="` + dir + `">首页</a></li><li><a href="` + dir + `tzgg/">通知公告</a></li><li><a href="` + dir + `zcjd/">政策解读</a></li><li><a href="` + dir + `zcfg/">政策文件</a></li></ul></div>` +
			`<div class="wz">当前位置：<a href="` + dir + `">首页</a> &gt; ` + title + `</div><div class="main">` + body + `</div><div class="bottom">主办单位：` + name + `</div></body></html>`
	}
	rows := func(n int) string {
		out := "<h2>通知公告</h2><ul>"
		for i := range n {
			out += fmt.Sprintf(`<li><a href="%stzgg/%d.html">关于第%d批补助对象的公示</a><span>2019-0%d-11</span></li>`, dir, i+1, i+1, 9-i)
		}
		return out + "</ul>"
	}
	b.extra[dir] = page("首页", rows(3))
	b.extra[dir+"tzgg/"] = page("通知公告", rows(3))
	b.extra[dir+"zcjd/"] = page("政策解读", "<h2>政策解读</h2>")
	b.extra[dir+"zcfg/"] = page("政策文件", `<h2>政策文件</h2><ul><li><a href="`+dir+`zcfg/9.html">兰山市客运站管理办法</a><span>2022-06-11</span></li></ul>`)
	b.extra[dir+"zcfg/9.html"] = page("政策文件", `<h1>兰山市客运站管理办法</h1><p>兰站规〔2022〕1号</p><p>发布时间：2022-06-11</p><p>第一条 为规范客运站管理，制定本办法。</p>`)
	for i := range 3 {
		b.extra[fmt.Sprintf("%stzgg/%d.html", dir, i+1)] = page("通知公告", fmt.Sprintf(`<h1>关于第%d批补助对象的公示</h1><p>发布时间：2019-0%d-11</p><p>张小明，%s</p>`, i+1, 9-i, content))
	}
}

// drawNeighbour puts a unit's own site, whose pages are put together at random too,
// into a folder of the host.
func drawNeighbour(b *bureau, r *rand.Rand) {
	const dir, name = "/lscz/", "兰山市客运总站"
	menu, crumb, foot := anyOf(r, randomMenus), anyOf(r, randomCrumbs), strings.ReplaceAll(anyOf(r, randomFeet), bureauName, name)
	home := b.home
	b.home = func() string {
		return home() + `<div class="zsdw"><h3>直属单位</h3><ul><li><a href="` + dir + `">` + name + `</a></li></ul></div>`
	}
	page := func(title, body string) string {
		return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `-` + name + `</title></head><body>` +
			drawnMenu(menu, []string{dir, dir + "tzgg/", dir + "zcjd/"}, []string{"首页", "通知公告", "政策解读"}) +
			drawnCrumb(crumb, `当前位置：<a href="`+dir+`">首页</a> &gt; <a href="`+dir+`tzgg/">`+title+`</a>`) + `<div class="main">` + body + `</div>` + foot + `</body></html>`
	}
	rows := `<ul><li><a href="` + dir + `tzgg/1.html">关于第一批补助对象的公示</a><span>2019-09-11</span></li><li><a href="` + dir + `tzgg/2.html">关于第二批补助对象的公示</a><span>2019-08-11</span></li></ul>`
	b.extra[dir], b.extra[dir+"tzgg/"], b.extra[dir+"zcjd/"] = page("首页", rows), page("通知公告", rows), page("政策解读", "")
	for i, title := range []string{"关于第一批补助对象的公示", "关于第二批补助对象的公示"} {
		b.extra[fmt.Sprintf("%stzgg/%d.html", dir, i+1)] = page("通知公告", `<h1>`+title+`</h1><p>发布时间：2019-09-11</p><p>张小明，`+leaking+`</p>`)
	}
}
