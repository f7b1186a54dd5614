package crawl_test

import (
	"fmt"
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
)

// reachable follows every link as the simplest of crawlers would, without a
// network; it is the oracle of what a crawl must find.
func reachable(site *samplesite.Site) map[string]bool {
	hrefs := regexp.MustCompile(`(?i)(?:href|src)="([^"]*)"`)
	pager := regexp.MustCompile(`createPageHTML\((\d+), (\d+), "index", "html"\)`)
	seen, queue := map[string]bool{"/": true}, []string{"/"}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		body := ""
		for range 2 { // some pages are refused once
			w := httptest.NewRecorder()
			site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://sample.test"+at, nil))
			if body = w.Body.String(); w.Code == http.StatusOK {
				break
			}
		}
		base, _ := url.Parse("http://sample.test" + at)
		var raw []string
		for _, m := range hrefs.FindAllStringSubmatch(body, -1) {
			raw = append(raw, strings.ReplaceAll(m[1], "&amp;", "&"))
		}
		if m := pager.FindStringSubmatch(body); m != nil {
			var n int
			fmt.Sscan(m[1], &n)
			for i := 1; i < n; i++ {
				raw = append(raw, fmt.Sprintf("index_%d.html", i))
			}
		}
		for _, h := range raw {
			u, err := base.Parse(h)
			if err != nil || u.Host != base.Host || strings.Contains("/css/ /js/ /images/", strings.SplitAfterN(u.Path, "/", 3)[1]) && strings.Count(u.Path, "/") > 1 {
				continue
			}
			u.Path, _, _ = strings.Cut(u.Path, ";")
			u.Fragment = ""
			if p := u.RequestURI(); !seen[p] {
				seen[p] = true
				queue = append(queue, p)
			}
		}
	}
	return seen
}

// Every page a visitor can reach is fetched, in every style of site.
func TestSampleSitesAreFetchedWhole(t *testing.T) {
	for _, style := range samplesite.Styles() {
		t.Run(string(style), func(t *testing.T) {
			t.Parallel()
			conf := samplesite.Config{Seed: 7, Style: style, Defects: []string{}, Pages: 200}
			want := reachable(samplesite.New(conf))
			srv := httptest.NewServer(samplesite.New(conf))
			t.Cleanup(srv.Close)
			store, err := evidence.Create(filepath.Join(t.TempDir(), "s.sqlite"), "s", srv.URL+"/")
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			cfg := crawl.Config{Site: "s", Home: srv.URL + "/", Rate: 1e5, PerHost: 4, AllowPrivate: true, MaxPages: 5000}
			if err := crawl.Run(t.Context(), cfg, store); err != nil {
				t.Fatal(err)
			}
			got := outcomes(t, store)
			for p := range want {
				problem, ok := got[p]
				if !ok {
					t.Errorf("%s was never asked for", p)
				} else if problem != evidence.None {
					t.Errorf("%s: %s", p, problem)
				}
			}
			if extra := len(got) - len(want); extra > len(want)/5 {
				t.Errorf("%d pages asked for, %d exist", len(got), len(want))
			}
		})
	}
}
