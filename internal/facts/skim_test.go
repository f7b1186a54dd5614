package facts_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ducha/internal/facts"
)

// skimmed holds a skimmed page against the whole one: it is the same, or it is an
// entry's own and names the same addresses.
func skimmed(t *testing.T, whole, skim *facts.Page) (less bool) {
	t.Helper()
	if cmp.Equal(whole, skim) {
		return false
	}
	if skim.Class != facts.ClassArticle {
		t.Errorf("%s is skimmed as %s", skim.URL, skim.Class)
	}
	if diff := cmp.Diff(addresses(whole), addresses(skim)); diff != "" {
		t.Errorf("%s: links read and skimmed:\n%s", skim.URL, diff)
	}
	return true
}

func addresses(p *facts.Page) (all []string) {
	for _, l := range p.Links {
		all = append(all, l.URL)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Of real pages, none is skimmed that lists anything: a crawler would lose its
// way there.
func TestSkimRealPages(t *testing.T) {
	total, less := 0, 0
	for url, body := range realBodies(t) {
		ex := exchangeFor(url)
		whole, skim := facts.Read(ex, body), facts.Skim(ex, body)
		total++
		if !skimmed(t, whole, skim) {
			continue
		}
		less++
		if whole.Class != facts.ClassArticle {
			t.Errorf("%s is %s and was skimmed", url, whole.Class)
		}
	}
	t.Logf("%d of %d pages were skimmed", less, total)
	if less == 0 {
		t.Error("no page was skimmed")
	}
}
