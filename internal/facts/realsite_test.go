package facts_test

import (
	"errors"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/realdata"
)

// TestRealSites loads four stored sites of other tools: no panic, the same
// result twice, and nothing claimed that the snapshot cannot carry.
func TestRealSites(t *testing.T) {
	v := vocabulary(t)
	for name := range realdata.Sites {
		t.Run(name, func(t *testing.T) {
			m := realSite(t, name)
			opt := facts.Options{Vocabulary: v, AsOf: time.Date(2021, 3, 31, 0, 0, 0, 0, time.UTC)}
			s, err := facts.Load(t.Context(), m, opt)
			if err != nil {
				t.Fatal(err)
			}
			again, err := facts.Load(t.Context(), m, opt)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Home(); err != nil {
				t.Error(err)
			}
			if n := len(s.DeadLinks()); n != 0 {
				t.Errorf("%d dead links in a snapshot that misses parts", n)
			}
			for i, c := range s.Columns() {
				d := again.Columns()[i]
				if c.URL != d.URL || len(c.Entries) != len(d.Entries) || c.Label != d.Label {
					t.Errorf("%s: %s %d entries, then %s %d entries", c.Name, c.URL, len(c.Entries), d.URL, len(d.Entries))
				}
				if c.Problem != evidence.None && c.Reason == "" {
					t.Errorf("%s: problem %s without a reason", c.Name, c.Problem)
				}
			}
			for _, n := range v.Names {
				if c, err := s.Column(n.Key); c == nil && err == nil && !s.Certificate().Holds {
					t.Errorf("%s is called absent without the certificate", n.Key)
				} else if err != nil && !errors.Is(err, facts.ErrNotCovered) && !errors.Is(err, facts.ErrUnreachable) {
					t.Errorf("%s: %v", n.Key, err)
				}
			}
			if _, err := s.Pairings(time.Time{}, time.Time{}); err != nil && !errors.Is(err, facts.ErrNotCovered) {
				t.Error(err)
			}
		})
	}
}

// TestRealCounty reads what a person reads on the county bureau's pages.
func TestRealCounty(t *testing.T) {
	m := realSite(t, "gzdzhrss_com")
	s, err := facts.Load(t.Context(), m, facts.Options{Vocabulary: vocabulary(t)})
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]struct {
		url     string
		entries int
		newest  string
	}{
		"公示公告": {"http://www.gzdzhrss.com/zwgk/gsgg/index.html", 20, "2020-12-30"},
		"政策解读": {"http://www.gzdzhrss.com/zwgk/zcjd/index.html", 0, ""},
		"政策法规": {"http://www.gzdzhrss.com/zwgk/zcfg_62459/index.html", 20, "2020-04-30"},
		"人事信息": {"http://www.gzdzhrss.com/zwgk/rsxx/index.html", 1, "2019-07-10"},
	} {
		c, err := s.Column(key)
		if err != nil || c == nil {
			t.Errorf("%s: %v, %v", key, c, err)
			continue
		}
		newest := ""
		for _, e := range c.Entries {
			if w, ok := e.Best(); ok {
				newest = max(newest, w.Date.Format(time.DateOnly))
			}
		}
		if c.URL != want.url || len(c.Entries) != want.entries || newest != want.newest || c.Problem != evidence.None {
			t.Errorf("%s: %s with %d entries, newest %s, problem %q; want %v", key, c.URL, len(c.Entries), newest, c.Problem, want)
		}
	}
}
