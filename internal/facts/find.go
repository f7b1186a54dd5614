package facts

import (
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
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

// wanted says whether a text meets the words of a query.
func (q *Query) wanted(text string) bool {
	text = zhtext.Fold(text)
	has := func(w string) bool { return strings.Contains(text, zhtext.Fold(w)) }
	if len(q.Any) > 0 && !slices.ContainsFunc(q.Any, has) {
		return false
	}
	for _, w := range q.All {
		if !has(w) {
			return false
		}
	}
	return !slices.ContainsFunc(q.None, has)
}

func (q *Query) inSpan(w Witness, ok bool) bool {
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
	f := finder{q: q, seen: make(map[string]bool)}
	for _, info := range s.infos {
		w := info.Date
		if info.Problem == evidence.None && q.wanted(info.Title) && q.inSpan(w, !w.Date.IsZero()) {
			f.add(Hit{Info: *info, Quote: info.Title}, info.URL)
		}
	}
	for i := range s.rows {
		f.row(s, &s.rows[i])
	}
	if q.From.IsZero() && q.To.IsZero() {
		for _, t := range s.texts {
			if q.wanted(t.text) {
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
	if err := s.uncovered("未检索到相关内容，但不能断定没有"); err != nil {
		return nil, err
	}
	if why := s.blind(q.From); why != "" {
		return nil, notCovered("未检索到相关内容，但不能断定没有：" + why)
	}
	return nil, nil
}

type finder struct {
	q    Query
	hits []Hit
	seen map[string]bool
}

func (f *finder) add(h Hit, key string) {
	if key = pageKey(key); f.seen[key] || len(f.hits) >= maxHits {
		return
	}
	f.seen[key] = true
	f.hits = append(f.hits, h)
}

// enough says whether more hits are not asked for.
func (f *finder) enough() bool { return f.q.First && len(f.hits) > 0 }

func (f *finder) row(s *Site, e *SiteEntry) {
	if !f.q.wanted(e.Title) {
		return
	}
	if w, ok := e.Best(); !f.q.inSpan(w, ok) {
		return
	}
	h := Hit{Entry: e, Quote: e.Raw, Link: e.URL}
	if v := s.visits[pageKey(e.ListURL)]; v != nil {
		h.Info = *v.info
	}
	key := e.URL
	if key == "" {
		key = e.ListURL + "\x00" + e.Title
	}
	f.add(h, key)
}

// body looks into the text of one page; whole pages are read one by one.
func (f *finder) body(s *Site, info *Info) {
	if info.Problem != evidence.None || info.Class == ClassAttachment || f.seen[pageKey(info.URL)] || !f.q.inSpan(info.Date, !info.Date.Date.IsZero()) {
		return
	}
	v := s.visits[pageKey(info.URL)]
	if v == nil {
		return
	}
	p, err := s.readExchange(&v.chosen)
	if err != nil || !f.q.wanted(p.Title+"\n"+p.Text) {
		return
	}
	f.add(Hit{Info: *info, Quote: quoteAround(p.Text, f.q)}, info.URL)
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
			line = tail(text[start:i], 120) + text[i:start+len(line)]
		}
		return clip(line, 600)
	}
	return clip(text, 200)
}

// findInColumns searches the entries of some columns. Absence needs every one
// of them read to the end, or back to before the span.
func (s *Site) findInColumns(q Query) ([]Hit, error) {
	f := finder{q: q, seen: make(map[string]bool)}
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
			f.row(s, e)
			if q.Body && e.Page != nil {
				f.body(s, e.Page)
			}
		}
		if len(col.Entries) == 0 && q.Body && col.Problem == evidence.None {
			if v := s.visits[pageKey(col.URL)]; v != nil {
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
	return nil, doubt
}

// shortOf says in Chinese why a column's entries do not reach back to a day;
// empty when they do.
func (c *Column) shortOf(from time.Time) string {
	switch {
	case c.Problem != evidence.None:
		return "未能读取（" + c.Problem.Chinese() + "）"
	case c.Complete:
		return ""
	case from.IsZero(), c.Until.IsZero(), c.Until.After(from):
		return "的列表没有读到最后一页"
	}
	return ""
}
