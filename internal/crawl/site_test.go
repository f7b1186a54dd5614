package crawl_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/webpage"
)

// site is a small server that keeps a log of what it was asked.
type site struct {
	*httptest.Server
	mu   sync.Mutex
	log  []hit
	page map[string]http.HandlerFunc
}

type hit struct {
	path string
	at   time.Time
	from string
}

func serve(t testing.TB, pages map[string]string) *site {
	t.Helper()
	s := &site{page: map[string]http.HandlerFunc{}}
	for p, body := range pages {
		s.page[p] = func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, body)
		}
	}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.log = append(s.log, hit{r.URL.RequestURI(), time.Now(), r.RemoteAddr})
	h := s.page[r.URL.RequestURI()]
	if h == nil {
		h = s.page[r.URL.Path]
	}
	if h == nil {
		h = s.page["*"]
	}
	s.mu.Unlock()
	if h == nil {
		http.NotFound(w, r)
		return
	}
	h(w, r)
}

func (s *site) hits(path string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, h := range s.log {
		if h.path == path {
			n++
		}
	}
	return n
}

func (s *site) order() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, h := range s.log {
		out = append(out, h.path)
	}
	return out
}

// readTest understands <a rel=KIND href=…>text</a><span>DATE</span>: these tests
// are of the crawler, not of the reader.
func readTest(ex *evidence.Exchange, body []byte) *webpage.Page {
	p := &webpage.Page{Record: ex.ID, URL: ex.FinalURL, Class: webpage.ClassList}
	base, err := url.Parse(ex.FinalURL)
	if err != nil {
		return p
	}
	link := regexp.MustCompile(`<a rel="(\w+)" href="([^"]*)">([^<]*)</a>(?:<span>([\d-]+)</span>)?`)
	var list webpage.List
	for _, m := range link.FindAllStringSubmatch(string(body), -1) {
		ref, err := base.Parse(m[2])
		if err != nil {
			continue
		}
		l := webpage.Link{URL: ref.String(), Raw: m[2], Text: m[3], Kind: webpage.LinkKind(m[1]), Area: webpage.AreaMain}
		p.Links = append(p.Links, l)
		if l.Kind == webpage.LinkEntry {
			e := webpage.Entry{Title: m[3], URL: l.URL}
			if day, err := time.Parse("2006-01-02", m[4]); err == nil {
				e.Dates = []webpage.Witness{{Date: day, Source: webpage.DateList, Confidence: webpage.Sure}}
			}
			list.Entries = append(list.Entries, e)
		}
	}
	p.Lists = []webpage.List{list}
	return p
}

func a(kind, href, text, date string) string {
	out := fmt.Sprintf(`<a rel="%s" href="%s">%s</a>`, kind, href, text)
	if date != "" {
		out += "<span>" + date + "</span>"
	}
	return out
}

// doc wraps parts in a page that no classifier takes for a notice.
func doc(title string, parts ...string) string {
	return "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1>" + strings.Join(parts, "\n") +
		"<p>" + strings.Repeat("本单位依法公开政府信息，接受社会监督。", 40) + "</p></body></html>"
}

func config(s *site) crawl.Config {
	return crawl.Config{
		Site: "test", Home: s.URL + "/", Rate: 2000, AllowPrivate: true, Read: readTest,
		Limits: fetch.Limits{
			Connect: time.Second, Header: 500 * time.Millisecond, Idle: 300 * time.Millisecond, Whole: 3 * time.Second,
			Attempts: 2, RetryWait: 5 * time.Millisecond, BlockWait: 20 * time.Millisecond, RobotsDefer: 50 * time.Millisecond,
		},
		Patience: crawl.Patience{CoolDown: 20 * time.Millisecond, Retry: 10 * time.Millisecond},
	}
}

func newStore(t testing.TB, s *site) *evidence.Store {
	t.Helper()
	store, err := evidence.Create(filepath.Join(t.TempDir(), "s.sqlite"), "test", s.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// outcomes gives the last problem of every URL path asked as a page.
func outcomes(t testing.TB, store *evidence.Store) map[string]evidence.Problem {
	t.Helper()
	out := map[string]evidence.Problem{}
	for ex, err := range store.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(ex.URL)
		if err != nil {
			t.Fatal(err)
		}
		if ex.Purpose == evidence.ForPage {
			out[u.RequestURI()] = ex.Problem
		}
	}
	return out
}
