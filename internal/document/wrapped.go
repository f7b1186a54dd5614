package document

import (
	"math"
	"slices"
	"strings"

	"ducha/internal/leak"
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
		return apart > high/2 && apart < 2*high && column && leak.IsIdentity(up.text+b.text)
	})
}
