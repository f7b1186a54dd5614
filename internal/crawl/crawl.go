// Package crawl gathers one site into a snapshot: it plans what to ask for, in
// which order and when to stop, and leaves asking to fetch, reading to facts and
// keeping to evidence. It judges nothing.
package crawl

import (
	"context"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net/netip"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/fetch"
	"ducha/internal/webpage"
)

// Config says what to gather.
type Config struct {
	Site  string
	Home  string
	Seeds []string // further start addresses
	Hosts []string // further hosts of the site

	// Others are the start pages of other sites that are audited: what stands in their
	// folders is not asked for.
	Others []string

	// Controls are pages of other hosts that are known to answer: asked when the
	// home page does not, to tell its fault from our own network's.
	Controls []string

	// Narrow asks for home, navigation, columns and lists only, and for Seeds: what
	// a recheck of columns and pages needs.
	Narrow bool

	MaxPages int     // pages asked for at most; 0 = 2000
	Rate     float64 // requests per second and host; 0 = one
	PerHost  int     // connections per host; 0 = one

	From time.Time // first day of the window: lists are read back to it
	AsOf time.Time // judged day

	Vocabulary facts.Vocabulary

	AllowPrivate bool           // Home, Seeds and Hosts may lead to private addresses: those, no others
	AllowNets    []netip.Prefix // further private addresses that may be reached
	IgnoreRobots bool           // an officer's decision
	Proxy        string
	Roots        *x509.CertPool // authorities trusted instead of the system's; nil = the system's
	UserAgent    string
	Contact      string
	Limits       fetch.Limits
	Patience     Patience

	Progress func(Progress) // called at most five times a second, from one goroutine at a time
	Log      *slog.Logger

	// Read understands a page; nil takes webpage.Read.
	Read func(*evidence.Exchange, []byte) *webpage.Page
}

// Patience is how long a host that will not answer is waited for.
type Patience struct {
	CoolDown time.Duration // after three refusals in a row; doubles
	Strikes  int           // such pauses before the host is given up
	Retry    time.Duration // before a failed page is asked again; doubles
	Tries    int           // of one page, and of a robots.txt that answers 5xx
	Dead     int           // pages in a row without an answer before such a pause
}

func (p Patience) withDefaults() Patience {
	if p.CoolDown <= 0 {
		p.CoolDown = time.Minute
	}
	if p.Strikes <= 0 {
		p.Strikes = 3
	}
	if p.Retry <= 0 {
		p.Retry = 20 * time.Second
	}
	if p.Tries <= 0 {
		p.Tries = 3
	}
	if p.Dead <= 0 {
		p.Dead = 4
	}
	return p
}

// Progress is how far a crawl has come.
type Progress struct {
	Fetched int // pages with a reliable answer
	Queued  int
	Failed  int           // pages without one
	Rate    float64       // requests per second, lately
	Column  string        // what is being read
	Left    time.Duration // under the politeness limit
}

func (c Config) withDefaults() Config {
	if c.MaxPages <= 0 {
		c.MaxPages = 2000
	}
	if c.PerHost <= 0 {
		c.PerHost = 1
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Read == nil {
		c.Read = webpage.Read
	}
	c.Patience = c.Patience.withDefaults()
	return c
}

// client makes the fetcher of a site.
func (c Config) client(ctx context.Context, store *evidence.Store) (*fetch.Client, error) {
	conf := fetch.Config{
		Home: c.Home, Hosts: append(append([]string(nil), c.Hosts...), c.Seeds...), Rate: c.Rate, PerHost: c.PerHost,
		AllowPrivate: c.AllowNets, Proxy: c.Proxy, Roots: c.Roots, UserAgent: c.UserAgent, Contact: c.Contact,
		IgnoreRobots: c.IgnoreRobots, Limits: c.Limits, Log: c.Log,
	}
	if c.AllowPrivate {
		nets, err := fetch.PrivateOf(ctx, append([]string{c.Home}, conf.Hosts...)...)
		if err != nil {
			return nil, err
		}
		conf.AllowPrivate = append(append([]netip.Prefix(nil), c.AllowNets...), nets...)
	}
	return fetch.New(conf, store)
}

// Run gathers the site into the store, or goes on where an earlier run was
// stopped. It does not seal the store. When ctx ends, Run returns its error
// within the request in flight and leaves everything for the next run.
func Run(ctx context.Context, cfg Config, store *evidence.Store) error {
	cfg = cfg.withDefaults()
	client, err := cfg.client(ctx, store)
	if err != nil {
		return fmt.Errorf("crawl %s: %w", cfg.Site, err)
	}
	defer client.Close()
	r := newRun(cfg, store, client)
	if err := r.start(); err != nil {
		return fmt.Errorf("crawl %s: %w", cfg.Site, err)
	}
	err = r.work(ctx)
	if ferr := store.Flush(); err == nil {
		err = ferr
	}
	if err != nil {
		return fmt.Errorf("crawl %s: %w", cfg.Site, err)
	}
	return nil
}
