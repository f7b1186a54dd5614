package run_test

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ducha/checks"
	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/internal/run"
	"ducha/internal/samplesite"
	"ducha/rules"
)

// A fault stands before a site that is wholly in order.
type fault struct {
	name string
	wrap func(site http.Handler) http.Handler
	// hides are defects whose claim the fault makes true: a link that really
	// answers 404 is dead.
	hides string
}

// TestFaultMatrix puts a compliant site behind every fault a server, a wall or
// a network can show: whatever happens, nobody is accused.
func TestFaultMatrix(t *testing.T) {
	slots := make(chan struct{}, 3)
	var wg sync.WaitGroup
	for i, f := range faults() {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			styles := samplesite.Styles()
			clean := samplesite.New(samplesite.Config{Seed: int64(40 + i), Style: styles[i%len(styles)], Pages: 100, Defects: []string{}})
			server := httptest.NewServer(f.wrap(clean))
			defer server.Close()
			both, err := auditBehind(t, clean.Name(), server.URL+"/")
			if err != nil {
				t.Errorf("%s: %v", f.name, err)
				return
			}
			audited := both[0]
			for _, found := range append(audited.Findings, both[1].Findings...) {
				if found.Verdict == finding.Fail && !strings.Contains(f.hides, found.Defect) {
					t.Errorf("%s: accused: %s %s: %s %v", f.name, found.Defect, found.Subject, found.Message, found.Evidence)
				}
			}
			t.Logf("%-34s fetched %4d, failed %v, coverage %.2f", f.name, audited.Snapshot.Pages.Fetched, audited.Snapshot.Pages.Failed, audited.Score.Coverage)
		})
	}
	wg.Wait()
}

// auditBehind audits by both sets with short patience: a test does not wait for
// a host.
func auditBehind(t *testing.T, name, address string) ([]*result.Audit, error) {
	job, err := sampleJob(name, address)
	if err != nil {
		return nil, err
	}
	website, err := rules.Load("website-2019", checks.All)
	if err != nil {
		return nil, err
	}
	job.Also, job.Kind = []*rules.Set{website}, rules.Portal
	job.Crawl.MaxPages = 250
	job.Crawl.Limits = fetch.Limits{Header: 300 * time.Millisecond, Idle: 300 * time.Millisecond, Whole: 2 * time.Second, Attempts: 1, RetryWait: 20 * time.Millisecond}
	job.Crawl.Patience = crawl.Patience{CoolDown: 50 * time.Millisecond, Strikes: 2, Retry: 20 * time.Millisecond, Tries: 2}
	store, err := evidence.Create(filepath.Join(t.TempDir(), "snapshot.db"), job.ID, job.URL)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	if err := run.Gather(t.Context(), job, store); err != nil {
		return nil, err
	}
	return run.JudgeAll(t.Context(), job, store, job.Set, website)
}

// hits decides by address, the same on every visit, so that a fault hits the
// second look too.
func hits(path string, percent uint32) bool {
	h := fnv.New32a()
	h.Write([]byte(path))
	return h.Sum32()%100 < percent
}

// on replaces the answers of some pages for ever.
func on(percent uint32, answer http.HandlerFunc) func(http.Handler) http.Handler {
	return func(site http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/robots.txt" && hits(r.URL.Path, percent) {
				answer(w, r)
				return
			}
			site.ServeHTTP(w, r)
		})
	}
}

// after replaces every answer once so many were given.
func after(n int64, answer http.HandlerFunc) func(http.Handler) http.Handler {
	return func(site http.Handler) http.Handler {
		var asked atomic.Int64
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if asked.Add(1) > n {
				answer(w, r)
				return
			}
			site.ServeHTTP(w, r)
		})
	}
}

// changed passes the site's own pages through a change of their bytes.
func changed(percent uint32, change func([]byte) []byte) func(http.Handler) http.Handler {
	return func(site http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Header.Del("Accept-Encoding")
			if !hits(r.URL.Path, percent) {
				site.ServeHTTP(w, r)
				return
			}
			rec := httptest.NewRecorder()
			site.ServeHTTP(rec, r)
			body := rec.Body.Bytes()
			if strings.Contains(rec.Header().Get("Content-Type"), "html") {
				body = change(body)
			}
			for k, v := range rec.Header() {
				if k != "Content-Length" && k != "Etag" {
					w.Header()[k] = v
				}
			}
			w.WriteHeader(rec.Code)
			_, _ = w.Write(body)
		})
	}
}

// visits passes the pages of some visits through a change: a server that draws half of
// a page now and then. The robots file and the site's scripts stay as they are.
func visits(some func(visit int) bool, change func([]byte) []byte) func(http.Handler) http.Handler {
	return func(site http.Handler) http.Handler {
		var mu sync.Mutex
		seen := map[string]int{}
		half := changed(100, change)(site)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			seen[r.URL.String()]++
			n := seen[r.URL.String()]
			mu.Unlock()
			if some(n) {
				half.ServeHTTP(w, r)
				return
			}
			site.ServeHTTP(w, r)
		})
	}
}

func first(visit int) bool { return visit == 1 }
func later(visit int) bool { return visit > 1 }

var (
	rowOfYear = regexp.MustCompile(`(?m)^(<li|<tr|<dd|<p><a).*202[12][-年/.]\d.*$`)
	anyRow    = regexp.MustCompile(`(?m)^(<li|<tr|<dd|<p><a).*20\d\d[-年/.]\d.*$`)
	anyTag    = regexp.MustCompile(`(?i)<meta name="[^"]*"[^>]*>`)
)

func without(re *regexp.Regexp) func([]byte) []byte {
	return func(b []byte) []byte { return re.ReplaceAll(b, nil) }
}

func page(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		fmt.Fprint(w, "<html><head><title>"+body+"</title></head><body><p>"+body+"</p></body></html>")
	}
}

// menu is what a wall shows that a content system draws itself.
var menu = `<div class="nav"><ul>` + strings.Repeat(`<li><a href="/zwgk/">政务公开</a></li><li><a href="/xwzx/">新闻中心</a></li><li><a href="/hdjl/">互动交流</a></li><li><a href="/zwfw/">政务服务</a></li>`, 3) + `</ul></div>`

// notice answers 200 with words that no list knows and a number that is never the same.
func notice(words string) http.HandlerFunc {
	var n atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<html><head><title>提示</title></head><body><h3>%s</h3><p>编号：%x-7f%d，地址：%s</p><p><a href=\"/\">回首页</a></p></body></html>", words, 4096+n.Add(1), n.Load()*7919, r.URL.Path)
	}
}

// hangUp breaks the connection: at once, or within an announced body.
func hangUp(within bool) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		if within {
			fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n<html><body><div class=nav>")
		}
		conn.Close()
	}
}

func hang(w http.ResponseWriter, r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-time.After(10 * time.Second):
	}
}

const challengePage = `<html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="{qq" r='m'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=92746;</script></head><body></body></html>`

// faults leaves robots.txt answering 5xx to the tests of crawl: it is waited for.
func faults() []fault {
	challenge := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Add("Set-Cookie", "FSSBBIl1UgzbN7N80S=x")
		w.WriteHeader(http.StatusPreconditionFailed)
		fmt.Fprint(w, challengePage)
	}
	login := page(200, "用户登录</p><form action=/login><input name=user><input type=password name=pw><input type=submit value=登录></form><p>")
	limited := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	robots := func(body string, status int) func(http.Handler) http.Handler {
		return func(site http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					w.WriteHeader(status)
					fmt.Fprint(w, body)
					return
				}
				site.ServeHTTP(w, r)
			})
		}
	}
	shell := page(200, `</p><div id="app"></div><script src="/static/app.js"></script><p>`)
	home := func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }
	away := func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://192.0.2.1/", http.StatusFound)
	}
	loop := func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"?x=1", http.StatusFound) }
	return []fault{
		{name: "no fault", wrap: on(0, nil)},
		{name: "500 on a fifth", wrap: on(20, page(500, "Internal Server Error"))},
		{name: "502 after 60 pages", wrap: after(60, page(502, "Bad Gateway"))},
		{name: "403 on a fifth", wrap: on(20, page(403, "Forbidden"))},
		{name: "wall after 40 pages", wrap: after(40, page(200, "您的访问请求可能对网站造成安全威胁，请求已被管理员设置的策略阻断"))},
		{name: "unknown wall after 4 pages", wrap: after(4, notice("本次操作未能通过核对"))},
		{name: "unknown wall after 25 pages", wrap: after(25, notice("本次操作未能通过核对"))},
		{name: "unknown wall after 70 pages", wrap: after(70, notice("本次操作未能通过核对"))},
		{name: "unknown wall on a fifth", wrap: on(20, notice("本次操作未能通过核对"))},
		{name: "unknown wall on a fifth and on what cannot exist", wrap: func(site http.Handler) http.Handler {
			wall := notice("本次操作未能通过核对")
			inner := on(20, wall)(site)
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.Contains(r.URL.Path, "/ducha-") {
					wall(w, r)
					return
				}
				inner.ServeHTTP(w, r)
			})
		}},
		{name: "unknown wall on one in fifty", wrap: on(2, notice("资源调度中，过一会儿再来"))},
		{name: "unknown wall with a menu after 30 pages", wrap: after(30, notice("本次操作未能通过核对</h3>"+menu+"<h3>请返回"))},
		{name: "unknown wall for everything", wrap: on(100, notice("本次操作未能通过核对"))},
		{name: "site moved away", wrap: on(100, page(200, "本站内容现由市政府门户统一发布"))},
		{name: "403 for everything", wrap: on(100, page(403, "Forbidden"))},
		{name: "script challenge on everything", wrap: on(100, challenge)},
		{name: "script challenge after 30 pages", wrap: after(30, challenge)},
		{name: "login wall on a fifth", wrap: on(20, login)},
		{name: "maintenance after 50 pages", wrap: after(50, page(200, "网站升级维护中，请稍后访问"))},
		{name: "429 on a fifth", wrap: on(20, limited)},
		{name: "reset on a fifth", wrap: on(20, hangUp(false))},
		{name: "short body on a fifth", wrap: on(20, hangUp(true))},
		{name: "hangs on a twentieth", wrap: on(5, hang)},
		{name: "empty 200 on a fifth", wrap: on(20, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200) })},
		{name: "script shell on a fifth", wrap: on(20, shell)},
		{name: "script shell for everything", wrap: on(100, shell)},
		{name: "redirect home on a fifth", wrap: on(20, home), hides: "link.soft404 link.dead"},
		{name: "redirect off the site on a fifth", wrap: on(20, away)},
		{name: "redirect loop on a fifth", wrap: on(20, loop)},
		{name: "robots forbids all", wrap: robots("User-agent: *\nDisallow: /\n", 200)},
		{name: "robots forbids 政务公开", wrap: robots("User-agent: *\nDisallow: /zwgk\n", 200)},
		{name: "robots is a page", wrap: robots("<html><body>首页</body></html>", 200)},
		{name: "cut in half", wrap: changed(25, func(b []byte) []byte { return b[:len(b)/2] })},
		{name: "menu drawn by script", wrap: changed(100, func(b []byte) []byte {
			return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte(`class="nav"`), []byte(`class="nav" style="display:none"`)), []byte("</body>"), []byte(`<script src="/js/menu.js"></script></body>`))
		})},
		{name: "undecodable bytes in a quarter", wrap: changed(25, func(b []byte) []byte {
			return bytes.ReplaceAll(b, []byte("<p>"), []byte("<p>\xff\xfe\x81\x80\xff\xff"))
		})},
		{name: "404 for everything but the home page", wrap: func(site http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/" {
					site.ServeHTTP(w, r)
					return
				}
				page(404, "404 Not Found")(w, r)
			})
		}, hides: "link.dead link.soft404"},
		{name: "the home page for every address", wrap: func(site http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				r.URL.Path = "/"
				site.ServeHTTP(w, r)
			})
		}, hides: "link.soft404"},
		{name: "the home page with a counter on a fifth", wrap: func(site http.Handler) http.Handler {
			var n atomic.Int64
			start := changed(100, func(b []byte) []byte {
				return bytes.Replace(b, []byte("</body>"), fmt.Appendf(nil, "<p>您是第%d位访客</p></body>", 7919*n.Add(1)), 1)
			})(site)
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if hits(r.URL.Path, 20) {
					r.URL.Path = "/"
					start.ServeHTTP(w, r)
					return
				}
				site.ServeHTTP(w, r)
			})
		}, hides: "link.soft404 link.dead"},
		{name: "rows missing at first", wrap: visits(first, without(anyRow))},
		{name: "rows missing later", wrap: visits(later, without(anyRow))},
		{name: "newest rows missing at first", wrap: visits(first, without(rowOfYear))},
		{name: "newest rows missing at first, in another style", wrap: visits(first, without(rowOfYear))},
		{name: "newest rows missing later", wrap: visits(later, without(rowOfYear))},
		{name: "tags missing later", wrap: visits(later, without(anyTag))},
		{name: "server dies after 80 pages", wrap: after(80, hangUp(false))},
	}
}
