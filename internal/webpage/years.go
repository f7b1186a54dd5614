package webpage

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// SettleYears works out the years of dates shown without one. A list runs from
// new to old, so the year falls back when the month rises; the first date is
// not later than the day the page was fetched. An address with a day settles
// its own row. last is the date the page before ended with; zero on the first.
func SettleYears(entries []Entry, at, last time.Time) time.Time {
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
			if c := in(year); c.Sub(url).Abs() < best.Sub(url).Abs() {
				best = c
			}
		}
		// An address far from every year's day was stamped in a migration.
		if best.Sub(url).Abs() < 60*24*time.Hour {
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

// headedYears completes the days of rows by the line above them: 2022年 over rows
// that show month and day, 2022年3月 over rows that show a day only. Single rows of
// several years stand in one group.
func (r *reader) headedYears(rows []row) {
	year, month, heading := 0, 0, ""
	for i := range rows {
		stop := int32(0)
		if i > 0 {
			stop = r.t.Nodes[rows[i-1].node].End - 1
		}
		if y, m, h := r.periodAbove(rows[i].node, stop); y != 0 || i == 0 {
			year, month, heading = y, m, h
		}
		if year <= 0 {
			continue
		}
		e := &rows[i].entry
		if day := rows[i].day; day > 0 && month > 0 && !rows[i].dated {
			if d := (zhtext.Date{Year: year, Month: month, Day: day}); d.Time().Day() == day {
				e.Dates = append(e.Dates, listWitness(d, fmt.Sprintf("%s %d", heading, day), Likely))
				rows[i].dated = true
			}
		}
		for k := range e.Dates {
			if w := &e.Dates[k]; w.NoYear && month == 0 {
				w.Date = time.Date(year, w.Date.Month(), w.Date.Day(), 0, 0, 0, 0, zhtext.Beijing)
				w.NoYear, w.Quote = false, heading+" "+w.Quote
			}
		}
	}
}

// periodAbove reads the year, or year and month, in the line above a node and behind
// another one; 0 when there is none. A link, or one of a row of years, is no heading
// but a choice: -1.
func (r *reader) periodAbove(id, stop int32) (year, month int, heading string) {
	for k, steps := id-1, 0; k > stop && steps < 40; k, steps = k-1, steps+1 {
		n := &r.t.Nodes[k]
		if n.Tag != markup.TagText || r.hiddenAt(k) || n.Folded() == "" {
			continue
		}
		y, m := barePeriod(n.Folded())
		switch {
		case year != 0 && y != 0, y != 0 && (r.anchorAt(k) >= 0 || y > r.page.At.Year()+1):
			return -1, 0, ""
		case year != 0 || y == 0:
			return year, month, heading
		}
		year, month, heading = y, m, n.Folded()
	}
	return year, month, heading
}

// barePeriod reads a line that is a year or a month and no more: 2022年, 2022年度,
// 2022年3月, 2022.03; 0 when it is not.
func barePeriod(line string) (year, month int) {
	if len(line) > 30 || !markup.DigitIn(line) {
		return 0, 0
	}
	key := strings.TrimSuffix(strings.TrimSuffix(zhtext.Key(line), "度"), "月")
	first, second, _ := strings.Cut(strings.Replace(key, "年", "-", 1), "-")
	if len(first) != 4 || first < "1990" || first > "2099" || len(second) > 2 || strings.Trim(first+second, "0123456789") != "" {
		return 0, 0
	}
	year, _ = strconv.Atoi(first)
	if month, _ = strconv.Atoi(second); month > 12 || second != "" && month == 0 {
		return 0, 0
	}
	return year, month
}

// loneDay reads the day among the texts beside a title where no month is shown.
func loneDay(segments []string) int {
	for _, s := range segments {
		if len(s) > 12 || !markup.DigitIn(s) {
			continue
		}
		text := strings.TrimSuffix(strings.Trim(s, " []()（）【】"), "日")
		if day, err := strconv.Atoi(text); err == nil && len(text) <= 2 && day >= 1 && day <= 31 {
			return day
		}
	}
	return 0
}

// noDay is the absent day.
var noDay = time.Time{}
