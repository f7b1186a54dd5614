package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// MissingTopic fails a unit that published nothing on a topic in the period.
var MissingTopic = check.Define("missing-topic", "重点主题未公开",
	`查看：评价期内（当季或近一年）发布、标题或正文含该主题关键词的信息；always = true 时不限日期。
不达标：覆盖证明成立、列表读到评价期起点且两次查看，均未找到。
无法核验：任一处没有看全。`,
	[]string{"topic.missing"}, MissingTopicParams{Period: "year", Body: true},
	func(p *check.Pass, params MissingTopicParams) check.Outcome {
		q := facts.Query{Any: params.Words, Body: params.Body, First: true}
		span := ""
		if !params.Always {
			q.From, q.To = start(p, params.Period), p.AsOf
			span = fmt.Sprintf("%s至%s期间", onPaper(q.From), onPaper(q.To))
		}
		hits, err := p.Site.Find(q)
		switch {
		case len(hits) > 0:
			return check.Passed(infoProof(&hits[0].Info, hits[0].Quote))
		case err != nil:
			return check.CannotTell(err)
		}
		return check.Failed("未找到“"+params.Topic+"”主题的公开信息", finding.Finding{
			Defect: "topic.missing", Subject: "主题:" + params.Topic, Absence: true,
			Message:  span + "未找到“" + params.Topic + "”主题的公开信息。",
			Evidence: searched(p.Site),
		})
	})

// MissingTopicParams are the parameters of missing-topic.
type MissingTopicParams struct {
	Topic  string   `toml:"topic"`  // as in the indicator: 公交线网优化
	Words  []string `toml:"words"`  // any of them proves it
	Period string   `toml:"period"` // quarter or year
	Always bool     `toml:"always"` // any time counts: a hotline, a standard
	Body   bool     `toml:"body"`   // look into page text too
}

// Validate wants a topic, words and a period.
func (p *MissingTopicParams) Validate() error {
	if err := needsName("topic", p.Topic); err != nil {
		return err
	}
	if err := needsWords(p.Words); err != nil {
		return err
	}
	return period(p.Period)
}

// Example fills the parameters for the hostile sites.
func (p *MissingTopicParams) Example() { p.Topic, p.Words = "12328", []string{"12328"} }
