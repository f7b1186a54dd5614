package checks

import (
	"regexp"
	"slices"
	"strings"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// MissingDisclosure fails a site without an item the Ordinance wants published.
var MissingDisclosure = check.Define("missing-disclosure", "主动公开事项缺失",
	`查看：该事项的栏目，以及全站标题、列表、链接文字（可选正文）中的关键词。
不达标：覆盖证明成立且两次查看，栏目与关键词均未出现。
疑似：栏目空白，标题和列表中也没有关键词；关键词只出现在会议报道等旁及该事项的标题中。
无法核验：任一处没有看全；或该事项可能所在的栏目（如政务服务）设在其他网站。`,
	[]string{"disclosure.missing"}, MissingDisclosureParams{},
	func(p *check.Pass, params MissingDisclosureParams) check.Outcome {
		var doubt error
		apart := apartFrom(p, params.Apart)
		for _, name := range params.Columns {
			column, err := p.Site.Column(name)
			if err != nil {
				doubt = err
			} else if column != nil && !column.Problem.Definite() && (column.Official || !apart(column.URL)) {
				if f := hollow(p, column, name, params); f != nil {
					return check.Suspected("“"+column.Label+"”栏目没有条目和成段文字，其他地方也未见“"+params.Item+"”", *f)
				}
				return check.Passed(columnProof(column, ""))
			}
		}
		for _, name := range params.Elsewhere {
			if column, err := p.Site.Column(name); err == nil && column != nil && column.Problem != evidence.None && !column.Problem.Definite() {
				doubt = unread(column)
			}
		}
		firm, weak, err := firmest(p, params, apart)
		switch {
		case firm != nil:
			return check.Passed(infoProof(&firm.Info, firm.Quote))
		case weak != nil && p.Site.Certificate().Holds:
			return check.Suspected("“"+params.Item+"”只在旁及它的标题中出现", hinted(weak, params.Item))
		case weak != nil:
			return check.CannotTellf("网站没有看全，已看到的只在旁及“%s”的标题中提到它", params.Item)
		case err != nil:
			return check.CannotTell(err)
		case doubt != nil:
			return check.CannotTell(doubt)
		}
		return check.Failed("未找到“"+params.Item+"”的公开信息", finding.Finding{
			Defect: "disclosure.missing", Subject: "公开事项:" + params.Item, Absence: true,
			Message:  "在栏目、标题、列表和链接中均未找到“" + params.Item + "”的公开信息。",
			Evidence: searched(p.Site),
		})
	})

// meetings are reports that somebody met over a matter: they do not publish it.
var meetings = regexp.MustCompile(`召开.{0,40}会|(部署|推进|座谈|动员|调度|视频|工作|专题|总结|警示)会(议)?$|(会议|培训班?)(召开|举行|举办|精神)|传达学习`)

// firmest is a hit whose title publishes an item, and otherwise one that only touches it.
func firmest(p *check.Pass, params MissingDisclosureParams, apart func(address string) bool) (firm, weak *facts.Hit, err error) {
	q := facts.Query{Any: params.Words, None: params.Not, Body: params.Body, First: true}
	touches := func(h *facts.Hit) bool {
		title, at := h.Info.Title, h.Info.URL
		if h.Entry != nil {
			title, at = h.Entry.Title, h.Entry.URL
		} else if h.Link != "" {
			title, at = h.Quote, h.Link
		}
		return meetings.MatchString(title) || apart(at) && !strings.Contains(title, params.Item) || slices.ContainsFunc(params.Weak, func(w string) bool { return strings.Contains(title, w) })
	}
	for range 2 { // the first hit is enough, unless it only touches the item
		hits, err := p.Site.Find(q)
		if len(hits) == 0 {
			return nil, nil, err
		}
		for i := range hits {
			if !touches(&hits[i]) {
				return &hits[i], nil, nil
			}
		}
		weak, q.First = &hits[0], false
	}
	return nil, weak, nil
}

// apartFrom tells the pages of columns that speak of the same words for another matter.
func apartFrom(p *check.Pass, names []string) func(address string) bool {
	within := map[string]bool{}
	for _, name := range names {
		column, err := p.Site.Column(name)
		if err != nil || column == nil || column.Combined {
			continue
		}
		within[column.URL] = true
		for i := range column.Entries {
			within[column.Entries[i].URL] = true
		}
	}
	return func(address string) bool { return within[address] }
}

// hinted suspects that an item is not published, for all that was found only touches it.
func hinted(h *facts.Hit, item string) finding.Finding {
	return finding.Finding{
		Defect: "disclosure.missing", Subject: "公开事项:" + item, Signal: true,
		Message:  "未找到“" + item + "”的公开信息，只有“" + zhtext.Clip(h.Quote, 60) + "”等旁及该事项的内容，是否公开由人工认定。",
		Evidence: []finding.Evidence{infoProof(&h.Info, h.Quote)},
	}
}

// hollow suspects an item whose column is blank, when no title elsewhere names it.
func hollow(p *check.Pass, column *facts.Column, name string, params MissingDisclosureParams) *finding.Finding {
	blank := blankDefaults
	blank.Column = name
	if column.Problem != evidence.None || !hardlyFilled(judgeBlank(p, column, blank)) {
		return nil
	}
	hits, err := p.Site.Find(facts.Query{Any: params.Words, None: params.Not})
	if err != nil {
		return nil
	}
	for i := range hits {
		if h := &hits[i]; h.Entry != nil || h.Link == "" && (h.Info.Class == webpage.ClassArticle || h.Info.Class == webpage.ClassAttachment) {
			return nil
		}
	}
	return &finding.Finding{
		Defect: "disclosure.missing", Subject: "公开事项:" + params.Item, Signal: true,
		Message:  "“" + column.Label + "”栏目没有条目和成段文字，在标题和列表中也未找到“" + params.Item + "”的公开信息，是否公开由人工认定。",
		Evidence: []finding.Evidence{columnProof(column, "")},
	}
}

// MissingDisclosureParams are the parameters of missing-disclosure.
type MissingDisclosureParams struct {
	Item    string   `toml:"item"`    // as in the indicator: 行政许可
	Columns []string `toml:"columns"` // vocabulary keys that hold it
	Words   []string `toml:"words"`   // words in titles that prove it
	Not     []string `toml:"not"`     // words that make a title another thing
	Body    bool     `toml:"body"`    // look into page text too
	Weak    []string `toml:"weak"`    // words of titles that only touch the item
	Apart   []string `toml:"apart"`   // vocabulary keys of columns that say the words of another matter

	Elsewhere []string `toml:"elsewhere"` // vocabulary keys of columns that hold it too; on another site they leave it open
}

// Validate wants an item and something to look for.
func (p *MissingDisclosureParams) Validate() error {
	if err := needsName("item", p.Item); err != nil {
		return err
	}
	return needsWords(p.Words)
}

// Wants names the columns the crawl should see first.
func (p *MissingDisclosureParams) Wants() []string { return p.Columns }

// Example fills the parameters for the hostile sites.
func (p *MissingDisclosureParams) Example() {
	p.Item, p.Columns, p.Words = "行政许可", []string{"行政许可"}, []string{"行政许可"}
}
