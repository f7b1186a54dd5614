package run_test

import (
	"fmt"
	"hash/fnv"
	"iter"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/internal/run"
	"ducha/internal/samplesite"
	"ducha/rules"
)

// A partial is a snapshot of which a share of the addresses was never stored: a
// copy that was cut off, or a WARC of another tool.
type partial struct {
	facts.Source
	percent uint32 // of the addresses that are missing
	seed    string
	foreign bool
}

func (p partial) Snapshot() evidence.Snapshot {
	s := p.Source.Snapshot()
	s.Foreign = p.foreign
	return s
}

func (p partial) Exchanges() iter.Seq2[evidence.Exchange, error] {
	home := p.Source.Snapshot().Home
	return func(yield func(evidence.Exchange, error) bool) {
		for ex, err := range p.Source.Exchanges() {
			if err == nil && ex.URL != home && p.misses(ex.URL) {
				continue
			}
			if !yield(ex, err) {
				return
			}
		}
	}
}

func (p partial) misses(address string) bool {
	h := fnv.New32a()
	_, path, _ := strings.Cut(strings.TrimPrefix(address, "http://"), "/")
	_, _ = h.Write([]byte(p.seed + path)) // a hash does not fail
	return h.Sum32()>>8%100 < p.percent
}

// yearless is the shape whose lists show no year: they are settled by the day of the
// crawl, which is years after the bureau's, where the entries' pages are missing.
const yearless = "oldest first, month and day"

// TestPartialCopies takes pages out of what a crawl stored: whoever sees less may
// accuse of nothing more. What was not stored is not missing.
func TestPartialCopies(t *testing.T) {
	known := newNames(t)
	full := os.Getenv("DUCHA_SHAPES") == "full"
	for _, s := range shapes() {
		if !full && !s.once || s.name == yearless {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			b := newBureau()
			b.plant()
			s.set(b)
			server := httptest.NewServer(b.site())
			defer server.Close()
			host := known.know("lanshan.gov.cn", true)
			partialCopies(t, bureauName, strings.Replace(server.URL, "127.0.0.1", host, 1)+"/", append(b.planted, b.besides...))
		})
	}
	for i, style := range samplesite.Styles() {
		t.Run(string(style), func(t *testing.T) {
			t.Parallel()
			sample := samplesite.New(samplesite.Config{Seed: int64(40 + i), Style: style})
			server := httptest.NewServer(sample)
			defer server.Close()
			partialCopies(t, sample.Name(), server.URL+"/", nil)
		})
	}
}

func partialCopies(t *testing.T, name, address string, planted []string) {
	job, err := sampleJob(name, address)
	if err != nil {
		t.Fatal(err)
	}
	if err := alsoInspected(&job); err != nil {
		t.Fatal(err)
	}
	store, err := gathered(t.Context(), t.TempDir(), job)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	judge := func(src facts.Source) []*result.Audit {
		all, err := run.JudgeAll(t.Context(), job, src, append([]*rules.Set{job.Set}, job.Also...)...)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	whole := fails(judge(store))
	for _, percent := range []uint32{3, 10, 30, 60, 90} {
		for _, seed := range []string{"a", "b", "c"} {
			for _, foreign := range []bool{false, true} {
				for key, f := range fails(judge(partial{store, percent, seed, foreign})) {
					if _, ok := whole[key]; !ok && !slices.Contains(planted, f.Defect+" "+f.Subject) {
						t.Errorf("without %d %% (%s, foreign %v): %s: %s %s", percent, seed, foreign, key, f.Message, f.Evidence[0].URL+" "+f.Evidence[0].Quote)
					}
				}
			}
		}
	}
}

// fails are the findings that deduct, by rule set, code and subject.
func fails(all []*result.Audit) map[string]result.Finding {
	found := map[string]result.Finding{}
	for _, audited := range all {
		for _, f := range audited.Findings {
			if f.Verdict == finding.Fail {
				found[fmt.Sprintf("%s %s %s", audited.RuleSet.ID, f.Defect, f.Subject)] = f
			}
		}
	}
	return found
}
