package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// DeadLink fails a site for each in-site link whose page does not exist.
var DeadLink = check.Define("dead-link", "链接打不开",
	`查看：检查中遇到的本站链接，目标返回 404、410，或返回“页面不存在”的提示页。
不达标：同一目标两次访问结果相同。
疑似：链接在页面上没有显示，可能由脚本显示；始终不会显示的不计。
不计：被拦截、超时、服务器错误、站外链接，以及快照中没有记录的页面。
无法核验：首页未能看到。`,
	[]string{"link.dead", "link.soft404"}, DeadLinkParams{Allowed: 0},
	func(p *check.Pass, params DeadLinkParams) check.Outcome {
		start, err := home(p)
		if err != nil {
			return check.CannotTell(err)
		}
		var dead []finding.Finding
		seen := 0
		for _, l := range p.Site.DeadLinks() {
			if params.HomeOnly && !l.Home {
				continue
			}
			f := deadLink(l.URL, l.Text, l.From, &l.Target,
				proof(l.FromRec, l.From, l.FromAt, l.FromSHA, "链接文字："+l.Text),
				infoProof(&l.Target, fmt.Sprintf("返回 %d，%s", l.Target.Status, l.Target.Problem.Chinese())))
			if f.Signal = l.Hidden; !f.Signal {
				seen++
			}
			dead = append(dead, f)
		}
		if len(dead) <= params.Allowed {
			return check.Passed(pageProof(start, ""))
		}
		if seen <= params.Allowed {
			return check.Suspected(fmt.Sprintf("有%d个未显示的链接打不开", len(dead)-seen), dead...)
		}
		out := check.Failed(fmt.Sprintf("有%d个链接打不开", seen), dead...)
		out.Count = seen
		return out
	}).EachApart()

func deadLink(target, text, from string, seen *facts.Info, shown ...finding.Evidence) finding.Finding {
	defect, what := "link.dead", fmt.Sprintf("返回%d，页面不存在", seen.Status)
	switch {
	case seen.Problem != evidence.Soft404:
	case seen.Led == "":
		defect, what = "link.soft404", "打开后提示页面不存在"
	case webpage.IsRoot(seen.Led):
		defect, what = "link.soft404", "打开后转到首页，没有所指的内容"
	default: // perhaps to a page that says so, perhaps to the start page by another address
		defect, what = "link.soft404", "打开后转到"+finding.Short(seen.Led)+"，没有所指的内容"
	}
	name := finding.Short(target)
	if text != "" {
		name = "“" + text + "”（" + name + "）" // the same words may lead to several places
	}
	return finding.Finding{Defect: defect, Subject: "链接:" + askedOf(target), Evidence: shown,
		Message: fmt.Sprintf("页面 %s 上的链接%s%s。", from, name, what)}
}

// DeadLinkParams are the parameters of dead-link.
type DeadLinkParams struct {
	HomeOnly bool `toml:"home_only"` // only links of the home page
	Allowed  int  `toml:"allowed"`   // so many are no finding
}

// Validate bounds the allowance.
func (p *DeadLinkParams) Validate() error { return inRange("allowed", p.Allowed, 0, 1000) }
