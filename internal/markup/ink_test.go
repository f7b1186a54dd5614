package markup

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestLook holds what one look at a text tells against what each question finds.
func TestLook(t *testing.T) {
	pieces := []string{"关于", "年", "月", "通知", "2021", "３", "－", "，", "：", ":", " ", "  ", "　", "&nbsp;", "&#24180;", "&", "·", "…", "é", "🚌", "\u200b", "\ufeff", "\u00a0", "\v", "A", "z", "《", "》"}
	words := WordsOf("年", "通知", "于通", ":", "：", "置顶")
	random := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		var b strings.Builder
		for range random.IntN(8) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		n := Node{Text: b.String()}
		n.look()
		switch s := n.Text; {
		case n.Flags&FlagClean != 0 != clean(s):
			t.Fatalf("%q: clean is %v", s, clean(s))
		case n.chars != shownChars(s):
			t.Fatalf("%q: %d characters, want %d", s, n.chars, shownChars(s))
		case n.Flags&FlagDigit != 0 != DigitIn(s):
			t.Fatalf("%q: digits %v", s, DigitIn(s))
		case n.Folded() != Fold(s):
			t.Fatalf("%q: folded to %q, want %q", s, n.Folded(), Fold(s))
		case string(n.appendTo(nil)) != string(appendFolded(nil, s)):
			t.Fatalf("%q: appended as %q, want %q", s, n.appendTo(nil), appendFolded(nil, s))
		}
		for _, s := range []string{n.Text, n.Folded()} {
			found := false
			for _, w := range words.All {
				found = found || strings.Contains(s, w)
			}
			if words.In(s, n.Ink) != found {
				t.Fatalf("%q: a word is found: %v", s, found)
			}
		}
	}
}
