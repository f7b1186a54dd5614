package zhtext

import (
	"math/rand"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainFold is Fold without its short cuts, and plainSqueeze Squeeze without its own.
func plainFold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(s) {
		if invisible(r) {
			continue
		}
		b.WriteRune(variant(unicode.ToLower(r)))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func plainSqueeze(s string) string {
	visible := strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(visible), " ")
}

// The short cuts of what runs over every word of every page change nothing.
func TestShortCutsOfFolding(t *testing.T) {
	pieces := []string{"通知", "账户", "帐户", "公告", "Abc", "xyz", "2021", "５", "Ａ", "ｂ", "＋", "+", " ", "  ", "\u3000", "\u00a0", "\t", "\n", "—", "-", "－", "–", "·", "•", "《", "》", "〈", "〉", "〔", "〕", "【", "】",
		"“", "”", "「", "」", "。", "、", "，", "：", "（", "）", "〇", "○", "◯", "О", "Ο", "㎡", "①", "Ⅳ", "ﬁ", "é", "e\u0301", "ß", "İ", "\u200b", "\ufeff", "\u00ad", "\x01", "\u2028", "々", "㈠", "㊣", "𠮷", "\u9fff", "\u4e00", "\u3400", "䶮", "∕", "／", "/", "…", "％", "～"}
	rng := rand.New(rand.NewSource(1))
	for range 200_000 {
		var b strings.Builder
		for range rng.Intn(7) {
			b.WriteString(pieces[rng.Intn(len(pieces))])
		}
		s := b.String()
		if got, want := Fold(s), plainFold(s); got != want {
			t.Fatalf("Fold(%q) = %q, want %q", s, got, want)
		}
		if got, want := Squeeze(s), plainSqueeze(s); got != want {
			t.Fatalf("Squeeze(%q) = %q, want %q", s, got, want)
		}
		if got, want := Key(s), slowKey(s); got != want {
			t.Fatalf("Key(%q) = %q, want %q", s, got, want)
		}
	}
}

// What decoration hides is one key; what tells two things apart is two.
func TestKey(t *testing.T) {
	for _, c := range []struct {
		a, b string
		one  bool
	}{
		{"【通知公告】", "通知 公告", true},
		{"政策解读 >>", "政策解读", true},
		{"ＡＰＰ下载", "app下载", true},
		{"帐户信息", "账户信息", true},
		{"２０２１年", "2021年", true},
		{"2021-2025", "2021—2025", true},
		{"2021-2025", "20212025", false},
		{"二○二一", "二〇二一", true},
		{"C++", "C", false},
		{"第1批", "第11批", false},
	} {
		if got := Key(c.a) == Key(c.b); got != c.one {
			t.Errorf("Key(%q) = %q, Key(%q) = %q", c.a, Key(c.a), c.b, Key(c.b))
		}
	}
}
