package zhtext

import (
	"strings"
	"unicode/utf8"
)

// numerals is a run of Chinese digits as in a year: 二〇二二.
type numerals struct {
	value, runes, end int
}

// yearDigit reads one character of a year written in numerals; 〇 is written in
// at least six ways.
func yearDigit(r rune) int {
	switch r {
	case '〇', '○', '零', '◯', 'Ｏ', 'O', 'o', '0', 'Ο', 'О', '０':
		return 0
	case '一', '壹':
		return 1
	case '二', '贰':
		return 2
	case '三', '叁':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// numeralAt reads a four-character year in numerals followed by 年 at i.
func numeralAt(s string, i int) (n numerals) {
	first, _ := utf8.DecodeRuneInString(s[i:])
	if first != '一' && first != '二' {
		return n
	}
	j := i
	for n.runes < 4 {
		r, size := utf8.DecodeRuneInString(s[j:])
		d := yearDigit(r)
		if d < 0 {
			break
		}
		n.value = n.value*10 + d
		n.runes++
		j = skipBlanks(s, j+size)
	}
	if n.runes != 4 || n.value < 1900 || n.value > 2099 || !strings.HasPrefix(s[j:], "年") {
		return numerals{}
	}
	n.end = j + len("年")
	return n
}

// smallNumeral reads 一 to 九十九 at i: 十一, 二十, 廿五, 三十一.
func smallNumeral(s string, i int) (value, end int) {
	tens, ones, seen := 0, 0, false
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		d := yearDigit(r)
		switch {
		case r == '元' && !seen:
			return 1, i + size // 元月
		case r == ' ' && seen && i+1 < len(s) && s[i+1] != ' ':
			// Justified text puts blanks between.
		case r == '十' && tens == 0:
			tens, ones = max(ones, 1), 0
		case r == '廿' && !seen:
			tens = 2
		case r == '卅' && !seen:
			tens = 3
		case d > 0 && ones == 0 && r > utf8.RuneSelf:
			ones = d
		default:
			return tens*10 + ones, i
		}
		seen = true
		i += size
	}
	return tens*10 + ones, i
}

func numeralDate(s string, start int, n numerals) (Found, int) {
	month, digits, i := monthAt(s, skipBlanks(s, n.end), '年')
	i = skipBlanks(s, i)
	if digits == 0 || month < 1 || month > 12 || !strings.HasPrefix(s[i:], "月") {
		return Found{}, n.end
	}
	i += len("月")
	f := Found{Date: Date{Year: n.value, Month: month}, Start: start, End: i, Numeral: true}
	day, j := smallNumeral(s, skipBlanks(s, i))
	if day == 0 {
		g, to := wordDay(s, start, f.Date, i) // 二〇二二年12月31日
		g.Numeral = true
		return g, to
	}
	if !dayExists(n.value, month, day) {
		return f, i
	}
	f.Day = day
	if k := skipBlanks(s, j); strings.HasPrefix(s[k:], "日") {
		j = k + len("日")
	}
	f.End = j
	return f, j
}

// numeralsBack reads a year in Chinese numerals ending at i.
func numeralsBack(s string, i int) (year, runes, start int) {
	scale := 1
	for i > 0 && runes < 4 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		d := yearDigit(r)
		if d < 0 {
			break
		}
		year += d * scale
		scale *= 10
		runes++
		i -= n
	}
	return year, runes, i
}

// numeralYear reads 二〇三五 without needing 年 behind it.
func numeralYear(s string, i int) (n numerals) {
	first, _ := utf8.DecodeRuneInString(s[i:])
	if first != '一' && first != '二' {
		return n
	}
	for n.end = i; n.runes < 4; n.runes++ {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		d := yearDigit(r)
		if d < 0 || r < utf8.RuneSelf {
			return numerals{}
		}
		n.value = n.value*10 + d
		n.end += size
	}
	if n.value < 1949 || n.value > 2069 {
		return numerals{}
	}
	return n
}
