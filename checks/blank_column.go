package checks

import (
	"regexp"
	"strings"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/zhtext"
)

// BlankColumn fails a column that opens and holds nothing.
var BlankColumn = check.Define("blank-column", "空白栏目",
	`查看：栏目页及其下级栏目的条目和文字。
不达标：页面完整打开，没有条目、没有下级栏目（包括当前位置表明的下级栏目）、也没有成段文字。
疑似：页面只有一两句话，只写明“建设中”，只有系统的提示“暂无信息”等，只有图片、音视频，或除各页都有的文字、列表、脚本外没有内容。
无法核验：页面未能看全，或内容可能由脚本加载；或页面除各页都有的文字外，只有通往其他网站、其他栏目的链接。
页面说明没有该类信息的（“本年度未发生行政处罚案件”等），按参数 allow_declared 处理：默认视为已说明，不扣分。`,
	[]string{"column.blank"}, blankDefaults,
	func(p *check.Pass, params BlankColumnParams) check.Outcome {
		column, out := seen(p, params.Column)
		switch {
		case out == nil:
			return unled(column, judgeBlank(p, column, params))
		case out.Verdict == finding.Unverifiable:
			if column, err := p.Site.Column(params.Column); err == nil {
				return unfilled(p, column, params, *out)
			}
		}
		return *out
	})

// blankDefaults are what a rule does not say: a declaration explains, thirty characters fill.
var blankDefaults = BlankColumnParams{AllowDeclared: true, MinChars: 30}

// underConstruction says whether all a column shows is that it is being built:
// inspections take that for blank, but when it was opened is not to be seen.
func underConstruction(c *facts.Column) bool { return strings.Contains(c.Empty, "建设中") }

// promptOnly is what systems write over a list without rows: nobody has said why.
var promptOnly = regexp.MustCompile(`^(?:很?抱歉|对不起|您好)?[，,！!\s]*(?:该|本|此|当前)?(?:栏目|列表|分类|频道)?(?:下|里|中)?[，,\s]*(?:目前|当前|暂时)?(?:暂无|没有|没有找到|无)(?:任何|相关|更多|您要的?)?的?(?:信息|内容|数据|记录|文章|资料|新闻|公告)?[，,\s]*(?:敬请期待)?[！!。.…~\s]*$`)

// judgeBlank judges one column that could be read.
func judgeBlank(p *check.Pass, column *facts.Column, params BlankColumnParams) check.Outcome {
	if len(column.Entries) > 0 || len(column.Children) > 0 {
		return check.Passed(columnProof(column, ""))
	}
	page, err := p.Site.Page(column.URL)
	switch {
	case err != nil:
		return check.CannotTell(err)
	case page.Offers(), asks(p, page):
		return check.Passed(columnProof(column, ""))
	case column.Shared:
		return check.Suspected("栏目页面上只有其他页面也有的列表", finding.Finding{
			Defect: "column.blank", Subject: "栏目:" + params.Column, Signal: true,
			Message:  "“" + column.Label + "”栏目没有自己的条目，页面上的列表在本网站其他页面也有，是否空白由人工认定。",
			Evidence: []finding.Evidence{columnProof(column, page.Text)},
		})
	case p.Site.Pictured(page) && !p.Site.Directory(column, page):
		return check.Suspected("栏目没有文字，只有图片或音视频", finding.Finding{
			Defect: "column.blank", Subject: "栏目:" + params.Column, Signal: true,
			Message:  "“" + column.Label + "”栏目没有文字内容，只有图片或音视频，是否空白由人工认定。",
			Evidence: []finding.Evidence{columnProof(column, "")},
		})
	case underConstruction(column):
		return check.Suspected("栏目建设中，没有内容", finding.Finding{
			Defect: "column.blank", Subject: "栏目:" + params.Column, Signal: true,
			Message:  "“" + column.Label + "”栏目没有内容，页面只写明“建设中”。",
			Evidence: []finding.Evidence{columnProof(column, column.Empty)},
		})
	case params.AllowDeclared && promptOnly.MatchString(column.Empty):
		return check.Suspected("栏目没有内容，只有系统的提示", finding.Finding{
			Defect: "column.blank", Subject: "栏目:" + params.Column, Signal: true,
			Message:  "“" + column.Label + "”栏目没有内容，页面只显示“" + column.Empty + "”，没有说明原因，是否空白由人工认定。",
			Evidence: []finding.Evidence{columnProof(column, column.Empty)},
		})
	case column.Empty != "" && params.AllowDeclared:
		return check.Passed(columnProof(column, column.Empty))
	case column.Empty == "" && speaks(page, column, params.MinChars, nowhere):
		if speaks(page, column, params.MinChars, p.Site.Elsewhere(page)) {
			return check.Passed(columnProof(column, ""))
		}
		if to := p.Site.LeadsOn(page); to != "" {
			return onward(column, to)
		}
		return check.Suspected("栏目没有条目，页面上的文字其他页面也有", finding.Finding{
			Defect: "column.blank", Subject: "栏目:" + params.Column, Signal: true,
			Message:  "“" + column.Label + "”栏目没有条目，页面上的文字在本网站其他页面也有，是否空白由人工认定。",
			Evidence: []finding.Evidence{columnProof(column, page.Text)},
		})
	case column.Empty == "" && p.Site.Directory(column, page):
		return check.Passed(columnProof(column, ""))
	case page.ScriptsIn:
		return check.CannotTellf("“%s”栏目的内容可能由脚本加载，未能看到", column.Label)
	case column.Unread != "":
		return check.CannotTellf("“%s”栏目有未能读取的部分，内容可能在那里：%s", column.Label, column.Unread)
	case column.Empty == "" && leadsAway(p, page) != "":
		return check.CannotTellf("“%s”栏目链接到其他网站（%s），内容可能在该网站", column.Label, leadsAway(p, page))
	}
	if to := p.Site.LeadsOn(page); column.Empty == "" && to != "" {
		return onward(column, to)
	}
	quote := column.Empty
	if quote == "" {
		quote = page.Text
	}
	if words := fewWords(page, column.Label, p.Site.Elsewhere(page)); column.Empty == "" && words != "" {
		return check.Suspected(onlyFewWords, finding.Finding{
			Defect: "column.blank", Subject: "栏目:" + params.Column, Signal: true,
			Message:  "“" + column.Label + "”栏目没有条目和成段文字，页面只有“" + zhtext.Clip(words, 90) + "”，是否空白由人工认定。",
			Evidence: []finding.Evidence{columnProof(column, words)},
		})
	}
	return check.Failed("栏目没有内容", finding.Finding{
		Defect: "column.blank", Subject: "栏目:" + params.Column,
		Message:  "“" + column.Label + "”栏目可以打开，但没有信息条目和文字内容。",
		Evidence: []finding.Evidence{columnProof(column, quote)},
	})
}

// onlyFewWords is the reason of a suspicion that may be as good as a blank page.
const onlyFewWords = "栏目没有条目和成段文字，只有一两句话"

// hardlyFilled says whether a column was found blank, or with a sentence at most.
func hardlyFilled(out check.Outcome) bool {
	return out.Verdict == finding.Fail || out.Verdict == finding.Suspect && out.Reason == onlyFewWords
}

// onward says that the content may be where a link of the column's own page leads: a few
// rows without days, with titles as short as the names of columns, are taken for such.
func onward(column *facts.Column, to string) check.Outcome {
	return check.CannotTellf("“%s”栏目页面上有通往“%s”的链接，内容可能在那里，须人工查看", column.Label, to)
}

// unfilled suspects a column whose page shows nothing and has no other scripts and
// places than the pages of the site that show something. It may be filled all the
// same, so that nothing but this suspicion rests on it; otherwise is what holds if not.
func unfilled(p *check.Pass, column *facts.Column, params BlankColumnParams, otherwise check.Outcome) check.Outcome {
	if column.Problem != evidence.ScriptOnly || column.Under != "" || column.Empty != "" || len(column.Children) > 0 {
		return otherwise
	}
	page := p.Site.Unfilled(column.URL)
	if page == nil || page.Offers() || p.Site.Pictured(page) || leadsAway(p, page) != "" || speaks(page, column, params.MinChars, p.Site.Elsewhere(page)) {
		return otherwise
	}
	return check.Suspected("栏目没有内容，页面上只有各页通用的脚本", finding.Finding{
		Defect: "column.blank", Subject: "栏目:" + params.Column, Signal: true,
		Message:  "“" + column.Label + "”栏目可以打开，没有看到内容；页面上的脚本在本网站其他页面也有，应与栏目内容无关，是否空白由人工认定。",
		Evidence: []finding.Evidence{columnProof(column, page.Text)},
	})
}

// BlankColumnParams are the parameters of blank-column.
type BlankColumnParams struct {
	Column        string `toml:"column"`         // vocabulary key
	AllowDeclared bool   `toml:"allow_declared"` // a declaration that there is nothing explains; a bare 暂无信息 makes a person look
	MinChars      int    `toml:"min_chars"`      // characters that make a text column
}

// Validate wants a column and a sensible length.
func (p *BlankColumnParams) Validate() error {
	if err := needsName("column", p.Column); err != nil {
		return err
	}
	return inRange("min_chars", p.MinChars, 1, 2000)
}

// Wants names the columns the crawl should see first.
func (p *BlankColumnParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites.
func (p *BlankColumnParams) Example() { p.Column = "政策解读" }
