package checks

import (
	"ducha/internal/check"
	"ducha/internal/finding"
)

// MissingColumn fails a site that certainly lacks a column.
var MissingColumn = check.Define("missing-column", "栏目缺失",
	`查看：首页导航、卡片标题、公开平台、站点地图、面包屑、栏目名称标签和页面标题。
不达标：以上各处看全且两次查看均未出现该栏目（含规范名称、可接受的其他名称和合并栏目）。
无法核验：任一处没有看全；或栏目入口存在但页面不存在（另按链接打不开处理）。`,
	[]string{"column.missing"}, MissingColumnParams{},
	func(p *check.Pass, params MissingColumnParams) check.Outcome {
		column, err := p.Site.Column(params.Column)
		switch {
		case err != nil:
			return check.CannotTell(err)
		case column == nil:
			reason := "未设置“" + params.Column + "”栏目"
			return check.Failed(reason, finding.Finding{
				Defect: "column.missing", Subject: "栏目:" + params.Column, Absence: true,
				Message:  "首页、导航、公开平台和站点地图中均未找到“" + params.Column + "”栏目。",
				Evidence: searched(p.Site),
			})
		case column.Problem.Definite():
			return check.CannotTell(unread(column))
		}
		return check.Passed(columnProof(column, ""))
	})

// MissingColumnParams are the parameters of missing-column.
type MissingColumnParams struct {
	Column string `toml:"column"` // vocabulary key
}

// Validate wants a column.
func (p *MissingColumnParams) Validate() error { return needsName("column", p.Column) }

// Wants names the columns the crawl should see first.
func (p *MissingColumnParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites.
func (p *MissingColumnParams) Example() { p.Column = "政策解读" }
