package bench_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"ducha/internal/bench"
	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// The reference page must stay what the figures are measured on.
func TestReferencePage(t *testing.T) {
	site := bench.NewSite(3000)
	const base = "http://127.0.0.1"
	list := webpage.Read(&evidence.Exchange{URL: base + "/gzdt/jtyw/", Status: 200}, fetched(t, site, "/gzdt/jtyw/"))
	size, links, chars, pages, articles := 0, 0, 0, 0, 0
	for _, l := range list.Links {
		path, ok := strings.CutPrefix(l.URL, base)
		if !ok || !strings.Contains(path, "/t20") {
			continue
		}
		body := fetched(t, site, path)
		if again := fetched(t, site, path); !bytes.Equal(body, again) {
			t.Fatalf("%s is not the same twice", path)
		}
		p := webpage.Read(&evidence.Exchange{URL: l.URL, Status: 200}, body)
		size, links, chars, pages = size+len(body), links+len(p.Links), chars+len(p.Text), pages+1
		if p.Class == webpage.ClassArticle && p.Article != nil {
			articles++
		}
	}
	if pages < 10 || articles != pages {
		t.Fatalf("%d pages, %d of them articles", pages, articles)
	}
	for _, m := range []struct {
		what       string
		got, least int
	}{{"bytes", size / pages, 45_000}, {"links", links / pages, 95}, {"bytes of text", chars / pages, 18_000}} {
		if m.got < m.least || m.got > m.least*3/2 {
			t.Errorf("%s a page: %d, want about %d", m.what, m.got, m.least)
		}
	}
	t.Logf("%d bytes, %d links, %d bytes of text a page", size/pages, links/pages, chars/pages)
}

func fetched(t *testing.T, h http.Handler, path string) []byte {
	t.Helper()
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
	if rec.Code != http.StatusOK {
		t.Fatalf("%s: %d", path, rec.Code)
	}
	return rec.Body.Bytes()
}
