// Package zhtext reads what Chinese government pages write by hand: encodings,
// dates, numerals, widths, document numbers (文号) and titles. It knows no
// pages and no sites, only text.
package zhtext

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Beijing is China Standard Time. The country has had one zone without summer
// time since 1991, so a fixed offset needs no time-zone data on the machine.
var Beijing = time.FixedZone("CST", 8*60*60)

// Fold makes s comparable: compatibility forms unified, letters lowered,
// variants of one character unified, invisible characters dropped and white
// space reduced to single blanks. Quotes always use the raw text instead.
func Fold(s string) string {
	if plain(s) {
		return strings.ToLower(s)
	}
	s = norm.NFKC.String(s)
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
		}
		blank = false
		b.WriteRune(variant(unicode.ToLower(r)))
	}
	return strings.TrimRight(b.String(), " ")
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

// Key is Fold without any blanks and punctuation: what two labels have in
// common when only their decoration differs.
func Key(s string) string {
	s = Fold(s)
	var b strings.Builder
	b.Grow(len(s))
	digit, gap := false, false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' {
			gap = digit
			continue
		}
		if gap && unicode.IsDigit(r) {
			b.WriteByte('-') // 2021-2025 is not 20212025
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
	case '○', '〇', '◯', 'Ο', 'О':
		return '〇'
	case '⁄', '∕', '╱':
		return '/'
	case '•', '∙', '・', '●':
		return '·'
	case '－', '–', '—', '―', '−', '‐', '‑':
		return '-'
	case '「', '『', '“', '”', '″', '＂', '„':
		return '"'
	case '〈':
		return '〈'
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

// Runes counts the characters of s.
func Runes(s string) int { return utf8.RuneCountInString(s) }
