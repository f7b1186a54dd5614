package samplesite_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"path"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"ducha/internal/samplesite"
)

func TestSameSeedSameBytes(t *testing.T) {
	for _, st := range samplesite.Styles() {
		cfg := samplesite.Config{Seed: 7, Style: st, Benign: []samplesite.Benign{samplesite.SessionIDs, samplesite.Redesign}}
		a, b := samplesite.New(cfg), samplesite.New(cfg)
		if !slices.Equal(a.Truth(), b.Truth()) || len(a.Truth()) < 6 {
			t.Errorf("%s: truths differ or are few: %d", st, len(a.Truth()))
		}
		for p, g := range walk(t, a, 150) {
			if again := get(b, p); again.text != g.text && g.status == again.status {
				t.Errorf("%s: %s differs between two runs", st, p)
			}
		}
	}
	one, two := get(clean("plain", 1), "/").text, get(clean("plain", 2), "/").text
	if one == two {
		t.Error("seeds 1 and 2 give the same home page")
	}
}

func TestOrderOfDefectsDoesNotMatter(t *testing.T) {
	a := samplesite.New(samplesite.Config{Seed: 4, Defects: []string{"topic.missing", "column.stale"}})
	b := samplesite.New(samplesite.Config{Seed: 4, Defects: []string{"column.stale", "topic.missing"}})
	if !slices.Equal(a.Truth(), b.Truth()) {
		t.Errorf("%v\n%v", a.Truth(), b.Truth())
	}
}

func TestCleanSiteHasNoTruth(t *testing.T) {
	for seed := int64(0); seed < 20; seed++ {
		if s := clean(samplesite.StylePlain, seed); len(s.Truth()) != 0 || len(s.NotReported()) == 0 {
			t.Errorf("seed %d: truth %v", seed, s.Truth())
		}
	}
}

// TestBenignVariationsKeepTheSite walks each variation: the same pages can be
// reached in the end.
func TestBenignVariationsKeepTheSite(t *testing.T) {
	for i, b := range samplesite.Benigns() {
		st := samplesite.Styles()[i%len(samplesite.Styles())]
		t.Run(string(b)+"/"+string(st), func(t *testing.T) {
			s := clean(st, int64(i), b)
			ok := 0
			for p, g := range walk(t, s, 320) {
				if g.status == http.StatusOK {
					ok++
				} else if g.status == 404 {
					t.Errorf("%s: status %d", p, g.status)
				}
			}
			if ok < 200 {
				t.Errorf("only %d pages", ok)
			}
		})
	}
}

func TestTroublesPass(t *testing.T) {
	s := clean(samplesite.StylePlain, 5, samplesite.TooMany, samplesite.Hiccup)
	seen := map[int]int{}
	for p := range walk(t, clean(samplesite.StylePlain, 5), 3000) {
		if g := get(s, p); g.status != http.StatusOK {
			seen[g.status]++
			if g.status == 429 && g.header.Get("Retry-After") == "" {
				t.Errorf("%s: 429 without Retry-After", p)
			}
			if again := get(s, p); again.status != http.StatusOK {
				t.Errorf("%s: still %d", p, again.status)
			}
		}
	}
	if seen[429] == 0 || seen[503] == 0 {
		t.Errorf("troubles seen: %v", seen)
	}
}

func TestGBKIsDeclaredOnlyInMeta(t *testing.T) {
	s := clean(samplesite.StyleGBK, 1)
	w := raw(s, "/", nil)
	if ct := w.Header().Get("Content-Type"); ct != "text/html" {
		t.Errorf("Content-Type %q", ct)
	}
	if utf8.Valid(w.Body.Bytes()) || !bytes.Contains(w.Body.Bytes(), []byte("charset=gb2312")) {
		t.Error("home is UTF-8 or does not declare gb2312")
	}
	if text := get(s, "/").text; !strings.Contains(text, "政务公开") {
		t.Error("does not decode as GBK")
	}
}

func TestValidatorsAndCompression(t *testing.T) {
	s := clean(samplesite.StylePlain, 1)
	first := raw(s, "/", nil)
	for _, h := range []string{"ETag", "Last-Modified"} {
		if first.Header().Get(h) == "" {
			t.Errorf("no %s", h)
		}
	}
	again := raw(s, "/", map[string]string{"If-None-Match": first.Header().Get("ETag")})
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("conditional: %d with %d bytes", again.Code, again.Body.Len())
	}
	zipped := raw(s, "/", map[string]string{"Accept-Encoding": "gzip"})
	z, err := gzip.NewReader(zipped.Body)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil || !bytes.Equal(plain, first.Body.Bytes()) {
		t.Errorf("gzip gives other bytes: %v", err)
	}
}

func TestAttachmentsAreValidFiles(t *testing.T) {
	kinds := map[string]int{}
	for p, g := range walk(t, clean(samplesite.StyleDeep, 2), 3000) {
		switch ext := path.Ext(p); ext {
		case ".docx", ".xlsx":
			kinds[ext]++
			z, err := zip.NewReader(strings.NewReader(g.text), int64(len(g.text)))
			if err != nil || len(z.File) < 3 {
				t.Fatalf("%s: %v", p, err)
			}
		case ".pdf":
			kinds[ext]++
			if !strings.HasPrefix(g.text, "%PDF-1.") || !strings.HasSuffix(g.text, "%%EOF\n") {
				t.Errorf("%s is no PDF", p)
			}
		}
	}
	if kinds[".docx"] == 0 || kinds[".xlsx"] == 0 || kinds[".pdf"] == 0 {
		t.Errorf("attachments: %v", kinds)
	}
}

// TestAMillionPagesCostNoMemory makes a site of a million pages and visits some
// at both ends.
func TestAMillionPagesCostNoMemory(t *testing.T) {
	for _, st := range samplesite.Styles() {
		before := heap()
		s := samplesite.New(samplesite.Config{Seed: 1, Style: st, Pages: 1_000_000, Defects: []string{}})
		if n := s.PageCount(); n < 1_000_000 || n > 1_100_000 {
			t.Errorf("%s: %d pages", st, n)
		}
		for p, g := range walk(t, s, 150) {
			if g.status != http.StatusOK {
				t.Errorf("%s: %s gives %d", st, p, g.status)
			}
		}
		if grown := int64(heap()) - int64(before); grown > 32<<20 {
			t.Errorf("%s: %d MB for a million pages", st, grown>>20)
		}
		runtime.KeepAlive(s)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func TestUnknownAddressesAreNotFound(t *testing.T) {
	for _, st := range samplesite.Styles() {
		s := clean(st, 1)
		for _, p := range []string{"/nothing.html", "/zwgk/nothing/", "/files/202201/W01_1.pdf", "/frame/list9999_1.html", "/zwgk/zcfg/index_999.html", "/info/1/2.htm", "/module/web/jpage/dataproxy.jsp", "/html/x/list_-1_-1.html", "/art/2022/1/1/art_1_1.html", "/-/-.html"} {
			if g := get(s, p); g.status != 404 {
				t.Errorf("%s: %s gives %d", st, p, g.status)
			}
		}
	}
}

func BenchmarkPage(b *testing.B) {
	s := samplesite.New(samplesite.Config{Pages: 1_000_000, Defects: []string{}})
	paths := links("/", get(s, "/"))
	i := 0
	for b.Loop() {
		get(s, paths[i%len(paths)])
		i++
	}
}
