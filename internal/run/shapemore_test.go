package run_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

func (b *bureau) wrap(f func(page string) string) {
	plain := b.frame
	b.frame = func(title, crumb, body string) string { return f(plain(title, crumb, body)) }
}

// moreShapes are further ways seen on one site or another.
func moreShapes() []shape {
	return []shape{
		{name: "splash page", set: func(b *bureau) {
			home := b.home
			plain := b.frame
			b.extra["/main.html"] = strings.Replace(plain(bureauName, "", home()), "TAGS", b.tags("home", nil, nil), 1)
			b.extra["/"] = `<html><head><title>` + bureauName + `</title>` + b.tags("home", nil, nil) + `</head><body><a href="/main.html"><img src="/logo.png" alt="进入网站"></a></body></html>`
		}, blind: true},
		{name: "footer by script", set: func(b *bureau) {
			b.wrap(func(p string) string {
				return strings.Replace(p, bureauFooter, `<div id="foot"></div><script src="/js/foot.js"></script>`, 1)
			})
			b.extra["/js/foot.js"] = "js\n$('#foot').load('/inc/foot.html');"
			b.extra["/inc/foot.html"] = bureauFooter
		}},
		{name: "footer in a frame", set: func(b *bureau) {
			b.wrap(func(p string) string {
				return strings.Replace(p, bureauFooter, `<iframe src="/inc/foot.html" width="100%" height="120" frameborder="0"></iframe>`, 1)
			})
			b.extra["/inc/foot.html"] = `<html><body>` + bureauFooter + `</body></html>`
		}},
		{name: "footer in table cells", set: func(b *bureau) {
			b.wrap(func(p string) string {
				return strings.Replace(p, bureauFooter, `<table width="100%" bgcolor="#eee"><tr><td align="center">版权所有：兰山市交通运输局</td></tr><tr><td>备案号：新ICP备05001234号-1&nbsp;&nbsp;新公网安备65010302000123号&nbsp;&nbsp;标识码：6501000018</td></tr><tr><td>地址：中山路18号　邮编：830000　电话：0991-5881234</td></tr><tr><td><a href="http://bszs.conac.cn/x"><img src="/red.png"></a><a href="http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code=6501000018"><img src="/red.png"></a></td></tr></table>`, 1)
			})
		}},
		{name: "old markup, tags in capitals", set: func(b *bureau) {
			b.wrap(func(p string) string {
				p = regexp.MustCompile(`</li>|</p>`).ReplaceAllString(p, "")
				p = strings.NewReplacer("<ul", "<UL", "<li", "<LI", "</ul>", "</UL>", "<a href=", "<A HREF=", "</a>", "</A>").Replace(p)
				return p
			})
			plain := b.tags
			b.tags = func(kind string, c *bcol, a *bart) string {
				return regexp.MustCompile(`<meta name="(\w+)" content="([^"]*)">`).ReplaceAllString(plain(kind, c, a), `<META CONTENT='$2' NAME=$1>`)
			}
		}},
		{name: "base element", set: func(b *bureau) {
			b.wrap(func(p string) string {
				p = strings.Replace(p, "<head>", `<head><base href="http://HOST/">`, 1)
				return regexp.MustCompile(`(href|src)="/([^/"])`).ReplaceAllString(p, `$1="$2`)
			})
		}},
		{name: "folders without slash", set: func(b *bureau) {
			b.wrap(func(p string) string { return regexp.MustCompile(`href="(/[\w/]+)/"`).ReplaceAllString(p, `href="$1"`) })
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				if p := r.URL.Path; !strings.HasSuffix(p, "/") && !strings.Contains(p, ".") {
					http.Redirect(w, r, p+"/", http.StatusMovedPermanently)
					return true
				}
				return false
			}
		}, once: true},
		{name: "date before the title", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><table>`, "</table>", func(a *bart) string {
				return fmt.Sprintf(`<tr><td>%s</td><td>｜</td><td><a href="%s">%s</a></td></tr><tr><td colspan="3" height="1" bgcolor="#ccc"></td></tr>`, b.day(a.date), b.url(a), a.title)
			})
		}},
		{name: "two dates in a row", set: func(b *bureau) {
			b.rowsOf(`<table><tr><th>名称</th><th>索引号</th><th>生成日期</th><th>发布日期</th></tr>`, "</table>", func(a *bart) string {
				return fmt.Sprintf(`<tr><td><a href="%s">%s</a></td><td>01001-%d</td><td>%s</td><td>%s</td></tr>`, b.url(a), a.title, a.id, a.date.AddDate(0, -8, 0).Format("2006-01-02"), b.day(a.date))
			})
		}, once: true},
		{name: "clicks and new marks", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li><a href="%s">%s</a><img src="/red.png" alt="new"> <span>[%s]</span> <span>点击：%d次</span></li><li class="line"></li>`, b.url(a), a.title, b.day(a.date), 1000+a.id)
			})
		}},
		{name: "titles cut short", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				short := []rune(a.title)
				if len(short) > 14 {
					short = append(short[:13], '…')
				}
				return fmt.Sprintf(`<li><a href="%s">%s</a><span>%s</span></li>`, b.url(a), string(short), b.day(a.date))
			})
		}},
		{name: "news on another host", set: func(b *bureau) {
			c := b.col("工作动态")
			plain := b.url
			b.url = func(a *bart) string {
				if a.col == c && a.id%2 == 0 {
					return fmt.Sprintf("https://mp.weixin.qq.com/s/abc%d", a.id)
				}
				return plain(a)
			}
		}},
		{name: "services on the unified platform", set: func(b *bureau) {
			b.wrap(func(p string) string {
				return strings.ReplaceAll(p, `href="/zwfw/"`, `href="https://zwfw.xinjiang.gov.cn/ls/"`)
			})
		}, once: true},
		{name: "interaction on the unified platform", set: func(b *bureau) {
			b.wrap(func(p string) string {
				return strings.ReplaceAll(p, `href="/hdjl/"`, `href="https://12345.lanshan-city.gov.cn/"`)
			})
		}},
		{name: "guide as a file", set: func(b *bureau) {
			b.col("政府信息公开指南").text = `<p><a href="/zwgk/gkzn/zn.pdf">兰山市交通运输局政府信息公开指南.pdf</a></p>`
			b.col("依申请公开").text = `<p><a href="/zwgk/ysqgk/sm.doc">依申请公开说明及申请表.doc</a></p>`
			b.extra["/zwgk/gkzn/zn.pdf"] = "pdf\n" + onePagePDF
			b.extra["/zwgk/ysqgk/sm.doc"] = "doc\nxx"
		}, once: true},
		{name: "guide as pictures", set: func(b *bureau) {
			for _, l := range []string{"政府信息公开指南", "依申请公开"} {
				b.col(l).text = `<p><img src="/images/tj.png"></p><p><img src="/images/tj.png"></p>`
			}
		}, once: true},
		{name: "apply in sub-pages", set: func(b *bureau) {
			c := b.col("依申请公开")
			c.text = `<ul><li><a href="/zwgk/ysqgk/xz.html">申请须知</a></li><li><a href="/zwgk/ysqgk/lc.html">申请流程</a></li><li><a href="/zwgk/ysqgk/sq.html">网上申请</a></li><li><a href="/zwgk/ysqgk/sf.html">收费标准</a></li><li><a href="/zwgk/ysqgk/sqb.docx">申请表下载</a></li></ul>`
			for name, text := range map[string]string{"xz": "申请须知：受理机构为局办公室，联系电话0991-5881234，自收到申请之日起二十个工作日内答复申请人。", "lc": "申请流程：登记、审核、办理、答复。办理流程图见下，各环节由局办公室统一办理。", "sq": "网上申请：请填写下列内容后提交申请，带星号的为必填项，提交后请记下查询编号。", "sf": "收费标准：按照国务院办公厅政府信息公开信息处理费管理办法执行，一般情况下不收取费用。"} {
				b.extra["/zwgk/ysqgk/"+name+".html"] = strings.Replace(b.frame(name, crumbs(`<a href="/zwgk/ysqgk/">依申请公开</a>`), "<h1>"+name+"</h1><div class=\"content\">"+bp(text)+"</div>"), "TAGS", b.tags("article", c, b.cols[0].arts[0]), 1)
			}
		}},
		{name: "years in Chinese numerals", set: func(b *bureau) {
			for _, l := range []string{"政府信息公开年报", "预决算及三公费用"} {
				for _, a := range b.col(l).arts {
					a.title = strings.NewReplacer("2022", "二〇二二", "2021", "二〇二一", "2020", "二〇二〇", "2019", "二〇一九").Replace(a.title)
				}
			}
		}},
		{name: "titles without the year's unit", set: func(b *bureau) {
			for _, a := range b.col("政府信息公开年报").arts {
				a.title = fmt.Sprintf("%d年度政府信息公开工作报告", a.date.Year()-1)
			}
			for i, a := range b.col("预决算及三公费用").arts {
				a.title = []string{"2021年度决算信息公开", "2022年预算公开说明", "2020年度决算信息公开", "2021年预算公开说明"}[i]
			}
		}},
		{name: "column of one frame", set: func(b *bureau) {
			plain := b.lists
			b.lists = func(c *bcol) map[string]string {
				all := plain(c)
				b.extra[c.path()+"list.html"] = `<html><head><meta charset="utf-8"></head><body>` + all[c.path()] + `</body></html>`
				return map[string]string{c.path(): `<iframe src="` + c.path() + `list.html" width="800" height="900"></iframe>`}
			}
		}},
		{name: "columns lead on to the first sub-column", set: func(b *bureau) {
			plain := b.lists
			b.lists = func(c *bcol) map[string]string {
				all := plain(c)
				all[c.path()+"yw/"] = all[c.path()]
				delete(all, c.path())
				b.extra[c.path()] = `<html><head><meta http-equiv="refresh" content="0;url=yw/"><title>` + c.label + `</title></head><body></body></html>`
				return all
			}
		}},
		{name: "rows only a script can follow", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li onclick="view('%d')">%s<span>%s</span></li>`, a.id, a.title, b.day(a.date))
			})
		}, blind: true},
		{name: "links only a script can follow", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li><a href="javascript:void(0)" onclick="view('%d')">%s</a><span>%s</span></li>`, a.id, a.title, b.day(a.date))
			})
		}, once: true, blind: true},
		{name: "Vue template", set: func(b *bureau) {
			b.rows = func(c *bcol, arts []*bart) string {
				return `<h2>` + c.label + `</h2><div id="app"><ul><li v-for="x in list"><a :href="x.url">{{x.title}}</a><span>{{x.date}}</span></li></ul></div><script src="/js/vue.min.js"></script><script src="/js/app.js"></script>`
			}
			b.extra["/js/app.js"] = "js\nnew Vue({el:'#app',data:{list:[]},mounted(){axios.post('/api/list',{c:1}).then(r=>{this.list=r.data})}})"
			b.extra["/js/vue.min.js"] = "js\n/*vue*/"
		}, blind: true},
		{name: "questions and answers on one page", set: func(b *bureau) {
			c := b.col("留言公开")
			text := `<h2>留言公开</h2>`
			for _, a := range c.arts {
				text += `<div class="qa"><p>标题：` + a.title + `</p>` + a.body + `</div>`
			}
			c.text, c.arts = text, nil
		}},
		{name: "branch with its own notices", set: func(b *bureau) {
			c := &bcol{label: "公路养护中心", slug: "yhzx", outside: true, text: `<p>公路养护中心是局属事业单位，负责全市公路养护管理工作。</p><ul><li><a href="/yhzx/tzgg/">通知公告</a></li><li><a href="/yhzx/gzdt/">工作动态</a></li></ul>`}
			b.cols = append(b.cols, c)
			for _, x := range [][2]string{{"通知公告", "tzgg"}, {"工作动态", "gzdt"}} {
				b.extra["/yhzx/"+x[1]+"/"] = strings.Replace(b.frame(x[0], crumbs(`<a href="/yhzx/">公路养护中心</a>`, x[0]), `<h2>`+x[0]+`</h2><ul><li><a href="/yhzx/`+x[1]+`/1.html">养护中心往年信息一则，供查阅使用</a><span>2016-05-04</span></li></ul>`), "TAGS", b.tags("column", &bcol{label: x[0]}, nil), 1)
				b.extra["/yhzx/"+x[1]+"/1.html"] = strings.Replace(b.frame("往年信息", "", `<h1>养护中心往年信息一则，供查阅使用</h1><div>发布时间：2016-05-04</div><div class="content">`+bp("往年信息的正文内容，供查阅使用，不再更新。")+`</div>`), "TAGS", b.tags("article", c, &bart{title: "养护中心往年信息一则，供查阅使用", date: time.Date(2016, 5, 4, 0, 0, 0, 0, bureauDay.Location())}), 1)
			}
			b.menu = func() string {
				return strings.Replace(b.plainMenu(), "</ul>", `<li><a href="/yhzx/">公路养护中心</a></li></ul>`, 1)
			}
		}},
		{name: "home of pictures and a slide show", set: func(b *bureau) {
			b.home = func() string {
				return `<div id="slide"></div><script src="/js/slide.js"></script><div class="icons"><a href="/zwgk/"><img src="/red.png" alt="政务公开"></a><a href="/zwfw/"><img src="/red.png" alt="政务服务"></a></div>` + b.plainHomeOf("工作动态")
			}
			b.extra["/js/slide.js"] = "js\nvar imgs=[];"
		}},
		{name: "home without dates", set: func(b *bureau) {
			b.home = func() string { return regexp.MustCompile(`<span>[\d-]+</span>`).ReplaceAllString(b.plainHome(), "") }
		}},
		{name: "several sheets of one document", set: func(b *bureau) {
			for _, a := range b.col("预决算及三公费用").arts {
				a.body = bp("根据预算法等有关规定，现将有关信息公开如下，详见附件。")
				a.files = []string{b.col("预决算及三公费用").path() + fmt.Sprintf("f%d.xls", a.id)}
				b.extra[a.files[0]] = "doc\nxx"
			}
		}},
	}
}
