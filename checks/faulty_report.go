package checks

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/yearly"
)

// FaultyReport fails a yearly report that breaks the form or its own arithmetic.
var FaultyReport = check.Define("faulty-report", "年度报告不规范",
	`查看：网站上公布的上一年度政府信息公开工作年度报告（网页或附件），必要时对照前一年度的报告。
不达标：标题、标签、必报事项或表格数据与规定格式不符，勾稽关系不成立。
疑似：须由人工判断的情形，如文字与表格不一致、内容雷同。
无法核验：报告未找到或未能读取；表格为图片。`,
	[]string{"report.label", "report.sum", "report.balance", "report.carry", "report.section", "report.title", "report.fee",
		"report.cell", "report.length", "report.basis", "report.copied", "report.old_format", "report.prose", "report.other"},
	FaultyReportParams{YearsBack: 1},
	func(p *check.Pass, params FaultyReportParams) check.Outcome {
		year := p.AsOf.Year() - params.YearsBack
		report, at, err := yearlyReport(p, year)
		if err != nil {
			return check.CannotTell(err)
		}
		previous, before, _ := yearlyReport(p, year-1) // absent is no fault: the continuity is then not judged
		var found []finding.Finding
		for _, problem := range append(report.Problems(previous), copiedFrom(report, previous)...) {
			if has(params.Codes, problem.Code) {
				f := naming(fmt.Sprintf("%d年年度报告", year), documentFinding(fmt.Sprintf("年报:%d年:", year), at, problem))
				if problem.Code == yearly.CodeCarry && before != nil && strings.HasPrefix(problem.Subject, "申请情况表") {
					f.Evidence = append(f.Evidence, infoProof(before, previous.LeftOver()))
				}
				found = append(found, f)
			}
		}
		switch {
		case len(found) > 0 && !slices.ContainsFunc(found, func(f finding.Finding) bool { return !f.Signal }):
			return check.Suspected(fmt.Sprintf("%d年年度报告有%d处须由人工判断", year, len(found)), found...)
		case len(found) > 0:
			return check.Failed(fmt.Sprintf("%d年年度报告有%s", year, countApart(found, "处不符")), found...)
		case previous == nil && len(params.Codes) == 1 && params.Codes[0] == yearly.CodeCopied:
			return check.CannotTellf("没有读到%d年的年度报告，无法比对文字是否雷同", year-1)
		case len(report.Unread) > 0:
			return check.CannotTellf("年度报告的“%s”未能读取：%s", report.Unread[0].Subject, report.Unread[0].Reason)
		}
		return check.Passed(infoProof(at, report.Title))
	})

// copiedFrom suspects a report whose words are those of the unit's own report of
// the year before. A report of an unknown year is compared with nothing.
func copiedFrom(report, previous *yearly.Report) []document.Problem {
	if previous == nil || previous.Year == 0 || report.Year != previous.Year+1 {
		return nil
	}
	if problem, copied := report.Copied(previous); copied {
		return []document.Problem{problem}
	}
	return nil
}

// yearlyReport finds and reads the report of a year, once for all rules that ask.
func yearlyReport(p *check.Pass, year int) (*yearly.Report, *facts.Info, error) {
	type key struct{ year int }
	found := facts.Once(p.Site, key{year}, func() (f paper[*yearly.Report]) {
		f.what, f.at, f.err = findReport(p, year)
		return f
	})
	return found.what, found.at, found.err
}

// findReport looks for the report of a year: its page, or the first of the page's
// attachments that is one.
func findReport(p *check.Pass, year int) (*yearly.Report, *facts.Info, error) {
	var hits []facts.Hit
	var doubt error
	for _, word := range yearWords(year) {
		some, err := p.Site.Find(facts.Query{All: []string{word, "信息公开", "报告"}, None: []string{"网站工作年度报表"}})
		hits = append(hits, some...)
		if err != nil && doubt == nil {
			doubt = err
		}
	}
	reason := fmt.Errorf("没有找到%d年政府信息公开工作年度报告，由年报公布规则评价", year)
	if len(hits) == 0 && doubt != nil {
		reason = doubt
	}
	own, others := ownHits(p, hits, "年度报告")
	reason = cmp.Or(others, reason)
	for _, h := range own {
		report, info, err := readReport(p, address(&h), year)
		if err == nil && (report.Year == year || report.Year == 0) {
			return report, info, nil
		}
		if err != nil {
			reason = err
		}
	}
	y := reportsOf(year, "政府信息公开年报")
	for _, e := range y.unnamed(p) {
		if bodyOf(p, e.title) != "" {
			continue
		}
		if report, info, err := readReport(p, e.url, year); err == nil && report.Year == year {
			return report, info, nil
		}
	}
	y.reads = func(url string) bool {
		report, _, err := readReport(p, url, year)
		return err == nil && report.Year == year
	}
	if hit, _ := y.called(p); hit != nil {
		return readReport(p, holder(p, hit), year)
	}
	return nil, nil, reason
}

// readReport reads the report of a page, or of a file attached to it: of several that
// of the year.
func readReport(p *check.Pass, url string, year int) (*yearly.Report, *facts.Info, error) {
	d, info, cut, err := wholeDocument(p, url)
	if err != nil {
		return nil, nil, err
	}
	report, err := yearly.Parse(d)
	switch {
	case err == nil && (cut == nil || report.Sections[6].Line > 0): // with its last part nothing is cut off
		if report.Tableless() {
			if whole, at := wholeInFile(p, url, report); whole != nil {
				return whole, at, nil
			}
		}
		return report, info, nil
	case err == nil:
		return nil, nil, cut
	}
	page, perr := p.Site.Page(url)
	if perr != nil || page.Article == nil || len(page.Article.Attachments) == 0 {
		return nil, nil, illegible("年度报告", info, d)
	}
	var first *yearly.Report
	var at *facts.Info
	for _, l := range page.Article.Attachments {
		d, info, aerr := p.Site.Document(l.URL)
		if aerr != nil {
			err = aerr
			continue
		}
		report, aerr := yearly.Parse(d)
		switch {
		case aerr != nil:
			err = illegible("年度报告", info, d)
		case report.Year == year:
			return report, info, nil
		case first == nil:
			first, at = report, info
		}
	}
	if first == nil {
		return nil, nil, err
	}
	return first, at, nil
}

// wholeInFile is the same report as it stands in a file of its page, with the tables that
// the page does not have. Where such a file could not be read, the report's gap says so.
func wholeInFile(p *check.Pass, url string, report *yearly.Report) (*yearly.Report, *facts.Info) {
	page, err := p.Site.Page(url)
	if err != nil || page.Article == nil {
		return nil, nil
	}
	for _, l := range page.Article.Attachments {
		d, info, err := p.Site.Document(l.URL)
		if err != nil {
			report.Elsewhere(l.Text, err.Error())
			continue
		}
		whole, err := yearly.Parse(d)
		switch {
		case err != nil:
			report.Elsewhere(l.Text, cmp.Or(d.Reason, "内容不是可识别的年度报告"))
		case whole.Year == report.Year && !whole.Tableless():
			return whole, info
		}
	}
	return nil, nil
}

// FaultyReportParams are the parameters of faulty-report.
type FaultyReportParams struct {
	YearsBack int      `toml:"years_back"` // 1 = last year's report
	Codes     []string `toml:"codes"`      // defect codes this rule answers for
}

// Validate wants known codes.
func (p *FaultyReportParams) Validate() error {
	if len(p.Codes) == 0 {
		return fmt.Errorf("codes：至少需要一个缺陷代码")
	}
	for _, code := range p.Codes {
		if _, ok := finding.DefectOf(code); !ok || !strings.HasPrefix(code, "report.") {
			return fmt.Errorf("codes：没有名为 %q 的年报缺陷代码", code)
		}
	}
	return inRange("years_back", p.YearsBack, 1, 5)
}

// Wants names the columns the crawl should see first.
func (p *FaultyReportParams) Wants() []string { return []string{"政府信息公开年报"} }

// Example fills the parameters for the hostile sites.
func (p *FaultyReportParams) Example() { p.Codes = []string{"report.sum"} }
