package run_test

import (
	"cmp"
	"fmt"
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
	"ducha/rules"
)

// auditBureau audits a bureau over real HTTP by both sets.
func auditBureau(t *testing.T, known *names, b *bureau) []*result.Audit {
	t.Helper()
	server := httptest.NewServer(b.placed())
	defer server.Close()
	host := known.know("lanshan.gov.cn", true)
	job, store := gatheredAt(t, bureauName, strings.Replace(server.URL, "127.0.0.1", host, 1)+cmp.Or(b.under, "/"))
	all := judgedBoth(t, job, store)
	quotesStand(t, bureauName, store, all)
	return all
}

// gatheredAt crawls a site for both sets.
func gatheredAt(t *testing.T, name, address string) (run.Job, *evidence.Store) {
	t.Helper()
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
	t.Cleanup(func() { store.Close() })
	return job, store
}

// judgedBoth judges what is stored of a site by both sets.
func judgedBoth(t *testing.T, job run.Job, src facts.Source) []*result.Audit {
	t.Helper()
	all, err := run.JudgeAll(t.Context(), job, src, append([]*rules.Set{job.Set}, job.Also...)...)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A shape is one way of building a site.
type shape struct {
	name  string
	set   func(b *bureau)
	once  bool // something was once wrongly accused there: always run
	blind bool // what is planted there cannot be seen
	mixes bool // a way of writing lists that may stand beside others on one site
}

func shapes() []shape {
	return slices.Concat(listShapes(), menuShapes(), placeShapes(), moreShapes(), unitShapes(), dateShapes(), pagerShapes(), twinShapes(), contentShapes(), oddShapes(), detailShapes(), makeShapes(), lastShapes(), whiteShapes(), asideShapes(), drawnShapes(), neighbourShapes(), siteShapes())
}

// TestShapes audits sites of many makes that comply with everything: whatever
// fails there is an accusation of our own making. What is planted in the same
// shapes must be found. DUCHA_SHAPES=full runs every shape by itself.
func TestShapes(t *testing.T) {
	known := newNames(t)
	full := os.Getenv("DUCHA_SHAPES") == "full"
	for _, s := range append(shapes(), mixed()...) {
		if !full && !s.once {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			b := newBureau()
			s.set(b)
			auditShape(t, known, b)
		})
		if s.blind || !full && !s.mixes {
			continue
		}
		t.Run(s.name+", planted", func(t *testing.T) {
			t.Parallel()
			b := newBureau()
			b.plant()
			s.set(b)
			auditShape(t, known, b)
		})
	}
}

// auditShape reports what is wrongly accused or missed.
func auditShape(t *testing.T, known *names, b *bureau) {
	found := map[string]bool{}
	for _, audited := range auditBureau(t, known, b) {
		for _, ind := range audited.Indicators {
			for _, r := range ind.Rules {
				if r.Verdict == finding.Unverifiable {
					t.Logf("? %s %s %s: %s", r.ID, r.Kind, r.Title, r.Reason)
				}
			}
		}
		for _, f := range audited.Findings {
			key := f.Defect + " " + f.Subject
			found[key] = true
			switch {
			case slices.Contains(b.planted, key), slices.Contains(b.besides, key):
			case f.Verdict == finding.Fail:
				t.Errorf("wrong accusation: %s: %s: %s %s", audited.RuleSet.ID, key, f.Message, f.Evidence[0].URL)
			default:
				t.Logf("suspect %s: %s: %s %s", audited.RuleSet.ID, key, f.Message, f.Evidence[0].URL)
			}
		}
	}
	for _, key := range b.planted {
		if !found[key] {
			t.Errorf("missed: %s", key)
		}
	}
}

// plant spoils the bureau in five places.
func (b *bureau) plant() {
	for _, a := range b.col("公示公告").arts {
		if !strings.Contains(a.title, "报表") {
			a.date = a.date.AddDate(0, 0, -300)
		}
	}
	slices.SortFunc(b.col("公示公告").arts, func(x, y *bart) int { return y.date.Compare(x.date) })
	b.col("法治监督").arts = nil
	b.drop(b.col("普法宣传"))
	for _, a := range b.col("工作动态").arts {
		a.title, a.body = strings.ReplaceAll(a.title, "农村客运班线", "驾驶培训"), strings.ReplaceAll(a.body, "农村客运班线", "驾驶培训")
	}
	reports := b.col("政府信息公开年报")
	reports.arts = reports.arts[1:]
	b.planted = append(b.planted, "column.stale 栏目:公示公告", "column.blank 栏目:法治监督", "column.missing 栏目:普法宣传", "topic.missing 主题:农村客运", "report.missing 年报:2021年")
	b.besides = append(b.besides, "column.thin 栏目:法治监督")
}

// mixed are sites on which every column writes its lists in another way.
func mixed() (all []shape) {
	var ways []shape
	for _, s := range listShapes() {
		if s.mixes {
			ways = append(ways, s)
		}
	}
	for turn := range 3 {
		all = append(all, shape{name: fmt.Sprintf("mixed lists %d", turn), once: true, mixes: true, set: func(b *bureau) {
			copies := make([]*bureau, len(ways))
			for i, way := range ways {
				again := *b
				copies[i] = &again
				again.rows = again.plainRows
				way.set(copies[i])
			}
			at := func(c *bcol) *bureau { return copies[(slices.Index(b.cols, c)+turn*5)%len(ways)] }
			b.rows = func(c *bcol, arts []*bart) string { return at(c).rows(c, arts) }
		}})
	}
	return all
}
