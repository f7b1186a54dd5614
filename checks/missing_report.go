package checks

import (
	"fmt"
	"time"

	"ducha/internal/check"
)

// MissingReport fails a unit whose yearly report on information disclosure is
// not published after 31 January.
var MissingReport = check.Define("missing-report", "年度报告缺失",
	`查看：全站标题、列表和链接中上一年度的政府信息公开工作年度报告。
未到期：评价基准日不晚于公开期限（默认 1 月 31 日）。
不达标：到期后，覆盖证明成立且两次查看均未找到。
疑似：已公开，但标注的发布日期晚于期限（可能因改版迁移而改变）。
无法核验：年报栏目未能看到或没有读完；栏目中的报告未写明年度、正文也看不出；只找到下属单位、上级政府或者多个单位的报告。`,
	[]string{"report.missing", "report.late"}, MissingReportParams{Due: "01-31", Column: "政府信息公开年报"},
	func(p *check.Pass, params MissingReportParams) check.Outcome {
		due, err := monthDay("due", params.Due, p.AsOf.Year(), p.AsOf.Location())
		if err != nil {
			return check.CannotTell(err)
		}
		year := p.AsOf.Year() - 1
		name := fmt.Sprintf("%d年政府信息公开工作年度报告", year)
		y := reportsOf(year, params.Column)
		y.late = "report.late"
		y.defect, y.subject, y.name, y.due = "report.missing", fmt.Sprintf("年报:%d年", year), name, due
		y.reads = func(url string) bool {
			report, _, err := readReport(p, url, year)
			return err == nil && report.Year == year
		}
		return judgeYearly(p, y)
	})

// reportsOf is what the titles of yearly reports have in common.
func reportsOf(year int, column string) annual {
	return annual{year: year, near: []string{"年报", "报告", "信息公开", "政务公开"}, all: []string{"信息公开", "报告"}, none: []string{"网站工作年度报表"},
		other: [][]string{{"信息公开", "年报"}, {"政务公开", "年度报告"}, {"政务公开", "年报"}, {"政务公开", "工作报告"}}, columns: []string{column}}
}

// MissingReportParams are the parameters of missing-report.
type MissingReportParams struct {
	Due    string `toml:"due"`    // last day to publish in the as-of year, MM-DD
	Column string `toml:"column"` // vocabulary key of the column it stands in
}

// Validate wants a day and a column.
func (p *MissingReportParams) Validate() error {
	if _, err := monthDay("due", p.Due, 2023, time.UTC); err != nil {
		return err
	}
	return needsName("column", p.Column)
}

// Wants names the columns the crawl should see first.
func (p *MissingReportParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites; the defaults do.
func (p *MissingReportParams) Example() {}
