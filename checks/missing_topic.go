package checks

import (
	"fmt"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// MissingTopic fails a unit that published nothing on a topic in the period.
var MissingTopic = check.Define("missing-topic", "重点主题未公开",
	`查看：评价期内（当季或近一年）发布、标题或正文含该主题关键词的信息，以及该主题专门栏目（columns）中的信息；always = true 时不限日期。
不达标：覆盖证明成立、列表读到评价期起点且两次查看，均未找到。
无法核验：任一处没有看全；标题含关键词或专门栏目中的信息没有标注日期。`,
	[]string{"topic.missing"}, MissingTopicParams{Period: "year", Body: true},
	func(p *check.Pass, params MissingTopicParams) check.Outcome {
		q := facts.Query{Any: params.Words, Body: params.Body, First: true}
		span := ""
		if !params.Always {
			q.From, q.To = start(p, params.Period), p.AsOf
			span = fmt.Sprintf("%s至%s期间", onPaper(q.From), onPaper(q.To))
		}
		hits, err := p.Site.Find(q)
		if len(hits) > 0 {
			return check.Passed(infoProof(&hits[0].Info, hits[0].Quote))
		}
		switch out := ofColumns(p, params, q); {
		case out != nil && (err == nil || out.Verdict == finding.Pass):
			return *out
		case err != nil:
			return check.CannotTell(err)
		}
		if title := undatedHit(p, q); title != "" {
			return check.CannotTellf("“%s”的发布日期不明，无法认定是否在评价期内公开", title)
		}
		where := "和列表"
		if params.Body {
			where = "、列表和正文"
		}
		return check.Failed("未找到“"+params.Topic+"”主题的公开信息", finding.Finding{
			Defect: "topic.missing", Subject: "主题:" + params.Topic, Absence: true,
			Message:  span + "在栏目、标题" + where + "中均未找到“" + params.Topic + "”主题的公开信息。",
			Evidence: searched(p.Site),
		})
	})

// undatedHit is the title of an article on the topic that may be of the span: it shows
// no date, or none with its year.
func undatedHit(p *check.Pass, q facts.Query) string {
	if q.From.IsZero() {
		return ""
	}
	before, _ := p.Site.Find(facts.Query{Any: q.Any, From: time.Unix(0, 0), To: q.From.AddDate(0, 0, -1)})
	dated := map[string]bool{} // by its row, if not by its own page
	for i := range before {
		if e := before[i].Entry; e != nil && e.URL != "" {
			dated[e.URL] = true
		}
	}
	hits, _ := p.Site.Find(facts.Query{Any: q.Any})
	for i := range hits {
		h := &hits[i]
		if h.Entry == nil {
			if h.Link == "" && h.Info.Class == webpage.ClassArticle && h.Info.Date.Date.IsZero() && !dated[h.Info.URL] {
				return h.Info.Title
			}
			continue
		}
		if e := h.Entry; e.Page != nil && e.Page.Class == webpage.ClassArticle {
			if w, _ := e.Best(); w.Date.IsZero() || w.NoYear && w.Date.After(q.To) {
				return e.Title
			}
		}
	}
	return ""
}

// ofColumns looks for what the columns of the topic itself publish, whatever it is
// called: nil when they publish nothing in the period.
func ofColumns(p *check.Pass, params MissingTopicParams, q facts.Query) *check.Outcome {
	undated := ""
	for _, name := range params.Columns {
		column, err := p.Site.Column(name)
		if err != nil || column == nil {
			continue
		}
		for i := range column.Entries {
			e := &column.Entries[i]
			day, ok := e.Best()
			switch {
			case params.Always, ok && !day.Date.Before(q.From) && !day.Date.After(q.To):
				out := check.Passed(entryProof(e))
				return &out
			case !ok && day.Date.IsZero():
				undated = e.Title
			}
		}
	}
	if undated == "" {
		return nil
	}
	out := check.CannotTellf("“%s”没有标注日期，无法认定是否在评价期内公开", undated)
	return &out
}

// MissingTopicParams are the parameters of missing-topic.
type MissingTopicParams struct {
	Topic   string   `toml:"topic"`   // as in the indicator: 公交线网优化
	Words   []string `toml:"words"`   // any of them proves it
	Period  string   `toml:"period"`  // quarter or year
	Always  bool     `toml:"always"`  // any time counts: a hotline, a standard
	Body    bool     `toml:"body"`    // look into page text too
	Columns []string `toml:"columns"` // vocabulary keys of columns that hold nothing else
}

// Wants names the columns the crawl should see first.
func (p *MissingTopicParams) Wants() []string { return p.Columns }

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
