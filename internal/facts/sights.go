package facts

import (
	"slices"
	"strings"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// maxLabels is for how many labels it is remembered what they name.
const maxLabels = 20_000

// A sight is a place that a page calls by the name of one or more columns.
type sight struct {
	candidate // without the page that names it
	hits      []hit
}

// sightKey tells two sights apart; the candidate's other words follow from these.
type sightKey struct {
	label, url   string
	quote, under string // none as a rule: the label is the quote
	rank         int8   // of the place
	quoted       bool   // the quote is another than the label
	footer       bool
	name         int // of the vocabulary, when only the address names it; else -1
}

// sighter looks for columns in everything a page calls by name.
type sighter struct {
	r   *Readings
	p   *webpage.Page
	own bool // the page is a column's, not an entry's
	ids series
}

// seen are the sights numbered so far; what stands there never changes.
func (r *Readings) seen() []sight {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.sights.all
}

// sightsOf numbers the places of a page that may be columns.
func (r *Readings) sightsOf(p *webpage.Page) series {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := sighter{r: r, p: p, own: p.Class == webpage.ClassList || p.Class == webpage.ClassColumn || p.Class == webpage.ClassOther}
	for i := range p.Links {
		s.link(&p.Links[i])
	}
	for _, m := range p.Menus {
		s.propose(candidate{label: m.Label, quote: m.Label, under: m.Links, place: ByLink})
	}
	for _, l := range p.Lists {
		if l.Heading != "" && l.More == "" && p.Class != webpage.ClassArticle {
			s.propose(candidate{label: l.Heading, quote: l.Heading, url: p.URL, place: ByHeading})
		}
	}
	s.names()
	return slices.Clone(s.ids)
}

// link looks at a link's words, and at the heading of the card it stands for.
func (s *sighter) link(l *webpage.Link) {
	article := s.p.Class == webpage.ClassArticle
	switch l.Kind {
	case webpage.LinkPager, webpage.LinkData, webpage.LinkRefresh, webpage.LinkAttachment:
		return
	case webpage.LinkColumn:
		if article && l.Area == webpage.AreaMain {
			return // 相关解读 beside a text
		}
	case webpage.LinkPlain, webpage.LinkEntry, webpage.LinkFrame:
		if article || l.Kind == webpage.LinkEntry && webpage.ArticleURL(l.URL) && len(l.Text) > 36 {
			return
		}
	}
	if l.URL == "" {
		return
	}
	c := candidate{url: l.URL, footer: l.Area == webpage.AreaFooter}
	if l.Text != "" && len(l.Text) < 120 && !webpage.MoreText(l.Text) {
		c.label, c.quote, c.place = l.Text, l.Text, ByLink
		s.propose(c)
	}
	if l.Card != "" && l.Card != l.Text {
		c.label, c.quote, c.place = l.Card, l.Card, ByHeading
		s.propose(c)
	}
}

// titleMarks stand between the names of a page and of its site, wide forms too: a mark
// that is none leaves 普法天地｜某某局 whole, which reads as the name of two columns in one.
const titleMarks = "-_|—–>·｜＿－»›"

// names looks at what a page calls itself: breadcrumb, tag, heading, address.
func (s *sighter) names() {
	p := s.p
	for i, c := range p.Crumbs {
		url := c.URL
		if i == len(p.Crumbs)-1 && url == "" && s.own {
			url = p.URL
		}
		s.propose(candidate{label: c.Text, quote: c.Text, url: url, place: ByCrumb})
	}
	self := ""
	if s.own {
		self = p.URL
	}
	if name := p.Meta["columnname"]; name != "" {
		s.propose(candidate{label: name, quote: name, url: self, place: ByTag})
	}
	if !s.own {
		return
	}
	if p.Heading != "" {
		s.propose(candidate{label: p.Heading, quote: p.Heading, url: p.URL, place: ByTitle})
	}
	for _, part := range strings.FieldsFunc(p.Title, func(r rune) bool { return strings.ContainsRune(titleMarks, r) }) {
		s.propose(candidate{label: part, quote: p.Title, url: p.URL, place: ByTitle})
	}
	for _, name := range s.r.match.slug(p.URL) {
		// An address is weak: a page that names itself as another column is that one.
		if other := s.r.match.match(p.Heading); len(strong(other)) > 0 && !hasName(other, name) {
			continue
		}
		label := p.Heading
		if label == "" {
			label = s.r.match.names[name].Key
		}
		s.add(candidate{label: label, quote: webpage.Path(p.URL), url: p.URL, place: BySlug}, name, []hit{{name: name}})
	}
}

// propose adds a candidate for every column its label names.
func (s *sighter) propose(c candidate) {
	hits, known := s.r.labels[c.label]
	if !known {
		if zhtext.Runes(c.label) <= 30 {
			hits = s.r.match.match(c.label)
		}
		if len(s.r.labels) >= maxLabels {
			clear(s.r.labels)
		}
		s.r.labels[strings.Clone(c.label)] = hits
	}
	if len(hits) > 0 {
		s.add(c, -1, hits)
	}
}

// add numbers a sight, freed from the page it was cut out of.
func (s *sighter) add(c candidate, name int, hits []hit) {
	key := sightKey{label: c.label, url: c.url, rank: int8(placeRank(c.place)), quoted: c.quote != c.label, footer: c.footer, name: name}
	if key.quoted {
		key.quote = c.quote
	}
	for _, l := range c.under {
		key.under += l.URL + "\x00" + l.Text + "\x00"
	}
	id, ok := s.r.sights.find(key)
	if !ok {
		key.label, key.url, key.quote = strings.Clone(key.label), strings.Clone(key.url), strings.Clone(key.quote)
		if c.label, c.url, c.quote = key.label, key.url, key.label; key.quoted {
			c.quote = key.quote
		}
		c.under = clonedLinks(c.under)
		id = s.r.sights.add(key, sight{c, hits})
	}
	s.ids.add(id)
}

func hasName(hits []hit, name int) bool {
	for _, h := range hits {
		if h.name == name {
			return true
		}
	}
	return false
}
