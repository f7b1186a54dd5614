package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/finding"
)

// IncompleteMessage suspects a message column whose answers lack what the
// inspection wants shown.
var IncompleteMessage = check.Define("incomplete-message", "留言公开要素不全",
	`查看：已答复的公开留言（抽查 sample 条）是否标明留言时间、答复时间、答复单位和答复内容。
疑似：抽查的留言半数以上未见该要素；写法因系统而异，由人工核实，不直接判不达标。
无法核验：读到的已答复留言不足 min_pages 条。`,
	[]string{"dialogue.element"}, IncompleteMessageParams{Sample: 20, MinPages: 3},
	func(p *check.Pass, params IncompleteMessageParams) check.Outcome {
		all, blind := messages(p)
		var seen []*message
		for i := range all {
			if m := &all[i]; m.page != nil && m.replied && len(seen) < params.Sample {
				seen = append(seen, m)
			}
		}
		if len(seen) < params.MinPages {
			if blind != nil {
				return check.CannotTell(blind)
			}
			return check.CannotTellf("只读到%d条已答复的公开留言，不足%d条，无法认定", len(seen), params.MinPages)
		}
		var lacking []finding.Finding
		for _, e := range messageElements() {
			var without []*message
			for _, m := range seen {
				if !e.shown(m) {
					without = append(without, m)
				}
			}
			if 2*len(without) > len(seen) {
				lacking = append(lacking, finding.Finding{
					Defect: "dialogue.element", Subject: "留言要素:" + e.name, Signal: true,
					Message:  fmt.Sprintf("抽查%d条已答复的公开留言，%d条未见“%s”。", len(seen), len(without), e.name),
					Evidence: []finding.Evidence{without[0].proof()},
				})
			}
		}
		if len(lacking) > 0 {
			return check.Suspected(fmt.Sprintf("公开留言缺少%d项要素", len(lacking)), lacking...)
		}
		return check.Passed(seen[0].proof())
	})

type messageElement struct {
	name  string
	shown func(*message) bool
}

func messageElements() []messageElement {
	return []messageElement{
		{"留言时间", func(m *message) bool { return !m.asked.IsZero() }},
		{"答复时间", func(m *message) bool { return !m.answered.IsZero() }},
		{"答复单位", func(m *message) bool { return m.unit }},
		{"答复内容", func(m *message) bool { return m.words }},
	}
}

// IncompleteMessageParams are the parameters of incomplete-message.
type IncompleteMessageParams struct {
	Sample   int `toml:"sample"`    // answers looked at
	MinPages int `toml:"min_pages"` // answers there must be to judge
}

// Validate bounds the sample.
func (p *IncompleteMessageParams) Validate() error {
	if err := inRange("sample", p.Sample, 1, 200); err != nil {
		return err
	}
	return inRange("min_pages", p.MinPages, 1, p.Sample)
}
