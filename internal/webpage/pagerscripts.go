package webpage

import (
	"regexp"
	"strconv"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// pagerScripts works out the addresses behind createPageHTML and its kin.
func (r *reader) pagerScripts() {
	for _, s := range r.t.Scripts {
		src := r.t.Nodes[s.Node].Text
		if s.Marks&scriptPages == 0 || len(src) > maxPaging {
			continue
		}
		src = uncommented(src) // a template keeps the call it once drew its pager by
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
		if strings.Contains(src, objectCall) {
			r.objectPager(src)
		}
		if strings.Contains(src, "pagination(") || strings.Contains(src, "laypage") || strings.Contains(src, "pageSize") || strings.Contains(src, "pageCount") || strings.Contains(src, "totalPage") {
			r.plugin(src)
		}
		if strings.Contains(src, "<nextgroup>") || strings.Contains(src, "<totalpage>") {
			r.datastorePager(src)
		}
	}
}

// maxPaging is how long a script may be to be searched for a pager.
const maxPaging = 200_000

// pagingWords stand in scripts that draw pagers.
var pagingWords = []string{"createPageHTML", "countPage", objectCall, "pagination(", "laypage", "pageSize", "pageCount", "totalPage", "<nextgroup>", "<totalpage>"}

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
	r.numbered(pages, index, start, names[0], names[1])
	return true
}

// numbered adds the pages index.html, index_1.html … of a list; start is 0 where the
// second page bears the number 1.
func (r *reader) numbered(pages, index, start int, name, ext string) {
	if pages < 0 || index < 0 || pages > 100_000 {
		return
	}
	pg := &r.page.Pager
	pg.Pages, pg.Index = max(pages, 1), index+1
	if index+1 >= pages {
		pg.Open = false
	}
	for n := 0; n < min(pages, maxPages); n++ {
		ref := name + "." + ext
		if n > 0 {
			ref = name + "_" + strconv.Itoa(n+start) + "." + ext
		}
		if u := r.addPage(ref); n == index+1 && u != "" {
			pg.Next = u
		}
	}
}

// objectPager reads Pager({size:3, current:0, prefix:'index', suffix:'html'}), the
// pages of createPageHTML in one object.
func (r *reader) objectPager(src string) {
	_, args, ok := strings.Cut(src, objectCall)
	args, _, closed := strings.Cut(args, "}")
	name, ext := quoted(args, "prefix"), quoted(args, "suffix")
	if pages := setting(args, "size"); ok && closed && pages > 0 && name != "" && ext != "" {
		r.numbered(pages, max(setting(args, "current"), 0), 0, name, ext)
	}
}

const objectCall = "Pager({"

// countPage reads the older form: var countPage = 7; var currentPage = 0;
func (r *reader) countPage(src string) {
	pages, index := variable(src, "countPage"), variable(src, "currentPage")
	if pages < 1 || pages > 100_000 || r.page.Pager.Pages > 1 {
		return
	}
	ext := "html"
	if path := Path(r.page.URL); strings.Contains(path, ".") {
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

// plugin reads pagers that a script library draws: the number of rows and of
// rows a page, and the address it builds from the page's number.
func (r *reader) plugin(src string) {
	pg := &r.page.Pager
	size := max(setting(src, "pageSize"), setting(src, "pagesize"), setting(src, "limit"), setting(src, "showData"))
	total := -1
	for _, name := range []string{"total", "totalCount", "totalcount", "count", "recordCount", "totalRecord", "totalData"} {
		total = max(total, setting(src, name))
	}
	if size <= 0 || total < 0 {
		r.toldPages(src)
		return
	}
	pages := (total + size - 1) / size
	linked := pg.Pages >= pages && r.hasPagerLinks() // numbers for who runs no scripts stand beside the script's own pager
	pg.Pages = max(pages, 1)
	if pages <= 1 {
		return
	}
	// location.href = "/a/b/" + (data.pageIndex + 1) + ".html"
	head, tail := "", ""
	for rest := src; ; {
		_, after, ok := strings.Cut(rest, "href")
		if !ok {
			break
		}
		rest = after
		lit, n := markup.Literal(after, strings.IndexByte(zhtext.Clip(after, 6), '=')+1)
		if n == 0 || !strings.HasSuffix(lit, "/") && !strings.HasSuffix(lit, "_") {
			continue
		}
		expr := zhtext.Clip(after[n:], 80)
		if i := strings.IndexAny(expr, "\"'"); i > 0 && strings.Contains(expr[:i], "+") && strings.Contains(expr[:i], "age") {
			if end, m := markup.Literal(expr, i); m > 0 && strings.HasPrefix(end, ".") {
				head, tail = lit, end
				break
			}
		}
	}
	if head == "" {
		pg.Open = pg.Open || !linked
		return
	}
	for n := 2; n <= min(pages, maxPages); n++ {
		if u := r.addPage(head + strconv.Itoa(n) + tail); n == 2 && pg.Next == "" {
			pg.Next = u
		}
	}
}

// toldPages reads the number of pages itself, where that is all a script tells.
func (r *reader) toldPages(src string) {
	pg := &r.page.Pager
	for _, name := range []string{"pages", "pageCount", "totalPage", "totalPages"} {
		if n := max(setting(src, name), variable(src, name)); n > 1 && pg.Pages == 0 && pg.Next == "" && !r.hasPagerLinks() {
			pg.Pages, pg.Open = n, true
		}
	}
}

// setting reads a number out of {name: 15}; -1 when it is none.
func setting(src, name string) int {
	for rest := src; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return -1
		}
		v := strings.TrimLeft(rest[i+len(name):], " \t'\"")
		if i > 0 && markup.Identifier(rest[i-1:i]) || !strings.HasPrefix(v, ":") {
			rest = rest[i+len(name):]
			continue
		}
		v = strings.TrimLeft(v[1:], " \t'\"")
		n := 0
		for n < len(v) && n < 7 && v[n] >= '0' && v[n] <= '9' {
			n++
		}
		if value, err := strconv.Atoi(v[:n]); err == nil {
			return value
		}
		rest = rest[i+len(name):]
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
	href := between(markup.Cdata(group), `href="`, `"`)
	if href == "" {
		href = between(markup.Cdata(group), `HREF="`, `"`)
	}
	if href == "" || r.holdsAll(src) {
		return
	}
	if u := r.res.resolve(markup.Unescape(href)); u != "" {
		r.add(Link{URL: u, Area: AreaMain, Kind: LinkPager, Raw: href})
		pg.Next, pg.Open = u, false
	}
}

// holdsAll says whether a store holds as many records as the call that shows it says
// there are: jpage({totalRecord:3,perPage:15}), or as it says itself. The address of a
// next group stands in it all the same.
func (r *reader) holdsAll(store string) bool {
	if total, err := strconv.Atoi(strings.TrimSpace(between(store, "<totalrecord>", "</totalrecord>"))); err == nil && total > 0 {
		return strings.Count(store, "<record>") >= total
	}
	total := -1
	for _, s := range r.t.Scripts {
		src := r.t.Nodes[s.Node].Text
		if len(src) > maxPaging {
			continue
		}
		for _, m := range totalRecord.FindAllStringSubmatch(src, 2) {
			if total >= 0 {
				return false // several lists: whose number is it?
			}
			total, _ = strconv.Atoi(m[1])
		}
	}
	return total >= 0 && strings.Count(store, "<record>") >= total
}

// totalRecord is how many records there are, in the call of 大汉's pager.
var totalRecord = regexp.MustCompile(`\btotalRecord["']?\s*:\s*["']?(\d{1,7})\b`)

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
