package checks

import (
	"regexp"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// MissingService suspects a site that offers no services to the public.
var MissingService = check.Define("missing-service", "无办事服务",
	`查看：全站栏目、链接和标题中的办事服务入口（办事服务、政务服务、办事指南、服务事项等，含指向政务服务网的链接）。
疑似：覆盖证明成立而全站未见；是否承担对外服务职能由人工核实，不直接判不达标。
无法核验：任一处没有看全。`,
	[]string{"service.missing"}, MissingServiceParams{},
	func(p *check.Pass, _ MissingServiceParams) check.Outcome {
		hits, err := p.Site.Find(facts.Query{Any: []string{"办事", "政务服务", "服务事项", "服务指南", "网上审批", "行政审批", "服务大厅", "一网通办"}})
		for i := range hits {
			if quote := labelOf(&hits[i]); serviceWords.MatchString(quote) {
				return check.Passed(infoProof(&hits[i].Info, quote))
			}
		}
		if len(hits) == 0 && err != nil {
			return check.CannotTell(err)
		}
		if !p.Site.Certificate().Holds {
			return check.CannotTellf("网站没有看全，不能认定没有办事服务")
		}
		return check.Suspected("未见办事服务入口", finding.Finding{
			Defect: "service.missing", Subject: "办事服务", Absence: true, Signal: true,
			Message:  "网站导航、栏目和链接中未见办事服务入口。",
			Evidence: searched(p.Site),
		})
	})

var serviceWords = regexp.MustCompile(`^.{0,10}(办事(服务|指南|大厅|流程)?|政务服务|服务事项|服务指南|网上审批|行政审批|服务大厅|一网通办).{0,6}$`)

// MissingServiceParams are the parameters of missing-service; there are none.
type MissingServiceParams struct{}

// Validate has nothing to check.
func (p *MissingServiceParams) Validate() error { return nil }
