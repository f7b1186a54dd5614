package facts

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// Query is a search over the site.
type Query struct {
	Any      []string  // at least one of these words
	All      []string  // and all of these
	None     []string  // and none of these
	From, To time.Time // inclusive days; zero = no bound. Undated hits are left out when a bound is set
	Body     bool      // look into page text too
	Columns  []string  // only within these vocabulary columns; empty = the whole site
	First    bool      // the first hit is enough
}

// linkText is one text that links carry, with one of its targets.
type linkText struct {
	text, url string
	from      *Info
}

// Limits of the search index.
const (
	maxRows  = 300_000
	maxTexts = 100_000
	maxHits  = 5000
)

// words are the words of a query, folded.
type words struct{ any, all, none []string }

func (q *Query) words() words {
	fold := func(list []string) (out []string) {
		for _, w := range list {
			out = append(out, zhtext.Fold(w))
		}
		return out
	}
	return words{fold(q.Any), fold(q.All), fold(q.None)}
}

// wanted says whether a folded text meets the words.
func (w *words) wanted(folded string) bool {
	has := func(word string) bool { return strings.Contains(folded, word) }
	if len(w.any) > 0 && !slices.ContainsFunc(w.any, has) {
		return false
	}
	for _, word := range w.all {
		if !has(word) {
			return false
		}
	}
	return !slices.ContainsFunc(w.none, has)
}

// searched are the texts that searches go over, folded once: a site is searched
// by dozens of rules.
type searched struct{ titles, rows, texts []string } // of s.infos, s.rows, s.texts

func (s *Site) foldAll() searched {
	f := searched{make([]string, len(s.infos)), make([]string, len(s.rows)), make([]string, len(s.texts))}
	for i, info := range s.infos {
		f.titles[i] = zhtext.Fold(info.Title)
	}
	for i := range s.rows {
		f.rows[i] = zhtext.Fold(s.rows[i].Title)
	}
	for i := range s.texts {
		f.texts[i] = zhtext.Fold(s.texts[i].text)
	}
	return f
}

func (q *Query) inSpan(w webpage.Witness, ok bool) bool {
	if q.From.IsZero() && q.To.IsZero() {
		return true
	}
	if !ok {
		return false
	}
	return (q.From.IsZero() || !w.Date.Before(q.From)) && (q.To.IsZero() || !w.Date.After(q.To))
}

// Find looks for words in titles, list rows, link texts and, with Body, page
// text. nil, nil means they are certainly nowhere; ErrNotCovered that nothing
// was found but the certificate does not hold, or a column was not seen whole.
func (s *Site) Find(q Query) ([]Hit, error) {
	if len(q.Columns) > 0 {
		return s.findInColumns(q)
	}
	f, folded := newFinder(q), s.folded()
	for i, info := range s.infos {
		w := info.Date
		if info.Problem == evidence.None && f.wanted(folded.titles[i]) && q.inSpan(w, !w.Date.IsZero()) {
			f.add(Hit{Info: *info, Quote: info.Title}, info.URL)
		}
	}
	for i := range s.rows {
		f.row(s, &s.rows[i], folded.rows[i])
	}
	if q.From.IsZero() && q.To.IsZero() {
		for i, t := range s.texts {
			if f.wanted(folded.texts[i]) {
				f.add(Hit{Info: *t.from, Quote: t.text, Link: t.url}, t.url)
			}
		}
	}
	if q.Body {
		for _, info := range s.infos {
			if f.enough() {
				break
			}
			f.body(s, info)
		}
	}
	if len(f.hits) > 0 {
		return f.hits, nil
	}
	if err := f.above(); err != nil {
		return nil, err
	}
	if err := s.uncovered("未检索到相关内容，但不能断定没有"); err != nil {
		return nil, err
	}
	if why := s.blind(q.From); why != "" {
		return nil, notCovered("未检索到相关内容，但不能断定没有：" + why)
	}
	return nil, nil
}

type finder struct {
	words
	q    Query
	hits []Hit
	seen map[string]bool
	over string // a page of the portal over the site that has the words; empty when none has
}

func newFinder(q Query) finder { return finder{words: q.words(), q: q, seen: make(map[string]bool)} }

func (f *finder) add(h Hit, key string) {
	if h.above {
		f.over = cmp.Or(f.over, h.URL)
		return
	}
	if key = webpage.Key(key); f.seen[key] || len(f.hits) >= maxHits {
		return
	}
	f.seen[key] = true
	f.hits = append(f.hits, h)
}

// enough says whether more hits are not asked for.
func (f *finder) enough() bool { return f.q.First && len(f.hits) > 0 }

// row looks at one list row, given its title folded.
func (f *finder) row(s *Site, e *SiteEntry, title string) {
	if !f.wanted(title) {
		return
	}
	if w, ok := e.Best(); !f.q.inSpan(w, ok) {
		return
	}
	h := Hit{Entry: e, Quote: e.Raw, Link: e.URL}
	if v := s.visits[webpage.Key(e.List.URL)]; v != nil {
		h.Info = *v.info
	}
	key := e.URL
	if key == "" {
		key = e.List.URL + "\x00" + e.Title
	}
	f.add(h, key)
}

// body looks into the text of one page; whole pages are read one by one.
func (f *finder) body(s *Site, info *Info) {
	if info.Problem != evidence.None || info.Class == webpage.ClassAttachment || f.seen[webpage.Key(info.URL)] || !f.q.inSpan(info.Date, !info.Date.Date.IsZero()) {
		return
	}
	v := s.visits[webpage.Key(info.URL)]
	if v == nil {
		return
	}
	p, err := s.readExchange(v.chosen)
	if err != nil || !f.wanted(zhtext.Fold(p.Title+"\n"+p.Text)) {
		return
	}
	text := p.Text
	if !f.q.From.IsZero() || !f.q.To.IsZero() {
		// A column of that name was there before and after: a paper of the span is asked for.
		if text = s.besideMenus(p, f); !f.wanted(zhtext.Fold(p.Title + "\n" + text)) {
			return
		}
	}
	f.add(Hit{Info: *info, Quote: quoteAround(text, f.q)}, info.URL)
}

// quoteAround is the line of a text that holds one of the words.
func quoteAround(text string, q Query) string {
	for _, w := range append(slices.Clone(q.Any), q.All...) {
		i := strings.Index(text, w)
		if i < 0 {
			continue
		}
		start := strings.LastIndexByte(text[:i], '\n') + 1
		line, _, _ := strings.Cut(text[start:], "\n")
		if i-start > 200 {
			line = zhtext.Tail(text[start:i], 120) + text[i:start+len(line)]
		}
		return zhtext.Clip(line, 600)
	}
	return zhtext.Clip(text, 200)
}

// findInColumns searches the entries of some columns. Absence needs every one
// of them read to the end, or back to before the span.
func (s *Site) findInColumns(q Query) ([]Hit, error) {
	f := newFinder(q)
	var doubt error
	for _, key := range q.Columns {
		col, err := s.Column(key)
		if err != nil {
			doubt = err
			continue
		}
		if col == nil {
			continue
		}
		for i := range col.Entries {
			e := &col.Entries[i]
			f.row(s, e, zhtext.Fold(e.Title))
			if q.Body && e.Page != nil {
				f.body(s, e.Page)
			}
		}
		if len(col.Entries) == 0 && q.Body && col.Problem == evidence.None {
			if v := s.visits[webpage.Key(col.URL)]; v != nil {
				f.body(s, v.info)
			}
		}
		if why := col.shortOf(q.From); why != "" {
			doubt = notCovered("“" + key + "”栏目" + why)
		}
	}
	if len(f.hits) > 0 {
		return f.hits, nil
	}
	return nil, cmp.Or(doubt, f.above())
}

// above says that the words stand on the portal over the site and nowhere else.
func (f *finder) above() error {
	if f.over == "" {
		return nil
	}
	return notCovered("只在门户网站的页面上见到（" + f.over + "），是否为本网站所发布须人工核对")
}

// shortOf says in Chinese why a column's entries do not reach back to a day;
// empty when they do.
func (c *Column) shortOf(from time.Time) string {
	switch {
	case c.Problem != evidence.None:
		return "未能读取（" + c.Problem.Chinese() + "）"
	case c.Complete:
		return ""
	case c.Unread != "":
		return "有未能读取的部分：" + c.Unread
	case from.IsZero(), c.Until.IsZero(), c.Until.After(from):
		return "的列表没有读到最后一页"
	}
	return ""
}
