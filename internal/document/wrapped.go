package document

import (
	"math"
	"slices"
	"strings"
)

// maxMended bounds how many numbers of one page are looked at.
const maxMended = 400

// mendNumbers puts identity numbers together that a narrow column of a PDF broke in two.
// Whoever looks at the page reads one number. The check digit has to hold, so that
// amounts one below the other are left alone.
func mendNumbers(words []box) []box {
	mended := 0
	for i := 0; i < len(words) && mended < maxMended; i++ {
		if n := len(words[i].text); n < 10 || n > 17 || strings.Trim(words[i].text, "0123456789") != "" {
			continue
		}
		mended++
		if j := below(words, i); j >= 0 {
			words[i].text += words[j].text
			words = slices.Delete(words, j, j+1)
			if j < i {
				i--
			}
		}
	}
	return words
}

// below is the word under another, in the same column, that completes its number.
func below(words []box, i int) int {
	up := words[i]
	high := up.y1 - up.y0
	return slices.IndexFunc(words, func(b box) bool {
		apart := b.y0 - up.y0
		column := math.Abs(b.x0-up.x0) < 2 || math.Abs(b.x1-up.x1) < 2 || math.Abs(b.x0+b.x1-up.x0-up.x1) < 4
		return apart > high/2 && apart < 2*high && column && len(up.text)+len(b.text) == 18 && identity(up.text+b.text)
	})
}

// identity says whether 18 characters have the form and the check digit of an identity
// number.
func identity(s string) bool {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		sum += w * int(s[i]-'0')
	}
	last := s[17]
	if last == 'x' {
		last = 'X'
	}
	return (s[6:8] == "19" || s[6:8] == "20") && "10X98765432"[sum%11] == last
}
