package leak

import (
	"strings"
	"unicode/utf8"
)

// rows finds the stretches of a text in which a number may stand: digits, and
// what may stand between its groups. Most of a page is let go of unread.
type rows struct {
	text string
	at   int // end of the row before
	step int
}

// threeInARow: every form of number has three digits in a row, however it is
// grouped (groupedAs), so that looking at each third byte misses none. Full-width
// digits have three bytes each; texts with some are looked at byte by byte.
const threeInARow = 3

func rowsOf(text string) rows {
	if wide(text) {
		return rows{text: text, step: 1}
	}
	return rows{text: text, step: threeInARow}
}

// next gives the next row with digits enough for the shortest form.
func (r *rows) next() (start, end int, ok bool) {
	for i := r.at + r.step - 1; i < len(r.text); i += r.step {
		if _, size := digitAt(r.text, i); size == 0 {
			continue
		}
		start, left := r.before(i)
		end, right := r.after(i)
		r.at, i = end, end-1
		if left+right >= shortest {
			return start, end, true
		}
	}
	return 0, 0, false
}

// before goes back from a digit to where its row begins, counting digits.
func (r *rows) before(i int) (start, digits int) {
	for i > r.at {
		c, size := rune(r.text[i-1]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeLastRuneInString(r.text[r.at:i])
		}
		if !inRow(c) {
			break
		}
		if digit(c) {
			digits++
		}
		i -= size
	}
	return i, digits
}

// after goes on to where it ends, the digit included.
func (r *rows) after(i int) (end, digits int) {
	for i < len(r.text) {
		c, size := rune(r.text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(r.text[i:])
		}
		if !inRow(c) {
			break
		}
		if digit(c) {
			digits++
		}
		i += size
	}
	return i, digits
}

// inRow says whether a rune may be part of a number or stand between its groups.
func inRow(c rune) bool {
	return digit(c) || separates(c) || isX(c)
}

// wide says whether a text has full-width digits.
func wide(text string) bool {
	for i := 0; i < len(text); i++ {
		at := strings.IndexByte(text[i:], 0xef) // their first byte, and that of ，and ：
		if at < 0 {
			return false
		}
		i += at
		if _, size := digitAt(text, i); size > 0 {
			return true
		}
	}
	return false
}
