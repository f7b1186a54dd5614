// Package samplesite generates realistic bureau sites: own text, any size, the
// same bytes for the same configuration, with defects planted from a seed and
// the truth about them. It is a pure leaf: it knows nothing of ducha, so the
// demo, the accuracy test and the bench judge against a stranger.
package samplesite

import (
	"fmt"
	"net/http"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

// Config says which site to make. The zero value is a plain site of the default
// size with a few defects chosen by seed 0.
type Config struct {
	Seed    int64
	Style   Style
	Pages   int       // least number of pages; articles fill up. 0 = DefaultPages
	AsOf    time.Time // the day the site is seen; zero = 2022-12-31 in Beijing
	Defects []string  // codes to plant; nil = several chosen by the seed; empty = a clean site
	Benign  []Benign  // variations that are no defects
}

// DefaultPages is the size of a site when Config says nothing.
const DefaultPages = 260

// Site is one generated site. It is immutable but for the counters of its
// benign faults, and serves any number of requests at once.
type Site struct {
	cfg     Config
	asOf    time.Time // midnight Beijing time
	seed    uint64
	city    city
	plan    plan
	scheme  scheme
	classes map[string]string
	root    *column
	cols    []*column // menu order, depth first, without the root
	byKey   map[string]*column
	byID    map[int]*column
	byDir   map[string]*column

	specials map[int64]*article
	filled   []*column // columns with generated articles, by base
	nextID   int64

	homeExtra  []related // links of the start page
	afterwards *column   // list that changed since the earlier visit
	truth      []Expectation
	traps      []Expectation

	stable   uint64 // part of every ETag
	faults   faults
	requests atomic.Int64
	zips     sync.Pool // packers at rest
}

// New makes a site. Unknown defect codes are ignored: Truth says what was planted.
func New(cfg Config) *Site {
	if cfg.Pages <= 0 {
		cfg.Pages = DefaultPages
	}
	if cfg.AsOf.IsZero() {
		cfg.AsOf = time.Date(2022, 12, 31, 0, 0, 0, 0, beijing())
	}
	if !cfg.Style.known() {
		cfg.Style = StylePlain
	}
	s := &Site{cfg: cfg, asOf: midnight(cfg.AsOf), seed: mix(uint64(cfg.Seed), hash(string(cfg.Style)))}
	s.city = cityOf(s.seed)
	s.scheme = schemeOf(s)
	s.classes = classesOf(s)
	s.plan = s.choose(cfg.Defects)
	s.plan.website.settle(s)
	s.nextID = 100
	s.specials = map[int64]*article{}
	s.build()
	s.settle()
	s.expectBackdated()
	s.faults.init(s)
	s.stable = mix(s.seed, hash(fmt.Sprint(cfg.Pages, s.asOf.Unix(), cfg.Defects, cfg.Benign)))
	return s
}

// Name is the name of the site.
func (s *Site) Name() string { return s.city.bureau() }

// Style is the style the site is made in.
func (s *Site) Style() Style { return s.cfg.Style }

// Truth lists every planted defect with the verdict a right audit reaches.
// Whatever is not listed must not be reported as fail.
func (s *Site) Truth() []Expectation { return append([]Expectation(nil), s.truth...) }

// NotReported lists the traps: what a careless audit would report and a right
// one must not. It explains wrong accusations; it does not bound them.
func (s *Site) NotReported() []Expectation { return append([]Expectation(nil), s.traps...) }

// Requests is how many requests the site has answered.
func (s *Site) Requests() int64 { return s.requests.Load() }

// PageCount is the number of distinct pages that a visitor can reach:
// home, columns with every page of their lists, articles and attachments.
func (s *Site) PageCount() int {
	n := 2 // home and site map
	for _, c := range s.cols {
		if c.alias == nil {
			n += s.listPages(c)
			n += c.total()
		}
	}
	for _, a := range s.specials {
		n += len(a.files)
	}
	return n
}

// ServeHTTP answers one request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests.Add(1)
	s.serve(w, r)
}

// settle numbers the generated articles and spreads Config.Pages over the
// columns of news, so that any size has the same shape.
func (s *Site) settle() {
	var news []*column
	for _, c := range s.cols {
		if c.news {
			news = append(news, c)
		}
		c.merge(s)
	}
	for len(news) > 0 {
		need := s.cfg.Pages - s.PageCount()
		if need <= 0 {
			break
		}
		per := need*s.perPage()/(s.perPage()+1)/len(news) + 1
		for _, c := range news {
			c.fill.count += per
			c.merge(s)
		}
	}
	base := int64(10_000)
	for _, c := range s.cols {
		if c.fill.count > 0 {
			c.base = base
			base += int64(c.fill.count)
			s.filled = append(s.filled, c)
		}
	}
	sort.Slice(s.filled, func(i, j int) bool { return s.filled[i].base < s.filled[j].base })
}
