package facts

import (
	"slices"

	"ducha/internal/evidence"
)

// Limits of what is looked at to tell a directory.
const (
	minDirectory     = 3
	directorySamples = 6
)

// Directory says whether the content of a column's page is links to other columns of
// the site: to two that the vocabulary expects beneath it, or a catalogue, even of
// columns that the menus name too. Such links stand on the page more often than on
// the pages they lead to, which share its menus.
func (s *Site) Directory(c *Column, p *Page) bool {
	own := contentLinks(p)
	delete(own, pageKey(p.URL))
	delete(own, s.homeKey)
	if s.expected(c, own) >= 2 {
		return true
	}
	known := s.columnKeys()
	var shared []map[string]int
	for _, l := range p.Links {
		key := pageKey(l.URL)
		if own[key] == 0 || !known[key] || len(shared) == directorySamples {
			continue
		}
		if v := s.visits[key]; v != nil && v.info != nil && v.info.Problem == evidence.None {
			if other, err := s.whole(v); err == nil {
				shared = append(shared, contentLinks(other))
			}
		}
	}
	if len(shared) < minDirectory {
		return false
	}
	n := 0
	for key, times := range own {
		more := 0
		for _, other := range shared {
			if times > other[key] {
				more++
			}
		}
		if known[key] && more*3 >= len(shared)*2 {
			n++
		}
	}
	return n >= minDirectory
}

// expected counts the columns that stand beneath another by the vocabulary and are
// linked.
func (s *Site) expected(c *Column, links map[string]int) (n int) {
	for i, name := range s.match.names {
		col := s.columns[i]
		if col == nil || col.Problem != evidence.None || name.Key == c.Name || links[pageKey(col.URL)] == 0 {
			continue
		}
		if name.Parent == c.Name || s.expects(c.Name, name) {
			n++
		}
	}
	return n
}

// expects says whether a column is one of another's sub-columns by any of its names.
func (s *Site) expects(above string, name Name) bool {
	i := slices.IndexFunc(s.match.names, func(n Name) bool { return n.Key == above })
	return i >= 0 && slices.ContainsFunc(s.match.names[i].Children, func(child string) bool {
		return child == name.Key || slices.Contains(name.Official, child)
	})
}

// contentLinks counts the links in a page's content by where they lead.
func contentLinks(p *Page) map[string]int {
	n := make(map[string]int)
	for _, l := range p.Links {
		if l.Area == AreaMain && l.Text != "" {
			n[pageKey(l.URL)]++
		}
	}
	return n
}

type columnKeysKey struct{}

// columnKeys are the pages of the columns found and of the home page's menu.
func (s *Site) columnKeys() map[string]bool {
	return Once(s, columnKeysKey{}, func() map[string]bool {
		known := make(map[string]bool)
		for _, c := range s.Columns() {
			known[pageKey(c.URL)] = c.URL != ""
		}
		for _, key := range s.menuKeys() {
			known[key] = true
		}
		return known
	})
}
