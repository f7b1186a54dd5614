package zhtext

import (
	"strings"
	"time"
	"unicode/utf8"
)

// URLDate reads the day a content system wrote into an address: TRS
// t20260409_, 大汉 /2024/3/7/, UCAP /202302/ (month only), epoint /20210105/,
// Huilan 14 digits, dedecms /2020/0116/. The last day named wins, for folders
// stand before files.
func URLDate(address string) (Date, bool) {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		address = address[:i]
	}
	if i := strings.IndexByte(address, '/'); i >= 0 {
		address = address[i:] // the host is no witness
	}
	var best Date
	parts := strings.Split(address, "/")
	for i, part := range parts {
		if d := segmentDate(part); d.Month != 0 && (d.Day != 0 || best.Day == 0) {
			best = d
		}
		if d := foldersDate(parts[i:]); d.Month != 0 && (d.Day != 0 || best.Day == 0) {
			best = d
		}
	}
	return best, best.Month != 0
}

// segmentDate finds a stamp within one path segment.
func segmentDate(part string) (best Date) {
	for i := 0; i < len(part); {
		if part[i] < '0' || part[i] > '9' {
			i++
			continue
		}
		j := i
		for j < len(part) && part[j] >= '0' && part[j] <= '9' {
			j++
		}
		run := part[i:j]
		letter := i > 0 && part[i-1]|0x20 >= 'a' && part[i-1]|0x20 <= 'z'
		t := letter && part[i-1]|0x20 == 't' && i == 1
		alone := i == 0 || !letter && part[i-1] != '-' || t
		whole := i == 0 && (j == len(part) || part[j] == '.')
		var d Date
		switch {
		case len(run) == 8 && alone, len(run) >= 14 && len(run) <= 20 && alone:
			d = stampDate(run[:8])
		case i == 1 && run[0] == '0' && len(run) >= 18 && (part[0] == 'W' || part[0] == 'P'):
			d = stampDate(run[1:9]) // TRS names its attachments so: W020221231…
		case len(run) == 6 && whole && j == len(part):
			d = stampDate(run)
		case len(run) == 4 && j+5 < len(part) && part[j] == '-':
			d = dashedDate(part[i:])
		}
		if d.Month != 0 && (d.Day != 0 || best.Day == 0) {
			best = d
		}
		i = j
	}
	return best
}

// dashedDate reads 2021-03-04 at the start of s.
func dashedDate(s string) Date {
	if len(s) < 10 || s[7] != '-' || len(s) > 10 && s[10] >= '0' && s[10] <= '9' {
		return Date{}
	}
	return stampDate(s[:4] + s[5:7] + s[8:10])
}

// stampDate reads yyyymmdd or yyyymm.
func stampDate(s string) Date {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return Date{}
		}
		n = n*10 + int(s[i]-'0')
	}
	day := 0
	if len(s) == 8 {
		day = n % 100
		n /= 100
	}
	year, month := n/100, n%100
	if year < 1995 || year > 2069 || month < 1 || month > 12 || len(s) == 8 && !dayExists(year, month, day) {
		return Date{}
	}
	return Date{year, month, day}
}

// foldersDate reads /2024/3/7/, /2020/0116/ and /2020-03/04/ from the start of parts.
func foldersDate(parts []string) Date {
	if len(parts) < 2 {
		return Date{}
	}
	if y := parts[0]; len(y) == 7 && y[4] == '-' && number(parts[1]) > 0 && len(parts) > 2 {
		d := stampDate(y[:4] + y[5:])
		if n := number(parts[1]); d.Month != 0 && len(parts[1]) <= 2 && dayExists(d.Year, d.Month, n) {
			d.Day = n
		}
		return d
	}
	if len(parts[0]) != 4 {
		return Date{}
	}
	year := number(parts[0])
	if year < 1995 || year > 2069 || len(parts) < 3 {
		return Date{}
	}
	if len(parts[1]) == 4 {
		return stampDate(parts[0] + parts[1])
	}
	month := number(parts[1])
	if len(parts[1]) > 2 || month < 1 || month > 12 {
		return Date{}
	}
	d := Date{Year: year, Month: month}
	if day := number(parts[2]); len(parts) > 3 && len(parts[2]) <= 2 && dayExists(year, month, day) {
		d.Day = day
	}
	return d
}

func number(s string) int {
	if s == "" || len(s) > 6 {
		return -1
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// CardDate reads the date of a news card, which shows the day large and year
// and month small, in either order: "08 2022-03", "2022.03 08", "08/2022年3月".
func CardDate(s string) (Date, bool) {
	if len(s) > 40 || len(s) < 7 || countDigits(s) < len("2022") {
		return Date{}, false
	}
	if d, ok := yearBeside(s); ok {
		return d, true
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]()（）【】日/", r) {
			return ' '
		}
		return r
	}, s)
	f := strings.Fields(s)
	if len(f) == 3 { // "2022/03 08", "08 2022/03"
		switch {
		case len(f[0]) == 4:
			f = []string{f[0] + "-" + f[1], f[2]}
		case len(f[1]) == 4:
			f = []string{f[0], f[1] + "-" + f[2]}
		}
	}
	if len(f) != 2 {
		return Date{}, false
	}
	for _, pair := range [][2]string{{f[0], f[1]}, {f[1], f[0]}} {
		day := number(pair[0])
		if len(pair[0]) > 2 || day < 1 {
			continue
		}
		ym := strings.TrimSuffix(strings.NewReplacer("年", "-", ".", "-", "/", "-").Replace(pair[1]), "月")
		year, month, ok := strings.Cut(ym, "-")
		if y, m := number(year), number(month); ok && y >= 1990 && y <= 2069 && m >= 1 && m <= 12 && dayExists(y, m, day) {
			return Date{y, m, day}, true
		}
	}
	return Date{}, false
}

// yearBeside reads a month and day with their year in a line of its own: "12/30
// 2022", "2022年 12月30日".
func yearBeside(s string) (Date, bool) {
	f := strings.Fields(s)
	if len(f) != 2 {
		return Date{}, false
	}
	for _, pair := range [][2]string{{f[0], f[1]}, {f[1], f[0]}} {
		y := number(strings.TrimSuffix(pair[0], "年"))
		if y < 1990 || y > 2069 {
			continue
		}
		if d, ok := wholeDate(pair[1]); ok && d.Year == 0 && dayExists(y, d.Month, d.Day) {
			return Date{y, d.Month, d.Day}, true
		}
	}
	return Date{}, false
}

func countDigits(s string) (n int) {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// wholeDate reads s if it is nothing but one date.
func wholeDate(s string) (Date, bool) {
	f := FindDates(s)
	if len(f) == 1 && f[0].Start == 0 && f[0].End == len(s) {
		return f[0].Date, true
	}
	return Date{}, false
}

// Relative reads a text that is nothing but 今天, 昨天, 前天, N天前, N小时前 or
// 刚刚, with the time of day at most, seen from at.
func Relative(s string, at time.Time) (Date, bool) {
	s = Fold(s)
	if utf8.RuneCountInString(s) > 12 {
		return Date{}, false
	}
	back := func(d time.Duration) (Date, bool) { return dayOf(at.Add(-d)), true }
	const day = 24 * time.Hour
	for i, words := range [][]string{{"今天", "今日", "刚刚", "半小时前"}, {"昨天", "昨日"}, {"前天"}} {
		for _, w := range words {
			if rest, ok := strings.CutPrefix(s, w); ok && passTime(rest, 0) == len(rest) {
				return back(time.Duration(i) * day)
			}
		}
	}
	n, digits, i := digitsAt(s, 0)
	if digits == 0 {
		n, i = smallNumeral(strings.Replace(s, "两", "二", 1), 0)
		digits = min(n, 1)
	}
	if digits == 0 || digits > 3 {
		return Date{}, false
	}
	switch strings.TrimSpace(s[i:]) {
	case "天前", "日前":
		return back(time.Duration(n) * day)
	case "小时前", "个小时前":
		return back(time.Duration(n) * time.Hour)
	case "分钟前", "秒前", "秒钟前":
		return back(time.Duration(n) * time.Minute)
	case "周前", "星期前", "个星期前":
		return back(time.Duration(n) * 7 * day)
	}
	return Date{}, false
}
