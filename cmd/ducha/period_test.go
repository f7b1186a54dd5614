package main

import (
	"testing"
	"time"

	"ducha/internal/zhtext"
)

// What is published after the site was seen nobody can judge: a column that is
// up to date on 8 October is not stale because the quarter ends in December.
func TestNobodyIsJudgedByADayToCome(t *testing.T) {
	seen := time.Date(2022, 10, 8, 1, 0, 0, 0, time.UTC) // 09:00 in Beijing
	for _, c := range []struct{ quarter, asOf, want string }{
		{"", "", "2022-10-08"},
		{"current", "", "2022-10-08"},
		{"2022Q4", "", "2022-10-08"},
		{"last", "", "2022-09-30"},
		{"2022Q3", "", "2022-09-30"},
		{"", "2022-10-08", "2022-10-08"},
		{"", "2022-10-09", ""},
		{"2023Q1", "", ""},
	} {
		day, err := judgedDay(c.quarter, c.asOf, seen)
		got := ""
		if err == nil {
			got = day.In(zhtext.Beijing).Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%q %q: %s, %v; want %s", c.quarter, c.asOf, got, err, c.want)
		}
	}
}

// A run that is made up for after days of standing still is about the quarter it
// was planned for, not about the one that has begun meanwhile.
func TestPlannedQuarter(t *testing.T) {
	for planned, want := range map[string]string{"2023-01-05": "2022Q4", "2022-12-30": "2022Q4", "2023-02-28": "2023Q1", "2023-04-01": "2023Q1"} {
		at, err := time.ParseInLocation(time.DateOnly, planned, zhtext.Beijing)
		if err != nil {
			t.Fatal(err)
		}
		if got := plannedQuarter(at); got != want {
			t.Errorf("%s is about %s, want %s", planned, got, want)
		}
	}
}
