package samplesite

import (
	"fmt"
	"time"
)

// backdatedCode is planted between two visits: one alone cannot show it.
const backdatedCode = "date.backdated"

// earlierDays is how many days before the as-of day the earlier visit lay.
const earlierDays = 40

// EarlierDay is the day of the earlier visit.
func (s *Site) EarlierDay() time.Time { return s.asOf.AddDate(0, 0, -earlierDays) }

// Earlier is the site as it was seen at the earlier visit, without what was put
// into its lists since; nil when the plan has nothing that takes two visits.
func (s *Site) Earlier() *Site {
	if s.afterwards == nil {
		return nil
	}
	e := New(s.cfg)
	c := e.afterwards
	kept := c.specials[:0]
	for _, a := range c.specials {
		if a.since {
			delete(e.specials, a.id)
			continue
		}
		kept = append(kept, a)
	}
	c.specials = kept
	c.merge(e)
	return e
}

// plantBackdated puts entries of long ago into a list that was seen without them,
// and beside them entries that are new and say so, or were only some days on the way.
func (s *Site) plantBackdated() {
	c := s.columnToBackdate()
	if !s.plan.content.backdate || c == nil {
		return
	}
	s.afterwards = c
	h := mix(s.seed, 95)
	post := func(i int, d time.Time) *article {
		a := s.post(c, article{title: fmt.Sprintf("%s%d号标段沿线情况说明", pick(s.city.districts, h>>4), 31+i), date: d,
			body: []string{para("经现场查看，沿线设施完好，有关情况予以说明，请过往车辆按标志通行。")}})
		a.since = true
		return a
	}
	for i := range between(h, 1, 2) {
		post(i, friday(s.asOf.AddDate(0, 0, -between(h>>8, 250, 340)-9*i)))
	}
	for i, days := range []int{4, 24, earlierDays + 6} {
		a := post(7+i, s.daysBefore(days))
		s.trap(backdatedCode, "信息:"+a.title, s.articlePath(a), "上次检查之后发布，或只晚了几天上网")
	}
}

// columnToBackdate is a list whose rows show whole dates and which has no other fault.
func (s *Site) columnToBackdate() *column {
	for _, name := range shuffled([]string{"公示公告", "法治建设", "法治监督"}, mix(s.seed, 96)) {
		c := s.byKey[name]
		yearless := s.has(OddDates) && mix(s.seed, hash(name))%5 == 0
		if c != nil && s.plan.column[name] == "" && !yearless {
			return c
		}
	}
	return nil
}

// expectBackdated writes down on which pages of the list the entries stand; known
// only when all entries have their places.
func (s *Site) expectBackdated() {
	c := s.afterwards
	if c == nil || s.plan.down {
		return
	}
	told := map[string]bool{}
	for k, a := range c.specials {
		if !a.since || a.date.After(s.EarlierDay().AddDate(0, 0, -60)) {
			continue
		}
		p := s.listPath(c, c.pos[k]/s.perPage())
		if !told[p] {
			told[p] = true
			s.expect(backdatedCode, "列表:"+p, p, "上次检查时列表已显示到更早的日期，没有这些信息")
			s.truth[len(s.truth)-1].Verdict = Suspect
		}
	}
}

// listPath is where the rows of a page of a list stand.
func (s *Site) listPath(c *column, page int) string {
	if s.cfg.Style == StyleFrames {
		return s.framePath(c, page)
	}
	return s.scheme.column(c, page)
}
