package crawl_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ducha/internal/crawl"
	"ducha/internal/evidence"
)

const childHome, childFile = "DUCHA_TEST_CRAWL_HOME", "DUCHA_TEST_CRAWL_FILE"

const killPause = 15 * time.Millisecond // pace of the killed crawl

// TestCrawlInChild is the process that TestKillAndResume kills.
func TestCrawlInChild(t *testing.T) {
	home := os.Getenv(childHome)
	if home == "" {
		return // runs only as a child of TestKillAndResume
	}
	store, err := evidence.Create(os.Getenv(childFile), "test", home)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	cfg := config(&site{Server: &httptest.Server{URL: strings.TrimSuffix(home, "/")}})
	cfg.Rate = float64(time.Second) / float64(killPause)
	if err := crawl.Run(t.Context(), cfg, store); err != nil {
		t.Fatal(err)
	}
}

// kill -9 at any moment, again and again: the crawl resumes, loses no URL, asks
// for no page twice without need and keeps its pace.
func TestKillAndResume(t *testing.T) {
	pages := map[string]string{}
	var home []string
	for c := range 8 {
		var rows []string
		for e := range 14 {
			name := fmt.Sprintf("/c%d/t%d.html", c, e)
			rows = append(rows, a("entry", name, "条目", "2022-12-01"))
			pages[name] = doc("条目")
		}
		home = append(home, a("column", fmt.Sprintf("/c%d/", c), "栏目", ""))
		pages[fmt.Sprintf("/c%d/", c)] = doc("栏目", rows...)
	}
	pages["/"] = doc("首页", home...)
	s := serve(t, pages)
	file := filepath.Join(t.TempDir(), "s.sqlite")
	kills, begun := 0, false
	for done := false; !done; {
		cmd := exec.Command(os.Args[0], "-test.run=^TestCrawlInChild$")
		cmd.Env = append(os.Environ(), childHome+"="+s.URL+"/", childFile+"="+file)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if kills >= 6 {
			if err := cmd.Wait(); err != nil {
				t.Fatalf("the last run: %v", err)
			}
			done = true
			continue
		}
		time.Sleep(time.Duration(150+rand.IntN(700)) * time.Millisecond)
		cmd.Process.Kill()
		done = cmd.Wait() == nil
		kills++
		if _, err := os.Stat(file); err != nil {
			continue // killed before it began
		}
		// What a killed run left can be looked at as it is.
		left, err := evidence.Open(file)
		if errors.Is(err, evidence.ErrUnbegun) && !begun {
			continue // killed between making the file and the first commit
		}
		if err != nil {
			t.Errorf("after kill %d: %v", kills, err)
			continue
		}
		begun = true
		if faults, err := left.Verify(); err != nil || len(faults) > 0 {
			t.Errorf("after kill %d: %v %v", kills, faults, err)
		}
		left.Close()
	}
	store, err := evidence.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if faults, err := store.Verify(); err != nil || len(faults) > 0 {
		t.Errorf("after %d kills: %v %v", kills, faults, err)
	}
	if snap := store.Snapshot(); snap.Fetched != len(pages) || snap.Planned != len(pages) {
		t.Errorf("after %d kills %d of %d pages are there, %d planned, failed %v", kills, snap.Fetched, len(pages), snap.Planned, snap.Failed)
	}
	total := 0
	for p := range pages {
		n := s.hits(p)
		total += n
		if n == 0 {
			t.Errorf("%s was lost", p)
		}
	}
	// A kill repeats what was not committed: at most a second of work.
	if most := len(pages) + 1 + kills*int(time.Second/killPause); total > most {
		t.Errorf("%d requests for %d pages and %d kills", total, len(pages), kills)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// Over any ten requests, the first after a kill included; single gaps at the
	// server are blurred by the machine's load.
	const window = 10
	for i := window; i < len(s.log); i++ {
		if span := s.log[i].at.Sub(s.log[i-window].at); span < window*killPause*8/10 {
			t.Errorf("%d requests within %v before %s", window, span, s.log[i].path)
		}
	}
}
