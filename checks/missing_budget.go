package checks

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/budget"
	"ducha/internal/check"
)

// MissingBudget fails a unit whose budget or final accounts of a year are not
// published after the day they were due.
var MissingBudget = check.Define("missing-budget", "预决算信息缺失",
	`查看：全站标题、列表、链接和附件名称中该年度的部门预算（或决算）。
未到期：评价基准日不晚于公开期限；预算为当年，决算为上一年。
不达标：到期后，覆盖证明成立且两次查看均未找到。
疑似：已公开，但标注的发布日期晚于评价指标设定的期限（可能因改版迁移而改变）。
无法核验：预决算栏目未能看到或没有读完；栏目中的预算（决算）未写明年度、正文也看不出；只找到下属单位的，或关于预算（决算）工作的通知等。`,
	[]string{"budget.missing", "budget.late"}, MissingBudgetParams{Column: "预决算及三公费用"},
	func(p *check.Pass, params MissingBudgetParams) check.Outcome {
		year := p.AsOf.Year() - params.YearsBack
		due, err := monthDay("due", params.Due, year+params.YearsBack, p.AsOf.Location())
		if err != nil {
			return check.CannotTell(err)
		}
		name := fmt.Sprintf("%d年部门%s", year, params.Type)
		y := budgetsOf(year, params.Type, params.Column)
		y.late = "budget.late"
		y.defect, y.subject, y.name, y.due = "budget.missing", "预决算:"+name, name, due
		y.reads = func(url string) bool {
			return bundleAt(p, url, year, params.Type).figures()
		}
		return judgeYearly(p, y)
	})

// budgetsOf is what the titles of budgets, or of final accounts, have in common.
func budgetsOf(year int, kind, column string) annual {
	y := annual{year: year, near: []string{"三公", "收支", "财政资金", "财政信息"}, all: []string{kind}, columns: []string{column}, about: aboutBudget}
	if kind == budget.Budget {
		y.other = [][]string{{"预决算"}, {"决算", "预算"}} // 2021年决算和2022年预算
		y.none = []string{"决算", "招标", "采购预算", "工程预算"}
	}
	return y
}

// aboutBudget says whether a title speaks of the work with budgets, not of one.
func aboutBudget(title string) bool {
	if strings.Contains(title, "公开") {
		return false
	}
	return slices.ContainsFunc([]string{"通知", "培训", "会议", "评审", "绩效管理", "绩效评价", "绩效自评", "编制工作", "编报", "执行情况", "批复"}, func(w string) bool { return strings.Contains(title, w) })
}

// MissingBudgetParams are the parameters of missing-budget.
type MissingBudgetParams struct {
	Type      string `toml:"type"`       // 预算 or 决算
	YearsBack int    `toml:"years_back"` // 0 = the as-of year's, 1 = last year's
	Due       string `toml:"due"`        // last day to publish in the as-of year, MM-DD
	Column    string `toml:"column"`     // vocabulary key of the column it stands in
}

// Validate wants a type, a day and a column.
func (p *MissingBudgetParams) Validate() error {
	if p.Type != "预算" && p.Type != "决算" {
		return fmt.Errorf("type：应为 \"预算\" 或 \"决算\"，不是 %q", p.Type)
	}
	if err := inRange("years_back", p.YearsBack, 0, 5); err != nil {
		return err
	}
	if _, err := monthDay("due", p.Due, 2023, time.UTC); err != nil {
		return err
	}
	return needsName("column", p.Column)
}

// Wants names the columns the crawl should see first.
func (p *MissingBudgetParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites.
func (p *MissingBudgetParams) Example() { p.Type, p.Due = "预算", "04-30" }
