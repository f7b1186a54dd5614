package samplesite_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ducha/internal/samplesite"
)

// The log of a week has visits enough on every day, and as many failures by the
// site's fault as its truth says; failures of the monitor's own network come on top.
func TestVisits(t *testing.T) {
	day := time.Date(2022, 12, 31, 0, 0, 0, 0, time.FixedZone("CST", 8*3600))
	verdicts := map[string]int{}
	for seed := int64(1); seed <= 12; seed++ {
		for _, defects := range [][]string{{}, {"site.outage"}} {
			s := samplesite.New(samplesite.Config{Seed: seed, Defects: defects})
			verdict := "none"
			if truth := s.Truth(); len(truth) > 0 {
				verdict = truth[0].Verdict
			}
			verdicts[verdict]++
			visits, failed, ours, days := 0, 0, 0, map[string]int{}
			for line := range bytes.Lines(s.Visits("http://jtj.example/", day)) {
				var v struct {
					At               time.Time
					URL              string
					Outcome, Control string
				}
				if err := json.Unmarshal(line, &v); err != nil || v.URL != "http://jtj.example/" {
					t.Fatalf("%s: %v", line, err)
				}
				if v.Control == "failed" {
					ours++
					continue
				}
				visits++
				days[v.At.In(day.Location()).Format(time.DateOnly)]++
				if v.Outcome == "failed" {
					failed++
				}
			}
			if len(days) != 7 || days["2022-12-25"] == 0 || days["2022-12-31"] == 0 || ours == 0 {
				t.Errorf("seed %d: days %v, %d spoilt by the own network", seed, days, ours)
			}
			for d, n := range days {
				if n < 20 {
					t.Errorf("seed %d: %s has %d visits", seed, d, n)
				}
			}
			share := 100 * float64(failed) / float64(visits)
			if is := map[string]bool{"none": share < 2.5, "suspect": share >= 2.5 && share < 5, "fail": share >= 5}; !is[verdict] {
				t.Errorf("seed %d: %.1f%% failed, truth %s", seed, share, verdict)
			}
		}
	}
	if verdicts["fail"] == 0 || verdicts["suspect"] == 0 {
		t.Errorf("verdicts %v", verdicts)
	}
}

// The earlier view of a site lacks what was put into its list since, and nothing else.
func TestEarlierView(t *testing.T) {
	for i, st := range samplesite.Styles() {
		s := samplesite.New(samplesite.Config{Seed: int64(50 + i), Style: st, Defects: []string{"date.backdated"}})
		e := s.Earlier()
		if e == nil {
			t.Fatalf("%s: no earlier view", st)
		}
		before, now := walk(t, e, 4000), walk(t, s, 4000)
		added := 0
		for p, g := range now {
			if strings.Contains(g.text, "沿线情况说明</h1>") {
				added++
				if before[p].status != 0 || get(e, p).status != 404 {
					t.Errorf("%s: %s was there before", st, p)
				}
			}
		}
		planted := s.Truth()[0]
		if added < 4 || !strings.Contains(now[planted.URL].text+get(s, planted.URL).text, "沿线情况说明") && st != samplesite.StyleScript {
			t.Errorf("%s: %d added, %+v", st, added, planted)
		}
		for p, g := range before {
			if now[p].status != g.status {
				t.Errorf("%s: %s gave %d before and gives %d now", st, p, g.status, now[p].status)
			}
		}
		if clean(st, 1).Earlier() != nil {
			t.Errorf("%s: a clean site changed", st)
		}
	}
}

// Every state over HTTPS comes about, and only where it is planted.
func TestHTTPS(t *testing.T) {
	var states []string
	for seed := range int64(40) {
		states = append(states, samplesite.New(samplesite.Config{Seed: seed, Pages: 1, Defects: []string{"site.https"}}).HTTPS())
		if s := clean(samplesite.StylePlain, seed).HTTPS(); s != samplesite.HTTPSSound {
			t.Errorf("seed %d: a clean site is %s", seed, s)
		}
	}
	slices.Sort(states)
	if states = slices.Compact(states); len(states) != 5 || slices.Contains(states, samplesite.HTTPSSound) {
		t.Errorf("states %v", states)
	}
}

// A site that is down answers no page, and one that only wakes up answers the third time.
func TestDownAndWaking(t *testing.T) {
	down := samplesite.New(samplesite.Config{Seed: 1, Defects: []string{"site.unreachable"}})
	waking := clean(samplesite.StylePlain, 1, samplesite.Waking)
	var seen []string
	for range 3 {
		seen = append(seen, fmt.Sprint(get(down, "/").status, get(waking, "/").status))
	}
	if want := []string{"502 503", "502 503", "502 200"}; !slices.Equal(seen, want) {
		t.Errorf("%v, want %v", seen, want)
	}
}
