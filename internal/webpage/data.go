package webpage

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// readData reads a list delivered for scripts: XML or CDATA stores, JSON with
// rows or with HTML inside, scripts that write lists.
func (r *reader) readData(src string) {
	p := r.page
	p.Class = ClassData
	trimmed := strings.TrimLeft(src, " \t\r\n\ufeff")
	switch {
	case strings.Contains(src, "<![CDATA[") && strings.Contains(src, "<record"):
		r.readMarkup(storeMarkup(src))
		r.datastorePager(src)
	case strings.HasPrefix(trimmed, "{"), strings.HasPrefix(trimmed, "["):
		r.readJSON(trimmed)
	case strings.HasPrefix(trimmed, "<") && !strings.HasPrefix(trimmed, "<?xml"):
		r.readMarkup(src)
	case strings.Contains(src, "document.write"):
		r.readMarkup("<script>" + src + "</script>")
	default:
		if i := strings.IndexAny(trimmed, "[{"); i >= 0 && i < 200 && (strings.Contains(trimmed[:i], "(") || strings.Contains(trimmed[:i], "=")) {
			r.readJSON(strings.TrimRight(trimmed[i:], " \t\r\n;)"))
		} else if strings.HasPrefix(trimmed, "<?xml") {
			r.readMarkup(trimmed)
		}
	}
	if len(p.Lists) == 0 && len(p.Links) == 0 && p.Problem == evidence.None && p.Status < 300 && strings.TrimSpace(src) == "" {
		p.Problem = evidence.Empty
	}
}

// storeMarkup is the HTML of a store's records, one list item each.
func storeMarkup(src string) string { return `<script type="text/xml">` + src + `</script>` }

// readMarkup reads a piece of HTML that is part of a page.
func (r *reader) readMarkup(src string) {
	r.t.Parse("<ul>" + src + "</ul>")
	r.rows = nil
	r.markAreas()
	r.readLinks()
	r.readLists()
	for i := range r.lists {
		l := &r.lists[i]
		for k := range l.rows {
			l.Entries = append(l.Entries, l.rows[k].entry)
		}
		markPinned(l.Entries)
		SettleYears(l.Entries, r.page.At, noDay)
		r.page.Lists = append(r.page.Lists, l.List)
	}
	r.page.Text = zhtext.Clip(r.mainText(), MaxText)
	r.page.Chars = int(r.t.Chars[0])
}

// Keys under which JSON lists keep a row's parts.
var (
	titleKeys = []string{"title", "articletitle", "doctitle", "name", "infotitle", "subject", "docsubject", "newstitle", "bt", "wjmc", "listtitle"}
	urlKeys   = []string{"url", "link", "href", "docpuburl", "puburl", "infourl", "linkurl", "arturl", "path", "docurl", "htmlurl", "redirecturl"}
	dateKeys  = []string{"pubdate", "publishdate", "publishtime", "publishedtimestr", "docreltime", "date", "time", "infodate", "createtime", "createdate", "pubtime", "deploytime", "releasetime", "fbsj", "publishedtime", "docpubtime", "writetime"}
	noKeys    = []string{"filenum", "docno", "wh", "fileno", "fwzh", "documentnumber", "filecode"}
)

// maxJSON bounds a list read as JSON, in bytes.
const maxJSON = 4 << 20

func (r *reader) readJSON(src string) {
	if len(src) > maxJSON {
		r.page.Problem = evidence.TooLarge
		return
	}
	var v any
	if err := json.NewDecoder(strings.NewReader(src)).Decode(&v); err != nil {
		r.jsonHTML(src)
		return
	}
	var list List
	var html strings.Builder
	r.walkJSON(v, 0, &list, &html)
	if html.Len() > 0 && len(list.Entries) == 0 {
		r.readMarkup(html.String())
		return
	}
	if len(list.Entries) > 0 {
		markPinned(list.Entries)
		SettleYears(list.Entries, r.page.At, noDay)
		r.page.Lists = append(r.page.Lists, list)
		r.page.Pager.Open = r.partial(v, len(list.Entries))
	}
}

// Keys under which JSON lists say how many rows or pages there are in all.
var (
	totalKeys = []string{"total", "totalcount", "totalnum", "totalrows", "totalrow", "totalrecord", "totalrecords", "totalelements", "totalsize", "recordcount", "recordscount", "rowcount", "count", "records", "allcount"}
	pagesKeys = []string{"pages", "totalpage", "totalpages", "pagecount", "pagetotal", "allpage"}
)

// partial says whether rows are but one page of a list: by the counts beside them, or
// where a program that gives them tells none. A file is given whole.
func (r *reader) partial(v any, rows int) bool {
	total, pages, told := 0, 0, false
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		m, ok := v.(map[string]any)
		if !ok || depth > 4 {
			return
		}
		for key, x := range m {
			key = strings.ToLower(strings.ReplaceAll(key, "_", ""))
			n := 0
			switch x := x.(type) {
			case float64:
				n = int(x)
			case string:
				n, _ = strconv.Atoi(x)
			default:
				walk(x, depth+1)
				continue
			}
			switch {
			case slices.Contains(totalKeys, key):
				total, told = max(total, n), true
			case slices.Contains(pagesKeys, key):
				pages = max(pages, n)
			}
		}
	}
	walk(v, 0)
	file := strings.HasSuffix(Path(r.page.URL), ".json") || strings.HasSuffix(Path(r.page.URL), ".js")
	return total > rows || pages > 1 || !told && pages == 0 && (!file || strings.Contains(r.page.URL, "?"))
}

// walkJSON collects rows in document order of arrays; objects are looked
// through by their values, whose order does not matter for one list.
func (r *reader) walkJSON(v any, depth int, list *List, html *strings.Builder) {
	if depth > 12 || len(list.Entries) >= maxEntries {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			r.walkJSON(x, depth+1, list, html)
		}
	case map[string]any:
		if e, ok := r.jsonEntry(v); ok {
			list.Entries = append(list.Entries, e)
			r.add(Link{URL: e.URL, Text: e.Title, Area: AreaMain, Kind: LinkEntry, Raw: e.URL})
			return
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			r.walkJSON(v[key], depth+1, list, html)
		}
	case string:
		if strings.Contains(v, "<a ") && html.Len() < markup.MaxWritten {
			html.WriteString(v)
			html.WriteByte('\n')
		}
	}
}

func (r *reader) jsonEntry(m map[string]any) (e Entry, ok bool) {
	low := make(map[string]string, len(m))
	for k, v := range m {
		switch v := v.(type) {
		case string:
			low[strings.ToLower(strings.ReplaceAll(k, "_", ""))] = v
		case float64:
			if v > 1e8 && v < 1e14 {
				low[strings.ToLower(strings.ReplaceAll(k, "_", ""))] = numeral(v)
			}
		}
	}
	first := func(keys []string) string {
		for _, k := range keys {
			if s := strings.TrimSpace(low[k]); s != "" {
				return s
			}
		}
		return ""
	}
	title, address := first(titleKeys), r.res.resolve(first(urlKeys))
	if title == "" || address == "" || zhtext.Runes(title) > 400 {
		return e, false
	}
	e = Entry{Title: stripTags(title), URL: address, Raw: stripTags(title)}
	if s := first(dateKeys); s != "" {
		if d, ok := zhtext.ValueDate(s); ok {
			e.Dates = append(e.Dates, listWitness(d, s, Sure))
			e.Raw += " " + s
		}
	}
	if d, ok := PathDate(address); ok && d.Full() {
		e.Dates = append(e.Dates, Witness{Date: d.Time(), Source: DateURL, Confidence: Likely, Quote: Path(address)})
	}
	for _, s := range []string{first(noKeys), e.Title} {
		if d, ok := zhtext.FirstDocNo(s); ok {
			e.DocNo = d.String()
			break
		}
	}
	return e, true
}

// numeral writes a whole number without an exponent.
func numeral(v float64) string {
	b, err := json.Marshal(int64(v))
	if err != nil {
		return ""
	}
	return string(b)
}

func stripTags(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return zhtext.Squeeze(s)
	}
	t := markup.Parse(s)
	return t.Line(0, 1000)
}

// jsonHTML reads HTML out of broken JSON: pages write quotes unescaped.
func (r *reader) jsonHTML(src string) {
	if strings.Contains(src, "<a ") {
		r.readMarkup(markup.Unslash(src))
	}
}
