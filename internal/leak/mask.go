package leak

import (
	"strings"
	"unicode/utf8"
)

// masked keeps the first two and last three digits; of telephones the first
// three and last four, as notices of supervision offices do.
func (n number) masked() string {
	d := n.digits
	if n.shape == mobileShape {
		return d[:3] + "****" + d[7:]
	}
	return d[:2] + strings.Repeat("*", len(d)-5) + d[len(d)-3:]
}

// Mask hides every identity number, card and mobile telephone in a text, what
// only looks like one included: a number hidden in vain harms nobody. Numbers
// that were cut off at an end of the text are hidden too.
func Mask(text string) string {
	text = mend(text)
	// Hiding one number may uncover another that it was tied to.
	for range 4 {
		masked := maskOnce(text)
		if masked == text {
			break
		}
		text = masked
	}
	return text
}

func maskOnce(text string) string {
	var b strings.Builder
	at := 0
	for _, n := range candidates(text) {
		// Hex digests have letters beside their digits; only a check digit and a
		// birthday together outweigh that.
		if n.joint >= lettered && n.shape != identityShape && n.shape != disabledShape {
			continue
		}
		b.WriteString(text[at:n.start])
		b.WriteString(n.masked())
		at = n.end
	}
	if at > 0 {
		b.WriteString(text[at:])
		text = b.String()
	}
	return maskEnds(text)
}

// minCut is how many digits before an ellipsis may be the half of a number.
const minCut = 7

// maskEnds hides what is left of an identity number when the text was cut in it.
func maskEnds(text string) string {
	all := tokens(text, 0, len(text))
	if len(all) == 0 {
		return text
	}
	if t := all[0]; t.start == 0 && cutHead(t.digits) {
		text = hidden(text, t)
		all = tokens(text, 0, len(text))
	}
	last := all[len(all)-1]
	rest := text[last.end:]
	cut := cutTail(last.digits) && strings.Trim(rest, "….") == "" || rest == "…" && len(last.digits) >= minCut
	if cut && !touched(text, last) {
		text = hidden(text, last)
	}
	return text
}

func touched(text string, t token) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:t.start])
	return t.start > 0 && wordy(r)
}

// cutHead says whether digits may be the end of an identity number: enough for
// its birthday.
func cutHead(d string) bool {
	n := len(d)
	return n >= 12 && n < 18 && validDay(strings.TrimSuffix(d[n-12:n-4], "X"))
}

// cutTail says whether digits may be the beginning of one.
func cutTail(d string) bool {
	return len(d) >= 14 && len(d) < 18 && province(d) && validDay(d[6:14])
}

func hidden(text string, t token) string {
	keep := head(t.digits, 2)
	return text[:t.start] + keep + strings.Repeat("*", len(t.digits)-2) + text[t.end:]
}
