package checks

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/budget"
	"ducha/internal/check"
	"ducha/internal/facts"
)

// maxBudgetPages bounds the pages that are read for one budget.
const maxBudgetPages = 40

// apartBudget is how many days lie at most between the articles of one budget.
const apartBudget = 60

// findBudget looks for the budget of a year: on the pages that name it, in the
// pages' attachments, and in the tables that stand beside them in a column.
func findBudget(p *check.Pass, year int, kind string) (*budgetPapers, error) {
	pages, reason := budgetPages(p, year, kind)
	own := ownPages(p, pages)
	if len(own) == 0 {
		y := budgetsOf(year, kind, "预决算及三公费用")
		for _, e := range y.unnamed(p) {
			if bodyOf(p, e.title) != "" {
				continue
			}
			if page := bundleAt(p, e.url, year, kind); page.figures() {
				pages, own = append(pages, page), []*bundle{page}
				break
			}
		}
	}
	if len(own) == 0 {
		y := budgetsOf(year, kind, "预决算及三公费用")
		y.reads = func(url string) bool { return bundleAt(p, url, year, kind).figures() }
		if hit, _ := y.called(p); hit != nil {
			page := bundleAt(p, holder(p, hit), year, kind)
			pages, own = append(pages, page), []*bundle{page}
		}
	}
	if len(own) == 0 {
		if i := slices.IndexFunc(pages, (*bundle).figures); i >= 0 {
			reason = fmt.Errorf("找到多个单位的%d年%s（如“%s”），不能认定哪一个是本单位的", year, kind, pages[i].title)
		}
		return nil, reason
	}
	pages = slices.DeleteFunc(append(pages, besides(p, pages, year, kind)...), func(b *bundle) bool {
		unit := bodyOf(p, b.title)
		return unit != "" && unit != bodyOf(p, own[0].title)
	})
	return joined(pages, own, year, kind), nil
}

// budgetPages are the pages whose title or link names the year and the kind, with
// why those that hold nothing do not.
func budgetPages(p *check.Pass, year int, kind string) (pages []*bundle, reason error) {
	reason = fmt.Errorf("没有找到%d年部门%s，由预决算公开规则评价", year, kind)
	seen := map[string]bool{}
	for _, word := range yearWords(year) {
		hits, err := p.Site.Find(facts.Query{All: []string{word, kind}})
		if err != nil && len(hits) == 0 {
			reason = err
		}
		for _, h := range hits {
			if ofAnother(p, hitTitle(&h)) {
				continue
			}
			url := holder(p, &h)
			if seen[url] || len(seen) >= maxBudgetPages {
				continue
			}
			seen[url] = true
			page := bundleAt(p, url, year, kind)
			if page.reason != nil {
				reason = page.reason
			}
			if page.title == "" || bodyOf(p, hitTitle(&h)) != "" {
				page.title = hitTitle(&h) // the row may name a body that the article does not
			}
			if len(page.parts) > 0 || page.unread != nil && !aboutBudget(page.title) {
				pages = append(pages, page)
			}
		}
	}
	return pages, reason
}

// ownPages are the pages with figures of the body's own.
func ownPages(p *check.Pass, pages []*bundle) []*bundle {
	figures := slices.DeleteFunc(slices.Clone(pages), func(b *bundle) bool { return !b.figures() })
	own, _ := ownAmong(p, figures, func(b *bundle) string { return b.title })
	return own
}

// besides are articles of the column that are named after a table of the set and
// nothing else: they belong to the budget that came out in the same weeks.
func besides(p *check.Pass, pages []*bundle, year int, kind string) (out []*bundle) {
	column, err := p.Site.Column("预决算及三公费用")
	if err != nil || column == nil {
		return nil
	}
	seen := map[string]bool{}
	var days []time.Time
	for _, b := range pages {
		seen[b.url] = true
		if info := p.Site.Indexed(b.url); info != nil && !info.Date.Date.IsZero() {
			days = append(days, info.Date.Date)
		}
	}
	for i := range column.Entries {
		e := &column.Entries[i]
		if len(out) >= maxBudgetPages || e.URL == "" || seen[e.URL] || !tableOf(e.Title, year, kind) || ofAnother(p, e.Title) {
			continue
		}
		w, ok := e.Best()
		if ok && !slices.ContainsFunc(days, func(d time.Time) bool { return d.Sub(w.Date).Abs() <= apartBudget*24*time.Hour }) {
			continue
		}
		seen[e.URL] = true
		page := bundleAt(p, e.URL, year, kind)
		if len(page.frames) > 0 || page.unread != nil {
			out = append(out, page)
		}
	}
	return out
}

// tableOf says whether a title names a table of the set, and no other year or kind.
func tableOf(title string, year int, kind string) bool {
	if word := yearNamed.FindString(title); word != "" && !has(yearWords(year), word) {
		return false
	}
	return budget.NamesTable(title, kind)
}

// joined makes one budget of all pages. The first whole statement and the pages that are
// parts of one are judged together; a second whole one, as of the body itself beside that
// of the department, or a corrected one, makes a person look.
func joined(pages, own []*bundle, year int, kind string) *budgetPapers {
	all := &budgetPapers{year: year}
	corrects := func(b *bundle) bool {
		return slices.ContainsFunc([]string{"更正", "更新", "修正", "修订", "重新公开"}, func(w string) bool { return strings.Contains(b.title, w) })
	}
	corrected := slices.ContainsFunc(own, corrects)
	var whole *bundle
	for _, b := range own {
		for _, part := range b.parts {
			part.replaced = corrected && !corrects(b)
			all.parts = append(all.parts, part)
		}
		if b.full && whole == nil {
			whole = b
		}
	}
	var frames []budget.Frame
	others := false
	for _, b := range pages {
		if b.unread != nil && (whole == nil || b == whole || !b.full) {
			all.unread = b.unread
		}
		if b.full && b != whole {
			others = others || slices.Contains(own, b)
			continue
		}
		frames = append(frames, b.frames...)
	}
	all.frame = budget.Join(kind, frames)
	all.frame.Year = year
	all.frame.Frame.Whole = all.frame.Frame.Whole && !others
	all.at = own[0].at
	if whole != nil {
		all.at = whole.at
	}
	return all
}
