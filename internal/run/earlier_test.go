package run_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/result"
	"ducha/internal/run"
)

// board is a site of one list whose rows change.
type board struct {
	mu   sync.Mutex
	rows []string // 日期 标题
}

func (b *board) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.URL.Path == "/" {
		fmt.Fprint(w, `<html><title>市交通运输局</title><body><div class="nav"><a href="/tzgg/">通知公告</a><a href="/zcfg/">政策法规</a></div><p>欢迎</p></body></html>`)
		return
	}
	if !strings.HasSuffix(r.URL.Path, "/") {
		fmt.Fprintf(w, `<html><body><h1>%s</h1><p>正文内容正文内容正文内容正文内容</p></body></html>`, r.URL.Path)
		return
	}
	fmt.Fprint(w, `<html><title>通知公告</title><body><div class="nav"><a href="/tzgg/">通知公告</a><a href="/zcfg/">政策法规</a></div><div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div><ul>`)
	if r.URL.Path == "/tzgg/" {
		for _, row := range b.rows {
			day, title, _ := strings.Cut(row, " ")
			fmt.Fprintf(w, `<li><a href="/tzgg/%s.html">%s</a><span>%s</span></li>`, day, title, day)
		}
	}
	fmt.Fprint(w, `</ul></body></html>`)
}

// An entry that an earlier visit could not have overlooked is suspected; one that
// is new, older than the list then reached, or known under another address is not.
func TestBackdatedEntries(t *testing.T) {
	b := &board{rows: []string{"2022-09-20 关于国庆假期客运安排的通知", "2022-08-15 关于开展超限治理的通知", "2022-07-10 关于防汛值班的通知"}}
	server := httptest.NewServer(b)
	defer server.Close()
	before := audited(t, server.URL+"/", nil)
	first := before.site
	b.mu.Lock()
	b.rows = []string{"2026-11-20 关于冬季施工安全的通知", "2022-09-20 关于国庆假期客运安排的通知", "2022-08-20 关于公布执法证件的通知", "2022-08-15 关于开展超限治理的通知", "2022-07-10 关于防汛值班的通知", "2022-05-01 关于五一值班的通知"}
	b.mu.Unlock()
	after := audited(t, server.URL+"/", first.Remember())
	var found []result.Finding
	for _, f := range after.audit.Findings {
		if f.Defect == "date.backdated" {
			found = append(found, f)
		}
	}
	if len(found) != 1 || !strings.Contains(found[0].Message, "有1条信息") || !strings.Contains(found[0].Message, "关于公布执法证件的通知") {
		t.Errorf("found %+v", found)
	}
	if after.audit.Earlier == "" || before.audit.Earlier != "" {
		t.Errorf("the result does not say what it was held against: %q, %q", before.audit.Earlier, after.audit.Earlier)
	}
	for _, f := range before.audit.Findings {
		if f.Defect == "date.backdated" {
			t.Errorf("suspected without an earlier visit: %s", f.Message)
		}
	}
}

type seen struct {
	audit *result.Audit
	site  *facts.Site
}

func audited(t *testing.T, address string, earlier *facts.Earlier) seen {
	t.Helper()
	job, err := sampleJob("市交通运输局", address)
	if err != nil {
		t.Fatal(err)
	}
	job.Earlier = earlier
	store, err := evidence.Create(filepath.Join(t.TempDir(), "snapshot.db"), job.ID, job.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if err := run.Gather(t.Context(), job, store); err != nil {
		t.Fatal(err)
	}
	a, err := run.Judge(t.Context(), job, store)
	if err != nil {
		t.Fatal(err)
	}
	site, err := facts.Load(t.Context(), store, facts.Options{Vocabulary: job.Vocabulary, AsOf: job.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	return seen{a, site}
}
