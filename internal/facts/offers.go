package facts

import (
	"slices"
	"strings"
)

// Offers says whether a page leads to contents of its own: files, or pages in its
// own folder. A page that is a file among others has no folder of its own.
func (p *Page) Offers() bool {
	dir := ownFolder(p.URL)
	if base := pathOf(p.URL)[strings.LastIndexByte(pathOf(p.URL), '/')+1:]; strings.Contains(base, ".") && !strings.HasPrefix(base, "index.") {
		dir = ""
	}
	for _, l := range p.Links {
		switch {
		case l.Area != AreaMain || l.Text == "":
		case l.Kind == LinkAttachment:
			return true
		case dir != "" && l.Kind != LinkPager && strings.HasPrefix(l.URL, dir) && !strings.HasPrefix(l.URL, dir+"index") && pageKey(l.URL) != pageKey(p.URL):
			return true
		}
	}
	return false
}

// through says whether the page of an address says that it stands beneath another
// column's: its 当前位置 leads through there. Not all addresses are nested.
func (s *Site) through(address, column string) bool {
	v, above := s.visits[pageKey(address)], pageKey(column)
	if v == nil || above == s.homeKey || !s.readable(v) {
		return false
	}
	p, err := s.outline(v)
	if err != nil {
		return false
	}
	last := len(p.Crumbs) - 1
	return slices.ContainsFunc(p.Crumbs[:max(last, 0)], func(c Link) bool { return c.URL != "" && pageKey(c.URL) == above })
}
