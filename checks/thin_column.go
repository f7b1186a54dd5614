package checks

import (
	"fmt"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// ThinColumn fails a column with too few entries in the period.
var ThinColumn = check.Define("thin-column", "栏目内容偏少",
	`查看：评价期内（当季或近一年）栏目发布的条数。
不达标：列表已读到评价期起点，条数仍少于规定。
疑似：同上，而栏目页面另有通往其他网站（平台、系统等）的链接，可能已改在该处发布。
无法核验：列表未读到起点，或日期不明的条目足以改变结论。`,
	[]string{"column.thin"}, ThinColumnParams{Min: 1, Period: "quarter"},
	func(p *check.Pass, params ThinColumnParams) check.Outcome {
		column, out := seen(p, params.Column)
		if out != nil {
			return *out
		}
		if len(column.Entries) == 0 {
			return check.CannotTellf("“%s”栏目没有读到条目，由空白栏目规则评价", column.Label)
		}
		if shownDay(p, column.At).Before(p.AsOf) {
			return check.CannotTellf("“%s”栏目在评价期结束前抓取，条数未定", column.Label)
		}
		from := start(p, params.Period)
		count, unknown := 0, 0
		for i := range column.Entries {
			w, ok := column.Entries[i].Best()
			switch {
			case !ok, w.NoYear && w.Date.After(p.AsOf): // the year worked out may be a later one
				unknown++
			case !w.Date.Before(from) && !w.Date.After(p.AsOf):
				count++
			}
		}
		judged := judgeCount(column, params, from, p.AsOf, count, unknown)
		return moved(p, column, unled(column, beneath(p, column, from, judged)))
	})

func judgeCount(column *facts.Column, params ThinColumnParams, from, to time.Time, count, unknown int) check.Outcome {
	newestEntry := &column.Entries[0]
	switch {
	case count >= params.Min:
		return check.Passed(entryProof(newestEntry))
	case count+unknown >= params.Min:
		return check.CannotTellf("“%s”栏目有%d条信息日期不明，条数无法认定", column.Label, unknown)
	case !column.Complete && (column.Until.IsZero() || !column.Until.Before(from)):
		return check.CannotTellf("“%s”栏目的列表未读到%s，条数无法认定", column.Label, onPaper(from))
	}
	return check.Failed(fmt.Sprintf("评价期内发布%d条，少于%d条", count, params.Min), finding.Finding{
		Defect: "column.thin", Subject: "栏目:" + params.Column,
		Message: fmt.Sprintf("“%s”栏目在%s至%s期间发布信息%d条，少于评价指标要求的%d条。",
			column.Label, onPaper(from), onPaper(to), count, params.Min),
		Evidence: []finding.Evidence{entryProof(newestEntry)},
	})
}

// start is the first day of the judged period. A year is the twelve months up
// to the judged day, so that the first quarter is not asked for a year's work.
func start(p *check.Pass, period string) time.Time {
	if period == "year" {
		return p.AsOf.AddDate(-1, 0, 1)
	}
	return p.From
}

// period checks the name of a period.
func period(name string) error {
	if name != "quarter" && name != "year" {
		return fmt.Errorf("period：应为 \"quarter\"（当季）或 \"year\"（近一年），不是 %q", name)
	}
	return nil
}

// ThinColumnParams are the parameters of thin-column.
type ThinColumnParams struct {
	Column string `toml:"column"` // vocabulary key
	Min    int    `toml:"min"`    // entries wanted in the period
	Period string `toml:"period"` // quarter or year
}

// Validate wants a column, a number and a period.
func (p *ThinColumnParams) Validate() error {
	if err := needsName("column", p.Column); err != nil {
		return err
	}
	if err := inRange("min", p.Min, 1, 1000); err != nil {
		return err
	}
	return period(p.Period)
}

// Wants names the columns the crawl should see first.
func (p *ThinColumnParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites.
func (p *ThinColumnParams) Example() { p.Column = "政策解读" }
