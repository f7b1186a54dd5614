package facts

import (
	"slices"
	"strings"
	"unicode"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// besideMenus is a page's text without the lines that name nothing but columns of the
// site, as the trees beside articles do. A column of the words looked for that has
// entries of the span is one of the things looked for, and stays.
func (s *Site) besideMenus(p *webpage.Page, f *finder) string {
	columns := s.columnKeys()
	var names []string
	for i := range p.Links {
		l := &p.Links[i]
		v := s.visits[webpage.Key(l.URL)]
		lists := v != nil && v.info != nil && (v.info.Class == webpage.ClassList || v.info.Class == webpage.ClassColumn)
		if zhtext.Runes(l.Text) > 1 && (lists || columns[webpage.Key(l.URL)]) && !(f.wanted(l.Text) && s.publishes(v, f.q)) {
			names = append(names, l.Text)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	pairs := make([]string, 0, 2*len(names))
	for _, name := range names {
		pairs = append(pairs, name, "")
	}
	without := strings.NewReplacer(pairs...)
	var b strings.Builder
	for line := range strings.Lines(p.Text) {
		if strings.ContainsFunc(without.Replace(line), unicode.IsLetter) {
			b.WriteString(line)
		}
	}
	return b.String()
}

// publishes says whether a page lists an entry of a query's span, or may do so.
func (s *Site) publishes(v *visit, q Query) bool {
	if v == nil || !s.readable(v) {
		return true
	}
	p, err := s.outline(v)
	if err != nil {
		return true
	}
	for i := range p.Lists {
		if slices.ContainsFunc(p.Lists[i].Entries, func(e webpage.Entry) bool {
			w, ok := bestOf(SiteEntry{Entry: e})
			return !ok || q.inSpan(w, ok)
		}) {
			return true
		}
	}
	return false
}
