package document

import (
	"strings"
	"testing"
)

func TestVerbatim(t *testing.T) {
	plain := func(s string) string {
		return Plain(s, func(r rune) rune {
			if strings.ContainsRune("“”", r) {
				return -1
			}
			return r
		})
	}
	lines := []string{"一、总体情况", "２０２２年“三公”经费 支出（决算）３万元，下降２０％。主要是厉行节约。"}
	for quote, want := range map[string]string{
		"三公经费支出(决算)3万元":     "“三公”经费 支出（决算）３万元",
		"2022年三公经费":         "２０２２年“三公”经费",
		"下降20%。主要…":         "下降２０％。主要…",
		"别处的话":              "别处的话",
		"":                  "",
		"…":                 "…",
		"经费支出(决算)3万元,下降20%": "经费 支出（决算）３万元，下降２０％",
	} {
		if got := Verbatim(lines, quote, plain); got != want {
			t.Errorf("%q: %q, want %q", quote, got, want)
		}
	}
}
