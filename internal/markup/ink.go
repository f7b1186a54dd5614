package markup

import (
	"strings"

	"ducha/internal/zhtext"
)

// An Ink is a sketch of the characters of a text: for each the bit of its last six.
// A word can stand only in a text that has all of its bits, so most texts need not
// be searched for most words.
type Ink uint64

// anyInk is that of a text which may hold any character.
const anyInk = ^Ink(0)

// InkOf is the ink of a word or text; blanks are left out, for folding adds some.
func InkOf(s string) (k Ink) {
	for _, r := range s {
		if r != ' ' {
			k |= 1 << (r & 63)
		}
	}
	return k
}

// May says whether a text of this ink can hold a word of that.
func (k Ink) May(word Ink) bool { return k&word == word }

// A WordSet holds words that many texts are searched for.
type WordSet struct {
	All  []string
	Inks []Ink
}

// WordsOf makes a set of words.
func WordsOf(all ...string) WordSet {
	w := WordSet{all, make([]Ink, len(all))}
	for i, s := range all {
		w.Inks[i] = InkOf(s)
	}
	return w
}

// In says whether one of the words stands in a text of this ink.
func (w WordSet) In(s string, k Ink) bool {
	for i, word := range w.Inks {
		if k.May(word) && strings.Contains(s, w.All[i]) {
			return true
		}
	}
	return false
}

// yearMonth is the ink of every date that is written without digits.
var yearMonth = InkOf("年月")

// MayDate says whether a text with these marks may show a date.
func MayDate(flags NodeFlags, k Ink) bool {
	return flags&(FlagDigit|FlagWideDigit) != 0 || k.May(yearMonth)
}

// look reads a text once for what many passes ask of it.
func (n *Node) look() {
	s := n.Text
	if n.Flags&FlagWritten != 0 {
		n.lookClosely() // a script can write what is no character
		return
	}
	var k Ink
	var seen uint8
	chars, clean, blank := int32(0), true, true
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0xe4 && c <= 0xe9 { // a Chinese character
			k |= 1 << (s[i+2] & 63)
			blank = false
			i += 3
			chars++
			continue
		}
		size, shown := 1, true
		if c < 0x80 {
			seen |= asciiMarks[c]
			shown = ordinary[c]
			clean = clean && (shown || c == ' ' && !blank)
		} else {
			size = charSize(c)
			if c == 0xef && s[i+1] == 0xbc {
				n.Flags |= FlagWide
				if s[i+2] >= 0x90 && s[i+2] <= 0x99 {
					n.Flags |= FlagWideDigit
				}
			} else if !ordinary[c] {
				drop, _ := special(s[i:])
				shown = drop == 0
				clean = clean && shown
			}
		}
		if shown {
			chars++
		}
		blank = c == ' '
		i += size
		k |= 1 << (s[i-1] & 63)
	}
	if seen&entityByte != 0 {
		k, clean, chars = anyInk, false, shownChars(s)
	}
	if clean && !blank {
		n.Flags |= FlagClean
	}
	if seen&digitByte != 0 {
		n.Flags |= FlagDigit
	}
	n.Ink, n.chars = k, chars
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

// shownChars counts the characters a text shows, blanks left out.
func shownChars(s string) int32 {
	s = Fold(s)
	return int32(zhtext.Runes(s) - strings.Count(s, " "))
}

// lookClosely is look for bytes that need not be characters.
func (n *Node) lookClosely() {
	n.chars, n.Ink = shownChars(n.Text), anyInk
	n.Flags |= FlagWideDigit
	if strings.Contains(n.Text, "\xef\xbc") {
		n.Flags |= FlagWide
	}
	if clean(n.Text) {
		n.Flags |= FlagClean
	}
	if DigitIn(n.Text) {
		n.Flags |= FlagDigit
	}
}

// appendTo adds the text as appendFolded does.
func (n *Node) appendTo(buf []byte) []byte {
	if n.Flags&FlagClean != 0 {
		return append(buf, n.Text...)
	}
	return appendFolded(buf, n.Text)
}

// Folded is the text, blanks folded and entities decoded.
func (n *Node) Folded() string {
	if n.Flags&FlagClean != 0 {
		return n.Text
	}
	return Fold(n.Text)
}

// DigitIn says whether a text has an ASCII digit.
func DigitIn(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}
