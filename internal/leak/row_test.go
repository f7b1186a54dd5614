package leak

import (
	"math/rand"
	"reflect"
	"strings"
	"testing"
	"time"
)

// slowly reads the numbers of a text from all its digits.
func slowly(text string) (all []number) {
	tokens := tokens(text, 0, len(text))
	for i := 0; i < len(tokens); {
		n, used := candidate(text, tokens[i:])
		if used > 0 {
			all = append(all, n)
		}
		i += max(used, 1)
	}
	return all
}

// Letting go of most of a text unread misses no number, however it is written.
func TestRowsMissNoNumber(t *testing.T) {
	pieces := []string{"11010519491231002X", "110105 19491231 002X", "110-105-194-912-310-02x", "13812345678", "138 1234 5678", "８６-138", "１３８12345678",
		"6222021234567890123", "6222 0212 3456 7894", "110105491231002", "2022-12-20", " ", "-", "\u3000", "—", "x", "Ｘ", "年", "，", "号", "1", "12", "３", "abc", "\xef\xbc", "\xe3", "*"}
	rng := rand.New(rand.NewSource(1))
	found := 0
	for range 50_000 {
		var b strings.Builder
		for range rng.Intn(9) {
			b.WriteString(pieces[rng.Intn(len(pieces))])
		}
		got, want := candidates(b.String()), slowly(b.String())
		if found += len(want); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %v, want %v", b.String(), got, want)
		}
	}
	if found < 10_000 {
		t.Errorf("only %d numbers were written", found)
	}
}

// A word of a mark is found wherever it stands.
func TestMarksAreFoundByTheirRarestByte(t *testing.T) {
	for _, word := range []string{"★", "☆", "内部", "工作秘密", "不予公开", "不公开"} {
		for _, text := range []string{word, "机密" + word, word + "资料", "内工作不予公" + word + "。", word[:len(word)-1] + word} {
			if !marked(text) {
				t.Errorf("%q has %s", text, word)
			}
		}
		if marked(word[:len(word)-1]) || marked(word[1:]) {
			t.Errorf("half of %s is taken for it", word)
		}
	}
}

// A text whose lines are not suspicious has no hits, however they are put together.
func TestOnlySuspiciousLinesHaveHits(t *testing.T) {
	lines := []string{"关于印发办法的通知", "2022-12-20 10:30", "身份证号 110105", "19491231002X", "内部", "资料", "机密", "★1年", "内部资料", "张三 13812345678", "电话 0990-1234567", "11010519491231002", "x"}
	rng := rand.New(rand.NewSource(2))
	for range 20_000 {
		var some []string
		suspicious := false
		for range 1 + rng.Intn(6) {
			line := lines[rng.Intn(len(lines))]
			some = append(some, line)
			suspicious = suspicious || Suspicious(line)
		}
		if text := strings.Join(some, "\n"); !suspicious && len(Scan(text, time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC))) > 0 {
			t.Fatalf("%q has hits", text)
		}
	}
}
