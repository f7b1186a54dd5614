package fetch_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// quick are limits under which a test waits for milliseconds.
func quick() fetch.Limits {
	return fetch.Limits{
		Connect: time.Second, Header: 200 * time.Millisecond, Idle: 150 * time.Millisecond, Whole: 900 * time.Millisecond,
		Attempts: 2, RetryWait: time.Millisecond, BlockWait: 50 * time.Millisecond, RobotsDefer: 80 * time.Millisecond, Page: 1 << 20,
	}
}

func loopback() []netip.Prefix {
	return []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
}

func newClient(t testing.TB, cfg fetch.Config) (*fetch.Client, *evidence.Store) {
	t.Helper()
	store, err := evidence.Create(filepath.Join(t.TempDir(), "s.sqlite"), "t", cfg.Home)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if cfg.Rate == 0 {
		cfg.Rate = 5000
	}
	if cfg.Limits == (fetch.Limits{}) {
		cfg.Limits = quick()
	}
	if cfg.AllowPrivate == nil {
		cfg.AllowPrivate = loopback()
	}
	c, err := fetch.New(cfg, store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, store
}

func get(t testing.TB, c *fetch.Client, url string) fetch.Result {
	t.Helper()
	res, err := c.Get(t.Context(), fetch.Request{URL: url, Purpose: evidence.ForPage})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// raw answers with bytes of its own choice and closes.
func raw(w http.ResponseWriter, f func(net.Conn)) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	f(conn)
}

func article(words string) string {
	return "<html><head><title>关于公交线网优化的通知</title></head><body><a href='/'>首页</a><h1>通知</h1><p>" + strings.Repeat(words, 60) + "</p></body></html>"
}

// faulty is a site that does everything wrong, one path at a time.
func faulty() http.Handler {
	mux := http.NewServeMux()
	html := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	mux.HandleFunc("/good", html(200, article("本市优化公交线网。")))
	mux.HandleFunc("/slow-header", func(w http.ResponseWriter, r *http.Request) { hang(r) })
	mux.HandleFunc("/slowloris", func(w http.ResponseWriter, r *http.Request) {
		for range 1000 {
			fmt.Fprint(w, "x")
			w.(http.Flusher).Flush()
			select {
			case <-time.After(20 * time.Millisecond):
			case <-r.Context().Done():
				return
			}
		}
	})
	mux.HandleFunc("/silent-body", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, article("开头"))
		w.(http.Flusher).Flush()
		hang(r)
	})
	mux.HandleFunc("/reset", func(w http.ResponseWriter, _ *http.Request) {
		raw(w, func(c net.Conn) {
			fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<html>")
			c.(*net.TCPConn).SetLinger(0)
		})
	})
	mux.HandleFunc("/short", func(w http.ResponseWriter, _ *http.Request) {
		raw(w, func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<html>") })
	})
	mux.HandleFunc("/bad-chunk", func(w http.ResponseWriter, _ *http.Request) {
		raw(w, func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc") })
	})
	mux.HandleFunc("/no-http", func(w http.ResponseWriter, _ *http.Request) {
		raw(w, func(c net.Conn) { fmt.Fprint(c, "SSH-2.0-OpenSSH\r\n\r\n") })
	})
	mux.HandleFunc("/big-header", func(w http.ResponseWriter, _ *http.Request) {
		raw(w, func(c net.Conn) {
			fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nX: %s\r\n\r\n", strings.Repeat("a", 400<<10))
		})
	})
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("政"), 4096)); err != nil {
				return
			}
		}
	})
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 32 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "application/gzip")
		w.Write(bomb.Bytes())
	})
	mux.HandleFunc("/not-gzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		fmt.Fprint(w, article("没有压缩"))
	})
	mux.HandleFunc("/brotli", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		w.Write([]byte{0xc1, 0xff, 0x3f})
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/ping", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/pong", http.StatusFound) })
	mux.HandleFunc("/pong", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/ping", http.StatusFound) })
	mux.HandleFunc("/away/", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"a/", http.StatusFound) })
	mux.HandleFunc("/file-scheme", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(302)
	})
	mux.HandleFunc("/cookie", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, "/cookie", http.StatusFound)
			return
		}
		html(200, article("登记"))(w, r)
	})
	mux.HandleFunc("/404", html(404, "<html><body>no</body></html>"))
	mux.HandleFunc("/410", html(410, ""))
	mux.HandleFunc("/403", html(403, "<html>403 Forbidden</html>"))
	mux.HandleFunc("/500", html(500, "oops"))
	mux.HandleFunc("/429", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(429) })
	mux.HandleFunc("/503-later", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(503)
	})
	mux.HandleFunc("/412", html(412, `<html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="x" r='m'></head><script>$_ts=window['$_ts'];</script></html>`))
	mux.HandleFunc("/202", html(202, `<html><script>document.cookie="a=b";location.reload()</script></html>`))
	mux.HandleFunc("/empty", html(200, " \r\n\t"))
	mux.HandleFunc("/204", html(204, ""))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) })
	return mux
}

func hang(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-time.After(5 * time.Second):
	}
}

func TestEveryFaultHasItsName(t *testing.T) {
	srv := httptest.NewServer(faulty())
	t.Cleanup(srv.Close)
	for path, want := range map[string]evidence.Problem{
		"/good": evidence.None, "/slow-header": evidence.Timeout, "/slowloris": evidence.Timeout, "/silent-body": evidence.Timeout,
		"/reset": evidence.Reset, "/short": evidence.Truncated, "/bad-chunk": evidence.BadAnswer, "/no-http": evidence.BadAnswer,
		"/big-header": evidence.BadAnswer, "/endless": evidence.TooLarge, "/bomb": evidence.Bomb, "/not-gzip": evidence.BadAnswer,
		"/brotli": evidence.BadAnswer, "/loop": evidence.RedirectLoop, "/ping": evidence.RedirectLoop, "/away/": evidence.RedirectLoop,
		"/file-scheme": evidence.BadURL, "/cookie": evidence.None, "/404": evidence.NotFound, "/410": evidence.NotFound,
		"/403": evidence.Blocked, "/500": evidence.ServerError, "/429": evidence.RateLimited, "/503-later": evidence.RateLimited,
		"/412": evidence.Challenge, "/202": evidence.Challenge, "/empty": evidence.Empty, "/204": evidence.Empty,
	} {
		t.Run(strings.Trim(path, "/"), func(t *testing.T) {
			t.Parallel()
			c, store := newClient(t, fetch.Config{Home: srv.URL})
			began := time.Now()
			res := get(t, c, srv.URL+path)
			if res.Exchange.Problem != want {
				t.Errorf("%q (%s), want %q", res.Exchange.Problem, res.Exchange.Detail, want)
			}
			if took := time.Since(began); took > 6*time.Second {
				t.Errorf("took %v", took)
			}
			if _, err := store.Exchange(res.Exchange.ID); err != nil {
				t.Errorf("the outcome was not stored: %v", err)
			}
			if int64(len(res.Body)) > quick().Page {
				t.Errorf("%d bytes kept", len(res.Body))
			}
		})
	}
}

func TestFaultsOfTheWayAreTriedAgainAndEachTryIsStored(t *testing.T) {
	var mu sync.Mutex
	n := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		mu.Lock()
		n++
		first := n == 1
		mu.Unlock()
		if first {
			raw(w, func(c net.Conn) { fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<html>") })
			return
		}
		fmt.Fprint(w, article("完整"))
	}))
	defer srv.Close()
	c, store := newClient(t, fetch.Config{Home: srv.URL})
	res := get(t, c, srv.URL+"/x")
	if res.Exchange.Problem != evidence.None || res.Exchange.Attempt != 2 {
		t.Errorf("ended as %q at try %d", res.Exchange.Problem, res.Exchange.Attempt)
	}
	tries := 0
	for ex, err := range store.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if ex.Purpose == evidence.ForPage {
			tries++
		}
	}
	if tries != 2 {
		t.Errorf("%d tries stored", tries)
	}
}

func TestRedirectsAreRecordedHopByHop(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a":
			http.Redirect(w, r, "/b", http.StatusMovedPermanently)
		case "/b":
			http.Redirect(w, r, "/c#x", http.StatusFound)
		case "/c":
			fmt.Fprint(w, article("到了"))
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL})
	ex := get(t, c, srv.URL+"/a").Exchange
	want := []string{srv.URL + "/a", srv.URL + "/b", srv.URL + "/c"}
	if fmt.Sprint(ex.Chain) != fmt.Sprint(want) || ex.FinalURL != want[2] || ex.URL != want[0] || ex.Status != 200 {
		t.Errorf("chain %v, final %s, status %d", ex.Chain, ex.FinalURL, ex.Status)
	}
}

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		name   string
		robots http.HandlerFunc
		want   evidence.Problem
	}{
		{"forbidden", text(200, "User-agent: *\nDisallow: /x"), evidence.Robots},
		{"forbidden by name", text(200, "User-agent: *\nAllow: /\nUser-agent: Ducha\nDisallow: /x"), evidence.Robots},
		{"allowed", text(200, "User-agent: *\nDisallow: /y"), evidence.None},
		{"absent", text(404, "User-agent: *\nDisallow: /"), evidence.None},
		{"refused", text(403, ""), evidence.None},
		{"html instead", text(200, "<!DOCTYPE html><html><body>User-agent: *\nDisallow: /</body></html>"), evidence.None},
		{"unreadable delay", text(200, "User-agent: *\nCrawl-delay: abc\n"), evidence.None},
		{"server error", text(500, ""), evidence.RobotsDefer},
		{"too many requests", text(429, ""), evidence.RobotsDefer},
		{"silent", func(_ http.ResponseWriter, r *http.Request) { hang(r) }, evidence.RobotsDefer},
		{"redirect loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/robots.txt", http.StatusFound) }, evidence.None},
		{"endless, rule within the cap", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "User-agent: *\nDisallow: /x\n")
			for r.Context().Err() == nil {
				if _, err := fmt.Fprint(w, strings.Repeat("# 注释\n", 1000)); err != nil {
					return
				}
			}
		}, evidence.Robots},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					c.robots(w, r)
					return
				}
				fmt.Fprint(w, article("页面"))
			}))
			t.Cleanup(srv.Close)
			cl, store := newClient(t, fetch.Config{Home: srv.URL})
			ex := get(t, cl, srv.URL+"/x").Exchange
			if ex.Problem != c.want {
				t.Errorf("%q (%s), want %q", ex.Problem, ex.Detail, c.want)
			}
			if ex.Robots == "" {
				t.Fatal("the page does not name the robots.txt in force")
			}
			r, err := store.Exchange(ex.Robots)
			if err != nil || r.Purpose != evidence.ForRobots || r.Size > 512<<10 {
				t.Errorf("robots.txt was stored as %+v, %v", r, err)
			}
		})
	}
}

func text(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

func TestRobotsComesBackAfterAnError(t *testing.T) {
	var mu sync.Mutex
	down := true
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if r.URL.Path == "/robots.txt" && down {
			w.WriteHeader(503)
			return
		}
		fmt.Fprint(w, article("页面"))
	}))
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL})
	if ex := get(t, c, srv.URL+"/x").Exchange; ex.Problem != evidence.RobotsDefer {
		t.Fatalf("%q", ex.Problem)
	}
	mu.Lock()
	down = false
	mu.Unlock()
	time.Sleep(quick().RobotsDefer + 20*time.Millisecond)
	if ex := get(t, c, srv.URL+"/x").Exchange; ex.Problem != evidence.None {
		t.Errorf("after recovery %q (%s)", ex.Problem, ex.Detail)
	}
}

// A host that says it is in trouble is given its time; one that says nothing at all is
// asked again sooner, and then with one try.
func TestSilentHostIsAskedAgainSooner(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]int{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.URL.Path]++
		mu.Unlock()
		hang(r)
	}))
	defer srv.Close()
	busy := httptest.NewServer(text(503, ""))
	defer busy.Close()
	limits := quick()
	limits.RobotsDefer = time.Hour
	for home, sooner := range map[string]bool{srv.URL: true, busy.URL: false} {
		c, _ := newClient(t, fetch.Config{Home: home, Limits: limits})
		if ex := get(t, c, home+"/x").Exchange; ex.Problem != evidence.RobotsDefer {
			t.Fatalf("%q (%s)", ex.Problem, ex.Detail)
		}
		if due := time.Until(c.RobotsDue(home + "/x")); (due < limits.RobotsDefer/2) != sooner {
			t.Errorf("robots.txt is asked for again in %s", due)
		}
	}
	limits.RobotsDefer = time.Millisecond
	c, _ := newClient(t, fetch.Config{Home: srv.URL, Limits: limits})
	for range 2 {
		get(t, c, srv.URL+"/x")
		time.Sleep(2 * time.Millisecond)
	}
	mu.Lock()
	defer mu.Unlock()
	if n := asked["/robots.txt"]; n != 2*limits.Attempts+1 || asked["/x"] > 0 {
		t.Errorf("robots.txt was asked for %d times, the page %d times", n, asked["/x"])
	}
}
