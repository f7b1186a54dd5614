package facts

import (
	"context"
	"errors"
	"iter"
	"time"

	"ducha/internal/evidence"
)

// Options of Load.
type Options struct {
	Vocabulary Vocabulary
	AsOf       time.Time // judged day; exchanges are not cut by it, dates without a year are settled by At
}

// Site is one snapshot, understood. It is immutable after Load and safe for
// many goroutines.
type Site struct {
	AsOf time.Time
}

// Load reads a snapshot into a Site. For every URL the last reliable exchange
// counts; exchanges that could not see never hide one that could.
func Load(ctx context.Context, src Source, opt Options) (*Site, error) {
	return nil, errors.New("not written yet")
}

// Home is the home page; ErrUnreachable or ErrNotCovered (wrapped, with the
// reason in Chinese) when it proves nothing.
func (s *Site) Home() (*Page, error) { return nil, ErrNotCovered }

// Column finds a column by its vocabulary key. nil, nil means it is certainly
// absent: the coverage certificate holds.
func (s *Site) Column(key string) (*Column, error) { return nil, ErrNotCovered }

// Columns are all vocabulary columns that were found, in vocabulary order.
func (s *Site) Columns() []*Column { return nil }

// Certificate says which places an absence claim rests on.
func (s *Site) Certificate() Certificate { return Certificate{} }

// Pages gives the index of all pages, sorted by URL.
func (s *Site) Pages() iter.Seq[*Info] { return func(func(*Info) bool) {} }

// Page reads one whole page from the snapshot.
func (s *Site) Page(url string) (*Page, error) { return nil, ErrNotCovered }

// Find looks for words in titles, list rows, link texts and, with Body, page
// text. nil, nil means they are certainly nowhere; ErrNotCovered that nothing
// was found but the certificate does not hold.
func (s *Site) Find(q Query) ([]Hit, error) { return nil, ErrNotCovered }

// Pairings gives the documents published in the span that may need an
// interpretation, each with the interpretation found for it.
func (s *Site) Pairings(from, to time.Time) ([]Pairing, error) { return nil, ErrNotCovered }

// DeadLinks are links to pages seen at least twice not to exist.
func (s *Site) DeadLinks() []DeadLink { return nil }

// Availability says how the host answered.
func (s *Site) Availability() Availability { return Availability{} }

func bestOf(e SiteEntry) (Witness, bool) { return Witness{}, false }

// Read reads one exchange's body into a Page. It is pure: the same exchange and
// bytes give the same Page.
func Read(ex *evidence.Exchange, body []byte) *Page { return &Page{} }

// Match tells which column a label names. Official is false for tolerated
// names; combined columns match each of their parts.
func (v *Vocabulary) Match(label string) (keys []string, official bool) { return nil, false }

// Query is a search over the site.
type Query struct {
	Any      []string  // at least one of these words
	All      []string  // and all of these
	None     []string  // and none of these
	From, To time.Time // inclusive days; zero = no bound. Undated hits are left out when a bound is set
	Body     bool      // look into page text too
	Columns  []string  // only within these vocabulary columns; empty = the whole site
}

// Certificate (覆盖证明) lists the places an absence claim rests on.
type Certificate struct {
	Holds      bool
	Missing    []Gap  // why it does not hold
	Places     []Info // home, navigation, platform pages … each fetched whole
	SecondLook bool   // every place was seen twice, the second time later in the run
	Sitemap    string // URL of the sitemap read, if any
}

// Gap is one place that could not be seen.
type Gap struct {
	URL    string
	Reason string // Chinese
}

// Availability is how the host answered.
type Availability struct {
	Tried, Failed int
	Problem       string // commonest problem, Chinese
	HomeDown      bool   // the home page never answered, and the control did
	Control       bool   // a control outside the site answered at the time
	Attempts      []Info // the home page's attempts
}
