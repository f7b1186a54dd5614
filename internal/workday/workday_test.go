package workday_test

import (
	"testing"
	"time"

	"ducha/internal/workday"
)

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The vectors of standards.md §11.1, and the number of working days of each year.
func TestNational(t *testing.T) {
	c, err := workday.National()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []struct {
		from string
		n    int
		want string
	}{
		{"2022-01-25", 20, "2022-02-25"}, {"2022-09-30", 20, "2022-11-02"}, {"2022-04-22", 3, "2022-04-26"},
		{"2022-12-30", 3, "2023-01-05"}, {"2023-01-20", 5, "2023-02-01"}, {"2026-09-24", 10, "2026-10-15"},
		{"2026-11-20", 3, "2026-11-25"},
	} {
		got, err := c.Add(day(t, v.from), v.n)
		if err != nil || got.Format(time.DateOnly) != v.want {
			t.Errorf("%s + %d = %s, %v; want %s", v.from, v.n, got.Format(time.DateOnly), err, v.want)
		}
		if back, err := c.Between(day(t, v.from), got); err != nil || back != v.n {
			t.Errorf("Between(%s, %s) = %d, %v; want %d", v.from, v.want, back, err, v.n)
		}
	}
	for year, want := range map[int]int{2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248} {
		n := 0
		for d := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == year; d = d.AddDate(0, 0, 1) {
			working, err := c.Working(d)
			if err != nil {
				t.Fatal(err)
			}
			if working {
				n++
			}
		}
		if n != want {
			t.Errorf("%d has %d working days, want %d", year, n, want)
		}
	}
}

func TestUnknownYearIsRefused(t *testing.T) {
	c, err := workday.National()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{"2020-06-01", "2027-01-04"} {
		if _, err := c.Working(day(t, d)); err == nil {
			t.Errorf("Working(%s) answered without a notice", d)
		}
	}
	if _, err := c.Add(day(t, "2026-12-30"), 5); err == nil {
		t.Error("Add went into 2027 without a notice")
	}
}
