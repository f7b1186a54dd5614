package facts

import (
	"iter"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// Dated is one article with every witness of the day it was published: those of
// its own page and those of the list row that leads to it.
type Dated struct {
	Info *Info
	Row  *SiteEntry // the row that names it, nil when none was seen
	// Page are the witnesses of the article's own page, Listed those of the row.
	Page, Listed []webpage.Witness
}

// olderSample is how many older articles are given all the same: they tell how
// the site writes its dates.
const olderSample = 60

// Dated gives the articles with a date since a day, those without any, and a
// few older ones, sorted by address: years of old news are not what is judged.
func (s *Site) Dated(from time.Time) iter.Seq[Dated] {
	return func(yield func(Dated) bool) {
		rows := make(map[string]*SiteEntry, len(s.rows))
		for i := range s.rows {
			// A link beneath an article, such as 相关解读, stands beside that article's own day.
			if e := &s.rows[i]; e.URL != "" && (e.List == nil || e.List.Class != webpage.ClassArticle && !e.List.above) {
				if key := webpage.Key(e.URL); rows[key] == nil {
					rows[key] = e
				}
			}
		}
		older := 0
		for _, info := range s.infos {
			if info.Problem != evidence.None || info.Class != webpage.ClassArticle || info.above {
				continue
			}
			if !since(from, info, rows[webpage.Key(info.URL)]) {
				if older++; older > olderSample {
					continue
				}
			}
			if info.dates == nil {
				continue
			}
			d := Dated{Info: info, Page: info.dates}
			if e := rows[webpage.Key(info.URL)]; e != nil {
				d.Row, d.Listed = e, e.Dates
			}
			if !yield(d) {
				return
			}
		}
	}
}

// since says whether any day that is at hand without reading the page lies in
// the span, or none is.
func since(from time.Time, info *Info, row *SiteEntry) bool {
	days := []time.Time{info.Date.Date}
	if d, ok := webpage.PathDate(info.URL); ok && d.Full() {
		days = append(days, d.Time())
	}
	if row != nil {
		for _, w := range row.Dates {
			days = append(days, w.Date)
		}
	}
	known := false
	for _, d := range days {
		if !d.IsZero() && !d.Before(from) {
			return true
		}
		known = known || !d.IsZero()
	}
	return !known
}
