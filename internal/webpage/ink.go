package webpage

import (
	"strings"

	"ducha/internal/zhtext"
)

// An ink is a sketch of the characters of a text: for each the bit of its last six.
// A word can stand only in a text that has all of its bits, so most texts need not
// be searched for most words.
type ink uint64

// anyInk is that of a text which may hold any character.
const anyInk = ^ink(0)

// inkOf is the ink of a word or text; blanks are left out, for folding adds some.
func inkOf(s string) (k ink) {
	for _, r := range s {
		if r != ' ' {
			k |= 1 << (r & 63)
		}
	}
	return k
}

// may says whether a text of this ink can hold a word of that.
func (k ink) may(word ink) bool { return k&word == word }

// A wordSet holds words that many texts are searched for.
type wordSet struct {
	all  []string
	inks []ink
}

func wordsOf(all ...string) wordSet {
	w := wordSet{all, make([]ink, len(all))}
	for i, s := range all {
		w.inks[i] = inkOf(s)
	}
	return w
}

// in says whether one of the words stands in a text of this ink.
func (w wordSet) in(s string, k ink) bool {
	for i, word := range w.inks {
		if k.may(word) && strings.Contains(s, w.all[i]) {
			return true
		}
	}
	return false
}

// yearMonth is the ink of every date that is written without digits.
var yearMonth = inkOf("年月")

// mayDate says whether a text with these marks may show a date.
func mayDate(flags nodeFlags, k ink) bool {
	return flags&(flagDigit|flagWideDigit) != 0 || k.may(yearMonth)
}

// look reads a text once for what many passes ask of it.
func (n *node) look() {
	s := n.text
	if n.flags&flagWritten != 0 {
		n.lookClosely() // a script can write what is no character
		return
	}
	var k ink
	var seen uint8
	chars, clean, blank := int32(0), true, true
	for i := 0; i < len(s); chars++ {
		c := s[i]
		if c >= 0xe4 && c <= 0xe9 { // a Chinese character
			k |= 1 << (s[i+2] & 63)
			blank = false
			i += 3
			continue
		}
		size := 1
		if c < 0x80 {
			seen |= asciiMarks[c]
			clean = clean && (ordinary[c] || c == ' ' && !blank)
		} else {
			size = charSize(c)
			if c == 0xef && s[i+1] == 0xbc {
				n.flags |= flagWide
				if s[i+2] >= 0x90 && s[i+2] <= 0x99 {
					n.flags |= flagWideDigit
				}
			} else if !ordinary[c] {
				drop, _ := special(s[i:])
				clean = clean && drop == 0
			}
		}
		blank = c == ' '
		i += size
		k |= 1 << (s[i-1] & 63)
	}
	if seen&entityByte != 0 {
		k, clean = anyInk, false
	}
	if clean && !blank {
		n.flags |= flagClean
	}
	if seen&digitByte != 0 {
		n.flags |= flagDigit
	}
	n.ink, n.chars = k, chars
}

// charSize is the length of the character that a byte beyond ASCII begins.
func charSize(first byte) int {
	switch {
	case first >= 0xf0:
		return 4
	case first >= 0xe0:
		return 3
	}
	return 2
}

// What single bytes say of a text.
const (
	digitByte uint8 = 1 << iota
	entityByte
)

var asciiMarks = func() (t [0x80]uint8) {
	for c := '0'; c <= '9'; c++ {
		t[c] = digitByte
	}
	t['&'] = entityByte
	return t
}()

// lookClosely is look for bytes that need not be characters.
func (n *node) lookClosely() {
	n.chars, n.ink = int32(zhtext.Runes(n.text)), anyInk
	n.flags |= flagWideDigit
	if strings.Contains(n.text, "\xef\xbc") {
		n.flags |= flagWide
	}
	if clean(n.text) {
		n.flags |= flagClean
	}
	if digitIn(n.text) {
		n.flags |= flagDigit
	}
}

// appendTo adds the text as appendFolded does.
func (n *node) appendTo(buf []byte) []byte {
	if n.flags&flagClean != 0 {
		return append(buf, n.text...)
	}
	return appendFolded(buf, n.text)
}

// folded is the text, blanks folded and entities decoded.
func (n *node) folded() string {
	if n.flags&flagClean != 0 {
		return n.text
	}
	return fold(n.text)
}

func digitIn(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}
