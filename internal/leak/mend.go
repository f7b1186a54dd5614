package leak

import "strings"

// leastPart is how many digits at least stand on the second line of a number that was
// broken: a lone one is the serial number of the next row.
const leastPart = 2

// mend puts identity numbers together that a cell broke over two lines: whoever looks at
// the page reads one number. Nothing else stands on the lines, and the check digit holds.
func mend(text string) string {
	var b strings.Builder
	done, before := 0, 0 // what was written, and where the line before begins
	for at := strings.IndexByte(text, '\n'); at >= 0; {
		next := at + 1
		end := len(text)
		if i := strings.IndexByte(text[next:], '\n'); i >= 0 {
			end = next + i
		}
		if end-next >= leastPart && next-1-before+end-next == 18 && IsIdentity(text[before:at]+text[next:end]) {
			b.WriteString(text[done:at])
			done = next
		}
		if before = next; end == len(text) {
			break
		}
		at = end
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}
