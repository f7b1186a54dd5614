package facts

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// Options of Load.
type Options struct {
	Vocabulary Vocabulary
	AsOf       time.Time // judged day; exchanges are not cut by it, dates without a year are settled by At
	Probes     *Probes   // visits of the last days, when there is a log of them
	Earlier    *Earlier  // what an earlier snapshot showed; nil without one
	Readings   *Readings // what was read of the snapshot's pages before; nil = nothing
	Seeds      []string  // further start pages of the site
	Others     []string  // start pages of other sites that are audited
}

// Site is one snapshot, understood. It is immutable after Load and safe for
// many goroutines.
type Site struct {
	AsOf time.Time

	earlier *Earlier
	src     Source
	snap    evidence.Snapshot
	headers map[[2]string]http.Header // of the exchanges: most are alike
	match   *matcher
	visits  map[string]*visit // by pageKey
	infos   []*Info           // sorted by URL
	homeKey string
	hosts   map[string]bool // hosts with a reliable page
	near    *Neighbours
	portals []portalPage // pages of the portal over the site, while it is put together
	sitemap *sitemap
	control bool // an exchange outside the site answered

	candidates [][]candidate // per vocabulary name
	rows       []SiteEntry   // every list row, each address and title once
	texts      []linkText    // every link text, each with its target once
	readings   *Readings
	sighted    numbers // sights taken in
	told       numbers // texts taken in
	fitted     furniture
	beside     map[uint64]int // pages on which a list stands, see sideMark
	listPages  int            // those with a list, the start page left out
	papers     []paper        // what pairing needs of articles
	dead       []DeadLink
	menu       []webpage.Link // navigation of the home page
	homePage   *webpage.Page
	columns    []*Column // per vocabulary name, nil when not found
	cert       Certificate
	network    Network
	probes     *Probes
	register   func() ([]*Column, error) // once, when first asked for
	folded     func() searched           // once, when first searched

	made  sync.Map          // see Once
	fresh map[reading]*gist // read by this load and not remembered; nil when it is done
	mu    sync.Mutex
	cache map[string]*webpage.Page // pages read lately
}

// visit is everything the snapshot says about one address.
type visit struct {
	key       string
	exchanges []evidence.Exchange // purposes that look at pages, in order
	chosen    *evidence.Exchange  // the one that counts
	info      *Info
	drawn     *drawn // nil when its page must be read for its outline
}

// Load reads a snapshot into a Site. For every URL the last reliable exchange
// counts; exchanges that could not see never hide one that could.
func Load(ctx context.Context, src Source, opt Options) (*Site, error) {
	readings := opt.Readings
	if readings == nil {
		readings = NewReadings(opt.Vocabulary, NewRoom(-1))
	}
	s := &Site{
		AsOf: opt.AsOf, probes: opt.Probes, earlier: opt.Earlier, src: src, snap: src.Snapshot(), match: readings.match, readings: readings,
		headers: make(map[[2]string]http.Header), visits: make(map[string]*visit), hosts: make(map[string]bool), cache: make(map[string]*webpage.Page),
		fresh: make(map[reading]*gist),
	}
	s.beside = make(map[uint64]int)
	s.fitted = furniture{rows: make(map[uint64]int), texts: make(map[uint64]int)}
	s.candidates = make([][]candidate, len(opt.Vocabulary.Names))
	s.columns = make([]*Column, len(opt.Vocabulary.Names))
	home := webpage.Canonical(s.snap.Home)
	if home == "" {
		home = s.snap.Home
	}
	s.homeKey, s.near = webpage.Key(home), NewNeighbours(home, opt.Seeds, opt.Others)
	if err := s.scan(); err != nil {
		return nil, err
	}
	if err := s.unmaskAlike(ctx); err != nil {
		return nil, fmt.Errorf("load site %s: %w", s.snap.Site, err)
	}
	if err := s.readAll(ctx); err != nil {
		return nil, err
	}
	s.adopt()
	s.settleSite()
	s.register = sync.OnceValues(s.readRegister)
	s.folded = sync.OnceValue(s.foldAll)
	return s, nil
}

// scan groups the exchanges by address.
func (s *Site) scan() error {
	for ex, err := range s.src.Exchanges() {
		if err != nil {
			return fmt.Errorf("load site %s: read exchanges: %w", s.snap.Site, err)
		}
		switch ex.Purpose {
		case evidence.ForSitemap:
			s.readSitemap(&ex)
			continue
		case evidence.ForRobots, evidence.ForProbe, evidence.ForAside:
			continue
		case evidence.ForDNS, evidence.ForHTTPS:
			s.takeNetwork(&ex)
			continue
		case evidence.ForControl:
			if webpage.Key(ex.URL) != s.homeKey { // another site, be it on the same host
				s.control = s.control || ex.Problem == evidence.None && ex.Status > 0
				continue
			}
		}
		key := webpage.Key(ex.URL)
		v := s.visits[key]
		if v == nil {
			v = &visit{key: key}
			s.visits[key] = v
		}
		v.exchanges = append(v.exchanges, s.trimmed(ex))
		if ex.Problem == evidence.None {
			s.hosts[webpage.HostPort(ex.URL)] = true
			s.hosts[webpage.HostPort(ex.FinalURL)] = true
		}
	}
	delete(s.hosts, "")
	s.unmask()
	s.disown()
	return nil
}

// trimmed is an exchange without what nothing here looks at: a site has many.
func (s *Site) trimmed(ex evidence.Exchange) evidence.Exchange {
	ex.Robots, ex.Remote, ex.Chain = "", "", nil
	if ex.FinalURL == ex.URL { // the same words once in memory
		ex.FinalURL = ex.URL
	}
	var key [2]string
	for i, name := range typeHeaders {
		if v := ex.Header[name]; len(v) > 0 {
			key[i] = v[0]
		}
	}
	kept, known := s.headers[key]
	if !known {
		kept = make(map[string][]string, 2)
		for i, name := range typeHeaders {
			if key[i] != "" {
				kept[name] = []string{key[i]}
			}
		}
		s.headers[key] = kept
	}
	ex.Header = kept
	return ex
}

// typeHeaders are what Read looks at.
var typeHeaders = [2]string{"Content-Type", "X-Orig-Content-Type"}

// chunk is how many pages are read before their facts are taken in.
const chunk = 128

// readAll reads every address's page, in a fixed order, some at a time.
func (s *Site) readAll(ctx context.Context) error {
	keys := slices.Sorted(maps.Keys(s.visits))
	for batch := range slices.Chunk(keys, chunk) {
		gists := make([]*gist, len(batch))
		if err := inParallel(ctx, len(batch), func(i int) (err error) {
			gists[i], err = s.readVisit(s.visits[batch[i]])
			return err
		}); err != nil {
			return fmt.Errorf("load site %s: %w", s.snap.Site, err)
		}
		for i, g := range gists {
			s.take(s.visits[batch[i]], g)
			s.letGo(s.visits[batch[i]])
		}
	}
	s.fresh = nil
	return nil
}

// inParallel does so many things, some at a time; the first error in their order counts.
func inParallel(ctx context.Context, n int, do func(i int) error) error {
	errs := make([]error, n)
	work := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 8) {
		wg.Go(func() {
			for i := range work {
				if errs[i] = ctx.Err(); errs[i] == nil {
					errs[i] = do(i)
				}
			}
		})
	}
	for i := range n {
		work <- i
	}
	close(work)
	wg.Wait()
	return cmp.Or(errs...)
}

// settleSite finishes what needs all pages.
func (s *Site) settleSite() {
	slices.SortFunc(s.infos, func(a, b *Info) int { return strings.Compare(a.URL, b.URL) })
	s.linkAliases()
	for i := range s.rows {
		if v := s.visits[webpage.Key(s.rows[i].URL)]; v != nil && s.rows[i].URL != "" {
			s.rows[i].Page = v.info
		}
	}
	s.sighted, s.told = nil, nil
	s.sitemapCandidates()
	s.findColumns()
	s.certify()
	s.findDead()
}

// linkAliases makes pages findable by the address a redirect led to.
func (s *Site) linkAliases() {
	for _, key := range slices.Sorted(maps.Keys(s.visits)) {
		v := s.visits[key]
		if v.chosen.FinalURL == "" || v.chosen.Problem != evidence.None {
			continue
		}
		if final := webpage.Key(v.chosen.FinalURL); s.visits[final] == nil {
			s.visits[final] = v
		}
	}
}
