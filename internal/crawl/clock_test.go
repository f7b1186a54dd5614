package crawl_test

import (
	"context"
	"testing"
	"time"

	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// TestClockSetBack: what a run with a wrong clock put off for years is not waited for.
func TestClockSetBack(t *testing.T) {
	s := serve(t, map[string]string{"/": doc("首页"), "/t1.html": doc("条目")})
	store := newStore(t, s)
	host := fetch.HostKey(s.URL)
	if _, err := store.Enqueue(evidence.Target{URL: s.URL + "/t1.html", Host: host, Due: time.Now().AddDate(9, 0, 0)}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cfg := config(s)
	cfg.Progress = func(crawl.Progress) { cancel() } // the home page was read
	if err := crawl.Run(ctx, cfg, store); err == nil {
		t.Fatal("the run ended although a page waits")
	}
	due, ok, err := store.NextDue(host)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	if wait := time.Until(due); wait > 2*time.Hour {
		t.Errorf("the page is put off for another %s", wait)
	}
}
