package facts

import (
	"iter"
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// An outline is a page as far as columns ask for it: with its lists and the links
// that lead on from list to list, without its text.
type outline struct {
	*webpage.Page
	info          *Info
	runes         int      // characters of the text
	waits, blocks []uint64 // see waitsOf
	links         series
	known         []webpage.Link // by number
}

// Links are those that columns follow.
func (o outline) Links() iter.Seq[*webpage.Link] {
	return func(yield func(*webpage.Link) bool) {
		for id := range o.links.all() {
			if !yield(&o.known[id]) {
				return
			}
		}
	}
}

// drawn is an outline as it is kept, with the links that stand on every page once.
type drawn struct {
	page          webpage.Page // the lists' entries are the gist's rows
	runes         int
	waits, blocks []uint64
	links         series // see Readings.links
}

// draw makes the outline of a page, given its rows free of it.
func (r *Readings) draw(p *webpage.Page, rows []webpage.Entry) *drawn {
	d := &drawn{runes: zhtext.Runes(p.Text), links: r.linksOf(p), page: webpage.Page{
		URL: p.URL, Problem: p.Problem, Class: p.Class, Heading: strings.Clone(p.Heading), Crumbs: clonedLinks(p.Crumbs), Chars: p.Chars, ScriptsIn: p.ScriptsIn, Scripted: p.Scripted,
		Pager:  webpage.Pager{Open: p.Pager.Open, Index: p.Pager.Index, Next: strings.Clone(p.Pager.Next)},
		Footer: webpage.Footer{SiteCode: strings.Clone(p.Footer.SiteCode), ICP: strings.Clone(p.Footer.ICP)},
	}}
	d.waits, d.blocks = waitsOf(p)
	if p.Article != nil {
		d.page.Article = &webpage.Article{Length: p.Article.Length}
	}
	for _, l := range p.Lists {
		n := len(l.Entries)
		d.page.Lists = append(d.page.Lists, webpage.List{Heading: strings.Clone(l.Heading), Said: strings.Clone(l.Said), Empty: strings.Clone(l.Empty), Entries: rows[:n:n]})
		rows = rows[n:]
	}
	return d
}

// leadsOn says whether columns follow a link.
func leadsOn(l *webpage.Link) bool {
	switch l.Kind {
	case webpage.LinkColumn, webpage.LinkPager, webpage.LinkFrame, webpage.LinkData, webpage.LinkRefresh:
		return true
	}
	return onward(l)
}

// onward links show all of a list whose newest rows stand on the page.
func onward(l *webpage.Link) bool {
	return (l.Kind == webpage.LinkPlain || l.Kind == webpage.LinkColumn) && l.Area == webpage.AreaMain && webpage.MoreText(l.Text)
}

// linksOf numbers the links of a page that columns follow.
func (r *Readings) linksOf(p *webpage.Page) (ids series) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range p.Links {
		l := p.Links[i]
		if !leadsOn(&l) {
			continue
		}
		l.Raw = ""
		id, ok := r.links.find(l)
		if !ok {
			l = clonedLinks([]webpage.Link{l})[0]
			id = r.links.add(l, l)
		}
		ids.add(id)
	}
	return slices.Clone(ids)
}

// drawnLinks are the links numbered so far; what stands there never changes.
func (r *Readings) drawnLinks() []webpage.Link {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.links.all
}

// outline gives a visit's page as far as columns ask for it: what was kept of it,
// else from the page itself.
func (s *Site) outline(v *visit) (outline, error) {
	d := v.drawn
	if d == nil {
		p, err := s.whole(v)
		if err != nil {
			return outline{}, err
		}
		d = s.readings.draw(p, s.readings.rowsOf(p))
	}
	p := d.page
	p.Record, p.At, p.SHA256 = v.chosen.ID, v.chosen.At, v.chosen.Body
	if v.key == s.homeKey && p.Problem == evidence.None {
		p.Class = webpage.ClassHome
	}
	return outline{&p, v.info, d.runes, d.waits, d.blocks, d.links, s.readings.drawnLinks()}, nil
}
