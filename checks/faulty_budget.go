package checks

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"ducha/internal/budget"
	"ducha/internal/check"
	"ducha/internal/finding"
)

// FaultyBudget fails a budget or final accounts whose figures contradict one
// another.
var FaultyBudget = check.Define("faulty-budget", "预决算数据不符",
	`查看：网站上公布的该年度部门预算（或决算）及“三公”经费说明，网页和附件都看。
不达标：合计与分项、增减额与增减率、文字与表格不相符（已考虑四舍五入）。
疑似：占比与所列数额不相符，表中的增减额、增减率与两年数额不相符，以及其他须由人工判断的情形。
无法核验：未找到、未能读取，或没有读到“三公”经费数据。`,
	[]string{"budget.sum", "budget.vehicle", "budget.change", "budget.rate", "budget.share", "budget.table", "budget.explanation", "budget.zero", "budget.prose"},
	FaultyBudgetParams{},
	func(p *check.Pass, params FaultyBudgetParams) check.Outcome {
		year := p.AsOf.Year() - params.YearsBack
		name := fmt.Sprintf("%d年部门%s", year, params.Type)
		papers, err := readBudget(p, year, params.Type)
		if err != nil {
			return check.CannotTell(err)
		}
		var found []finding.Finding
		for _, problem := range papers.problems() {
			if has(params.Codes, problem.Code) {
				found = append(found, naming(name, documentFinding("预决算:"+name+":", problem.at, problem.Problem)))
			}
		}
		switch {
		case len(found) > 0:
			if !slices.ContainsFunc(found, func(f finding.Finding) bool { return !f.Signal }) {
				return check.Suspected(fmt.Sprintf("%s有%d处须人工判断", name, len(found)), found...)
			}
			return check.Failed(name+"有"+countApart(found, "处不符合评价要点"), found...)
		case papers.unreadFor(params.Codes) != nil:
			return check.CannotTell(papers.unreadFor(params.Codes))
		}
		return check.Passed(infoProof(papers.at, ""))
	})

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
