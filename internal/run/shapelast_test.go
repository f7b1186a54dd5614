package run_test

import (
	"fmt"
	"strings"
)

// scriptedParts has the parts of the platform as labels of its menu that only a
// script follows.
func scriptedParts(entry string) func(b *bureau) {
	return func(b *bureau) { partsAs(b, entry) }
}

func partsAs(b *bureau, entry string) {
	scripted := b.platform()
	for i, label := range []string{"政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"} {
		link := `<a href="` + b.col(label).path() + `">` + label + `</a>`
		scripted = strings.Replace(scripted, link, fmt.Sprintf(entry, i, label), 1)
		b.drop(b.col(label))
	}
	plain := b.platform() // without the four
	scripted = `<div class="leftmenu">` + scripted + `</div>`
	b.wrap(func(p string) string { return strings.Replace(p, plain, scripted, 1) })
}

// lastShapes are further ways of pagers and parts.
func lastShapes() []shape {
	return []shape{
		{name: "parts of the platform that a script opens", set: scriptedParts(`<span class="tab" onclick="go(%d)">%s</span>`), once: true, blind: true},
		{name: "parts of the platform as words in its menu", set: scriptedParts(`<i class="tab%d"></i>%s`), once: true, blind: true},
		{name: "budgets named by the column only", set: func(b *bureau) {
			c := b.col("预决算及三公费用")
			for i, a := range c.arts {
				a.title = []string{"部门决算公开", "部门预算公开", "部门决算公开情况", "部门预算公开情况"}[i]
			}
		}},
		{name: "budgets as one link to the finance bureau's platform", once: true, blind: true, set: func(b *bureau) {
			c := b.col("预决算及三公费用")
			c.text, c.arts = `<p><a href="http://czj.lanshan-city.gov.cn/yjs/jtj/">预决算公开统一平台（市财政局）</a></p>`, nil
		}},
		{name: "reports named by the column only", set: func(b *bureau) {
			for _, a := range b.col("政府信息公开年报").arts {
				a.title = "政府信息公开工作年度报告"
			}
		}, blind: true},
		{name: "entries a script opens by number in a table", set: func(b *bureau) {
			b.rowsOf(`<table><tr><th>标题</th><th>发布日期</th></tr>`, "</table>", func(a *bart) string {
				return fmt.Sprintf(`<tr><td><a href="javascript:openInfo('%d')">%s</a></td><td>%s</td></tr>`, a.id, a.title, b.day(a.date))
			})
		}, blind: true},
		{name: "pager with 下 one", set: func(b *bureau) {
			b.paged(numbered("%sindex_%d.html", 0), func(c *bcol, n, pages int) string {
				if n+1 == pages {
					return `<p align="center">首页 | 上一页 | 下一页 | 尾页</p>`
				}
				return fmt.Sprintf(`<p align="center">首页 | 上一页 | <a href="index_%d.html">下一页</a> | 尾页</p>`, n+1)
			})
		}},
		{name: "pager with pictures", set: func(b *bureau) {
			b.paged(numbered("%sindex_%d.html", 0), func(c *bcol, n, pages int) string {
				if n+1 == pages {
					return ""
				}
				return fmt.Sprintf(`<div class="page"><a href="index_%d.html"><img src="/red.png" alt="下一页"></a></div>`, n+1)
			})
		}},
	}
}
