package checks

import (
	"fmt"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// StaleHome fails a home page none of whose columns had an update lately.
var StaleHome = check.Define("stale-home", "首页不更新",
	`查看：首页各栏目所列信息的日期（列表日期和文章页日期）；首页只有导航的，查看导航所列的全部栏目。没有日期的信息视为不更新。
不达标：首页各栏目最近一条信息早于期限，且导航所列栏目在期限内也没有更新。
疑似：首页所列信息均早于期限，但栏目页面有期限内的更新。
无法核验：首页或其信息由脚本加载、未能看全、日期有疑义，或首页在评价基准日之后抓取、已被新信息替换。
由其他工具存档的网页，以存档中最近一条信息的日期为评价日（存档可能早于其记录时间）。`,
	[]string{"site.stale_home"}, StaleHomeParams{MaxAgeDays: 14},
	func(p *check.Pass, params StaleHomeParams) check.Outcome {
		page, err := home(p)
		if err != nil {
			return check.CannotTell(err)
		}
		rows, err := p.Site.HomeEntries()
		if err != nil {
			return check.CannotTell(err)
		}
		day := shownDay(p, page.At)
		limit := day.AddDate(0, 0, -params.MaxAgeDays)
		seen := updatesOf(rows, day)
		all, blind := p.Site.Register()
		column, gap := freshest(all, day), unseenOf(p, page)
		switch {
		case seen.entry != nil && !seen.date.Before(limit):
			return check.Passed(entryProof(seen.entry))
		case page.ScriptsIn:
			return check.CannotTellf("首页部分内容由脚本加载，未能看全")
		case gap != "":
			return check.CannotTellf("%s", gap)
		case seen.later > 0:
			return check.CannotTellf("首页在评价基准日之后抓取，当时所列的信息已被替换")
		case seen.doubt > 0:
			return check.CannotTellf("首页有%d条信息的日期未能认定", seen.doubt)
		case seen.entry == nil && column.entry != nil && !column.date.Before(limit):
			return check.Passed(entryProof(column.entry))
		case seen.entry == nil && column.entry == nil:
			return check.CannotTellf("首页和栏目中均没有读到标注日期的信息")
		case blind != nil:
			return check.CannotTell(blind)
		}
		if c := unreadColumn(all); c != nil && (column.entry == nil || column.date.Before(limit)) {
			return check.CannotTell(unread(c))
		}
		return staleHome(p, seen, column, limit, day, params)
	})

// unseenOf is what the certificate misses of the home page itself.
func unseenOf(p *check.Pass, page *webpage.Page) string {
	for _, gap := range p.Site.Certificate().Missing {
		if gap.URL == page.URL {
			return gap.Reason
		}
	}
	return ""
}

// unreadColumn is a column whose entries were not seen: they may be newer than the others.
func unreadColumn(all []*facts.Column) *facts.Column {
	for _, c := range all {
		if c.Problem != evidence.None && !c.Problem.Definite() && c.Problem != evidence.OutOfScope {
			return c
		}
	}
	return nil
}

// updates is what a set of rows says of the last update.
type updates struct {
	entry *facts.SiteEntry // newest one that is not after the judged day
	date  time.Time
	later int // rows after the judged day
	doubt int // rows whose date could not be settled
}

func updatesOf(rows []facts.SiteEntry, day time.Time) updates {
	var u updates
	for i := range rows {
		e := &rows[i]
		w, ok := e.Best()
		switch {
		case !ok && undated(e):
		case !ok:
			u.doubt++
		case w.Date.After(day):
			u.later++
		case u.entry == nil || w.Date.After(u.date):
			u.entry, u.date = e, w.Date
		}
	}
	return u
}

// undated says that neither the row nor its page shows any date: the document
// counts such a row as not updated. A row whose page was not seen is in doubt.
func undated(e *facts.SiteEntry) bool {
	return len(e.Dates) == 0 && (e.URL == "" || e.Page != nil && e.Page.Problem == "" && e.Page.Date.Date.IsZero())
}

// freshest is the newest entry of all columns.
func freshest(all []*facts.Column, day time.Time) updates {
	var best updates
	for _, c := range all {
		if u := updatesOf(c.Entries, day); u.entry != nil && (best.entry == nil || u.date.After(best.date)) {
			best = u
		}
	}
	return best
}

func staleHome(p *check.Pass, seen, column updates, limit, day time.Time, params StaleHomeParams) check.Outcome {
	newest := seen
	if newest.entry == nil {
		newest = column
	}
	age := ageOn(p, day, newest.date)
	f := finding.Finding{Defect: "site.stale_home", Subject: "首页",
		Message: fmt.Sprintf("首页各栏目最近更新为%s，%s，超过%s。", onPaper(newest.date), age, span(params.MaxAgeDays)),
	}
	f.Evidence = []finding.Evidence{entryProof(newest.entry)}
	reason := fmt.Sprintf("首页各栏目最近更新为%s，%s", onPaper(newest.date), age)
	if column.entry != nil && !column.date.Before(limit) {
		f.Signal = true
		f.Message += "栏目页面在期限内有更新，首页未同步。"
		f.Evidence = append(f.Evidence, entryProof(column.entry))
		return check.Suspected(reason+"，但栏目页面有更新", f)
	}
	return check.Failed(reason, f)
}

// StaleHomeParams are the parameters of stale-home.
type StaleHomeParams struct {
	MaxAgeDays int `toml:"max_age_days"` // calendar days
}

// Validate bounds the age.
func (p *StaleHomeParams) Validate() error { return inRange("max_age_days", p.MaxAgeDays, 1, 800) }
