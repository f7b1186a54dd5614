package fetch

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"ducha/internal/evidence"
)

// politeLayer spaces the requests to each host: one connection unless
// configured, and between two requests the longest of the configured interval,
// the host's Crawl-delay and five times its response time. A host that says
// "too much" is left alone as a whole.
type politeLayer struct {
	cfg  Config
	rec  Recorder
	next *recordLayer

	mu    sync.Mutex
	hosts map[string]*host
}

// host is the pace of one host.
type host struct {
	slots chan struct{} // connections in use

	next     time.Time     // earliest start of the next request
	until    time.Time     // left alone until then
	delay    time.Duration // Crawl-delay
	slower   int           // doublings of the interval
	good     int           // good answers since the last change of slower
	bad      int           // failures in a row
	blocks   int           // refusals in a row
	why      evidence.Problem
	excused  bool // an allowed private address: only the configured pace counts
	degraded bool
}

// hostMemo is what a later run must know.
type hostMemo struct {
	Slower int              `json:"slower,omitempty"`
	Blocks int              `json:"blocks,omitempty"`
	Why    evidence.Problem `json:"why,omitempty"`
}

const maxSlower = 6

func newPoliteLayer(cfg Config, rec Recorder, next *recordLayer) *politeLayer {
	return &politeLayer{cfg: cfg, rec: rec, next: next, hosts: map[string]*host{}}
}

func (l *politeLayer) host(key string) *host {
	h := l.hosts[key]
	if h == nil {
		h = &host{slots: make(chan struct{}, l.cfg.PerHost)}
		l.hosts[key] = h
	}
	return h
}

// interval is the configured pace.
func (l *politeLayer) interval() time.Duration {
	if l.cfg.Rate > 0 {
		return time.Duration(float64(time.Second) / l.cfg.Rate)
	}
	return time.Second
}

func (l *politeLayer) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := callOf(req.Context())
	key := hostKey(req.URL)
	l.mu.Lock()
	h := l.host(key)
	l.mu.Unlock()
	select {
	case h.slots <- struct{}{}:
	case <-cl.ctx.Done():
		return nil, cl.ctx.Err()
	}
	defer func() { <-h.slots }()
	for {
		wait := l.reserve(h)
		if wait <= 0 {
			break
		}
		if !pause(cl, wait) {
			return nil, cl.ctx.Err()
		}
	}
	if len(cl.chain) == 0 {
		cl.started = time.Now()
	}
	resp, err := l.next.RoundTrip(req)
	if cl.ctx.Err() == nil {
		l.learn(key, h, cl)
	}
	return resp, err
}

// reserve takes the next start, or says how long to wait before asking again.
// Time is taken only when the request may start, so that a host-wide pause
// decided meanwhile is honoured.
func (l *politeLayer) reserve(h *host) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	at := h.next
	if h.until.After(at) {
		at = h.until
	}
	if wait := at.Sub(now); wait > 0 {
		return wait
	}
	base := max(l.interval(), h.delay)
	step := max(base, min(base<<h.slower, l.cfg.Limits.MaxWait))
	// A start that came late is made up for, a little, so that the allowed pace is
	// reached on the whole and no two requests come close together.
	from := now
	if late := now.Sub(at); !at.IsZero() && late < step {
		from = now.Add(-min(late, step/4))
	}
	h.next = from.Add(step)
	return 0
}

// learn sets the pace by what came of a request.
func (l *politeLayer) learn(key string, h *host, cl *call) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h.excused = h.excused || l.next.client.base.excused(cl.remote)
	if !h.excused {
		rest := min(time.Duration(l.cfg.Limits.Factor*float64(cl.took)), l.cfg.Limits.MaxWait)
		if after := time.Now().Add(rest); after.After(h.next) {
			h.next = after
		}
	}
	if !cl.stored {
		return // a redirect
	}
	ex := &cl.result.Exchange
	before := hostMemo{h.slower, h.blocks, h.why}
	switch ex.Problem {
	case evidence.RateLimited:
		h.refused(ex.Problem)
		h.rest(l.retryAfter(ex.Header, h))
	case evidence.Blocked, evidence.Challenge:
		// Only pages a visitor would ask for count: many hosts refuse odd addresses.
		if ex.Purpose != evidence.ForProbe && ex.Purpose != evidence.ForSitemap && ex.Purpose != evidence.ForRobots {
			h.refused(ex.Problem)
		}
	case evidence.ServerError, evidence.Timeout, evidence.Reset, evidence.Maintenance:
		// One broken page is no burst; three failures in a row are.
		if h.bad++; h.bad%3 == 0 {
			h.slow()
		}
		if d, ok := parseRetryAfter(ex.Header.Get("Retry-After")); ok {
			h.rest(min(d, l.cfg.Limits.RetryAfter))
		}
	default:
		h.answered()
	}
	if now := (hostMemo{h.slower, h.blocks, h.why}); now != before || h.until.After(time.Now()) {
		l.keep(key, h, now)
	}
}

func (h *host) refused(p evidence.Problem) {
	h.blocks++
	h.why = p
	h.degraded = h.degraded || h.blocks >= 3
}

func (h *host) slow() {
	h.good = 0
	h.slower = min(h.slower+1, maxSlower)
}

// answered speeds up slowly: one halving after twenty good answers.
func (h *host) answered() {
	h.blocks, h.bad, h.why, h.degraded = 0, 0, "", false
	if h.slower == 0 {
		return
	}
	if h.good++; h.good >= 20 {
		h.good, h.slower = 0, h.slower-1
	}
}

func (h *host) rest(d time.Duration) {
	if until := time.Now().Add(d); until.After(h.until) {
		h.until = until
	}
}

// retryAfter obeys the server's own figure, or waits longer at each refusal.
func (l *politeLayer) retryAfter(hdr http.Header, h *host) time.Duration {
	if d, ok := parseRetryAfter(hdr.Get("Retry-After")); ok {
		return min(d, l.cfg.Limits.RetryAfter)
	}
	h.slow()
	return min(l.cfg.Limits.BlockWait<<min(h.blocks-1, 6), l.cfg.Limits.RetryAfter)
}

func parseRetryAfter(s string) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, false
	}
	if n, err := strconv.Atoi(s); err == nil {
		return time.Duration(min(max(n, 0), 1<<30)) * time.Second, true
	}
	if at, err := http.ParseTime(s); err == nil {
		return max(0, time.Until(at)), true
	}
	return 0, false
}

func (l *politeLayer) keep(key string, h *host, m hostMemo) {
	raw, err := json.Marshal(m)
	if err == nil {
		err = l.rec.PutHost(evidence.HostState{Name: key, Due: h.until, State: string(raw)})
	}
	if err != nil {
		l.cfg.Log.Warn("访问节奏未能保存", "主机", key, "错误", err)
	}
}

// HostPace is what a scheduler may know of a host.
type HostPace struct {
	Due      time.Time        // no request before
	Degraded bool             // refused three times in a row
	Why      evidence.Problem // the last refusal
}

// Pace tells when a host may be asked again.
func (c *Client) Pace(key string) HostPace {
	l := c.polite
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.host(key)
	due := h.next
	if h.until.After(due) {
		due = h.until
	}
	return HostPace{Due: due, Degraded: h.degraded, Why: h.why}
}

// Restore takes over the pace of an earlier, perhaps killed run.
func (c *Client) Restore(states []evidence.HostState) error {
	l := c.polite
	l.mu.Lock()
	defer l.mu.Unlock()
	var errs []error
	for _, st := range states {
		var m hostMemo
		if err := json.Unmarshal([]byte(st.State), &m); err != nil {
			errs = append(errs, err)
			continue
		}
		h := l.host(st.Name)
		h.until, h.slower, h.blocks, h.why = st.Due, min(max(m.Slower, 0), maxSlower), m.Blocks, m.Why
		h.degraded = m.Blocks >= 3
		// The killed run's last request may have been a moment ago.
		h.next = time.Now().Add(max(l.interval(), h.delay))
	}
	return errors.Join(errs...)
}

// Forgive forgets the refusals of a host after its home page answered again;
// the pace stays slower.
func (c *Client) Forgive(key string) {
	l := c.polite
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.host(key)
	h.blocks, h.degraded, h.why = 0, false, ""
	h.slow()
	l.keep(key, h, hostMemo{Slower: h.slower})
}
