package main

import (
	"fmt"
	"time"

	"ducha/internal/schedule"
	"ducha/internal/workday"
	"ducha/internal/zhtext"
)

// upcoming is how many due times the doctor shows of each job.
const upcoming = 8

// diagnoseSchedule shows when the jobs of ducha serve are due next.
func diagnoseSchedule(c *config, now time.Time, note func(mark, what, detail string)) {
	cal, err := c.calendar()
	if err != nil {
		return // told with the calendar
	}
	lines, err := nextRuns(c.Schedule, cal, now, upcoming)
	if err != nil {
		note("错误", "计划", "："+err.Error())
		return
	}
	if len(lines) == 0 {
		note("提示", "没有配置计划（[schedule]）", "；ducha serve 不会自动检查")
		return
	}
	detail := "（北京时间，接下来的运行）："
	for _, line := range lines {
		detail += "\n       " + line
	}
	note("正常", "计划", detail)
	if n := visits(c.Schedule.Probe, cal, now); n > 0 && n < probesADay {
		note("提示", fmt.Sprintf("[schedule] probe 每日监测 %d 次", n), fmt.Sprintf("；评判“站点无法访问”须每日不少于 %d 次", probesADay))
	}
}

// probesADay is how many visits a day the official rule wants.
const probesADay = 20

// visits counts the due times of a plan within a day; zero without a plan.
func visits(spec string, cal *workday.Calendar, now time.Time) (n int) {
	plan, err := schedule.Parse(spec, cal)
	if err != nil {
		return 0
	}
	from := zhtext.Day(now).AddDate(0, 0, 1).Add(-time.Second)
	for _, t := range schedule.Upcoming(plan, from, probesADay) {
		if t.Before(from.AddDate(0, 0, 1)) {
			n++
		}
	}
	return n
}
