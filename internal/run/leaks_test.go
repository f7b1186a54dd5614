package run_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/leak"
	"ducha/internal/samplesite"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// TestLeaksOnPages reads the spoiled pages of many sites and their benign twins
// as the crawler would: each leak is found, and nothing is suspected of a twin.
func TestLeaksOnPages(t *testing.T) {
	codes := []string{"leak.identity", "leak.secrecy_mark", "leak.personal_list", "leak.internal_mark"}
	found, planted, twins := 0, 0, 0
	for i, style := range samplesite.Styles() {
		for seed := range 25 {
			s := samplesite.New(samplesite.Config{Seed: int64(1000*i + seed), Style: style, Defects: codes})
			for _, e := range s.Truth() {
				planted++
				if got := leaksOn(s, e.URL); strings.Contains(got, e.Defect) {
					found++
				} else {
					t.Errorf("%s seed %d: %s on %s: found %q", style, seed, e.Defect, e.URL, got)
				}
			}
			for _, e := range s.NotReported() {
				if !strings.HasPrefix(e.Defect, "leak.") {
					continue
				}
				twins++
				if got := leaksOn(s, e.URL); got != "" {
					t.Errorf("%s seed %d: %s: %s suspects %q", style, seed, e.Note, e.URL, got)
				}
			}
		}
	}
	t.Logf("%d of %d leaks found, %d twins looked at", found, planted, twins)
	if twins == 0 {
		t.Error("no twins")
	}
}

// leaksOn lists what stands on a page, in defect codes.
func leaksOn(s *samplesite.Site, path string) string {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", "http://sample.test"+path, nil))
	ex := &evidence.Exchange{URL: "http://sample.test" + path, FinalURL: "http://sample.test" + path, Status: http.StatusOK, Header: w.Header()}
	p := webpage.Read(ex, w.Body.Bytes())
	var codes []string
	texts := []string{p.Title + "\n" + p.Heading + "\n" + p.Text}
	for _, l := range p.Links {
		if l.Kind == webpage.LinkAttachment {
			texts = append(texts, l.Text)
		}
	}
	names := map[leak.Kind]string{leak.Identity: "leak.identity", leak.Secrecy: "leak.secrecy_mark", leak.Internal: "leak.internal_mark",
		leak.Mobile: "leak.personal_list", leak.Card: "leak.personal_list"}
	for _, text := range texts {
		for _, h := range leak.Scan(text, asOfDay()) {
			codes = append(codes, fmt.Sprint(names[h.Kind]))
		}
	}
	return strings.Join(codes, " ")
}

func asOfDay() time.Time { return time.Date(2022, 12, 31, 0, 0, 0, 0, zhtext.Beijing) }
