package checks

import (
	"fmt"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// MissingSiteReport fails a site whose yearly report on the site itself
// (政府网站工作年度报表) is not published after 31 January.
var MissingSiteReport = check.Define("missing-site-report", "网站工作年度报表缺失",
	`查看：全站标题、列表和链接中上一年度的《政府网站工作年度报表》及其发布日期。
未到期：评价基准日不晚于公开期限（默认 1 月 31 日）。
不达标：到期后，覆盖证明成立且两次查看均未找到。
疑似：已公开，但标注的发布日期晚于期限（可能因改版迁移而改变）。
无法核验：网站没有看全，或有栏目的列表未读到当年年初。`,
	[]string{"site.report_missing", "site.report_late"}, MissingSiteReportParams{Due: "01-31"},
	func(p *check.Pass, params MissingSiteReportParams) check.Outcome {
		due, err := monthDay("due", params.Due, p.AsOf.Year(), p.AsOf.Location())
		if err != nil {
			return check.CannotTell(err)
		}
		year := p.AsOf.Year() - 1
		hit, doubt := siteReport(p, year)
		if hit != nil && p.AsOf.After(due) {
			return lateReport(hit, year, due)
		}
		if doubt != nil && p.AsOf.After(due) {
			return check.CannotTell(doubt)
		}
		if p.AsOf.After(due) {
			if err := listsReach(p, time.Date(p.AsOf.Year(), 1, 1, 0, 0, 0, 0, p.AsOf.Location())); err != nil {
				return check.CannotTell(err)
			}
		}
		return judgeYearly(p, annual{defect: "site.report_missing", subject: fmt.Sprintf("网站报表:%d年", year),
			name: fmt.Sprintf("%d年政府网站工作年度报表", year), year: year, due: due, all: []string{"网站", "年度报表"}})
	})

// siteReport finds the report of a year by the names it goes by. What has the year and
// only some of their words leaves a doubt.
func siteReport(p *check.Pass, year int) (hit *facts.Hit, doubt error) {
	for _, name := range []string{"年度报表", "年度工作报表", "工作年报", "报表", "年报", "年度报告"} {
		for _, word := range yearWords(year) {
			hits, _ := p.Site.Find(facts.Query{All: []string{word, "网站", name}, None: []string{"信息公开"}})
			switch {
			case len(hits) == 0:
			case name == "报表" || name == "年报" || name == "年度报告":
				return nil, fmt.Errorf("只找到“%s”，不能认定是否为%d年政府网站工作年度报表", hitTitle(&hits[0]), year)
			default:
				return &hits[0], nil
			}
		}
	}
	return nil, nil
}

// listsReach says why something published since a day may still stand on a page
// of a list that was not read; nil when every list was read back that far.
func listsReach(p *check.Pass, since time.Time) error {
	all, blind := p.Site.Register()
	if blind != nil {
		return blind
	}
	for _, c := range all {
		short := !c.Complete && len(c.Entries) > 0 && (c.Until.IsZero() || !c.Until.Before(since))
		if c.Problem != evidence.None || short {
			return fmt.Errorf("“%s”栏目的列表未读到%s，不能认定没有公开", c.Label, onPaper(since))
		}
	}
	return nil
}

// lateReport judges a report that is there by its day.
func lateReport(h *facts.Hit, year int, due time.Time) check.Outcome {
	day, proof := h.Date, infoProof(&h.Info, h.Quote)
	if h.Entry != nil {
		proof = entryProof(h.Entry)
		if w, ok := h.Entry.Best(); ok {
			day = w
		}
	}
	if day.Date.IsZero() || day.Confidence < webpage.Likely || !day.Date.After(due) || day.Date.Year() > due.Year() {
		return check.Passed(proof)
	}
	return check.Suspected("标注的发布日期为"+onPaper(day.Date), finding.Finding{
		Defect: "site.report_late", Subject: fmt.Sprintf("网站报表:%d年", year), Signal: true,
		Message:  fmt.Sprintf("%d年政府网站工作年度报表标注的发布日期为%s，晚于%s%s，实际公开日期由人工核对。", year, onPaper(day.Date), onPaper(due), restDay(due)),
		Evidence: []finding.Evidence{proof},
	})
}

// MissingSiteReportParams are the parameters of missing-site-report.
type MissingSiteReportParams struct {
	Due string `toml:"due"` // last day to publish in the as-of year, MM-DD
}

// Validate wants a day.
func (p *MissingSiteReportParams) Validate() error {
	_, err := monthDay("due", p.Due, 2023, time.UTC)
	return err
}
