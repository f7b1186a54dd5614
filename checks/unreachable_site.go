package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// UnreachableSite suspects a site whose home page never answered. One audit can
// not prove the official rule (a week, 20 visits a day, 5 %), so it never fails.
var UnreachableSite = check.Define("unreachable-site", "网站无法访问",
	`查看：检查期间对首页的各次访问。
疑似：首页每次访问都失败（不少于 min_tries 次）；官方规则须一周内每日 20 次以上访问方可认定。
无法核验：访问次数不足，或失败可能出在本机网络、网站防护。`,
	[]string{"site.unreachable"}, UnreachableSiteParams{MinTries: 3},
	func(p *check.Pass, params UnreachableSiteParams) check.Outcome {
		a := p.Site.Availability()
		if !a.HomeDown {
			if home, err := p.Site.Home(); err == nil {
				return check.Passed(pageProof(home, ""))
			}
			return check.CannotTellf("首页未能看到：%s", orUnknown(a.Problem))
		}
		if len(a.Attempts) < params.MinTries {
			return check.CannotTellf("首页访问失败（%s），访问次数不足%d次，无法认定", orUnknown(a.Problem), params.MinTries)
		}
		var shown []finding.Evidence
		for i := range a.Attempts {
			shown = append(shown, infoProof(&a.Attempts[i], "访问结果："+a.Attempts[i].Problem.Chinese()))
		}
		return check.Suspected("首页各次访问均失败："+a.Problem, finding.Finding{
			Defect: "site.unreachable", Subject: "网站", Signal: true,
			Message:  fmt.Sprintf("%s访问首页%d次均未成功（%s）。", between(a.Attempts), len(a.Attempts), a.Problem),
			Evidence: shown,
		})
	})

// between says when the visits were made, Beijing time.
func between(visits []facts.Info) string {
	first, last := visits[0].At, visits[0].At
	for _, v := range visits {
		if v.At.Before(first) {
			first = v.At
		}
		if v.At.After(last) {
			last = v.At
		}
	}
	from, to := clock(first), clock(last)
	if from == to {
		return from
	}
	return from + "至" + to
}

func orUnknown(s string) string {
	if s == "" {
		return "原因不明"
	}
	return s
}

// UnreachableSiteParams are the parameters of unreachable-site.
type UnreachableSiteParams struct {
	MinTries int `toml:"min_tries"` // failed visits of the home page
}

// Validate bounds the tries.
func (p *UnreachableSiteParams) Validate() error { return inRange("min_tries", p.MinTries, 1, 100) }
