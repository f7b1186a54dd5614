package facts

import (
	"slices"
	"strings"

	"ducha/internal/webpage"
)

type portalKey struct{}

// portal is what the start page of the host leads to, when the site is a part of it.
type portal struct {
	links  map[string]bool
	unread bool // the start page was not read: whatever lies outside the site's folder may be its
}

// OfPortal says whether a column is one of the portal that the site is a part of:
// the start page stands in a folder, and the host's own start page, another one,
// leads to the column outside of it, or was not read.
func (s *Site) OfPortal(column string) bool {
	dir := webpage.OwnFolder(webpage.Canonical(s.snap.Home))
	if dir == "" || strings.HasPrefix(column, dir) {
		return false
	}
	p := Once(s, portalKey{}, func() portal { return s.portalOver(dir) })
	return p.unread || p.links[webpage.Key(column)]
}

func (s *Site) portalOver(dir string) (p portal) {
	scheme, rest, _ := strings.Cut(dir, "://")
	host, _, _ := strings.Cut(rest, "/")
	start := scheme + "://" + host + "/"
	home, err := s.Home()
	if err != nil || webpage.Key(start) == webpage.Key(home.URL) {
		return p
	}
	root, err := s.Page(start)
	if err != nil {
		v := s.visits[webpage.Key(start)]
		p.unread = v == nil || !v.info.Problem.Definite()
		return p
	}
	if next := s.follow(root, 0); next != nil {
		root = next
	}
	if webpage.Key(root.URL) == webpage.Key(home.URL) {
		return p
	}
	p.links = map[string]bool{}
	for i := range root.Links {
		p.links[webpage.Key(root.Links[i].URL)] = true
	}
	return p
}

// fromHome are the steps of a breadcrumb from the start page on: those of a part of
// a portal begin with the portal's.
func (s *Site) fromHome(crumbs []webpage.Link) []webpage.Link {
	for i := len(crumbs) - 1; i > 0; i-- {
		if webpage.Key(crumbs[i].URL) == s.homeKey {
			return crumbs[i:]
		}
	}
	return crumbs
}

// A portalPage is one of the portal that the site is a folder of.
type portalPage struct {
	info *Info
	g    *gist
}

// adopt takes in what the site keeps on the portal: the folders that its own pages call
// by the names of columns, and that the portal's start page does not. What else the
// portal names – its own columns, those of the other offices – is none of the site's.
func (s *Site) adopt() {
	own := map[string]bool{}
	for _, a := range s.portals {
		if webpage.IsRoot(a.info.URL) {
			for id := range a.g.sights.all() {
				own[webpage.Key(s.readings.seen()[id].url)] = true
			}
		}
	}
	for more := true; more; {
		dirs := s.keptOutside(own)
		before := len(s.portals)
		s.portals = slices.DeleteFunc(s.portals, func(a portalPage) bool {
			in := slices.ContainsFunc(dirs, func(dir string) bool { return strings.HasPrefix(schemeless(a.info.URL), dir) })
			if in {
				a.info.above = false
				s.takeSights(a.info, a.g, false)
				s.takeTexts(a.info, a.g)
			}
			return in
		})
		more = len(s.portals) < before
	}
	for _, a := range s.portals {
		s.takeTexts(a.info, a.g)
	}
	s.portals = nil
}

// keptOutside are the folders beside the site's own that its columns stand in, but for
// the portal's.
func (s *Site) keptOutside(portal map[string]bool) (dirs []string) {
	for _, cs := range s.candidates {
		for i := range cs {
			u := cs[i].url
			if u == "" || s.near.Inside(u) || portal[webpage.Key(u)] || webpage.OwnFolder(u) == "" {
				continue
			}
			if dir := schemeless(webpage.OwnFolder(u)); !slices.Contains(dirs, dir) {
				dirs = append(dirs, dir)
			}
		}
	}
	return dirs
}
