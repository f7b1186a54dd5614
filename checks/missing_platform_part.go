package checks

import (
	"strings"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// MissingPlatformPart fails a disclosure platform without one of its fixed parts.
var MissingPlatformPart = check.Define("missing-platform-part", "公开平台固定内容缺失",
	`查看：政府信息公开平台的指南、制度、法定主动公开内容、年报四个固定部分。
不达标：覆盖证明成立且两次查看均未找到该部分；或该部分打开后没有任何内容。
无法核验：平台没有看全，或该部分的页面未能看到；平台页面上有该名称而没有单独的页面；该部分只有指向其他栏目的链接（法定主动公开内容除外）。`,
	[]string{"platform.missing"}, MissingPlatformPartParams{MinChars: 30},
	func(p *check.Pass, params MissingPlatformPartParams) check.Outcome {
		column, err := p.Site.Column(params.Part)
		problem := finding.Finding{Defect: "platform.missing", Subject: "平台:" + params.Part}
		switch {
		case err != nil:
			return check.CannotTell(err)
		case column == nil && onPlatform(p, params.Part) != nil:
			return check.CannotTellf("“%s”没有单独的页面，公开平台页面上有此名称，须人工查看", params.Part)
		case column == nil:
			problem.Absence = true
			problem.Message = "首页、导航、政府信息公开平台和站点地图中均未找到“" + params.Part + "”。"
			problem.Evidence = searched(p.Site)
			return check.Failed("未设置“"+params.Part+"”", problem)
		case column.Problem == evidence.OutOfScope:
			return check.Passed(columnProof(column, ""))
		case column.Problem != evidence.None:
			return check.CannotTell(unread(column))
		case len(column.Entries) > 0 || len(column.Children) > 0:
			return check.Passed(columnProof(column, ""))
		}
		page, err := p.Site.Page(column.URL)
		if err != nil {
			return check.CannotTell(err)
		}
		if contentChars(page, column, nowhere) >= params.MinChars {
			return check.Passed(columnProof(column, ""))
		}
		switch {
		case page.Offers():
			return check.Passed(columnProof(column, ""))
		case page.ScriptsIn:
			return check.CannotTellf("“%s”的内容可能由脚本加载，未能看到", column.Label)
		case p.Site.Pictured(page):
			return check.CannotTellf("“%s”的内容是图片或音视频，须人工查看", column.Label)
		case params.Part == catalogue && p.Site.Directory(column, page):
			return check.Passed(columnProof(column, "")) // which may well name columns of the menu
		case p.Site.Directory(column, page):
			return check.CannotTellf("“%s”的内容是指向其他栏目的链接，须人工查看", column.Label)
		}
		if to := p.Site.LeadsOn(page); to != "" {
			return check.CannotTellf("“%s”页面上有通往“%s”的链接，内容可能在那里，须人工查看", column.Label, to)
		}
		problem.Message = "“" + column.Label + "”页面可以打开，但除导航外未见文字内容。"
		problem.Evidence = []finding.Evidence{columnProof(column, page.Text)}
		return check.Failed("“"+params.Part+"”没有内容", problem)
	})

// catalogue is the part that is nothing but a directory on many platforms.
const catalogue = "法定主动公开内容"

// onPlatform is the platform's page when a line of it is a part's name: the four
// parts may be tabs of one page, without addresses of their own.
func onPlatform(p *check.Pass, part string) *webpage.Page {
	column, err := p.Site.Column("政务公开")
	if err != nil || column == nil || column.Problem != evidence.None {
		return nil
	}
	page, err := p.Site.Page(column.URL)
	if err != nil {
		return nil
	}
	for line := range strings.Lines(page.Text) {
		if strings.TrimSpace(line) == part {
			return page
		}
	}
	return nil
}

// MissingPlatformPartParams are the parameters of missing-platform-part.
type MissingPlatformPartParams struct {
	Part     string `toml:"part"`      // vocabulary key: 政府信息公开指南
	MinChars int    `toml:"min_chars"` // characters that make a text page
}

// Validate wants a part.
func (p *MissingPlatformPartParams) Validate() error {
	if err := needsName("part", p.Part); err != nil {
		return err
	}
	return inRange("min_chars", p.MinChars, 1, 2000)
}

// Wants names the columns the crawl should see first.
func (p *MissingPlatformPartParams) Wants() []string { return []string{p.Part, "政务公开"} }

// Example fills the parameters for the hostile sites.
func (p *MissingPlatformPartParams) Example() { p.Part = "政府信息公开指南" }
