package webpage

import "ducha/internal/zhtext"

// AsBottom is a page read as the bottom of the one that frames it.
func (p *Page) AsBottom() *Page {
	q := *p
	words := zhtext.Clip(p.Text, maxFooter) + "\n" + p.Footer.Quote
	q.Footer.readWords(words)
	q.Footer.readAgain(words)
	return &q
}

// Join takes over what another bottom of the same page shows.
func (f *Footer) Join(o *Footer) {
	for _, v := range []struct{ own, other *string }{
		{&f.SiteCode, &o.SiteCode}, {&f.ICP, &o.ICP}, {&f.Police, &o.Police}, {&f.Sponsor, &o.Sponsor}, {&f.Contact, &o.Contact},
	} {
		if *v.own == "" {
			*v.own = *v.other
		}
	}
	f.Badge, f.Mistake, f.Map = f.Badge || o.Badge, f.Mistake || o.Mistake, f.Map || o.Map
	f.Awaits = f.Awaits || o.Awaits
	f.Scripts, f.Pictures, f.Banner = f.Scripts || o.Scripts, f.Pictures || o.Pictures, f.Banner || o.Banner
	if f.Quote == "" {
		f.Quote = o.Quote
	}
}
