package schedule_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ducha/internal/schedule"
)

// A process that died while it noted since when a job is known leaves that note open: it
// is no due time, and nothing is run for it.
func TestStartIsNoDueTime(t *testing.T) {
	plan, err := schedule.Parse("daily 09:00", nil)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		tb := newTable()
		if _, err := tb.Plan(t.Context(), "audit", "start", time.Now()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		var ran []string
		k := &schedule.Keeper{Table: tb, Owner: "b", Jobs: []schedule.Job{{Name: "audit", Schedule: plan, Run: func(_ context.Context, key string, _ time.Time) error {
			ran = append(ran, key)
			return nil
		}}}}
		for range 30 {
			if err := k.Step(t.Context()); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Hour)
		}
		if len(ran) == 0 || strings.Contains(strings.Join(ran, " "), "start") {
			t.Errorf("ran %v", ran)
		}
	})
}
