package checks

import (
	"fmt"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/workday"
)

// published judges an item that is there, by the day that the site shows of it.
func (y *annual) published(p *check.Pass, own []facts.Hit) check.Outcome {
	passed := check.Passed(infoProof(&own[0].Info, own[0].Quote))
	if y.late == "" {
		return passed
	}
	var day webpage.Witness
	var proof finding.Evidence
	for i := range own {
		shown, evidence := dayShown(&own[i])
		if shown.Date.IsZero() || shown.NoYear || shown.Confidence < webpage.Likely || strings.Contains(hitTitle(&own[i]), "更正") {
			continue
		}
		if !shown.Date.After(y.due) {
			return passed
		}
		if day.Date.IsZero() || shown.Date.Before(day.Date) {
			day, proof = shown, evidence
		}
	}
	if day.Date.IsZero() || day.Date.Year() > y.due.Year() || y.moved(p, day.Date) {
		return passed
	}
	return check.Suspected("标注的发布日期为"+onPaper(day.Date), finding.Finding{
		Defect: y.late, Subject: y.subject, Signal: true,
		Message:  fmt.Sprintf("%s标注的发布日期为%s，晚于评价指标设定的公开期限（%s%s），实际公开日期由人工核对。", y.name, onPaper(day.Date), onPaper(y.due), restDay(y.due)),
		Evidence: []finding.Evidence{proof},
	})
}

// restDay says that a last day was no working day: whether it moves the person decides.
func restDay(day time.Time) string {
	calendar, err := workday.National()
	if err != nil {
		return ""
	}
	if working, err := calendar.Working(day); err != nil || working {
		return ""
	}
	return "，该日为休息日或节假日"
}

// dayShown is the day of a hit, its row and page together.
func dayShown(h *facts.Hit) (webpage.Witness, finding.Evidence) {
	if h.Entry == nil {
		return h.Date, infoProof(&h.Info, h.Quote)
	}
	w, ok := h.Entry.Best()
	if !ok {
		w.Confidence = webpage.Doubtful
	}
	return w, entryProof(h.Entry)
}

// moved says whether papers of other years bear a day of the same weeks: a column that
// was filled at once tells nothing of when its papers came out.
func (y *annual) moved(p *check.Pass, day time.Time) bool {
	for _, name := range y.columns {
		column, err := p.Site.Column(name)
		if err != nil || column == nil {
			continue
		}
		for i := range column.Entries {
			e := &column.Entries[i]
			w, ok := e.Best()
			if !ok || w.Date.Sub(day).Abs() > batchSpan*24*time.Hour || !yearNamed.MatchString(e.Title) {
				continue
			}
			if named := yearNamed.FindString(e.Title); !has(yearWords(y.year), named) {
				return true
			}
		}
	}
	return false
}
