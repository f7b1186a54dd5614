package probe_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/probe"
	"ducha/internal/zhtext"
)

const homePage = "<html><head><title>示例市交通运输局</title></head><body>首页</body></html>"

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL + "/"
}

func page(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body)) // the visitor hung up
	}
}

// gone is an address where nobody listens.
func gone(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	return server.URL + "/"
}

func newLog(t *testing.T) (*probe.Log, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "logs", "probes.jsonl")
	log, err := probe.OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() })
	return log, path
}

func TestRoundTellsOutcomesApart(t *testing.T) {
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	moved := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/portal/", http.StatusFound)
			return
		}
		page(200, homePage)(w, r)
	}
	cases := []struct {
		name    string
		url     string
		outcome probe.Outcome
		problem evidence.Problem
	}{
		{"open", serve(t, page(200, homePage)), probe.Open, ""},
		{"open after a redirect", serve(t, moved), probe.Open, ""},
		{"server error", serve(t, page(500, "error")), probe.Failed, evidence.ServerError},
		{"no answer in time", serve(t, hang), probe.Failed, evidence.Timeout},
		{"nobody listens", gone(t), probe.Failed, evidence.Refused},
		{"nothing on the page", serve(t, page(200, "  ")), probe.Failed, evidence.Empty},
		{"walled off", serve(t, page(403, "Forbidden")), probe.Unknown, evidence.Blocked},
	}
	var sites []probe.Site
	for _, c := range cases {
		sites = append(sites, probe.Site{ID: c.name, URL: c.url, Reach: true})
	}
	log, path := newLog(t)
	cfg := probe.Config{Controls: []string{serve(t, page(200, homePage))}, Reach: true, Slow: 300 * time.Millisecond}
	visits, err := probe.Round(t.Context(), cfg, sites, log)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		v := visits[i]
		if v.Outcome != c.outcome || v.Problem != c.problem {
			t.Errorf("%s: %s %s (%s); want %s %s", c.name, v.Outcome, v.Problem, v.Detail, c.outcome, c.problem)
		}
		if want := c.outcome != probe.Unknown; v.Counts() != want {
			t.Errorf("%s: counts %v, want %v", c.name, v.Counts(), want)
		}
	}
	history, err := probe.ReadLog(path)
	if err != nil || len(history.Visits) != len(cases) {
		t.Fatalf("the log holds %d visits, %v", len(history.Visits), err)
	}
}

// When the control does not answer either, the failure is likely our own.
func TestOwnNetworkIsSubtracted(t *testing.T) {
	log, _ := newLog(t)
	site := []probe.Site{{ID: "a", URL: gone(t), Reach: true}}
	for _, c := range []struct {
		control string
		counts  bool
	}{{gone(t), false}, {serve(t, page(200, homePage)), true}, {serve(t, page(403, "Forbidden")), true}} {
		visits, err := probe.Round(t.Context(), probe.Config{Controls: []string{c.control}, Reach: true}, site, log)
		if err != nil {
			t.Fatal(err)
		}
		if visits[0].Outcome != probe.Failed || visits[0].Counts() != c.counts {
			t.Errorf("control %s: %+v; want it to count: %v", c.control, visits[0], c.counts)
		}
	}
}

// Private addresses are only reached when the officer says so.
func TestPrivateAddressIsRefused(t *testing.T) {
	log, _ := newLog(t)
	visits, err := probe.Round(t.Context(), probe.Config{Controls: []string{}}, []probe.Site{{ID: "a", URL: serve(t, page(200, homePage))}}, log)
	if err != nil || visits[0].Outcome != probe.Unknown || visits[0].Problem != evidence.Private {
		t.Errorf("%+v %v", visits, err)
	}
}

func TestCancelledRoundWritesNothing(t *testing.T) {
	log, path := newLog(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := probe.Round(ctx, probe.Config{}, []probe.Site{{ID: "a", URL: serve(t, page(200, homePage)), Reach: true}}, log); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if h, err := probe.ReadLog(path); err != nil || len(h.Visits) != 0 {
		t.Errorf("%d visits, %v", len(h.Visits), err)
	}
}

// A crash in the middle of a line loses that line and nothing else.
func TestTornLine(t *testing.T) {
	log, path := newLog(t)
	v := probe.Visit{At: time.Date(2022, 12, 31, 1, 0, 0, 0, time.UTC), Site: "a", URL: "http://a.gov.cn/", Outcome: probe.Open}
	if err := log.Append([]probe.Visit{v, v}); err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := 1; cut < len(src)/2; cut++ {
		if err := os.WriteFile(path, src[:len(src)-cut], 0o644); err != nil {
			t.Fatal(err)
		}
		want := 1
		if cut == 1 {
			want = 2 // only the end of the line is missing
		}
		if h, err := probe.ReadLog(path); err != nil || len(h.Visits) != want {
			t.Fatalf("cut %d: %d visits, %v", cut, len(h.Visits), err)
		}
		again, err := probe.OpenLog(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := again.Append([]probe.Visit{v}); err != nil {
			t.Fatal(err)
		}
		again.Close()
		if h, err := probe.ReadLog(path); err != nil || len(h.Visits) != want+1 {
			t.Fatalf("cut %d, then one more: %d visits, %v", cut, len(h.Visits), err)
		}
	}
}

func TestForeignLineIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.jsonl")
	good := `{"at":"2022-12-31T01:00:00Z","site":"a","url":"http://a.gov.cn/","outcome":"open","took_ms":3}` + "\n"
	for _, bad := range []string{"hello\n", `{"at":"2022-12-31T01:00:00Z","url":"http://a/","outcome":"好"}` + "\n", "{}\n"} {
		if err := os.WriteFile(path, []byte(good+bad+good), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := probe.ReadLog(path); err == nil || !strings.Contains(err.Error(), path+":2：") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestSummaryCountsAsTheRuleDoes(t *testing.T) {
	log, path := newLog(t)
	day := time.Date(2022, 12, 30, 0, 0, 0, 0, zhtext.Beijing)
	site := probe.Site{ID: "a", URL: "http://a.gov.cn"}
	var visits []probe.Visit
	add := func(at time.Time, o probe.Outcome, c probe.Control) {
		visits = append(visits, probe.Visit{At: at.UTC(), Site: "a", URL: "http://a.gov.cn/", Outcome: o, Control: c, Problem: evidence.Timeout})
	}
	for i := range 20 {
		add(day.Add(time.Duration(i)*time.Hour), probe.Open, "")
	}
	add(day.Add(20*time.Hour), probe.Failed, probe.ControlOpen)
	add(day.Add(20*time.Hour+time.Minute), probe.Failed, probe.ControlOpen) // a burst counts once
	add(day.Add(21*time.Hour), probe.Failed, probe.ControlFailed)           // our own network
	add(day.Add(22*time.Hour), probe.Unknown, "")                           // walled off
	add(day.Add(24*time.Hour+time.Minute), probe.Failed, probe.ControlOpen) // the next day in Beijing
	add(day.Add(-9*time.Hour), probe.Failed, probe.ControlOpen)             // the day before
	add(day.Add(48*time.Hour+time.Minute), probe.Failed, probe.ControlOpen) // after the judged day
	visits = append(visits, probe.Visit{At: day.UTC(), Site: "b", URL: "http://b.gov.cn/", Outcome: probe.Failed, Control: probe.ControlOpen})
	if err := log.Append(visits); err != nil {
		t.Fatal(err)
	}
	h, err := probe.ReadLog(path)
	if err != nil {
		t.Fatal(err)
	}
	sum := h.Summary(site, day.AddDate(0, 0, 1))
	if sum == nil || len(sum.Days) != 3 {
		t.Fatalf("%+v", sum)
	}
	if d := sum.Days[1]; !d.Day.Equal(day) || d.Visits != 21 || d.Failed != 1 || d.Discounted != 2 {
		t.Errorf("%+v", d)
	}
	if len(sum.Failure) != 3 || sum.Failure[0].Record == "" || !strings.Contains(sum.Failure[1].Words, "失败") {
		t.Errorf("failures %+v", sum.Failure)
	}
	if other := h.Summary(probe.Site{URL: "http://c.gov.cn/"}, day); other != nil {
		t.Errorf("a site without visits has %+v", other)
	}
}
