package run_test

import (
	"fmt"
	"strings"
)

// drawnShapes are sites whose menus and texts a browser puts in.
func drawnShapes() []shape {
	navBy := func(with string, extra map[string]string) func(b *bureau) {
		return func(b *bureau) {
			plain := b.menu()
			b.home = func() string {
				return b.plainHomeOf("工作动态", "公示公告", "政策法规", "政策解读", "政府采购", "重大项目", "安全生产", "政务服务")
			}
			b.menu = func() string { return with }
			for k, v := range extra {
				b.extra[k] = strings.ReplaceAll(v, "MENU", plain)
			}
			b.extra["/wzdt/"] = "<html><body>地图</body></html>"
		}
	}
	return []shape{
		{name: "text as a PDF in a frame", once: true, blind: true, set: func(b *bureau) {
			for _, l := range []string{"政府信息公开指南", "法治监督", "依申请公开"} {
				c := b.col(l)
				c.text, c.arts = `<iframe src="/upload/zn.pdf" width="100%" height="900"></iframe>`, nil
			}
			b.extra["/upload/zn.pdf"] = "pdf\n" + onePagePDF
		}},
		{name: "flat subcolumns, the newest in another", once: true, blind: true, set: func(b *bureau) {
			c := b.col("公示公告")
			arts := c.arts
			subs := `<div class="lmnav"><ul><li><a href="/col/col9001/index.html">招考录用</a></li><li><a href="/col/col9002/index.html">行业通告</a></li></ul></div>`
			b.lists = func(o *bcol) map[string]string {
				if o != c {
					return map[string]string{o.path(): b.rows(o, o.arts)}
				}
				old := ""
				for i := range 5 {
					old += fmt.Sprintf(`<li><a href="/art/2020/3/%d/art_9001_%d.html">关于招考工作的第%d号通告</a><span>2020-03-%02d</span></li>`, 20-i, i, i, 20-i)
				}
				return map[string]string{c.path(): subs + `<h2>公示公告</h2><ul class="list">` + old + `</ul>`, "/col/col9001/index.html": subs + `<h2>招考录用</h2><ul class="list">` + old + `</ul>`, "/col/col9002/index.html": strings.Replace(subs+b.rows(c, arts), "<h2>公示公告", "<h2>行业通告", 1)}
			}
			for i := range 5 {
				b.extra[fmt.Sprintf("/art/2020/3/%d/art_9001_%d.html", 20-i, i)] = strings.Replace(b.frame("关于招考工作的通告", "", `<h1>关于招考工作的第`+fmt.Sprint(i)+`号通告</h1><div class="info">发布时间：2020-03-`+fmt.Sprint(20-i)+`</div><div class="content">`+bp(strings.Repeat("现将有关事项通知如下，请认真执行。", 9))+"</div>"), "TAGS", b.tags("article", b.cols[0], b.cols[0].arts[0]), 1)
			}
		}},
		{name: "menu loaded by a script", once: true, blind: true, set: navBy(`<div id="nav" class="nav"></div><script>$("#nav").load("/inc/nav.html");</script>`, map[string]string{"/inc/nav.html": "MENU"})},
		{name: "menu written by a script file", once: true, blind: true, set: navBy(`<script src="/js/nav.js"></script>`, map[string]string{"/js/nav.js": "js\ndocument.write('MENU');"})},
		{name: "menu filled by a file of scripts", once: true, blind: true, set: navBy(`<ul id="mainmenu"></ul><script src="/js/common.js"></script>`, map[string]string{"/js/common.js": "js\n$('#mainmenu').html('x')"})},
	}
}
