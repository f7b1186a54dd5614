package document

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// builtin are the number formats that files name by number only.
func builtin(id string) string {
	switch id {
	case "1":
		return "0"
	case "2":
		return "0.00"
	case "3", "37", "38", "41", "42":
		return "#,##0"
	case "4", "39", "40", "43", "44":
		return "#,##0.00"
	case "9":
		return "0%"
	case "10":
		return "0.00%"
	case "14", "15", "16", "17", "22", "27", "31", "57":
		return "yyyy-m-d"
	}
	return ""
}

// show writes a stored number the way the sheet shows it. Formats it does not
// know leave the number as stored, which is never wrong, only plainer.
func show(value, format string) string {
	n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return value
	}
	section := pick(n, format)
	switch {
	case dated(section):
		if n < 1 || n > 100000 {
			return value
		}
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format("2006-01-02")
	case section == "" || strings.EqualFold(section, "general") || section == "@":
		return general(n)
	case strings.ContainsAny(literalFree(section), "/Ee"):
		return general(n) // fractions and powers of ten are read more easily in full
	case !strings.ContainsAny(section, places):
		if words := literal(section); words != "" {
			return words // "-" for nought
		}
		return general(n)
	}
	return figure(n, section)
}

// pick chooses among positive;negative;zero, or by the conditions that sections name:
// [>=10000]0!.0,"万";0.00.
func pick(n float64, format string) string {
	parts := strings.Split(format, ";")
	if last := len(parts) - 1; last > 0 && strings.Contains(literalFree(parts[last]), "@") {
		parts = parts[:last] // how texts are shown
	}
	if condition.MatchString(format) {
		for _, p := range parts {
			if m := condition.FindStringSubmatch(p); m == nil || holds(n, m[1], m[2]) {
				return p
			}
		}
		return ""
	}
	switch {
	case n < 0 && len(parts) > 1:
		return "-" + parts[1]
	case n == 0 && len(parts) > 2:
		return parts[2]
	}
	return parts[0]
}

var condition = regexp.MustCompile(`\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]`)

func holds(n float64, how, limit string) bool {
	m, _ := strconv.ParseFloat(limit, 64)
	switch how {
	case "<":
		return n < m
	case "<=":
		return n <= m
	case ">":
		return n > m
	case ">=":
		return n >= m
	case "<>":
		return n != m
	}
	return n == m
}

func dated(section string) bool {
	plain := strings.ToLower(literalFree(section))
	return strings.Contains(plain, "yy") || strings.Contains(plain, "d") && strings.Contains(plain, "m")
}

func general(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	// Ten digits are what a cell shows; more are remains of binary fractions.
	s := strconv.FormatFloat(n, 'g', 10, 64)
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return s
}

// maxPlaces is how many decimals are written: a cell keeps fifteen digits in all, and what
// a hostile format asks for beyond is none of its number.
const maxPlaces = 12

func figure(n float64, section string) string {
	all := signs(section)
	section = literalFree(section)
	percent := strings.Contains(section, "%")
	if percent {
		n *= 100
	}
	// Commas behind the last digit leave out three digits each: 0.00, shows thousands.
	last := strings.LastIndexAny(section, places) + 1
	whole, frac, _ := strings.Cut(section[:last], ".")
	shorter := strings.TrimRight(whole, ",")
	left := len(section[last:]) - len(strings.TrimLeft(section[last:], ",")) + len(whole) - len(shorter)
	n /= math.Pow10(3 * min(left, 5))
	most, least := 0, 0
	for _, r := range frac[:min(len(frac), maxPlaces)] {
		if !strings.ContainsRune(places, r) {
			continue
		}
		if most++; r == '0' {
			least = most
		}
	}
	// Excel rounds halves away from nought on the decimal it shows.
	scale := math.Pow10(most)
	rounded := math.Round(math.Abs(n)*scale*(1+1e-15)) / scale
	s := strconv.FormatFloat(rounded, 'f', most, 64)
	for most > least && strings.HasSuffix(s, "0") {
		s, most = strings.TrimSuffix(s, "0"), most-1
	}
	s = strings.TrimSuffix(s, ".")
	switch {
	case frac == "" && broken(all):
		s = woven(s, all)
	case strings.Contains(shorter, ","):
		s = thousands(s)
	}
	if n < 0 && rounded != 0 {
		s = "-" + s
	}
	if percent {
		s += "%"
	}
	return s
}

func thousands(s string) string {
	whole, frac, dot := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dot {
		return whole + "." + frac
	}
	return whole
}

// places hold digits in a format.
const places = "0#?"

// sign is one character of a format: part of it, or a word that is always printed.
type sign struct {
	r    rune
	word bool
}

// signs reads a section; colours, conditions and padding are left out.
func signs(section string) (all []sign) {
	quoted, bracket := false, false
	var skip rune // the sign before concerns the one at hand
	for _, r := range section {
		switch {
		case skip == '_' || skip == '*':
			skip = 0
		case skip != 0:
			all, skip = append(all, sign{r, true}), 0
		case r == '"':
			quoted = !quoted
		case quoted:
			all = append(all, sign{r, true})
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket:
		case strings.ContainsRune(`\\!_*`, r):
			skip = r
		default:
			all = append(all, sign{r, false})
		}
	}
	return all
}

// literalFree drops quoted words, escapes, colours and padding of a format.
func literalFree(section string) string {
	var b strings.Builder
	for _, s := range signs(section) {
		if !s.word {
			b.WriteRune(s.r)
		}
	}
	return b.String()
}

// holdsDigit says whether a sign is replaced by a digit.
func (s sign) holdsDigit() bool { return !s.word && strings.ContainsRune(places, s.r) }

// broken says whether words stand between the digits, as in 0!.0000, which shows 元 in
// 万元, and 000\-0000.
func broken(all []sign) bool {
	first, last := slices.IndexFunc(all, sign.holdsDigit), 0
	for i, s := range all {
		if s.holdsDigit() {
			last = i
		}
	}
	return first >= 0 && slices.ContainsFunc(all[first:last], func(s sign) bool { return s.word })
}

// woven puts a whole number into the places between such words, from its last digit on.
func woven(digits string, all []sign) string {
	var out []rune // from the end
	at := len(digits)
	first := slices.IndexFunc(all, sign.holdsDigit)
	for i := len(all) - 1; i >= first; i-- {
		switch s := all[i]; {
		case s.word && len(out) > 0:
			out = append(out, s.r)
		case s.holdsDigit() && at > 0:
			at--
			out = append(out, rune(digits[at]))
		case s.holdsDigit():
			out = append(out, '0')
		}
	}
	slices.Reverse(out)
	return digits[:at] + string(out)
}

// literal is what a section without digits prints; that of a time of day is none.
func literal(section string) string {
	var b strings.Builder
	for _, s := range signs(section) {
		if !s.word && unicode.IsLetter(s.r) {
			return ""
		}
		b.WriteRune(s.r)
	}
	return strings.TrimSpace(b.String())
}
