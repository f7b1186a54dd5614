package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/leak"
)

// LeakedSecrecyMark suspects each page or attachment that bears a secrecy mark.
// Whether it is a state secret is for the competent department to say.
var LeakedSecrecyMark = check.Define("leaked-secrecy-mark", "带有国家秘密标志",
	`查看：已读到的页面和附件的开头部分（含附件的页眉），以及附件名称。
疑似：出现“密级★期限”形式的国家秘密标志。一律只列为疑似：立即停止复制和传播，仅报督查部门，由保密渠道核查。报告只显示标志本身。
不计：保密法规、保密知识、公文格式等介绍标志的页面，引号中的举例，“启用前”的考试试卷。
无法核验：首页未能看到，且已读到的页面中未发现。`,
	[]string{"leak.secrecy_mark"}, LeakedSecrecyMarkParams{},
	func(p *check.Pass, _ LeakedSecrecyMarkParams) check.Outcome {
		places, seen, blind := spills(p, leak.Secrecy)
		if len(places) == 0 {
			return scanned(p, seen, blind)
		}
		var all []finding.Finding
		for _, s := range places {
			all = append(all, finding.Finding{Defect: "leak.secrecy_mark", Subject: s.subject, Signal: true, Evidence: s.proof,
				Message: fmt.Sprintf("发现带有“%s”标志的内容：请立即停止复制和传播，仅报督查部门，由保密渠道核查，勿在本报告以外转述。", s.hits[0].Masked)})
		}
		return check.Suspected(fmt.Sprintf("有%d处带有国家秘密标志，立即停止复制，仅报督查部门", len(all)), all...)
	}).Watching(surveying).EachApart()

// LeakedSecrecyMarkParams are the parameters of leaked-secrecy-mark: none.
type LeakedSecrecyMarkParams struct{}

// Validate has nothing to refuse.
func (p *LeakedSecrecyMarkParams) Validate() error { return nil }
