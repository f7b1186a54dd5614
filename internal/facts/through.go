package facts

import "slices"

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
