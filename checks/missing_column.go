package checks

import (
	"ducha/internal/check"
	"ducha/internal/finding"
)

// MissingColumn fails a site that certainly lacks a column.
var MissingColumn = check.Define("missing-column", "栏目缺失",
	`查看：首页导航、卡片标题、公开平台、站点地图、面包屑、栏目名称标签和页面标题。
不达标：以上各处看全且两次查看均未出现该栏目（含规范名称、可接受的其他名称和合并栏目）。
疑似：没有“政策解读”栏目，而近一年的文件另有解读（如与文件同在政策文件库）。
无法核验：任一处没有看全；或栏目入口存在但页面不存在（另按链接打不开处理）。`,
	[]string{"column.missing"}, MissingColumnParams{},
	func(p *check.Pass, params MissingColumnParams) check.Outcome {
		column, err := p.Site.Column(params.Column)
		switch {
		case err != nil:
			return check.CannotTell(err)
		case column == nil:
			if in := held(p, params.Column); in != nil {
				return check.Suspected("未单独设置“"+params.Column+"”栏目，其内容见于其他栏目", finding.Finding{
					Defect: "column.missing", Subject: "栏目:" + params.Column, Signal: true,
					Message:  "未单独设置“" + params.Column + "”栏目，但近一年的政策文件在其他栏目中有解读，是否视为合并设置由人工认定。",
					Evidence: []finding.Evidence{infoProof(in, in.Title)},
				})
			}
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
