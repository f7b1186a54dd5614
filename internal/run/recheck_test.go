package run_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/result"
	"ducha/internal/run"
)

// A mend is what becomes of a site between an audit and its recheck; nil is a broken link
// as it was.
type mend func(w http.ResponseWriter, r *http.Request) (served bool)

// broken serves a site with two links that lead nowhere, /a.html from the home page and
// /b.html from a page beneath it.
func broken(t *testing.T, mended *atomic.Pointer[mend]) string {
	doc := func(title string, links ...string) string {
		rest := strings.Repeat("<p>本局负责全县公路、水路运输和城市公共交通的行业管理，受理群众来信来访。</p>", 4)
		return "<html><head><meta charset=utf-8><title>" + title + "</title></head><body><h1>" + title + "</h1>" + strings.Join(links, "\n") + rest + "</body></html>"
	}
	pages := map[string]string{
		"/":       doc("某县交通运输局", `<a href="/n.html">新闻</a>`, `<a href="/a.html">公告</a>`),
		"/n.html": doc("新闻", `<a href="/">首页</a>`, `<a href="/b.html">道路养护情况</a>`),
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if m := mended.Load(); m != nil && (*m)(w, r) {
			return
		}
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// What was mended is told apart from what could not be seen, though its rule fails for
// another link all the while.
func TestRecheckTellsWhatWasMended(t *testing.T) {
	page := func(path, body string) mend {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != path {
				return false
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, "<html><head><title>%s</title></head><body><a href='/'>首页</a><h1>%s</h1>%s</body></html>", body, body,
				strings.Repeat("<p>为保障群众出行，自即日起对县道开展养护施工，请过往车辆注意安全，减速慢行。</p>", 5))
			return true
		}
	}
	for name, c := range map[string]struct {
		mend   mend
		judged bool // /b.html may be closed
	}{
		"页面已补上":   {page("/b.html", "道路养护情况通报"), true},
		"链接已撤下":   {page("/n.html", "新闻"), true},
		"所在页面已撤销": {func(w http.ResponseWriter, r *http.Request) bool { return refuse(w, r, "/n.html", http.StatusNotFound) }, true},
		"所在页面出错": {func(w http.ResponseWriter, r *http.Request) bool {
			return refuse(w, r, "/n.html", http.StatusInternalServerError)
		}, false},
		"目标出错": {func(w http.ResponseWriter, r *http.Request) bool {
			return refuse(w, r, "/b.html", http.StatusBadGateway)
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			var mended atomic.Pointer[mend]
			address := broken(t, &mended)
			job, err := sampleJob("某县交通运输局", address+"/")
			if err != nil {
				t.Fatal(err)
			}
			job.Crawl.Limits = fetch.Limits{Attempts: 1, RetryWait: 20 * time.Millisecond}
			job.Crawl.Patience = crawl.Patience{CoolDown: 50 * time.Millisecond, Strikes: 3, Retry: 20 * time.Millisecond, Tries: 2}
			first, err := run.Audit(t.Context(), job, newStore(t, job))
			if err != nil {
				t.Fatal(err)
			}
			var targets []run.Target
			for _, f := range deadLinks(first) {
				target := run.Target{Case: f.Subject, Rule: f.Rule}
				for _, e := range f.Evidence {
					target.Pages = append(target.Pages, e.URL)
				}
				targets = append(targets, target)
			}
			if len(targets) != 2 {
				t.Fatalf("the audit found %v", targets)
			}
			mended.Store(&c.mend)
			again, judged, err := run.Recheck(t.Context(), job, targets, newStore(t, job))
			if err != nil {
				t.Fatal(err)
			}
			left := map[string]bool{}
			for _, f := range deadLinks(again) {
				left[f.Subject] = true
			}
			if !left["链接:/a.html"] || left["链接:/b.html"] {
				t.Errorf("still found: %v", left)
			}
			if judged["链接:/b.html"] != c.judged || !judged["链接:/a.html"] {
				t.Errorf("judged %v", judged)
			}
		})
	}
}

func refuse(w http.ResponseWriter, r *http.Request, path string, status int) bool {
	if r.URL.Path != path {
		return false
	}
	w.WriteHeader(status)
	return true
}

func deadLinks(a *result.Audit) (all []result.Finding) {
	for _, f := range a.Findings {
		if f.Defect == "link.dead" {
			all = append(all, f)
		}
	}
	return all
}

func newStore(t *testing.T, job run.Job) *evidence.Store {
	t.Helper()
	store, err := evidence.Create(filepath.Join(t.TempDir(), "snapshot.db"), job.ID, job.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}
