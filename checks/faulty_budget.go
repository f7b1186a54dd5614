package checks

import (
	"errors"
	"fmt"
	"strings"

	"ducha/internal/budget"
	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// FaultyBudget fails a budget or final accounts whose figures contradict one
// another.
var FaultyBudget = check.Define("faulty-budget", "预决算数据不符",
	`查看：网站上公布的该年度部门预算（或决算）及“三公”经费说明，网页和附件都看。
不达标：合计与分项、增减额与增减率、文字与表格不相符（已考虑四舍五入）。
疑似：须由人工判断的情形。
无法核验：未找到、未能读取，或没有读到“三公”经费数据。`,
	[]string{"budget.sum", "budget.vehicle", "budget.change", "budget.rate", "budget.table", "budget.explanation", "budget.zero", "budget.prose"},
	FaultyBudgetParams{},
	func(p *check.Pass, params FaultyBudgetParams) check.Outcome {
		year := p.AsOf.Year() - params.YearsBack
		name := fmt.Sprintf("%d年部门%s", year, params.Type)
		statement, at, err := readBudget(p, year, params.Type)
		if err != nil {
			return check.CannotTell(err)
		}
		var found []finding.Finding
		for _, problem := range statement.Problems(nil) {
			if has(params.Codes, problem.Code) {
				found = append(found, documentFinding("预决算:"+name+":", at, problem))
			}
		}
		if len(found) > 0 {
			return check.Failed(fmt.Sprintf("%s有%d处数据不符", name, len(found)), found...)
		}
		return check.Passed(infoProof(at, ""))
	})

// readBudget finds the statement of a year, once for all rules that ask.
func readBudget(p *check.Pass, year int, kind string) (*budget.Statement, *facts.Info, error) {
	type key struct {
		year int
		kind string
	}
	found := facts.Once(p.Site, key{year, kind}, func() (f paper[*budget.Statement]) {
		f.what, f.at, f.err = findBudget(p, year, kind)
		return f
	})
	return found.what, found.at, found.err
}

// findBudget looks for the statement of a year: on a page that names it, or in one
// of the page's attachments.
func findBudget(p *check.Pass, year int, kind string) (*budget.Statement, *facts.Info, error) {
	reason := fmt.Errorf("没有找到%d年部门%s，由预决算公开规则评价", year, kind)
	for _, word := range yearWords(year) {
		hits, err := p.Site.Find(facts.Query{All: []string{word, kind}})
		if err != nil && len(hits) == 0 {
			reason = err
		}
		for _, h := range ownFirst(p, hits) {
			if ofAnother(p, hitTitle(&h)) {
				break
			}
			statement, info, err := statementAt(p, address(&h), year, kind)
			if err == nil {
				return statement, info, nil
			}
			reason = err
		}
	}
	y := budgetsOf(year, kind, "预决算及三公费用")
	for _, e := range y.unnamed(p) {
		if statement, info, err := statementAt(p, e.url, year, kind); err == nil {
			return statement, info, nil
		}
	}
	return nil, nil, reason
}

func statementAt(p *check.Pass, url string, year int, kind string) (*budget.Statement, *facts.Info, error) {
	urls := []string{url}
	if page, err := p.Site.Page(url); err == nil && page.Article != nil {
		for _, l := range page.Article.Attachments {
			urls = append(urls, l.URL)
		}
	}
	var reason error
	for _, u := range urls {
		d, info, err := p.Site.Document(u)
		if err != nil {
			reason = err
			continue
		}
		if d.State != document.Text {
			reason = illegible("预决算文件", info, d)
			continue
		}
		all := budget.Read(d)
		for i := range all {
			if s := &all[i]; s.Main && s.Year == year && s.Kind == kind {
				return s, info, nil
			}
		}
	}
	if reason == nil {
		reason = fmt.Errorf("%d年部门%s（%s）中没有读到“三公”经费数据", year, kind, url)
	}
	return nil, nil, reason
}

// FaultyBudgetParams are the parameters of faulty-budget.
type FaultyBudgetParams struct {
	Type      string   `toml:"type"`       // 预算 or 决算
	YearsBack int      `toml:"years_back"` // 0 = the as-of year's, 1 = last year's
	Codes     []string `toml:"codes"`      // defect codes this rule answers for
}

// Validate wants a type and known codes.
func (p *FaultyBudgetParams) Validate() error {
	if p.Type != budget.Budget && p.Type != budget.Final {
		return fmt.Errorf("type：应为 \"预算\" 或 \"决算\"，不是 %q", p.Type)
	}
	if len(p.Codes) == 0 {
		return errors.New("codes：至少需要一个缺陷代码")
	}
	for _, code := range p.Codes {
		if _, ok := finding.DefectOf(code); !ok || !strings.HasPrefix(code, "budget.") {
			return fmt.Errorf("codes：没有名为 %q 的预决算缺陷代码", code)
		}
	}
	return inRange("years_back", p.YearsBack, 0, 5)
}

// Wants names the columns the crawl should see first.
func (p *FaultyBudgetParams) Wants() []string { return []string{"预决算及三公费用"} }

// Example fills the parameters for the hostile sites.
func (p *FaultyBudgetParams) Example() { p.Type, p.Codes = budget.Budget, []string{"budget.sum"} }
