package zhtext

import (
	"unicode"
	"unicode/utf8"
)

// digitsAt reads ASCII or full-width digits.
func digitsAt(s string, i int) (value, digits, end int) {
	for i < len(s) {
		d, n := digitAt(s, i)
		if n == 0 {
			break
		}
		if digits < 9 {
			value = value*10 + d
		}
		digits++
		i += n
	}
	return value, digits, i
}

func digitAt(s string, i int) (d, size int) {
	c := s[i]
	if c >= '0' && c <= '9' {
		return int(c - '0'), 1
	}
	if c == 0xef && i+2 < len(s) && s[i+1] == 0xbc && s[i+2] >= 0x90 && s[i+2] <= 0x99 {
		return int(s[i+2] - 0x90), 3
	}
	return 0, 0
}

// skipBlanks passes over up to four blanks: justified text puts them inside dates.
func skipBlanks(s string, i int) int {
	for n := 0; i < len(s) && n < 4; n++ {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) && !invisible(r) {
			break
		}
		i += size
	}
	return i
}

// separator reads one of the marks between the parts of a date and unifies it.
func separator(s string, i int) (kind rune, end int) {
	if i >= len(s) {
		return 0, i
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch r {
	case '-', '－', '–', '—', '‐', '‑', '−', '―':
		return '-', i + n
	case '/', '／':
		return '/', i + n
	case '.', '．':
		return '.', i + n
	case '年':
		return '年', i + n
	}
	return 0, i
}

func trimBlanks(s string, i int) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsSpace(r) && !invisible(r) {
			break
		}
		i -= n
	}
	return i
}

// digitsBack reads ASCII or full-width digits ending at i.
func digitsBack(s string, i int) (value, digits, start int) {
	scale := 1
	for i > 0 && digits < 7 {
		n := 1
		if i >= 3 && s[i-3] == 0xef {
			n = 3
		}
		d, size := digitAt(s, i-n)
		if size != n {
			break
		}
		value += d * scale
		scale *= 10
		digits++
		i -= n
	}
	return value, digits, i
}
