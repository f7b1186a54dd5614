package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/finding"
)

// UnansweredMessage suspects public messages of the last year that have waited
// too long for an answer.
var UnansweredMessage = check.Define("unanswered-message", "留言长期未答复",
	`查看：公开留言栏目近一年的留言及其答复时间、答复单位、答复内容；留言全部列在栏目页面上的，逐条查看；在线访谈、调查征集、信访、纪检举报不计。
疑似：留言超过期限（默认 3 个月）仍未见答复；是否属实由人工核实，不直接判不达标。
无法核验：没有公开留言栏目，或留言未能看到、没有标注日期。`,
	[]string{"dialogue.unanswered"}, UnansweredMessageParams{Months: 3},
	func(p *check.Pass, params UnansweredMessageParams) check.Outcome {
		all, blind := messages(p)
		var late []finding.Finding
		var answered *message
		recent := 0
		for i := range all {
			m := &all[i]
			if m.asked.IsZero() || m.asked.After(p.AsOf) || m.asked.Before(p.AsOf.AddDate(-1, 0, 0)) {
				continue
			}
			recent++
			switch {
			case m.replied && !m.open:
				answered = m
			case m.asked.Before(shownDay(p, m.row.List.At).AddDate(0, -params.Months, 0)):
				late = append(late, unanswered(p, m, params.Months))
			}
		}
		switch {
		case len(late) > 0:
			return check.Suspected(fmt.Sprintf("有%d条留言超过%d个月未见答复", len(late), params.Months), late...)
		case blind != nil:
			return check.CannotTell(blind)
		case recent == 0:
			return check.CannotTellf("没有读到近一年的公开留言，答复情况由人工核查")
		case answered == nil:
			return check.Passed(all[0].proof())
		}
		return check.Passed(answered.proof())
	})

func unanswered(p *check.Pass, m *message, months int) finding.Finding {
	age := ageOn(p, shownDay(p, m.row.List.At), m.asked)
	return finding.Finding{
		Defect: "dialogue.unanswered", Subject: "留言:" + m.title, Signal: true,
		Message:  fmt.Sprintf("留言“%s”提交于%s，%s，超过%d个月未见答复。", m.title, onPaper(m.asked), age, months),
		Evidence: []finding.Evidence{m.proof()},
	}
}

// proof shows the message's own page, else its row.
func (m *message) proof() finding.Evidence {
	if m.page == nil {
		return entryProof(m.row)
	}
	if m.quote != "" {
		return pageProof(m.page, m.quote)
	}
	if at := askedLabel.FindStringIndex(m.page.Text); at != nil {
		return pageProof(m.page, around(m.page.Text, at[0], at[1]))
	}
	return pageProof(m.page, m.page.Text)
}

// UnansweredMessageParams are the parameters of unanswered-message.
type UnansweredMessageParams struct {
	Months int `toml:"months"` // an answer is overdue after so many
}

// Validate bounds the months.
func (p *UnansweredMessageParams) Validate() error { return inRange("months", p.Months, 1, 24) }
