package facts

import (
	"time"

	"ducha/internal/zhtext"
)

// settleYears works out the years of dates shown without one. A list runs from
// new to old, so the year falls back when the month rises; the first date is
// not later than the day the page was fetched. An address with a day settles
// its own row. last is the date the page before ended with; zero on the first.
func settleYears(entries []Entry, at, last time.Time) time.Time {
	rising := risingDays(entries)
	for i := range entries {
		e := &entries[i]
		for k := range e.Dates {
			w := &e.Dates[k]
			if !w.NoYear {
				if w.Source == DateList && !e.Pinned {
					last = w.Date
				}
				continue
			}
			settled, doubt := yearFor(w.Date, at, last, urlDate(e))
			w.Date = settled
			w.Confidence = Likely
			if doubt || e.Pinned || rising && urlDate(e).IsZero() {
				w.Confidence = Doubtful
			}
			if !e.Pinned {
				last = settled
			}
		}
	}
	return last
}

// risingDays says whether the days that show no year rise more often than they fall:
// a list from old to new, whose last year nothing on the page tells.
func risingDays(entries []Entry) bool {
	rises, before := 0, 0
	for i := range entries {
		for _, w := range entries[i].Dates {
			if !w.NoYear || entries[i].Pinned {
				continue
			}
			day := int(w.Date.Month())*100 + w.Date.Day()
			switch {
			case before == 0:
			case day > before:
				rises++
			case day < before:
				rises--
			}
			before = day
		}
	}
	return rises > 0
}

// urlDate is the day in an entry's address, zero when there is none.
func urlDate(e *Entry) time.Time {
	for _, w := range e.Dates {
		if w.Source == DateURL {
			return w.Date
		}
	}
	return time.Time{}
}

// yearFor finds the year of a month and day.
func yearFor(d, at, last, url time.Time) (time.Time, bool) {
	in := func(year int) time.Time {
		return time.Date(year, d.Month(), d.Day(), 0, 0, 0, 0, zhtext.Beijing)
	}
	if !url.IsZero() {
		best := in(url.Year())
		for _, year := range []int{url.Year() - 1, url.Year() + 1} {
			if c := in(year); absolute(c.Sub(url)) < absolute(best.Sub(url)) {
				best = c
			}
		}
		// An address far from every year's day was stamped in a migration.
		if absolute(best.Sub(url)) < 60*24*time.Hour {
			return best, false
		}
	}
	limit := at.In(zhtext.Beijing).Add(48 * time.Hour)
	year := limit.Year()
	if !last.IsZero() {
		year = last.Year()
		limit = last
	}
	settled := in(year)
	if !settled.After(limit) {
		return settled, false
	}
	// A rise of a few days within a list is disorder, not a new year.
	if !last.IsZero() && settled.Sub(last) < 15*24*time.Hour && !settled.After(at.Add(48*time.Hour)) {
		return settled, true
	}
	return in(year - 1), false
}

func absolute(d time.Duration) time.Duration {
	if d < 0 {
		return -d
	}
	return d
}

// noDay is the absent day.
var noDay = time.Time{}
