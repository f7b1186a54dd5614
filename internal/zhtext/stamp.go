package zhtext

import (
	"strings"
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

// stamped reads 20210615 in a text, where a label says that it is a day or a time
// follows: eight digits alone are telephones and counters.
func stamped(s string, start, end int) (Found, int) {
	to := passTime(s, end)
	d := stampDate(s[start:end])
	if d.Day == 0 || !freeAfter(s, end, 0) {
		return Found{}, end
	}
	if role := LabelRole(s[:start], ""); to == end && (role == RoleNone || role == RoleOther) {
		return Found{}, end
	}
	return Found{Date: d, Start: start, End: to}, to
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
