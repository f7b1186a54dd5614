package facts

import (
	"fmt"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// maxVisits is how many visits of one page are compared.
const maxVisits = 4

// readVisit chooses the exchange that counts and reads its page. Of the visits whose
// content can be relied on that is the one that showed most, else the last: what a
// page showed once in a crawl it does not lack because a server drew half of it the
// next time. An answer that there is no such page ends the search, unless it is to the
// address with another end: /x/ may be missing where /x is there.
func (s *Site) readVisit(v *visit) (*gist, error) {
	var best, fallback *gist
	var doubtful *evidence.Exchange
	tried := 0
	for i := len(v.exchanges) - 1; i >= 0 && tried < maxVisits; i-- {
		ex := &v.exchanges[i]
		if ex.Problem != evidence.None && !ex.Problem.Definite() {
			continue
		}
		g, err := s.gist(ex)
		if err != nil {
			return nil, err
		}
		tried++
		switch {
		case g.problem == evidence.None:
			if best == nil || g.showsMore(best) {
				best, v.chosen = g, ex
			}
		case best == nil && g.problem.Definite() && !v.mixed():
			v.chosen = ex
			return g, nil
		case fallback == nil:
			fallback, doubtful = g, ex
		}
	}
	switch {
	case best != nil:
		return best, nil
	case fallback != nil:
		v.chosen = doubtful
		return fallback, nil
	}
	v.chosen = &v.exchanges[len(v.exchanges)-1]
	return s.readings.digest(webpage.New(v.chosen)), nil
}

// mixed says whether the page was asked for as /x and as /x/.
func (v *visit) mixed() bool {
	for i := range v.exchanges {
		if webpage.Spelling(v.exchanges[i].URL) != webpage.Spelling(v.exchanges[0].URL) {
			return true
		}
	}
	return false
}

// gist is what the site keeps of one exchange's page, read if it was not before.
func (s *Site) gist(ex *evidence.Exchange) (*gist, error) {
	key := reading{ex.ID, ex.Problem}
	if g := s.readings.get(key); g != nil {
		return g, nil
	}
	s.mu.Lock()
	g := s.fresh[key]
	s.mu.Unlock()
	if g != nil {
		return g, nil
	}
	p, err := s.readExchange(ex)
	if err != nil {
		return nil, err
	}
	g = s.readings.digest(p)
	if !s.readings.put(key, g) {
		s.mu.Lock()
		s.fresh[key] = g
		s.mu.Unlock()
	}
	return g, nil
}

// letGo lets go of what was read of a visit and is not remembered.
func (s *Site) letGo(v *visit) {
	for i := range v.exchanges {
		delete(s.fresh, reading{v.exchanges[i].ID, v.exchanges[i].Problem})
	}
}

// readExchange reads the page of one exchange.
func (s *Site) readExchange(ex *evidence.Exchange) (*webpage.Page, error) {
	var body []byte
	if ex.Body != "" {
		var err error
		if body, err = s.src.Body(ex.Body); err != nil {
			return nil, fmt.Errorf("read body of %s: %w", ex.URL, err)
		}
	}
	return webpage.Read(ex, body), nil
}

// looks counts exchanges that came to what the chosen one came to. Pages that
// say in words that they do not exist must be read to be counted.
func (s *Site) looks(v *visit, problem evidence.Problem) (n int) {
	for i := range v.exchanges {
		ex := &v.exchanges[i]
		switch {
		case ex.Problem == v.chosen.Problem && (ex.Problem != evidence.None || ex.Body == v.chosen.Body || problem == evidence.None):
			n++
		case problem.Definite() && ex.Problem.Definite():
			n++
		case problem.Definite() && ex.Problem == evidence.None:
			if g, err := s.gist(ex); err == nil && g.problem.Definite() {
				n++
			}
		}
	}
	return n
}

// showsOf measures what one visit of a page showed: the day of its newest row, and how
// much of what rules ask for stands on it.
func showsOf(p *webpage.Page) (newest time.Time, amount int) {
	today := zhtext.Day(p.At)
	for i := range p.Lists {
		for k := range p.Lists[i].Entries {
			amount += 20
			if d := p.Lists[i].Entries[k].ShownDate(); d.After(newest) && !d.After(today) {
				newest = d
			}
		}
	}
	amount += 20*len(p.Meta) + 20*elements(&p.Footer) + 2*len(p.Links) + len(p.Forms) + min(p.Chars, 10_000)/20
	if p.Article != nil {
		amount += 20*len(p.Article.Attachments) + 2*len(p.Article.Links)
	}
	return newest, amount
}

// elements counts what a page's bottom shows.
func elements(f *webpage.Footer) (n int) {
	for _, there := range [...]bool{f.SiteCode != "", f.ICP != "", f.Police != "", f.Sponsor != "", f.Contact != "", f.Badge, f.Mistake, f.Map} {
		if there {
			n++
		}
	}
	return n
}

// showsMore says whether a visit showed clearly more of a page than another: newer
// rows, or a good part more. Visitors' counters and today's weather are no difference.
func (g *gist) showsMore(than *gist) bool {
	if !g.newest.Equal(than.newest) {
		return g.newest.After(than.newest)
	}
	return g.shown > than.shown+than.shown/50
}
