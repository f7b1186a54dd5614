package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/finding"
)

// BlankColumns fails every blank column of the site's menus; how many of them
// make a veto is the rule set's business.
var BlankColumns = check.Define("blank-columns", "空白栏目（全站）",
	`查看：网站导航所列的全部栏目和首页板块，逐个按“空白栏目”的标准评价。
不达标：信息列表类栏目的页面完整打开，没有条目、没有下级栏目、也没有成段文字。否决线按空白栏目数另计。
疑似：由名称看不出是信息列表的栏目（可能只有图片、二维码或表单）；页面只写明“建设中”、只有系统的提示“暂无信息”等，或除各页都有的文字、脚本外没有内容的栏目。
无法核验：导航未能看全；已看到的栏目照常评价。其他由脚本加载的栏目、说明没有该类信息的栏目不计。`,
	[]string{"column.blank"}, BlankColumnsParams{AllowDeclared: blankDefaults.AllowDeclared, MinChars: blankDefaults.MinChars},
	func(p *check.Pass, params BlankColumnsParams) check.Outcome {
		all, blind := everyColumn(p)
		var blank []finding.Finding
		var names, filled []string
		proved := false
		for _, c := range all {
			one := BlankColumnParams{Column: subjectOf(p, all, c), AllowDeclared: params.AllowDeclared, MinChars: params.MinChars}
			var out check.Outcome
			if c.Problem == evidence.None {
				out = judgeBlank(p, c, one)
			} else {
				out = unfilled(p, c, one, out)
			}
			if len(out.Findings) > 0 {
				f := out.Findings[0]
				f.Signal = f.Signal || !listed(c) || ofOldSite(c) || p.Site.OfPortal(c.URL)
				proved = proved || !f.Signal
				blank, names = append(blank, f), append(names, c.Label)
			} else if out.Verdict == finding.Pass {
				filled = append(filled, "栏目:"+one.Column)
			}
		}
		reason := tally("空白栏目%d个：%s", blank, names)
		switch {
		case proved:
			return check.Failed(reason, blank...).Clearing(filled)
		case len(blank) > 0:
			return check.Suspected(reason, blank...).Clearing(filled)
		case blind != nil:
			return check.CannotTell(blind)
		case len(all) == 0:
			return check.CannotTellf("首页导航和板块中没有读到栏目")
		}
		return check.Passed(columnProof(all[0], fmt.Sprintf("已查看导航和首页板块的%d个栏目", len(all))))
	})

// BlankColumnsParams are the parameters of blank-columns.
type BlankColumnsParams struct {
	AllowDeclared bool `toml:"allow_declared"` // see BlankColumnParams
	MinChars      int  `toml:"min_chars"`      // characters that make a text column
}

// Validate wants a sensible length.
func (p *BlankColumnsParams) Validate() error { return inRange("min_chars", p.MinChars, 1, 2000) }
