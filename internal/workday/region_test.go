package workday_test

import (
	"strings"
	"testing"
	"time"

	"ducha/internal/workday"
)

// The days of standards.md §11.2, seen from both calendars.
func TestXinjiang(t *testing.T) {
	national, err := workday.National()
	if err != nil {
		t.Fatal(err)
	}
	xinjiang, err := workday.For("xinjiang")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		day              string
		national, region bool
	}{
		{"2022-05-05", true, false}, {"2022-05-06", true, true}, {"2022-07-12", true, false}, {"2022-07-14", true, true},
		{"2023-04-21", true, false}, {"2023-04-23", true, true}, {"2023-06-28", true, false}, {"2024-04-10", true, false},
		{"2024-06-18", true, false}, {"2025-06-09", true, false}, {"2025-10-01", false, false}, {"2026-05-29", true, false},
	} {
		for name, cal := range map[string]*workday.Calendar{"national": national, "xinjiang": xinjiang} {
			got, err := cal.Working(day(t, c.day))
			if want := map[string]bool{"national": c.national, "xinjiang": c.region}[name]; err != nil || got != want {
				t.Errorf("%s %s = %v, %v; want %v", name, c.day, got, err, want)
			}
		}
	}
	// Twenty working days over 古尔邦节 2022: three days later than elsewhere.
	for cal, want := range map[*workday.Calendar]string{national: "2022-07-29", xinjiang: "2022-08-03"} {
		if got, err := cal.Add(day(t, "2022-07-01"), 20); err != nil || got.Format(time.DateOnly) != want {
			t.Errorf("2022-07-01 + 20 = %s, %v; want %s", got.Format(time.DateOnly), err, want)
		}
	}
	if _, err := xinjiang.Working(day(t, "2021-06-01")); err == nil || !strings.Contains(err.Error(), "2021年") {
		t.Errorf("a year without the region's notice was answered: %v", err)
	}
	if _, err := workday.For("atlantis"); err == nil || !strings.Contains(err.Error(), "xinjiang") {
		t.Errorf("For(atlantis): %v", err)
	}
}

func TestExtend(t *testing.T) {
	national, err := workday.National()
	if err != nil {
		t.Fatal(err)
	}
	more, err := national.Extend("2027 手工录入\noff 2027-01-01 2027-01-03\nwork 2027-01-09\n")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := more.Add(day(t, "2026-12-31"), 2); err != nil || got.Format(time.DateOnly) != "2027-01-05" {
		t.Errorf("2026-12-31 + 2 = %s, %v", got.Format(time.DateOnly), err)
	}
	if _, err := national.Working(day(t, "2027-01-04")); err == nil {
		t.Error("Extend changed the calendar it extends")
	}
	if _, err := national.Extend("2027\noff 2027-01-01\n"); err == nil || !strings.Contains(err.Error(), "第 2 行") {
		t.Errorf("a broken file: %v", err)
	}
	for _, slip := range []string{"off 2027-13-01 2027-01-03", "off 2027-01-03 2027-01-01", "off 2027-01-01 2072-01-03", "work 2027-1-9"} {
		if _, err := national.Extend("2027\n" + slip); err == nil || strings.Contains(err.Error(), "parsing") {
			t.Errorf("%s: %v", slip, err)
		}
	}
}
