package schedule_test

import (
	"strings"
	"testing"
	"time"

	"ducha/internal/schedule"
	"ducha/internal/workday"
	"ducha/internal/zhtext"
)

func calendar(t *testing.T) *workday.Calendar {
	t.Helper()
	cal, err := workday.National()
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func TestParse(t *testing.T) {
	for spec, want := range map[string]string{
		"quarterly last-workday 18:00":  "2022-09-30 18:00",
		"quarterly first-workday 09:00": "2022-10-08 09:00", // after the National Day holidays, a working Saturday
		"workdays 09:30":                "2022-09-15 09:30",
		"daily 08:00":                   "2022-09-15 08:00",
		"every 1h":                      "2022-09-15 00:00",
		"0 9 * * 1":                     "2022-09-19 09:00",
		"0 18 30 3,6,9,12 *":            "2022-09-30 18:00",
	} {
		s, err := schedule.Parse(spec, calendar(t))
		if err != nil {
			t.Errorf("%s: %v", spec, err)
			continue
		}
		// 23:30 in Beijing, 15:30 UTC: the day is Beijing's.
		got := s.Next(time.Date(2022, 9, 14, 15, 30, 0, 0, time.UTC)).In(zhtext.Beijing).Format("2006-01-02 15:04")
		if got != want {
			t.Errorf("%s: next is %s, want %s", spec, got, want)
		}
	}
	for _, bad := range []string{"", "TZ=", "CRON_TZ=Asia/Urumqi 0 9 * * *", "0 9 * *", "quarterly 18:00", "quarterly last-workday 25:00", "every 7h", "every 10s", "每季度", "61 * * * *", "workdays"} {
		if s, err := schedule.Parse(bad, calendar(t)); err == nil {
			t.Errorf("%q gives %v, want an error", bad, s)
		}
	}
}

// A plan that leaves quarters out is refused, however sound it looks.
func TestEveryQuarter(t *testing.T) {
	now := time.Date(2022, 5, 1, 0, 0, 0, 0, time.UTC)
	for spec, missing := range map[string]string{
		"0 9 31 3,6,9,12 *": "2022年第二季度", "0 9 30 2 *": "2022年第二季度", "0 9 1 1 *": "2022年第二季度",
		"quarterly last-workday 18:00": "", "0 9 25 3,6,9,12 *": "", "workdays 09:00": "",
	} {
		s, err := schedule.Parse(spec, calendar(t))
		if err != nil {
			t.Fatal(err)
		}
		err = schedule.EveryQuarter(s, now)
		missing = strings.NewReplacer("二", "2").Replace(missing)
		if (err != nil) != (missing != "") || err != nil && !strings.Contains(err.Error(), missing) {
			t.Errorf("%s: %v, want %q", spec, err, missing)
		}
	}
}

func TestUpcoming(t *testing.T) {
	s, err := schedule.Parse("quarterly last-workday 18:00", calendar(t))
	if err != nil {
		t.Fatal(err)
	}
	all := schedule.Upcoming(s, time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), 8)
	if len(all) != 8 {
		t.Fatalf("%d times", len(all))
	}
	for i := 1; i < len(all); i++ {
		if schedule.Quarter(all[i]) == schedule.Quarter(all[i-1]) {
			t.Errorf("%v and %v are in one quarter", all[i-1], all[i])
		}
	}
}
