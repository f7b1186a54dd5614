package run_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sort"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ducha/checks"
	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/fetch"
	"ducha/internal/finding"
	"ducha/internal/probe"
	"ducha/internal/result"
	"ducha/internal/run"
	"ducha/internal/samplesite"
	"ducha/internal/zhtext"
	"ducha/rules"
)

// TestAccuracy audits many planted sites over real HTTP and prints precision and
// recall for each defect. A wrong accusation is an error; so is a code of the
// registry that no site plants, or that is never found where it is planted.
func TestAccuracy(t *testing.T) {
	table := &accuracy{rows: map[string]*tally{}}
	inspection := &accuracy{rows: map[string]*tally{}}
	known := newWeb(t)
	slots := make(chan struct{}, 3)
	var wg sync.WaitGroup
	for _, p := range plans(os.Getenv("DUCHA_ACCURACY") == "full", seedBase(t)) {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			sample := samplesite.New(p.config)
			began := time.Now()
			audited, inspected, err := auditBoth(t, known, sample)
			t.Logf("%-28s %5.1fs", p.name, time.Since(began).Seconds())
			if err != nil {
				t.Errorf("%s: %v", p.name, err)
				return
			}
			table.compare(p.name, sample, audited, func(e samplesite.Expectation) bool { return e.Set != samplesite.ForWebsite })
			inspection.compare(p.name, sample, inspected, inspectedFor)
			table.twins(p.name, sample, audited)
			inspection.twins(p.name, sample, inspected)
		})
	}
	wg.Wait()
	t.Log("zwgk-2022\n" + table.String())
	t.Log("website-2019\n" + inspection.String())
	table.errors = append(table.errors, inspection.errors...)
	sort.Strings(table.errors)
	for _, e := range table.errors {
		t.Error(e)
	}
	for _, d := range finding.Defects() {
		a, b := table.row(d.Code), inspection.row(d.Code)
		switch planted := a.planted + b.planted; {
		case planted == 0:
			t.Errorf("%s: no site plants it", d.Code)
		case a.found+a.suspected+b.found+b.suspected == 0:
			t.Errorf("%s: planted %d times, never found", d.Code, planted)
		}
	}
}

// auditBoth gathers a site once, under the name it is known by, and judges it by
// the yearly indicators and as a portal by the inspection of websites. A week of
// visits is known of every site, and of one whose lists changed an earlier visit.
func auditBoth(t *testing.T, known *web, sample *samplesite.Site) (yearly, inspected *result.Audit, err error) {
	host := known.open(sample)
	job, err := sampleJob(sample.Name(), "http://"+host+"/")
	if err != nil {
		return nil, nil, err
	}
	if err := alsoInspected(&job); err != nil {
		return nil, nil, err
	}
	job.Crawl.Proxy, job.Crawl.Roots, job.Crawl.Controls = known.proxy.URL, known.roots, []string{control}
	job.Crawl.Limits = fetch.Limits{RetryWait: 100 * time.Millisecond, RobotsDefer: 100 * time.Millisecond}
	if job.Probes, err = probed(t.TempDir(), sample, job); err != nil {
		return nil, nil, err
	}
	if before := sample.Earlier(); before != nil {
		known.show(host, before)
		if job.Earlier, err = remembered(t.Context(), t.TempDir(), job); err != nil {
			return nil, nil, err
		}
		job.Earlier.At = sample.EarlierDay()
		known.show(host, sample)
	}
	store, err := evidence.Create(filepath.Join(t.TempDir(), "snapshot.db"), job.ID, job.URL)
	if err != nil {
		return nil, nil, err
	}
	defer store.Close()
	live, err := run.Audit(t.Context(), job, store)
	if err != nil {
		return nil, nil, err
	}
	both, err := run.JudgeAll(t.Context(), job, store, append([]*rules.Set{job.Set}, job.Also...)...)
	if err != nil {
		return nil, nil, err
	}
	// What was remembered of the pages since the crawl changes nothing: the snapshot
	// alone gives the same.
	if diff := cmp.Diff(both[0], live); diff != "" {
		t.Errorf("%s: judged from the snapshot and while it was made (-/+):\n%s", sample.Name(), diff)
	}
	quotesStand(t, sample.Name(), store, both)
	return both[0], both[1], nil
}

// alsoInspected has a job judged as a portal by the inspection of websites too.
func alsoInspected(job *run.Job) error {
	website, err := rules.Load("website-2019", checks.All)
	job.Also, job.Kind = []*rules.Set{website}, rules.Portal
	return err
}

// gathered crawls the job's site into a sealed snapshot.
func gathered(ctx context.Context, dir string, job run.Job) (*evidence.Store, error) {
	store, err := evidence.Create(filepath.Join(dir, "snapshot.db"), job.ID, job.URL)
	if err != nil {
		return nil, err
	}
	if err := run.Gather(ctx, job, store); err != nil {
		store.Close()
		return nil, err
	}
	return store, nil
}

// remembered is what a visit to the job's site keeps for a later one.
func remembered(ctx context.Context, dir string, job run.Job) (*facts.Earlier, error) {
	store, err := gathered(ctx, dir, job)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	site, err := facts.Load(ctx, store, facts.Options{Vocabulary: job.Vocabulary, AsOf: job.AsOf})
	if err != nil {
		return nil, err
	}
	return site.Remember(), nil
}

// probed sums up the week of visits that a site comes with.
func probed(dir string, sample *samplesite.Site, job run.Job) (*facts.Probes, error) {
	file := filepath.Join(dir, "visits.jsonl")
	if err := os.WriteFile(file, sample.Visits(job.URL, job.AsOf), 0o600); err != nil {
		return nil, err
	}
	history, err := probe.ReadLog(file)
	if err != nil {
		return nil, err
	}
	sum := history.Summary(probe.Site{ID: job.ID, URL: job.URL}, job.AsOf)
	if sum == nil {
		return nil, fmt.Errorf("no visit of %s in its log", job.URL)
	}
	return sum, nil
}

// inspectedFor says whether the inspection of websites looks for a defect: its
// own, and of the others those that its rules share with the indicators.
func inspectedFor(e samplesite.Expectation) bool {
	if e.Set == samplesite.ForIndicators {
		return false
	}
	switch e.Defect {
	case "column.blank", "column.stale", "page.tag_missing", "page.footer_missing", "link.dead", "link.soft404",
		"interpretation.missing", "interpretation.one_way", "leak.secrecy_mark", "site.unreachable":
		return true
	}
	return e.Set == samplesite.ForWebsite
}

// gather is gatherSample for tests that cannot go on without it.
func gather(t *testing.T, sample *samplesite.Site) (run.Job, string) {
	t.Helper()
	job, file, err := gatherSample(t, sample)
	if err != nil {
		t.Fatal(err)
	}
	return job, file
}

// gatherSample crawls a sample site into a sealed snapshot.
func gatherSample(t *testing.T, sample *samplesite.Site) (run.Job, string, error) {
	server := httptest.NewServer(sample)
	defer server.Close()
	job, err := sampleJob(sample.Name(), server.URL+"/")
	if err != nil {
		return job, "", err
	}
	file := filepath.Join(t.TempDir(), "snapshot.db")
	store, err := evidence.Create(file, job.ID, job.URL)
	if err != nil {
		return job, "", err
	}
	defer store.Close()
	return job, file, run.Gather(t.Context(), job, store)
}

func sampleJob(name, address string) (run.Job, error) {
	set, err := rules.Load("zwgk-2022", checks.All)
	if err != nil {
		return run.Job{}, err
	}
	vocabulary, sum, err := rules.ShippedVocabulary()
	if err != nil {
		return run.Job{}, err
	}
	asOf := time.Date(2022, 12, 31, 0, 0, 0, 0, zhtext.Beijing)
	return run.Job{ID: "sample", Name: name, URL: address, Set: set, Vocabulary: vocabulary, VocabularySum: sum, AsOf: asOf, Version: "test",
		Crawl: crawl.Config{Site: "sample", Home: address, Rate: 1000, AllowPrivate: true, From: asOf.AddDate(-2, 0, 0), AsOf: asOf,
			Vocabulary: vocabulary, Patience: crawl.Patience{CoolDown: 300 * time.Millisecond, Retry: 100 * time.Millisecond}}}, nil
}
