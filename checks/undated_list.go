package checks

import (
	"fmt"
	"slices"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// UndatedList fails a list whose entries show no date anywhere.
var UndatedList = check.Define("undated-list", "列表未标注日期",
	`查看：栏目列表各条目及其文章页的发布日期。
不达标：列表不标日期，已打开的文章页（不少于 min_read 篇）也都没有日期。
无法核验：没有读到足够的文章页。`,
	[]string{"column.undated"}, UndatedListParams{MinRead: 3},
	func(p *check.Pass, params UndatedListParams) check.Outcome {
		column, out := seen(p, params.Column)
		if out != nil {
			return *out
		}
		read := 0
		for i := range column.Entries {
			e := &column.Entries[i]
			if slices.ContainsFunc(e.Dates, printed) {
				return check.Passed(entryProof(e))
			}
			if e.Page == nil || e.Page.Problem != "" {
				continue
			}
			if printed(e.Page.Date) {
				return check.Passed(infoProof(e.Page, e.Page.Date.Quote))
			}
			read++
		}
		if read < params.MinRead {
			return check.CannotTellf("“%s”栏目只读到%d篇文章页，无法认定是否标注日期", column.Label, read)
		}
		return unled(column, check.Failed("列表和文章页均未标注发布日期", finding.Finding{
			Defect: "column.undated", Subject: "栏目:" + params.Column,
			Message:  fmt.Sprintf("“%s”栏目的列表和已查看的%d篇文章页均未标注发布日期。", column.Label, read),
			Evidence: []finding.Evidence{entryProof(&column.Entries[0])},
		}))
	})

// printed says whether a reader sees the date; a stamp in an address is not a
// date to him.
func printed(w facts.Witness) bool {
	switch w.Source {
	case facts.DateShown, facts.DateMeta, facts.DateList, facts.DateSigned:
		return !w.Date.IsZero() || w.Quote != ""
	}
	return false
}

// UndatedListParams are the parameters of undated-list.
type UndatedListParams struct {
	Column  string `toml:"column"`   // vocabulary key
	MinRead int    `toml:"min_read"` // article pages that must have been read
}

// Validate wants a column.
func (p *UndatedListParams) Validate() error {
	if err := needsName("column", p.Column); err != nil {
		return err
	}
	return inRange("min_read", p.MinRead, 1, 100)
}

// Wants names the columns the crawl should see first.
func (p *UndatedListParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites.
func (p *UndatedListParams) Example() { p.Column = "政策解读" }
