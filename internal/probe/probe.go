// Package probe visits home pages round by round and keeps what came of it in a
// log, so that availability can be judged as the official rule counts: over a
// week, many visits a day. Failures of our own network are told apart by a
// control address outside the site.
package probe

import (
	"context"
	"fmt"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/webpage"
)

// DefaultControl is asked when a visit fails and no other control is configured.
const DefaultControl = "https://www.gov.cn/"

// Slow is how long a home page may take; at that it counts as not open.
const Slow = 15 * time.Second

// Site is one home page to visit.
type Site struct {
	ID           string
	URL          string
	Hosts        []string       // further hosts it may redirect to
	AllowPrivate []netip.Prefix // private addresses that may be reached
	Reach        bool           // also the private addresses its name leads to, as --allow-private says
}

// Config says how to visit. The zero value takes the defaults.
type Config struct {
	Controls []string      // addresses of other sites that are known to answer; nil = DefaultControl
	Reach    bool          // the controls may be private addresses: tests, closed networks
	Slow     time.Duration // 0 = Slow
	Parallel int           // sites at a time; 0 = 8
	Proxy    string
	Contact  string
	Now      func() time.Time // nil = time.Now
	Log      *slog.Logger
}

// Outcome is what came of a visit.
type Outcome string

// Outcomes of a visit.
const (
	Open    Outcome = "open"
	Failed  Outcome = "failed"
	Unknown Outcome = "unknown" // walled off or sent elsewhere: the site may well be open to others
)

// Control says what the control answered at that moment.
type Control string

// Answers of the control; a visit that succeeded needs none.
const (
	ControlOpen   Control = "open"
	ControlFailed Control = "failed"
)

// Visit is one visit; one line of the log.
type Visit struct {
	At      time.Time        `json:"at"` // UTC
	Site    string           `json:"site"`
	URL     string           `json:"url"`
	Outcome Outcome          `json:"outcome"`
	Problem evidence.Problem `json:"problem,omitempty"`
	Detail  string           `json:"detail,omitempty"`
	Status  int              `json:"status,omitempty"`
	TookMS  int64            `json:"took_ms"`
	Control Control          `json:"control,omitempty"`
}

// Counts says whether the visit counts: a failure only when the control shows
// that our own network was all right.
func (v Visit) Counts() bool {
	return v.Outcome == Open || v.Outcome == Failed && v.Control == ControlOpen
}

// Round visits every site once and appends the visits to the log before it
// returns them, in the order of the sites. It fails only when ctx ends or the
// log cannot be written; a site that does not answer is an outcome.
func Round(ctx context.Context, cfg Config, sites []Site, log *Log) ([]Visit, error) {
	cfg = cfg.withDefaults()
	visits := make([]Visit, len(sites))
	errs := make([]error, len(sites))
	slots := make(chan struct{}, cfg.Parallel)
	var wg sync.WaitGroup
	for i := range sites {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			visits[i], errs[i] = cfg.visit(ctx, sites[i])
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("监测 %s：%w", sites[i].URL, err)
		}
	}
	if err := log.Append(visits); err != nil {
		return nil, err
	}
	return visits, nil
}

func (c Config) withDefaults() Config {
	if c.Controls == nil {
		c.Controls = []string{DefaultControl}
	}
	if c.Slow <= 0 {
		c.Slow = Slow
	}
	if c.Parallel <= 0 {
		c.Parallel = 8
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}

// visit asks for one home page and, when that fails, for the control at once.
func (c Config) visit(ctx context.Context, s Site) (Visit, error) {
	v, err := c.look(ctx, s)
	if err != nil || v.Outcome != Failed {
		return v, err
	}
	v.Control = ControlFailed
	for _, address := range c.Controls {
		other, err := c.look(ctx, Site{URL: address, Reach: c.Reach})
		if err != nil {
			return v, err
		}
		// A control that walls us off has answered: our network works.
		if other.Outcome != Failed {
			v.Control = ControlOpen
			break
		}
	}
	return v, nil
}

// look asks for a page once.
func (c Config) look(ctx context.Context, s Site) (Visit, error) {
	v := Visit{At: c.Now().UTC().Truncate(time.Millisecond), Site: s.ID, URL: s.URL}
	address, err := fetch.Canonical(s.URL)
	if err != nil {
		return v, fmt.Errorf("网址 %q 不规范：%w", s.URL, err)
	}
	client, err := c.client(ctx, s)
	if err != nil {
		return v, err
	}
	defer client.Close()
	res, err := client.Get(ctx, fetch.Request{URL: address, Purpose: evidence.ForControl, NoCache: true, Tries: 1})
	if err != nil {
		return v, err
	}
	ex := res.Exchange
	v.Status, v.TookMS, v.Detail = ex.Status, ex.Took.Milliseconds(), ex.Detail
	v.Outcome, v.Problem = c.judge(&ex, res.Body)
	return v, nil
}

func (c Config) client(ctx context.Context, s Site) (*fetch.Client, error) {
	conf := fetch.Config{Home: s.URL, Hosts: s.Hosts, Rate: 1000, AllowPrivate: s.AllowPrivate, Proxy: c.Proxy, Contact: c.Contact, Log: c.Log,
		// One home page a visit, as any visitor asks for it: robots.txt speaks to crawlers.
		IgnoreRobots: true,
		Limits:       fetch.Limits{Connect: c.Slow, Header: c.Slow, Idle: c.Slow, Whole: c.Slow, Attempts: 1}}
	if s.Reach {
		nets, err := fetch.PrivateOf(ctx, s.URL)
		if err != nil {
			return nil, err
		}
		conf.AllowPrivate = append(nets, s.AllowPrivate...)
	}
	return fetch.New(conf, nowhere{})
}

// judge says whether a page that was asked for is open.
func (c Config) judge(ex *evidence.Exchange, body []byte) (Outcome, evidence.Problem) {
	problem := ex.Problem
	if problem == evidence.None {
		page := webpage.Read(ex, body)
		problem = page.Problem
		if problem == evidence.None && page.Title == "" && page.Chars == 0 && len(page.Links) == 0 {
			problem = evidence.Empty
		}
	}
	switch problem {
	case evidence.None, evidence.ScriptOnly, evidence.Encoding, evidence.TooLarge:
		if ex.Took >= c.Slow {
			return Failed, evidence.Timeout
		}
		return Open, evidence.None
	case evidence.DNS, evidence.Refused, evidence.Reset, evidence.TLS, evidence.Timeout, evidence.ServerError, evidence.AppError, evidence.Maintenance,
		evidence.NotFound, evidence.Soft404, evidence.RedirectLoop, evidence.Truncated, evidence.Empty, evidence.BadAnswer:
		return Failed, problem
	}
	return Unknown, problem
}

// nowhere forgets what is recorded: the log keeps what matters of a visit.
type nowhere struct{}

func (nowhere) Put(ex evidence.Exchange, body []byte) (evidence.Exchange, error) {
	ex.Size = int64(len(body))
	return ex, nil
}

func (nowhere) PutHost(evidence.HostState) error { return nil }
