package leak

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joint says how a number is tied to what stands beside it.
type joint uint8

const (
	loose    joint = iota
	compound       // part of a code: 113703233130158447/2023-12, 0.123, id=…
	lettered       // one capital leads it: G of a pupil's number, T of a licence
	glued          // letters or masking signs touch it
)

// number is one number of a text, with the form it has.
type number struct {
	digits     string // ASCII digits, X in upper case
	start, end int    // in bytes
	joint      joint
	shape      shape
}

// token is a run of digits that nothing interrupts.
type token struct {
	digits     string
	start, end int
}

// candidates gives the numbers of a text that have the form of an identity
// number, a card or a mobile telephone, in one pass, in order.
func candidates(text string) []number {
	var all []number
	rows := rowsOf(text)
	for start, end, ok := rows.next(); ok; start, end, ok = rows.next() {
		tokens := tokens(text, start, end)
		for i := 0; i < len(tokens); {
			n, used := candidate(text, tokens[i:])
			if used > 0 {
				all = append(all, n)
			}
			i += max(used, 1)
		}
	}
	return all
}

// maxGroups is into how many groups a number may be written.
const maxGroups = 6

// candidate reads the number that begins with the first token: the token alone,
// or it and the next ones when single blanks or hyphens stand between them.
func candidate(text string, tokens []token) (n number, used int) {
	t := tokens[0]
	if s := shapeOf(t.digits); s != noShape {
		n = number{digits: t.digits, start: t.start, end: t.end, shape: s}
		if s == mobileShape {
			n.digits = t.digits[len(t.digits)-11:]
		}
		n.joint = jointOf(text, t.start, t.end)
		return n, 1
	}
	if !long(text, tokens) {
		return number{}, 0
	}
	digits, sep := t.digits, ""
	sizes := []int{len(digits)}
	for k := 1; k < len(tokens) && k < maxGroups; k++ {
		between := text[tokens[k-1].end:tokens[k].start]
		if sep == "" {
			sep = between
		}
		if between != sep || !separator(between) || len(digits) > 19 || strings.HasSuffix(digits, "X") {
			break
		}
		digits += tokens[k].digits
		sizes = append(sizes, len(tokens[k].digits))
		s := shapeOf(digits)
		if s == noShape || !groupedAs(s, sizes) {
			continue
		}
		n = number{digits: digits, start: t.start, end: tokens[k].end, shape: s}
		if n.joint = jointOf(text, n.start, n.end); n.joint < lettered {
			return n, k + 1
		}
	}
	return number{}, 0
}

// shortest is how many digits the shortest of the forms has.
const shortest = 11

// long says whether the tokens that stand in a row might make a number together.
// Most digits are dates and amounts: they are let go of here.
func long(text string, tokens []token) bool {
	n := len(tokens[0].digits)
	for k := 1; n < shortest && k < len(tokens) && k < maxGroups && separator(text[tokens[k-1].end:tokens[k].start]); k++ {
		n += len(tokens[k].digits)
	}
	return n >= shortest
}

func separator(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && n == len(s) && separates(r)
}

// separates says whether a rune may stand between two groups of a number.
func separates(r rune) bool {
	switch r {
	case ' ', '\u00a0', '\u3000', '-', '\u00ad', '\u200b', '\u2060', '\ufeff': // the last four are not seen
		return true
	}
	return r >= '\u2010' && r <= '\u2015'
}

// groupedAs says whether people write such a number in groups of these sizes.
// Only what has a check digit may be grouped freely.
func groupedAs(s shape, sizes []int) bool {
	switch s {
	case identityShape:
		return true
	case cardShape:
		for _, n := range sizes[:len(sizes)-1] {
			if n != 4 && n != 6 {
				return false
			}
		}
		return true
	case mobileShape:
		return len(sizes) == 3 && sizes[0] == 3 && sizes[1] == 4 || len(sizes) == 2 && sizes[0] == 3
	}
	return false
}

// Telling says whether a piece of a text may hold a number or a mark by itself.
func Telling(text string) bool { return Digits(text) && Suspicious(text) }

// Suspicious says whether a text has the form of a number or the words of a mark.
// In lines of which none is suspicious Scan finds nothing.
func Suspicious(text string) bool { return len(candidates(mend(text))) > 0 || marked(text) }

// Digits says whether a text holds any digit, full-width ones included.
func Digits(text string) bool {
	for i := range len(text) {
		if _, size := digitAt(text, i); size > 0 {
			return true
		}
	}
	return false
}

// digitAt reads the digit that stands at a byte; size is 0 when none does. Few
// characters of a Chinese text are digits: nothing else is decoded.
func digitAt(text string, i int) (d byte, size int) {
	switch c := text[i]; {
	case c >= '0' && c <= '9':
		return c, 1
	case c == 0xef && i+2 < len(text) && text[i+1] == 0xbc && text[i+2] >= 0x90 && text[i+2] <= 0x99: // ０ is EF BC 90
		return text[i+2] - 0x90 + '0', 3
	}
	return 0, 0
}

// tokens splits the digits between two places of a text into runs; neither place
// is within one. An X that ends a run belongs to it when nothing but a stop follows.
func tokens(text string, start, end int) []token {
	var all []token
	for i := start; i < end; {
		d, size := digitAt(text, i)
		if size == 0 {
			i++
			continue
		}
		start, wide := i, []byte(nil) // full-width digits are written anew
		for ; size > 0; d, size = digitAt(text, i) {
			if size > 1 && wide == nil {
				wide = []byte(text[start:i])
			}
			if wide != nil {
				wide = append(wide, d)
			}
			if i += size; i >= len(text) {
				break
			}
		}
		digits := text[start:i]
		if wide != nil {
			digits = string(wide)
		}
		if r, n := utf8.DecodeRuneInString(text[i:]); isX(r) {
			if next, _ := utf8.DecodeRuneInString(text[i+n:]); !wordy(next) || ruled(text[i+n:]) {
				digits += "X"
				i += n
			} else if degree := degreeAt(text[i+n:]); degree != "" && len(digits) == 17 {
				digits += "X" + degree
				i += n + len(degree)
			}
		}
		all = append(all, token{digits, start, i})
	}
	return all
}

// degreeAt is the two digits that follow an identity number in the number of a 残疾人证.
func degreeAt(text string) string {
	if len(text) < 2 || !digitsOnly(text[:2]) {
		return ""
	}
	if next, _ := utf8.DecodeRuneInString(text[2:]); wordy(next) {
		return ""
	}
	return text[:2]
}

func digit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func isX(r rune) bool { return r == 'X' || r == 'x' || r == 'Ｘ' || r == 'ｘ' }

// numeric says whether a rune may be part of a number.
func numeric(r rune) bool {
	return digit(r) || isX(r) || r == '*'
}

// wordy runes tie a number to the code or word they belong to.
func wordy(r rune) bool {
	return digit(r) || r < utf8.RuneSelf && unicode.IsLetter(r) || r >= 'Ａ' && r <= 'ｚ' || r == '*' || r == '＊' || r == '_'
}

// jointOf looks at what touches a number.
func jointOf(text string, start, end int) joint {
	before, size := utf8.DecodeLastRuneInString(text[:start])
	after, next := utf8.DecodeRuneInString(text[end:])
	if end < len(text) && wordy(after) && !ruled(text[end:]) {
		return glued
	}
	if start > 0 && wordy(before) && !strings.HasSuffix(text[:start], "__") {
		if before >= 'A' && before <= 'Z' && lastPart(text[:start]) == string(before) {
			return lettered
		}
		return glued
	}
	if start > 0 && ties(before) && size == 1 {
		part := lastPart(text[:start-1])
		if part != "" && !whole(part) && part != "86" && part != "0086" {
			return compound
		}
	}
	if end < len(text) && ties(after) && next == 1 && after != '=' {
		if part := firstPart(text[end+1:]); part != "" && !whole(part) && (after != '.' || digitsOnly(part)) {
			return compound
		}
	}
	return loose
}

// ruled says whether a text goes on with the line of a form to write on.
func ruled(rest string) bool { return strings.HasPrefix(rest, "__") }

func ties(r rune) bool {
	return r == '-' || r == '/' || r == '.' || r == '=' || r == '&' || r == '#' || r == '@'
}

// lastPart and firstPart are the letters and digits that end and begin s.
func lastPart(s string) string {
	i := len(s)
	for i > 0 && s[i-1] < utf8.RuneSelf && wordy(rune(s[i-1])) {
		i--
	}
	return s[i:]
}

func firstPart(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && wordy(rune(s[i])) {
		i++
	}
	return s[:i]
}

// whole says whether a neighbour is a number of its own, as in 证号/电话.
func whole(part string) bool {
	part = strings.ToUpper(part)
	return digitsOnly(strings.TrimSuffix(part, "X")) && shapeOf(part) != noShape
}

func digitsOnly(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}
