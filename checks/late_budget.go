package checks

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// LateBudget suspects a budget or final accounts that came out more than twenty
// days after the finance department had approved it.
var LateBudget = check.Define("late-budget", "预决算公开不及时",
	`查看：该年度部门预算（或决算）页面的发布日期，与正文写明的财政部门批复日期。
疑似：发布日期在批复日期20日之后（自然日）；正文没有写明批复日期而规则给出了统一批复日期的，与统一日期比较，另留5日。
不评价：既没有写明批复日期、规则也没有给出统一日期。
无法核验：没有找到该文件，或没有可靠的发布日期。`,
	[]string{"budget.late"}, LateBudgetParams{Days: 20},
	func(p *check.Pass, params LateBudgetParams) check.Outcome {
		year := p.AsOf.Year() - params.YearsBack
		name := fmt.Sprintf("%d年部门%s", year, params.Type)
		info, page, err := budgetPage(p, year, params.Type)
		if err != nil {
			return check.CannotTell(err)
		}
		published := info.Date
		if published.Date.IsZero() || published.NoYear || published.Confidence < webpage.Likely {
			return check.CannotTellf("%s没有可靠的发布日期", name)
		}
		approved, quote, word, spare := approval(page.Text), "", "正文写明的批复日期", 0
		if approved.Date.IsZero() {
			if params.Collective == "" {
				return check.Outcome{Verdict: finding.NotApplicable, Reason: name + "没有写明批复日期，规则也没有给出统一批复日期，由督查人员核对"}
			}
			day, err := monthDay("collective", params.Collective, year+params.YearsBack, p.AsOf.Location())
			if err != nil {
				return check.CannotTell(err)
			}
			approved.Date, word, spare = day, "统一批复日期", 5
		} else {
			quote = approved.Quote
		}
		if late := days(approved.Date, published.Date); published.Date.After(approved.Date) && late > params.Days+spare {
			return check.Suspected(fmt.Sprintf("%s公开可能不及时", name), finding.Finding{Defect: "budget.late", Subject: "预决算:" + name, Signal: true,
				Message:  fmt.Sprintf("%s标注的发布日期为%s，%s为%s，相距%d日（自然日），超过%d日。", name, onPaper(published.Date), word, onPaper(approved.Date), late, params.Days),
				Evidence: []finding.Evidence{infoProof(info, strings.Trim(quote+" … "+published.Quote, " …"))}})
		}
		return check.Passed(infoProof(info, quote))
	})

// budgetPage is the page of a year's budget; a unit's own document, not a tender.
func budgetPage(p *check.Pass, year int, kind string) (*facts.Info, *webpage.Page, error) {
	reason := fmt.Errorf("没有找到%d年部门%s，由预决算公开规则评价", year, kind)
	for _, word := range yearWords(year) {
		hits, err := p.Site.Find(facts.Query{All: []string{word, kind}, None: []string{"招标", "采购预算", "工程预算"}})
		if err != nil && len(hits) == 0 {
			reason = err
		}
		own, doubt := ownHits(p, hits, "部门"+kind)
		reason = cmp.Or(doubt, reason)
		for _, h := range own {
			page, err := p.Site.Page(address(&h))
			if err != nil {
				reason = err
				continue
			}
			if info := p.Site.Indexed(page.URL); info != nil && page.Article != nil {
				return info, page, nil
			}
		}
	}
	return nil, nil, reason
}

// approval is the day on which the text says the finance department approved:
// 于某日批复, or 批复日期 before it.
func approval(text string) webpage.Witness {
	for sentence := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '。' || r == '；' || r == '\n' }) {
		for _, f := range zhtext.FindDates(sentence) {
			if !f.Full() || f.Placeholder() {
				continue
			}
			behind := []rune(sentence[f.End:])
			before := strings.TrimRight(sentence[:f.Start], " 于：:在")
			named := strings.HasSuffix(before, "批复日期") || strings.HasSuffix(before, "批复时间") || strings.HasSuffix(before, "批复")
			if named || strings.Contains(string(behind[:min(len(behind), 8)]), "批复") {
				return webpage.Witness{Date: f.Time(), Quote: strings.TrimSpace(sentence)}
			}
		}
	}
	return webpage.Witness{}
}

// LateBudgetParams are the parameters of late-budget.
type LateBudgetParams struct {
	Type       string `toml:"type"`       // 预算 or 决算
	YearsBack  int    `toml:"years_back"` // 0 = the as-of year's, 1 = last year's
	Days       int    `toml:"days"`       // calendar days after approval
	Collective string `toml:"collective"` // MM-DD on which the region's departments were approved together; empty = unknown
}

// Validate wants a type and sound days.
func (p *LateBudgetParams) Validate() error {
	if p.Type != "预算" && p.Type != "决算" {
		return fmt.Errorf("type：应为 \"预算\" 或 \"决算\"，不是 %q", p.Type)
	}
	if err := inRange("years_back", p.YearsBack, 0, 5); err != nil {
		return err
	}
	if err := inRange("days", p.Days, 1, 365); err != nil {
		return err
	}
	if p.Collective == "" {
		return nil
	}
	_, err := monthDay("collective", p.Collective, 2023, time.UTC)
	return err
}

// Example fills the parameters for the hostile sites.
func (p *LateBudgetParams) Example() { p.Type = "预算" }
