package facts

import (
	"time"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// Earlier is what an earlier snapshot of the same site showed in its lists: a
// witness of what was not there yet.
type Earlier struct {
	Digest string               // of the snapshot
	At     time.Time            // end of its crawl
	lists  map[string]time.Time // by list page: the oldest day it showed
	known  map[string]bool      // addresses and titles of all rows
}

// Remember keeps of a site what a later one is held against.
func (s *Site) Remember() *Earlier {
	e := &Earlier{Digest: string(s.snap.Digest), At: s.snap.Finished, lists: map[string]time.Time{}, known: map[string]bool{}}
	for i := range s.rows {
		r := &s.rows[i]
		e.known[webpage.Key(r.URL)], e.known[zhtext.Key(r.Title)] = true, true
		w, ok := r.Best()
		if !ok || w.NoYear {
			continue
		}
		key := webpage.Key(r.List.URL)
		if old := e.lists[key]; old.IsZero() || w.Date.Before(old) {
			e.lists[key] = w.Date
		}
	}
	for key := range s.visits {
		e.known[key] = true
	}
	return e
}

// Earlier is what was seen of the site before; nil when nothing was.
func (s *Site) Earlier() *Earlier { return s.earlier }

// Backdated gives the rows whose day lies before an earlier visit that did not see
// them, although their list then reached back over that day; by list page, sorted.
// margin is how many days a row may take to show up.
func (s *Site) Backdated(margin int) map[string][]*SiteEntry {
	e := s.earlier
	if e == nil {
		return nil
	}
	all := map[string][]*SiteEntry{}
	limit := e.At.AddDate(0, 0, -margin)
	for i := range s.rows {
		r := &s.rows[i]
		w, ok := r.Best()
		oldest := e.lists[webpage.Key(r.List.URL)]
		if !ok || w.NoYear || r.URL == "" || oldest.IsZero() || !w.Date.After(oldest) || !w.Date.Before(limit) {
			continue
		}
		if key := zhtext.Key(r.Title); e.known[webpage.Key(r.URL)] || e.known[key] || key == "" {
			continue
		}
		all[r.List.URL] = append(all[r.List.URL], r)
	}
	return all
}
