package run_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"ducha/checks"
	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/internal/run"
	"ducha/internal/samplesite"
	"ducha/internal/zhtext"
	"ducha/rules"
)

// tally counts what became of one defect code.
type tally struct{ planted, found, suspected, missed, wrong, wrongSuspect int }

// accuracy gathers the table over many sites.
type accuracy struct {
	mu     sync.Mutex
	rows   map[string]*tally
	errors []string

	suspects []string // suspicions of what was not planted
}

func (a *accuracy) row(code string) *tally {
	if a.rows[code] == nil {
		a.rows[code] = &tally{}
	}
	return a.rows[code]
}

// plan is one site to audit.
type plan struct {
	name   string
	config samplesite.Config
}

// seedBase moves all seeds, to look at sites nobody has tuned for:
// DUCHA_ACCURACY_SEED=5000 go test ./internal/run -run Accuracy -v
func seedBase(t *testing.T) int64 {
	text := os.Getenv("DUCHA_ACCURACY_SEED")
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatalf("DUCHA_ACCURACY_SEED: %v", err)
	}
	return n
}

// together is how many codes one site of the default run has planted.
const together = 7

// plans are the sites: every style in order and with a few defects, and every
// benign variation with some of the codes, so that every code is planted.
// DUCHA_ACCURACY=full, as CI runs it, adds more seeds, every variation in order,
// and the codes few at a time.
func plans(full bool, base int64) []plan {
	var all []plan
	styles := samplesite.Styles()
	add := func(i int, name string, c samplesite.Config) {
		c.Seed += base
		c.Style = styles[i%len(styles)]
		c.Defects = slices.DeleteFunc(c.Defects, func(code string) bool { return code == "site.unreachable" })
		all = append(all, plan{fmt.Sprintf("%s/%s", c.Style, name), c})
	}
	for i := range styles {
		add(i, "clean", samplesite.Config{Seed: int64(900 + i), Defects: []string{}})
		add(i, "seed0", samplesite.Config{Seed: int64(10 * i)})
	}
	codes := samplesite.Codes()
	groups := (len(codes) + together - 1) / together
	var left []string
	for i, benign := range samplesite.Benigns() {
		add(i, fmt.Sprintf("%s/every%d", benign, i%groups), samplesite.Config{Seed: int64(500 + i), Benign: []samplesite.Benign{benign}, Defects: append(every(codes, i%groups, groups), left...)})
		left = noRoom(all[len(all)-1].config)
	}
	if !full {
		return all
	}
	for i := range styles {
		add(i, "seed1", samplesite.Config{Seed: int64(1 + 10*i)})
		add(i, "seed2", samplesite.Config{Seed: int64(2 + 10*i)})
	}
	for i, benign := range samplesite.Benigns() {
		add(i, string(benign), samplesite.Config{Seed: int64(500 + i), Benign: []samplesite.Benign{benign}})
		add(i+1, string(benign)+"/clean", samplesite.Config{Seed: int64(700 + i), Benign: []samplesite.Benign{benign}, Defects: []string{}})
	}
	for i := 0; i < len(codes); i += 4 {
		for j := range 2 {
			add(i/4+3*j, fmt.Sprintf("codes%d", i), samplesite.Config{Seed: int64(300 + i + j), Defects: slices.Clone(codes[i:min(i+4, len(codes))])})
		}
	}
	return all
}

// noRoom are the codes that a site could not take beside its others: the next
// site has them.
func noRoom(c samplesite.Config) (left []string) {
	truth := samplesite.New(c).Truth()
	for _, code := range c.Defects {
		if !slices.ContainsFunc(truth, func(e samplesite.Expectation) bool { return e.Defect == code }) {
			left = append(left, code)
		}
	}
	return left
}

// every takes each n-th of a list: neighbours, which are of one family and would
// compete for the same columns, come to stand on different sites.
func every(list []string, from, n int) (some []string) {
	for i := from; i < len(list); i += n {
		some = append(some, list[i])
	}
	return some
}

// TestAccuracy audits many planted sites over real HTTP and prints precision and
// recall for each defect. A wrong accusation is an error; so is a defect that no
// site ever shows as found.
func TestAccuracy(t *testing.T) {
	table := &accuracy{rows: map[string]*tally{}}
	inspection := &accuracy{rows: map[string]*tally{}}
	known := newNames(t)
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
			table.compare(p.name, sample, audited, func(e samplesite.Expectation) bool { return e.Set == "" })
			inspection.compare(p.name, sample, inspected, inspectedFor)
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
	for _, code := range samplesite.Codes() {
		r := table.row(code)
		if r.planted == 0 {
			r = inspection.row(code)
		}
		if code != "site.unreachable" && r.found+r.suspected == 0 {
			t.Errorf("%s: planted %d times, never found", code, r.planted)
		}
	}
}

// auditBoth gathers a site once, under the name it is known by, and judges it by
// the yearly indicators and as a portal by the inspection of websites.
func auditBoth(t *testing.T, known *names, sample *samplesite.Site) (yearly, inspected *result.Audit, err error) {
	server := httptest.NewServer(sample)
	defer server.Close()
	host := known.add(sample)
	job, err := sampleJob(sample.Name(), strings.Replace(server.URL, "127.0.0.1", host, 1)+"/")
	if err != nil {
		return nil, nil, err
	}
	website, err := rules.Load("website-2019", checks.All)
	if err != nil {
		return nil, nil, err
	}
	job.Also = []*rules.Set{website}
	job.Kind = rules.Portal
	store, err := evidence.Create(filepath.Join(t.TempDir(), "snapshot.db"), job.ID, job.URL)
	if err != nil {
		return nil, nil, err
	}
	defer store.Close()
	if err := run.Gather(t.Context(), job, store); err != nil {
		return nil, nil, err
	}
	both, err := run.JudgeAll(t.Context(), job, store, job.Set, website)
	if err != nil {
		return nil, nil, err
	}
	return both[0], both[1], nil
}

// inspectedFor says whether the inspection of websites looks for a defect: its
// own, and of the others those that its rules share with the indicators.
func inspectedFor(e samplesite.Expectation) bool {
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

// compare counts what a set's audit made of the truth; looked says which of it
// the set looks for. What was planted is never a wrong accusation.
func (a *accuracy) compare(site string, sample *samplesite.Site, audited *result.Audit, looked func(samplesite.Expectation) bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	reported := map[string]finding.Verdict{}
	for _, f := range audited.Findings {
		reported[f.Defect+" "+f.Subject] = f.Verdict
	}
	planted := map[string]bool{}
	for _, e := range sample.Truth() {
		key := e.Defect + " " + e.Subject
		planted[key] = true
		if !looked(e) {
			continue
		}
		r := a.row(e.Defect)
		r.planted++
		switch v, ok := reported[key]; {
		case !ok:
			r.missed++
			a.errors = append(a.errors, fmt.Sprintf("missed: %s: %s: %s (%s)", audited.RuleSet.ID, site, key, reasonFor(audited, e.Defect)))
		case v == finding.Fail:
			r.found++
		default:
			r.suspected++
		}
	}
	for _, f := range audited.Findings {
		key := f.Defect + " " + f.Subject
		switch {
		case planted[key]:
		case f.Verdict == finding.Fail:
			a.row(f.Defect).wrong++
			a.errors = append(a.errors, fmt.Sprintf("WRONG ACCUSATION: %s: %s: %s: %s %s", audited.RuleSet.ID, site, key, f.Message, f.Evidence[0].URL))
		default:
			a.row(f.Defect).wrongSuspect++
			a.suspects = append(a.suspects, fmt.Sprintf("%s: %s: %s", site, key, f.Message))
		}
	}
}

// reasonFor says what the rules that could have found a defect said instead.
func reasonFor(audited *result.Audit, defect string) string {
	var reasons []string
	for _, ind := range audited.Indicators {
		for _, r := range ind.Rules {
			for _, k := range checks.All {
				if k.Name == r.Kind && slices.Contains(k.Defects, defect) && r.Verdict == finding.Unverifiable {
					reasons = append(reasons, r.Reason)
				}
			}
		}
	}
	sort.Strings(reasons)
	return strings.Join(slices.Compact(reasons), "；")
}

// String is the table, one defect a row.
func (a *accuracy) String() string {
	var codes []string
	for code := range a.rows {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s %7s %6s %8s %7s %6s %9s %7s\n", "defect", "planted", "fail", "suspect", "missed", "wrong", "precision", "recall")
	for _, code := range codes {
		r := a.rows[code]
		fmt.Fprintf(&b, "%-26s %7d %6d %8d %7d %6d %9s %7s\n", code, r.planted, r.found, r.suspected, r.missed, r.wrong,
			share(r.found, r.found+r.wrong), share(r.found+r.suspected, r.planted))
	}
	return b.String()
}

func share(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(part)/float64(whole))
}
