package webpage_test

import (
	"fmt"
	"strings"
	"testing"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// A template may call the block of a list what it likes: page, bottom, position.
func TestListsStandInBlocksOfAnyName(t *testing.T) {
	names := strings.Fields("main nav_con leftmenu position position_list page-location weizhi pager-main fenye pagination-list page_div page pages foot_list copyright_list header top dh bottom ft crumbs_main dqwz_con nav menu tabmenu_con")
	for _, n := range []int{2, 4, 8, 15} {
		for _, name := range names {
			for _, shape := range []string{`<div class="%s"><ul>%s</ul></div>`, `<ul class="%s">%s</ul>`, `<table class="%s">%s</table>`} {
				list := fmt.Sprintf(shape, name, rowsOf(n, strings.Contains(shape, "table")))
				page := `<html><head><meta charset="utf-8"><title>通知公告-某局</title></head><body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/tzgg/">通知公告</a></li></ul></div>` +
					`<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div><div class="con"><h2>通知公告</h2>` + list + `</div><div class="footer">主办单位：某局　网站标识码：6501000001</div></body></html>`
				p := webpage.Read(&evidence.Exchange{URL: "http://www.x.gov.cn/tzgg/index.html", Status: 200}, []byte(page))
				if got := shownRows(p); got != n || p.Footer.SiteCode == "" {
					t.Errorf("%d rows in %q: %d seen, page is %s, code %q", n, fmt.Sprintf(shape, name, ""), got, p.Class, p.Footer.SiteCode)
				}
			}
		}
	}
}

func rowsOf(n int, table bool) string {
	var b strings.Builder
	for i := range n {
		row := fmt.Sprintf(`<a href="2022%02d/t2022%02d0%d_%d.html">关于做好第%d项工作的通知公告</a>`, 12-i%12, 12-i%12, i%9+1, 1000-i, i)
		shape := "<li>%s<span>2022-%02d-0%d</span></li>\n"
		if table {
			shape = "<tr><td>%s</td><td>2022-%02d-0%d</td></tr>\n"
		}
		fmt.Fprintf(&b, shape, row, 12-i%12, i%9+1)
	}
	return b.String()
}

// shownRows counts the rows whose day was read from the list.
func shownRows(p *webpage.Page) (n int) {
	for _, l := range p.Lists {
		for _, e := range l.Entries {
			for _, w := range e.Dates {
				if w.Source == webpage.DateList {
					n++
				}
			}
		}
	}
	return n
}
