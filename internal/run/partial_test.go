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
	"ducha/internal/samplesite"
)

// A partial is a snapshot of which a share of the addresses was never stored: a
// copy that was cut off, or a WARC of another tool.
type partial struct {
	facts.Source
	percent uint32 // of the addresses that are missing
	seed    string
	foreign bool
}

// homeless is the share of missing addresses among which the home page is.
const homeless = 60

func (p partial) Snapshot() evidence.Snapshot {
	s := p.Source.Snapshot()
	s.Foreign = p.foreign
	return s
}

func (p partial) Exchanges() iter.Seq2[evidence.Exchange, error] {
	return func(yield func(evidence.Exchange, error) bool) {
		for ex, err := range p.Source.Exchanges() {
			if err == nil && p.misses(ex.URL) {
				continue
			}
			if !yield(ex, err) {
				return
			}
		}
	}
}

func (p partial) misses(address string) bool {
	if address == p.Source.Snapshot().Home {
		return p.percent == homeless
	}
	h := fnv.New32a()
	_, path, _ := strings.Cut(strings.TrimPrefix(address, "http://"), "/")
	_, _ = h.Write([]byte(p.seed + path)) // a hash does not fail
	return h.Sum32()>>8%100 < p.percent
}

// yearless is the shape whose lists show no year: they are settled by the day of the
// crawl, which is years after the bureau's, where the entries' pages are missing.
const yearless = "oldest first, month and day"

// oncePartial are the shapes whose copies were once wrongly accused.
var oncePartial = []string{"pages by onclick", "next page as an arrow", "blog", "newest last on the last page", "splash page", "frameset",
	"home of pictures and a slide show", "combined columns", "column of one frame", "print twin of each article"}

// TestPartialCopies takes pages out of what a crawl stored: whoever sees less may
// accuse of nothing more. What was not stored is not missing. DUCHA_PARTIAL=full takes
// more of them out, of every shape.
func TestPartialCopies(t *testing.T) {
	known := newNames(t)
	for _, name := range append(oncePartial, yearless) {
		if !slices.ContainsFunc(shapes(), func(s shape) bool { return s.name == name }) {
			t.Errorf("no shape is called %q", name)
		}
	}
	for _, s := range shapes() {
		if !fullPartial && !slices.Contains(oncePartial, s.name) || s.name == yearless {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			b, address := plantedBureau(t, known, s)
			partialCopies(t, bureauName, address, append(b.planted, b.besides...))
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

var fullPartial = os.Getenv("DUCHA_PARTIAL") == "full"

// copies are a snapshot with ever more missing, as a crawl that was cut off and as
// another tool's file.
func copies(whole facts.Source) (all []partial) {
	percents, seeds := []uint32{10, 30, 60, 90}, []string{"a"}
	if fullPartial {
		percents, seeds = []uint32{3, 10, 30, 60, 90}, []string{"a", "b", "c"}
	}
	for _, percent := range percents {
		for _, seed := range seeds {
			all = append(all, partial{whole, percent, seed, false}, partial{whole, percent, seed, true})
		}
	}
	return all
}

func partialCopies(t *testing.T, name, address string, planted []string) {
	job, store := gatheredAt(t, name, address)
	whole := fails(judgedBoth(t, job, store))
	for _, c := range copies(store) {
		for key, f := range fails(judgedBoth(t, job, c)) {
			if _, ok := whole[key]; !ok && !slices.Contains(planted, f.Defect+" "+f.Subject) {
				t.Errorf("without %d %% (%s, foreign %v): %s: %s %s", c.percent, c.seed, c.foreign, key, f.Message, f.Evidence[0].URL)
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

// plantedBureau serves the bureau of a shape, with its faults where they can be seen.
func plantedBureau(t *testing.T, known *names, s shape) (b *bureau, address string) {
	t.Helper()
	b = newBureau()
	if !s.blind {
		b.plant()
	}
	s.set(b)
	server := httptest.NewServer(b.site())
	t.Cleanup(server.Close)
	return b, strings.Replace(server.URL, "127.0.0.1", known.know("lanshan.gov.cn", true), 1) + "/"
}
