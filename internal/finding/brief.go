package finding

import "strings"

// Room for what a page calls something, and what of it is kept at both ends:
// titles of one series differ at their ends.
const (
	longest  = 64
	keptHead = 42
	keptTail = 18
)

// Short leaves the middle of a long name or address out.
func Short(s string) string {
	r := []rune(s)
	if len(r) <= longest {
		return s
	}
	return string(r[:keptHead]) + "…" + string(r[len(r)-keptTail:])
}

// Brief shortens what stands between “ and ” in a sentence, so that a title of
// two hundred characters does not hide what is said about it. The evidence keeps
// the words of the page.
func Brief(sentence string) string {
	var b strings.Builder
	depth, from := 0, 0
	for i, r := range sentence {
		switch r {
		case '“':
			if depth == 0 {
				b.WriteString(sentence[from:i])
				from = i
			}
			depth++
		case '”':
			if depth == 1 {
				b.WriteString("“" + Short(sentence[from+len("“"):i]) + "”")
				from = i + len("”")
			}
			depth = max(depth-1, 0)
		}
	}
	return b.String() + sentence[from:]
}
