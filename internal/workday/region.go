package workday

import (
	_ "embed"
	"fmt"
	"maps"
)

//go:embed data/xinjiang.txt
var xinjiang string

// Regions are the calendars that For knows.
func Regions() []string { return []string{"national", "xinjiang"} }

// RegionName names a region as on paper.
func RegionName(region string) string {
	return map[string]string{"national": "全国", "xinjiang": "新疆维吾尔自治区"}[region]
}

// For gives a calendar by the name of its region; empty is national.
func For(region string) (*Calendar, error) {
	national, err := National()
	if err != nil {
		return nil, err
	}
	switch region {
	case "", "national":
		return national, nil
	case "xinjiang":
		return national.Overlay(xinjiang)
	}
	return nil, fmt.Errorf("没有名为 %q 的工作日历；可用：national（全国）、xinjiang（新疆）", region)
}

// Overlay lays a region's days over the calendar. Where they differ the region
// wins. Only years that both cover are covered: a region's festivals are fixed
// by its own notice, and without it a deadline would be guessed.
func (c *Calendar) Overlay(text string) (*Calendar, error) {
	region, err := parse(text)
	if err != nil {
		return nil, err
	}
	out := &Calendar{years: map[int]bool{}, days: maps.Clone(c.days)}
	maps.Copy(out.days, region.days)
	for year := range c.years {
		if region.years[year] {
			out.years[year] = true
		}
	}
	return out, nil
}

// Extend adds the years of a file of the same form, as an office enters a new
// notice by hand. Its days win over those known before.
func (c *Calendar) Extend(text string) (*Calendar, error) {
	more, err := parse(text)
	if err != nil {
		return nil, err
	}
	out := &Calendar{years: maps.Clone(c.years), days: maps.Clone(c.days)}
	maps.Copy(out.years, more.years)
	maps.Copy(out.days, more.days)
	return out, nil
}
