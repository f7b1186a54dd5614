package facts

import "strings"

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
	dir := ownFolder(Canonical(s.snap.Home))
	if dir == "" || strings.HasPrefix(column, dir) {
		return false
	}
	p := Once(s, portalKey{}, func() portal { return s.portalOver(dir) })
	return p.unread || p.links[pageKey(column)]
}

func (s *Site) portalOver(dir string) (p portal) {
	scheme, rest, _ := strings.Cut(dir, "://")
	host, _, _ := strings.Cut(rest, "/")
	start := scheme + "://" + host + "/"
	home, err := s.Home()
	if err != nil || pageKey(start) == pageKey(home.URL) {
		return p
	}
	root, err := s.Page(start)
	if err != nil {
		v := s.visits[pageKey(start)]
		p.unread = v == nil || !v.info.Problem.Definite()
		return p
	}
	if next := s.follow(root, 0); next != nil {
		root = next
	}
	if pageKey(root.URL) == pageKey(home.URL) {
		return p
	}
	p.links = map[string]bool{}
	for i := range root.Links {
		p.links[pageKey(root.Links[i].URL)] = true
	}
	return p
}

// fromHome are the steps of a breadcrumb from the start page on: those of a part of
// a portal begin with the portal's.
func (s *Site) fromHome(crumbs []Link) []Link {
	for i := len(crumbs) - 1; i > 0; i-- {
		if pageKey(crumbs[i].URL) == s.homeKey {
			return crumbs[i:]
		}
	}
	return crumbs
}
