package checks

import "testing"

// A title is by the year alone, or by words near the item; years in days and other
// years are not the one asked for.
func TestByYear(t *testing.T) {
	y := reportsOf(2021, "政府信息公开年报")
	for title, want := range map[string]bool{
		"2021": true, "2021年": true, "二〇二一年度": true, "2021年信息公开年报": true, "政府信息公开年报（2021年）": true,
		"2020年": false, "2021年业务培训": false, "202021-01 示例市交通运输局2020年政府信息公开工作年度报告": false,
		"2021-01-20": false, "2021年1月20日政务公开": false, "2020年年报（2021年发布）": false, "2021年网站工作年度报表": false,
	} {
		if got := y.byYear(title); got != want {
			t.Errorf("%s: %v", title, got)
		}
	}
}
