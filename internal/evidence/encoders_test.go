package evidence

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// Encoders go from one snapshot's dictionary to another's; what they pack is read
// again with the dictionary it was packed by. One in a hurry keeps its encoder.
func TestEncodersMoveBetweenDictionaries(t *testing.T) {
	page := func(site, n int) []byte {
		return []byte(strings.Repeat(fmt.Sprintf("<li class=%q>栏目%d</li>", fmt.Sprint("site", site), site), 300) + fmt.Sprint("第", n, "篇"))
	}
	packers := []*packer{{}, {page: page(1, 0)}, {page: page(2, 0)}, {page: page(3, 0)[:500]}}
	now := time.Now()
	for n := range 40 {
		p := packers[n%len(packers)]
		enc, err := p.take()
		if err != nil {
			t.Fatal(err)
		}
		body := page(n%3, n)
		packed := enc.EncodeAll(body, nil)
		now = now.Add(time.Second)
		p.done(now)
		if p.enc != nil {
			t.Fatal("an encoder that is wanted once a second does not rest")
		}
		dec, err := newDecoder(p.page)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := dec.DecodeAll(packed, nil); err != nil || !bytes.Equal(got, body) {
			t.Fatalf("page %d by dictionary %d: %v", n, n%len(packers), err)
		}
		dec.Close()
	}
	p := packers[1]
	for range 3 {
		if _, err := p.take(); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Millisecond)
		p.done(now)
	}
	if p.enc == nil {
		t.Error("an encoder in a hurry rests")
	}
	if p.idle(now.Add(time.Second)); p.enc != nil {
		t.Error("an idle encoder does not rest")
	}
}
