package zhtext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes s comparable: compatibility forms unified, letters lowered,
// variants of one character unified, invisible characters dropped and white
// space reduced to single blanks. Quotes always use the raw text instead.
func Fold(s string) string {
	if plain(s) {
		return strings.ToLower(s)
	}
	if ownFold(s) {
		return s
	}
	if !common(s) {
		s = norm.NFKC.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := true // drops leading white space
	for _, r := range s {
		switch {
		case invisible(r):
			continue
		case unicode.IsSpace(r):
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		case r >= 0xff01 && r <= 0xff5e:
			r -= 0xfee0 // full-width forms stand for ASCII
		}
		blank = false
		b.WriteRune(variant(unicode.ToLower(r)))
	}
	return strings.TrimRight(b.String(), " ")
}

// common says whether s holds only characters that NFKC leaves alone, blanks, and
// full-width forms.
func common(s string) bool {
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf, r >= 0x4e00 && r <= 0x9fff, r >= 0x3000 && r <= 0x3002, r >= 0x3007 && r <= 0x3011, r >= 0xff01 && r <= 0xff5e:
		case r == '〔', r == '〕', r == '“', r == '”', r == '·', r == '—', r == 0xa0:
		default:
			return false
		}
	}
	return true
}

// plain says whether s holds only ASCII without doubled or outer blanks, for
// which folding is lowering.
func plain(s string) bool {
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' ' || s == ""
}

// ownFold says whether s is surely folded already: Chinese characters, small
// letters and digits, single blanks between them.
func ownFold(s string) bool {
	last := ' '
	for _, r := range s {
		switch {
		case r >= 0x4e00 && r <= 0x9fff && r != '帐', r > ' ' && r < 0x7f && (r < 'A' || r > 'Z'), r == '。', r == '、', r == '《', r == '》', r == '【', r == '】', r == '〔', r == '〕':
		case r == ' ' && last != ' ':
		default:
			return false
		}
		last = r
	}
	return last != ' ' || s == ""
}

// LowerASCII makes the letters of ASCII small, as HTML does with its own names;
// all else, text in Chinese above all, stays without being looked at.
func LowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if c := b[i]; c >= 'A' && c <= 'Z' {
					b[i] = c + 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// Key is Fold without any blanks and punctuation: what two labels have in
// common when only their decoration differs.
func Key(s string) string {
	if ownKey(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	digit, gap := false, false
	for _, r := range s {
		known := true
		switch {
		case r >= 0x4e00 && r <= 0x9fff:
			r = variant(r)
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '+':
		case r < ' ' && invisible(r):
			continue
		case r < utf8.RuneSelf, r >= 0x3001 && r <= 0x3002, r >= 0x3008 && r <= 0x3011, r >= 0x2010 && r <= 0x2027, r == 0x3000, r == 0x00a0, r == 0x00b7:
			known = false
		case r >= 0xff01 && r <= 0xff5e:
			// Full-width forms stand for ASCII.
			r -= 0xfee0
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
			known = r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '+'
		default:
			if r = variant(r); r == '〇' {
				break
			}
			if invisible(r) {
				continue
			}
			if !ornament(r) {
				return slowKey(s)
			}
			known = false
		}
		if !known {
			gap = digit
			continue
		}
		isDigit := r >= '0' && r <= '9'
		if gap && isDigit {
			b.WriteByte('-') // 2021-2025 is not 20212025
		}
		digit, gap = isDigit, false
		b.WriteRune(r)
	}
	return b.String()
}

// ownKey says whether a text is its own key, as most labels are: small letters,
// digits and Chinese characters without another form.
func ownKey(s string) bool {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+':
			i++
		case c >= 0xe4 && c <= 0xe9: // U+4000 to U+9FFF; the first of them are signs
			if i+2 >= len(s) || s[i+1]&0xc0 != 0x80 || s[i+2]&0xc0 != 0x80 || c == 0xe4 && s[i+1] < 0xb8 || s[i:i+3] == "帐" {
				return false
			}
			i += 3
		default:
			return false
		}
	}
	return true
}

// ornament says whether a character is an arrow, a figure or a bracket that no form of
// writing counts among letters, as ㎡ and ① are.
func ornament(r rune) bool {
	return r >= 0x3014 && r <= 0x301f || r >= 0x2190 && r <= 0x245f || r >= 0x2500 && r <= 0x2775
}

// slowKey is Key for texts with characters that only Unicode's tables know.
func slowKey(s string) string {
	var b strings.Builder
	digit, gap := false, false
	for _, r := range Fold(s) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '〇' {
			gap = digit
			continue
		}
		if gap && unicode.IsDigit(r) {
			b.WriteByte('-')
		}
		digit, gap = unicode.IsDigit(r), false
		b.WriteRune(r)
	}
	return b.String()
}

func invisible(r rune) bool {
	switch {
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r == 0x2060, r == 0xfeff, r == 0x00ad:
		return true
	}
	return r < ' ' && !unicode.IsSpace(r)
}

// variant unifies characters that official pages use for one another.
func variant(r rune) rune {
	switch r {
	case '帐':
		return '账'
	case '○', '〇', '◯', 'Ο', 'ο', 'О', 'о': // the last four are Greek and Cyrillic
		return '〇'
	case '⁄', '∕', '╱':
		return '/'
	case '•', '∙', '・', '●':
		return '·'
	case '－', '–', '—', '―', '−', '‐', '‑':
		return '-'
	case '「', '『', '“', '”', '″', '＂', '„':
		return '"'
	}
	return r
}

// Squeeze drops invisible characters and folds white space (&nbsp; and the
// ideographic space included) into single blanks; nothing else changes.
func Squeeze(s string) string {
	clean := true
	last := rune(' ')
	for _, r := range s {
		if r != ' ' && unicode.IsSpace(r) || r == ' ' && last == ' ' || invisible(r) {
			clean = false
			break
		}
		last = r
	}
	if clean && last != ' ' || s == "" {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := true
	for _, r := range s {
		switch {
		case invisible(r):
		case unicode.IsSpace(r):
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
		default:
			b.WriteRune(r)
			blank = false
		}
	}
	return strings.TrimRight(b.String(), " ")
}
