package markup

import (
	"html"
	"strings"
)

// Fold is appendFolded for one raw text.
func Fold(s string) string {
	if s == "" || clean(s) {
		return s
	}
	var room [512]byte
	return strings.Trim(string(appendFolded(room[:0], s)), " \n")
}

// clean says whether a raw text needs neither decoding nor folding.
func clean(s string) bool {
	blank := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0xe4 && c <= 0xe9 { // a Chinese character
			blank = false
			i += 2
			continue
		}
		if c == ' ' {
			if blank {
				return false
			}
			blank = true
			continue
		}
		if c == '&' {
			return false
		}
		if !ordinary[c] {
			if n, _ := special(s[i:]); n > 0 {
				return false
			}
		}
		blank = false
	}
	return !blank
}

// appendFolded adds a raw text, entities decoded, every run of white space one
// blank, invisible characters dropped.
func appendFolded(buf []byte, s string) []byte {
	const blank = "&nbsp;"
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return appendBlanked(buf, s)
		}
		if !strings.HasPrefix(s[i:], blank) {
			return appendBlanked(appendBlanked(buf, s[:i]), html.UnescapeString(s[i:]))
		}
		buf = appendBlank(appendBlanked(buf, s[:i]))
		s = s[i+len(blank):]
	}
}

// appendBlanked is appendFolded for a text without entities.
func appendBlanked(buf []byte, s string) []byte {
	for i := 0; i < len(s); {
		start := i
		for i < len(s) && ordinary[s[i]] {
			i++
		}
		buf = append(buf, s[start:i]...)
		if i == len(s) {
			break
		}
		n, blank := special(s[i:])
		switch {
		case blank:
			buf = appendBlank(buf)
		case n > 0:
		default:
			n = 1
			buf = append(buf, s[i])
		}
		i += max(n, 1)
	}
	return buf
}

// ordinary marks bytes that are kept as they are: everything but blanks,
// controls, and the first bytes of blanks and invisible characters.
var ordinary = func() (t [256]bool) {
	for c := range t {
		t[c] = c > ' ' && c != 0x7f && c != 0xc2 && c != 0xe2 && c != 0xe3 && c != 0xef
	}
	return t
}()

// special measures what an unordinary byte begins: n bytes to drop, as a blank
// or as nothing; 0 when it begins an ordinary character.
func special(s string) (n int, blank bool) {
	c := s[0]
	switch {
	case c == ' ' || c >= '\t' && c <= '\r':
		return 1, true
	case c < ' ' || c == 0x7f:
		return 1, false
	case c == 0xc2:
		if len(s) > 1 && s[1] == 0xa0 {
			return 2, true
		}
	case len(s) < 3:
	case c == 0xe3:
		if s[1] == 0x80 && s[2] == 0x80 {
			return 3, true
		}
	case c == 0xe2:
		if s[1] == 0x80 && s[2] >= 0x80 && s[2] <= 0x8a {
			return 3, true
		}
		if s[1] == 0x80 && (s[2] >= 0x8b && s[2] <= 0x8f || s[2] >= 0xaa && s[2] <= 0xae) {
			return 3, false
		}
	case c == 0xef:
		if s[1] == 0xbb && s[2] == 0xbf {
			return 3, false
		}
	}
	return 0, false
}

func appendBlank(buf []byte) []byte {
	if n := len(buf); n == 0 || buf[n-1] == ' ' || buf[n-1] == '\n' {
		return buf
	}
	return append(buf, ' ')
}
