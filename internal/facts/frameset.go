package facts

import "maps"

// maxFrames is how many frames one start page is put together from.
const maxFrames = 12

// shortFrame is how many characters a frame shows at most that may be all bottom.
const shortFrame = 400

type framesetKey struct{}

// framed is the start page that several frames make up together, as a visitor sees
// it: the frame that says most, with the links of all and what stands in the bottom
// of any. nil when it has no such frames, or one of them was not seen.
func (s *Site) framed(p *Page) *Page {
	return Once(s, framesetKey{}, func() *Page {
		parts := s.frames(p)
		if len(parts) < 2 {
			return nil
		}
		most := parts[0]
		for _, q := range parts {
			if q.Chars > most.Chars {
				most = q
			}
		}
		whole := *most
		whole.Class, whole.Links, whole.Menus, whole.Hidden, whole.Chars = ClassHome, nil, nil, nil, 0
		whole.Frames = len(parts)
		whole.Meta = maps.Clone(p.Meta)
		if whole.Meta == nil {
			whole.Meta = make(map[string]string)
		}
		if p.Title != "" {
			whole.Title = p.Title
		}
		for _, q := range parts {
			whole.Links, whole.Menus, whole.Hidden = append(whole.Links, q.Links...), append(whole.Menus, q.Menus...), append(whole.Hidden, q.Hidden...)
			whole.Chars += q.Chars
			whole.ScriptsIn = whole.ScriptsIn || q.ScriptsIn
			for name, value := range q.Meta {
				if whole.Meta[name] == "" {
					whole.Meta[name] = value
				}
			}
			if q != most || q.Chars <= shortFrame {
				whole.Footer.add(&q.AsBottom().Footer)
			}
		}
		return &whole
	})
}

// frames are the pages a start page without words shows side by side, frames in
// frames too; none when one of them was not seen.
func (s *Site) frames(p *Page) (parts []*Page) {
	seen := map[string]bool{pageKey(p.URL): true}
	todo := []*Page{p}
	for n := 0; n < len(todo); n++ {
		for i := range todo[n].Links {
			l := &todo[n].Links[i]
			if l.Kind != LinkFrame || !s.inScope(l.URL) || seen[pageKey(l.URL)] {
				continue
			}
			seen[pageKey(l.URL)] = true
			q, err := s.Page(l.URL)
			if err != nil || len(todo) > maxFrames {
				return nil
			}
			todo = append(todo, q)
			if q.Chars > 0 {
				parts = append(parts, q)
			}
		}
	}
	return parts
}

// add takes over what another bottom of the same page shows.
func (f *Footer) add(o *Footer) {
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
