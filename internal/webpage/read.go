package webpage

import (
	"strings"
	"sync"
	"unsafe"

	"ducha/internal/evidence"
	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// Read reads one exchange's body into a Page. It is pure: the same exchange and
// bytes give the same Page.
func Read(ex *evidence.Exchange, body []byte) (page *Page) {
	defer func() {
		// A page that breaks the reader must not end the run, nor accuse anybody.
		if recover() != nil {
			page = New(ex)
			page.Problem = evidence.AppError
			page.Class = ClassOther
		}
	}()
	return read(ex, body)
}

// reader holds what is known while one page is read.
type reader struct {
	page    *Page
	t       *markup.Tree
	res     *resolver
	areas   []uint8
	anchors []anchor
	before  []int32 // how many of them stand before a node
	content int32
	lists   []foundList
	places  []place        // see findRows
	rows    []row          // in the same order
	outside []string       // see readRow
	lines   []markup.Block // all visible lines
	head    []markup.Block // see headBlocks
	headed  bool           // whether it was read
	dates   []headDate     // see headDates
	trees   []int32        // those that draw a tree of columns, which was read
	files   []shownFile    // documents that the page shows within itself
	plain   []int32        // see densest
	refs    references     // of pages read before too
}

// readers lend their room from page to page: nothing of it is part of a Page.
var readers = sync.Pool{New: func() any {
	return &reader{t: markup.New(scriptMarks)}
}}

// maxRoom is how many nodes a reader may keep room for.
const maxRoom = 1 << 14

// release gives a reader back, without anything of the page it read.
func (r *reader) release() {
	if cap(r.t.Nodes) > maxRoom || cap(r.lines) > maxRoom {
		return
	}
	r.t.Forget()
	r.page, r.res, r.dates, r.headed = nil, nil, nil, false
	r.areas, r.trees = r.areas[:0], r.trees[:0]
	r.anchors, r.lists, r.rows, r.lines = emptied(r.anchors), emptied(r.lists), emptied(r.rows), emptied(r.lines)
	r.outside, r.head, r.files = emptied(r.outside), emptied(r.head), emptied(r.files)
	readers.Put(r)
}

func emptied[T any](s []T) []T {
	clear(s)
	return s[:0]
}

func New(ex *evidence.Exchange) *Page {
	address := ex.FinalURL
	if address == "" {
		address = ex.URL
	}
	if u := Canonical(address); u != "" {
		address = u
	}
	return &Page{Record: ex.ID, URL: address, At: ex.At, SHA256: ex.Body, Problem: ex.Problem, Status: ex.Status, Class: ClassOther}
}

func read(ex *evidence.Exchange, body []byte) *Page {
	p := New(ex)
	contentType := ""
	if v := ex.Header["X-Orig-Content-Type"]; len(v) > 0 {
		contentType = v[0]
	} else if v := ex.Header["Content-Type"]; len(v) > 0 {
		contentType = v[0]
	}
	if len(body) == 0 {
		if p.Problem == evidence.None && p.Status < 300 {
			p.Problem = evidence.Empty
		}
		return p
	}
	if isFile(contentType, p.URL, body) {
		p.Class = ClassAttachment
		return p
	}
	text, charset, declared, bad := zhtext.Decode(body, contentType)
	p.Charset, p.Declared = charset, declared
	if bad > 0.01 && p.Problem == evidence.None {
		p.Problem = evidence.Encoding
	}
	// Bodies never change once read: the page's words may be parts of its bytes.
	src := unsafe.String(unsafe.SliceData(text), len(text))
	r := readers.Get().(*reader)
	defer func() {
		if r.page != nil { // a page that broke the reader keeps it
			r.release()
		}
	}()
	r.page, r.res, r.content = p, newResolver(p.URL, &r.refs), -1
	r.res.legacy = charset == "gb18030"
	if isData(contentType, p.URL, src) {
		r.readData(src)
		return p
	}
	if p.Unclosed = unclosed(src); p.Unclosed && p.Problem == evidence.None && cutShort(src) {
		p.Problem = evidence.Truncated
	}
	p.Source = src
	r.t.Parse(src)
	r.readHTML()
	return p
}

// unclosed says whether a page opens the document and never closes it.
func unclosed(src string) bool {
	const tail = 256
	if closes(zhtext.LowerASCII(src[max(0, len(src)-tail):])) {
		return false
	}
	low := zhtext.LowerASCII(src)
	return !closes(low) && (strings.Contains(low, "<body") || strings.Contains(low, "<html"))
}

// cutShort says whether a page that is not closed stops in the middle: inside a tag or
// a text, or with blocks left open. Some servers and proxies drop the rest of a page
// without a trace in the protocol.
func cutShort(src string) bool {
	end := strings.TrimRight(src, " \t\r\n\x00")
	return len(end) >= 1024 && !strings.HasSuffix(end, ">") || leftOpen(zhtext.LowerASCII(end))
}

func closes(low string) bool {
	return strings.Contains(low, "</body") || strings.Contains(low, "</html")
}

// leftOpen says whether a text opens more blocks than it closes.
func leftOpen(low string) bool {
	for _, tag := range [...]string{"div", "table", "ul"} {
		if strings.Count(low, "<"+tag) > strings.Count(low, "</"+tag) {
			return true
		}
	}
	return false
}

// maxLines bounds the visible lines of one page.
const maxLines = 60_000

// readHTML reads everything of an HTML page.
func (r *reader) readHTML() {
	r.readHead()
	r.uncoverPanels()
	r.markAreas()
	r.readLinks()
	r.readScripts()
	r.treeMenus()
	r.channelMenus()
	r.drawnFiles()
	r.readNavDrawn()
	r.readMenus()
	r.readCrumbs()
	r.readLists()
	r.readPager()
	r.readContent()
	r.readPictures()
	r.readForms()
	r.readButtons()
	r.readFooter()
	r.readHidden()
	r.classify()
	r.settleLists()
	r.settleProblem()
}

// isFile says whether an answer is a file and not a page.
func isFile(contentType, address string, body []byte) bool {
	ct := strings.ToLower(contentType)
	head := string(body[:min(len(body), 512)])
	if strings.HasPrefix(strings.TrimLeft(head, " \t\r\n\ufeff"), "<") && !strings.HasPrefix(ct, "application/") && !FileURL(address) {
		return false
	}
	low := zhtext.LowerASCII(head)
	if strings.Contains(low, "<html") || strings.Contains(low, "<!doctype html") {
		return false // error pages under a file's address
	}
	switch {
	case strings.HasPrefix(ct, "application/pdf"), strings.HasPrefix(ct, "application/msword"), strings.HasPrefix(ct, "application/vnd."),
		strings.HasPrefix(ct, "application/zip"), strings.HasPrefix(ct, "application/octet-stream"), strings.HasPrefix(ct, "application/x-"),
		strings.HasPrefix(ct, "image/"), strings.HasPrefix(ct, "audio/"), strings.HasPrefix(ct, "video/"):
		return !strings.HasPrefix(ct, "application/x-javascript") && !strings.HasPrefix(ct, "application/x-json") && ct != "image/svg+xml"
	case strings.HasPrefix(head, "%PDF"), strings.HasPrefix(head, "PK\x03\x04"), strings.HasPrefix(head, "\xd0\xcf\x11\xe0"), strings.HasPrefix(head, "Rar!"),
		strings.HasPrefix(head, "\x89PNG"), strings.HasPrefix(head, "GIF8"), strings.HasPrefix(head, "\xff\xd8\xff"):
		return true
	}
	return FileURL(address) && !strings.Contains(low, "<")
}

// isData says whether an answer is a list for scripts and not a page.
func isData(contentType, address, src string) bool {
	ct := strings.ToLower(contentType)
	head := strings.TrimLeft(zhtext.Clip(src, 600), " \t\r\n\ufeff")
	low := zhtext.LowerASCII(head)
	if strings.Contains(low, "<html") || strings.HasPrefix(low, "<!doctype html") || strings.Contains(low, "<body") {
		return false
	}
	switch {
	case strings.Contains(ct, "json"), strings.Contains(ct, "javascript"), strings.Contains(ct, "text/xml"), strings.Contains(ct, "application/xml"):
		return true
	case strings.HasPrefix(head, "<?xml") && !strings.Contains(low, "xhtml"), strings.HasPrefix(low, "<datastore"), strings.HasPrefix(low, "<recordset"):
		return true
	case strings.HasPrefix(head, "{"), strings.HasPrefix(head, "["):
		return true
	}
	path := strings.ToLower(Path(address))
	return strings.HasSuffix(path, ".js") || strings.HasSuffix(path, ".json") || strings.HasSuffix(path, ".xml")
}

// readHead reads title, meta tags and base.
func (r *reader) readHead() {
	t, p := r.t, r.page
	p.Meta = make(map[string]string)
	for i := range t.All(markup.TagTitle) {
		if p.Title == "" {
			p.Title = zhtext.Clip(markup.OneLine(markup.Fold(t.Nodes[i].Text)), 600)
		}
	}
	for i := range t.All(markup.TagMeta) {
		name := strings.ToLower(strings.TrimSpace(t.Get(i, markup.AttrName)))
		if name == "" {
			name = strings.ToLower(t.Get(i, markup.AttrProperty))
		}
		if _, taken := p.Meta[name]; name != "" && !taken && len(p.Meta) < 64 {
			if p.Meta[name] = zhtext.Clip(markup.Fold(t.Get(i, markup.AttrContent)), 1000); namesItself(name, p.Meta[name]) {
				p.Meta[name] = ""
			}
		}
	}
	for i := range t.All(markup.TagBase) {
		if u := r.res.resolve(t.Get(i, markup.AttrHref)); u != "" {
			legacy := r.res.legacy
			r.res = newResolver(u, &r.refs)
			r.res.legacy = legacy
		}
	}
}
