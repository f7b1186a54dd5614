package facts

import "ducha/internal/webpage"

// shellText is how many characters a page shows at most that only frames another
// site: side menus count.
const shellText = 300

// framesAway is the host of another site that a page frames in its content, as
// columns do whose content a common platform holds. What the start page or many
// pages frame too is the weather or a counter.
func (s *Site) framesAway(p outline) string {
	for l := range p.Links() {
		if l.Kind == webpage.LinkFrame && l.Area == webpage.AreaMain && !s.inScope(l.URL) && !s.framedOften()[l.URL] {
			return webpage.Host(l.URL)
		}
	}
	return ""
}

// manyFrames is how many pages frame what belongs to the template.
const manyFrames = 3

type framedKey struct{}

// framedOften are the addresses that the start page or many pages frame.
func (s *Site) framedOften() map[string]bool {
	return Once(s, framedKey{}, func() map[string]bool {
		often, pages := make(map[string]bool), make(map[string]int)
		if home, err := s.Home(); err == nil {
			for _, l := range home.Links {
				if l.Kind == webpage.LinkFrame {
					often[l.URL] = true
				}
			}
		}
		for _, v := range s.visits {
			if v.drawn == nil {
				continue // entries have no outline, and need none here
			}
			q, err := s.outline(v)
			if err != nil {
				continue
			}
			own := make(map[string]bool)
			for l := range q.Links() {
				if l.Kind == webpage.LinkFrame && !own[l.URL] {
					own[l.URL] = true
					if pages[l.URL]++; pages[l.URL] >= manyFrames {
						often[l.URL] = true
					}
				}
			}
		}
		return often
	})
}
