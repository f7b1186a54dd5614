package checks

import (
	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// MisnamedColumn fails a column that exists under a merely tolerated name.
var MisnamedColumn = check.Define("misnamed-column", "栏目名称不规范",
	`查看：网站对该栏目的称呼。
不达标：只以可接受的其他名称出现，未见规范名称；规范的合并栏目不算。
疑似：同上，但导航中有未能看到的页面，规范名称可能在那里；栏目只由名称用词推断。
无法核验：只凭网址推断出栏目，没有看到名称；或只是一篇信息的标题。`,
	[]string{"column.misnamed"}, MisnamedColumnParams{},
	func(p *check.Pass, params MisnamedColumnParams) check.Outcome {
		column, err := p.Site.Column(params.Column)
		switch {
		case err != nil:
			return check.CannotTell(err)
		case column == nil:
			return check.Outcome{Verdict: finding.NotApplicable, Reason: "未设“" + params.Column + "”栏目，由栏目设置规则评价，不重复扣分"}
		case column.Official || column.Combined || column.Named:
			return check.Passed(columnProof(column, ""))
		case column.Under != "":
			return check.CannotTell(branch(column))
		case column.Place == facts.BySlug:
			return check.CannotTellf("只从网址推断出“%s”栏目，未见栏目名称", params.Column)
		}
		if onePaper(p, column) != nil {
			return check.CannotTellf("“%s”只是一篇信息的标题，由栏目设置规则评价", column.Label)
		}
		message := "“" + params.Column + "”栏目在网站上名为“" + column.Label + "”，不是评价指标所列名称。"
		f := finding.Finding{
			Defect: "column.misnamed", Subject: "栏目:" + params.Column, Message: message,
			Evidence: []finding.Evidence{columnProof(column, "")},
		}
		if column.Guessed {
			f.Signal = true // words alone do not say for certain that it is the column
			return check.Suspected("栏目名称为“"+column.Label+"”，系由用词推断为该栏目", f)
		}
		if !p.Site.Certificate().Holds {
			f.Signal = true // a page that was not seen may bear the right name
			return check.Suspected("栏目名称为“"+column.Label+"”，但部分页面未能看到", f)
		}
		return check.Failed("栏目名称为“"+column.Label+"”", f)
	})

// MisnamedColumnParams are the parameters of misnamed-column.
type MisnamedColumnParams struct {
	Column string `toml:"column"` // vocabulary key
}

// Validate wants a column.
func (p *MisnamedColumnParams) Validate() error { return needsName("column", p.Column) }

// Wants names the columns the crawl should see first.
func (p *MisnamedColumnParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites.
func (p *MisnamedColumnParams) Example() { p.Column = "政策解读" }
