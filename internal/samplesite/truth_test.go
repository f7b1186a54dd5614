package samplesite_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ducha/internal/samplesite"
)

// TestTakenAwayLeavesNoTrace plants every code and looks for the words of what
// is gone on every page a visitor can reach.
func TestTakenAwayLeavesNoTrace(t *testing.T) {
	for i, code := range samplesite.Codes() {
		st := samplesite.Styles()[i%len(samplesite.Styles())]
		for seed := int64(1); seed <= 2; seed++ {
			s := samplesite.New(samplesite.Config{Seed: seed, Style: st, Defects: []string{code}})
			// A fault of the whole site shows in more than one place, and a reading that
			// names nothing does not link back either.
			truth := s.Truth()
			if len(truth) == 2 && code == "interpretation.unnamed" && truth[1].Defect == "interpretation.one_way" {
				truth = truth[:1]
			}
			if len(truth) == 0 || truth[0].Defect != code || len(truth) > 1 && truth[0].Set == "" && truth[1].Defect != code {
				t.Fatalf("%s seed %d: truth %+v, want just that", code, seed, s.Truth())
			}
			banned := samplesite.Banned(s)
			if len(banned) == 0 {
				continue
			}
			if where := spoken(walk(t, s, 3000), banned); where != "" {
				t.Errorf("%s %v %s seed %d: %s", code, s.Truth()[0].Subject, st, seed, where)
			}
		}
	}
}

// spoken gives the first place where one of the words stands.
func spoken(pages map[string]got, words []string) string {
	for p, g := range pages {
		for _, w := range words {
			if at := strings.Index(g.text, w); at >= 0 {
				return fmt.Sprintf("%s says %q: %q", p, w, g.text[max(0, at-60):min(len(g.text), at+60)])
			}
		}
	}
	return ""
}

var isoDate = regexp.MustCompile(`20\d\d-\d\d-\d\d`)

// TestDefectsAreSeen looks at the pages that a defect of a column is about.
func TestDefectsAreSeen(t *testing.T) {
	asOf := time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, what := range []string{"stale", "thin", "blank", "undated", "misnamed"} {
		for seed := int64(1); seed <= 5; seed++ {
			t.Run(fmt.Sprintf("%s/%d", what, seed), func(t *testing.T) {
				s := samplesite.New(samplesite.Config{Seed: seed, Style: samplesite.StyleCards, Defects: []string{"column." + what}})
				e := s.Truth()[0]
				g := get(s, e.URL)
				if g.status != http.StatusOK {
					t.Fatalf("%s: status %d", e.URL, g.status)
				}
				main := g.text[strings.Index(g.text, `class="main-con"`):strings.Index(g.text, `class="foot-box"`)]
				var ages []int
				for _, d := range isoDate.FindAllString(main, -1) {
					day, _ := time.Parse("2006-01-02", d)
					ages = append(ages, int(asOf.Sub(day).Hours()/24))
				}
				year := 0
				for _, a := range ages {
					if a < 365 {
						year++
					}
				}
				switch what {
				case "stale":
					if len(ages) < 5 || year > 0 {
						t.Errorf("ages %v, want several, all above a year", ages)
					}
				case "thin":
					if len(ages) < 5 || year != 1 {
						t.Errorf("ages %v, want one within a year", ages)
					}
				case "undated":
					if len(ages) > 0 || strings.Count(main, "<li>") < 5 {
						t.Errorf("%d dates over %d rows", len(ages), strings.Count(main, "<li>"))
					}
				case "blank":
					if strings.Contains(main, "<li>") {
						t.Error("has rows")
					}
				case "misnamed":
					if name := strings.TrimPrefix(e.Subject, "栏目:"); strings.Contains(g.text, name) {
						t.Errorf("says %s", name)
					}
				}
			})
		}
	}
}

func TestInterpretationDefects(t *testing.T) {
	for _, what := range []string{"missing", "late", "one_way"} {
		for seed := int64(1); seed <= 3; seed++ {
			s := samplesite.New(samplesite.Config{Seed: seed, Defects: []string{"interpretation." + what}})
			e := s.Truth()[0]
			no := strings.TrimPrefix(e.Subject, "文件:")
			pages := walk(t, s, 3000)
			doc := pages[e.URL]
			if !strings.Contains(doc.text, no) {
				t.Fatalf("%s seed %d: %s does not show %s", what, seed, e.URL, no)
			}
			forward := strings.Contains(doc.text, "相关解读")
			if forward != (what == "late") {
				t.Errorf("%s seed %d: document links to an interpretation: %v", what, seed, forward)
			}
			back := false
			for p, g := range pages {
				back = back || p != e.URL && strings.Contains(g.text, no) && strings.Contains(g.text, "相关文件")
			}
			if back != (what != "missing") {
				t.Errorf("%s seed %d: an interpretation names the document: %v", what, seed, back)
			}
		}
	}
}

func TestLinksDefects(t *testing.T) {
	for _, st := range samplesite.Styles() {
		s := samplesite.New(samplesite.Config{Seed: 3, Style: st, Defects: []string{"link.dead", "link.soft404"}})
		home := links("/", get(s, "/"))
		for _, e := range s.Truth() {
			found := false
			for _, l := range home {
				found = found || l == e.URL
			}
			if !found {
				t.Errorf("%s: start page does not link to %s", st, e.URL)
			}
			want := map[string]int{"link.dead": 404, "link.soft404": 200}[e.Defect]
			for range 3 {
				if g := get(s, e.URL); g.status != want || want == 200 && !strings.Contains(g.text, "不存在") {
					t.Errorf("%s: %s gives %d", st, e.URL, g.status)
				}
			}
		}
		for _, trap := range s.NotReported() {
			if trap.Defect != "link.dead" {
				continue
			}
			if a, b := get(s, trap.URL).status, get(s, trap.URL).status; a != 404 || b != 200 {
				t.Errorf("%s: healing link gave %d then %d", st, a, b)
			}
		}
	}
}

// TestNoOtherDeath walks sites with everything planted at once: only what was
// planted dead may be dead. A report or budget that is taken away cannot be
// faulty too, every list column has another fault already, and one code shows twice.
func TestNoOtherDeath(t *testing.T) {
	codes := slices.DeleteFunc(samplesite.Codes(), func(c string) bool {
		return slices.Contains(samplesite.WebsiteCodes(), c) || c == "date.crowded" || c == "date.backdated" || c == "interpretation.unnamed" || strings.HasPrefix(c, "report.") || strings.HasPrefix(c, "budget.") && c != "budget.missing"
	})
	for i, st := range samplesite.Styles() {
		s := samplesite.New(samplesite.Config{Seed: int64(20 + i), Style: st, Defects: codes[:len(codes)-1]})
		if len(s.Truth()) != len(codes)-1 {
			t.Errorf("%s: %d of %d planted", st, len(s.Truth()), len(codes)-1)
		}
		for p, g := range walk(t, s, 4000) {
			if g.status != 200 && !expected(s, p) {
				t.Errorf("%s: %s gives %d", st, p, g.status)
			}
		}
	}
}

func expected(s *samplesite.Site, p string) bool {
	for _, e := range s.Truth() {
		if e.Defect == "link.dead" && e.URL == p {
			return true
		}
	}
	return false
}

// TestOtherDays makes sites as seen on other days: nothing is dated later, and
// what is not due yet is not planted as missing.
func TestOtherDays(t *testing.T) {
	for _, day := range []string{"2022-03-31", "2023-06-30", "2024-02-29", "2025-09-30"} {
		asOf, _ := time.Parse(time.DateOnly, day)
		s := samplesite.New(samplesite.Config{Seed: 9, Style: samplesite.StyleCards, AsOf: asOf, Defects: []string{}})
		for p, g := range walk(t, s, 3000) {
			for _, d := range isoDate.FindAllString(g.text, -1) {
				if d > day {
					t.Errorf("seen on %s: %s says %s", day, p, d)
				}
			}
		}
	}
	march := time.Date(2022, 3, 31, 0, 0, 0, 0, time.UTC)
	for seed := int64(0); seed < 4; seed++ {
		s := samplesite.New(samplesite.Config{Seed: seed, AsOf: march, Defects: []string{"budget.missing"}})
		if len(s.Truth()) > 0 {
			t.Errorf("planted before it is due: %v", s.Truth())
		}
	}
}
