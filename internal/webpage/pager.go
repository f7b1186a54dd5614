package webpage

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// maxPages bounds the page addresses worked out of one pager.
const maxPages = 300

// readPager finds the other pages of the list: links in words or numbers, and
// the calls by which content systems draw their pagers.
func (r *reader) readPager() {
	r.pagerLinks()
	r.pagerChoice()
	r.pagerScripts()
	r.pagerWords()
	r.pagerMore()
	r.pagerNumbers()
	r.pagerScroll()
	r.pagerDrawn()
}

// pagerChoice reads the pages out of a select whose choices are addresses.
func (r *reader) pagerChoice() {
	t := r.t
	for i := range t.All(markup.TagSelect) {
		if r.areas[i] == inNav || r.areas[i] == inFooter {
			continue
		}
		here, pages, next := 0, 0, ""
		for k := i + 1; k < t.Nodes[i].End; k++ {
			if t.Nodes[k].Tag != markup.TagOption {
				continue
			}
			text := zhtext.Key(t.Line(k, 40))
			n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(text, "第"), "页"))
			if ref := t.Get(k, markup.AttrValue); err != nil || n != pages+1 || n > maxPages || !strings.ContainsAny(ref, "./?") {
				break
			} else if u := r.addPage(ref); n == here+1 && n > 1 {
				next = u
			} else if u == "" {
				here = n
			}
			pages++
		}
		if pages < 2 {
			continue
		}
		pg := &r.page.Pager
		pg.Pages, pg.Index = max(pg.Pages, pages), max(here, 1)
		if pg.Next == "" {
			pg.Next = next
		}
		return
	}
}

var loadWords = markup.WordsOf("加载", "更多", "more", "More", "MORE")

// pagerMore finds 加载更多, which only a script can follow: the list goes on.
func (r *reader) pagerMore() {
	for i := range r.t.All(markup.TagText) {
		n := &r.t.Nodes[i]
		if len(n.Text) > 60 || r.areas[i] == inFooter || !loadWords.In(n.Text, n.Ink) {
			continue
		}
		switch zhtext.Key(n.Folded()) {
		case "加载更多", "点击加载更多", "点击加载", "加载更多内容", "加载更多信息", "loadmore":
			if !r.leads(i) && len(r.lists) > 0 {
				r.page.Pager.Open = true
			}
		case "查看更多", "更多", "more", "viewmore", "显示更多", "展开更多", "点击查看更多", "查看更多信息":
			// What is pressed behind the last list goes on with it; the 更多 of a card leads somewhere.
			if n := len(r.lists); n > 0 && i > r.lists[n-1].last && r.areas[i] != inNav && !r.leads(i) {
				r.page.Pager.Open = true
			}
		}
	}
}

// minDrawn is how many rows a list has at least that goes on behind a pager.
const minDrawn = 5

// pagerDrawn finds the empty place of a pager that a script draws, in a way that is
// not known: the list may go on.
func (r *reader) pagerDrawn() {
	pg, rows := &r.page.Pager, 0
	for i := range r.lists {
		rows = max(rows, len(r.lists[i].rows))
	}
	if rows < minDrawn || pg.Pages > 0 || pg.Next != "" || r.hasPagerLinks() {
		return
	}
	t := r.t
	for i := int32(1); int(i) < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		if n.Attrs == 0 || t.Chars[i] > 0 || r.areas[i] == inNav || r.areas[i] == inFooter || i < r.lists[0].first || r.role(i) != markup.RolePager || r.hasMedia(i) {
			continue
		}
		if own, inline := r.fillers(); own || r.t.Holds(i, markup.TagScript) || slices.ContainsFunc(inline, func(src string) bool {
			return t.Get(i, markup.AttrID) != "" && strings.Contains(src, t.Get(i, markup.AttrID))
		}) {
			pg.Open = true
		}
		return
	}
}

// pagerNumbers finds page numbers that only a script can follow.
func (r *reader) pagerNumbers() {
	if r.page.Pager.Pages > 0 || r.page.Pager.Next != "" || r.hasPagerLinks() {
		return
	}
	numbers, behind := 0, int32(len(r.t.Nodes))
	if n := len(r.lists); n > 0 {
		behind = r.lists[n-1].last
	}
	for i := range r.t.All(markup.TagText) {
		n := &r.t.Nodes[i]
		// Behind the last list they are a pager whatever it is called.
		if r.areas[i] != inPager && (i <= behind || r.areas[i] != inMain) || len(n.Text) > maxNumber || r.leads(i) {
			continue
		}
		if page, err := strconv.Atoi(n.Folded()); err == nil && page == numbers+1 {
			numbers++
		}
	}
	if numbers > 1 {
		r.page.Pager.Open = true
	}
}

// maxNumber is how long a page's number is at most, blanks written as entities included.
const maxNumber = 40

// pagerScroll finds lists that go on when the reader scrolls down.
func (r *reader) pagerScroll() {
	for _, s := range r.t.Scripts {
		if s.Marks&scriptScrolls != 0 && s.Marks&scriptCalls != 0 && len(r.lists) > 0 && len(r.t.Nodes[s.Node].Text) < maxPaging {
			r.page.Pager.Open = true
		}
	}
}

// leads says whether a text stands in a link with an address.
func (r *reader) leads(id int32) bool {
	for at := r.t.Nodes[id].Parent; at > 0; at = r.t.Nodes[at].Parent {
		if r.t.Nodes[at].Tag == markup.TagA {
			return r.res.resolve(r.t.Get(at, markup.AttrHref)) != ""
		}
	}
	return false
}

// pagerLinks marks links that lead to other pages of the list.
func (r *reader) pagerLinks() {
	for i := range r.anchors {
		a := &r.anchors[i]
		key := a.key
		if len(key) > len("较早的文章") {
			continue
		}
		inside := r.areas[a.id] == inPager
		next := nextWord(key) || inside && (arrow(a.text) || strings.EqualFold(r.t.Get(a.id, markup.AttrRel), "next"))
		word := next || pagerWord(key)
		digits := key != "" && len(key) <= 4 && strings.Trim(key, "0123456789") == ""
		if !word && !(inside && (digits || key == "首页" || key == "第一页")) && !(digits && r.amongNumbers(a.id)) {
			continue
		}
		if a.link < 0 || r.page.Links[a.link].Kind == LinkAttachment {
			// A page number that only a script can follow: there is more than we see. The
			// number of all rows stands in an <a> too.
			if n, err := strconv.Atoi(key); (next || err == nil && n > 1) && !r.disabled(a.id) && !totalWords.MatchString(r.t.Get(a.id, markup.AttrTitle)) {
				r.page.Pager.Open = true
			}
			continue
		}
		l := &r.page.Links[a.link]
		if key == "首页" && IsRoot(l.URL) && !IsRoot(r.page.URL) {
			continue // of the site, not of the list
		}
		l.Kind = LinkPager
		if n, err := strconv.Atoi(key); err == nil && n < 5000 {
			r.page.Pager.Pages = max(r.page.Pager.Pages, n)
		}
		if next && Key(l.URL) != Key(r.page.URL) && r.page.Pager.Next == "" {
			r.page.Pager.Next = l.URL
		}
	}
}

// totalWords name a number of rows, as in the title of 帝国's first link.
var totalWords = regexp.MustCompile(`(?i)^\s*(总数|总条数|总记录|total)`)

func nextWord(key string) bool {
	switch key {
	case "下一页", "下页", "后一页", "nextpage", "next", "较早的文章", "较早文章", "更早的文章", "olderposts":
		return true
	}
	return false
}

// arrow says whether a link's text is the sign of the next page.
func arrow(text string) bool {
	return text == ">" || text == "›" || text == "→" || text == "＞" || text == "»"
}

// pagerWord says whether a link's words lead to another page of a list.
func pagerWord(key string) bool {
	switch key {
	case "上一页", "上页", "尾页", "末页", "最后一页", "最后页":
		return true
	}
	return nextWord(key)
}

// disabled says whether a pager link is switched off: the list ends here.
func (r *reader) disabled(id int32) bool {
	for up := 0; up < 2 && id > 0; id, up = r.t.Nodes[id].Parent, up+1 {
		if name := strings.ToLower(r.t.Get(id, markup.AttrClass)); strings.Contains(name, "disab") || strings.Contains(name, "nolink") {
			return true
		}
		if r.t.Has(id, markup.AttrDisabled) {
			return true
		}
	}
	return false
}

// amongNumbers says whether a numbered link stands beside 下一页 or other numbers. In the
// path 首页 > 要闻 > 2024 it does not.
func (r *reader) amongNumbers(id int32) bool {
	if r.areas[id] == inCrumb {
		return false
	}
	p := r.t.Nodes[id].Parent
	for up := 0; up < 2 && p > 0 && r.t.Links[p] < 2; up++ {
		p = r.t.Nodes[p].Parent
	}
	if p <= 0 || r.t.Links[p] > 40 {
		return false
	}
	return strings.Contains(r.t.Line(p, 300), "页")
}

// addPage adds the address of another page of the list.
func (r *reader) addPage(ref string) string {
	u := r.res.resolve(ref)
	if u == "" || Key(u) == Key(r.page.URL) {
		return ""
	}
	r.add(Link{URL: u, Area: AreaMain, Kind: LinkPager, Raw: ref})
	return u
}

var countWords = markup.WordsOf("共", "页")

// pagerWords reads 共12页 and 共1722条 in the pager's own words.
func (r *reader) pagerWords() {
	pg := &r.page.Pager
	rows := 0
	for i := range r.lists {
		rows = max(rows, len(r.lists[i].rows))
	}
	for i := range r.t.All(markup.TagText) {
		n := &r.t.Nodes[i]
		if len(n.Text) > 120 || r.areas[i] == inFooter || !countWords.In(n.Text, n.Ink) {
			continue
		}
		line := r.t.Line(n.Parent, 200)
		if len(line) > 160 {
			continue
		}
		if page, pages := placeIn(markup.Fold(n.Text)); rows > 0 && pages > 0 && pg.Index == 0 {
			pg.Pages, pg.Index = max(pg.Pages, pages), page
		}
		text := zhtext.Key(line)
		if !strings.Contains(text, "共") && !strings.Contains(text, "约") {
			continue
		}
		if total := countIn(text, "页"); total > pg.Pages {
			pg.Pages = total
		}
		for _, unit := range []string{"条", "篇", "项结果", "条记录", "条信息"} {
			if rows > 0 && pg.Pages == 0 && pg.Next == "" && r.pagerLike(line) && countIn(text, unit) > rows {
				pg.Open = true
			}
		}
	}
	switch {
	case pg.Pages > 1 && pg.Next == "" && (pg.Index == 0 || pg.Index < pg.Pages) && !r.hasPagerLinks():
		pg.Open = true
	case pg.Pages == 1:
		pg.Open = false
	}
}

// pagerLike says whether a line with a count is that of a pager.
func (r *reader) pagerLike(line string) bool { return zhtext.Runes(line) <= 30 }

// countIn reads N of 共N页 in a folded text: 共2397篇文章/共120页 tells two numbers.
func countIn(text, unit string) int {
	for _, lead := range []string{"共", "共有", "共计", "约"} {
		for _, rest, found := strings.Cut(text, lead); found; _, rest, found = strings.Cut(rest, lead) {
			digits := digitsAt(rest)
			if digits > 0 && digits <= 6 && strings.HasPrefix(rest[digits:], unit) {
				n, _ := strconv.Atoi(rest[:digits])
				return n
			}
		}
	}
	return 0
}

func (r *reader) hasPagerLinks() bool {
	for i := range r.page.Links {
		if r.page.Links[i].Kind == LinkPager {
			return true
		}
	}
	return false
}
