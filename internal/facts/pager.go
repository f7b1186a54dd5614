package facts

import (
	"strconv"
	"strings"

	"ducha/internal/zhtext"
)

// maxPages bounds the page addresses worked out of one pager.
const maxPages = 300

// readPager finds the other pages of the list: links in words or numbers, and
// the calls by which content systems draw their pagers.
func (r *reader) readPager() {
	r.pagerLinks()
	r.pagerScripts()
	r.pagerWords()
}

// pagerLinks marks links that lead to other pages of the list.
func (r *reader) pagerLinks() {
	for _, a := range r.anchors {
		key := zhtext.Key(a.text)
		next := key == "下一页" || key == "下页" || key == "后一页" || key == "nextpage" || key == "next"
		word := next || key == "上一页" || key == "上页" || key == "尾页" || key == "末页" || key == "最后一页" || key == "最后页"
		digits := key != "" && len(key) <= 4 && strings.Trim(key, "0123456789") == ""
		inside := r.areas[a.id] == inPager
		if !word && !(inside && (digits || key == "首页" || key == "第一页")) && !(digits && r.amongNumbers(a.id)) {
			continue
		}
		if a.link < 0 || r.page.Links[a.link].Kind == LinkAttachment {
			if next {
				r.page.Pager.Open = r.page.Pager.Open || r.t.get(a.id, "onclick") != "" || strings.HasPrefix(r.t.get(a.id, "href"), "javascript:") && len(r.t.get(a.id, "href")) > len("javascript:void(0);")
			}
			continue
		}
		l := &r.page.Links[a.link]
		l.Kind = LinkPager
		if n, err := strconv.Atoi(key); err == nil && n < 5000 {
			r.page.Pager.Pages = max(r.page.Pager.Pages, n)
		}
		if next && pageKey(l.URL) != pageKey(r.page.URL) && r.page.Pager.Next == "" {
			r.page.Pager.Next = l.URL
		}
	}
}

// amongNumbers says whether a numbered link stands beside 下一页 or other numbers.
func (r *reader) amongNumbers(id int32) bool {
	p := r.t.nodes[id].parent
	for up := 0; up < 2 && p > 0 && r.t.links[p] < 2; up++ {
		p = r.t.nodes[p].parent
	}
	if p <= 0 || r.t.links[p] > 40 {
		return false
	}
	return strings.Contains(r.t.line(p, 300), "页")
}

// addPage adds the address of another page of the list.
func (r *reader) addPage(ref string) string {
	u := r.res.resolve(ref)
	if u == "" || pageKey(u) == pageKey(r.page.URL) {
		return ""
	}
	r.add(Link{URL: u, Area: AreaMain, Kind: LinkPager, Raw: ref})
	return u
}

// pagerScripts works out the addresses behind createPageHTML and its kin.
func (r *reader) pagerScripts() {
	for _, id := range r.scripts {
		src := r.t.nodes[id].text
		if src == "" || len(src) > 200_000 {
			continue
		}
		if i := strings.Index(src, "createPageHTML"); i >= 0 {
			for i >= 0 && !r.createPage(src[i:]) {
				j := strings.Index(src[i+1:], "createPageHTML")
				if j < 0 {
					break
				}
				i += 1 + j
			}
		}
		if strings.Contains(src, "countPage") {
			r.countPage(src)
		}
		if strings.Contains(src, "<nextgroup>") || strings.Contains(src, "<totalpage>") {
			r.datastorePager(src)
		}
	}
}

// call splits the arguments of a call at the start of src.
func call(src string) []string {
	open := strings.IndexByte(src, '(')
	if open < 0 || open > 40 {
		return nil
	}
	end := strings.IndexByte(src[open:], ')')
	if end < 0 || end > 400 {
		return nil
	}
	args := strings.Split(src[open+1:open+end], ",")
	for i := range args {
		args[i] = strings.TrimSpace(args[i])
	}
	return args
}

// createPage reads createPageHTML(n, i, "index", "html") of TRS, where i counts
// from 0 and pages are index_1.html …, and createPageHTML('div', n, i, 'list',
// 'shtml', total) of UCAP and newer TRS, where i counts from 1 and pages are
// list_2.shtml …
func (r *reader) createPage(src string) bool {
	args := call(src)
	var numbers []int
	var names []string
	first := len(args) > 0 && args[0] != "" && (args[0][0] == '"' || args[0][0] == '\'')
	for i, a := range args {
		if n, err := strconv.Atoi(a); err == nil {
			numbers = append(numbers, n)
		} else if s := strings.Trim(a, `"'`); s != a && !(i == 0 && first) {
			names = append(names, s)
		}
	}
	if len(numbers) < 2 || len(names) < 2 {
		return false
	}
	pages, index, start := numbers[0], numbers[1], 0
	if first {
		index, start = index-1, 1
	}
	if pages < 0 || index < 0 || pages > 100_000 {
		return true
	}
	pg := &r.page.Pager
	pg.Pages, pg.Index = max(pages, 1), index+1
	if index+1 >= pages {
		pg.Open = false
	}
	for n := 0; n < min(pages, maxPages); n++ {
		ref := names[0] + "." + names[1]
		if n > 0 {
			ref = names[0] + "_" + strconv.Itoa(n+start) + "." + names[1]
		}
		if u := r.addPage(ref); n == index+1 && u != "" {
			pg.Next = u
		}
	}
	return true
}

// countPage reads the older form: var countPage = 7; var currentPage = 0;
func (r *reader) countPage(src string) {
	pages, index := variable(src, "countPage"), variable(src, "currentPage")
	if pages < 1 || pages > 100_000 || r.page.Pager.Pages > 1 {
		return
	}
	ext := "html"
	if path := pathOf(r.page.URL); strings.Contains(path, ".") {
		ext = path[strings.LastIndexByte(path, '.')+1:]
	}
	if len(ext) > 5 {
		ext = "html"
	}
	pg := &r.page.Pager
	pg.Pages, pg.Index = pages, max(index, 0)+1
	for n := 1; n < min(pages, maxPages); n++ {
		if u := r.addPage("index_" + strconv.Itoa(n) + "." + ext); n == max(index, 0)+1 {
			pg.Next = u
		}
	}
}

// variable reads a number a script sets a variable to; -1 when it does not.
func variable(src, name string) int {
	for i := strings.Index(src, name); i >= 0; {
		rest := strings.TrimLeft(src[i+len(name):], " \t")
		if v, ok := strings.CutPrefix(rest, "="); ok {
			v = strings.TrimLeft(v, " \t'\"")
			n := 0
			for n < len(v) && n < 7 && v[n] >= '0' && v[n] <= '9' {
				n++
			}
			if value, err := strconv.Atoi(v[:n]); err == nil {
				return value
			}
		}
		j := strings.Index(src[i+1:], name)
		if j < 0 {
			break
		}
		i += 1 + j
	}
	return -1
}

// datastorePager reads the next group of a 大汉 store and its number of pages.
func (r *reader) datastorePager(src string) {
	pg := &r.page.Pager
	if n, err := strconv.Atoi(strings.TrimSpace(between(src, "<totalpage>", "</totalpage>"))); err == nil && n > 0 {
		pg.Pages = n
		if n > 1 {
			pg.Open = pg.Next == ""
		}
	}
	group := between(src, "<nextgroup>", "</nextgroup>")
	if href := between(cdata(group), `href="`, `"`); href != "" {
		if u := r.res.resolve(unescape(href)); u != "" {
			r.add(Link{URL: u, Area: AreaMain, Kind: LinkPager, Raw: href})
			pg.Next, pg.Open = u, false
		}
	}
}

func between(s, open, end string) string {
	_, rest, ok := strings.Cut(s, open)
	if !ok {
		return ""
	}
	in, _, ok := strings.Cut(rest, end)
	if !ok {
		return ""
	}
	return in
}

// pagerWords reads 共12页, 1/12 and the like in the pager's own words.
func (r *reader) pagerWords() {
	pg := &r.page.Pager
	for i := range r.t.nodes {
		n := &r.t.nodes[i]
		if n.tag != tagText || len(n.text) > 200 || !strings.Contains(n.text, "页") || r.areas[i] == inFooter {
			continue
		}
		text := zhtext.Key(n.text)
		for _, lead := range []string{"共", "总共"} {
			rest, found := "", false
			if k := strings.Index(text, lead); k >= 0 {
				rest, found = text[k+len(lead):], true
			}
			digits := 0
			for found && digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
				digits++
			}
			if digits > 0 && digits <= 4 && strings.HasPrefix(rest[digits:], "页") {
				if total, _ := strconv.Atoi(rest[:digits]); total > pg.Pages {
					pg.Pages = total
				}
			}
		}
	}
	if pg.Pages > 1 && pg.Next == "" && (pg.Index == 0 || pg.Index < pg.Pages) && !r.hasPagerLinks() {
		pg.Open = true
	}
}

func (r *reader) hasPagerLinks() bool {
	for i := range r.page.Links {
		if r.page.Links[i].Kind == LinkPager {
			return true
		}
	}
	return false
}
