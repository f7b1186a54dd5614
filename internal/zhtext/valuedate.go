package zhtext

import (
	"strings"
	"time"
)

// ValueDate reads a value that should be nothing but a date: a meta tag's
// content, a JSON field, a data attribute. Compact stamps, Unix times in seconds
// or milliseconds and what servers print by themselves count here. A time that
// names its zone is one of Beijing's days.
func ValueDate(s string) (Date, bool) {
	s = strings.TrimSpace(s)
	if d, ok := machineDate(s); ok {
		return d, !d.Placeholder()
	}
	if f, ok := FirstDate(s); ok && f.Start <= 2 {
		return f.Date, !f.Placeholder()
	}
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits != len(s) && digits != 8 {
		return Date{}, false
	}
	var d Date
	switch digits {
	case 8, 12, 14:
		d = stampDate(s[:8])
	case 10, 13:
		d = unixDate(s)
	}
	return d, d.Full() && !d.Placeholder()
}

// unixDate is the day of a Unix time, whose first ten digits are seconds.
func unixDate(s string) Date {
	var n int64
	for _, c := range s[:10] {
		n = n*10 + int64(c-'0')
	}
	return dayOf(time.Unix(n, 0))
}

func dayOf(t time.Time) Date {
	t = t.In(Beijing)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// zoned are the layouts of times that name their zone, unzoned those that do not
// or whose zone is but a word (CST is four zones).
var (
	zoned   = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", time.RFC1123Z, "Mon Jan 2 2006 15:04:05 GMT-0700"}
	unzoned = []string{"Mon Jan 2 15:04:05 MST 2006", "Mon Jan 2 15:04:05 2006", "Jan 2, 2006 3:04:05 PM", "Jan 2, 2006", "2 Jan 2006", "1/2/2006 3:04:05 PM"}
)

// machineDate reads the ways in which Java, .NET, JavaScript and HTTP print a
// time when nobody says how.
func machineDate(s string) (Date, bool) {
	if len(s) < len("1/2/2006") || len(s) > 64 {
		return Date{}, false
	}
	if rest, ok := strings.CutPrefix(strings.ReplaceAll(s, `\`, ""), "/Date("); ok && len(rest) >= 13 && number(rest[:6]) >= 0 && number(rest[6:12]) >= 0 {
		return unixDate(rest), rest[12] >= '0' && rest[12] <= '9'
	}
	last := s[len(s)-1]
	if last == 'M' || last >= '0' && last <= '9' || last == 'Z' || last == 'T' || last == ')' {
		s, _, _ = strings.Cut(s, " (")
		if t, err := time.Parse(time.RFC1123, s); err == nil && strings.HasSuffix(s, "GMT") {
			return dayOf(t), true
		}
		for _, layout := range zoned {
			if t, err := time.Parse(layout, s); err == nil {
				return dayOf(t), true
			}
		}
		for _, layout := range unzoned {
			if t, err := time.Parse(layout, s); err == nil {
				return Date{t.Year(), int(t.Month()), t.Day()}, true
			}
		}
	}
	return Date{}, false
}
