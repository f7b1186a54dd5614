package run_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"sync"
)

// siteShapes are what whole sites of other makes taught: once each of them hid what was
// planted, or gave rows the days of others.
func siteShapes() []shape {
	return []shape{
		{name: "帝国's number of rows before the pages", once: true, mixes: true, set: empirePages},
		{name: "days in <dt> before their rows", once: true, mixes: true, set: func(b *bureau) {
			b.rows = func(c *bcol, arts []*bart) string {
				s := `<h2>` + c.label + `</h2><dl>`
				for _, a := range arts {
					s += `<dt>` + b.day(a.date) + `</dt><dd><a href="` + b.url(a) + `">` + html.EscapeString(a.title) + `</a></dd>`
				}
				return s + `</dl>`
			}
		}},
		{name: "cards of sub-columns with lists by month", once: true, mixes: true, set: monthCards},
		{name: "the same site for mobiles, the old and in other tongues", once: true, mixes: true, set: otherDresses},
	}
}

// empirePages are lists of three rows a page. The first link of 帝国's pager says how many
// rows there are and leads nowhere.
func empirePages(b *bureau) {
	b.lists = func(c *bcol) map[string]string {
		out, pages := map[string]string{}, (len(c.arts)+2)/3
		at := func(i int) string {
			if i == 0 {
				return c.path()
			}
			return fmt.Sprintf("%sindex_%d.html", c.path(), i+1)
		}
		for i := range max(pages, 1) {
			pager := fmt.Sprintf(`<div class="epages"><a title="总数">&nbsp;<b>%d</b> </a>&nbsp;`, len(c.arts))
			for k := range pages {
				if k == i {
					pager += fmt.Sprintf("<b>%d</b>&nbsp;", k+1)
				} else {
					pager += fmt.Sprintf(`<a href="%s">%d</a>&nbsp;`, at(k), k+1)
				}
			}
			if i+1 < pages {
				pager += `<a href="` + at(i+1) + `">下一页</a>&nbsp;<a href="` + at(pages-1) + `">尾页</a>`
			}
			out[at(i)] = b.rows(c, c.arts[min(3*i, len(c.arts)):min(3*i+3, len(c.arts))]) + pager + `</div>`
		}
		return out
	}
}

// monthCards gives larger columns two sub-columns, whose cards stand on the column's page
// and whose rows stand under their months.
func monthCards(b *bureau) {
	b.rows = func(c *bcol, arts []*bart) string {
		s, month := `<h2>`+c.label+`</h2>`, ""
		for _, a := range arts {
			if m := a.date.Format("2006年01月"); m != month {
				if month != "" {
					s += `</ul>`
				}
				s, month = s+`<h5>`+m+`</h5><ul>`, m
			}
			s += `<li><span>` + a.date.Format("01-02") + `</span><a href="` + b.url(a) + `">` + html.EscapeString(a.title) + `</a></li>`
		}
		if month != "" {
			s += `</ul>`
		}
		return s
	}
	b.lists = func(c *bcol) map[string]string {
		if len(c.arts) < 4 {
			return map[string]string{c.path(): b.rows(c, c.arts)}
		}
		out, cards := map[string]string{}, ""
		for i, name := range []string{"本级", "基层"} {
			var part []*bart
			for k := i; k < len(c.arts); k += 2 {
				part = append(part, c.arts[k])
			}
			at, body := fmt.Sprintf("%szl%d/", c.path(), i+1), b.rows(&bcol{label: name}, part)
			out[at] = body
			cards += `<div class="box"><h3><a href="` + at + `">` + name + `</a></h3><a class="more" href="` + at + `">更多</a>` + strings.TrimPrefix(body, `<h2>`+name+`</h2>`) + `</div>`
		}
		out[c.path()] = cards
		return out
	}
}

// otherDresses serves the whole site anew beneath three folders, and a few pages in Uyghur.
func otherDresses(b *bureau) {
	menu := b.menu
	b.menu = func() string {
		return `<div class="tool"><a href="/uy/">ئۇيغۇرچە</a> <a href="/m/">手机版</a> <a href="/slh/">适老化</a></div>` + menu()
	}
	b.extra["/uy/"] = `<html dir="rtl"><head><meta charset="utf-8"><title>قاتناش ئىدارىسى</title></head><body><ul><li><a href="/uy/">باش بەت</a></li><li><a href="/uy/xw/">خەۋەرلەر</a></li></ul></body></html>`
	b.extra["/uy/xw/"] = b.extra["/uy/"]
	pages := sync.OnceValue(b.build)
	b.handle = func(w http.ResponseWriter, r *http.Request) bool {
		dress := ""
		for m := dressed.FindStringSubmatch(r.URL.Path); m != nil; m = dressed.FindStringSubmatch(r.URL.Path) {
			dress, r.URL.Path = m[1], r.URL.Path[len(m[1]):]
		}
		body, ok := pages()[r.URL.Path]
		if dress == "" || !ok || !strings.HasPrefix(body, "<") {
			return false
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, strings.ReplaceAll(strings.ReplaceAll(body, `href="/`, `href="`+dress+`/`), "HOST", r.Host))
		return true
	}
}

var dressed = regexp.MustCompile(`^(/(?:m|slh|wza))/`)
