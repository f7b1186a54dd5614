package run_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// makeShapes are whole sites of one make: several habits at once.
func makeShapes() []shape {
	return []shape{
		{name: "a county's group of sites", set: func(b *bureau) {
			// Each office is a folder of the county's platform, the menu is the county's.
			b.menu = func() string {
				return `<div class="nav"><ul><li><a href="http://www.lanshan-xian.gov.cn/">县政府网站</a></li><li><a href="/">部门首页</a></li><li><a href="/gzdt/">工作动态</a></li><li><a href="/zwgk/">政府信息公开</a></li><li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li><li><a href="http://www.lanshan-xian.gov.cn/tzgg/">县政府公告</a></li></ul></div>`
			}
			b.url = func(a *bart) string { return fmt.Sprintf("%scontent_%d.html", a.col.path(), a.id) }
		}},
		{name: "gkml with a tree and frames", set: func(b *bureau) {
			b.rowsOf(`<table class="tab"><tr><th>名称</th><th>发文日期</th><th>公开日期</th></tr>`, "</table>", func(a *bart) string {
				return fmt.Sprintf(`<tr><td><a href="%s" target="_blank">%s</a></td><td>%s</td><td>%s</td></tr>`, b.url(a), a.title, a.date.AddDate(0, 0, -400).Format("2006-01-02"), b.day(a.date))
			})
			plain := b.lists
			b.lists = func(c *bcol) map[string]string {
				all := plain(c)
				b.extra[c.path()+"right.html"] = `<html><head><meta charset="utf-8"></head><body>` + all[c.path()] + `</body></html>`
				return map[string]string{c.path(): `<div class="left">目录</div><iframe name="right" src="right.html"></iframe>`}
			}
		}},
		{name: "blog", once: true, set: func(b *bureau) {
			b.url = func(a *bart) string { return fmt.Sprintf("/%s/%d/", a.date.Format("2006/01"), a.id) }
			b.lists = func(c *bcol) map[string]string {
				out := map[string]string{}
				for n := 0; n == 0 || 2*n < len(c.arts); n++ {
					at, s := c.path(), fmt.Sprintf(`<h1 class="archive-title">分类目录：%s</h1>`, c.label)
					if n > 0 {
						at = fmt.Sprintf("%spage/%d/", c.path(), n+1)
					}
					for _, a := range c.arts[min(2*n, len(c.arts)):min(2*n+2, len(c.arts))] {
						s += fmt.Sprintf(`<div class="post"><h2><a href="%s">%s</a></h2><p class="meta">%s</p><p>%s [&hellip;]</p></div>`, b.url(a), a.title, a.date.Format("2006年1月2日"), a.title)
					}
					if 2*n+2 < len(c.arts) {
						s += fmt.Sprintf(`<div class="nav-previous"><a href="%spage/%d/">&larr; 较早的文章</a></div>`, c.path(), n+2)
					}
					out[at] = s
				}
				return out
			}
		}},
		{name: "next page as an arrow", once: true, set: func(b *bureau) {
			b.paged(numbered("%slist_%d.html", 1), func(c *bcol, n, pages int) string {
				s := `<div class="fy">`
				if n+1 < pages {
					s += fmt.Sprintf(`<a href="%slist_%d.html">&gt;</a>`, c.path(), n+2)
				}
				return s + `</div>`
			})
		}},
		{name: "pages by numbers only, no words", set: func(b *bureau) {
			b.paged(numbered("%sp%d.html", 1), func(c *bcol, n, pages int) string {
				s := `<ul class="pagination">`
				for i := range pages {
					at := c.path()
					if i > 0 {
						at = fmt.Sprintf("%sp%d.html", c.path(), i+1)
					}
					s += fmt.Sprintf(`<li><a href="%s">%d</a></li>`, at, i+1)
				}
				return s + `</ul>`
			})
		}},
		{name: "pages by a query, a form to jump", set: func(b *bureau) {
			b.paged(numbered("%s?page=%d", 1), func(c *bcol, n, pages int) string {
				s := fmt.Sprintf(`<div class="p">总记录数:%d 当前页：%d/%d`, len(c.arts), n+1, pages)
				if n+1 < pages {
					s += fmt.Sprintf(` <a href="?page=%d">下页</a> <a href="?page=%d">末页</a>`, n+2, pages)
				}
				return s + ` 转到<input name="page" size="2"><input type="button" value="GO" onclick="jump()"></div>`
			})
		}},
		{name: "pages by onclick", once: true, set: func(b *bureau) {
			b.paged(numbered("%sindex_%d.html", 1), func(c *bcol, n, pages int) string {
				if n+1 == pages {
					return ""
				}
				return fmt.Sprintf(`<div class="turn"><button type="button" onclick="location.href='index_%d.html'">下一页</button></div>`, n+2)
			})
		}},
		{name: "pages by a button without address", once: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				return map[string]string{c.path(): b.rows(c, c.arts[:min(2, len(c.arts))]) + `<div class="el-pagination"><button type="button" class="btn-prev" disabled>‹</button><ul class="el-pager"><li class="number active">1</li><li class="number">2</li><li class="number">3</li></ul><button type="button" class="btn-next">›</button></div>`}
			}
		}, blind: true},
		{name: "infinite scroll", once: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				return map[string]string{c.path(): b.rows(c, c.arts[:min(2, len(c.arts))]) + `<script>var page=1;$(window).scroll(function(){if($(document).height()-$(this).scrollTop()-$(this).height()<50){page++;$.get("/list/` + c.slug + `_"+page+".html",function(h){$(".list").append(h)})}});</script>`}
			}
		}, blind: true},
		{name: "only five newest, the rest behind 更多", once: true, blind: true, set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				return map[string]string{c.path(): b.rows(c, c.arts[:min(2, len(c.arts))]) + `<p class="gd"><a href="` + c.path() + `all.html">更多&gt;&gt;</a></p>`, c.path() + "all.html": b.rows(c, c.arts)}
			}
		}},
		{name: "error 500 now and then", set: func(b *bureau) {
			var seen = map[string]int{}
			turn := make(chan struct{}, 1)
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				turn <- struct{}{}
				defer func() { <-turn }()
				if seen[r.URL.Path]++; seen[r.URL.Path] == 1 && len(r.URL.Path)%7 == 3 {
					http.Error(w, "busy", http.StatusServiceUnavailable)
					return true
				}
				return false
			}
		}, blind: true},
		{name: "newest last on the last page", set: func(b *bureau) {
			for _, c := range b.cols {
				slices.Reverse(c.arts)
			}
			b.paged(numbered("%sindex_%d.html", 0), func(c *bcol, n, pages int) string {
				if n+1 == pages {
					return ""
				}
				return fmt.Sprintf(`<div class="page"><a href="index_%d.html">下一页</a></div>`, n+1)
			})
		}},
		{name: "days of migration in lists, true ones on pages", blind: true, set: func(b *bureau) {
			b.day = func(t time.Time) string {
				if t.Year() < 2022 {
					return "2021-12-31"
				}
				return t.Format("2006-01-02")
			}
		}},
		{name: "menu entries that scripts open", set: func(b *bureau) {
			b.menu = func() string {
				return strings.NewReplacer(`<a href="/gzdt/">`, `<a href="#" onclick="window.open('/gzdt/')">`, `<a href="/zwgk/">`, `<a href="javascript:location.href='/zwgk/'">`).Replace(b.plainMenu())
			}
		}},
	}
}
