package facts

import (
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// A gist is what a site keeps of one page. Nothing in it is a piece of the page,
// so that the page can be let go of.
type gist struct {
	url     string // the page's own
	problem evidence.Problem
	class   webpage.Class
	title   string
	column  string
	docNo   string
	date    webpage.Witness
	dates   []webpage.Witness // of an article; never nil for one
	sights  series            // places that may be columns, see Readings.sights
	texts   series            // texts of links, see Readings.texts
	rows    []webpage.Entry
	drawn   *drawn
	paper   *paper
	notes   []any // one for each watch
	shows   showing
	fillers []uint64 // marks of a page that shows its content
	notice  notice
	face    *webpage.Face
	newest  time.Time // day of the newest row shown, not after the visit
	shown   int       // how much it shows, to compare visits of one page
}

// digest makes the gist of a page. One that breaks it must not end the run, nor
// accuse anybody.
func (r *Readings) digest(p *webpage.Page) (g *gist) {
	defer func() {
		if recover() != nil {
			g = &gist{url: p.URL, problem: evidence.AppError, class: webpage.ClassOther}
		}
	}()
	g = &gist{url: p.URL, problem: p.Problem, class: p.Class}
	if p.Problem != evidence.None {
		g.title = strings.Clone(p.Title)
		return g
	}
	g.title = strings.Clone(pageTitle(p))
	if n := len(p.Crumbs); n > 0 && p.Class == webpage.ClassArticle {
		g.column = r.word(lastColumn(p))
	} else if n > 0 {
		g.column = r.word(p.Crumbs[n-1].Text)
	}
	if name := p.Meta["columnname"]; name != "" && g.column == "" {
		g.column = r.word(name)
	}
	if p.Article != nil {
		g.docNo = strings.Clone(p.Article.DocNo)
		g.dates = r.datesOf(p.Article.Dates)
		sure := false
		if g.date, sure = bestWitness(g.dates); !sure {
			g.date.Confidence = webpage.Doubtful
		}
		g.paper = paperOf(p, g)
	}
	g.shows, g.fillers = fillersOf(p)
	g.notice = noticeOf(p)
	g.face = r.faceOf(p)
	g.rows = r.rowsOf(p)
	g.newest, g.shown = showsOf(p)
	if p.Class != webpage.ClassArticle && p.Class != webpage.ClassAttachment { // few of them are columns: those are read again
		g.drawn = r.draw(p, g.rows)
	}
	g.sights = r.sightsOf(p)
	g.texts = r.textsOf(p)
	if p.Class != webpage.ClassAttachment {
		for _, w := range r.watches {
			g.notes = append(g.notes, w.note(p))
		}
	}
	return g
}

// pageTitle is the title an index shows.
func pageTitle(p *webpage.Page) string {
	switch {
	case p.Article != nil && p.Article.Title != "":
		return p.Article.Title
	case p.Heading != "":
		return p.Heading
	}
	return p.Title
}

// lastColumn is the crumb an article stands under: the last one with a link
// that is not the article itself.
func lastColumn(p *webpage.Page) string {
	for i := len(p.Crumbs) - 1; i >= 0; i-- {
		c := p.Crumbs[i]
		if c.URL != "" && webpage.Key(c.URL) != webpage.Key(p.URL) && !webpage.ServiceText(c.Text) {
			return c.Text
		}
	}
	return ""
}

// numbers is a set of small numbers.
type numbers []bool

func (n numbers) has(id uint32) bool { return int(id) < len(n) && n[id] }

func (n *numbers) add(id uint32) {
	if int(id) >= len(*n) {
		*n = append(*n, make([]bool, int(id)+1)...) // at least twice the room
	}
	(*n)[id] = true
}

// ledTo is where an address led on to.
func ledTo(ex *evidence.Exchange) string {
	if webpage.Key(ex.FinalURL) == webpage.Key(ex.URL) {
		return ""
	}
	return ex.FinalURL
}

// take adds the gist of a visit's page to the site.
func (s *Site) take(v *visit, g *gist) {
	ex := v.chosen
	info := &Info{
		URL: g.url, Record: ex.ID, At: ex.At, SHA256: ex.Body, Problem: g.problem, Status: ex.Status, Class: g.class,
		Title: g.title, Column: g.column, DocNo: g.docNo, Date: g.date, Looks: s.looks(v, g.problem), Led: ledTo(ex), dates: g.dates, notes: g.notes,
	}
	info.above = s.near.Folder(g.url) != "" || g.face != nil && s.near.Above(g.url, *g.face)
	v.info = info
	s.infos = append(s.infos, info)
	if g.problem != evidence.None {
		return
	}
	home := v.key == s.homeKey
	if home {
		info.Class = webpage.ClassHome
	}
	v.drawn = g.drawn
	s.fitted.take(g)
	if !home {
		s.takeBeside(g)
	}
	if info.above {
		s.portals = append(s.portals, portalPage{info, g})
	} else {
		s.takeSights(info, g, home)
		s.takeTexts(info, g)
	}
	for _, e := range g.rows {
		if len(s.rows) < maxRows {
			s.rows = append(s.rows, SiteEntry{Entry: e, List: info})
		}
	}
	if g.paper != nil {
		pp := *g.paper
		pp.info = info
		s.papers = append(s.papers, pp)
	}
}

// takeTexts keeps every text that a link carries, once.
func (s *Site) takeTexts(info *Info, g *gist) {
	told := s.readings.told()
	for id := range g.texts.all() {
		t := &told[id]
		switch {
		case s.told.has(t.same):
		case len(s.texts) >= maxTexts:
			return
		default:
			s.told.add(t.same)
			s.texts = append(s.texts, linkText{t.text, t.url, info})
		}
	}
}

// takeSights adds what a page calls by a column's name.
func (s *Site) takeSights(info *Info, g *gist, home bool) {
	seen := s.readings.seen()
	for id := range g.sights.all() {
		if s.sighted.has(id) && !home {
			continue // the same words led to the same place already
		}
		s.sighted.add(id)
		sight := &seen[id]
		c := sight.candidate
		c.from, c.home = info, home
		for _, h := range sight.hits {
			c.official, c.combined, c.weak = h.official, h.combined, h.weak
			s.addCandidate(h.name, c)
		}
	}
}
