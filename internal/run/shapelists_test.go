package run_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// rowsOf lays the rows of a list out by a function for one row.
func (b *bureau) rowsOf(lead, tail string, row func(a *bart) string) {
	b.rows = func(c *bcol, arts []*bart) string {
		var s strings.Builder
		s.WriteString(strings.ReplaceAll(lead, "LABEL", c.label))
		for _, a := range arts {
			s.WriteString(row(a))
		}
		return s.String() + tail
	}
}

// listShapes are ways of writing lists and dates.
func listShapes() []shape {
	return []shape{
		{name: "plain", set: func(b *bureau) {}},
		{name: "nested tables, [12-01], wrong charset", set: nestedTables},
		{name: "dots, oldest first", set: func(b *bureau) {
			b.day = func(t time.Time) string { return fmt.Sprintf("%d.%d.%d", t.Year(), int(t.Month()), t.Day()) }
			for _, c := range b.cols {
				slices.Reverse(c.arts)
			}
		}},
		{name: "weekday and lunar date", set: func(b *bureau) {
			b.day = func(t time.Time) string {
				return fmt.Sprintf("%d/%d/%d 星期%s 农历十一月廿四", t.Year(), int(t.Month()), t.Day(), []string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()])
			}
		}, mixes: true},
		{name: "English month, day over month", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><div class="news">`, "</div>", func(a *bart) string {
				return fmt.Sprintf(`<div class="item"><div class="date"><b>%s</b><i>%s</i></div><div class="txt"><a href="%s">%s</a><p>%s……</p></div></div>`, a.date.Format("02"), a.date.Format("Jan 2006"), b.url(a), a.title, a.title)
			})
		}, mixes: true},
		{name: "big day, year-month beneath", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul class="news">`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li><a href="%s"><div class="d"><span>%s</span><em>%s</em></div><h4>%s</h4><p>本页为摘要，点击查看全文。</p></a></li>`, b.url(a), a.date.Format("02"), a.date.Format("2006-01"), a.title)
			})
		}, mixes: true},
		{name: "date only on the article page", set: func(b *bureau) {
			b.url = func(a *bart) string { return fmt.Sprintf("/info/%d/%d.htm", 1000+len(a.col.slug), a.id) }
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string { return `<li>·<a href="` + b.url(a) + `">` + a.title + `</a></li>` })
		}},
		{name: "div onclick rows", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><div class="list">`, "</div>", func(a *bart) string {
				return fmt.Sprintf(`<div class="row" onclick="location.href='%s'"><span class="t">%s</span><span class="d">%s</span></div>`, b.url(a), a.title, b.day(a.date))
			})
		}, once: true, mixes: true},
		{name: "table with document numbers", set: func(b *bureau) {
			b.rowsOf(`<table class="list"><tr><th>序号</th><th>标题</th><th>发文字号</th><th>发布日期</th></tr>`, "</table>", func(a *bart) string {
				return fmt.Sprintf(`<tr><td>%d</td><td><a href="%s">%s</a></td><td>%s</td><td>%s</td></tr>`, a.id-999, b.url(a), a.title, a.docNo, b.day(a.date))
			})
		}, mixes: true},
		{name: "JSON by data-url", set: jsonByAttribute, blind: true},
		{name: "JSON by POST", set: jsonByPost, once: true, blind: true},
		{name: "pager by POST", set: postPager, blind: true},
		{name: "pinned old entries", set: func(b *bureau) {
			for _, c := range b.cols {
				if len(c.arts) > 2 {
					c.arts = append(c.arts[len(c.arts)-1:], c.arts[:len(c.arts)-1]...)
				}
			}
			plain := b.rows
			b.rows = func(c *bcol, arts []*bart) string {
				if len(arts) == 0 {
					return plain(c, arts)
				}
				return strings.Replace(plain(c, arts), `">`+arts[0].title, `"><em>置顶</em>`+arts[0].title, 1)
			}
		}},
		{name: "comments and templates", set: func(b *bureau) {
			plain := b.rows
			b.rows = func(c *bcol, arts []*bart) string {
				return `<!-- <ul><li><a href="/old/1.html">2009年旧信息一</a><span>2009-01-02</span></li><li><a href="/old/2.html">旧信息二</a><span>2009-01-03</span></li></ul> -->` +
					`<div style="display:none" id="tpl"><ul><li><a href="{{url}}">{{title}}</a><span>{{date}}</span></li><li><a href="#">模板标题</a><span>2010-01-01</span></li></ul></div>` + plain(c, arts) +
					`<script type="text/template"><li><a href="<%=url%>"><%=title%></a><span><%=date%></span></li></script>`
			}
		}, once: true},
		{name: "definition lists", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><dl>`, "</dl>", func(a *bart) string {
				return fmt.Sprintf(`<dt><a href="%s">%s</a></dt><dd>发布日期：%s</dd>`, b.url(a), a.title, b.day(a.date))
			})
		}, mixes: true},
		{name: "paragraphs with br", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><div class="zw"><p>`, "</p></div>", func(a *bart) string {
				return fmt.Sprintf(`&middot;&nbsp;<a href="%s">%s</a>&nbsp;&nbsp;(%s)<br>`, b.url(a), a.title, b.day(a.date))
			})
		}, mixes: true},
		{name: "by the year", set: func(b *bureau) {
			b.rows = func(c *bcol, arts []*bart) string {
				var s strings.Builder
				year := 0
				fmt.Fprintf(&s, `<h2>%s</h2>`, c.label)
				for _, a := range arts {
					if a.date.Year() != year {
						year = a.date.Year()
						fmt.Fprintf(&s, `<h4>%d年</h4>`, year)
					}
					fmt.Fprintf(&s, `<p><a href="%s">%s</a> <span>%s</span></p>`, b.url(a), a.title, a.date.Format("01月02日"))
				}
				return s.String()
			}
		}, mixes: true},
	}
}

func nestedTables(b *bureau) {
	b.rowsOf(`<table width="100%"><tr><td><table><tr><td class="bt">LABEL</td></tr></table></td></tr><tr><td>`, `</td></tr></table>`, func(a *bart) string {
		return fmt.Sprintf(`<table width="98%%" border="0"><tr><td width="12"><img src="/dot.gif"></td><td><a href="%s" target="_blank">%s</a></td><td width="80" align="right">[%s]</td></tr></table>`, b.url(a), a.title, a.date.Format("01-02"))
	})
	b.frame = func(title, crumb, body string) string {
		return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>` + title + `</title>TAGS</head><body><table width="1000"><tr><td>` + b.menu() + `</td></tr><tr><td>` + crumb + body + `</td></tr></table>` + bureauFooter + `</body></html>`
	}
	pages := map[string]string(nil)
	b.extra["/dot.gif"] = "png\n"
	b.handle = func(w http.ResponseWriter, r *http.Request) bool {
		if pages == nil {
			pages = b.build()
		}
		body, ok := pages[r.URL.Path]
		if !ok || !strings.HasPrefix(body, "<") {
			return false
		}
		gbk, err := simplifiedchinese.GBK.NewEncoder().String(strings.ReplaceAll(body, "HOST", r.Host))
		if err != nil {
			panic(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=ISO-8859-1")
		fmt.Fprint(w, gbk)
		return true
	}
}

func (b *bureau) jsonRows(c *bcol) string {
	var rows []map[string]any
	for _, a := range c.arts {
		rows = append(rows, map[string]any{"id": a.id, "title": a.title, "url": b.url(a), "publishDate": b.day(a.date)})
	}
	body, err := json.Marshal(map[string]any{"code": 0, "data": map[string]any{"total": len(rows), "list": rows}})
	if err != nil {
		panic(err)
	}
	return "json\n" + string(body)
}

func jsonByAttribute(b *bureau) {
	b.rows = func(c *bcol, arts []*bart) string {
		return `<h2>` + c.label + `</h2><div id="list" data-url="/data/` + c.slug + `.json"></div><script>$.get($("#list").attr("data-url"),function(r){r.data.list.forEach(function(x){$("#list").append('<li><a href="'+x.url+'">'+x.title+'</a></li>')})});</script>`
	}
	for _, c := range b.cols {
		b.extra["/data/"+c.slug+".json"] = b.jsonRows(c)
	}
}

func jsonByPost(b *bureau) {
	b.rows = func(c *bcol, arts []*bart) string {
		return `<h2>` + c.label + `</h2><ul id="list"></ul><script src="/js/list.js"></script><script>loadList("` + c.slug + `",1);</script>`
	}
	b.extra["/js/list.js"] = "js\nfunction loadList(c,p){var x=new XMLHttpRequest();x.open('POST','/api/list');x.onload=function(){render(JSON.parse(x.responseText))};x.send('c='+c+'&p='+p)}"
}

func postPager(b *bureau) {
	b.lists = func(c *bcol) map[string]string {
		n := min(2, len(c.arts))
		return map[string]string{c.path(): b.rows(c, c.arts[:n]) + `<div class="page"><form name="pf" method="post" action="` + c.path() + `"><input type="hidden" name="currentPage"><span>共4条　第1/2页</span> <a href="javascript:toPage(2)">下一页</a> <a href="javascript:toPage(2)">尾页</a></form></div>`}
	}
}
