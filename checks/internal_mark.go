package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/leak"
)

// InternalMark suspects each page or attachment that says of itself that it is
// not for the public.
var InternalMark = check.Define("internal-mark", "带有内部标识",
	`查看：已读到的页面和附件的开头部分（含附件的页眉）、单独成行的标识、页首的公开属性，以及附件名称。
疑似：单独标有“内部资料”“工作秘密”“不予公开”“仅供内部使用”等字样。
不计：正文中提到这些词语的语句，年报表格中的“（三）不予公开”，介绍保密知识的页面。
无法核验：首页未能看到，且已读到的页面中未发现。`,
	[]string{"leak.internal_mark"}, InternalMarkParams{},
	func(p *check.Pass, _ InternalMarkParams) check.Outcome {
		places, seen, blind := spills(p, leak.Internal)
		if len(places) == 0 {
			return scanned(p, seen, blind)
		}
		var all []finding.Finding
		for _, s := range places {
			all = append(all, finding.Finding{Defect: "leak.internal_mark", Subject: s.subject, Signal: true, Evidence: s.proof,
				Message: fmt.Sprintf("“%s”带有“%s”标识，请核实是否应当公开。", s.title, s.hits[0].Masked)})
		}
		return check.Suspected(fmt.Sprintf("有%d处带有内部标识", len(all)), all...)
	}).Watching(surveying).EachApart()

// InternalMarkParams are the parameters of internal-mark: none.
type InternalMarkParams struct{}

// Validate has nothing to refuse.
func (p *InternalMarkParams) Validate() error { return nil }
