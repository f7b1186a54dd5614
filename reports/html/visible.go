package html

import (
	"fmt"
	"strings"
	"unicode"
)

// visible shows what would otherwise act unseen: marks that turn the direction
// of writing, zero-width characters and control characters that a hostile page
// may have put into a title. html/template has already dealt with markup; this
// is the one other place where text of pages is made harmless.
func visible(document string) string {
	if !strings.ContainsFunc(document, unseen) {
		return document
	}
	var b strings.Builder
	for _, r := range document {
		if unseen(r) {
			fmt.Fprintf(&b, "〔U+%04X〕", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func unseen(r rune) bool {
	if r == '\n' || r == '\t' {
		return false
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}
