package facts

import (
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// platforms are where the disclosure platform stands, and what its pages name.
type platforms struct {
	dirs  []string
	names map[string]bool // keys of the columns that its start pages lead to
}

func (s *Site) platforms() *platforms {
	over := &platforms{dirs: s.platformDirs(), names: map[string]bool{}}
	for i, n := range s.match.names {
		if !slices.Contains(platformKeys, n.Key) {
			continue
		}
		for k := range s.candidates[i] {
			c := &s.candidates[i][k]
			v := s.visits[webpage.Key(c.url)]
			if !c.home || c.url == "" || v == nil || v.key == s.homeKey || !s.readable(v) {
				continue
			}
			p, err := s.outline(v)
			if err != nil {
				continue
			}
			for l := range p.Links() {
				if l.Kind == webpage.LinkColumn && l.URL != "" && l.Area == webpage.AreaMain {
					over.names[webpage.Key(l.URL)] = true
				}
			}
		}
	}
	return over
}

// platformDirs are the folders of the disclosure platform.
func (s *Site) platformDirs() (dirs []string) {
	for i, n := range s.match.names {
		if !slices.Contains(platformKeys, n.Key) {
			continue
		}
		for k := range s.candidates[i] {
			c := &s.candidates[i][k]
			if c.home && c.url != "" && s.inScope(c.url) {
				if d := webpage.Folder(c.url); strings.Count(d, "/") > 3 && !slices.Contains(dirs, d) {
					dirs = append(dirs, d)
				}
			}
		}
	}
	return dirs
}

// weight scores a candidate. Where it is named counts most: a column of the
// home page or the platform is the site's, one of an inner page may be that of
// a sub-unit, and must not be judged in its place.
func (s *Site) weight(name int, c *candidate, over *platforms) int {
	w := 0
	under := slices.ContainsFunc(over.dirs, func(d string) bool { return strings.HasPrefix(c.url, d) })
	fromPlatform := c.from != nil && slices.ContainsFunc(over.dirs, func(d string) bool { return strings.HasPrefix(c.from.URL, d) })
	if c.url != "" && !c.footer && placeRank(c.place) <= 2 {
		fromPlatform = fromPlatform || over.names[webpage.Key(c.url)] // whichever page was read first
	}
	if c.footer || placeRank(c.place) > 2 {
		under = under && c.place != BySlug
	}
	switch {
	case c.home && !c.footer:
		w += 4000
	case under || fromPlatform:
		w += 3500
	}
	w += visibility[s.visible(c)]
	w += (5 - placeRank(c.place)) * 40
	if c.official {
		w += 100
	}
	if !c.combined {
		w += 60
	}
	if c.weak {
		w -= 1000 // 教育局政务公开 beside 政务公开 is that of another, 政策图文解读 beside 政策解读 a part
	}
	if under {
		w += 80
	}
	if c.place == BySlug {
		w -= 2000
	}
	if v := s.visits[webpage.Key(c.url)]; v != nil && c.url != "" && v.info.Problem == evidence.None {
		if c.place != ByHeading || v.key != s.homeKey {
			w += s.fit(name, v) // the lists of the start page are those of many columns
		}
		if v.info.Class == webpage.ClassArticle && webpage.ArticleURL(c.url) {
			w -= 200
		}
	}
	if c.url != "" && (s.OfPortal(c.url) || s.OfOldSite(c.url)) {
		w -= 3000 // even when the site's own is named on an inner page only
	}
	if c.url == "" && len(c.under) == 0 {
		w -= 20_000 // a mere label counts where nothing else does
	}
	// Shallow before deep, then by address, so that the choice never wavers.
	return w*depthRoom - min(strings.Count(c.url, "/"), depthRoom-1)
}

// visibility is what it counts how well a candidate's page was seen.
var visibility = [...]int{seenWell: 1200, seenNot: 500, seenDead: 100, unnamed: 0}

const (
	depthRoom = 16
	fullFit   = 80 // what the rows of a page count at most, see fit
)

// fit looks one level down: expected sub-columns and entries speak for a page.
func (s *Site) fit(name int, v *visit) (w int) {
	p, err := s.outline(v)
	if err != nil {
		return 0
	}
	entries := 0
	for _, l := range p.Lists {
		entries += len(l.Entries)
	}
	w = min(entries*4, fullFit)
	if p.Class == webpage.ClassArticle {
		w -= 20
	}
	for _, child := range s.match.names[name].Children {
		key := webpage.LabelKey(child)
		for l := range p.Links() {
			if len(l.Text) < 60 && l.Kind == webpage.LinkColumn && webpage.LabelKey(l.Text) == key && webpage.Key(l.URL) != v.key {
				w += 15
				break
			}
		}
	}
	return w
}

// rival is the address of a place that goes by the column's name too and would have
// been taken for the column, had it been read; empty when there is none.
func (s *Site) rival(list []candidate, weights map[int]int, best int) string {
	for k := range list {
		c := &list[k]
		if c.url == "" || s.visible(c) != seenNot || webpage.Key(c.url) == webpage.Key(list[best].url) {
			continue
		}
		if weights[k]+(visibility[seenWell]-visibility[seenNot]+fullFit)*depthRoom >= weights[best] {
			return c.url
		}
	}
	return ""
}
