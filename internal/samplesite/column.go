package samplesite

import (
	"sort"
	"time"
)

// kind says what a column's page holds.
type kind uint8

const (
	kindList  kind = iota // a list of entries, paged
	kindText              // one text
	kindCards             // cards of the sub-columns
)

// column (栏目) is one node of the menu.
type column struct {
	id       int
	key      string // what it is, whatever the label says: 政策法规
	slug     string
	dir      string // the slugs from the top: /zwgk/zcfg/
	label    string
	kind     kind
	parent   *column
	children []*column
	alias    *column // this menu entry leads to another column's page
	news     bool    // takes the articles that fill the site up

	text     []string // HTML blocks of a text column
	specials []*article
	fill     filler
	base     int64 // id of the first generated article
	pos      []int // merged positions of specials

	undated bool   // its list shows no dates
	blank   bool   // its list is empty and says nothing
	empty   string // words that declare it empty
}

// article is one entry with its own page.
type article struct {
	id        int64
	col       *column
	title     string
	date      time.Time
	source    string
	docNo     string
	oddNumber bool      // its page writes the number with square brackets
	made      time.Time // 成文日期; zero for ordinary articles
	shown     time.Time // day its own page tells, when that differs from date
	index     string    // 索引号
	validity  string
	body      []string // HTML blocks
	files     []file
	related   []related
	pinned    bool
	since     bool   // not there yet at the earlier visit
	mark      string // words beside the title in lists, as some systems print for every row
}

// related is a link from an article's page to another page of the site.
type related struct {
	label string
	to    *article
	path  string // instead of to
	text  string
}

// file is an attachment.
type file struct {
	name string // with extension
	text []string
}

func (s *Site) add(parent *column, c *column) *column {
	c.id = 10 + len(s.cols)
	c.parent = parent
	if c.label == "" {
		c.label = c.key
	}
	c.dir = "/" + c.slug + "/"
	if parent.parent != nil {
		c.dir = parent.dir + c.slug + "/"
	}
	parent.children = append(parent.children, c)
	s.cols = append(s.cols, c)
	s.byID[c.id] = c
	if c.alias == nil {
		s.byKey[c.key] = c
		s.byDir[c.dir] = c
	}
	return c
}

// post adds an article of its own text to a column.
func (s *Site) post(c *column, a article) *article {
	p := &a
	p.id = s.nextID
	s.nextID++
	p.col = c
	if p.source == "" {
		p.source = s.Name()
	}
	c.specials = append(c.specials, p)
	s.specials[p.id] = p
	return p
}

// target is the column whose page a menu entry opens.
func (c *column) target() *column {
	if c.alias != nil {
		return c.alias
	}
	return c
}

func (c *column) total() int { return len(c.specials) + c.fill.count }

// merge works out where the column's own articles stand among the generated
// ones: newest first, pinned ones on top.
func (c *column) merge(s *Site) {
	sort.SliceStable(c.specials, func(i, j int) bool {
		a, b := c.specials[i], c.specials[j]
		if a.pinned != b.pinned {
			return a.pinned
		}
		return a.date.After(b.date)
	})
	c.pos = c.pos[:0]
	for k, a := range c.specials {
		newer := 0
		if !a.pinned {
			newer = sort.Search(c.fill.count, func(i int) bool { return s.fillDate(c, i).Before(a.date) })
		}
		c.pos = append(c.pos, newer+k)
	}
}

// at is the n-th entry of the column's list.
func (c *column) at(s *Site, n int) *article {
	k := sort.SearchInts(c.pos, n)
	if k < len(c.pos) && c.pos[k] == n {
		return c.specials[k]
	}
	return s.fillArticle(c, n-k, false)
}

// entries gives up to count entries from the n-th on.
func (c *column) entries(s *Site, n, count int) []*article {
	var out []*article
	for ; n < c.total() && count > 0; n, count = n+1, count-1 {
		out = append(out, c.at(s, n))
	}
	return out
}

// listPages is how many pages the column has.
func (s *Site) listPages(c *column) int {
	if c.kind != kindList || c.total() == 0 {
		return 1
	}
	return (c.total() + s.perPage() - 1) / s.perPage()
}

// article finds an article by its id, nil when there is none.
func (s *Site) article(id int64) *article {
	if a := s.specials[id]; a != nil {
		return a
	}
	k := sort.Search(len(s.filled), func(i int) bool { return s.filled[i].base > id }) - 1
	if k < 0 {
		return nil
	}
	c := s.filled[k]
	if i := id - c.base; i < int64(c.fill.count) {
		return s.fillArticle(c, int(i), true)
	}
	return nil
}

// trail is the way from the top to the column, the column last.
func (c *column) trail() []*column {
	var out []*column
	for x := c; x != nil && x.parent != nil; x = x.parent {
		out = append([]*column{x}, out...)
	}
	return out
}
