package fetch_test

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"ducha/internal/fetch"
	"ducha/internal/realdata"
)

func TestGoogleRobotsSuite(t *testing.T) {
	raw, err := os.ReadFile(realdata.Path(t, "suites/robots-google.json"))
	if err != nil {
		t.Fatal(err)
	}
	var suite struct {
		Cases []struct {
			Agents  []string `json:"agents"`
			Allowed bool     `json:"allowed"`
			Robots  []byte   `json:"robots_base64"`
			URL     string   `json:"url"`
		} `json:"cases"`
	}
	if err := json.Unmarshal(raw, &suite); err != nil {
		t.Fatal(err)
	}
	if len(suite.Cases) < 100 {
		t.Fatalf("only %d cases", len(suite.Cases))
	}
	for i, c := range suite.Cases {
		if got := fetch.ParseRobots(c.Robots).Allowed(c.Agents, c.URL); got != c.Allowed {
			t.Errorf("case %d: %v fetching %q is %v, want %v under\n%.300s", i, c.Agents, c.URL, got, c.Allowed, c.Robots)
		}
	}
}

func TestRobotsInChinese(t *testing.T) {
	r := fetch.ParseRobots([]byte("\ufeffUser-agent: *\r\nCrawl-delay: 2.5\r\nDisallow: /中文/\r\nDisallow: /%e5%86%85/ # 内\nSitemap: http://a/s.xml\n"))
	for _, c := range []struct {
		url  string
		want bool
	}{
		{"http://a/%E4%B8%AD%E6%96%87/x.html", false},
		{"http://a/%E5%86%85/", false},
		{"http://a/zwgk/", true},
	} {
		if got := r.Allowed([]string{"ducha"}, c.url); got != c.want {
			t.Errorf("%s: %v", c.url, got)
		}
	}
	if d := r.Delay([]string{"ducha"}); d != 2500*time.Millisecond {
		t.Errorf("delay %v", d)
	}
	if len(r.Sitemaps) != 1 {
		t.Errorf("sitemaps %v", r.Sitemaps)
	}
	if d := fetch.ParseRobots([]byte("User-agent: *\nCrawl-delay: abc")).Delay([]string{"x"}); d != 0 {
		t.Errorf("unreadable delay read as %v", d)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("user-agent: *\ndisallow: /a*b$"), "http://x/aab")
	f.Fuzz(func(t *testing.T, body []byte, address string) {
		r := fetch.ParseRobots(body)
		first := r.Allowed([]string{"ducha"}, address)
		if second := r.Allowed([]string{"ducha"}, address); first != second {
			t.Error("two answers to one question")
		}
		if d := r.Delay([]string{"ducha"}); d < 0 {
			t.Errorf("delay %v", d)
		}
	})
}

func contextAfter(t *testing.T, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), d)
}
