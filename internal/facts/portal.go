package facts

import "strings"

type portalKey struct{}

// OfPortal says whether a column is one of the portal that the site is a part of:
// the start page stands in a folder, and the host's own start page, another one,
// leads to the column outside of it.
func (s *Site) OfPortal(column string) bool {
	dir := ownFolder(Canonical(s.snap.Home))
	if dir == "" || strings.HasPrefix(column, dir) {
		return false
	}
	return Once(s, portalKey{}, func() map[string]bool {
		links := map[string]bool{}
		scheme, rest, _ := strings.Cut(dir, "://")
		host, _, _ := strings.Cut(rest, "/")
		root, err := s.Page(scheme + "://" + host + "/")
		home, unread := s.Home()
		if err != nil || unread != nil || pageKey(root.URL) == pageKey(home.URL) {
			return links
		}
		if next := s.follow(root, 0); next != nil {
			if root = next; pageKey(root.URL) == pageKey(home.URL) {
				return links
			}
		}
		for i := range root.Links {
			links[pageKey(root.Links[i].URL)] = true
		}
		return links
	})[pageKey(column)]
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
