package checks

import (
	"fmt"
	"regexp"
	"slices"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// UndatedList fails a list whose entries show no date anywhere.
var UndatedList = check.Define("undated-list", "列表未标注日期",
	`查看：栏目列表各条目及其文章页的发布日期。
不达标：列表不标日期，已打开的文章页（不少于 min_read 篇）也都没有日期。
疑似：同上，而条目直接链接附件，日期可能写在附件中。
无法核验：没有读到足够的文章页，或文章页的日期由脚本填写。`,
	[]string{"column.undated"}, UndatedListParams{MinRead: 3},
	func(p *check.Pass, params UndatedListParams) check.Outcome {
		column, out := seen(p, params.Column)
		if out != nil {
			return *out
		}
		read, files := 0, 0
		var pages []*facts.Info
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
			if attached(e.Page) {
				files++
				continue
			}
			if read++; len(pages) < params.MinRead {
				pages = append(pages, e.Page)
			}
		}
		switch {
		case slices.ContainsFunc(pages, func(i *facts.Info) bool { return dateToCome(p, i) }):
			return check.CannotTellf("“%s”栏目文章页的日期由脚本填写，未能看到", column.Label)
		case read < params.MinRead && files > 0 && read+files >= params.MinRead:
			return check.Suspected("列表未标注日期，条目为附件", finding.Finding{
				Defect: "column.undated", Subject: "栏目:" + params.Column, Signal: true,
				Message:  fmt.Sprintf("“%s”栏目的列表未标注发布日期，条目直接链接附件，是否标注由人工认定。", column.Label),
				Evidence: []finding.Evidence{entryProof(&column.Entries[0])},
			})
		case len(column.Entries) == 0:
			return check.CannotTellf("“%s”栏目没有读到条目，由空白栏目规则评价", column.Label)
		case read < params.MinRead:
			return check.CannotTellf("“%s”栏目只读到%d篇文章页，无法认定是否标注日期", column.Label, read)
		}
		return unled(column, check.Failed("列表和文章页均未标注发布日期", finding.Finding{
			Defect: "column.undated", Subject: "栏目:" + params.Column,
			Message:  fmt.Sprintf("“%s”栏目的列表和已查看的%d篇文章页均未标注发布日期。", column.Label, read),
			Evidence: []finding.Evidence{entryProof(&column.Entries[0])},
		}))
	})

// unfilledDate is the label of a date with nothing behind it.
var unfilledDate = regexp.MustCompile(`(?m)(^|[\s|\]】])(发布|发表|更新|录入|上传|添加|编辑|公开)?(时间|日期)\s*[:：]\s*($|来源|作者|信息|浏览|点击|阅读|字号|字体|编辑|责任|发布|【|\[|\||访问)`)

// dateToCome says whether a script may write the date of an article where its label
// stands alone.
func dateToCome(p *check.Pass, i *facts.Info) bool {
	page, err := p.Site.Page(i.URL)
	return err == nil && page.Scripted && unfilledDate.MatchString(page.Text)
}

// printed says whether a reader sees the date; a stamp in an address is not a
// date to him.
func printed(w webpage.Witness) bool {
	switch w.Source {
	case webpage.DateShown, webpage.DateMeta, webpage.DateList, webpage.DateSigned:
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
