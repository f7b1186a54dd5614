package facts

import (
	"time"

	"ducha/internal/webpage"
)

// sourceRank orders sources of one confidence from best to weakest.
func sourceRank(s webpage.DateSource) int {
	switch s {
	case webpage.DateShown:
		return 0
	case webpage.DateList:
		return 1
	case webpage.DateMeta:
		return 2
	case webpage.DateURL:
		return 3
	case webpage.DateSigned:
		return 4
	}
	return 5
}

// Witnesses of one confidence may differ by this much before they leave doubt:
// migration nights and late uploads are common, a few days prove nothing.
const (
	sureTolerance   = 7 * 24 * time.Hour
	likelyTolerance = 31 * 24 * time.Hour
)

// bestWitness chooses among the witnesses of one page.
func bestWitness(dates []webpage.Witness) (webpage.Witness, bool) {
	best := -1
	for i, w := range dates {
		if w.Date.IsZero() || w.Confidence < webpage.Likely || w.Date.Year() == webpage.UnknownYear {
			continue
		}
		if best < 0 || w.Confidence > dates[best].Confidence ||
			w.Confidence == dates[best].Confidence && sourceRank(w.Source) < sourceRank(dates[best].Source) {
			best = i
		}
	}
	if best < 0 {
		return webpage.Witness{}, false
	}
	tolerance := likelyTolerance
	if dates[best].Confidence == webpage.Sure {
		tolerance = sureTolerance
	}
	for _, w := range dates {
		// A signature is when a paper was signed, not when it was published.
		if w.Date.IsZero() || w.Confidence != dates[best].Confidence || w.Source == webpage.DateSigned || w.Source == webpage.DateAttachment || w.Date.Year() == webpage.UnknownYear {
			continue
		}
		if w.Date.Sub(dates[best].Date).Abs() > tolerance {
			return dates[best], false
		}
	}
	return dates[best], true
}

// bestOf weighs the list's dates and those of the entry's own page together.
func bestOf(e SiteEntry) (webpage.Witness, bool) {
	dates := e.Dates
	if e.Page != nil && !e.Page.Date.Date.IsZero() {
		dates = make([]webpage.Witness, 0, len(e.Dates)+1)
		for _, w := range e.Dates {
			if !yearTold(w, e.Page.Date) {
				dates = append(dates, w)
			}
		}
		dates = append(dates, e.Page.Date)
	}
	w, ok := bestWitness(dates)
	if ok && e.Page != nil && e.Page.Date.Confidence < webpage.Likely && !e.Page.Date.Date.IsZero() && w.Date.Sub(e.Page.Date.Date).Abs() > likelyTolerance {
		return w, false // its own page is at odds with itself, and with the row
	}
	return w, ok
}

// yearTold says whether a row shows month and day of the page's own day: the year
// worked out for it is no witness against the one the page tells.
func yearTold(row, page webpage.Witness) bool {
	return row.NoYear && !page.NoYear && page.Confidence >= webpage.Likely && row.Date.Month() == page.Date.Month() && row.Date.Day() == page.Date.Day()
}
