package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ducha/internal/audit"
	"ducha/internal/zhtext"
)

// asOfDay settles the judged day (评价基准日). Quarters are judged on their last
// day; without either, today. now is the clock, given by the command.
func asOfDay(quarter, asOf string, now time.Time) (time.Time, error) {
	switch {
	case quarter != "" && asOf != "":
		return time.Time{}, fmt.Errorf("--quarter 与 --as-of 只能用一个")
	case asOf != "":
		day, err := time.ParseInLocation(time.DateOnly, asOf, zhtext.Beijing)
		if err != nil {
			return time.Time{}, fmt.Errorf("--as-of %q 应为 年-月-日，如 2022-12-31", asOf)
		}
		return day, nil
	case quarter == "":
		return zhtext.Day(now), nil
	case quarter == "last":
		return audit.QuarterStart(zhtext.Day(now)).AddDate(0, 0, -1), nil
	case quarter == "current":
		return quarterEnd(audit.QuarterStart(zhtext.Day(now))), nil
	}
	year, q, ok := strings.Cut(strings.ToUpper(quarter), "Q")
	y, err1 := strconv.Atoi(year)
	n, err2 := strconv.Atoi(q)
	if !ok || err1 != nil || err2 != nil || y < 2000 || y > 2100 || n < 1 || n > 4 {
		return time.Time{}, fmt.Errorf("--quarter %q 应如 2022Q4，或 last（上季度）、current（本季度）", quarter)
	}
	return quarterEnd(time.Date(y, time.Month(3*n-2), 1, 0, 0, 0, 0, zhtext.Beijing)), nil
}

// judgedDay is asOfDay for judging a site that was last seen at a moment. What is
// published later nobody has seen: a quarter that is not over is judged on the
// day of that moment, and a later day not at all.
func judgedDay(quarter, asOf string, seen time.Time) (time.Time, error) {
	day, err := asOfDay(quarter, asOf, seen)
	last := zhtext.Day(seen)
	if err != nil || !day.After(last) {
		return day, err
	}
	if asOf == "" && audit.QuarterStart(day).Equal(audit.QuarterStart(last)) {
		return last, nil
	}
	return day, fmt.Errorf("评价基准日 %s 晚于%s，尚不能评价：以后发布的内容现在看不到", day.Format(time.DateOnly), last.Format("2006年1月2日"))
}

func quarterEnd(first time.Time) time.Time { return first.AddDate(0, 3, -1) }
