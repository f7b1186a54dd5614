package tomlfile

import "strconv"

// Suggest asks whether another of the names was meant; empty when none is close.
func Suggest(word string, names []string) string {
	if near := nearest(word, names); near != "" {
		return "，是否应为 " + strconv.Quote(near) + "？"
	}
	return ""
}

// nearest gives the name closest to word, or "" when none is close.
func nearest(word string, names []string) string {
	best, least := "", 3
	if n := len([]rune(word)); n < 5 {
		least = 2
	}
	for _, name := range names {
		if d := distance([]rune(word), []rune(name)); d < least || d == least && best == "" && d <= 2 {
			best, least = name, d
		}
	}
	return best
}

// distance is Levenshtein's.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next := min(row[j+1]+1, row[j]+1, diagonal+cost)
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}
