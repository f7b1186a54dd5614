package webpage

import (
	"crypto/sha256"
	"slices"
	"strings"
)

// A filler is an empty place that a script may fill, or a script that fetches
// something: on a page without content it may bring the content, and nothing is
// claimed of what it may bring. What stands on pages that show their content too, on
// lists with rows and on articles with text, is the site's furniture: a counter, a
// box to share, the weather – or a menu, so that a column without rows may be
// suspected of being blank beside it, and nothing else.

// maxFillers bounds the fillers noted of one page, maxFiller the bytes of one;
// OwnFiller is one that no other page can tell of.
const (
	maxFillers = 32
	maxFiller  = 300
	OwnFiller  = ""
)

// fills notes a filler.
func (r *reader) fills(filler string) {
	p := r.page
	if len(filler) > maxFiller {
		filler = OwnFiller
	}
	if slices.Contains(p.Fillers, filler) {
		return
	}
	if len(p.Fillers) == maxFillers {
		p.Fillers[0] = OwnFiller // too many to tell
		return
	}
	p.Fillers = append(p.Fillers, filler)
}

// scriptFiller names a script by its words; numbers, such as that of the page, do
// not count.
func scriptFiller(src string) string {
	words := sha256.Sum256([]byte(strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return -1
		}
		return c
	}, src)))
	return "script " + string(words[:])
}
