package run_test

import (
	"net"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"

	"ducha/checks"
	"ducha/internal/evidence"
	"ducha/internal/result"
	"ducha/internal/run"
	"ducha/internal/samplesite"
	"ducha/rules"
)

// A site's name is looked up while it is gathered, and judged from the snapshot
// alone: no address of the new kind, a name service that filters them, one that
// does not answer.
func TestNamesAreLookedUp(t *testing.T) {
	local, far := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("240e::1")
	sees := map[string]netip.Addr{"www.gov.cn": far}
	both := map[string]netip.Addr{"www.gov.cn": far, "jtj.shili.gov.cn": far}
	for _, c := range []struct {
		name  string
		names *names
		want  string
	}{
		{"has one", &names{v4: map[string]netip.Addr{"jtj.shili.gov.cn": local}, v6: both}, "pass"},
		{"has none", &names{v4: map[string]netip.Addr{"jtj.shili.gov.cn": local}, v6: sees}, "fail"},
		{"filtered", &names{v4: map[string]netip.Addr{"jtj.shili.gov.cn": local, "www.gov.cn": local}}, "unverifiable"},
		{"broken", &names{v6: sees, broken: map[string]bool{"jtj.shili.gov.cn": true}}, "unverifiable"},
		{"unknown name", &names{v6: sees}, "unverifiable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			audited := auditNamed(t, c.names.serve(t))
			if r := answer(audited, "g-ipv6"); r.Verdict.String() != c.want {
				t.Errorf("%s: %s, want %s", r.Verdict, r.Reason, c.want)
			}
			if r := answer(audited, "g-domain"); r.Verdict.String() != "pass" {
				t.Errorf("domain: %s %s", r.Verdict, r.Reason)
			}
		})
	}
}

// answer finds what one rule says.
func answer(a *result.Audit, key string) result.Rule {
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			if r.Key == key {
				return r
			}
		}
	}
	return result.Rule{}
}

// auditNamed gathers a few pages of a sample bureau under a name of its own. The
// crawler finds the site by a name service that knows it; only the look-ups ask
// the one under test.
func auditNamed(t *testing.T, resolver *net.Resolver) *result.Audit {
	t.Helper()
	server := httptest.NewServer(samplesite.New(samplesite.Config{Seed: 3, Defects: []string{}}))
	defer server.Close()
	job, err := sampleJob("示例局", server.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	if job.Set, err = rules.Load("website-2019", checks.All); err != nil {
		t.Fatal(err)
	}
	job.Crawl.MaxPages = 5
	file := filepath.Join(t.TempDir(), "snapshot.db")
	home := strings.Replace(server.URL, "127.0.0.1", "jtj.shili.gov.cn", 1) + "/"
	known := &names{v4: map[string]netip.Addr{"jtj.shili.gov.cn": netip.MustParseAddr("127.0.0.1")}}
	system := net.DefaultResolver
	net.DefaultResolver = known.serve(t)
	t.Cleanup(func() { net.DefaultResolver = system })
	job.URL, job.Crawl.Home, job.Resolver = home, home, resolver
	store, err := evidence.Create(file, job.ID, job.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := run.Gather(t.Context(), job, store); err != nil {
		t.Fatal(err)
	}
	audited, err := run.Judge(t.Context(), job, store)
	if err != nil {
		t.Fatal(err)
	}
	return audited
}
