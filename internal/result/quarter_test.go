package result_test

import (
	"testing"
	"time"

	"ducha/internal/result"
)

func TestQuarters(t *testing.T) {
	for month, want := range map[time.Month]string{1: "2022Q1", 3: "2022Q1", 4: "2022Q2", 9: "2022Q3", 10: "2022Q4", 12: "2022Q4"} {
		if got := result.QuarterOf(time.Date(2022, month, 28, 0, 0, 0, 0, time.UTC)); got != want {
			t.Errorf("month %d: %s", month, got)
		}
	}
	for q, want := range map[string]string{"2022Q1": "2021Q4", "2022Q4": "2022Q3", "": "", "2022Q5": "", "2022": ""} {
		if got := result.QuarterBefore(q); got != want {
			t.Errorf("before %q: %q", q, got)
		}
	}
}
