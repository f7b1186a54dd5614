// Package fetch asks one address at a time, politely, within its scope, and
// stores what came of it as evidence. It is an onion of small RoundTrippers
// under one synchronous colly collector. It detects walls and never climbs them,
// and it plans nothing.
package fetch

import (
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"ducha/internal/evidence"
)

// Recorder stores what was seen; *evidence.Store is one.
type Recorder interface {
	Put(ex evidence.Exchange, body []byte) (evidence.Exchange, error)
	PutHost(h evidence.HostState) error
}

// Config says whom to ask and how. The zero value of a field takes its default.
type Config struct {
	Home  string   // start address
	Hosts []string // further hosts of the site: "www.x.gov.cn", "x.gov.cn:8080" or an address

	Rate    float64 // requests per second and host; 0 = one
	PerHost int     // connections per host; 0 = one

	AllowPrivate []netip.Prefix // private addresses the dial guard may reach
	Ports        []uint16       // besides 80, 443 and those named in Home and Hosts
	Proxy        string         // the environment's proxy is ignored
	Roots        *x509.CertPool // instead of the system's, for a government's own authority
	IgnoreRobots bool           // an officer's decision, logged

	UserAgent string // product token and version
	Contact   string // address to complain to; part of the User-Agent

	Limits Limits
	Log    *slog.Logger
}

// Limits bound one request. Every retry doubles the three waits.
type Limits struct {
	Connect time.Duration // until the TCP connection stands
	Header  time.Duration // until the last header byte
	Idle    time.Duration // between two reads of the body
	Whole   time.Duration // request and body together

	Attempts  int           // tries of a request that failed on the way
	RetryWait time.Duration // before the second try; doubles

	Page       int64 // body bytes of a page
	Attachment int64 // body bytes of an attachment
	Robots     int64 // bytes of robots.txt that are read
	Ratio      int64 // decompressed to compressed bytes

	Factor      float64       // politeness: wait Factor times the response time
	MaxWait     time.Duration // longest such wait, and longest Crawl-delay obeyed
	RetryAfter  time.Duration // longest Retry-After obeyed
	BlockWait   time.Duration // after 429 without Retry-After; doubles
	RobotsDefer time.Duration // before a robots.txt that answered 5xx is asked again
	MaxHops     int           // redirects followed
}

func (l Limits) withDefaults() Limits {
	d := Limits{
		Connect: 10 * time.Second, Header: 15 * time.Second, Idle: 20 * time.Second, Whole: 120 * time.Second,
		Attempts: 3, RetryWait: 2 * time.Second,
		Page: 10 << 20, Attachment: 50 << 20, Robots: 512 << 10, Ratio: 200,
		Factor: 5, MaxWait: 30 * time.Second, RetryAfter: time.Hour, BlockWait: 15 * time.Second,
		RobotsDefer: 300 * time.Second, MaxHops: 10,
	}
	orDuration := func(v *time.Duration, def time.Duration) {
		if *v <= 0 {
			*v = def
		}
	}
	orBytes := func(v *int64, def int64) {
		if *v <= 0 {
			*v = def
		}
	}
	orDuration(&l.Connect, d.Connect)
	orDuration(&l.Header, d.Header)
	orDuration(&l.Idle, d.Idle)
	orDuration(&l.Whole, d.Whole)
	orDuration(&l.RetryWait, d.RetryWait)
	orDuration(&l.MaxWait, d.MaxWait)
	orDuration(&l.RetryAfter, d.RetryAfter)
	orDuration(&l.BlockWait, d.BlockWait)
	orDuration(&l.RobotsDefer, d.RobotsDefer)
	orBytes(&l.Page, d.Page)
	orBytes(&l.Attachment, d.Attachment)
	orBytes(&l.Robots, d.Robots)
	orBytes(&l.Ratio, d.Ratio)
	if l.Attempts <= 0 {
		l.Attempts = d.Attempts
	}
	if l.Factor <= 0 {
		l.Factor = d.Factor
	}
	if l.MaxHops <= 0 {
		l.MaxHops = d.MaxHops
	}
	return l
}

func (c Config) withDefaults() (Config, error) {
	c.Limits = c.Limits.withDefaults()
	if c.PerHost <= 0 {
		c.PerHost = 1
	}
	if c.UserAgent == "" {
		c.UserAgent = "ducha/1.0"
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Proxy != "" {
		if u, err := url.Parse(c.Proxy); err != nil || u.Host == "" {
			return c, fmt.Errorf("proxy %q is not an address", c.Proxy)
		}
	}
	return c, refuseEnvironment(os.Environ())
}

// userAgent is honest and says whom to complain to.
func (c Config) userAgent() string {
	if c.Contact == "" {
		return c.UserAgent + " (government website supervision; zhengwu gongkai ducha)"
	}
	return c.UserAgent + " (government website supervision; +" + headerSafe(c.Contact) + ")"
}

func headerSafe(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e {
			return -1
		}
		return r
	}, s)
}

// errEnvironment: colly lets COLLY_* variables override body limits, domains and
// robots behind the program's back.
var errEnvironment = errors.New("COLLY_* environment variables change what is fetched; unset them")

func refuseEnvironment(env []string) error {
	for _, kv := range env {
		if strings.HasPrefix(kv, "COLLY_") {
			name, _, _ := strings.Cut(kv, "=")
			return fmt.Errorf("%s is set: %w", name, errEnvironment)
		}
	}
	return nil
}
