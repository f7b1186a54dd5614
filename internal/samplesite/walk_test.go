package samplesite_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ducha/internal/samplesite"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// got is one page as the walker saw it.
type got struct {
	status int
	header http.Header
	text   string
}

// get asks the site for one path, without a network.
func get(s *samplesite.Site, p string) got {
	w := raw(s, p, nil)
	body := w.Body.String()
	if s.Style() == samplesite.StyleGBK && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		if b, err := simplifiedchinese.GBK.NewDecoder().String(body); err == nil {
			body = b
		}
	}
	return got{w.Code, w.Header(), body}
}

var (
	hrefs   = regexp.MustCompile(`(?i)(?:href|src)="([^"]*)"`)
	refresh = regexp.MustCompile(`http-equiv="refresh" content="0; url=([^"]*)"`)
	pager   = regexp.MustCompile(`createPageHTML\((\d+), (\d+), "index", "html"\)`)
)

// links reads the links of a page as the simplest of crawlers would.
func links(at string, g got) []string {
	base, _ := url.Parse("http://sample.test" + at)
	var raw []string
	for _, m := range hrefs.FindAllStringSubmatch(g.text, -1) {
		raw = append(raw, strings.ReplaceAll(m[1], "&amp;", "&"))
	}
	if m := pager.FindStringSubmatch(g.text); m != nil {
		var n int
		fmt.Sscan(m[1], &n)
		for i := 1; i < n; i++ {
			raw = append(raw, fmt.Sprintf("index_%d.html", i))
		}
	}
	if m := refresh.FindStringSubmatch(g.text); m != nil {
		raw = append(raw, m[1])
	}
	var out []string
	for _, h := range raw {
		u, err := base.Parse(h)
		if err != nil || u.Host != "sample.test" || u.Scheme != "http" {
			continue
		}
		u.Path, _, _ = strings.Cut(u.Path, ";")
		if strings.HasPrefix(u.Path, "/css/") || strings.HasPrefix(u.Path, "/js/") || strings.HasPrefix(u.Path, "/images/") {
			continue
		}
		u.Fragment = ""
		out = append(out, u.RequestURI())
	}
	return out
}

// walk follows every link from the start page, up to limit pages. A page that
// is refused is asked for twice more.
func walk(t *testing.T, s *samplesite.Site, limit int) map[string]got {
	t.Helper()
	seen, queue := map[string]got{}, []string{"/"}
	queued := map[string]bool{"/": true}
	for len(queue) > 0 && len(seen) < limit {
		p := queue[0]
		queue = queue[1:]
		g := get(s, p)
		for tries := 1; tries < 3 && g.status != http.StatusOK; tries++ {
			g = get(s, p)
		}
		seen[p] = g
		for _, l := range links(p, g) {
			if !queued[l] {
				queued[l] = true
				queue = append(queue, l)
			}
		}
	}
	return seen
}

func clean(st samplesite.Style, seed int64, benign ...samplesite.Benign) *samplesite.Site {
	return samplesite.New(samplesite.Config{Seed: seed, Style: st, Defects: []string{}, Benign: benign})
}

func TestEveryStyleCanBeWalked(t *testing.T) {
	for _, st := range samplesite.Styles() {
		t.Run(string(st), func(t *testing.T) {
			s := clean(st, 1)
			pages := walk(t, s, 5000)
			ok := 0
			for p, g := range pages {
				if g.status != http.StatusOK {
					t.Errorf("%s: status %d", p, g.status)
				} else {
					ok++
				}
			}
			if ok < 200 {
				t.Errorf("only %d pages", ok)
			}
			t.Logf("%d pages walked, PageCount %d", ok, s.PageCount())
		})
	}
}

// raw asks for a path and gives the answer as it is.
func raw(s *samplesite.Site, p string, headers map[string]string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://sample.test"+p, nil)
	for k, v := range headers {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}
