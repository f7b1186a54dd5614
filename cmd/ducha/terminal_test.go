package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"ducha/internal/crawl"
)

// journal is a log that is read while it is written.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

// A site that answers nothing is logged all the same: nobody must take the
// program for dead.
func TestASilentSiteIsLogged(t *testing.T) {
	var log journal
	a := &app{stderr: &log}
	p := &progress{now: map[string]crawl.Progress{}, quit: make(chan struct{}), log: a.logger()}
	p.site("不答复的网站")
	finished := p.site("查完的网站")
	finished(crawl.Progress{Fetched: 5})
	p.done("查完的网站")
	go p.lines(time.Millisecond)
	for deadline := time.Now().Add(10 * time.Second); !strings.Contains(log.String(), "不答复的网站"); {
		if time.Now().After(deadline) {
			t.Fatal("nothing is logged")
		}
		time.Sleep(time.Millisecond)
	}
	p.stop()
	if strings.Contains(log.String(), "查完的网站") {
		t.Error("a site that is finished with is logged")
	}
}
