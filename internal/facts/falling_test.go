package facts

import (
	"testing"
	"time"

	"ducha/internal/webpage"
)

func TestFalling(t *testing.T) {
	for _, c := range []struct {
		days []int // before today
		want bool
	}{
		{[]int{1, 2, 2, 9}, true},
		{[]int{1, 5, 3, 9, 12, 20}, true}, // one out of place
		{[]int{9, 5, 2}, false},
		{[]int{1, 90, 20, 200, 30, 150}, false}, // by number, not by day
		{[]int{3, 3, 3}, false},
	} {
		var entries []SiteEntry
		for _, n := range c.days {
			entries = append(entries, SiteEntry{Entry: webpage.Entry{Dates: []webpage.Witness{{Date: time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -n), Source: webpage.DateList}}}})
		}
		if got := falling(entries, (*SiteEntry).shown); got != c.want {
			t.Errorf("falling(%v) = %v", c.days, got)
		}
	}
}
