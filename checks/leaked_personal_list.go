package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/leak"
)

// LeakedPersonalList suspects each page or attachment that lists persons with
// their mobile telephones or shows bank cards.
var LeakedPersonalList = check.Define("leaked-personal-list", "公开个人电话或银行卡名单",
	`查看：已读到的全部页面和附件的正文、列表和表格。
疑似：姓名与手机号码并列成名单；标明为卡号、账号且校验成立的银行卡号。是否应当公开由人工核实。
不计：单个服务电话、联系人电话、通讯录、列有职务的名单和公示的监督电话，固定电话，收费账户、专户等依法公开的账户，已作隐去处理的号码。
无法核验：首页未能看到，且已读到的页面中未发现。`,
	[]string{"leak.personal_list"}, LeakedPersonalListParams{Min: 3},
	func(p *check.Pass, params LeakedPersonalListParams) check.Outcome {
		places, seen, blind := spills(p, leak.Mobile, leak.Card)
		var all []finding.Finding
		for _, s := range places {
			phones, cards := 0, 0
			for _, h := range s.hits {
				if h.Kind == leak.Card {
					cards++
				} else {
					phones++
				}
			}
			if cards == 0 && phones < params.Min {
				continue
			}
			_, some := numbersOf(s.hits)
			all = append(all, finding.Finding{Defect: "leak.personal_list", Subject: s.subject, Signal: true, Evidence: s.proof,
				Message: fmt.Sprintf("“%s”公开了%s（%s），请核实是否应当公开。", s.title, counted(phones, cards), some)})
		}
		if len(all) == 0 {
			return scanned(p, seen, blind)
		}
		return check.Suspected(fmt.Sprintf("有%d处公开了个人手机号码或银行卡号", len(all)), all...)
	}).Watching(surveying).EachApart()

func counted(phones, cards int) string {
	switch {
	case cards == 0:
		return fmt.Sprintf("%d人的手机号码", phones)
	case phones == 0:
		return fmt.Sprintf("%d个银行卡号", cards)
	}
	return fmt.Sprintf("%d人的手机号码、%d个银行卡号", phones, cards)
}

// LeakedPersonalListParams are the parameters of leaked-personal-list.
type LeakedPersonalListParams struct {
	Min int `toml:"min"` // fewer telephones on a page are no list
}

// Validate bounds the length of a list.
func (p *LeakedPersonalListParams) Validate() error { return inRange("min", p.Min, 3, 1000) }
