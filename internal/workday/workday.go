// Package workday counts working days (工作日) from the State Council's yearly
// holiday notices. A year without a notice is refused, never guessed from
// weekends. It knows calendars only, no deadlines.
package workday

import (
	_ "embed"
	"fmt"
	"strings"
	"time"
)

//go:embed data/national.txt
var national string

// Calendar knows the working days of the years it covers.
type Calendar struct {
	years map[int]bool
	days  map[string]bool // 2006-01-02 → working day, for days that differ from their weekday
}

// National is the calendar of the State Council's notices.
func National() (*Calendar, error) { return parse(national) }

func parse(text string) (*Calendar, error) {
	c := &Calendar{years: map[int]bool{}, days: map[string]bool{}}
	n := 0
	for text := range strings.Lines(strings.TrimPrefix(text, "\uFEFF")) {
		n++
		line := strings.TrimSpace(text)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := c.add(strings.Fields(line)); err != nil {
			return nil, fmt.Errorf("节假日数据第 %d 行：%w", n, err)
		}
	}
	return c, nil
}

func (c *Calendar) add(fields []string) error {
	switch fields[0] {
	case "off":
		if len(fields) != 3 {
			return fmt.Errorf("off 需要首日和末日")
		}
		first, err := day(fields[1])
		if err != nil {
			return err
		}
		last, err := day(fields[2])
		if err != nil {
			return err
		}
		if last.Before(first) || last.Sub(first) > mostOff {
			return fmt.Errorf("off 的首日 %s 和末日 %s 有误", fields[1], fields[2])
		}
		for d := first; !d.After(last); d = d.AddDate(0, 0, 1) {
			c.days[d.Format(time.DateOnly)] = false
		}
	case "work":
		if len(fields) < 2 {
			return fmt.Errorf("work 需要日期")
		}
		for _, f := range fields[1:] {
			if _, err := day(f); err != nil {
				return err
			}
			c.days[f] = true
		}
	default:
		// A day without its word in front is no year: taken for one, the holiday would count
		// as working days.
		t, err := time.Parse("2006", strings.TrimSuffix(fields[0], "年"))
		if err != nil {
			return fmt.Errorf("不认识的写法 %q：每行应以年份、off 或 work 开头", fields[0])
		}
		c.years[t.Year()] = true
	}
	return nil
}

// mostOff is longer than any holiday: a slip of the year is not one.
const mostOff = 31 * 24 * time.Hour

func day(text string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return t, fmt.Errorf("日期 %q 应形如 2027-01-03", text)
	}
	return t, nil
}

// Working says whether a day is a working day.
func (c *Calendar) Working(day time.Time) (bool, error) {
	if !c.years[day.Year()] {
		return false, fmt.Errorf("%d年节假日安排未收录，无法计算工作日", day.Year())
	}
	if working, ok := c.days[day.Format(time.DateOnly)]; ok {
		return working, nil
	}
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday, nil
}

// Between counts the working days after from, up to and including to; the start
// day itself does not count. It is zero when to is not after from.
func (c *Calendar) Between(from, to time.Time) (int, error) {
	n := 0
	for d := from.AddDate(0, 0, 1); !d.After(to); d = d.AddDate(0, 0, 1) {
		working, err := c.Working(d)
		if err != nil {
			return 0, err
		}
		if working {
			n++
		}
	}
	return n, nil
}

// Add gives the day n working days after from; the start day does not count.
func (c *Calendar) Add(from time.Time, n int) (time.Time, error) {
	day := from
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		working, err := c.Working(day)
		if err != nil {
			return time.Time{}, err
		}
		if working {
			n--
		}
	}
	return day, nil
}
