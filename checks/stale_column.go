package checks

import (
	"fmt"
	"regexp"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// StaleColumn fails a column whose newest entry is too old.
var StaleColumn = check.Define("stale-column", "栏目更新不及时",
	`查看：栏目列表中未置顶条目的发布日期，取评价基准日（或列表抓取日，取早者）之前最近的一条。
没有列表、整页为文字的栏目，页面写明的更新（发布）时间在期限内的，视为及时更新。
由其他工具存档的网页，以存档中最近一条信息的日期为评价日（存档可能早于其记录时间）。
不达标：最近一条早于期限（自然日）。
疑似：只有置顶条目在期限内；栏目页面另有通往其他网站（平台、系统等）的链接，可能已改在该处发布；栏目页面所列、网址看不出是下级栏目的列表另有更新。
无法核验：列表未读到、没有日期、可能更新的条目日期有疑义、列表未读完而不是按时间倒序排列，或有未能读取的部分（下级栏目、列表第一页等）。`,
	[]string{"column.stale"}, StaleColumnParams{MaxAgeDays: 180},
	func(p *check.Pass, params StaleColumnParams) check.Outcome {
		column, out := seen(p, params.Column)
		if out != nil {
			return *out
		}
		if len(column.Entries) == 0 {
			if page := updatedPage(p, column, params.MaxAgeDays); page != nil {
				at := updatedLabel.FindStringIndex(page.Text)
				return check.Passed(pageProof(page, around(page.Text, at[0], at[1])))
			}
			return check.CannotTellf("“%s”栏目没有读到条目，无法判断更新情况", column.Label)
		}
		return moved(p, column, unled(column, judgeAge(p, column, params)))
	})

// updatedLabel stands before the day on which a page of text was last changed.
var updatedLabel = regexp.MustCompile(`(更新|发布|公布|修订|调整)(时间|日期)[\s:：]*`)

// updatedPage is the page of a column that is one text and says that it was changed in time.
func updatedPage(p *check.Pass, column *facts.Column, maxAge int) *webpage.Page {
	page, err := p.Site.Page(column.URL)
	if err != nil {
		return nil
	}
	day, at := shownDay(p, column.At), dayAfter(updatedLabel, page.Text)
	if at.IsZero() || at.After(day) || days(at, day) > maxAge {
		return nil
	}
	return page
}

// newest is what the entries of a column say of its last update.
type newest struct {
	entry  *facts.SiteEntry // newest dated, not pinned, not after the judged day
	date   time.Time
	pinned time.Time // newest pinned date
	doubt  int       // entries without a trustworthy date that may be newer
}

func judgeAge(p *check.Pass, column *facts.Column, params StaleColumnParams) check.Outcome {
	return judgeAgeOn(p, shownDay(p, column.At), column, params)
}

// judgeAgeOn judges a column as it was on a day.
func judgeAgeOn(p *check.Pass, day time.Time, column *facts.Column, params StaleColumnParams) check.Outcome {
	n := newestOf(column, day)
	limit := day.AddDate(0, 0, -params.MaxAgeDays)
	switch {
	case n.entry != nil && !n.date.Before(limit):
		return check.Passed(entryProof(n.entry))
	case n.entry == nil && n.pinned.IsZero():
		return check.CannotTellf("“%s”栏目的条目均未读到可靠的发布日期", column.Label)
	case n.doubt > 0:
		return check.CannotTellf("“%s”栏目有%d条信息的发布日期不明，可能更新于期限之内", column.Label, n.doubt)
	case column.Unread != "":
		return check.CannotTellf("“%s”栏目有未能读取的部分，可能更新于期限之内：%s", column.Label, column.Unread)
	case !column.Complete && !column.Falling():
		return check.CannotTellf("“%s”栏目未读到末页，且不是按时间倒序排列，最新信息可能在未读到的页上", column.Label)
	case n.entry == nil || !n.pinned.Before(limit):
		return pinnedOnly(column, params, n, limit)
	}
	age := ageOn(p, day, n.date)
	message := fmt.Sprintf("“%s”栏目最近更新为%s，%s，超过%s。", column.Label, onPaper(n.date), age, span(params.MaxAgeDays))
	out := check.Failed(fmt.Sprintf("最近更新为%s，%s", onPaper(n.date), age), finding.Finding{
		Defect: "column.stale", Subject: "栏目:" + params.Column, Message: message,
		Evidence: datedProof(n.entry),
	})
	return beneath(p, column, limit, out)
}

func pinnedOnly(column *facts.Column, params StaleColumnParams, n newest, limit time.Time) check.Outcome {
	if n.pinned.Before(limit) {
		return check.CannotTellf("“%s”栏目只读到置顶信息，无法判断更新情况", column.Label)
	}
	e := n.entry
	if e == nil {
		e = &column.Entries[0]
	}
	return check.Suspected("除置顶信息外没有期限内的更新", finding.Finding{
		Defect: "column.stale", Subject: "栏目:" + params.Column,
		Message:  fmt.Sprintf("“%s”栏目除置顶信息外，未见%s内发布的信息。", column.Label, span(params.MaxAgeDays)),
		Evidence: []finding.Evidence{entryProof(e)},
	})
}

// newestOf reads the entries up to a day; later ones belong to the next period.
func newestOf(column *facts.Column, day time.Time) newest {
	var n newest
	for i := range column.Entries {
		e := &column.Entries[i]
		w, ok := e.Best()
		switch {
		case !ok:
			n.doubt++
		case w.Date.After(day):
		case e.Pinned:
			n.pinned = later(n.pinned, w.Date)
		default:
			if w.Date.After(n.date) {
				n.entry, n.date = e, w.Date
			}
		}
	}
	return n
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// span words a number of calendar days as the indicators do: whole weeks below a month, and
// months by the longest that so many may be.
func span(days int) string {
	if days < 31 && days%7 == 0 {
		return fmt.Sprintf("%d周", days/7)
	}
	if days == longestMonths(12) {
		return "1年"
	}
	for months := 1; months < 12; months++ {
		if days == longestMonths(months) {
			return fmt.Sprintf("%d个月", months)
		}
	}
	return fmt.Sprintf("%d天", days)
}

// longestMonths is the most days that so many months in a row have.
func longestMonths(n int) (most int) {
	for month := time.January; month <= time.December; month++ {
		const leap = 2024
		from := time.Date(leap, month, 1, 0, 0, 0, 0, time.UTC)
		most = max(most, days(from, from.AddDate(0, n, 0)))
	}
	return most
}

// StaleColumnParams are the parameters of stale-column.
type StaleColumnParams struct {
	Column     string `toml:"column"`       // vocabulary key
	MaxAgeDays int    `toml:"max_age_days"` // calendar days, not working days
}

// Validate wants a column and a sensible age.
func (p *StaleColumnParams) Validate() error {
	if err := needsName("column", p.Column); err != nil {
		return err
	}
	return inRange("max_age_days", p.MaxAgeDays, 1, 800)
}

// Wants names the columns the crawl should see first.
func (p *StaleColumnParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites.
func (p *StaleColumnParams) Example() { p.Column = "政策解读" }
