package fetch_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// clock is a server that notes when it was asked, and how many at once.
type clock struct {
	mu       sync.Mutex
	at       []time.Time
	now, max int
	answer   func(n int, w http.ResponseWriter, r *http.Request)
}

func (c *clock) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	c.mu.Lock()
	c.at = append(c.at, time.Now())
	n := len(c.at)
	c.now++
	c.max = max(c.max, c.now)
	c.mu.Unlock()
	defer func() { c.mu.Lock(); c.now--; c.mu.Unlock() }()
	if c.answer != nil {
		c.answer(n, w, r)
		return
	}
	fmt.Fprint(w, article("页面"))
}

func (c *clock) gaps() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []time.Duration
	for i := 1; i < len(c.at); i++ {
		out = append(out, c.at[i].Sub(c.at[i-1]))
	}
	return out
}

func askMany(t *testing.T, c *fetch.Client, base string, n, workers int) {
	t.Helper()
	var wg sync.WaitGroup
	for k := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := k; i < n; i += workers {
				if _, err := c.Get(t.Context(), fetch.Request{URL: fmt.Sprintf("%s/p%d", base, i), Purpose: evidence.ForPage}); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	wg.Wait()
}

func TestPaceAndOneConnectionPerHost(t *testing.T) {
	log := &clock{}
	srv := httptest.NewServer(log)
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL, Rate: 25})
	askMany(t, c, srv.URL, 8, 4)
	// Single gaps are blurred by the machine's load; four of them are not.
	gaps := log.gaps()
	for i := 4; i <= len(gaps); i++ {
		var span time.Duration
		for _, g := range gaps[i-4 : i] {
			span += g
		}
		if span < 120*time.Millisecond {
			t.Errorf("five requests within %v, want about 160ms", span)
		}
	}
	if log.max != 1 {
		t.Errorf("%d requests at once", log.max)
	}
}

func TestPaceIsReachedNotOnlyKept(t *testing.T) {
	log := &clock{}
	srv := httptest.NewServer(log)
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL, Rate: 50})
	began := time.Now()
	askMany(t, c, srv.URL, 25, 1)
	if took := time.Since(began); took > 1200*time.Millisecond {
		t.Errorf("25 requests at 50/s took %v", took)
	}
}

func TestCrawlDelayIsObeyed(t *testing.T) {
	log := &clock{}
	mux := http.NewServeMux()
	mux.Handle("/robots.txt", text(200, "User-agent: *\nCrawl-delay: 0.15\n"))
	mux.Handle("/", log)
	srv := httptest.NewServer(mux)
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL})
	askMany(t, c, srv.URL, 3, 1)
	for _, g := range log.gaps() {
		if g < 110*time.Millisecond {
			t.Errorf("gap %v under a Crawl-delay of 150ms", g)
		}
	}
}

func TestRetryAfterHoldsTheWholeHost(t *testing.T) {
	log := &clock{answer: func(n int, w http.ResponseWriter, _ *http.Request) {
		if n == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(429)
			return
		}
		fmt.Fprint(w, article("页面"))
	}}
	srv := httptest.NewServer(log)
	defer srv.Close()
	c, store := newClient(t, fetch.Config{Home: srv.URL})
	if p := get(t, c, srv.URL+"/a").Exchange.Problem; p != evidence.RateLimited {
		t.Fatalf("%q", p)
	}
	hosts, err := store.Hosts()
	if err != nil || len(hosts) != 1 || time.Until(hosts[0].Due) < 500*time.Millisecond {
		t.Errorf("the pause was not kept for a later run: %v %v", hosts, err)
	}
	get(t, c, srv.URL+"/b")
	if g := log.gaps()[0]; g < 900*time.Millisecond {
		t.Errorf("another page of the host was asked for %v after Retry-After: 1", g)
	}
	// A new run takes the pause over.
	log.answer = nil
	next, _ := newClient(t, fetch.Config{Home: srv.URL})
	if err := next.Restore([]evidence.HostState{{Name: hosts[0].Name, Due: time.Now().Add(300 * time.Millisecond), State: hosts[0].State}}); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	get(t, next, srv.URL+"/c")
	if took := time.Since(began); took < 250*time.Millisecond {
		t.Errorf("the restored pause was not kept: %v", took)
	}
}

func TestThreeRefusalsDegradeTheHost(t *testing.T) {
	log := &clock{answer: func(_ int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) }}
	srv := httptest.NewServer(log)
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL})
	key := fetch.HostKey(srv.URL)
	for i := range 3 {
		if c.Pace(key).Degraded {
			t.Errorf("degraded after %d refusals", i)
		}
		get(t, c, fmt.Sprintf("%s/%d", srv.URL, i))
	}
	if p := c.Pace(key); !p.Degraded || p.Why != evidence.Blocked {
		t.Errorf("pace %+v", p)
	}
	c.Forgive(key)
	if c.Pace(key).Degraded {
		t.Error("not forgiven")
	}
}

func TestWaitingIsCancellable(t *testing.T) {
	log := &clock{answer: func(_ int, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(503)
	}}
	srv := httptest.NewServer(log)
	defer srv.Close()
	c, store := newClient(t, fetch.Config{Home: srv.URL})
	get(t, c, srv.URL+"/a")
	ctx, cancel := contextAfter(t, 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := c.Get(ctx, fetch.Request{URL: srv.URL + "/b", Purpose: evidence.ForPage}); err == nil {
		t.Error("no error from a cancelled wait")
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("ended after %v", took)
	}
	for ex, err := range store.Exchanges() {
		if err != nil || ex.URL == srv.URL+"/b" {
			t.Errorf("a cancelled request left evidence: %+v %v", ex, err)
		}
	}
}

func TestSoft404ByTheHostsOwnAnswer(t *testing.T) {
	shell := func(body string) string {
		return page("市交通运输局", menu(60)+body)
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/":
			fmt.Fprint(w, shell("<h2>通知公告</h2>"))
		case "/zwgk/":
			fmt.Fprint(w, shell("<h2>政务公开</h2>"))
		case "/thin/":
			fmt.Fprint(w, shell("<h2>暂无</h2>"))
		default:
			fmt.Fprint(w, shell("<h2>内容走失了 "+r.URL.Path+"</h2>"))
		}
	}))
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL + "/"})
	home := get(t, c, srv.URL+"/")
	if err := c.Probe(t.Context(), srv.URL+"/", home.Body); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		path string
		want evidence.Problem
	}{
		{"/gone1.html", evidence.ScriptOnly}, // no other page was seen yet: it may be a shell
		{"/zwgk/", evidence.None}, {"/thin/", evidence.None}, {"/gone2.html", evidence.Soft404}, {"/", evidence.None},
	} {
		if ex := get(t, c, srv.URL+step.path).Exchange; ex.Problem != step.want {
			t.Errorf("%s: %q (%s), want %q", step.path, ex.Problem, ex.Detail, step.want)
		}
	}
}

func TestShellSiteIsNotASoft404(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, page("市交通运输局", "<div id=app>加载中</div><script src=/app.js></script>"))
	}))
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL + "/"})
	home := get(t, c, srv.URL+"/")
	if err := c.Probe(t.Context(), srv.URL+"/", home.Body); err != nil {
		t.Fatal(err)
	}
	if ex := get(t, c, srv.URL+"/zwgk/").Exchange; ex.Problem.Definite() {
		t.Errorf("a page of a script site is claimed not to exist: %q", ex.Detail)
	}
}

func TestDeadPagesSentHome(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/":
			fmt.Fprint(w, page("首页", menu(60)))
		case "/zwgk/":
			fmt.Fprint(w, page("政务公开", menu(60)+"<p>目录</p>"))
		default:
			http.Redirect(w, r, "/", http.StatusFound)
		}
	}))
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL + "/"})
	home := get(t, c, srv.URL+"/")
	if err := c.Probe(t.Context(), srv.URL+"/", home.Body); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		path string
		want evidence.Problem
	}{{"/a.html", evidence.AppError}, {"/zwgk/", evidence.None}, {"/b.html", evidence.Soft404}, {"/", evidence.None}} {
		if ex := get(t, c, srv.URL+step.path).Exchange; ex.Problem != step.want {
			t.Errorf("%s: %q (%s), want %q", step.path, ex.Problem, ex.Detail, step.want)
		}
	}
}
