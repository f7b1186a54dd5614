package run_test

import (
	"fmt"
	"strings"
	"time"
)

// dateShapes are further ways of writing rows and their dates.
func dateShapes() []shape {
	return []shape{
		{name: "month/day/year", set: func(b *bureau) {
			b.day = func(t time.Time) string { return t.Format("01/02/2006") }
		}, mixes: true},
		{name: "times of a database", set: func(b *bureau) {
			b.day = func(t time.Time) string { return t.Format("2006-01-02") + " 09:05:00.0" }
		}, mixes: true},
		{name: "full-width dates", set: func(b *bureau) {
			b.day = func(t time.Time) string {
				return "（" + strings.Map(func(r rune) rune { return r - '-' + '－' }, t.Format("2006-01-02")) + "）"
			}
		}, mixes: true},
		{name: "date in the link's title only", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf("<li><a href=\"%s\" title=\"标题：%s\n发布时间：%s\n作者：办公室\">%s</a></li>", b.url(a), a.title, b.day(a.date), a.title)
			})
		}, mixes: true},
		{name: "milliseconds in an attribute", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li><a href="%s">%s</a><span class="time" data-time="%d"></span></li>`, b.url(a), a.title, a.date.UnixMilli())
			})
		}, mixes: true},
		{name: "time elements of a blog", set: func(b *bureau) {
			b.url = func(a *bart) string { return fmt.Sprintf("/archives/%d", a.id) }
			b.rowsOf(`<h2>LABEL</h2>`, "", func(a *bart) string {
				return fmt.Sprintf(`<article class="post"><h2 class="entry-title"><a href="%s" rel="bookmark">%s</a></h2><div class="meta">由<a href="/author/admin/">办公室</a>发布于 <time datetime="%s">%s</time> <a href="%s#respond">暂无评论</a></div><p>%s……<a href="%s">阅读更多</a></p></article>`, b.url(a), a.title, a.date.Format(time.RFC3339), a.date.Format("1月2日"), b.url(a), a.title, b.url(a))
			})
			b.extra["/author/admin/"] = strings.Replace(b.plainFrame("办公室", "", bp("办公室发布的全部文章。")), "TAGS", "", 1)
		}, blind: true},
		{name: "column's name before each title", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li>[<a href="%s" class="lm">%s</a>] <a href="%s">【%s】%s</a><span>%s</span></li>`, a.col.path(), a.col.label, b.url(a), a.col.label, a.title, b.day(a.date))
			})
		}, mixes: true},
		{name: "catalogue rows with a hidden card", set: func(b *bureau) {
			b.rowsOf(`<table class="gkml"><tr><th>索引号</th><th>信息名称</th><th>文号</th><th>生成日期</th></tr>`, "</table>", func(a *bart) string {
				return fmt.Sprintf(`<tr><td>01001-%d</td><td><a href="%s">%s</a><div class="tip" style="display:none"><table><tr><td>索引号</td><td>01001-%d</td></tr><tr><td>发布机构</td><td>%s</td></tr><tr><td>生成日期</td><td>%s</td></tr><tr><td>废止日期</td><td></td></tr><tr><td>内容概述</td><td>%s</td></tr></table></div></td><td>%s</td><td>%s</td></tr>`,
					a.id, b.url(a), a.title, a.id, bureauName, a.date.AddDate(-1, 0, 0).Format("2006-01-02"), a.title, a.docNo, b.day(a.date))
			})
		}, mixes: true},
		{name: "grid of div cells", set: func(b *bureau) {
			b.rowsOf(`<div class="tb"><div class="hd"><span>序号</span><span>名称</span><span>发布日期</span><span>下载</span></div>`, "</div>", func(a *bart) string {
				return fmt.Sprintf(`<div class="tr"><div class="td">%d</div><div class="td"><a href="%s">%s</a></div><div class="td">%s</div><div class="td"><a href="javascript:;" onclick="down(%d)">下载</a></div></div>`, a.id-999, b.url(a), a.title, b.day(a.date), a.id)
			})
		}, mixes: true},
		{name: "month and day, the year in the address", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li><span>%s</span><a href="%s">%s</a></li>`, a.date.Format("01-02"), b.url(a), a.title)
			})
		}, mixes: true},
		{name: "oldest first, month and day", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li><a href="%s">%s</a><span>%s</span></li>`, b.url(a), a.title, a.date.Format("1月2日"))
			})
			b.url = func(a *bart) string { return fmt.Sprintf("/info/%d/%d.htm", 1000+len(a.col.slug), a.id) }
		}, mixes: false},
		{name: "picture cards", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><div class="cards">`, "</div>", func(a *bart) string {
				return fmt.Sprintf(`<div class="card"><a href="%s"><img src="/images/tj.png" alt=""></a><h3><a href="%s">%s</a></h3><p class="sum">摘要：%s。2019年5月6日起施行的原办法同时废止。</p><p class="foot"><i>来源：%s</i><i>%s</i><i>浏览 %d</i></p></div>`, b.url(a), b.url(a), a.title, a.title, bureauName, b.day(a.date), a.id)
			})
		}, mixes: true},
		{name: "titles wrapped in font and cut, full in a tip", set: func(b *bureau) {
			b.rowsOf(`<table width="100%"><tr><td class="bt"><b>LABEL</b></td></tr>`, "</table>", func(a *bart) string {
				short := []rune(a.title)
				return fmt.Sprintf(`<tr><td height="24"><font color="#333">◇</font><a href="%s" onmouseover="tip('%s')"><font size="2">%s...</font></a><font color="gray">(%s)</font></td></tr>`, b.url(a), a.title, string(short[:min(len(short), 16)]), a.date.Format("2006年1月2日"))
			})
		}, mixes: true},
		{name: "rows in a noscript", blind: true, set: func(b *bureau) {
			plain := b.rows
			b.rows = func(c *bcol, arts []*bart) string {
				return `<div id="app"></div><noscript>` + plain(c, arts) + `</noscript><script src="/js/app.js"></script>`
			}
			b.extra["/js/app.js"] = "js\nnew Vue({el:'#app'})"
		}},
		{name: "rows as an array in the page", set: func(b *bureau) {
			b.rows = func(c *bcol, arts []*bart) string {
				var s strings.Builder
				fmt.Fprintf(&s, `<h2>%s</h2><ul id="ul"></ul><script>var data=[`, c.label)
				for _, a := range arts {
					fmt.Fprintf(&s, `{"title":"%s","url":"%s","date":"%s"},`, a.title, b.url(a), b.day(a.date))
				}
				return s.String() + `];for(var i=0;i<data.length;i++){$("#ul").append("<li><a href='"+data[i].url+"'>"+data[i].title+"</a></li>")}</script>`
			}
		}, blind: true},
	}
}
