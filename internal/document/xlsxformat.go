package document

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// builtin are the number formats that files name by number only.
func builtin(id string) string {
	switch id {
	case "1":
		return "0"
	case "2":
		return "0.00"
	case "3", "37", "38":
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
	case !strings.ContainsAny(section, "0#?"):
		if lit := literal(section); lit != "" {
			return lit // "-" for nought
		}
		return general(n)
	}
	return figure(n, section)
}

// pick chooses among positive;negative;zero.
func pick(n float64, format string) string {
	parts := strings.Split(format, ";")
	switch {
	case n < 0 && len(parts) > 1:
		return "-" + parts[1]
	case n == 0 && len(parts) > 2:
		return parts[2]
	}
	return parts[0]
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

func figure(n float64, section string) string {
	section = literalFree(section)
	percent := strings.Contains(section, "%")
	if percent {
		n *= 100
	}
	whole, frac, _ := strings.Cut(section, ".")
	places, least := 0, 0
	for _, r := range frac {
		switch r {
		case '0':
			places++
			least = places
		case '#', '?':
			places++
		}
	}
	// Excel rounds halves away from nought on the decimal it shows.
	scale := math.Pow10(places)
	rounded := math.Round(math.Abs(n)*scale*(1+1e-15)) / scale
	s := strconv.FormatFloat(rounded, 'f', places, 64)
	for places > least && strings.HasSuffix(s, "0") {
		s, places = strings.TrimSuffix(s, "0"), places-1
	}
	s = strings.TrimSuffix(s, ".")
	if strings.Contains(whole, ",") {
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

// literalFree drops quoted words, escapes, colours and padding of a format.
func literalFree(section string) string {
	var b strings.Builder
	quoted, bracket, skip := false, false, false
	for _, r := range section {
		switch {
		case skip:
			skip = false
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket:
		case r == '\\' || r == '_' || r == '*':
			skip = true
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// literal keeps only the words a format always prints.
func literal(section string) string {
	_, rest, ok := strings.Cut(section, `"`)
	if ok {
		word, _, _ := strings.Cut(rest, `"`)
		return word
	}
	return strings.Trim(literalFree(section), " ")
}
