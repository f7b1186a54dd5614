package zhtext

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Date is a day as written; zero parts were not shown.
type Date struct {
	Year, Month, Day int
}

// Time is midnight of the day in Beijing; zero unless all parts were shown.
func (d Date) Time() time.Time {
	if d.Year == 0 || d.Month == 0 || d.Day == 0 {
		return time.Time{}
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, Beijing)
}

// Full says whether year, month and day were shown.
func (d Date) Full() bool { return d.Year != 0 && d.Month != 0 && d.Day != 0 }

// A Found is one date within a text.
type Found struct {
	Date
	Until      Date // last day of a range; zero when one day
	Start, End int  // byte offsets of the words in the text
	Numeral    bool // written in Chinese numerals
}

// maxFound bounds the dates read from one text.
const maxFound = 2000

// FindDates reads every date written in s, in order. It prefers silence to a
// guess: periods, versions, telephone and document numbers give nothing.
func FindDates(s string) []Found {
	var all []Found
	for i := 0; i < len(s) && len(all) < maxFound; {
		if !dateByte[s[i]] || s[i] >= utf8.RuneSelf && !beginsDate(s[i:]) {
			i++
			continue
		}
		f, next := dateAt(s, i)
		if f.Month != 0 {
			all = append(all, f)
		}
		i = next
	}
	return all
}

// dateByte marks the bytes that a date can begin with: digits, and the first bytes
// of what beginsDate knows.
var dateByte = func() (t [256]bool) {
	for _, first := range []string{"一", "二", "０"} {
		t[first[0]] = true
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = true
	}
	return t
}()

// beginsDate says whether a character beyond ASCII is 一, 二 or a full-width
// digit: no other begins a date.
func beginsDate(s string) bool {
	return strings.HasPrefix(s, "一") || strings.HasPrefix(s, "二") || len(s) >= 3 && s[:2] == "\xef\xbc" && s[2] >= 0x90 && s[2] <= 0x99
}

// MayDate says whether a text can show a date at all: it has a digit or 年.
func MayDate(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' || c == "年"[0] && strings.HasPrefix(s[i:], "年") || c == "０"[0] && beginsDate(s[i:]) {
			return true
		}
	}
	return false
}

// FirstDate is the first full date in s.
func FirstDate(s string) (Found, bool) {
	for _, f := range FindDates(s) {
		if f.Full() {
			return f, true
		}
	}
	return Found{}, false
}

// dateAt tries to read a date that starts at i; next is where to go on.
func dateAt(s string, i int) (f Found, next int) {
	if n := numeralAt(s, i); n.runes > 0 {
		return numeralDate(s, i, n)
	}
	year, digits, end := digitsAt(s, i)
	if digits == 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		return f, i + n
	}
	next = end
	if !freeBefore(s, i) {
		return f, next
	}
	switch {
	case digits == 4 && year >= 1900 && year <= 2099:
		if g, to := yearFirst(s, i, year, end); g.Month != 0 {
			return g, to
		}
	case digits == 8:
		if g, to := stamped(s, i, end); g.Day != 0 {
			return g, to
		}
	case digits <= 2:
		if g, to := monthFirst(s, i, year, end); g.Month != 0 {
			return g, to
		}
	}
	return f, next
}

// freeBefore says whether a number at i can start a date: not inside a longer
// number, word, version or path.
func freeBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	switch {
	case i == 0:
		return true
	case r < utf8.RuneSelf && (r == '_' || r == '.' || r == ':' || r == '=' || r == '&' || r == '/' || r == '-' || r == '+' || r == '*'):
		// A leading dash or slash is decoration when white space stands before it.
		if r == '-' || r == '/' || r == ':' {
			q, _ := utf8.DecodeLastRuneInString(s[:i-1])
			return i == 1 || r == ':' && q >= utf8.RuneSelf || r != ':' && (unicode.IsSpace(q) || q == '-' || unicode.Is(unicode.Han, q))
		}
		return false
	case r < utf8.RuneSelf && unicode.IsLetter(r):
		return false
	case r >= 0xff10 && r <= 0xff19:
		return false
	}
	return !strings.HasSuffix(s[:i], "版本") && !strings.HasSuffix(s[:i], "版本号")
}

func yearFirst(s string, start, year, end int) (f Found, next int) {
	mark, i := separator(s, skipBlanks(s, end))
	if mark == 0 {
		return f, end
	}
	month, digits, i := monthAt(s, skipBlanks(s, i), mark)
	if digits == 0 || digits > 2 || month < 1 || month > 12 {
		return f, end
	}
	if j := skipBlanks(s, i); strings.HasPrefix(s[j:], "月") {
		return wordDay(s, start, Date{Year: year, Month: month}, j+len("月"))
	}
	if mark == '年' {
		return f, end // 2020年1-11月, 2006年13.7米
	}
	second, j := separator(s, skipBlanks(s, i))
	if second != mark {
		return f, end
	}
	day, j := dayBeforeTime(s, skipBlanks(s, j))
	if !dayExists(year, month, day) {
		return f, end
	}
	d := Date{year, month, day}
	until, k := untilDay(s, j, d)
	if until.Day == 0 && passTime(s, j) == j && !freeAfter(s, j, mark) || numbered(s, start, j) {
		return f, end
	}
	return Found{Date: d, Until: until, Start: start, End: passTime(s, k)}, passTime(s, k)
}

// numbered says whether what looks like a day counts something: 第2022-3-15号,
// 采购编号：某采2022-01-12号.
func numbered(s string, start, end int) bool {
	if strings.HasSuffix(s[:start], "第") {
		return true
	}
	before := s[max(start-48, 0):start]
	return strings.HasPrefix(s[skipBlanks(s, end):], "号") && strings.Contains(before, "编号")
}

// monthAt reads the month behind a year: 12, and behind 年 also 十二 and 元.
func monthAt(s string, i int, mark rune) (month, digits, end int) {
	if month, digits, end = digitsAt(s, i); digits > 0 || mark != '年' {
		return month, digits, end
	}
	if month, end = smallNumeral(s, i); month > 0 && strings.HasPrefix(s[skipBlanks(s, end):], "月") {
		return month, 1, end
	}
	return 0, 0, i
}

// dayBeforeTime reads the two digits of a day, behind which a time may follow
// at once: 2022-03-1108:30, two elements side by side.
func dayBeforeTime(s string, i int) (day, end int) {
	day, digits, end := digitsAt(s, i)
	switch {
	case digits == 1 || digits == 2:
		return day, end
	case digits == 4 && end == i+4 && end < len(s) && s[end] == ':' && day%100 < 24:
		return day / 100, i + 2
	}
	return 0, end
}

// wordDay reads the day after 月; without one the date is a month.
func wordDay(s string, start int, d Date, i int) (Found, int) {
	day, digits, j := digitsAt(s, skipBlanks(s, i))
	if digits == 0 {
		if n, k := smallNumeral(s, skipBlanks(s, i)); n > 0 && strings.HasPrefix(s[skipBlanks(s, k):], "日") {
			day, digits, j = n, 1, k // 2022年12月三十一日
		}
	}
	if digits == 0 || digits > 2 || !dayExists(d.Year, d.Month, day) {
		return Found{Date: d, Start: start, End: i}, i
	}
	d.Day = day
	k := skipBlanks(s, j)
	closed := strings.HasPrefix(s[k:], "日") || strings.HasPrefix(s[k:], "号")
	if closed {
		j = k + len("日")
	}
	until, j := untilDay(s, j, d)
	if !closed && until.Day == 0 && !freeAfter(s, j, 0) {
		return Found{}, j
	}
	j = passTime(s, j)
	return Found{Date: d, Until: until, Start: start, End: j}, j
}

// freeAfter refuses what goes on as a longer number, version or unit.
func freeAfter(s string, i int, mark rune) bool {
	if i >= len(s) {
		return true
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsDigit(r), r == '%', r == '_', r == '~' && mark == 0:
		return false
	case r == 'T' || r == 't':
		return true
	case r < utf8.RuneSelf && unicode.IsLetter(r):
		return false
	case r == mark || r == '.' && mark != '.' || r == '-' && mark == '.':
		_, digits, _ := digitsAt(s, i+n)
		return digits == 0
	}
	return !strings.HasPrefix(s[i:], "米") && !strings.HasPrefix(s[i:], "万") && !strings.HasPrefix(s[i:], "亿")
}

// dayExists says whether the month has the day; year 0 allows 29 February.
func dayExists(year, month, day int) bool {
	if day < 1 || month < 1 || month > 12 {
		return false
	}
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return day <= 29
	}
	return day <= int(monthDays[month-1])
}

var monthDays = [12]uint8{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// Placeholder says whether a date is what systems show when they have none.
func (d Date) Placeholder() bool {
	return d.Year != 0 && (d.Year < 1949 || d.Year >= 2070 ||
		d == Date{1970, 1, 1} || d == Date{1969, 12, 31} || d == Date{1970, 1, 2})
}
