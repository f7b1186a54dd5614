package run_test

import (
	"fmt"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ducha/checks"
	"ducha/internal/evidence"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/internal/run"
	"ducha/rules"
)

// auditBureau audits a bureau over real HTTP by both sets.
func auditBureau(t *testing.T, known *names, b *bureau) []*result.Audit {
	t.Helper()
	server := httptest.NewServer(b.site())
	defer server.Close()
	host := known.call()
	job, err := sampleJob(bureauName, strings.Replace(server.URL, "127.0.0.1", host, 1)+"/")
	if err != nil {
		t.Fatal(err)
	}
	website, err := rules.Load("website-2019", checks.All)
	if err != nil {
		t.Fatal(err)
	}
	job.Also = []*rules.Set{website}
	job.Kind = rules.Portal
	store, err := evidence.Create(filepath.Join(t.TempDir(), "snapshot.db"), job.ID, job.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := run.Gather(t.Context(), job, store); err != nil {
		t.Fatal(err)
	}
	all, err := run.JudgeAll(t.Context(), job, store, job.Set, website)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// call makes one more name on loopback known.
func (n *names) call() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	host := fmt.Sprintf("b%d.lanshan.gov.cn", len(n.v4))
	n.v4[host] = netip.MustParseAddr("127.0.0.1")
	n.v6[host] = netip.MustParseAddr("::1")
	return host
}

// TestShapes audits sites of many makes that comply with everything: whatever
// fails there is an accusation of our own making.
func TestShapes(t *testing.T) {
	known := newNames(t)
	verbose := os.Getenv("DUCHA_SHAPES") != ""
	for _, s := range shapes() {
		t.Run(s.name, func(t *testing.T) {
			b := newBureau()
			s.set(b)
			found := map[string]bool{}
			for _, audited := range auditBureau(t, known, b) {
				count := map[finding.Verdict]int{}
				for _, ind := range audited.Indicators {
					for _, r := range ind.Rules {
						count[r.Verdict]++
						if verbose && r.Verdict == finding.Unverifiable {
							t.Logf("  ? %s %s %s: %s", r.ID, r.Kind, r.Title, r.Reason)
						}
					}
				}
				t.Log(audited.RuleSet.ID, count)
				for _, f := range audited.Findings {
					key := f.Defect + " " + f.Subject
					found[key] = true
					if slices.Contains(b.planted, key) {
						continue
					}
					if f.Verdict == finding.Fail {
						t.Errorf("wrong accusation: %s: %s %s", key, f.Message, f.Evidence[0].URL)
					} else {
						t.Logf("  suspect %s: %s %s | %s", key, f.Message, f.Evidence[0].URL, f.Evidence[0].Quote)
					}
				}
			}
			for _, key := range b.planted {
				if !found[key] {
					t.Errorf("missed: %s", key)
				}
			}
		})
	}
}

// A shape is one way of building a site.
type shape struct {
	name string
	set  func(b *bureau)
}
