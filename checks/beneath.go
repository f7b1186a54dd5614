package checks

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// maxBeneath is how many links of a column's page are followed.
const maxBeneath = 20

// beneath makes a suspicion of what fails a column for its age when its page leads to
// lists of its own, by no address beneath it, that have newer entries: a column often
// opens with the list of its first sub-column. One that was not seen may have them too.
func beneath(p *check.Pass, c *facts.Column, limit time.Time, out check.Outcome) check.Outcome {
	if out.Verdict != finding.Fail {
		return out
	}
	page, err := p.Site.Page(c.URL)
	if err != nil {
		return out
	}
	known := map[string]bool{page.URL: true}
	note := func(q *webpage.Page, err error) {
		if err == nil {
			for _, l := range q.Links {
				known[l.URL] = true
			}
		}
	}
	note(p.Site.Home())
	for _, other := range p.Site.Columns() {
		known[other.URL] = true
		if other.Name == "政务公开" && other.URL != c.URL {
			note(p.Site.Page(other.URL))
		}
	}
	var menu []webpage.Link
	for _, l := range page.Links {
		if l.Kind == webpage.LinkEntry || l.Kind == webpage.LinkPager || l.Kind == webpage.LinkAttachment || l.Area == webpage.AreaFooter || l.Text == "" || known[l.URL] || len(menu) == maxBeneath {
			continue
		}
		known[l.URL] = true
		menu = append(menu, l)
	}
	unseen, yearless := "", ""
	for _, l := range menu {
		q, err := p.Site.Page(l.URL)
		switch {
		case errors.Is(err, facts.ErrNotCovered) && l.Area != webpage.AreaMain && bareHost(hostOf(l.URL)) == bareHost(hostOf(page.URL)):
			unseen = cmp.Or(unseen, l.Text)
		case err != nil || q.Problem != evidence.None || q.Class != webpage.ClassList && q.Class != webpage.ClassColumn:
		case !shares(q, page.URL, menu):
		case shows(q, func(w webpage.Witness) bool { return !w.NoYear && !w.Date.Before(limit) && !w.Date.After(p.AsOf) }):
			return doubted(out, "栏目页面所列的“"+l.Text+"”有更新，是否为其下级栏目由人工认定")
		case shows(q, func(w webpage.Witness) bool { return w.NoYear }):
			yearless = cmp.Or(yearless, l.Text)
		}
	}
	if yearless != "" {
		return doubted(out, "栏目页面所列的“"+yearless+"”所列信息没有标明年份，如为其下级栏目则可能另有更新，由人工认定")
	}
	if unseen != "" {
		return doubted(out, "栏目页面所列的“"+unseen+"”未能看到，如为其下级栏目则可能另有更新，由人工认定")
	}
	return out
}

// shares says whether a page leads back to another, or to the others of its menu.
func shares(q *webpage.Page, above string, menu []webpage.Link) bool {
	return links(q, above) || slices.ContainsFunc(menu, func(l webpage.Link) bool { return l.URL != q.URL && links(q, l.URL) })
}

func links(page *webpage.Page, url string) bool {
	for i := range page.Links {
		if page.Links[i].URL == url && page.Links[i].Kind != webpage.LinkEntry {
			return true
		}
	}
	return false
}

// shows says whether a list of a page shows such a day.
func shows(page *webpage.Page, such func(webpage.Witness) bool) bool {
	for i := range page.Lists {
		for k := range page.Lists[i].Entries {
			for _, w := range page.Lists[i].Entries[k].Dates {
				if w.Source == webpage.DateList && such(w) {
					return true
				}
			}
		}
	}
	return false
}
