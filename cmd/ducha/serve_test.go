package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"ducha/internal/samplesite"
)

// syncBuffer is written by the program while the test reads it.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// ducha serve runs what is due, tells how it is, and ends when asked.
func TestServe(t *testing.T) {
	site := httptest.NewServer(samplesite.New(samplesite.Config{Seed: 3, Pages: 1, Defects: []string{}}))
	defer site.Close()
	dir := t.TempDir()
	t.Chdir(dir)
	config := fmt.Sprintf(`[office]
name = "市交通运输局"
contact = "a@b.gov.cn"
[crawl]
controls = [%q]
[[site]]
id = "jtj"
name = "市交通运输局网站"
url = %q
allow_private = ["127.0.0.0/8"]
[schedule]
probe = "* * * * *"
[ledger]
url = "ledger.db"
`, site.URL+"/", site.URL+"/")
	if err := os.WriteFile("config.toml", []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	// The clock stands right before a minute, so that the job is due at once.
	t.Setenv("DUCHA_CLOCK", time.Now().Truncate(time.Minute).Add(58*time.Second).Format(time.RFC3339))
	began = time.Now()
	ctx, cancel := context.WithCancel(t.Context())
	var out, errs syncBuffer
	code := make(chan int, 1)
	go func() { code <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0"}, &out, &errs) }()
	address := ""
	within(t, "it listens", func() bool {
		m := regexp.MustCompile(`http://(\S+)/healthz`).FindStringSubmatch(errs.String())
		if m != nil {
			address = "http://" + m[1]
		}
		return m != nil
	})
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ok", "/metrics": `ducha_cases{state="found"} 0`} {
		if body := get(t, address+path); !strings.Contains(body, want) {
			t.Errorf("%s: %s", path, body)
		}
	}
	within(t, "the probe ran", func() bool {
		return strings.Contains(get(t, address+"/metrics"), `ducha_job_last_success_timestamp_seconds{job="probe"}`)
	})
	if log, err := os.ReadFile(filepath.Join(dir, "ducha-out", "probes.jsonl")); err != nil || !bytes.Contains(log, []byte("jtj")) {
		t.Errorf("the probe's log: %q, %v", log, err)
	}
	for _, line := range strings.Split(strings.TrimSpace(errs.String()), "\n") {
		if strings.HasPrefix(line, "{") && !strings.Contains(line, `"level"`) {
			t.Errorf("a log line that is none: %s", line)
		}
	}
	cancel()
	select {
	case c := <-code:
		if c != exitClean {
			t.Errorf("exit code %d: %s", c, errs.String())
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it does not end")
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func within(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 900 {
		if ok() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("waited in vain: %s", what)
}
