package run_test

import (
	"sync/atomic"
	"testing"

	"ducha/checks"
	"ducha/internal/evidence"
	"ducha/internal/run"
	"ducha/internal/samplesite"
	"ducha/rules"
)

// counted counts the bodies that judging asks a snapshot for.
type counted struct {
	*evidence.Store
	bodies atomic.Int64
}

func (c *counted) Body(d evidence.Digest) ([]byte, error) {
	c.bodies.Add(1)
	return c.Store.Body(d)
}

// Reading pages is what judging costs: however many rules of however many sets
// need every page, a page is read a few times and not once for each of them.
func TestPagesAreNotReadForEveryRule(t *testing.T) {
	job, file := gather(t, samplesite.New(samplesite.Config{Seed: 8, Style: samplesite.StyleDeep}))
	store, err := evidence.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	website, err := rules.Load("website-2019", checks.All)
	if err != nil {
		t.Fatal(err)
	}
	source := &counted{Store: store}
	both, err := run.JudgeAll(t.Context(), job, source, job.Set, website)
	if err != nil {
		t.Fatal(err)
	}
	pages := int64(both[0].Snapshot.Pages.Fetched)
	t.Logf("%d pages, %d readings", pages, source.bodies.Load())
	if pages < 200 || source.bodies.Load() > 2*pages {
		t.Errorf("%d pages were read %d times", pages, source.bodies.Load())
	}
}
