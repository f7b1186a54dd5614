package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"ducha/internal/samplesite"
)

// A planned audit that failed for one site is made up for that site alone: the others are
// not asked again and again, and their signed results stay.
func TestPlannedAuditIsMadeUp(t *testing.T) {
	var asked atomic.Int64
	site := samplesite.New(samplesite.Config{Seed: 3, Pages: 1, Defects: []string{}})
	good := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { asked.Add(1); site.ServeHTTP(w, r) }))
	defer good.Close()
	other := httptest.NewServer(site)
	defer other.Close()
	dir := t.TempDir()
	t.Chdir(dir)
	config := "[office]\nname = \"市局\"\n[crawl]\nrate = 1000\n"
	for id, address := range map[string]string{"a": good.URL, "b": other.URL} {
		config += fmt.Sprintf("[[site]]\nid = %q\nname = %q\nurl = %q\nallow_private = [\"127.0.0.0/8\"]\n", id, id, address+"/")
	}
	if err := os.WriteFile("config.toml", []byte(config+"[ledger]\nurl = \"ledger.db\"\nrecord = true\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	planned := time.Now().Add(-time.Minute)
	lock, err := openFolder(filepath.Join("ducha-out", "b", plannedQuarter(planned)))
	if err != nil {
		t.Fatal(err)
	}
	a := &app{stdout: io.Discard, stderr: io.Discard}
	d, _, err := a.openDesk(t.Context(), "", true)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Store.Close()
	var locked *exitError
	if err := a.auditPlanned(t.Context(), d, "", "none", planned); !errors.As(err, &locked) || locked.code != exitLocked {
		t.Fatalf("while b is locked: %v", err)
	}
	first := asked.Load()
	if first == 0 {
		t.Fatal("a was not asked at all")
	}
	lock.close()
	for range 2 {
		if err := a.auditPlanned(t.Context(), d, "", "none", planned); err != nil {
			t.Fatal(err)
		}
	}
	if again := asked.Load(); again != first {
		t.Errorf("a was asked %d more times", again-first)
	}
}
