package run_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// oddShapes are old makes, and sites of small offices.
func oddShapes() []shape {
	return []shape{
		{name: "ASP with addresses in queries only", set: func(b *bureau) {
			b.url = func(a *bart) string { return fmt.Sprintf("/Article_Show.asp?ArticleID=%d", a.id) }
			b.lists = func(c *bcol) map[string]string {
				body := b.rows(c, c.arts)
				return map[string]string{c.path(): body, "/Article_Class.asp?ClassID=" + c.slug: body}
			}
			b.wrap(func(page string) string {
				for _, c := range b.cols {
					if c.text == "" {
						page = strings.ReplaceAll(page, `href="`+c.path()+`"`, `href="/Article_Class.asp?ClassID=`+c.slug+`"`)
					}
				}
				return page
			})
			b.rowsOf(`<table><tr><td background="/dot.gif">LABEL</td></tr>`, "</table>", func(a *bart) string {
				return fmt.Sprintf(`<tr><td>·<a href="%s" title="文章标题：%s&#13;&#10;作　　者：佚名&#13;&#10;更新时间：%s&#13;&#10;点击数：%d">%s</a></td><td>%s</td></tr>`, b.url(a), a.title, a.date.Format("2006-1-2 15:04:05"), a.id, a.title, a.date.Format("06-01-02"))
			})
			b.extra["/dot.gif"] = "png\n"
		}},
		{name: "two-figure years", set: func(b *bureau) {
			b.day = func(t time.Time) string { return t.Format("06-01-02") }
		}},
		{name: "dates without zeros in brackets", set: func(b *bureau) {
			b.day = func(t time.Time) string { return "【" + t.Format("2006-1-2") + "】" }
		}, mixes: true},
		{name: "day by a script", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul>`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li><a href="%s">%s</a><span><script>document.write("%s".substring(0,10));</script></span></li>`, b.url(a), a.title, a.date.Format("2006-01-02 15:04:05"))
			})
		}, mixes: true},
		{name: "rows of pictures with the title beneath", set: func(b *bureau) {
			b.rowsOf(`<h2>LABEL</h2><ul class="pics">`, "</ul>", func(a *bart) string {
				return fmt.Sprintf(`<li><a href="%s"><img src="/images/tj.png" alt="%s"></a><br><a href="%s">%s</a></li>`, b.url(a), a.title, b.url(a), a.title)
			})
		}},
		{name: "news in three boxes of one page", set: func(b *bureau) {
			c := b.col("工作动态")
			plain := b.rows
			b.rows = func(o *bcol, arts []*bart) string {
				if o != c {
					return plain(o, arts)
				}
				s := ""
				for i, name := range []string{"图片新闻", "局内动态", "区县动态"} {
					s += `<div class="box"><h3>` + name + `</h3><ul>`
					for k, a := range arts {
						if k%3 == i {
							s += `<li><a href="` + b.url(a) + `">` + a.title + `</a><span>` + b.day(a.date) + `</span></li>`
						}
					}
					s += `</ul></div>`
				}
				return s
			}
		}},
		{name: "related reading beneath each article", set: func(b *bureau) {
			plain := b.page
			b.page = func(a *bart) string {
				s := plain(a) + `<div class="rel"><h3>相关阅读</h3><ul>`
				for i := range 4 {
					s += fmt.Sprintf(`<li><a href="/gzdt/old/%d.html">往年相关信息第%d条，供查阅</a><span>2014-0%d-01</span></li>`, i, i, i+1)
				}
				return s + `</ul><p>上一篇：<a href="` + b.url(a) + `">` + a.title + `</a></p><p>下一篇：没有了</p></div>`
			}
			for i := range 4 {
				b.extra[fmt.Sprintf("/gzdt/old/%d.html", i)] = strings.Replace(b.plainFrame("往年相关信息", crumbs("工作动态"), fmt.Sprintf(`<h1>往年相关信息第%d条，供查阅</h1><div>发布时间：2014-0%d-01</div><div class="content">`, i, i+1)+bp("往年的信息正文，仅供查阅，不再更新，请以最新信息为准。")+`</div>`), "TAGS", b.tags("article", b.cols[0], &bart{title: fmt.Sprintf("往年相关信息第%d条，供查阅", i), date: time.Date(2014, time.Month(i+1), 1, 0, 0, 0, 0, bureauDay.Location())}), 1)
			}
		}},
		{name: "an archive of years beside the list", set: func(b *bureau) {
			c := b.col("公示公告")
			plain := b.lists
			b.lists = func(o *bcol) map[string]string {
				all := plain(o)
				if o == c {
					all[c.path()] = `<div class="years"><a href="` + c.path() + `2015/">2015年</a> <a href="` + c.path() + `2014/">2014年</a></div>` + all[c.path()]
					for _, y := range []int{2015, 2014} {
						all[fmt.Sprintf("%s%d/", c.path(), y)] = fmt.Sprintf(`<h2>%d年</h2><ul><li><a href="%s%d/1.html">%d年往期公告一则，供查阅</a><span>%d-05-06</span></li></ul>`, y, c.path(), y, y, y)
						b.extra[fmt.Sprintf("%s%d/1.html", c.path(), y)] = strings.Replace(b.plainFrame("往期公告", "", fmt.Sprintf(`<h1>%d年往期公告一则，供查阅</h1><div>发布时间：%d-05-06</div><div class="content">`, y, y)+bp("往期公告的正文，供查阅使用。")+`</div>`), "TAGS", b.tags("article", c, &bart{title: fmt.Sprintf("%d年往期公告一则，供查阅", y), date: time.Date(y, 5, 6, 0, 0, 0, 0, bureauDay.Location())}), 1)
					}
				}
				return all
			}
		}},
		{name: "a finished campaign in the menu", set: func(b *bureau) {
			b.cols = append(b.cols, &bcol{label: "创建文明城市专题（已归档）", slug: "gdzt", outside: true, text: `<p>本专题已归档，不再更新。</p><ul><li><a href="/gdzt/1.html">创建全国文明城市动员大会召开</a><span>2017-03-04</span></li></ul>`})
			b.extra["/gdzt/1.html"] = strings.Replace(b.plainFrame("动员大会", "", `<h1>创建全国文明城市动员大会召开</h1><div>发布时间：2017-03-04</div><div class="content">`+bp("动员大会召开，有关单位参加，部署下一步工作。")+`</div>`), "TAGS", b.tags("article", b.cols[0], &bart{title: "创建全国文明城市动员大会召开", date: time.Date(2017, 3, 4, 0, 0, 0, 0, bureauDay.Location())}), 1)
			b.menu = func() string {
				return strings.Replace(b.plainMenu(), "</ul>", `<li><a href="/gdzt/">创建文明城市专题（已归档）</a></li></ul>`, 1)
			}
		}},
		{name: "names of another office", set: func(b *bureau) {
			for old, label := range map[string]string{"公示公告": "公告公示", "政策法规": "政策文件", "政策解读": "解读回应", "机构职能": "机构设置", "领导信息": "领导介绍", "政府信息公开年报": "政府信息公开工作年度报告", "预决算及三公费用": "财政预决算与“三公”经费", "法治建设": "法治政府建设", "行政规范性文件": "规范性文件", "建议提案": "建议提案办理", "意见征集": "民意征集", "重大项目": "重大建设项目"} {
				b.col(old).label = label
			}
			b.home = func() string { return b.plainHomeOf("工作动态", "公告公示", "政策文件", "解读回应") }
		}},
		{name: "a wall before the first page", set: func(b *bureau) {
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				if _, err := r.Cookie("wzws_cid"); err == nil || strings.Contains(r.URL.Path, ".png") {
					return false
				}
				http.SetCookie(w, &http.Cookie{Name: "wzws_cid", Value: "1", Path: "/"})
				http.Redirect(w, r, r.URL.RequestURI(), http.StatusFound)
				return true
			}
		}},
		{name: "minified, without line ends and quotes", set: func(b *bureau) {
			b.wrap(func(p string) string {
				p = strings.ReplaceAll(p, "\n", "")
				p = regexp.MustCompile(`(href|class|content|src)="([^" >=&]+)"`).ReplaceAllString(p, "$1=$2")
				return strings.NewReplacer("</li>", "", "</p>", "", "</td>", "", "</tr>", "", "</body></html>", "").Replace(p)
			})
		}},
		{name: "protocol-relative links and entities", set: func(b *bureau) {
			b.wrap(func(p string) string {
				return regexp.MustCompile(`href="(/[^"/][^"]*)"`).ReplaceAllStringFunc(p, func(s string) string {
					return `href="//HOST` + strings.NewReplacer("/", "&#47;", "_", "&#x5f;").Replace(s[6:])
				})
			})
		}},
		{name: "dot segments and spaces in addresses", set: func(b *bureau) {
			b.wrap(func(p string) string {
				return regexp.MustCompile(`href="(/[^"/][^"]*)"`).ReplaceAllString(p, `href=" /zwgk/.././.$1 "`)
			})
		}},
		{name: "articles that lead on to WeChat", set: func(b *bureau) {
			c := b.col("工作动态")
			plain := b.page
			b.page = func(a *bart) string {
				if a.col != c {
					return plain(a)
				}
				return `<script>window.location.href="https://mp.weixin.qq.com/s/` + fmt.Sprint(a.id) + `";</script>`
			}
		}, blind: true},
		{name: "the year's own column in the menu", set: func(b *bureau) {
			c := b.col("法治建设")
			sub := &bcol{label: "2022年法治政府建设", slug: "fzjs/2022"}
			sub.arts = c.arts[:len(c.arts)-1]
			for _, a := range sub.arts {
				a.col = sub
			}
			b.cols = append(b.cols, sub)
			c.text, c.arts = `<ul><li><a href="/zwgk/fzjs/2022/">2022年法治政府建设</a></li></ul>`, nil
		}},
	}
}
