package facts

import "time"

// showsOf measures what one visit of a page showed: the day of its newest row, and how
// much of what rules ask for stands on it.
func showsOf(p *Page) (newest time.Time, amount int) {
	today := dayOf(p.At)
	for i := range p.Lists {
		for k := range p.Lists[i].Entries {
			amount += 20
			if d := p.Lists[i].Entries[k].shownDate(); d.After(newest) && !d.After(today) {
				newest = d
			}
		}
	}
	amount += 20*len(p.Meta) + 20*p.Footer.elements() + 2*len(p.Links) + len(p.Forms) + min(p.Chars, 10_000)/20
	if p.Article != nil {
		amount += 20*len(p.Article.Attachments) + 2*len(p.Article.Links)
	}
	return newest, amount
}

// elements counts what a page's bottom shows.
func (f *Footer) elements() (n int) {
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
