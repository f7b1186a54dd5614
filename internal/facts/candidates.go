package facts

import (
	"strings"

	"ducha/internal/evidence"
)

// A candidate is one place that may be a column.
type candidate struct {
	label    string
	url      string // its page; empty when only the name is known
	under    []Link // for a menu entry without an address: what it opens
	from     *Info  // the page that names it
	place    Place
	quote    string
	official bool
	combined bool
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

// propose adds a candidate for every column the label names.
func (s *Site) propose(c candidate, only func(hit) bool) {
	if runes(c.label) > 30 {
		return
	}
	for _, h := range s.match.match(c.label) {
		if only != nil && !only(h) {
			continue
		}
		c.official, c.combined = h.official, h.combined
		s.addCandidate(h.name, c)
	}
}

func (s *Site) addCandidate(name int, c candidate) {
	list := s.candidates[name]
	for i := range list {
		o := &list[i]
		if o.place == c.place && o.label == c.label && pageKey(o.url) == pageKey(c.url) {
			if c.home && !o.home {
				under := o.under
				*o = cloned(c)
				if len(o.under) == 0 {
					o.under = under
				}
			}
			return
		}
	}
	if len(list) < maxCandidates {
		s.candidates[name] = append(list, cloned(c))
	}
}

// cloned frees a candidate's strings from the page they were cut out of.
func cloned(c candidate) candidate {
	c.label, c.url, c.quote = strings.Clone(c.label), strings.Clone(c.url), strings.Clone(c.quote)
	return c
}

// takeCandidates looks for columns in everything a page calls by name.
func (s *Site) takeCandidates(info *Info, p *Page, home bool) {
	article := p.Class == ClassArticle
	for i := range p.Links {
		l := &p.Links[i]
		switch l.Kind {
		case LinkPager, LinkData, LinkRefresh, LinkAttachment:
			continue
		case LinkColumn:
			if article && l.Area == AreaMain {
				continue // 相关解读 beside a text
			}
		case LinkPlain, LinkEntry, LinkFrame:
			if article || l.Kind == LinkEntry && articleURL(l.URL) && len(l.Text) > 36 {
				continue
			}
		}
		if l.URL == "" {
			continue
		}
		c := candidate{url: l.URL, from: info, home: home, footer: l.Area == AreaFooter}
		if l.Text != "" && len(l.Text) < 120 && !moreText(l.Text) {
			c.label, c.quote, c.place = l.Text, l.Text, ByLink
			s.propose(c, nil)
		}
		if l.Card != "" && l.Card != l.Text {
			c.label, c.quote, c.place = l.Card, l.Card, ByHeading
			s.propose(c, nil)
		}
	}
	for _, m := range p.Menus {
		s.propose(candidate{label: m.Label, quote: m.Label, under: m.Links, from: info, home: home, place: ByLink}, nil)
	}
	for _, l := range p.Lists {
		if l.Heading != "" && l.More == "" && p.Class != ClassArticle {
			s.propose(candidate{label: l.Heading, quote: l.Heading, url: p.URL, from: info, home: home, place: ByHeading}, nil)
		}
	}
	s.takeNames(info, p)
}

// takeNames looks at what a page calls itself: breadcrumb, tag, heading, address.
func (s *Site) takeNames(info *Info, p *Page) {
	own := p.Class == ClassList || p.Class == ClassColumn || p.Class == ClassOther
	for i, c := range p.Crumbs {
		url := c.URL
		if i == len(p.Crumbs)-1 && url == "" && own {
			url = p.URL
		}
		s.propose(candidate{label: c.Text, quote: c.Text, url: url, from: info, place: ByCrumb}, nil)
	}
	self := ""
	if own {
		self = p.URL
	}
	if name := p.Meta["columnname"]; name != "" {
		s.propose(candidate{label: name, quote: name, url: self, from: info, place: ByTag}, nil)
	}
	if p.Class == ClassHome {
		return
	}
	if own {
		if p.Heading != "" {
			s.propose(candidate{label: p.Heading, quote: p.Heading, url: p.URL, from: info, place: ByTitle}, nil)
		}
		for _, part := range strings.FieldsFunc(p.Title, func(r rune) bool { return strings.ContainsRune("-_|—–>·", r) }) {
			s.propose(candidate{label: part, quote: p.Title, url: p.URL, from: info, place: ByTitle}, nil)
		}
	}
	if own {
		for _, name := range s.match.slug(p.URL) {
			// An address is weak: a page that names itself as another column is that one.
			if other := s.match.match(p.Heading); len(other) > 0 && !hasName(other, name) {
				continue
			}
			label := p.Heading
			if label == "" {
				label = s.match.names[name].Key
			}
			s.addCandidate(name, candidate{label: label, quote: pathOf(p.URL), url: p.URL, from: info, place: BySlug})
		}
	}
}

func hasName(hits []hit, name int) bool {
	for _, h := range hits {
		if h.name == name {
			return true
		}
	}
	return false
}

// sight says how well a candidate's page was seen, best first.
func (s *Site) sight(c *candidate) int {
	if c.url == "" {
		for _, l := range c.under {
			if v := s.visits[pageKey(l.URL)]; v != nil && s.readable(v) {
				return 0
			}
		}
		if len(c.under) > 0 {
			return 2
		}
		return 4
	}
	if v := s.visits[pageKey(c.url)]; v != nil {
		switch {
		case s.readable(v):
			return 0
		case v.info.Problem.Definite():
			return 3 // the link is dead: the column is there in name only
		}
		return 2
	}
	if !s.inScope(c.url) {
		return 3
	}
	return 2
}

// readable says whether a page can be relied on. A shell filled by script can
// when the lists the script fetches are in the snapshot.
func (s *Site) readable(v *visit) bool {
	if v.info == nil || v.info.Problem != evidence.ScriptOnly {
		return v.info != nil && v.info.Problem == evidence.None
	}
	p, err := s.whole(v)
	if err != nil {
		return false
	}
	for _, l := range p.Links {
		if l.Kind != LinkData {
			continue
		}
		if d := s.visits[pageKey(l.URL)]; d != nil && d.info != nil && d.info.Problem == evidence.None {
			if q, err := s.whole(d); err == nil && len(q.Lists) > 0 {
				return true
			}
		}
	}
	return false
}

// inScope says whether an address belongs to the site: on a host that pages
// were fetched from.
func (s *Site) inScope(address string) bool {
	host := hostOf(address)
	home := hostOf(s.snap.Home)
	return host == home || s.hosts[host] || strings.TrimPrefix(host, "www.") == strings.TrimPrefix(home, "www.")
}

// sitemapCandidates adds the columns that only the sitemap names, by address.
func (s *Site) sitemapCandidates() {
	home := s.visits[s.homeKey]
	if s.sitemap == nil || home == nil {
		return
	}
	for _, u := range s.sitemap.pages {
		if !strings.HasSuffix(pathOf(u), "/") && !strings.Contains(pathOf(u), "/index.") {
			continue
		}
		for _, name := range s.match.slug(u) {
			s.addCandidate(name, candidate{label: s.match.names[name].Key, quote: pathOf(u), url: u, from: home.info, place: BySlug})
		}
	}
}
