package crawl_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ducha/internal/crawl"
	"ducha/internal/evidence"
)

// Many sites run side by side, each at its own pace; one that is slow or dead
// holds no other up.
func TestManySitesSideBySide(t *testing.T) {
	const sites, entries = 12, 20
	const rate = 40.0
	type job struct {
		cfg   crawl.Config
		store *evidence.Store
	}
	var jobs []job
	var servers []*site
	for i := range sites {
		pages := map[string]string{}
		var rows []string
		for e := range entries {
			name := fmt.Sprintf("/t%d.html", e)
			rows = append(rows, a("entry", name, "条目", ""))
			pages[name] = doc("条目")
		}
		pages["/"] = doc("首页", rows...)
		s := serve(t, pages)
		if i == 0 {
			s.page["*"] = func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
			for p := range pages {
				delete(s.page, p)
			}
		}
		servers = append(servers, s)
		store, err := evidence.Create(filepath.Join(t.TempDir(), "s.sqlite"), fmt.Sprint(i), s.URL+"/")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		cfg := config(s)
		cfg.Rate = rate
		jobs = append(jobs, job{cfg, store})
	}
	began := time.Now()
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Go(func() {
			if err := crawl.Run(t.Context(), j.cfg, j.store); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	t.Logf("%d sites in %v", sites, time.Since(began))
	for i, j := range jobs {
		if got := j.store.Snapshot().Fetched; i > 0 && got != entries+1 {
			t.Errorf("site %d: %d pages", i, got)
		}
		s := servers[i]
		s.mu.Lock()
		if n := len(s.log); i > 0 && n > 1 {
			span := s.log[n-1].at.Sub(s.log[0].at).Seconds()
			if pace := float64(n-1) / span; pace > rate*1.05 {
				// How near it comes to the pace is the machine's load; fetch tests that.
				t.Errorf("site %d was asked %.1f times a second, %v was allowed", i, pace, rate)
			}
		}
		s.mu.Unlock()
	}
	if snap := jobs[0].store.Snapshot(); snap.Fetched != 0 || len(snap.Failed) == 0 {
		t.Errorf("the silent site: %+v", snap)
	}
}

// A host that refuses is left alone, and what was wanted of it stays planned.
func TestHostThatBlocksIsGivenUp(t *testing.T) {
	pages := map[string]string{}
	var rows []string
	for e := range 40 {
		rows = append(rows, a("entry", fmt.Sprintf("/t%d.html", e), "条目", ""))
	}
	pages["/"] = doc("首页", rows...)
	s := serve(t, pages)
	n := 0
	s.page["*"] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }
	s.page["/"] = func(w http.ResponseWriter, _ *http.Request) {
		if n++; n > 1 {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		fmt.Fprint(w, pages["/"])
	}
	s.page["/robots.txt"] = http.NotFound
	store := newStore(t, s)
	if err := crawl.Run(t.Context(), config(s), store); err != nil {
		t.Fatal(err)
	}
	snap := store.Snapshot()
	if asked := len(s.order()); asked > 25 {
		t.Errorf("a host that refuses everything was asked %d times", asked)
	}
	if snap.Planned != 41 || snap.Fetched != 1 || snap.Failed[evidence.Blocked] == 0 || snap.Failed[evidence.NotCovered] == 0 {
		t.Errorf("planned %d fetched %d failed %v", snap.Planned, snap.Fetched, snap.Failed)
	}
}

// A folder that is refused does not end a host that answers.
func TestForbiddenFolderDoesNotEndTheHost(t *testing.T) {
	pages := map[string]string{}
	var rows []string
	for e := range 8 {
		rows = append(rows, a("entry", fmt.Sprintf("/secret/t%d.html", e), "内部", ""))
	}
	for e := range 8 {
		name := fmt.Sprintf("/open/t%d.html", e)
		rows = append(rows, a("entry", name, "公开", ""))
		pages[name] = doc("公开")
	}
	pages["/"] = doc("首页", rows...)
	s := serve(t, pages)
	s.page["*"] = func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/secret/") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		http.NotFound(w, r)
	}
	store := newStore(t, s)
	if err := crawl.Run(t.Context(), config(s), store); err != nil {
		t.Fatal(err)
	}
	snap := store.Snapshot()
	if snap.Fetched != 9 || snap.Failed[evidence.Blocked] != 8 {
		t.Errorf("fetched %d, failed %v", snap.Fetched, snap.Failed)
	}
}

// Faults that pass are overcome; nothing is lost to a burst.
func TestBurstsAndRobotsErrorsAreWaitedOut(t *testing.T) {
	pages := map[string]string{}
	var rows []string
	for e := range 30 {
		name := fmt.Sprintf("/t%d.html", e)
		rows = append(rows, a("entry", name, "条目", ""))
		pages[name] = doc("条目")
	}
	pages["/"] = doc("首页", rows...)
	s := serve(t, pages)
	inner := s.Config.Handler
	n := 0
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		n++
		k := n
		s.mu.Unlock()
		switch {
		case r.URL.Path == "/robots.txt" && k == 1:
			w.WriteHeader(http.StatusBadGateway)
		case k >= 10 && k < 14:
			w.WriteHeader(http.StatusServiceUnavailable)
		case k == 20 || k == 21:
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
		case k == 25:
			panic(http.ErrAbortHandler)
		default:
			inner.ServeHTTP(w, r)
		}
	})
	store := newStore(t, s)
	if err := crawl.Run(t.Context(), config(s), store); err != nil {
		t.Fatal(err)
	}
	if snap := store.Snapshot(); snap.Fetched != 31 {
		t.Errorf("fetched %d of 31, failed %v", snap.Fetched, snap.Failed)
	}
}

// A host whose robots.txt cannot be read is deferred and then given up, however
// many of its pages are wanted; the other hosts are read meanwhile.
func TestHostWithoutReadableRobotsIsDeferred(t *testing.T) {
	other := serve(t, nil)
	other.page["*"] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }
	pages := map[string]string{"/own.html": doc("本站")}
	rows := []string{a("entry", "/own.html", "本站", "")}
	for e := range 50 {
		rows = append(rows, a("entry", fmt.Sprintf("%s/t%d.html", other.URL, e), "分站", ""))
	}
	pages["/"] = doc("首页", rows...)
	s := serve(t, pages)
	store := newStore(t, s)
	cfg := config(s)
	cfg.Hosts = []string{other.URL}
	began := time.Now()
	if err := crawl.Run(t.Context(), cfg, store); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	for _, p := range other.order() {
		if p != "/robots.txt" {
			t.Errorf("%s was asked for without knowing the rules", p)
		}
	}
	if snap := store.Snapshot(); snap.Fetched != 2 || snap.Planned != 52 {
		t.Errorf("planned %d fetched %d failed %v", snap.Planned, snap.Fetched, snap.Failed)
	}
}

// A host that dies in the middle is waited for, then given up.
func TestHostThatDiesIsGivenUp(t *testing.T) {
	var rows []string
	for e := range 60 {
		rows = append(rows, a("entry", fmt.Sprintf("/t%d.html", e), "条目", ""))
	}
	s := serve(t, nil)
	n := 0
	s.page["*"] = func(w http.ResponseWriter, r *http.Request) {
		switch n++; {
		case r.URL.Path == "/robots.txt" || r.URL.Path == "/sitemap.xml":
			http.NotFound(w, r)
		case r.URL.Path == "/" && n < 5:
			fmt.Fprint(w, doc("首页", rows...))
		case n < 15:
			fmt.Fprint(w, doc("条目"))
		default:
			w.WriteHeader(http.StatusBadGateway)
		}
	}
	store := newStore(t, s)
	if err := crawl.Run(t.Context(), config(s), store); err != nil {
		t.Fatal(err)
	}
	snap := store.Snapshot()
	if asked := len(s.order()); asked > 60 {
		t.Errorf("a dead host was asked %d times", asked)
	}
	if snap.Planned != 61 || snap.Failed[evidence.ServerError] == 0 || snap.Failed[evidence.NotCovered] == 0 {
		t.Errorf("planned %d fetched %d failed %v", snap.Planned, snap.Fetched, snap.Failed)
	}
}
