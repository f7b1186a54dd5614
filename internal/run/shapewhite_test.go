package run_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// whiteShapes are sites on which an assumption of the code does not hold.
func whiteShapes() []shape {
	return []shape{
		{name: "cards of the home page by script", once: true, blind: true, set: func(b *bureau) {
			c := b.col("公示公告")
			b.home = func() string {
				return `<div class="banner"><img src="/images/tj.png" alt=""></div><div class="box" id="newsBox"></div><div class="box" id="ggBox"></div>` + b.plainHomeOf("工作动态") + `<script>$.getJSON("/api/home?col=gsgg",function(d){$("#ggBox").html(render(d));});</script>`
			}
			c.outside = true
			b.menu = func() string {
				return `<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/jgzn2/">机构</a></li><li><a href="/gzdt/">工作动态</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li><li><a href="/ztzl/">专题专栏</a></li></ul></div>`
			}
			b.extra["/jgzn2/"] = strings.Replace(b.frame("机构", crumbs("机构"), `<h2>机构</h2>`+bp("兰山市交通运输局是市政府工作部门，负责全市公路、水路运输行业管理。内设科室五个，局属单位三个。")), "TAGS", b.tags("column", &bcol{label: "机构"}, nil), 1)
			b.extra["/ztzl/"] = strings.Replace(b.frame("专题专栏", crumbs("专题专栏"), `<h2>专题专栏</h2>`+bp("兰山市交通运输局专题专栏按照工作需要设置，欢迎社会各界监督，提出宝贵意见和建议，谢谢。")), "TAGS", b.tags("column", &bcol{label: "专题专栏"}, nil), 1)
			b.extra["/api/home"] = "json\n{\"html\":\"x\"}"
		}},
		{name: "tree by a script's call beside a list", once: true, blind: true, set: func(b *bureau) {
			plain := b.platform
			b.wrap(func(p string) string {
				arts := ""
				for _, l := range []string{"公示公告", "政策解读"} {
					for _, a := range b.col(l).arts {
						arts += fmt.Sprintf(`<li><a href="%s">%s</a><span>%s</span></li>`, b.url(a), a.title, b.day(a.date))
					}
				}
				return strings.Replace(p, plain(), `<div class="left"><ul id="gkTree" class="ztree"></ul></div><div class="right"><h2>最新公开</h2><ul>`+arts+`</ul></div><script src="/js/gktree.js"></script>`, 1)
			})
			b.extra["/js/gktree.js"] = "js\n$.post('/gk/tree',function(d){$.fn.zTree.init($('#gkTree'),s,d)});"
		}},
		{name: "404 in short texts", once: true, blind: true, set: func(b *bureau) {
			c := b.col("公示公告")
			a := b.post(c, 20, "404路公交线路调整公告", bp("404路公交自即日起绕行中山路，请乘客留意站牌。"))
			_ = a
			b.post(c, 25, "关于咨询电话变更的公告", bp("咨询电话变更为0991-5404123。"))
			x := b.post(c, 26, "关于已删除信用记录的公告", bp("经核实，该企业失信记录已删除。"))
			_ = x
		}},
		{name: "links that lead home", once: true, set: func(b *bureau) {
			b.menu = func() string {
				return `<div class="nav"><ul><li><a href="/col/col1/index.html">首页</a></li><li><a href="/gzdt/">工作动态</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li><li><a href="/sys/lang.do?to=tw">繁体</a></li></ul></div>`
			}
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/col/col1/index.html" || r.URL.Path == "/sys/lang.do" {
					http.Redirect(w, r, "/", http.StatusFound)
					return true
				}
				return false
			}
		}},
		{name: "files only with a referer", once: true, set: func(b *bureau) {
			for _, l := range []string{"政策法规", "公示公告"} {
				for _, a := range b.col(l).arts {
					a.files = append(a.files, "/upload/f.docx")
				}
			}
			b.extra["/upload/f.docx"] = "doc\nPK"
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				if strings.HasPrefix(r.URL.Path, "/upload/") && r.Header.Get("Referer") == "" {
					http.NotFound(w, r)
					return true
				}
				return false
			}
		}},
		{name: "the rest behind a link without address", once: true, blind: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				return map[string]string{c.path(): b.rows(c, c.arts[:min(1, len(c.arts))]) + `<div class="more"><a href="javascript:;" onclick="getMore()">查看更多</a></div><script src="/js/list.js"></script>`}
			}
			b.extra["/js/list.js"] = "js\nload();"
		}},
		{name: "the rest behind a block to press", once: true, blind: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				return map[string]string{c.path(): b.rows(c, c.arts[:min(1, len(c.arts))]) + `<div class="ckgd" onclick="getMore()">查看更多</div><script src="/js/list.js"></script>`}
			}
			b.extra["/js/list.js"] = "js\nload();"
		}},
		{name: "list by script, old papers beside it", once: true, blind: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				side := `<div class="side"><h3>重要文件</h3><ul>`
				for i := range 6 {
					side += fmt.Sprintf(`<li><a href="/zwgk/zcfg/202001/t2020010%d_55%d.html">关于公路管理工作的文件第%d号</a><span>2020-01-0%d</span></li>`, 6-i, i, i, 6-i)
					b.extra[fmt.Sprintf("/zwgk/zcfg/202001/t2020010%d_55%d.html", 6-i, i)] = strings.Replace(b.frame("关于公路管理工作的文件", "", `<h1>关于公路管理工作的文件第`+fmt.Sprint(i)+`号</h1><div class="info">发布时间：2020-01-0`+fmt.Sprint(6-i)+`</div><div class="content">`+bp(strings.Repeat("现将有关事项通知如下，请认真执行。", 9))+"</div>"), "TAGS", b.tags("article", b.cols[0], b.cols[0].arts[0]), 1)
				}
				side += `</ul></div>`
				return map[string]string{c.path(): `<h2>` + c.label + `</h2>` + side + `<ul id="infolist"></ul><div id="pager"></div><script src="/js/infolist.js"></script>`}
			}
			b.extra["/js/infolist.js"] = "js\nload();"
		}},
		{name: "list by script in a nameless place, old papers beside it", once: true, blind: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				side := `<div class="side"><h3>重要文件</h3><ul>`
				for i := range 6 {
					side += fmt.Sprintf(`<li><a href="/zwgk/zcfg/202001/t2020010%d_55%d.html">关于公路管理工作的文件第%d号</a><span>2020-01-0%d</span></li>`, 6-i, i, i, 6-i)
				}
				side += `</ul></div>`
				return map[string]string{c.path(): `<h2>` + c.label + `</h2>` + side + `<div class="list-box"></div><script src="/js/infolist.js"></script>`}
			}
			for i := range 6 {
				b.extra[fmt.Sprintf("/zwgk/zcfg/202001/t2020010%d_55%d.html", 6-i, i)] = strings.Replace(b.frame("关于公路管理工作的文件", "", `<h1>关于公路管理工作的文件第`+fmt.Sprint(i)+`号</h1><div class="info">发布时间：2020-01-0`+fmt.Sprint(6-i)+`</div><div class="content">`+bp(strings.Repeat("现将有关事项通知如下，请认真执行。", 9))+"</div>"), "TAGS", b.tags("article", b.cols[0], b.cols[0].arts[0]), 1)
			}
			b.extra["/js/infolist.js"] = "js\nload();"
		}},
		{name: "archive of the former site", once: true, set: func(b *bureau) {
			b.extra["/archive/"] = `<html><body><div class="nav"><a href="/">首页</a></div><h2>旧版网站</h2><ul>`
			for i := range 30 {
				b.extra["/archive/"] += fmt.Sprintf(`<li><a href="/archive/2010/n%d.html">关于公路养护工作的通知（%d）</a><span>2010-05-%02d</span></li>`, 1000+i, i, 30-i)
				b.extra[fmt.Sprintf("/archive/2010/n%d.html", 1000+i)] = `<html><body><div class="nav"><a href="/">首页</a></div><h1>关于公路养护工作的通知（` + fmt.Sprint(i) + `）</h1><div>发布时间：2010-05-10</div><div class="content">` + bp(strings.Repeat("现将有关事项通知如下，请认真执行。", 9)) + `</div></body></html>`
			}
			b.extra["/archive/"] += `</ul></body></html>`
			home := b.home
			b.home = func() string { return home() + `<p><a href="/archive/">旧版网站</a></p>` }
		}},
		{name: "apply in pages of a side menu", once: true, set: func(b *bureau) {
			applySide(b, `<div class="leftnav"><ul>%s</ul></div>`)
		}},
		{name: "guide in a frame", once: true, set: func(b *bureau) {
			for _, l := range []string{"政府信息公开指南", "依申请公开"} {
				c := b.col(l)
				b.extra[c.path()+"nr.html"] = `<html><head><meta charset="utf-8"></head><body>` + c.text + `</body></html>`
				c.text = `<iframe src="nr.html" width="100%" height="800"></iframe>`
			}
		}},
		{name: "guide in a viewer of PDFs", once: true, blind: true, set: func(b *bureau) {
			for _, l := range []string{"政府信息公开指南", "依申请公开"} {
				c := b.col(l)
				c.text = `<p>现将` + l + `公布如下，请点击阅读全文，欢迎社会各界监督并提出意见建议。</p><iframe src="/pdfjs/web/viewer.html?file=/upload/zn.pdf" width="100%" height="800"></iframe>`
			}
			b.extra["/pdfjs/web/viewer.html"] = `<html><head><script src="viewer.js"></script></head><body><div id="outerContainer"><input id="pageNumber"><span>页</span></div></body></html>`
			b.extra["/upload/zn.pdf"] = "pdf\n" + onePagePDF
		}},
		{name: "many papers in the channel", once: true, set: func(b *bureau) {
			c := b.col("依申请公开")
			text := c.text
			c.text = ""
			for i := range 14 {
				b.post(c, 10+i, fmt.Sprintf("2022年第%d周依申请公开办理情况", 50-i), bp("本周办结若干件，均在法定期限内答复，申请人没有提出异议。"))
			}
			b.post(c, 400, "依申请公开须知", text)
			g := b.col("政府信息公开指南")
			g.text = bp("为方便公民、法人和其他组织获取政府信息，编制本指南，主动公开的内容见各栏目，申请公开的办法见依申请公开栏目。")
		}},
		{name: "files without dates", once: true, blind: true, set: func(b *bureau) {
			c := b.col("公示公告")
			for i, a := range c.arts {
				b.extra[fmt.Sprintf("/upload/g%d.pdf", i)] = "pdf\n" + onePagePDF
				_ = a
			}
			b.lists = func(o *bcol) map[string]string {
				if o != c {
					return map[string]string{o.path(): b.rows(o, o.arts)}
				}
				s := `<h2>公示公告</h2><ul>`
				for i, a := range c.arts {
					s += fmt.Sprintf(`<li><a href="/upload/g%d.pdf">%s</a></li>`, i, a.title)
				}
				return map[string]string{o.path(): s + `</ul>`}
			}
		}},
		{name: "days of articles by a script", once: true, blind: true, set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li><a href="/info/%d.htm">%s</a></li>`, a.id, a.title)
			})
			b.url = func(a *bart) string { return fmt.Sprintf("/info/%d.htm", a.id) }
			b.page = func(a *bart) string {
				return `<h1>` + a.title + `</h1><div class="info">时间：<span id="pubtime"></span></div><script src="/js/art.js"></script>` + b.articleRest(a)
			}
			plain := b.tags
			b.tags = func(kind string, c *bcol, a *bart) string {
				tags := plain(kind, c, a)
				if a != nil {
					tags = strings.Replace(tags, a.date.Format("2006-01-02 15:04"), "由系统生成", 1)
				}
				return tags
			}
			b.extra["/js/art.js"] = "js\n"
		}},
		{name: "links in templates and without script", once: true, set: func(b *bureau) {
			home := b.home
			b.home = func() string {
				return home() + `<noscript><a href="/nojs/help.html">请启用脚本</a><iframe src="*.htm"></iframe></noscript><textarea style="display:none"><a href="/tpl/x.html">{title}</a></textarea><template><a href="/tpl/y.html">模板</a></template><li style="display:none"><a href="/tpl/{id}.html">{title}</a></li>`
			}
		}},
		{name: "policies on the portal", once: true, blind: true, set: func(b *bureau) {
			for _, l := range []string{"政策解读", "普法宣传"} {
				for _, a := range b.col(l).arts {
					if a.also != nil {
						a.also.also = nil
					}
				}
				b.drop(b.col(l))
			}
			b.home = func() string { return b.plainHomeOf("工作动态", "公示公告", "政策法规") }
			b.menu = func() string {
				return `<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/gzdt/">工作动态</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="http://www.lanshan-city.gov.cn/zc/jtj/">政策</a></li><li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>`
			}
		}},
		{name: "ASP in GBK with Chinese queries", once: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				body := b.rows(c, c.arts)
				return map[string]string{c.path(): body, "/list.asp?lm=" + c.label: body}
			}
			b.wrap(func(page string) string {
				for _, c := range b.cols {
					if c.text == "" {
						page = strings.ReplaceAll(page, `href="`+c.path()+`"`, `href="/list.asp?lm=`+c.label+`"`)
					}
				}
				return page
			})
			b.handle = inGBK(b)
		}},
		{name: "a wall by 404 in the middle", once: true, blind: true, set: func(b *bureau) {
			n := make(chan int, 1)
			n <- 0
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				k := <-n
				n <- k + 1
				if k > 60 && r.URL.Path != "/" {
					http.NotFound(w, r)
					return true
				}
				return false
			}
		}},
	}
}

func applySide(b *bureau, side string) {
	c := b.col("依申请公开")
	parts := [][2]string{{"sm", "申请说明"}, {"xz", "申请须知"}, {"lc", "申请流程"}, {"sq", "在线申请"}, {"sf", "收费标准"}, {"qt", "监督投诉"}}
	links := ""
	for _, p := range parts {
		links += `<li><a href="/zwgk/ysqgk/` + p[0] + `/">` + p[1] + `</a></li>`
	}
	box := fmt.Sprintf(side, links)
	text := c.text
	g := b.col("政府信息公开指南").text
	b.col("政府信息公开指南").text = bp("为方便公民、法人和其他组织获取政府信息，编制本指南，主动公开的内容见各栏目，申请公开的办法见依申请公开栏目。")
	c.text = box + bp("申请人可以向本机关申请获取政府信息，具体办法请见左侧各栏目。")
	for _, p := range parts {
		body := bp(p[1] + "的有关内容按照政府信息公开条例的规定执行，请申请人仔细阅读，谢谢配合。")
		if p[0] == "xz" {
			body = text + g
		}
		b.extra["/zwgk/ysqgk/"+p[0]+"/"] = strings.Replace(b.frame(p[1], crumbs(`<a href="/zwgk/ysqgk/">依申请公开</a>`, p[1]), box+"<h2>"+p[1]+"</h2><div class=\"content\">"+body+"</div>"), "TAGS", b.tags("column", c, nil), 1)
	}
}

// inGBK serves a bureau as an old server does: pages and queries in GBK.
func inGBK(b *bureau) func(w http.ResponseWriter, r *http.Request) bool {
	pages := sync.OnceValue(b.build)
	return func(w http.ResponseWriter, r *http.Request) bool {
		key := r.URL.Path
		if query, err := url.QueryUnescape(r.URL.RawQuery); err == nil && query != "" {
			words, err := simplifiedchinese.GBK.NewDecoder().String(query)
			if err != nil {
				return false
			}
			key += "?" + words
		}
		body, ok := pages()[key]
		if !ok || !strings.HasPrefix(body, "<") {
			return false
		}
		body = strings.NewReplacer("HOST", r.Host, `charset="utf-8"`, `charset="gb2312"`).Replace(body)
		out, err := encoding.ReplaceUnsupported(simplifiedchinese.GBK.NewEncoder()).String(body)
		if err != nil {
			return false
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, out)
		return true
	}
}
