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

// TestNameMarks wants the first role of an element's names, but the bottom's before all.
func TestNameMarks(t *testing.T) {
	for _, c := range []struct {
		class, id string
		want      nameMarks
	}{
		{"nav", "pager", nameMarks(roleNav)},
		{"nav", "footer", nameMarks(roleFooter)},
		{"footer", "nav", nameMarks(roleFooter)},
		{"list", "pager", nameMarks(rolePager)},
		{"menu-title", "zoom", nameMarks(roleNav) | nameTitle | nameContent},
		{"", "", 0},
	} {
		var k names
		if got := nameMarks(0).with(k.of(c.class)).with(k.of(c.id)); got != c.want {
			t.Errorf("class %q, id %q: %b, want %b", c.class, c.id, got, c.want)
		}
	}
}

// TestReferencesAreBounded wants memory given back, and the same answers after it.
func TestReferencesAreBounded(t *testing.T) {
	var seen references
	for page := range 3 * maxReferences {
		folder := "http://www.example.gov.cn/" + string(rune('a'+page%7)) + "/"
		r := newResolver(folder, &seen)
		name := strings.Repeat("x", page%50) + ".html"
		if got := r.resolve(name); got != folder+name {
			t.Fatalf("%s from %s leads to %s", name, folder, got)
		}
		ref := "n" + string(rune('0'+page%10)) + string(rune('a'+page/10%26)) + string(rune('a'+page/260%26)) + string(rune('a'+page/6760)) + ".html"
		if got := r.resolve(ref); got != folder+ref {
			t.Fatalf("%s from %s leads to %s", ref, folder, got)
		}
		if seen.size > maxReferences {
			t.Fatalf("%d references are kept", seen.size)
		}
	}
}
