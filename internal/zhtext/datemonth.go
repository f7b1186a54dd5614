package zhtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// monthFirst reads dates without a year: 10月8日 anywhere, 10-08 only when it
// stands alone, for numbers joined by a dash are mostly something else.
func monthFirst(s string, start, month, end int) (f Found, next int) {
	if g, to := shortYear(s, start, month, end); g.Day != 0 {
		return g, to
	}
	if month < 1 || month > 12 {
		return f, end
	}
	i := skipBlanks(s, end)
	if strings.HasPrefix(s[i:], "月") {
		g, to := wordDay(s, start, Date{Month: month}, i+len("月"))
		if g.Day == 0 || otherYear(s[:start]) || !strings.HasPrefix(s[to-len("日"):to], "日") && g.Until.Day == 0 && !isolated(s, start, to) {
			return Found{}, end
		}
		return g, to
	}
	mark, j := separator(s, end)
	if mark != '-' && mark != '/' && mark != '.' {
		return f, end
	}
	day, digits, j := digitsAt(s, j)
	if digits != 2 && !(digits == 1 && mark == '-' && framed(s, start, j)) || !dayExists(0, month, day) || !isolated(s, start, j) {
		return f, end
	}
	if mark != '-' && (end-start != 2 || digits != 2) || mark == '/' && ofPages(s, start, j) {
		return f, end // 1/12 is a page of twelve
	}
	to := passTime(s, j)
	return Found{Date: Date{Month: month, Day: day}, Start: start, End: to}, to
}

// shortYear reads 22-12-31: two digits each and nothing beside them. With dots
// it must be all there is, for versions look like that.
func shortYear(s string, start, year, end int) (f Found, next int) {
	mark, i := separator(s, end)
	if end-start != 2 || year < 5 || year > 39 || mark != '-' && mark != '/' && mark != '.' {
		return f, end
	}
	month, digits, j := digitsAt(s, i)
	if digits != 2 {
		return f, end
	}
	second, j := separator(s, j)
	day, digits, j := digitsAt(s, j)
	if second != mark || digits != 2 || !dayExists(2000+year, month, day) || !isolated(s, start, j) || mark == '.' && !framed(s, start, j) {
		return f, end
	}
	to := passTime(s, j)
	return Found{Date: Date{2000 + year, month, day}, Start: start, End: to}, to
}

// otherYear says whether a year that was not read stands before a month:
// 民国111年12月31日 is no 31 December of this year.
func otherYear(before string) bool {
	before, ok := strings.CutSuffix(strings.TrimRight(before, " "), "年")
	if before = strings.TrimRight(before, " "); !ok || before == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsDigit(r) || yearDigit(r) >= 0 || r == '十'
}

// ofPages says whether 10/12 is the page of a list.
func ofPages(s string, i, j int) bool {
	after := strings.TrimLeft(s[j:], " ")
	for _, w := range []string{"页", "条", "期", "每页", "共"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	before := strings.TrimRight(s[:i], " :：")
	return strings.HasSuffix(before, "页") || strings.HasSuffix(before, "页次") || strings.HasSuffix(before, "第") || strings.HasSuffix(before, "页码")
}

// framed says whether s[i:j] is all there is, or stands in brackets.
func framed(s string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[j:])
	return (i == 0 || strings.ContainsRune("[［【(（<〔", before)) && (j == len(s) || strings.ContainsRune("]］】)）>〕", after))
}

// isolated says whether s[i:j] stands between blanks, brackets or the ends.
func isolated(s string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[j:])
	return (i == 0 || unicode.IsSpace(before) || strings.ContainsRune("[［【(（<〔·•|｜:：", before)) &&
		(j == len(s) || unicode.IsSpace(after) || strings.ContainsRune("]］】)）>〕·•|｜", after))
}
