package crawl_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/samplesite"
	"ducha/rules"
)

// columnPages names the columns by the site's own map, and the frames that show
// their lists.
func columnPages(t *testing.T, site *samplesite.Site) (columns, frames []string) {
	t.Helper()
	get := func(path string) string {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://sample.test"+path, nil))
		return w.Body.String()
	}
	base, _ := url.Parse("http://sample.test/wzdt.html")
	_, list, ok := strings.Cut(get(base.Path), "<h2>")
	if !ok {
		t.Fatal("the site map has no list")
	}
	list, _, _ = strings.Cut(list, `<div class="foot`)
	frame := regexp.MustCompile(`<iframe src="([^"]*)"`)
	for _, m := range regexp.MustCompile(`<li><a href="([^"]*)"`).FindAllStringSubmatch(list, -1) {
		u, err := base.Parse(m[1])
		if err != nil {
			t.Fatal(err)
		}
		columns = append(columns, u.RequestURI())
		if f := frame.FindStringSubmatch(get(u.Path)); f != nil {
			if to, err := u.Parse(strings.ReplaceAll(f[1], "&amp;", "&")); err == nil {
				frames = append(frames, to.RequestURI())
			}
		}
	}
	return columns, frames
}

// Whatever shows a missing or stale column is read before the articles: within
// three requests for each column, counting robots.txt, sitemap and probes.
func TestColumnsComeFirst(t *testing.T) {
	vocabulary, _, err := rules.ShippedVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for _, style := range samplesite.Styles() {
		t.Run(string(style), func(t *testing.T) {
			t.Parallel()
			conf := samplesite.Config{Seed: 11, Style: style, Defects: []string{}, Pages: 900}
			columns, frames := columnPages(t, samplesite.New(conf))
			if len(columns) < 10 {
				t.Fatalf("only %d columns on the site map", len(columns))
			}
			log := serve(t, nil)
			log.page["*"] = samplesite.New(conf).ServeHTTP
			store, err := evidence.Create(filepath.Join(t.TempDir(), "s.sqlite"), "s", log.URL+"/")
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			most := 1 + 3*len(columns)
			cfg := crawl.Config{Site: "s", Home: log.URL + "/", Rate: 1e5, AllowPrivate: true, MaxPages: most, Vocabulary: vocabulary}
			if err := crawl.Run(t.Context(), cfg, store); err != nil {
				t.Fatal(err)
			}
			at := map[string]int{}
			for i, h := range log.log {
				if _, seen := at[h.path]; !seen {
					at[h.path] = i + 1
				}
			}
			last := 0
			for _, path := range append(columns, frames...) {
				n, ok := at[path]
				if !ok || n > most {
					t.Errorf("%s was asked as number %d (0: never); %d columns", path, n, len(columns))
				}
				last = max(last, n)
			}
			t.Logf("%d columns and %d frames after %d requests, allowed %d", len(columns), len(frames), last, most)
		})
	}
}
