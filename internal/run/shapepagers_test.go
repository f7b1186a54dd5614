package run_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
)

// numbered gives a list's pages addresses by a format: the column's own for the
// first, the n-th counted from first for the rest.
func numbered(format string, first int) func(c *bcol, n, _ int) string {
	return func(c *bcol, n, _ int) string {
		if n == 0 {
			return c.path()
		}
		return fmt.Sprintf(format, c.path(), n+first)
	}
}

// paged spreads every list over pages of two, the rest by a function of the page.
func (b *bureau) paged(at func(c *bcol, n, pages int) string, pager func(c *bcol, n, pages int) string) {
	b.lists = func(c *bcol) map[string]string {
		out := map[string]string{}
		pages := max(1, (len(c.arts)+1)/2)
		for n := range pages {
			out[at(c, n, pages)] = b.rows(c, c.arts[min(2*n, len(c.arts)):min(2*n+2, len(c.arts))]) + pager(c, n, pages)
		}
		return out
	}
}

// pagerShapes are ways of leading on to the next page, and of addresses.
func pagerShapes() []shape {
	return []shape{
		{name: "TRS pager", set: func(b *bureau) {
			b.paged(numbered("%sindex_%d.shtml", 0), func(c *bcol, n, pages int) string {
				return fmt.Sprintf(`<div class="page"><script>createPageHTML(%d, %d, "index", "shtml");</script></div>`, pages, n)
			})
			first := b.lists
			b.lists = func(c *bcol) map[string]string {
				all := first(c)
				all[c.path()+"index.shtml"] = all[c.path()]
				return all
			}
		}},
		{name: "pages counted down", set: func(b *bureau) {
			b.paged(func(c *bcol, n, pages int) string {
				if n == 0 {
					return c.path()
				}
				return fmt.Sprintf("%slist/%d.htm", c.path(), pages-n)
			}, func(c *bcol, n, pages int) string {
				if n+1 == pages {
					return `<div class="pb"><span>共` + fmt.Sprint(len(c.arts)) + `条</span> <span class="p_next_d">下页</span> <span>尾页</span></div>`
				}
				return fmt.Sprintf(`<div class="pb"><span>共%d条</span> <a href="%slist/%d.htm">下页</a> <a href="%slist/1.htm">尾页</a></div>`, len(c.arts), c.path(), pages-n-1, c.path())
			})
		}},
		{name: "pager by a select", set: func(b *bureau) {
			b.paged(numbered("%sindex_%d.html", 0), func(c *bcol, n, pages int) string {
				s := `<div class="pages">转到<select onchange="location.href=this.value">`
				for i := range pages {
					at := "index.html"
					if i > 0 {
						at = fmt.Sprintf("index_%d.html", i)
					}
					s += fmt.Sprintf(`<option value="%s">第%d页</option>`, at, i+1)
				}
				return s + `</select></div>`
			})
		}, once: true},
		{name: "load more", once: true, set: func(b *bureau) {
			plain := b.rows
			b.lists = func(c *bcol) map[string]string {
				return map[string]string{c.path(): plain(c, c.arts[:min(2, len(c.arts))]) + `<div class="more-btn" id="loadMore" data-page="1">加载更多</div><script>$("#loadMore").click(function(){$.getJSON("/api/article/list?channel=` + c.slug + `&page="+(++p),render)})</script>`}
			}
		}, blind: true},
		{name: "jpage records", set: func(b *bureau) {
			b.rows = func(c *bcol, arts []*bart) string {
				s := fmt.Sprintf(`<h2>%s</h2><div class="default_pgContainer"></div><script type="text/xml"><datastore><nextgroup></nextgroup><recordset>`, c.label)
				for _, a := range arts {
					s += fmt.Sprintf(`<record><![CDATA[<li><a title='%s' href='%s' target="_blank">%s</a><span>%s</span></li>]]></record>`, a.title, b.url(a), a.title, b.day(a.date))
				}
				return s + fmt.Sprintf(`</recordset></datastore></script><script>jQuery(".default_pgContainer").dataTable({totalRecord:%d,perPage:20,proxyUrl:"/module/web/jpage/dataproxy.jsp"})</script>`, len(arts))
			}
		}},
		{name: "session ids", set: func(b *bureau) {
			var n atomic.Int64
			plain := b.frame
			b.frame = func(title, crumb, body string) string {
				return regexp.MustCompile(`href="(/[^"/][^"]*)"`).ReplaceAllString(plain(title, crumb, body), `href="$1;jsessionid=SESSION"`)
			}
			var pages map[string]string
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				if pages == nil {
					pages = b.build()
				}
				path, _, _ := strings.Cut(r.URL.Path, ";")
				body, ok := pages[path]
				if !ok || !strings.HasPrefix(body, "<") {
					r.URL.Path = path
					return false
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				body = strings.ReplaceAll(body, "SESSION", fmt.Sprintf("%032X", n.Add(1)))
				fmt.Fprint(w, strings.ReplaceAll(body, "HOST", r.Host))
				return true
			}
		}},
		{name: "case of letters does not matter", set: func(b *bureau) {
			turn := 0
			b.wrap(func(p string) string {
				return regexp.MustCompile(`href="/z[^"]*"`).ReplaceAllStringFunc(p, func(s string) string {
					if turn++; turn%2 == 0 || strings.Contains(s, ".") {
						return s
					}
					return `href="` + strings.ToUpper(s[6:len(s)-1]) + `"`
				})
			})
			b.handle = func(_ http.ResponseWriter, r *http.Request) bool {
				r.URL.Path = strings.ToLower(r.URL.Path)
				return false
			}
		}},
		{name: "home leads on to a folder", set: func(b *bureau) {
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				switch r.URL.Path {
				case "/":
					http.Redirect(w, r, "/jtj/index.html", http.StatusFound)
					return true
				case "/jtj/index.html":
					r.URL.Path = "/"
				}
				return false
			}
		}},
		{name: "numbered addresses of phpcms", set: func(b *bureau) {
			b.url = func(a *bart) string {
				return fmt.Sprintf("/index.php?m=content&c=index&a=show&catid=%s&id=%d", a.col.slug, a.id)
			}
			b.lists = func(c *bcol) map[string]string {
				body := b.rows(c, c.arts)
				return map[string]string{c.path(): body, "/index.php?m=content&c=index&a=lists&catid=" + c.slug: body}
			}
			b.wrap(func(page string) string {
				for _, c := range b.cols {
					if c.text == "" {
						page = strings.ReplaceAll(page, `href="`+c.path()+`"`, `href="/index.php?m=content&c=index&a=lists&catid=`+c.slug+`"`)
					}
				}
				return page
			})
		}},
	}
}
