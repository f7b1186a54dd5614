package document

import (
	"math"
	"slices"
	"strings"

	"ducha/internal/leak"
)

// Limits of mending: how many numbers of one page are looked at, into how many lines
// one is broken, how many telephones broken alike are no accident, and within how many
// points the middles of one column lie.
const (
	maxMended   = 400
	maxBroken   = 3
	leastAlike  = 3
	columnSlack = 4
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
	gone := map[int]bool{}
	for _, j := range rest {
		words[i].text += words[j].text
		gone[j] = true
	}
	return without(words, gone)
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
	if !slices.ContainsFunc(words, func(b box) bool {
		return strings.Contains(b.text, "电话") || strings.Contains(b.text, "手机") || strings.Contains(b.text, "联系方式")
	}) {
		return words
	}
	type column struct{ digits, middle int }
	type pair struct {
		column
		head, tail int
	}
	var pairs []pair
	alike := map[column]int{}
	for i, head := range words {
		n := len(head.text)
		if n < 3 || n > 10 || head.text[0] != '1' || head.text[1] < '3' || !onlyDigits(head.text) {
			continue
		}
		j := slices.IndexFunc(words, func(b box) bool { return len(b.text) == 11-n && onlyDigits(b.text) && under(head, b) })
		if j >= 0 {
			at := column{n, int(math.Round((head.x0 + head.x1) / 2 / columnSlack))}
			pairs = append(pairs, pair{at, i, j})
			alike[at]++
		}
	}
	gone := map[int]bool{}
	for _, p := range pairs {
		if alike[p.column] >= leastAlike && !gone[p.head] {
			words[p.head].text += words[p.tail].text
			gone[p.tail] = true
		}
	}
	return without(words, gone)
}

// without drops the words at some places.
func without(words []box, gone map[int]bool) []box {
	kept := words[:0]
	for i, w := range words {
		if !gone[i] {
			kept = append(kept, w)
		}
	}
	return kept
}

// under says whether a word stands right below another, in the same column.
func under(up, b box) bool {
	high, apart := up.y1-up.y0, b.y0-up.y0
	return apart > high/2 && apart < 2*high && (math.Abs(b.x0-up.x0) < 2 || math.Abs(b.x1-up.x1) < 2 || math.Abs(b.x0+b.x1-up.x0-up.x1) < 4)
}

func onlyDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
