package fetch

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"ducha/internal/evidence"
)

// robotsLayer obeys robots.txt (RFC 9309) and names the file it obeyed, which
// is stored as evidence.
type robotsLayer struct {
	client *Client
	next   http.RoundTripper
	agent  string

	mu    sync.Mutex
	files map[string]*robotsFile // by origin
}

type robotsFile struct {
	mu      sync.Mutex // one fetch at a time
	until   time.Time
	rules   *Robots
	id      evidence.Digest
	problem evidence.Problem // why nothing may be asked now
	detail  string
	silent  bool // it was waited for in vain
}

// robotsLife is how long a robots.txt is believed.
const robotsLife = 24 * time.Hour

func newRobotsLayer(c *Client, next http.RoundTripper) *robotsLayer {
	name, _, _ := strings.Cut(c.cfg.UserAgent, "/")
	return &robotsLayer{client: c, next: next, agent: strings.TrimSpace(name), files: map[string]*robotsFile{}}
}

func (l *robotsLayer) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := callOf(req.Context())
	if l.client.cfg.IgnoreRobots {
		return l.next.RoundTrip(req)
	}
	f := l.file(req.URL)
	f.mu.Lock()
	if time.Now().After(f.until) {
		l.load(cl.ctx, req.URL, f)
	}
	rules, problem, detail := f.rules, f.problem, f.detail
	cl.robots = f.id
	f.mu.Unlock()
	switch {
	case cl.ctx.Err() != nil:
		return nil, cl.ctx.Err()
	case problem != evidence.None:
		return nil, &failure{problem, detail}
	case !rules.Allowed([]string{l.agent}, req.URL.String()):
		return nil, &failure{evidence.Robots, "robots.txt forbids " + req.URL.EscapedPath()}
	}
	return l.next.RoundTrip(req)
}

func (l *robotsLayer) file(u *url.URL) *robotsFile {
	key := u.Scheme + "://" + u.Host
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.files[key]
	if f == nil {
		f = &robotsFile{}
		l.files[key] = f
	}
	return f
}

// load fetches the file; the caller holds f.mu.
func (l *robotsLayer) load(ctx context.Context, page *url.URL, f *robotsFile) {
	res, err := l.get(ctx, page.Scheme+"://"+page.Host+"/robots.txt", f.silent)
	if err != nil {
		f.problem, f.detail = evidence.Cancelled, err.Error()
		return
	}
	ex := res.Exchange
	f.id, f.rules, f.problem, f.detail = ex.ID, &Robots{}, evidence.None, ""
	f.until, f.silent = time.Now().Add(robotsLife), ex.Problem == evidence.Timeout
	switch {
	case ex.Problem == evidence.DNS, ex.Problem == evidence.Refused, ex.Problem == evidence.TLS, ex.Problem == evidence.Private:
		// The host as a whole is out of reach, so say that.
		l.deferHost(f, ex.Problem, "robots.txt: "+ex.Detail)
	case ex.Status >= 500 || ex.Status == 429 || ex.Status == 0:
		l.deferHost(f, evidence.RobotsDefer, fmt.Sprintf("robots.txt: HTTP %d %s", ex.Status, ex.Detail))
	case ex.Status/100 == 2 && (ex.Problem == evidence.None || ex.Problem == evidence.TooLarge || ex.Problem == evidence.Empty) && !looksHTML(res.Body):
		f.rules = ParseRobots(res.Body)
		l.client.polite.setDelay(hostKey(page), f.rules.Delay([]string{l.agent}))
	case ex.Problem == evidence.Timeout || ex.Problem == evidence.Reset || ex.Problem == evidence.Truncated || ex.Problem == evidence.BadAnswer:
		l.deferHost(f, evidence.RobotsDefer, "robots.txt: "+ex.Detail)
	}
	// Everything else (4xx, an HTML page, too many redirects) means no rules.
}

// deferHost leaves a host alone. One that says it is in trouble is given its time; one that
// said nothing, however long it was waited for, is asked again sooner.
func (l *robotsLayer) deferHost(f *robotsFile, p evidence.Problem, detail string) {
	f.problem, f.detail = p, strings.TrimSpace(detail)
	wait := l.client.cfg.Limits.RobotsDefer
	switch {
	case p != evidence.RobotsDefer:
		wait = l.client.cfg.Limits.RetryWait
	case f.silent:
		wait /= 5
	}
	f.until = time.Now().Add(wait)
}

// RobotsDue is when the robots.txt that stands for an address is asked for again.
func (c *Client) RobotsDue(at string) time.Time {
	u, err := url.Parse(at)
	if err != nil {
		return time.Time{}
	}
	f := c.robots.file(u)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.until
}

// get asks for robots.txt past this layer, over at most five redirects; briefly where it was
// waited for in vain before.
func (l *robotsLayer) get(ctx context.Context, at string, briefly bool) (Result, error) {
	req := Request{URL: at, Purpose: evidence.ForRobots}
	if briefly {
		req.Tries = 1
	}
	cl := &call{ctx: ctx, req: req, attempt: 1, started: time.Now(), limit: l.client.cfg.Limits.Robots}
	for hop := 0; ; hop++ {
		cl.redirect = ""
		req, err := http.NewRequestWithContext(cl.bind(), http.MethodGet, at, nil)
		if err != nil {
			return l.client.settle(cl, at, err)
		}
		req.Header.Set("User-Agent", l.client.cfg.userAgent())
		req.Header.Set("Accept", "text/plain,*/*;q=0.5")
		_, err = l.next.RoundTrip(req)
		if ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		if cl.stored {
			return cl.result, nil
		}
		if cl.redirect == "" {
			return l.client.settle(cl, at, err)
		}
		next, err := l.client.hop(cl, at, hop)
		if err == nil && hop >= 5 {
			err = &failure{evidence.RedirectLoop, "more than five redirects"}
		}
		if err != nil {
			return l.client.settle(cl, next, err)
		}
		at = next
	}
}

// Sitemaps lists the sitemaps a host's robots.txt names, as far as it was read.
func (c *Client) Sitemaps() []string {
	c.robots.mu.Lock()
	defer c.robots.mu.Unlock()
	var out []string
	for _, f := range c.robots.files {
		f.mu.Lock()
		if f.rules != nil {
			out = append(out, f.rules.Sitemaps...)
		}
		f.mu.Unlock()
	}
	return out
}

func (l *politeLayer) setDelay(key string, d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.host(key)
	h.delay = min(d, l.cfg.Limits.MaxWait)
	if next := time.Now().Add(h.delay); h.delay > 0 && next.After(h.next) {
		h.next = next
	}
}

// looksHTML: many servers answer every unknown path with a page.
func looksHTML(body []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(body[:min(len(body), 1024)], "\ufeff \t\r\n"))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<script", "<body", "<meta", "<!--", "<?xml"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return bytes.Contains(head, []byte("<html"))
}
