package facts_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/samplesite"
	"ducha/internal/webpage"
)

// gather walks a generated site by the links that Read finds.
func gather(t testing.TB, site *samplesite.Site, limit int) *memory {
	t.Helper()
	home := "http://sample.example.gov.cn/"
	m := &memory{snap: evidence.Snapshot{Site: "sample", Home: home, Sealed: true}}
	queue, seen := []string{home}, map[string]bool{home: true}
	at := time.Date(2022, 12, 31, 4, 0, 0, 0, time.UTC)
	for len(queue) > 0 && len(m.exchanges) < limit {
		address := queue[0]
		queue = queue[1:]
		u, err := url.Parse(address)
		if err != nil || u.Host != "sample.example.gov.cn" {
			continue
		}
		rec := httptest.NewRecorder()
		site.ServeHTTP(rec, httptest.NewRequest("GET", u.RequestURI(), nil))
		ex := evidence.Exchange{URL: address, Status: rec.Code, At: at, Header: rec.Header()}
		if rec.Code >= 300 && rec.Code < 400 {
			ex.Problem = evidence.RedirectLoop
			if to, err := u.Parse(rec.Header().Get("Location")); err == nil && !seen[to.String()] {
				seen[to.String()] = true
				queue = append(queue, to.String())
			}
			continue
		}
		if rec.Code == 404 {
			ex.Problem = evidence.NotFound
		}
		at = at.Add(time.Second)
		body := rec.Body.Bytes()
		m.add(ex, body)
		stored := m.exchanges[len(m.exchanges)-1]
		for _, l := range webpage.Read(&stored, body).Links {
			if l.URL != "" && !seen[l.URL] {
				seen[l.URL] = true
				queue = append(queue, l.URL)
			}
		}
	}
	return m
}

// TestSampleSites wants every column of a clean generated site found and read,
// in every style, redesigned or not.
func TestSampleSites(t *testing.T) {
	for _, style := range samplesite.Styles() {
		for _, benign := range [][]samplesite.Benign{nil, {samplesite.Redesign}} {
			name := string(style)
			if benign != nil {
				name += " redesigned"
			}
			t.Run(name, func(t *testing.T) {
				site := samplesite.New(samplesite.Config{Seed: 7, Pages: 60, Style: style, Defects: []string{}, Benign: benign})
				s, err := facts.Load(t.Context(), gather(t, site, 3000), facts.Options{Vocabulary: vocabulary(t), AsOf: time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC)})
				if err != nil {
					t.Fatal(err)
				}
				for _, key := range strings.Fields("政务公开 公示公告 机构职能 预决算及三公费用 政策法规 政策解读 法治建设 法治监督 普法宣传 投诉建议 依申请公开 政府信息公开指南 政府信息公开制度 法定主动公开内容 政府信息公开年报") {
					c, err := s.Column(key)
					switch {
					case err != nil:
						t.Errorf("%s: %v", key, err)
					case c == nil:
						t.Errorf("%s is called absent", key)
					case c.Problem != evidence.None:
						t.Errorf("%s at %s: %s %s", key, c.URL, c.Problem, c.Reason)
					case !c.Official:
						t.Errorf("%s: label %s is not official", key, c.Label)
					case len(c.Entries) == 0 && c.Chars < 30:
						t.Errorf("%s at %s has no content", key, c.URL)
					default:
						t.Logf("%s: %s %s entries %d complete %v until %s chars %d", key, c.Label, c.URL, len(c.Entries), c.Complete, c.Until.Format(time.DateOnly), c.Chars)
					}
				}
				if cert := s.Certificate(); !cert.Holds {
					t.Errorf("certificate: %v", cert.Missing)
				}
				pairs, err := s.Pairings(time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC))
				t.Logf("%d pairs, %v; %d dead", len(pairs), err, len(s.DeadLinks()))
				for _, p := range pairs {
					if p.Interpretation == nil && p.Doubt == "" {
						t.Errorf("no interpretation of %s %s", p.Document.Title, p.Document.URL)
					}
				}
			})
		}
	}
}

// TestSampleTruth holds columns and pairings against what was planted.
func TestSampleTruth(t *testing.T) {
	checked := 0
	for _, style := range samplesite.Styles() {
		for seed := int64(1); seed <= 2; seed++ {
			site := samplesite.New(samplesite.Config{Seed: seed, Pages: 60, Style: style})
			s, err := facts.Load(t.Context(), gather(t, site, 3000), facts.Options{Vocabulary: vocabulary(t)})
			if err != nil {
				t.Fatal(err)
			}
			missing := make(map[string]bool)
			for _, e := range site.Truth() {
				if e.Defect == "interpretation.missing" {
					missing[strings.TrimPrefix(e.Subject, "文件:")] = true
				}
				key, isColumn := strings.CutPrefix(e.Subject, "栏目:")
				if !isColumn {
					continue
				}
				c, err := s.Column(key)
				checked++
				switch {
				case err != nil:
					t.Errorf("%s %d: %s: %v", style, seed, key, err)
				case (c == nil) != (e.Defect == "column.missing"):
					t.Errorf("%s %d: %s found %v; planted %s", style, seed, key, c != nil, e.Defect)
				case c == nil:
				case c.Problem != evidence.None:
					t.Errorf("%s %d: %s has problem %s", style, seed, key, c.Problem)
				case c.Official == (e.Defect == "column.misnamed"):
					t.Errorf("%s %d: %s as %s, official %v; planted %s", style, seed, key, c.Label, c.Official, e.Defect)
				case e.Defect == "column.blank" && len(c.Entries) > 0:
					t.Errorf("%s %d: blank %s has %d entries", style, seed, key, len(c.Entries))
				}
			}
			pairs, err := s.Pairings(time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC))
			if err != nil {
				t.Errorf("%s %d: pairings: %v", style, seed, err)
			}
			for _, p := range pairs {
				if lacks := p.Interpretation == nil && p.Doubt == ""; lacks != missing[p.Document.DocNo] {
					t.Errorf("%s %d: %s without interpretation %v; planted %v", style, seed, p.Document.DocNo, lacks, missing[p.Document.DocNo])
				}
				delete(missing, p.Document.DocNo)
			}
			for no := range missing {
				t.Errorf("%s %d: %s was not looked at", style, seed, no)
			}
		}
	}
	t.Logf("%d planted columns", checked)
}
