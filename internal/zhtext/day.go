package zhtext

import "time"

// Day is the day of a moment, Beijing time.
func Day(t time.Time) time.Time {
	t = t.In(Beijing)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, Beijing)
}
