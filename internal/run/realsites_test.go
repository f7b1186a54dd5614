package run_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ducha/checks"
	"ducha/internal/evidence"
	"ducha/internal/realdata"
	"ducha/internal/run"
	"ducha/internal/zhtext"
	"ducha/rules"
)

// TestFindingsOnRealSites holds what is found on the stored sites against what was checked
// by hand (docs/real-sites.md): a change may neither accuse of more nor lose what is right
// without somebody reading the pages again.
func TestFindingsOnRealSites(t *testing.T) {
	var sets []*rules.Set
	for _, id := range []string{"zwgk-2022", "zwgk-2023", "website-2019"} {
		set, err := rules.Load(id, checks.All)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, set)
	}
	var got []string
	for _, site := range slices.Sorted(maps.Keys(realdata.Sites)) {
		got = append(got, foundOn(t, site, sets)...)
	}
	slices.Sort(got)
	checked, err := os.ReadFile(filepath.Join("testdata", "real-sites.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(checked)), "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read the pages, then change docs/real-sites.md and testdata/real-sites.txt:\n%s", diff)
	}
}

// foundOn judges a stored site as the sites were checked: as of the end of the quarter
// they were stored in.
func foundOn(t *testing.T, site string, sets []*rules.Set) (all []string) {
	t.Helper()
	job, store := storedSite(t, site)
	audits, err := run.JudgeAll(t.Context(), job, store, sets...)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range audits {
		// A set of a later year rests on what was not in force yet, and says so.
		if early := strings.Contains(a.RuleSet.Note, "早于本套指标的年度"); early != strings.HasPrefix(a.RuleSet.ID, "zwgk-") {
			t.Errorf("%s %s: %s", site, a.RuleSet.ID, a.RuleSet.Note)
		}
		for _, f := range a.Findings {
			if !strings.Contains(f.Basis, "指标"+f.RuleID+"（") || !strings.Contains(f.Basis, "；设置依据：《") && !strings.Contains(f.Basis, "；设置依据：参照《") {
				t.Errorf("%s %s rests on %q", site, f.RuleID, f.Basis)
			}
			all = append(all, fmt.Sprintf("%s %s %s %s %s", site, a.RuleSet.ID, f.Verdict, f.Defect, f.Subject))
		}
	}
	return all
}

// storedSite opens a stored site for the end of the quarter it was stored in.
func storedSite(t *testing.T, site string) (run.Job, *evidence.Store) {
	t.Helper()
	store, _, err := evidence.ImportWARC(realdata.Path(t, "sites/"+site+".warc.gz"), filepath.Join(t.TempDir(), "s.sqlite"), evidence.Import{Site: site})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	job, err := sampleJob("", store.Snapshot().Home)
	if err != nil {
		t.Fatal(err)
	}
	job.AsOf = time.Date(2021, 3, 31, 0, 0, 0, 0, zhtext.Beijing)
	return job, store
}
