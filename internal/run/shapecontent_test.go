package run_test

import (
	"fmt"
	"strings"
)

// contentShapes are ways offices write what they have to publish.
func contentShapes() []shape {
	return []shape{
		{name: "the four parts as tabs of one page", set: fourTabs, once: true, blind: true},
		{name: "budgets beneath headings of the year", once: true, set: func(b *bureau) {
			c := b.col("预决算及三公费用")
			s := ""
			for _, y := range []int{2022, 2021} {
				s += fmt.Sprintf(`<h3>%d年</h3><ul>`, y)
				for i, what := range []string{"部门预算公开", "部门决算公开", "“三公”经费预算公开"} {
					if y == 2022 && i == 1 {
						continue
					}
					path := fmt.Sprintf("%s%d/f%d.pdf", c.path(), y, i)
					s += fmt.Sprintf(`<li><a href="%s">%s</a></li>`, path, what)
					b.extra[path] = "pdf\n" + onePagePDF
				}
				s += `</ul>`
			}
			c.text, c.arts = s, nil
		}},
		{name: "budgets in a table of years", once: true, set: func(b *bureau) {
			c := b.col("预决算及三公费用")
			s := `<table border="1"><tr><th>年度</th><th>部门预算</th><th>部门决算</th><th>三公经费</th></tr>`
			for _, y := range []int{2022, 2021, 2020} {
				s += fmt.Sprintf(`<tr><td>%d年</td>`, y)
				for i := range 3 {
					path := fmt.Sprintf("%sb%d_%d.pdf", c.path(), y, i)
					b.extra[path] = "pdf\n" + onePagePDF
					if y == 2022 && i == 1 {
						s += `<td></td>`
						continue
					}
					s += `<td><a href="` + path + `">查看</a></td>`
				}
				s += `</tr>`
			}
			c.text, c.arts = s+`</table>`, nil
		}},
		{name: "budgets in sub-columns of the year", once: true, set: func(b *bureau) {
			c := b.col("预决算及三公费用")
			list := ""
			for _, y := range []int{2022, 2021} {
				at := fmt.Sprintf("%s%d/", c.path(), y)
				list += fmt.Sprintf(`<li><a href="%s">%d年预决算</a></li>`, at, y)
				rows := ""
				for _, a := range c.arts {
					if strings.Contains(a.title, fmt.Sprint(y)) {
						title := strings.ReplaceAll(a.title, fmt.Sprintf("%d年度", y), "")
						title = strings.ReplaceAll(title, fmt.Sprintf("%d年", y), "")
						page := strings.Replace(b.page(a), a.title, title, 1)
						path := fmt.Sprintf("%st%d.html", at, a.id)
						rows += fmt.Sprintf(`<li><a href="%s">%s</a><span>%s</span></li>`, path, title, b.day(a.date))
						b.extra[path] = strings.Replace(b.frame(title, crumbs(`<a href="`+c.path()+`">`+c.label+`</a>`, `<a href="`+at+`">`+fmt.Sprint(y)+`年预决算</a>`), page), "TAGS", b.tags("article", c, &bart{title: title, date: a.date}), 1)
					}
				}
				b.extra[at] = strings.Replace(b.frame(fmt.Sprintf("%d年预决算", y), crumbs(`<a href="`+c.path()+`">`+c.label+`</a>`), `<h2>`+fmt.Sprintf("%d年预决算", y)+`</h2><ul class="list">`+rows+`</ul>`), "TAGS", b.tags("column", c, nil), 1)
			}
			c.text, c.arts = `<ul>`+list+`</ul>`, nil
		}},
		{name: "report on the superior's platform", blind: true, set: func(b *bureau) {
			c := b.col("政府信息公开年报")
			b.wrap(func(p string) string {
				return strings.ReplaceAll(p, `href="`+c.path()+`"`, `href="http://www.lanshan-city.gov.cn/xxgk/nb/jtj/"`)
			})
		}},
		{name: "one report for all years' bureaus", set: func(b *bureau) {
			for _, a := range b.col("政府信息公开年报").arts {
				a.title = fmt.Sprintf("政府信息公开工作年度报告（%d年度）", a.date.Year()-1)
			}
		}},
		{name: "guide in a table", set: func(b *bureau) {
			b.col("政府信息公开指南").text = `<table border="1"><tr><td>公开机构</td><td>兰山市交通运输局办公室</td></tr><tr><td>通信地址</td><td>兰山市中山路18号</td></tr><tr><td>邮政编码</td><td>830000</td></tr><tr><td>受理时间</td><td>工作日 10:00—14:00，15:30—19:00</td></tr><tr><td>电　　话</td><td>0991-5881234</td></tr><tr><td>电子邮箱</td><td>jtj@lanshan.gov.cn</td></tr></table>`
			b.col("依申请公开").text = `<table border="1"><tr><td>受理机构</td><td>局办公室</td></tr><tr><td>申请方式</td><td>当面、邮寄、<a href="https://ysq.lanshan.gov.cn/sq">在线申请</a></td></tr><tr><td>申请表</td><td><a href="/zwgk/ysqgk/sqb.docx">下载</a></td></tr><tr><td>办理流程</td><td>登记→审核→办理→答复（20个工作日）</td></tr><tr><td>收费标准</td><td>按照国办函〔2020〕109号执行</td></tr></table>`
		}},
		{name: "apply by electronic mail", set: func(b *bureau) {
			b.col("依申请公开").text = `<p>申请人可以当面提交，也可以邮寄或者将填好的申请表发送至电子邮箱jtj@lanshan.gov.cn提交申请。<a href="/zwgk/ysqgk/sqb.docx">政府信息公开申请表</a>。流程：收到申请后登记、审核，20个工作日内答复。收费：依申请提供政府信息不收取费用，但申请数量、频次明显超过合理范围的除外。受理机构：局办公室。</p>`
		}},
		{name: "nothing happened this year", once: true, set: func(b *bureau) {
			for label, text := range map[string]string{"行政处罚": "2022年度我局未发生行政处罚案件。", "行政事业性收费": "本部门无行政事业性收费项目。", "重大项目": "本年度未发生此类事项。", "意见反馈": "暂无相关数据"} {
				c := b.col(label)
				c.text, c.arts = `<p>`+text+`</p>`, nil
			}
		}},
		{name: "declared in the place of the list", set: func(b *bureau) {
			for label, text := range map[string]string{"行政处罚": "很抱歉，没有找到您要的信息！", "行政事业性收费": "本栏目暂无内容，敬请期待", "政府采购": "暂时没有内容"} {
				c := b.col(label)
				c.text, c.arts = `<ul class="list"></ul><div class="none">`+text+`</div>`, nil
			}
		}},
		{name: "interpretations as tabs of the document", once: true, set: func(b *bureau) {
			reads := b.col("政策解读")
			for _, a := range reads.arts {
				doc := a.also
				doc.body += `</div><div class="tab" id="jd"><h3>政策解读</h3>` + bp(a.title) + a.body
				doc.also = nil
			}
			list := ""
			for _, a := range reads.arts {
				list += fmt.Sprintf(`<li><a href="%s#jd">%s</a><span>%s</span></li>`, b.url(a.also), a.title, b.day(a.date))
			}
			reads.text, reads.arts = `<ul class="list">`+list+`</ul>`, nil
			b.home = func() string { return b.plainHomeOf("工作动态", "公示公告", "政策法规") }
		}},
		{name: "interpretations linked by a picture", once: true, set: func(b *bureau) {
			plain := b.page
			b.page = func(a *bart) string {
				s := plain(a)
				if a.also != nil {
					i := strings.Index(s, `<div class="xg">`)
					s = s[:i] + `<div class="ico"><a href="` + b.url(a.also) + `"><img src="/red.png" alt="` + map[bool]string{true: "政策解读", false: "政策原文"}[a.docNo != ""] + `"></a></div>`
				}
				return s
			}
		}},
		{name: "particulars in a list", set: func(b *bureau) {
			plain := b.page
			b.page = func(a *bart) string {
				s := plain(a)
				if i, j := strings.Index(s, `<table class="xxgk">`), strings.Index(s, "</table>"); i >= 0 && a.docNo != "" {
					s = s[:i] + `<ul class="xx"><li><b>索 引 号：</b><span>01001-` + fmt.Sprint(a.id) + `</span></li><li><b>发文字号：</b>` + a.docNo + `</li><li><b>成文日期：</b>` + a.date.Format("2006年01月02日") + `</li><li><b>发布日期：</b>` + a.date.Format("2006年01月02日") + `</li><li><b>有 效 性：</b>有效</li></ul>` + s[j+8:]
				}
				return s
			}
		}},
		{name: "a hub of two lists", set: func(b *bureau) {
			c := b.col("公示公告")
			plain := b.lists
			b.lists = func(o *bcol) map[string]string {
				if o != c {
					return plain(o)
				}
				out, hub := map[string]string{}, ""
				for k, name := range []string{"公示", "公告"} {
					at := fmt.Sprintf("%s%d/", c.path(), k+1)
					var part []*bart
					for i, a := range c.arts {
						if i%2 == k {
							part = append(part, a)
						}
					}
					out[at] = b.rows(&bcol{label: name}, part)
					hub += `<div class="box"><div class="hd"><h3>` + name + `</h3><a href="` + at + `">更多&gt;&gt;</a></div><ul>`
					for _, a := range part[:min(2, len(part))] {
						hub += `<li><a href="` + b.url(a) + `">` + a.title + `</a><span>` + b.day(a.date) + `</span></li>`
					}
					hub += `</ul></div>`
				}
				out[c.path()] = hub
				return out
			}
		}},
		{name: "files by number", set: func(b *bureau) {
			for _, label := range []string{"政府信息公开年报", "权责清单"} {
				c := b.col(label)
				list := ""
				for _, a := range c.arts {
					at := fmt.Sprintf("/download.jsp?id=%d", a.id)
					list += fmt.Sprintf(`<li><a href="%s">%s</a><span>%s</span></li>`, at, a.title, b.day(a.date))
					b.extra[at] = "pdf\n" + onePagePDF
				}
				c.text, c.arts = `<ul class="list">`+list+`</ul>`, nil
			}
		}},
		{name: "articles in several pages", set: func(b *bureau) {
			plain := b.page
			b.page = func(a *bart) string {
				return plain(a) + `<div class="page"><span class="cur">1</span><a href="` + strings.Replace(b.url(a), ".html", "_1.html", 1) + `">2</a><a href="` + strings.Replace(b.url(a), ".html", "_1.html", 1) + `">下一页</a></div>`
			}
			for _, c := range b.cols {
				for _, a := range c.arts {
					b.extra[strings.Replace(b.url(a), ".html", "_1.html", 1)] = strings.Replace(b.plainFrame(a.title, crumbs(c.label), `<h1>`+a.title+`</h1><div class="content">`+bp("（续上页）其他有关事项由有关科室负责解释说明。")+`</div>`), "TAGS", b.tags("article", c, a), 1)
				}
			}
		}},
		{name: "WeChat and QR codes beside all", set: func(b *bureau) {
			b.wrap(func(p string) string {
				return strings.Replace(p, `<div class="footer">`, `<div class="float"><p>微信公众号</p><img src="/red.png"><p><a href="javascript:scroll(0,0)">返回顶部</a></p></div><div class="links"><select onchange="window.open(this.value)"><option value="">--友情链接--</option><option value="http://www.gov.cn/">中国政府网</option><option value="http://www.mot.gov.cn/">交通运输部</option></select></div><div class="footer">`, 1)
			})
		}},
	}
}

// fourTabs is the platform of 国办公开办函〔2019〕61号 on one page: guide, rules, tree
// and reports as panels without addresses of their own.
func fourTabs(b *bureau) {
	labels := []string{"政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"}
	tabs, panels := "", make([]string, 4)
	for i, label := range labels {
		c := b.col(label)
		tabs += `<li>` + label + `</li>`
		panels[i] = c.text
		if len(c.arts) > 0 {
			panels[i] = strings.Replace(b.rows(c, c.arts), `<h2>`+label+`</h2>`, "", 1)
		}
		for _, a := range c.arts {
			b.extra[b.url(a)] = strings.Replace(b.frame(a.title, crumbs(`<a href="/zwgk/">政务公开</a>`), b.page(a)), "TAGS", b.tags("article", c, a), 1)
		}
		b.drop(c)
	}
	plain := b.platform()
	panels[2] = strings.Replace(plain, "<h2>政务公开</h2>", "", 1)
	all := `<ul class="tabs">` + tabs + `</ul>`
	for _, panel := range panels {
		all += `<div class="panel">` + panel + `</div>`
	}
	b.wrap(func(p string) string { return strings.Replace(p, plain, all, 1) })
}
