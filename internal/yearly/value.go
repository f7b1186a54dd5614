package yearly

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ducha/internal/document"
)

// Kind says what stands in a cell. Blank, dash and nought are three things.
type Kind uint8

// The kinds of a value. Absent means that no such cell was found.
const (
	Absent Kind = iota
	Number
	Blank
	Dash  // - / — 无
	Words // text that is no number
	Picture
)

// Value is one cell of a table.
type Value struct {
	Kind Kind
	N    int64  // millionths, so that money keeps its six decimals
	Text string // as printed
	Unit string // a unit printed inside the cell
	Han  bool   // written in Chinese numerals
}

const one = 1_000_000

// Int gives the number of a cell that holds a whole one.
func (v Value) Int() int64 { return v.N / one }

// known says whether the cell states a number.
func (v Value) known() bool { return v.Kind == Number }

// empty says whether the cell may stand for nought, as a blank or a dash may.
func (v Value) empty() bool { return v.Kind == Blank || v.Kind == Dash }

// show writes the number as it is read.
func (v Value) show() string {
	switch v.Kind {
	case Number:
		return decimal(v.N)
	case Blank:
		return "空白"
	case Absent:
		return "未读出"
	}
	return v.Text
}

func decimal(n int64) string {
	return strconv.FormatFloat(float64(n)/one, 'f', -1, 64)
}

var (
	figure = regexp.MustCompile(`^([+-]?\d{1,12})(?:\.(\d{1,6}))?(件|个|次|宗|条|份|项|起|部|例|万元|元|亿元|人次)?$`)
	dashes = regexp.MustCompile(`^(?:[-—–―−/\\]+|无|未发生)$`)
	commas = regexp.MustCompile(`^[+-]?\d{1,3}(?:,\d{3})+(?:\D|$)`)
)

// valueOf reads a cell. Full-width digits and thousands separators are only
// another way of writing; a unit inside is kept, because the form forbids it.
func valueOf(c *document.Cell) Value {
	if c == nil {
		return Value{}
	}
	v := Value{Text: c.Text}
	s := squeeze(c.Text)
	if commas.MatchString(s) {
		s = strings.ReplaceAll(s, ",", "")
	}
	m := figure.FindStringSubmatch(s)
	switch {
	case c.Image && s == "":
		v.Kind = Picture
	case c.Unread, document.Several(c.Text):
		v.Kind = Words
	case s == "":
		v.Kind = Blank
	case dashes.MatchString(s):
		v.Kind = Dash
	case m != nil:
		whole, _ := strconv.ParseInt(m[1], 10, 64)
		frac, _ := strconv.ParseInt((m[2] + "000000")[:6], 10, 64)
		if strings.HasPrefix(m[1], "-") {
			frac = -frac
		}
		v.Kind, v.N, v.Unit = Number, whole*one+frac, m[3]
	default:
		v.Kind = Words
		if n, unit, ok := hanNumber(s); ok {
			v.Kind, v.N, v.Unit, v.Han = Number, n*one, unit, true
		}
	}
	return v
}

// squeeze is a text without blanks, with one kind of quotes and of square brackets, so
// that two ways of typing one label are one label.
func squeeze(s string) string {
	return document.Plain(s, func(r rune) rune {
		switch r {
		case '〔', '【':
			return '['
		case '〕', '】':
			return ']'
		case '“', '”', '‘', '’', '「', '」':
			return '"'
		}
		return r
	})
}

// letters keeps only what is read aloud: no punctuation and no digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

func runes(s string) int { return utf8.RuneCountInString(s) }
