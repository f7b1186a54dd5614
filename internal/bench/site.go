package bench

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"

	"ducha/internal/samplesite"
)

// Site serves the sample bureau with pages as heavy as real ones (crawling.md
// §1: about 50 KB, 118 links, 22 KB of text, 13 KB packed): a full menu, style
// and scripts in the page, links to other offices, articles as pasted from Word.
type Site struct {
	sample *samplesite.Site
	head   string // style and scripts
	menu   string
	foot   string
	packs  sync.Pool
}

// NewSite makes a site of so many pages; the same bytes every time.
func NewSite(pages int) *Site {
	s := &Site{sample: samplesite.New(samplesite.Config{Seed: 1, Pages: pages, Defects: []string{}})}
	s.head = "<style>\n" + ruleset() + "</style>\n<script>\n" + script() + "</script>\n</head>"
	s.menu = s.fullMenu()
	s.foot = s.directory() + offices()
	return s
}

// fullMenu links every column as unfolding menus of real sites do.
func (s *Site) fullMenu() string {
	var b strings.Builder
	b.WriteString(`<div class="fullmenu" id="fullmenu"><ul class="clearfix">` + "\n")
	for _, m := range s.columns() {
		fmt.Fprintf(&b, `<li class="item"><a href="/%s" target="_blank" title="%s" class="fl">%s</a></li>`+"\n", m[1], m[2], m[2])
	}
	b.WriteString("</ul></div>\n")
	return b.String()
}

// directory names the first columns once more at the foot.
func (s *Site) directory() string {
	var b strings.Builder
	b.WriteString(`<div class="directory"><dl><dt>网站导航</dt>` + "\n")
	for i, m := range s.columns() {
		if i == 12 {
			break
		}
		fmt.Fprintf(&b, `<dd><a href="/%s">%s</a></dd>`+"\n", m[1], m[2])
	}
	b.WriteString("</dl></div>\n")
	return b.String()
}

// columns are path and name of every column.
func (s *Site) columns() [][]string {
	rec := httptest.NewRecorder()
	s.sample.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/wzdt.html", nil))
	return regexp.MustCompile(`<li><a href="\./([^"]*)">([^<]+)</a>`).FindAllStringSubmatch(rec.Body.String(), -1)
}

func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rec := &answer{header: http.Header{}, status: http.StatusOK}
	plain := r.Clone(r.Context())
	plain.Header.Del("Accept-Encoding")
	s.sample.ServeHTTP(rec, plain)
	body := rec.body.Bytes()
	for k, v := range rec.header {
		w.Header()[k] = v
	}
	if strings.HasPrefix(rec.header.Get("Content-Type"), "text/html") && rec.status == http.StatusOK {
		body = s.heavy(body, r.URL.Path)
	}
	if strings.HasPrefix(rec.header.Get("Content-Type"), "text/") && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		body = s.pack(body)
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(rec.status)
	_, _ = w.Write(body) // the visitor hung up; there is nobody to tell
}

// heavy puts what real pages carry around the sample's page.
func (s *Site) heavy(page []byte, path string) []byte {
	h := fnv.New64a()
	h.Write([]byte(path)) // never fails
	pieces := []struct{ mark, add string }{
		{"</head>", s.head},
		{`<div class="menu">`, s.menu + `<div class="menu">`},
		{"供稿）</p>", "供稿）</p>" + pasted(h.Sum64())},
		{"</body>", s.foot + "</body>"},
	}
	for _, p := range pieces {
		page = bytes.Replace(page, []byte(p.mark), []byte(p.add), 1)
	}
	return page
}

func (s *Site) pack(body []byte) []byte {
	z, _ := s.packs.Get().(*gzip.Writer)
	if z == nil {
		z, _ = gzip.NewWriterLevel(nil, 4) // the level is valid
	}
	defer s.packs.Put(z)
	var b bytes.Buffer
	z.Reset(&b)
	_, _ = z.Write(body) // a bytes.Buffer does not fail
	_ = z.Close()
	return b.Bytes()
}

// answer keeps what the sample site says.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }
