package document

import (
	"math"
	"slices"
	"strings"

	"ducha/internal/leak"
)

// Limits of mending: how many numbers of one page are looked at, into how many lines
// one is broken, and how many telephones broken alike are no accident.
const (
	maxMended  = 400
	maxBroken  = 3
	leastAlike = 3
)

// mendNumbers puts identity numbers and cards together that a narrow column of a PDF
// broke. Whoever looks at the page reads one number. The check digit has to hold, so that
// amounts one below the other are left alone; telephones, which have none, count only
// where a column of them is broken alike.
func mendNumbers(words []box) []box {
	mended := 0
	for i := 0; i < len(words) && mended < maxMended; i++ {
		if n := len(words[i].text); n < 6 || n > 18 || !onlyDigits(words[i].text) || leak.IsCard(words[i].text) {
			continue
		}
		mended++
		if rest := completion(words, words[i].text, words[i], maxBroken-1); rest != nil {
			words, i = merged(words, i, rest), i-before(rest, i)
		}
	}
	return mendPhones(words)
}

// merged puts the words that complete a number to its first.
func merged(words []box, i int, rest []int) []box {
	for _, j := range rest {
		words[i].text += words[j].text
	}
	rest = slices.Clone(rest)
	slices.Sort(rest)
	for k := len(rest) - 1; k >= 0; k-- {
		words = slices.Delete(words, rest[k], rest[k]+1)
	}
	return words
}

// before counts the words of a list that stand before a place.
func before(rest []int, i int) (n int) {
	for _, j := range rest {
		if j < i {
			n++
		}
	}
	return n
}

// completion are the words below one another that make a number of what was read so far.
func completion(words []box, read string, up box, more int) []int {
	for j := range words {
		b := words[j]
		if len(read)+len(b.text) > 19 || !under(up, b) {
			continue
		}
		if whole := read + b.text; leak.IsIdentity(whole) || len(read) >= 10 && leak.IsCard(whole) {
			return []int{j}
		}
		if more > 1 && onlyDigits(b.text) {
			if rest := completion(words, read+b.text, b, more-1); rest != nil {
				return append([]int{j}, rest...)
			}
		}
	}
	return nil
}

// mendPhones puts mobile telephones together where several of a column are broken after
// the same digit, on a page that speaks of telephones.
func mendPhones(words []box) []box {
	type column struct{ digits, x int }
	pairs := map[column][][2]int{}
	spoken := slices.ContainsFunc(words, func(b box) bool {
		return strings.Contains(b.text, "电话") || strings.Contains(b.text, "手机") || strings.Contains(b.text, "联系方式")
	})
	for i := 0; spoken && i < len(words); i++ {
		n := len(words[i].text)
		if n < 3 || n > 10 || words[i].text[0] != '1' || words[i].text[1] < '3' || !onlyDigits(words[i].text) {
			continue
		}
		if j := slices.IndexFunc(words, func(b box) bool { return len(b.text) == 11-n && onlyDigits(b.text) && under(words[i], b) }); j >= 0 {
			k := column{n, int(math.Round((words[i].x0 + words[i].x1) / 8))}
			pairs[k] = append(pairs[k], [2]int{i, j})
		}
	}
	var gone []int
	for _, alike := range pairs {
		if len(alike) < leastAlike {
			continue
		}
		for _, p := range alike {
			words[p[0]].text += words[p[1]].text
			gone = append(gone, p[1])
		}
	}
	slices.Sort(gone)
	for k := len(gone) - 1; k >= 0; k-- {
		words = slices.Delete(words, gone[k], gone[k]+1)
	}
	return words
}

// under says whether a word stands right below another, in the same column.
func under(up, b box) bool {
	high, apart := up.y1-up.y0, b.y0-up.y0
	return apart > high/2 && apart < 2*high && (math.Abs(b.x0-up.x0) < 2 || math.Abs(b.x1-up.x1) < 2 || math.Abs(b.x0+b.x1-up.x0-up.x1) < 4)
}

func onlyDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
