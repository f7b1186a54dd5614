package result

import (
	"fmt"
	"time"
)

// QuarterOf names the quarter a day lies in, in the day's own zone: 2022Q4.
func QuarterOf(day time.Time) string {
	return fmt.Sprintf("%dQ%d", day.Year(), (int(day.Month())+2)/3)
}

// QuarterBefore is the quarter before one; empty for what is none.
func QuarterBefore(quarter string) string {
	var year, n int
	if _, err := fmt.Sscanf(quarter, "%dQ%d", &year, &n); err != nil || n < 1 || n > 4 {
		return ""
	}
	if n == 1 {
		return fmt.Sprintf("%dQ4", year-1)
	}
	return fmt.Sprintf("%dQ%d", year, n-1)
}
