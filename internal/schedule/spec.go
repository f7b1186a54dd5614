// Package schedule runs jobs at their times, each due time once, whatever
// happens in between: the process may be down, suspended, or started twice, and
// the clock may jump.
package schedule

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"ducha/internal/workday"
	"ducha/internal/zhtext"
)

// Schedule gives the next due time after a moment; zero when there is none.
type Schedule interface {
	Next(after time.Time) time.Time
}

// Parse reads a time plan: five cron fields, or
//
//	quarterly last-workday 18:00    每季度最后一个工作日
//	quarterly first-workday 09:00   每季度第一个工作日
//	workdays 09:00                  每个工作日
//	daily 09:00                     每天
//	every 1h                        每隔一段时间，从零点起
func Parse(spec string, cal *workday.Calendar) (Schedule, error) {
	words := strings.Fields(spec)
	if len(words) == 0 {
		return nil, errors.New("没有写明时间")
	}
	switch words[0] {
	case "quarterly":
		if len(words) != 3 || words[1] != "last-workday" && words[1] != "first-workday" {
			return nil, fmt.Errorf("%q 有误，应形如 quarterly last-workday 18:00", spec)
		}
		at, err := clock(words[2])
		return quarterly{cal: cal, last: words[1] == "last-workday", at: at}, err
	case "workdays", "daily":
		if len(words) != 2 {
			return nil, fmt.Errorf("%q 有误，应形如 %s 09:00", spec, words[0])
		}
		at, err := clock(words[1])
		return daily{cal: cal, workdays: words[0] == "workdays", at: at}, err
	case "every":
		if len(words) != 2 {
			return nil, fmt.Errorf("%q 有误，应形如 every 1h", spec)
		}
		d, err := time.ParseDuration(words[1])
		if err != nil || d < time.Minute || d > 24*time.Hour || (24*time.Hour)%d != 0 {
			return nil, fmt.Errorf("%q 有误：间隔应在1分钟至24小时之间，并能整除一天，如 every 1h、every 30m", spec)
		}
		return every{d}, nil
	}
	return fields(spec, words)
}

// fields reads cron's own form. Its parser panics on some time zones, and zones
// are ours to choose.
func fields(spec string, words []string) (s Schedule, err error) {
	if strings.Contains(words[0], "TZ=") || len(words) != 5 {
		return nil, fmt.Errorf("%q 有误：应为五个字段（分 时 日 月 星期），或 quarterly last-workday 18:00 等写法；时间一律为北京时间，不能另设时区", spec)
	}
	defer func() {
		if recover() != nil {
			s, err = nil, fmt.Errorf("%q 有误", spec)
		}
	}()
	parsed, err := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow).Parse(spec)
	if err != nil {
		return nil, fmt.Errorf("%q 有误：五个字段依次为分（0-59）、时（0-23）、日（1-31）、月（1-12）、星期（0-6，0 为星期日），可写 *、1,4、1-5、*/30", spec)
	}
	return inBeijing{parsed}, nil
}

// EveryQuarter refuses a plan that leaves a quarter out: 0 9 31 3,6,9,12 * has no
// June and no September.
func EveryQuarter(s Schedule, from time.Time) error {
	start := quarterStart(from.In(zhtext.Beijing))
	for range 8 {
		end := start.AddDate(0, 3, 0)
		if next := s.Next(start.Add(-time.Second)); next.IsZero() || !next.Before(end) {
			return fmt.Errorf("按此安排，%s没有一次检查", quarterName(start))
		}
		start = end
	}
	return nil
}

// Upcoming lists the next due times.
func Upcoming(s Schedule, after time.Time, n int) []time.Time {
	var all []time.Time
	for t := s.Next(after); !t.IsZero() && len(all) < n; t = s.Next(t) {
		all = append(all, t)
	}
	return all
}

// Quarter is the key of a quarterly run: the quarter its due time stands in.
func Quarter(planned time.Time) string {
	t := planned.In(zhtext.Beijing)
	return fmt.Sprintf("%dQ%d", t.Year(), (int(t.Month())+2)/3)
}

func quarterName(t time.Time) string {
	return fmt.Sprintf("%d年第%d季度", t.Year(), (int(t.Month())+2)/3)
}

func quarterStart(t time.Time) time.Time {
	return time.Date(t.Year(), (t.Month()-1)/3*3+1, 1, 0, 0, 0, 0, t.Location())
}

// clock reads 09:00.
func clock(s string) (time.Duration, error) {
	h, m, ok := strings.Cut(s, ":")
	hour, err1 := strconv.Atoi(h)
	minute, err2 := strconv.Atoi(m)
	if !ok || err1 != nil || err2 != nil || hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return 0, fmt.Errorf("时刻 %q 有误，应形如 09:00", s)
	}
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute, nil
}

type inBeijing struct{ inner cron.Schedule }

func (s inBeijing) Next(after time.Time) time.Time { return s.inner.Next(after.In(zhtext.Beijing)) }

type every struct{ step time.Duration }

func (s every) Next(after time.Time) time.Time {
	t := after.In(zhtext.Beijing)
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
	return midnight.Add((t.Sub(midnight)/s.step + 1) * s.step)
}

type daily struct {
	cal      *workday.Calendar
	workdays bool
	at       time.Duration
}

func (s daily) Next(after time.Time) time.Time {
	t := after.In(zhtext.Beijing)
	for i := range 60 {
		day := time.Date(t.Year(), t.Month(), t.Day()+i, 0, 0, 0, 0, t.Location())
		if due := day.Add(s.at); due.After(after) && (!s.workdays || working(s.cal, day)) {
			return due
		}
	}
	return time.Time{}
}

type quarterly struct {
	cal  *workday.Calendar
	last bool
	at   time.Duration
}

func (s quarterly) Next(after time.Time) time.Time {
	start := quarterStart(after.In(zhtext.Beijing))
	for range 3 {
		if due := s.day(start).Add(s.at); due.After(after) {
			return due
		}
		start = start.AddDate(0, 3, 0)
	}
	return time.Time{}
}

func (s quarterly) day(start time.Time) time.Time {
	day, step := start, 1
	if s.last {
		day, step = start.AddDate(0, 3, -1), -1
	}
	for range 30 {
		if working(s.cal, day) {
			return day
		}
		day = day.AddDate(0, 0, step)
	}
	return day
}

// working falls back on Monday to Friday in years whose holidays are not
// announced yet: a plan must always have a next time.
func working(cal *workday.Calendar, day time.Time) bool {
	if cal != nil {
		if w, err := cal.Working(day); err == nil {
			return w
		}
	}
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}
