package facts

import (
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// Limits of one column's reading.
const (
	maxColumnPages   = 400
	maxColumnEntries = 20_000
	maxChildDepth    = 2
)

// A gatherer collects a column's entries from its list pages, their further
// pages, frames and data, and from its child columns.
type gatherer struct {
	s        *Site
	col      *Column
	seen     map[string]bool // page keys
	rows     map[textKey]bool
	read     []string // pages whose lists were read
	failed   []string // pages that belong to it and could not be read, with the reason
	onlyCard bool     // only lists under the column's own heading count
	complete bool
	beside   bool      // lists were left out that stand beside those of many pages
	chars    int       // characters of frames
	until    time.Time // latest of the days that incomplete lists were read back to
	lost     bool      // of one of them the day is not known
}

func newGatherer(s *Site, col *Column) *gatherer {
	return &gatherer{s: s, col: col, seen: make(map[string]bool), rows: make(map[textKey]bool), complete: true}
}

// finish settles what the column says of its own completeness.
func (g *gatherer) finish() {
	g.col.Pages, g.col.Parts = len(g.read), g.read
	g.col.Complete = g.complete && len(g.failed) == 0 && len(g.read) > 0
	switch {
	case len(g.failed) > 0:
		g.col.lacks(g.failed[0])
	case g.col.Complete || g.lost:
	case g.until.IsZero():
		g.col.Until = oldest(g.col.Entries)
	default:
		g.col.Until = g.until
	}
}

func (g *gatherer) fail(address string, p evidence.Problem) {
	g.failed = append(g.failed, address+"（"+p.Chinese()+"）")
}

// page reads one page of the column and what hangs on it.
func (g *gatherer) page(p outline, depth int) {
	key := webpage.Key(p.URL)
	if g.seen[key] || len(g.read) >= maxColumnPages {
		return
	}
	g.seen[key] = true
	g.read = append(g.read, p.URL)
	g.col.Begins = append(g.col.Begins, p.URL)
	last := g.lists(p, time.Time{})
	pages := g.pager(p, last)
	before := len(g.col.Entries)
	g.framed(p, depth)
	if len(g.col.Entries) == before {
		g.doubted(p, g.ownLists(p))
	}
	if !g.onlyCard {
		g.children(p, depth)
	}
	if !pages {
		g.complete = false
		d := g.chain(p)
		g.lost = g.lost || d.IsZero()
		if d.After(g.until) {
			g.until = d
		}
	}
}

// lists adds the entries of a page's own lists; last is the date the page
// before ended with.
func (g *gatherer) lists(p outline, last time.Time) time.Time {
	for _, i := range g.ownLists(p) {
		l := &p.Lists[i]
		if l.Empty != "" && g.col.Empty == "" && len(l.Entries) == 0 {
			g.col.Empty = l.Empty
		}
		entries := changeable(l.Entries)
		last = webpage.SettleYears(entries, p.At, last)
		for _, e := range entries {
			g.add(e, p)
		}
	}
	return last
}

// changeable gives copies of entries: settling years changes the dates that show
// none. What the site keeps as rows stays as it is.
func changeable(entries []webpage.Entry) []webpage.Entry {
	entries = slices.Clone(entries)
	for i := range entries {
		if e := &entries[i]; slices.ContainsFunc(e.Dates, func(w webpage.Witness) bool { return w.NoYear }) {
			e.Dates = slices.Clone(e.Dates)
		}
	}
	return entries
}

func (g *gatherer) add(e webpage.Entry, p outline) {
	if len(g.col.Entries) >= maxColumnEntries {
		g.complete = false
		return
	}
	id := textKey{e.Title, e.URL}
	if e.URL == "" { // such rows are told apart by their days only
		id.text = e.Title + "\x00" + e.ShownDate().Format(time.DateOnly)
	}
	if g.rows[id] {
		return
	}
	g.rows[id] = true
	se := SiteEntry{Entry: e, List: p.info}
	if v := g.s.visits[webpage.Key(e.URL)]; v != nil && e.URL != "" {
		se.Page = v.info
	}
	g.col.Entries = append(g.col.Entries, se)
}

// ownLists picks the lists of a page that are the column's and not a side bar's.
func (g *gatherer) ownLists(p outline) (own []int) {
	label := webpage.LabelKey(g.col.Label)
	main, most := -1, 0
	for i := range p.Lists {
		if w := len(p.Lists[i].Entries)*2 + datedRows(&p.Lists[i])*3; w > most && !webpage.SideHeading(webpage.LabelKey(p.Lists[i].Heading)) && !g.shared(p, &p.Lists[i]) {
			main, most = i, w
		}
	}
	for i, l := range p.Lists {
		if g.shared(p, &l) {
			g.beside = true
			continue
		}
		heading := webpage.LabelKey(l.Heading)
		if periodHeading(heading) {
			heading = "" // a year's rows go on with the list
		}
		named := heading != "" && (heading == label || g.named(heading))
		dated := datedRows(&l) > 0
		switch {
		case named:
		case g.onlyCard:
			continue
		case l.Empty != "" && len(l.Entries) == 0, i == main && p.Class == webpage.ClassList, p.Class == webpage.ClassData:
		case webpage.SideHeading(heading):
			continue
		case i == main, p.Class == webpage.ClassColumn:
		case heading == "" && (dated || main < 0 || datedRows(&p.Lists[main]) == 0):
			// A list without a heading beside the main one goes on with it.
		default:
			continue
		}
		own = append(own, i)
	}
	return own
}

// periodHeading says whether a heading is the year or month of the rows below it.
func periodHeading(key string) bool {
	return key != "" && strings.Trim(key, "0123456789年度月份") == ""
}

// datedRows counts the rows that show a date.
func datedRows(l *webpage.List) (n int) {
	for i := range l.Entries {
		if !l.Entries[i].ShownDate().IsZero() {
			n++
		}
	}
	return n
}

// named says whether a heading is one of the names of this column.
func (g *gatherer) named(heading string) bool {
	for _, h := range g.s.match.lookup(heading) {
		if g.s.match.names[h.name].Key == g.col.Name {
			return true
		}
	}
	return false
}

// pager follows a list to its other pages; false when some were not read.
func (g *gatherer) pager(p outline, last time.Time) (whole bool) {
	whole = !p.Pager.Open
	var todo []string
	enqueue := func(q outline) {
		for l := range q.Links() {
			if l.Kind == webpage.LinkPager && !g.seen[webpage.Key(l.URL)] && !slices.Contains(todo, l.URL) {
				todo = append(todo, l.URL)
			}
		}
	}
	enqueue(p)
	for n := 0; n < len(todo) && n < maxColumnPages; n++ {
		key := webpage.Key(todo[n])
		if g.seen[key] {
			continue
		}
		v := g.s.visits[key]
		if v == nil || v.info.Problem != evidence.None {
			if v != nil && v.info.Problem.Definite() && n > 0 {
				continue // pagers count on beyond the last page now and then
			}
			whole = false
			continue
		}
		q, err := g.s.outline(v)
		if err != nil {
			whole = false
			continue
		}
		g.seen[key] = true
		g.read = append(g.read, q.URL)
		last = g.lists(q, last)
		enqueue(q)
	}
	return whole
}

// framed reads frames and data lists the page names.
func (g *gatherer) framed(p outline, depth int) {
	for l := range p.Links() {
		if l.Kind != webpage.LinkFrame && l.Kind != webpage.LinkData || !g.s.inScope(l.URL) || g.seen[webpage.Key(l.URL)] {
			continue
		}
		v := g.s.visits[webpage.Key(l.URL)]
		if v == nil || v.info.Problem != evidence.None {
			if len(g.col.Entries) == 0 {
				why := evidence.NotCovered
				if v != nil {
					why = v.info.Problem
				}
				g.fail(l.URL, why)
			}
			continue
		}
		if q, err := g.s.outline(v); err == nil && depth < maxChildDepth && (len(q.Lists) > 0 || l.Kind == webpage.LinkFrame && !g.s.bottomFrame(q)) {
			if l.Kind == webpage.LinkFrame && q.Footer.ICP == "" && q.Footer.SiteCode == "" { // the bottom of all pages
				g.chars += q.runes
			}
			g.page(q, depth+1)
		}
	}
}

// longBottom is how many characters the bottom of a page has at most.
const longBottom = 300

// bottomFrame says whether a frame without lists is the bottom of all pages: the start
// page frames it too, and it tells who runs the site.
func (s *Site) bottomFrame(q outline) bool {
	if q.Footer.ICP == "" && q.Footer.SiteCode == "" || q.runes > longBottom {
		return false
	}
	home, err := s.Home()
	return err == nil && slices.ContainsFunc(home.Links, func(l webpage.Link) bool {
		return l.Kind == webpage.LinkFrame && webpage.Key(l.URL) == webpage.Key(q.URL)
	})
}

// children reads the columns under this one.
func (g *gatherer) children(p outline, depth int) {
	if p.Class == webpage.ClassArticle || p.Class == webpage.ClassData {
		return
	}
	for l := range p.Links() {
		// A list may show its newest rows and keep all of them behind 更多.
		onward := onward(l)
		if l.Kind != webpage.LinkColumn && !onward || l.URL == "" || webpage.Key(l.URL) == webpage.Key(p.URL) || webpage.FileURL(l.URL) {
			continue
		}
		if dir := webpage.OwnFolder(p.URL); webpage.Below(p.URL, l.URL) || onward && dir != "" && strings.HasPrefix(l.URL, dir) || l.Card != "" && l.Area == webpage.AreaMain && p.Class == webpage.ClassColumn || g.s.through(l.URL, p.URL) || g.besideFirst(p, l) {
			g.child(l, depth+1)
		}
	}
}

// besideFirst says whether a link leads to a sub-column beside the one that the column's
// own address leads on to: /tzgg/ opens with /tzgg/tz/, and /tzgg/gs/ is its part too.
func (g *gatherer) besideFirst(p outline, l *webpage.Link) bool {
	column := g.col.URL
	if g.read[0] != p.URL || column == "" || webpage.Key(column) == webpage.Key(p.URL) || webpage.Key(column) == webpage.Key(l.URL) {
		return false
	}
	return webpage.Below(column, p.URL) && webpage.Below(column, l.URL) || g.s.through(p.URL, column) && g.s.through(l.URL, column) ||
		!ownPage(p, g.col.Label) && !g.anothers(l.Text) && g.s.sameMenu(p, l)
}

// anothers says whether a name is that of another column, and not of this one.
func (g *gatherer) anothers(label string) bool {
	hits := strong(g.s.match.match(label))
	return len(hits) > 0 && !slices.ContainsFunc(hits, func(h hit) bool { return g.s.match.names[h.name].Key == g.col.Name })
}

// sameMenu says whether a page that the start page does not lead to stands in one menu
// with another, of which no other part is in the start page either: each leads to both.
func (s *Site) sameMenu(p outline, l *webpage.Link) bool {
	home, err := s.Home()
	v := s.visits[webpage.Key(l.URL)]
	if err != nil || v == nil || !s.readable(v) || inMenu(home, p.URL) || inMenu(home, l.URL) || !p.leadsTo(p.URL) {
		return false
	}
	q, err := s.outline(v)
	return err == nil && q.Class != webpage.ClassArticle && q.leadsTo(p.URL) && q.leadsTo(l.URL)
}

func inMenu(home *webpage.Page, address string) bool {
	key := webpage.Key(address)
	return slices.ContainsFunc(home.Links, func(l webpage.Link) bool { return l.Kind == webpage.LinkColumn && webpage.Key(l.URL) == key })
}

// leadsTo says whether a page leads to a column of an address.
func (o outline) leadsTo(address string) bool {
	key := webpage.Key(address)
	for l := range o.Links() {
		if l.Kind == webpage.LinkColumn && webpage.Key(l.URL) == key {
			return true
		}
	}
	return false
}

func (g *gatherer) child(l *webpage.Link, depth int) {
	label := l.Text
	if l.Card != "" {
		label = l.Card
	}
	key := webpage.Key(l.URL)
	if g.seen["child "+key] || webpage.IsRoot(l.URL) && webpage.Host(l.URL) == webpage.Host(g.col.URL) {
		return // the home page is beneath no column; another host may be one
	}
	if g.s.near.Folder(l.URL) != "" {
		return // another body's site is none of its parts
	}
	g.seen["child "+key] = true
	if label != "" && !webpage.MoreText(label) && !slices.Contains(g.col.Children, label) && zhtext.Runes(label) <= 24 {
		g.col.Children = append(g.col.Children, label)
	}
	if depth > maxChildDepth || g.seen[key] {
		return
	}
	v := g.s.visits[key]
	switch {
	case v == nil && !g.s.inScope(l.URL):
		g.complete = false
	case v == nil:
		g.fail(l.URL, evidence.NotCovered)
	case v.info.Problem.Definite():
	case !g.s.readable(v):
		g.fail(l.URL, v.info.Problem)
	default:
		p, err := g.s.outline(v)
		if err != nil {
			g.fail(l.URL, evidence.NotCovered)
			return
		}
		if stub := g.s.stub(p); stub != nil {
			if stub.info == nil || stub.info.Problem != evidence.None {
				g.fail(l.URL, evidence.NotCovered)
				return
			}
			if p, err = g.s.outline(stub); err != nil {
				return
			}
		}
		if p.Class == webpage.ClassArticle {
			g.read = append(g.read, p.URL)
			g.seen[key] = true
			return
		}
		g.page(p, depth)
	}
}
