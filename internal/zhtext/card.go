package zhtext

import "strings"

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
		case len(f[2]) == 4 && strings.HasSuffix(f[1], "月"): // "30 12月 2022"
			f = []string{f[0], f[2] + "-" + f[1]}
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
