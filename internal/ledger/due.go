package ledger

import (
	"fmt"
	"time"

	"ducha/internal/workday"
)

// DueDay is the last day for rectification: so many working days after the day
// of acceptance, which itself does not count. A year whose holidays are not known
// is refused.
func DueDay(cal *workday.Calendar, accepted time.Time, workingDays int) (time.Time, error) {
	if workingDays < 1 {
		return time.Time{}, fmt.Errorf("整改期限应至少为1个工作日，不是%d", workingDays)
	}
	day, err := cal.Add(Day(accepted), workingDays)
	if err != nil {
		return time.Time{}, fmt.Errorf("计算整改期限：%w", err)
	}
	return day, nil
}

// Expired lists the cases whose waiver has run out, with the event that ends it.
// Run it before anything else looks at the ledger.
func Expired(cases []Case, now time.Time) []Change {
	var changes []Change
	for _, c := range cases {
		if c.State != Waived || !Day(now).After(c.Until) {
			continue
		}
		e := Event{Kind: Expire, At: now, By: Machine, Why: "豁免期至" + date(c.Until)}
		if after, err := Apply(c, e); err == nil {
			changes = append(changes, Change{Before: c, Case: after, Entries: []Entry{Record(c, after, e)}})
		}
	}
	return changes
}
