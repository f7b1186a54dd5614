package checks

import (
	"fmt"
	"time"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/workday"
)

// LateInterpretation fails interpretations published too long after the document.
var LateInterpretation = check.Define("late-interpretation", "解读发布不及时",
	`查看：已配对的文件与解读的发布日期，按国务院节假日安排计算工作日。
不达标：解读晚于文件超过规定工作日（默认 3 个）；同一文件有几件解读的，以最早的为准。
疑似：解读栏目没有读到文件发布之日，可能另有更早的解读；扣除新疆维吾尔自治区另行放假的日子没有超过。
无法核验：没有一对文件与解读的日期都可靠，或年份没有节假日数据。`,
	[]string{"interpretation.late"}, LateInterpretationParams{Period: "year", WorkingDays: 3},
	func(p *check.Pass, params LateInterpretationParams) check.Outcome {
		all, out := pairs(p, params.Period)
		if out != nil {
			return *out
		}
		calendar, err := workday.National()
		if err != nil {
			return check.CannotTell(err)
		}
		var late []finding.Finding
		var inTime []string
		judged, paired, sure := 0, 0, 0
		for i := range all {
			pair := &all[i]
			if pair.Interpretation == nil {
				continue
			}
			paired++
			document, interpretation, ok := datedBoth(pair)
			if !ok {
				continue
			}
			n, err := calendar.Between(document, interpretation)
			if err != nil {
				return check.CannotTell(err)
			}
			judged++
			d := &pair.Document
			if n <= params.WorkingDays {
				inTime = append(inTime, subject(d))
			} else {
				local := festive(document, interpretation, params.WorkingDays)
				if pair.Unread == "" && local == "" {
					sure++
				}
				late = append(late, finding.Finding{
					Defect: "interpretation.late", Subject: subject(d), Signal: pair.Unread != "" || local != "",
					Message: fmt.Sprintf("%s于%s发布，解读于%s发布，相隔%d个工作日，超过%d个工作日%s。",
						titled(d.Title), onPaper(document), onPaper(interpretation), n, params.WorkingDays, local),
					Evidence: []finding.Evidence{documentProof(d), infoProof(pair.First, pair.First.Title)},
				})
			}
		}
		switch {
		case sure == 0 && len(late) > 0:
			return check.Suspected(fmt.Sprintf("%d件解读超过%d个工作日，但更早的解读可能在未读到的列表中，或当地另有放假安排", len(late), params.WorkingDays), late...).Clearing(inTime)
		case len(late) > 0:
			return check.Failed(fmt.Sprintf("%d件解读超过%d个工作日", sure, params.WorkingDays), late...).Clearing(inTime)
		case paired == 0:
			return check.Outcome{Verdict: finding.NotApplicable, Reason: "评价期内没有已配对的文件与解读"}
		case judged == 0:
			return check.CannotTellf("文件与解读的发布日期均不够可靠，无法计算间隔")
		}
		return check.Passed()
	})

// festive says that a region whose own festivals are known counts no more days than are
// allowed: whose site it is the check is not told.
func festive(from, to time.Time, allowed int) string {
	for _, region := range workday.Regions() {
		calendar, err := workday.For(region)
		if err != nil {
			continue
		}
		if n, err := calendar.Between(from, to); err == nil && n <= allowed {
			return fmt.Sprintf("（按国务院办公厅节假日安排计；如适用%s节假日，扣除后为%d个工作日，由人工核实）", workday.RegionName(region), n)
		}
	}
	return ""
}

// LateInterpretationParams are the parameters of late-interpretation.
type LateInterpretationParams struct {
	Period      string `toml:"period"`       // quarter or year
	WorkingDays int    `toml:"working_days"` // working days allowed
}

// Validate wants a period and a number of days.
func (p *LateInterpretationParams) Validate() error {
	if err := inRange("working_days", p.WorkingDays, 0, 60); err != nil {
		return err
	}
	return period(p.Period)
}

// Wants names the columns the crawl should see first.
func (p *LateInterpretationParams) Wants() []string { return []string{readings} }
