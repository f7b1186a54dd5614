package main

import (
	"time"
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
}
