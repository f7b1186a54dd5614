package webpage

import (
	"math/rand/v2"
	"strings"
	"testing"

	"ducha/internal/zhtext"
)

// TestLook holds what one look at a text tells against what each question finds.
func TestLook(t *testing.T) {
	pieces := []string{"关于", "年", "月", "通知", "2021", "３", "－", "，", "：", ":", " ", "  ", "　", "&nbsp;", "&#24180;", "&", "·", "…", "é", "🚌", "\u200b", "\ufeff", "\u00a0", "\v", "A", "z", "《", "》"}
	words := wordsOf("年", "通知", "于通", ":", "：", "置顶")
	random := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		var b strings.Builder
		for range random.IntN(8) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		n := node{text: b.String()}
		n.look()
		switch s := n.text; {
		case n.flags&flagClean != 0 != clean(s):
			t.Fatalf("%q: clean is %v", s, clean(s))
		case int(n.chars) != zhtext.Runes(s):
			t.Fatalf("%q: %d characters, want %d", s, n.chars, zhtext.Runes(s))
		case n.flags&flagDigit != 0 != digitIn(s):
			t.Fatalf("%q: digits %v", s, digitIn(s))
		case n.folded() != fold(s):
			t.Fatalf("%q: folded to %q, want %q", s, n.folded(), fold(s))
		case string(n.appendTo(nil)) != string(appendFolded(nil, s)):
			t.Fatalf("%q: appended as %q, want %q", s, n.appendTo(nil), appendFolded(nil, s))
		}
		for _, s := range []string{n.text, n.folded()} {
			found := false
			for _, w := range words.all {
				found = found || strings.Contains(s, w)
			}
			if words.in(s, n.ink) != found {
				t.Fatalf("%q: a word is found: %v", s, found)
			}
		}
	}
}
