package budget

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"ducha/internal/document"
)

// plain is a text without blanks and quotes, with one kind of brackets.
func plain(s string) string {
	return document.Plain(s, func(r rune) rune {
		switch r {
		case '“', '”', '‘', '’', '"', '\'', '「', '」', '《', '》', '〈', '〉':
			return -1
		case '〔', '【', '[':
			return '('
		case '〕', '】', ']':
			return ')'
		}
		return r
	})
}

// scale is a unit of money in 1/10000 元.
func scale(unit string) int64 {
	switch unit {
	case "元":
		return 1e4
	case "百元":
		return 1e6
	case "千元":
		return 1e7
	case "万元", "万":
		return 1e8
	case "亿元", "亿":
		return 1e12
	}
	return 0
}

// money reads a number in a unit. Anything but digits, separators and one
// point is no number.
func money(digits, unit string) Figure {
	return number(digits, scale(unit), digits+unit)
}

// percent reads a rate.
func percent(digits string) Figure { return number(digits, 1e4, digits+"%") }

func number(digits string, unit int64, text string) Figure {
	digits = strings.ReplaceAll(digits, ",", "")
	if digits == "" || unit == 0 || len(digits) > 18 {
		return Figure{}
	}
	_, frac, _ := strings.Cut(digits, ".")
	v, ok := new(big.Rat).SetString(digits)
	if !ok || strings.ContainsAny(digits, "/eExX_") {
		return Figure{}
	}
	v.Mul(v, new(big.Rat).SetInt64(unit))
	f, _ := v.Float64()
	if math.Abs(f) > 1e17 {
		return Figure{}
	}
	half := unit / 2
	for range min(len(frac), 12) {
		half /= 10
	}
	return Figure{Known: true, N: int64(math.Round(f)), Half: half, Text: text}
}

// show writes money in 万元.
func show(n int64) string {
	return strconv.FormatFloat(math.Round(float64(n)/1e2)/1e6, 'f', -1, 64) + "万元"
}

// goesOn says whether an amount is printed as this one is, and more digits.
func (f Figure) goesOn(long int64) bool {
	digits := strings.ReplaceAll(plain(f.Text), ",", "")
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || v <= 0 || f.N <= 0 || long <= f.N {
		return false
	}
	whole := strconv.FormatFloat(math.Round(float64(long)/float64(f.N)*v*1e6)/1e6, 'f', -1, 64)
	return len(whole) > len(digits) && strings.HasPrefix(whole, digits)
}

// printed is a rate with all its digits, and the sign that its words give it.
func (f Figure) printed() string {
	if f.N < 0 {
		return "-" + strings.TrimLeft(f.Text, "+-")
	}
	return f.Text
}

func showRate(n float64) string {
	return strconv.FormatFloat(math.Round(n/1e2)/1e2, 'f', -1, 64) + "%"
}

// same says whether two figures can be the same amount, each rounded.
func same(a, b Figure) bool { return abs(a.N-b.N) <= a.Half+b.Half }

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}
