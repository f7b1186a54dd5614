package probe

import (
	"fmt"
	"slices"
	"time"

	"ducha/internal/address"
	"ducha/internal/facts"
	"ducha/internal/zhtext"
)

// MinGap is how far apart visits must lie to count both: the rule wants them at
// intervals over the day, and a burst proves one moment.
const MinGap = 15 * time.Minute

// shownFailures is how many failed visits a summary shows.
const shownFailures = 5

// Summary sums the visits of one site up, day by day in Beijing time, up to and
// including a day. It is nil when the log has none of the site. Visits that do
// not count (our own network failed, we were walled off) are discounted.
func (h *History) Summary(site Site, upTo time.Time) *facts.Probes {
	sum := &facts.Probes{Source: h.Source, Digest: h.Digest}
	days := map[string]*facts.ProbeDay{}
	var last time.Time
	for _, i := range h.of(site) {
		v := h.Visits[i]
		day := midnight(v.At)
		if day.After(upTo) {
			continue
		}
		d := days[day.Format(time.DateOnly)]
		if d == nil {
			d = &facts.ProbeDay{Day: day}
			days[day.Format(time.DateOnly)] = d
		}
		if !v.Counts() {
			d.Discounted++
			continue
		}
		if !last.IsZero() && v.At.Sub(last) < MinGap {
			continue
		}
		last = v.At
		d.Visits++
		shown := facts.ProbeVisit{At: v.At, URL: v.URL, Record: h.lines[i], Words: v.Words()}
		if sum.First.At.IsZero() {
			sum.First = shown
		}
		if v.Outcome == Failed {
			d.Failed++
			if len(sum.Failure) == shownFailures {
				sum.Failure = sum.Failure[1:]
			}
			sum.Failure = append(sum.Failure, shown)
		}
	}
	if len(days) == 0 {
		return nil
	}
	for _, d := range days {
		sum.Days = append(sum.Days, *d)
	}
	slices.SortFunc(sum.Days, func(a, b facts.ProbeDay) int { return a.Day.Compare(b.Day) })
	return sum
}

// of lists the visits of a site in the order of time.
func (h *History) of(site Site) []int {
	home, err := address.Canonical(site.URL)
	if err != nil {
		home = site.URL
	}
	var mine []int
	for i, v := range h.Visits {
		at, err := address.Canonical(v.URL)
		if err != nil {
			at = v.URL
		}
		if at == home {
			mine = append(mine, i)
		}
	}
	slices.SortStableFunc(mine, func(a, b int) int { return h.Visits[a].At.Compare(h.Visits[b].At) })
	return mine
}

func midnight(t time.Time) time.Time {
	t = t.In(zhtext.Beijing)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zhtext.Beijing)
}

// Words says in Chinese what came of a visit.
func (v Visit) Words() string {
	when := v.At.In(zhtext.Beijing).Format("2006-01-02 15:04:05")
	took := fmt.Sprintf("%.1f秒", float64(v.TookMS)/1000)
	switch v.Outcome {
	case Open:
		return fmt.Sprintf("%s 访问首页正常，用时%s", when, took)
	case Failed:
		note := "对照网址正常"
		if v.Control != ControlOpen {
			note = "对照网址也打不开，可能是本机网络故障，不计"
		}
		return fmt.Sprintf("北京时间%s访问首页失败（%s，用时%s），%s", when, v.Problem.Chinese(), took, note)
	}
	return fmt.Sprintf("%s 访问首页未能判断（%s），不计", when, v.Problem.Chinese())
}
