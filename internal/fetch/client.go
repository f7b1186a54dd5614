package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gocolly/colly/v2"

	"ducha/internal/address"
	"ducha/internal/evidence"
)

// Client asks for the pages of one site. It is safe for many goroutines.
type Client struct {
	cfg    Config
	rec    Recorder
	scope  *address.Scope
	polite *politeLayer
	robots *robotsLayer
	soft   *softPages
	base   *guardLayer
	record *recordLayer

	collector *colly.Collector
	last      atomic.Int64
	calls     sync.Map // call number → *call
}

// callHeader carries the number of a call through colly, whose requests know
// only the collector's context; it never leaves the process.
const callHeader = "X-Ducha-Call"

// New lays the onion: scope → robots → retry → politeness → record → limits →
// dial guard. Retry stands outside politeness so that every try is paced.
func New(cfg Config, rec Recorder) (*Client, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("prepare fetching: %w", err)
	}
	sc, err := address.NewScope(cfg.Home, cfg.Hosts)
	if err != nil {
		return nil, fmt.Errorf("prepare fetching: %w", err)
	}
	c := &Client{cfg: cfg, rec: rec, scope: sc, soft: newSoftPages()}
	c.base = newGuardLayer(cfg, sc)
	c.record = &recordLayer{client: c, next: &limitLayer{limits: cfg.Limits, next: c.base}}
	c.polite = newPoliteLayer(cfg, rec, c.record)
	retry := &retryLayer{limits: cfg.Limits, next: c.polite}
	c.robots = newRobotsLayer(c, retry)
	c.collector = newCollector(&entryLayer{client: c, next: &scopeLayer{sc, c.robots}}, cfg.userAgent())
	return c, nil
}

// newCollector makes the one collector. Everything colly could decide by itself
// is off: policy and proof live in the layers below it.
func newCollector(rt http.RoundTripper, agent string) *colly.Collector {
	c := colly.NewCollector(colly.AllowURLRevisit(), colly.ParseHTTPErrorResponse(), colly.UserAgent(agent), colly.MaxBodySize(0))
	c.IgnoreRobotsTxt = true
	c.DisableCookies()
	c.SetRequestTimeout(0)
	c.WithTransport(rt)
	c.SetRedirectHandler(func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse })
	return c
}

// entryLayer finds the call a request of colly belongs to.
type entryLayer struct {
	client *Client
	next   http.RoundTripper
}

func (l *entryLayer) RoundTrip(req *http.Request) (*http.Response, error) {
	key := req.Header.Get(callHeader)
	v, ok := l.client.calls.Load(key)
	if !ok {
		return nil, errors.New("request without a call")
	}
	req.Header.Del(callHeader)
	return l.next.RoundTrip(req.WithContext(v.(*call).bind()))
}

// Get asks for one address and follows its redirects within the site. Every
// try is stored; the result is the last. An error means that nothing could be
// stored or that ctx ended: then nothing is known of the page.
func (c *Client) Get(ctx context.Context, r Request) (Result, error) {
	cl := &call{ctx: ctx, req: r, attempt: max(1, r.Attempt), started: time.Now(), limit: c.bodyLimit(r)}
	at := r.URL
	for hop := 0; ; hop++ {
		cl.redirect = ""
		err := c.ask(cl, at)
		if ctx.Err() != nil {
			return Result{}, fmt.Errorf("get %s: %w", r.URL, ctx.Err())
		}
		switch {
		case cl.stored:
			return cl.result, nil
		case cl.redirect == "":
			return c.settle(cl, at, err)
		}
		next, err := c.hop(cl, at, hop)
		if err != nil {
			return c.settle(cl, next, err)
		}
		at = next
	}
}

func (c *Client) bodyLimit(r Request) int64 {
	if r.Attachment {
		return c.cfg.Limits.Attachment
	}
	return c.cfg.Limits.Page
}

// ask sends one request through colly.
func (c *Client) ask(cl *call, at string) error {
	key := strconv.FormatInt(c.last.Add(1), 36)
	c.calls.Store(key, cl)
	defer c.calls.Delete(key)
	hdr := http.Header{callHeader: {key}, "User-Agent": {c.cfg.userAgent()}}
	hdr.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	hdr.Set("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.3")
	if cl.req.NoCache {
		hdr.Set("Cache-Control", "no-cache")
		hdr.Set("Pragma", "no-cache")
	}
	if cl.req.Referer != "" {
		hdr.Set("Referer", cl.req.Referer)
	}
	for _, ck := range cl.cookies {
		hdr.Add("Cookie", ck.Name+"="+ck.Value)
	}
	return c.collector.Request(http.MethodGet, at, nil, nil, hdr)
}

// hop works out the next address of a redirect chain.
func (c *Client) hop(cl *call, at string, n int) (next string, err error) {
	if len(cl.chain) == 0 {
		cl.chain = []string{at}
	}
	if next = address.NewBase(at).Redirect(cl.redirect); next == "" {
		return at, &failure{evidence.BadURL, fmt.Sprintf("redirect to %.200q", cl.redirect)}
	}
	for _, seen := range cl.chain {
		if seen == next && (len(cl.cookies) == 0 || n > 2) {
			cl.chain = append(cl.chain, next)
			return next, &failure{evidence.RedirectLoop, "redirected back to " + next}
		}
	}
	cl.chain = append(cl.chain, next)
	if n+1 > c.cfg.Limits.MaxHops {
		return next, &failure{evidence.RedirectLoop, fmt.Sprintf("more than %d redirects", c.cfg.Limits.MaxHops)}
	}
	u, err := url.Parse(next)
	if err != nil || !c.scope.Has(u) {
		return next, &failure{evidence.OutOfScope, "redirected outside the site to " + next}
	}
	return next, nil
}

// settle stores an outcome that was decided without an answer.
func (c *Client) settle(cl *call, at string, err error) (Result, error) {
	var f *failure
	if !errors.As(err, &f) {
		if err == nil {
			err = errors.New("no answer")
		}
		f = &failure{evidence.BadURL, err.Error()}
	}
	ex := cl.exchange(at)
	ex.Problem, ex.Detail = f.problem, f.detail
	if cl.redirect != "" {
		ex.Status, ex.Header = cl.result.Exchange.Status, cl.result.Exchange.Header
	}
	ex, err = c.rec.Put(ex, nil)
	if err != nil {
		return Result{}, err
	}
	return Result{Exchange: ex}, nil
}

// exchange begins the record of this call as far as it is known.
func (cl *call) exchange(at string) evidence.Exchange {
	ex := evidence.Exchange{
		URL: cl.req.URL, FinalURL: at, Purpose: cl.req.Purpose, At: cl.started, Took: cl.spent,
		Attempt: cl.attempt, Robots: cl.robots, Remote: cl.remote, TLS: cl.tls,
	}
	ex.Chain = append(ex.Chain, cl.chain...)
	return ex
}

// InScope says whether an address belongs to the site.
func (c *Client) InScope(address string) bool {
	u, err := url.Parse(address)
	return err == nil && c.scope.Has(u)
}

// Close drops idle connections.
func (c *Client) Close() { c.base.close() }
