package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/samplesite"
)

// gated is a site that answers nothing until its gate opens, and counts what it
// was asked.
type gated struct {
	http.Handler
	gate  chan struct{}
	asked atomic.Int64
}

func (g *gated) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.asked.Add(1)
	select {
	case <-g.gate:
		g.Handler.ServeHTTP(w, r)
	case <-r.Context().Done():
	}
}

// twoSites serves two bureaus, the first behind a gate, and configures them.
func twoSites(t *testing.T, dir string) (slow, quick *gated) {
	config := "[office]\nname = \"市交通运输局\"\ncontact = \"a@b.gov.cn\"\n"
	var sites []*gated
	for i, id := range []string{"slow", "quick"} {
		g := &gated{Handler: samplesite.New(samplesite.Config{Seed: int64(i + 1), Pages: 1, Defects: []string{}}), gate: make(chan struct{})}
		server := httptest.NewServer(g)
		t.Cleanup(server.Close)
		config += fmt.Sprintf("[[site]]\nid = %q\nname = %q\nurl = %q\nrate = 1000.0\nallow_private = [\"127.0.0.0/8\"]\n", id, id, server.URL+"/")
		sites = append(sites, g)
	}
	close(sites[1].gate)
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	return sites[0], sites[1]
}

// judged says whether a command went to its end: what it found, or could not see, is no
// failure.
func judged(err error) bool {
	return err == nil || strings.Contains(err.Error(), "exit status 1") || strings.Contains(err.Error(), "exit status 3")
}

// Sites are asked side by side: one that does not answer holds no other up. When
// the program is killed then, the same command goes on: what was finished is not
// asked for again, and nothing of it changes.
func TestARoundThatWasKilledGoesOn(t *testing.T) {
	for _, command := range []string{"crawl", "audit"} {
		t.Run(command, func(t *testing.T) {
			dir := t.TempDir()
			slow, quick := twoSites(t, dir)
			start := func() *exec.Cmd {
				c := exec.Command("ducha", command, "--as-of", "2022-12-31")
				c.Dir = dir
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				return c
			}
			folder := func(id string) string { return filepath.Join(dir, "ducha-out", id, "2022Q4") }
			sealed := func(id string) bool {
				store, err := openEvidence(filepath.Join(folder(id), snapshotFile))
				if err != nil {
					return false
				}
				defer store.Close()
				return store.Snapshot().Sealed
			}
			result := filepath.Join(folder("quick"), "result.json")
			first := start()
			within(t, "the quick site is finished while the slow one is silent", func() bool {
				return slow.asked.Load() > 0 && sealed("quick") && (command == "crawl" || fileExists(result))
			})
			if err := first.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = first.Wait() // it was killed
			close(slow.gate)
			asked := quick.asked.Load()
			before, _ := os.ReadFile(result) // a crawl makes none
			if err := start().Wait(); !judged(err) {
				t.Fatalf("it does not go on: %v", err)
			}
			if n := quick.asked.Load() - asked; n != 0 {
				t.Errorf("the finished site was asked %d times more", n)
			}
			if !sealed("slow") || fileExists(filepath.Join(folder("slow"), "result.json")) != (command == "audit") {
				t.Error("the slow site is not finished")
			}
			if after, _ := os.ReadFile(result); !bytes.Equal(before, after) {
				t.Error("the finished site's result has changed")
			}
			// A round that has ended is over: the next run asks again.
			if err := start().Wait(); !judged(err) {
				t.Fatal(err)
			}
			if quick.asked.Load() == asked {
				t.Error("a new round asked nothing")
			}
		})
	}
}

// A crawl that was cut off weeks ago shows another time: a new one begins, and
// what was seen is kept.
func TestAnOldCrawlIsPutAside(t *testing.T) {
	for _, c := range []struct {
		ago    time.Duration
		resume bool
	}{{time.Hour, true}, {20 * 24 * time.Hour, false}} {
		fold, err := openFolder(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		const site, home = "jtj", "http://jtj.example/"
		open := func() (*evidence.Store, bool) {
			store, err := fold.store(site, home)
			if err != nil {
				t.Fatal(err)
			}
			return store, store.Snapshot().Fetched > 0
		}
		store, _ := open()
		if _, err := store.Put(evidence.Exchange{URL: home, At: time.Now().Add(-c.ago), Status: 200}, []byte("首页")); err != nil {
			t.Fatal(err)
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		store, resumed := open()
		store.Close()
		aside, err := filepath.Glob(fold.path("snapshot-*.db"))
		if err != nil || resumed != c.resume || len(aside) == 1 == c.resume {
			t.Errorf("cut off %v ago: resumed %v, put aside %q (%v)", c.ago, resumed, aside, err)
		}
		fold.close()
	}
}
