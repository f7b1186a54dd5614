package evidence_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"ducha/internal/evidence"
)

// Facts must come back as they were put, whatever they share with the body.
func TestFactsOfBody(t *testing.T) {
	s, err := evidence.Create(filepath.Join(t.TempDir(), "a.db"), "x", "http://x.gov.cn/")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	random := rand.New(rand.NewPCG(1, 2))
	noise := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(random.IntN(256))
		}
		return string(b)
	}
	menu := strings.Repeat("<li><a href=x>政务公开</a></li>", 200)
	want := map[evidence.Digest]string{}
	for i := range 40 {
		var body, facts strings.Builder
		body.WriteString("<html>" + menu)
		for k := range i {
			words := fmt.Sprintf("第%d条 %s道路养护工作正常开展，本月完成%d处。", k, noise(k%9), i*k)
			body.WriteString("<p>" + words + "</p>" + noise(i%5))
			facts.WriteString(words + strings.Repeat("\n", k%3))
		}
		page := body.String()
		extra := []string{"", page, page + page, noise(300), page[len(page)/2:], strings.Repeat("a", 5000), "短"}[i%7]
		ex, err := s.Put(evidence.Exchange{URL: fmt.Sprintf("http://x.gov.cn/%d", i), Status: 200}, []byte(page))
		if err != nil {
			t.Fatal(err)
		}
		want[ex.ID] = facts.String() + extra
		if err := s.PutFactsOf(ex.ID, []byte(page), 7, []byte(want[ex.ID])); err != nil {
			t.Fatal(err)
		}
	}
	for id, facts := range want {
		got, err := s.Facts(id, 7)
		if err != nil || !bytes.Equal(got, []byte(facts)) {
			t.Errorf("facts of %s: %d bytes, %v; want %d", id, len(got), err, len(facts))
		}
	}
}

// A damaged difference is an error, never a panic nor other facts' words.
func FuzzUndelta(f *testing.F) {
	body := []byte("<p>道路养护工作正常开展，本月完成三处，下月继续。</p>")
	f.Add([]byte{1, 2, 3, 4, 'a', 'b'})
	f.Add(evidence.Delta(body, []byte("x道路养护工作正常开展，本月完成三处y")))
	f.Fuzz(func(t *testing.T, diff []byte) {
		if out, err := evidence.Undelta(body, diff); err != nil && out != nil {
			t.Errorf("both %q and %v", out, err)
		}
		if got, err := evidence.Undelta(body, evidence.Delta(body, diff)); err != nil || !bytes.Equal(got, diff) {
			t.Errorf("%q came back as %q, %v", diff, got, err)
		}
	})
}
