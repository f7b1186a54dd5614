package facts

import (
	"slices"
	"strings"

	"ducha/internal/webpage"
)

// through says whether the page of an address says that it stands beneath another
// column's: its 当前位置 leads through there. Not all addresses are nested.
func (s *Site) through(address, column string) bool {
	v, above := s.visits[webpage.Key(address)], webpage.Key(column)
	if v == nil || above == s.homeKey || !s.readable(v) {
		return false
	}
	p, err := s.outline(v)
	if err != nil {
		return false
	}
	last := len(p.Crumbs) - 1
	return slices.ContainsFunc(p.Crumbs[:max(last, 0)], func(c webpage.Link) bool { return c.URL != "" && strings.EqualFold(webpage.Key(c.URL), above) }) // /ZWGK/ and /zwgk/ are one column
}
