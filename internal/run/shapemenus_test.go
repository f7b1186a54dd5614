package run_test

import (
	"fmt"
	"strings"
)

// menuShapes are ways of building menus, home pages and frames.
func menuShapes() []shape {
	return []shape{
		{name: "mega menu", set: megaMenu},
		{name: "picture menu and map", set: pictureMenu},
		{name: "tabbed cards, one 更多", set: tabbedHome},
		{name: "frameset", set: frameset, blind: true},
		{name: "one title everywhere", set: func(b *bureau) {
			plain := b.frame
			b.frame = func(_, crumb, body string) string { return plain(bureauName+"门户网站", crumb, body) }
		}},
		{name: "no breadcrumb, no heading", set: func(b *bureau) {
			plain := b.frame
			b.frame = func(title, _, body string) string {
				return plain(title, "", strings.Replace(body, "<h2>", "<h2 hidden>", 1))
			}
		}},
		{name: "side menu on every page", set: func(b *bureau) {
			plain := b.frame
			b.frame = func(title, crumb, body string) string {
				side := `<div class="left"><div class="tit">政务公开</div><ul>`
				for _, c := range b.cols {
					side += `<li><a href="` + c.path() + `">` + c.label + `</a></li>`
				}
				return plain(title, crumb, side+`</ul></div><div class="right">`+body+`</div>`)
			}
		}},
		{name: "most read beside the list", set: func(b *bureau) {
			plain := b.frame
			b.frame = func(title, crumb, body string) string {
				hot := `<div class="hot"><h3>点击排行</h3><ul>`
				for i := range 6 {
					hot += fmt.Sprintf(`<li><a href="/gzdt/old/%d.html">往年热点新闻第%d条</a><span>2015-0%d-01</span></li>`, i, i, i+1)
				}
				return plain(title, crumb, body+hot+`</ul></div>`)
			}
			for i := range 6 {
				b.extra[fmt.Sprintf("/gzdt/old/%d.html", i)] = strings.Replace(plain(fmt.Sprintf("往年热点新闻第%d条", i), "", fmt.Sprintf("<h1>往年热点新闻第%d条</h1><div>发布时间：2015-0%d-01</div><div class=\"content\"><p>往年的新闻正文，仅供参考，内容较早，请以最新信息为准。</p></div>", i, i+1)), "TAGS", b.plainTags("article", b.cols[0], b.cols[0].arts[0]), 1)
			}
		}, once: true},
	}
}

func megaMenu(b *bureau) {
	b.menu = func() string {
		var s strings.Builder
		s.WriteString(`<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="javascript:void(0)">新闻</a><div class="sub"><a href="/gzdt/">工作动态</a></div></li><li><a href="javascript:void(0);">政务公开</a><div class="sub"><dl><dt>法定公开</dt>`)
		for _, c := range b.cols {
			if !c.outside {
				fmt.Fprintf(&s, `<dd><a href="%s">%s</a></dd>`, c.path(), c.label)
			}
		}
		s.WriteString(`</dl></div></li><li><a href="#">政务服务</a><div class="sub"><a href="/zwfw/">办事服务</a></div></li><li><a href="javascript:;">互动</a><div class="sub"><a href="/hdjl/">互动交流</a><a href="/lygk/">留言公开</a></div></li></ul></div>`)
		return s.String()
	}
}

func pictureMenu(b *bureau) {
	b.menu = func() string {
		return `<div class="top"><img src="/nav.jpg" usemap="#m" width="1000" height="40"><map name="m"><area shape="rect" coords="0,0,100,40" href="/" alt="首页"><area shape="rect" coords="100,0,200,40" href="/gzdt/" alt="工作动态"><area shape="rect" coords="200,0,300,40" href="/zwgk/" alt="政务公开"></map>` +
			`<a href="/zwfw/"><img src="/zwfw.gif" alt="政务服务"></a><a href="/hdjl/"><img src="/hdjl.gif" title="互动交流"></a></div>`
	}
	for _, p := range []string{"/nav.jpg", "/zwfw.gif", "/hdjl.gif"} {
		b.extra[p] = "png\n"
	}
}

func tabbedHome(b *bureau) {
	b.home = func() string {
		var s strings.Builder
		s.WriteString(`<div class="tab"><div class="hd"><span class="on">工作动态</span><span>公示公告</span><span>政策法规</span><a class="more" href="/gzdt/">更多&gt;&gt;</a></div><div class="bd">`)
		for _, label := range []string{"工作动态", "公示公告", "政策法规"} {
			s.WriteString(`<ul>`)
			for _, a := range b.col(label).arts {
				fmt.Fprintf(&s, `<li><a href="%s">%s</a><span>%s</span></li>`, b.url(a), a.title, a.date.Format("01-02"))
			}
			s.WriteString(`</ul>`)
		}
		return s.String() + `</div></div>`
	}
}

func frameset(b *bureau) {
	menu, home := b.menu(), b.home
	plain := b.frame
	b.frame = func(title, crumb, body string) string {
		if title == bureauName {
			return `<html><head><title>` + bureauName + `</title>TAGS</head><frameset rows="120,*"><frame src="/top.htm" name="top"><frame src="/main.htm" name="main"></frameset></html>`
		}
		return plain(title, crumb, body)
	}
	b.extra["/top.htm"] = `<html><head><title>top</title></head><body>` + strings.ReplaceAll(menu, "<a ", `<a target="main" `) + `</body></html>`
	b.extra["/main.htm"] = `<html><head><meta charset="utf-8"><title>main</title></head><body>` + home() + bureauFooter + `</body></html>`
}
