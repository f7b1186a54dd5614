package facts

import (
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// A candidate is one place that may be a column.
type candidate struct {
	label    string
	url      string         // its page; empty when only the name is known
	under    []webpage.Link // for a menu entry without an address: what it opens
	from     *Info          // the page that names it
	place    Place
	quote    string
	official bool
	combined bool
	weak     bool // see hit
	home     bool // named on the home page
	footer   bool
}

// placeRank orders places from certain to weak.
func placeRank(p Place) int {
	switch p {
	case ByLink:
		return 0
	case ByHeading:
		return 1
	case ByCrumb:
		return 2
	case ByTag:
		return 3
	case ByTitle:
		return 4
	}
	return 5
}

// maxCandidates bounds the candidates of one column.
const maxCandidates = 400

// addCandidate keeps a candidate of one column, each place and label once.
func (s *Site) addCandidate(name int, c candidate) {
	list := s.candidates[name]
	for i := range list {
		o := &list[i]
		if o.place == c.place && o.label == c.label && webpage.Key(o.url) == webpage.Key(c.url) {
			if c.home && !o.home {
				under := o.under
				*o = c
				if len(o.under) == 0 {
					o.under = under
				}
			}
			return
		}
	}
	if len(list) < maxCandidates {
		s.candidates[name] = append(list, c)
	}
}

// How well a candidate's page was seen, best first.
const (
	seenWell = iota
	seenNot  // not read
	seenDead // the link is dead or leads to another site: the column is there in name only
	unnamed  // it has no page
)

// visible says how well a candidate's page was seen.
func (s *Site) visible(c *candidate) int {
	if c.url == "" {
		for _, l := range c.under {
			if v := s.visits[webpage.Key(l.URL)]; v != nil && s.readable(v) {
				return seenWell
			}
		}
		if len(c.under) > 0 {
			return seenNot
		}
		return unnamed
	}
	v := s.visits[webpage.Key(c.url)]
	switch {
	case v != nil && s.readable(v):
		return seenWell
	case v != nil && v.info.Problem.Definite(), !s.inScope(c.url):
		return seenDead
	}
	return seenNot
}

// readable says whether a page can be relied on. A shell filled by script can
// when the lists the script fetches are in the snapshot.
func (s *Site) readable(v *visit) bool {
	if v.info == nil || v.info.Problem != evidence.ScriptOnly {
		return v.info != nil && v.info.Problem == evidence.None
	}
	p, err := s.outline(v)
	if err != nil {
		return false
	}
	for l := range p.Links() {
		if l.Kind != webpage.LinkData {
			continue
		}
		if d := s.visits[webpage.Key(l.URL)]; d != nil && d.info != nil && d.info.Problem == evidence.None {
			if q, err := s.outline(d); err == nil && len(q.Lists) > 0 {
				return true
			}
		}
	}
	return false
}

// inScope says whether an address belongs to the site: on a host that pages
// were fetched from. Another port is another site, as it is for the crawl, and so is
// another body's folder.
func (s *Site) inScope(address string) bool {
	if s.near.Folder(address) != "" {
		return false
	}
	host := webpage.HostPort(address)
	home := webpage.HostPort(s.snap.Home)
	return host == home || s.hosts[host] || strings.TrimPrefix(host, "www.") == strings.TrimPrefix(home, "www.")
}

// sitemapCandidates adds the columns that only the sitemap names, by address.
func (s *Site) sitemapCandidates() {
	home := s.visits[s.homeKey]
	if s.sitemap == nil || home == nil {
		return
	}
	for _, u := range s.sitemap.pages {
		if !strings.HasSuffix(webpage.Path(u), "/") && !strings.Contains(webpage.Path(u), "/index.") {
			continue
		}
		for _, name := range s.match.slug(u) {
			s.addCandidate(name, candidate{label: s.match.names[name].Key, quote: webpage.Path(u), url: u, from: home.info, place: BySlug})
		}
	}
}
