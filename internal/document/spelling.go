package document

import (
	"regexp"
	"strings"
	"unicode"
)

// clean reduces white space to single blanks and drops invisible characters.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			gap = b.Len() > 0
			continue
		case r == '\u200b', r == '\u200c', r == '\u200d', r == '\ufeff', r == '\u00ad', unicode.IsControl(r):
			continue
		}
		if gap {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// squeeze is clean without any blanks: how Chinese words are compared.
func squeeze(s string) string { return strings.ReplaceAll(clean(s), " ", "") }

// Plain drops blanks, invisible characters and what variant maps to less than nought, and
// writes full-width forms as plain ones, so that one wording has one spelling. What other
// characters are the same to it, each reader says.
func Plain(s string, variant func(rune) rune) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r == '\u200b', r == '\ufeff':
			continue
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		}
		if r = variant(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Several says whether a cell holds several numbers, one beside or below the other: without
// the blank between them they would be read as one.
func Several(text string) bool { return severalNumbers.MatchString(text) }

var severalNumbers = regexp.MustCompile(`[0-9０-９%％][\s\p{Zs}]+[-+−－]?[0-9０-９]`)

// Clip keeps the first n characters.
func Clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// han counts Chinese characters.
func han(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}
