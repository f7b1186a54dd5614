package checks

import (
	"fmt"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// trust is how far the days that machines write can be believed on this site.
// On one platform every tag is the night of a migration, on another half of the
// addresses are stamped at a late upload: there a difference proves nothing.
type trust struct {
	list                   bool
	address, meta, uploads witnessTrust
}

// witnessTrust is the habit of one kind of witness.
type witnessTrust struct {
	usual bool        // it nearly always agrees with the shown day
	late  []time.Time // the days that lie much later than the shown one
}

// Habits need so many articles, and agreement in so many of a hundred.
const (
	habitLeast = 10
	habitShare = 80
	batchLeast = 3  // this many late stamps close together are a batch of uploads
	batchSpan  = 15 // days: a new site is filled over weeks
)

func trustOf(all []dated, params DoubtfulDateParams) trust {
	both, agree := 0, 0
	for i := range all {
		if a := &all[i]; !a.shown.Date.IsZero() && !a.listed.Date.IsZero() {
			both++
			if apart(a.shown, a.listed) <= params.Listed {
				agree++
			}
		}
	}
	// Where lists commonly show another day (of an event, of the last change) a
	// difference is the site's way of writing. A few rows show no habit.
	t := trust{list: both < habitLeast || 100*agree >= habitShare*both}
	t.address = habit(all, params, func(a *dated) webpage.Witness { return a.address })
	t.meta = habit(all, params, func(a *dated) webpage.Witness { return a.meta })
	t.uploads = habit(all, params, func(a *dated) webpage.Witness { return a.uploads })
	return t
}

func habit(all []dated, params DoubtfulDateParams, of func(*dated) webpage.Witness) witnessTrust {
	var w witnessTrust
	both, agree := 0, 0
	for i := range all {
		a := &all[i]
		stamp, claimed := of(a), a.claimed()
		if stamp.Date.IsZero() {
			continue
		}
		both++
		switch n := apart(stamp, claimed); {
		case n <= 3:
			agree++
		case n > params.Days && stamp.Date.After(claimed.Date):
			w.late = append(w.late, stamp.Date)
		}
	}
	w.usual = both >= habitLeast && 100*agree >= habitShare*both
	return w
}

// later says whether a machine's day lies so much later than the shown one that
// it is doubtful, on a site where the two usually agree.
func (w witnessTrust) later(stamp, claimed webpage.Witness, limit int) bool {
	return w.usual && !stamp.Date.IsZero() && stamp.Date.After(claimed.Date) && apart(stamp, claimed) > limit && w.near(stamp.Date) < batchLeast
}

// near counts the late stamps about a day, that day's own included: a new
// platform is filled with old papers over a few weeks.
func (w witnessTrust) near(day time.Time) int {
	n := 0
	for _, d := range w.late {
		if d.Sub(day).Abs() <= batchSpan*24*time.Hour {
			n++
		}
	}
	return n
}

// crowded suspects columns most of whose entries of the quarter bear its last day.
func crowded(p *check.Pass, params DoubtfulDateParams) []finding.Finding {
	from := firstOfQuarter(p.AsOf)
	last := from.AddDate(0, 3, -1)
	if p.AsOf.Before(last) {
		return nil // the quarter is not over: the day has no meaning yet
	}
	var found []finding.Finding
	for _, name := range params.Columns {
		column, err := p.Site.Column(name)
		if err != nil || column == nil || column.Under != "" || !backTo(column, from.AddDate(0, -3, 0)) {
			continue
		}
		on, all, row := crowd(column, from, last)
		if on < params.Min || 100*on < params.Share*all || monthEnds(column, from) {
			continue
		}
		found = append(found, finding.Finding{Defect: "date.crowded", Subject: "栏目:" + name, Signal: true,
			Message:  fmt.Sprintf("“%s”栏目当季%d条信息中有%d条标注为%s（季度最后一日）。", column.Label, all, on, onPaper(last)),
			Evidence: []finding.Evidence{entryProof(row)}})
	}
	return found
}

// backTo says whether a column's list was read back to a day: what came before the
// quarter tells whether ends of months are its habit.
func backTo(c *facts.Column, day time.Time) bool {
	return c.Complete || !c.Until.IsZero() && !c.Until.After(day)
}

func crowd(c *facts.Column, from, last time.Time) (on, all int, row *facts.SiteEntry) {
	for i := range c.Entries {
		w, ok := c.Entries[i].Best()
		if !ok || w.Date.Before(from) || w.Date.After(last) {
			continue
		}
		all++
		if w.Date.Equal(last) {
			on++
			row = &c.Entries[i]
		}
	}
	return on, all, row
}

// monthEnds says whether the column has been filled at ends of months before:
// two earlier ones with three entries or more are a habit, not a rush.
func monthEnds(c *facts.Column, from time.Time) bool {
	ends := map[time.Time]int{}
	for i := range c.Entries {
		w, ok := c.Entries[i].Best()
		if !ok || !w.Date.Before(from) {
			continue
		}
		// The last three days of a month: month ends fall on holidays.
		if next := w.Date.AddDate(0, 0, 3); next.Month() != w.Date.Month() {
			ends[time.Date(w.Date.Year(), w.Date.Month(), 1, 0, 0, 0, 0, w.Date.Location())]++
		}
	}
	habits := 0
	for _, n := range ends {
		if n >= 3 {
			habits++
		}
	}
	return habits >= 2
}
