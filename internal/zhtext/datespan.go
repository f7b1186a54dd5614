package zhtext

import (
	"strings"
	"unicode/utf8"
)

// untilDay reads the rest of a range or of a list of days: 17-18日, 至6月5日,
// 起至30日, -12.30.
func untilDay(s string, i int, from Date) (until Date, end int) {
	j := skipBlanks(s, passHours(s, i))
	if rest, ok := cutBegin(s[j:]); ok {
		if !strings.HasPrefix(rest, "至") && !strings.HasPrefix(rest, "到") {
			return until, i
		}
		j = len(s) - len(rest)
	}
	if j >= len(s) {
		return until, i
	}
	r, n := utf8.DecodeRuneInString(s[j:])
	if !strings.ContainsRune("-－–—―~～至到、", r) {
		return until, i
	}
	j += n
	for strings.HasPrefix(s[j:], "—") || strings.HasPrefix(s[j:], "-") {
		_, n := utf8.DecodeRuneInString(s[j:])
		j += n
	}
	j = skipBlanks(s, j)
	value, digits, k := digitsAt(s, j)
	if digits == 4 {
		if g, to := yearFirst(s, j, value, k); g.Full() && r != '、' {
			return g.Date, to
		}
		return until, i
	}
	if digits == 0 || digits > 2 {
		return until, i
	}
	if until, end = untilWords(s, skipBlanks(s, k), from, value); until.Day != 0 && (r != '、' || until.Month == from.Month) {
		return until, end
	}
	if until, end = untilMarks(s, k, from, value, digits); until.Day != 0 && r != '、' {
		return until, end
	}
	return Date{}, i
}

// cutBegin takes off what says that a span begins: 起, 开始，.
func cutBegin(s string) (rest string, ok bool) {
	for _, w := range []string{"起", "开始"} {
		if rest, ok = strings.CutPrefix(s, w); ok {
			return strings.TrimPrefix(strings.TrimPrefix(rest, "，"), ","), true
		}
	}
	return s, false
}

// passHours passes over a time of day before the rest of a range: 上午8：30, 10时30分.
func passHours(s string, i int) int {
	j := skipBlanks(s, i)
	for _, w := range []string{"上午", "下午", "中午", "晚", "早"} {
		if rest, ok := strings.CutPrefix(s[j:], w); ok {
			j = skipBlanks(s, len(s)-len(rest))
			break
		}
	}
	if k := passTime(s, j); k > j {
		return k
	}
	_, digits, k := digitsAt(s, j)
	hour := false
	for _, w := range []string{"时", "点"} {
		if rest, ok := strings.CutPrefix(s[k:], w); ok && digits > 0 && digits < 3 {
			k, hour = len(s)-len(rest), true
			break
		}
	}
	if !hour {
		return i
	}
	if _, digits, m := digitsAt(s, k); digits > 0 && strings.HasPrefix(s[m:], "分") {
		k = m + len("分")
	}
	return k
}

// untilWords reads 18日 or 6月5日, whose first number ends at k.
func untilWords(s string, k int, from Date, value int) (until Date, end int) {
	switch {
	case strings.HasPrefix(s[k:], "日"):
		if dayExists(from.Year, from.Month, value) && value > from.Day {
			return Date{from.Year, from.Month, value}, k + len("日")
		}
	case strings.HasPrefix(s[k:], "月") && value >= 1 && value <= 12:
		day, digits, m := digitsAt(s, skipBlanks(s, k+len("月")))
		if digits > 0 && strings.HasPrefix(s[m:], "日") && dayExists(from.Year, value, day) {
			return Date{from.Year, value, day}, m + len("日")
		}
	}
	return until, k
}

// untilMarks reads 12.30 or 01-05 behind a whole day; a range into the next
// year names it.
func untilMarks(s string, k int, from Date, month, digits int) (until Date, end int) {
	mark, j := separator(s, k)
	if from.Year == 0 || mark == 0 || mark == '年' || digits != 2 && mark != '.' {
		return until, k
	}
	day, digits, j := digitsAt(s, j)
	if digits == 0 || digits > 2 || !dayExists(from.Year, month, day) || !freeAfter(s, j, mark) ||
		month < from.Month || month == from.Month && day <= from.Day {
		return until, k
	}
	return Date{from.Year, month, day}, j
}

// passTime passes over a time of day, so that 13:56:58 is not read again.
func passTime(s string, i int) int {
	j := skipBlanks(s, i)
	if j < len(s) && (s[j] == 'T' || s[j] == 't') {
		j++
	}
	for part := 0; part < 3; part++ {
		_, digits, k := digitsAt(s, j)
		if digits == 0 || digits > 2 {
			return i
		}
		if k < len(s) && s[k] == ':' {
			j = k + 1
			continue
		}
		if strings.HasPrefix(s[k:], "：") {
			j = k + len("：")
			continue
		}
		if part == 0 {
			return i
		}
		return k
	}
	return i
}
