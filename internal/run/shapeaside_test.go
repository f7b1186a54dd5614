package run_test

import (
	"fmt"
	"strings"
)

// asideShapes are sites whose lists go on elsewhere: on another page, site or in a program.
func asideShapes() []shape {
	return []shape{
		{name: "column moved to a new platform", once: true, blind: true, set: func(b *bureau) {
			for _, l := range []string{"公示公告", "行政处罚"} {
				c := b.col(l)
				for _, a := range c.arts {
					if !strings.Contains(a.title, "报表") {
						a.date = a.date.AddDate(-2, 0, 0)
					}
				}
			}
			plain := b.rows
			b.rows = func(c *bcol, arts []*bart) string {
				s := plain(c, arts)
				if c.label == "公示公告" || c.label == "行政处罚" {
					return `<p>自2021年起，本栏目信息请到<a href="http://xypt.lanshan-city.gov.cn/sgs/">双公示平台</a>查看。</p>` + s
				}
				return s
			}
			b.planted = nil
		}},
		{name: "rows of one title without addresses", once: true, set: func(b *bureau) {
			for _, l := range []string{"公示公告", "法治监督", "普法宣传", "法治建设"} {
				for _, a := range b.col(l).arts {
					if !strings.Contains(a.title, "报表") {
						a.title = l + "信息公示"
					}
				}
			}
			b.rowsOf(`<h2>LABEL</h2><table><tr><th>标题</th><th>发布日期</th></tr>`, "</table>", func(a *bart) string {
				return fmt.Sprintf(`<tr><td><a href="javascript:openInfo('%d')">%s</a></td><td>%s</td></tr>`, a.id, a.title, b.day(a.date))
			})
		}, blind: true},
		{name: "reports in a select", once: true, blind: true, set: func(b *bureau) {
			c := b.col("政府信息公开年报")
			plain := b.lists
			b.lists = func(o *bcol) map[string]string {
				if o != c {
					return plain(o)
				}
				s := `<h2>政府信息公开年报</h2><select onchange="location.href=this.value"><option>请选择年度</option>`
				for _, a := range c.arts {
					s += fmt.Sprintf(`<option value="%s">%s年</option>`, b.url(a), a.date.AddDate(-1, 0, 0).Format("2006"))
				}
				return map[string]string{c.path(): s + `</select>`}
			}
		}},
		{name: "JSON of a first page", once: true, blind: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				s := ""
				for _, a := range c.arts[:min(1, len(c.arts))] {
					s += fmt.Sprintf(`{"title":"%s","url":"%s","publishDate":"%s"}`, a.title, b.url(a), b.day(a.date))
				}
				b.extra["/api/list/"+c.slug] = "json\n" + `{"code":0,"data":{"total":57,"pageSize":1,"rows":[` + s + `]}}`
				return map[string]string{c.path(): `<h2>` + c.label + `</h2><ul id="list"></ul><script>$.getJSON("/api/list/` + c.slug + `",function(d){$("#list").html(render(d))});</script>`}
			}
		}},
		{name: "JSON without a count", once: true, blind: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				s := ""
				for _, a := range c.arts[:min(1, len(c.arts))] {
					s += fmt.Sprintf(`{"title":"%s","url":"%s","publishDate":"%s"}`, a.title, b.url(a), b.day(a.date))
				}
				b.extra["/api/list/"+c.slug] = "json\n" + `{"code":0,"rows":[` + s + `]}`
				return map[string]string{c.path(): `<h2>` + c.label + `</h2><ul id="list"></ul><div id="pages"></div><script>var page=1;function next(){page++;load()}function load(){$.getJSON("/api/list/` + c.slug + `",{page:page,size:1},function(d){$("#list").html(render(d))});}load();</script>`}
			}
		}},
		{name: "related links by a script in a nameless place", once: true, blind: true, set: func(b *bureau) {
			for _, l := range []string{"政策解读", "行政规范性文件"} {
				for _, a := range b.col(l).arts {
					a.also = nil
				}
			}
			plain := b.page
			b.page = func(a *bart) string {
				return plain(a) + `<div class="xgjd-box"></div><script src="/js/xgjd.js"></script>`
			}
			b.extra["/js/xgjd.js"] = "js\nload();"
		}},
	}
}
