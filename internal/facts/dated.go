package facts

import (
	"iter"

	"ducha/internal/evidence"
)

// Dated is one article with every witness of the day it was published: those of
// its own page and those of the list row that leads to it.
type Dated struct {
	Info *Info
	Row  *SiteEntry // the row that names it, nil when none was seen
	// Page are the witnesses of the article's own page, Listed those of the row.
	Page, Listed []Witness
}

// Dated gives every article that was read, sorted by address.
func (s *Site) Dated() iter.Seq[Dated] {
	return func(yield func(Dated) bool) {
		rows := make(map[string]*SiteEntry, len(s.rows))
		for i := range s.rows {
			if e := &s.rows[i]; e.URL != "" {
				if key := pageKey(e.URL); rows[key] == nil {
					rows[key] = e
				}
			}
		}
		for _, info := range s.infos {
			if info.Problem != evidence.None || info.Class != ClassArticle {
				continue
			}
			p, err := s.Page(info.URL)
			if err != nil || p.Article == nil {
				continue
			}
			d := Dated{Info: info, Page: p.Article.Dates}
			if e := rows[pageKey(info.URL)]; e != nil {
				d.Row, d.Listed = e, e.Dates
			}
			if !yield(d) {
				return
			}
		}
	}
}
