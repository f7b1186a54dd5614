package facts

import (
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
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
func (s *Site) Directory(c *Column, p *webpage.Page) bool {
	own := contentLinks(p, true)
	delete(own, webpage.Key(p.URL))
	delete(own, s.homeKey)
	if s.expected(c, own) >= 2 {
		return true
	}
	known := s.columnKeys()
	var shared []map[string]int
	for _, l := range p.Links {
		key := webpage.Key(l.URL)
		if own[key] == 0 || !known[key] || len(shared) == directorySamples {
			continue
		}
		if v := s.visits[key]; v != nil && v.info != nil && v.info.Problem == evidence.None {
			if other, err := s.whole(v); err == nil {
				shared = append(shared, contentLinks(other, true))
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
		if col == nil || col.Problem != evidence.None || name.Key == c.Name || links[webpage.Key(col.URL)] == 0 {
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

// maxOnward is how many pages one page's links are followed to.
const maxOnward = 12

// LeadsOn is the text of a link in a page's content to a list or column that the
// home page does not lead to, or to one that was not read: what looks blank may be the
// way to its sub-columns. A menu of neighbours is none: their pages lead to one another
// and to the page.
func (s *Site) LeadsOn(p *webpage.Page) string {
	home, err := s.Home()
	if err != nil {
		return ""
	}
	own, here, side := webpage.Key(p.URL), contentLinks(p, false), navLinks(p)
	o := s.waysOn(p, home)
	menu, bar := contentLinks(home, false)[own], navLinks(home)[own] // the menu of the whole site leads back from everywhere
	// A neighbour leads to the page from its content or its menu: the parts of a platform
	// stand in a menu, their columns in the content beside it.
	neighbours := slices.DeleteFunc(o.pages, func(n way) bool { return n.content[own] <= menu && n.menu[own] <= bar })
	for _, l := range o.links {
		key := webpage.Key(l.URL)
		beside := func(n way) bool { return n.content[key] >= here[key] }
		if l.Area == webpage.AreaNav {
			beside = func(n way) bool { return n.menu[key] >= side[key] }
		}
		if !slices.ContainsFunc(neighbours, beside) {
			return l.Text
		}
	}
	return o.unread
}

// ways are what a page leads to.
type ways struct {
	links  []webpage.Link // to lists and columns that the home page does not lead to
	pages  []way          // those pages, and the other columns in the page's menu
	onward int            // how many of them are no columns of the menu
	unread string         // text of a link to a page that was not read
}

// way is what one page leads to in turn, by content and menu.
type way struct{ content, menu map[string]int }

func wayOf(q *webpage.Page) way { return way{contentLinks(q, false), navLinks(q)} }

func (s *Site) waysOn(p, home *webpage.Page) (o ways) {
	own := webpage.Key(p.URL)
	known := map[string]bool{own: true, webpage.Key(home.URL): true}
	for _, l := range home.Links {
		known[webpage.Key(l.URL)] = true
	}
	for _, l := range p.Links {
		nav := l.Area == webpage.AreaNav && l.Kind == webpage.LinkColumn
		if l.Area != webpage.AreaMain && !nav || zhtext.Runes(l.Text) < 2 || strings.HasSuffix(l.Text, "首页") || twinText(l.Text) || webpage.SearchURL(l.URL) || o.onward == maxOnward {
			continue
		}
		v := s.visits[webpage.Key(l.URL)]
		read := v != nil && s.readable(v)
		switch {
		case nav && known[webpage.Key(l.URL)]: // of the menu of the whole site, or of the page's neighbours
			if read && v.key != own && len(o.pages) < maxOnward {
				if q, err := s.whole(v); err == nil {
					o.pages = append(o.pages, wayOf(q))
				}
			}
		case !read:
			if o.unread == "" && (l.Kind == webpage.LinkColumn || l.Kind == webpage.LinkPlain) && s.inScope(l.URL) && (v == nil || !v.info.Problem.Definite()) {
				o.unread = l.Text
			}
		case known[v.key], l.Kind != webpage.LinkColumn && v.info.Class != webpage.ClassList && v.info.Class != webpage.ClassColumn:
		default:
			if q, err := s.whole(v); err == nil {
				o.links, o.pages, o.onward = append(o.links, l), append(o.pages, wayOf(q)), o.onward+1
			}
		}
	}
	return o
}

// navLinks counts the links in a page's menus by where they lead.
func navLinks(p *webpage.Page) map[string]int {
	n := make(map[string]int)
	for _, l := range p.Links {
		if l.Area == webpage.AreaNav && l.Text != "" {
			n[webpage.Key(l.URL)]++
		}
	}
	return n
}

// contentLinks counts the links in a page's content by where they lead; those of
// cards' headings too, or not.
func contentLinks(p *webpage.Page, cards bool) map[string]int {
	n := make(map[string]int)
	for _, l := range p.Links {
		if l.Area == webpage.AreaMain && l.Text != "" && (cards || l.Card == "") {
			n[webpage.Key(l.URL)]++
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
			known[webpage.Key(c.URL)] = c.URL != ""
		}
		for _, key := range s.menuKeys() {
			known[key] = true
		}
		return known
	})
}
