package evidence_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ducha/internal/evidence"
)

func sample(n int) (evidence.Exchange, []byte) {
	body := fmt.Appendf(nil, "<html><head><title>第%d页</title></head><body>%s<p>%d</p></body></html>", n, strings.Repeat("<li><a href='/zwgk/'>政务公开栏目</a></li>", 120), n)
	return evidence.Exchange{
		URL: fmt.Sprintf("http://www.example.gov.cn/%d.html", n), At: time.Date(2022, 12, 1, 1, 2, n, 345, time.UTC),
		Took: 12 * time.Millisecond, Status: 200, Header: http.Header{"Content-Type": {"text/html"}, "X-Gbk": {"\xb0\xa1"}},
		Chain: []string{"http://a/", "http://b/"}, Detail: "bad \xff\x00 bytes", Remote: "10.0.0.1:80",
	}, body
}

func fill(t testing.TB, path string, n int) *evidence.Store {
	t.Helper()
	s, err := evidence.Create(path, "jtj", "http://www.example.gov.cn/")
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		ex, body := sample(i)
		if _, err := s.Put(ex, body); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestPutThenReadBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b%20?#快照.sqlite")
	s := fill(t, path, 12)
	want := s.Snapshot()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := evidence.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := 0
	for ex, err := range s.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		in, body := sample(n)
		n++
		got, err := s.Body(ex.Body)
		if err != nil || string(got) != string(body) {
			t.Fatalf("body %d: %v, %d bytes", n, err, len(got))
		}
		if ex.Seq != int64(n) || ex.URL != in.URL || !ex.At.Equal(in.At) || ex.Header.Get("X-Gbk") != "\xb0\xa1" || len(ex.Chain) != 2 {
			t.Errorf("exchange %d came back as %+v", n, ex)
		}
		again, err := s.Exchange(ex.ID)
		if err != nil || again.URL != ex.URL {
			t.Errorf("Exchange(%s) = %v, %v", ex.ID, again.URL, err)
		}
	}
	if n != 12 {
		t.Fatalf("%d exchanges", n)
	}
	if got := s.Snapshot(); got.Digest != want.Digest || got.Fetched != 12 || got.Sealed {
		t.Errorf("snapshot %+v, want digest %s", got, want.Digest)
	}
	if _, err := s.Put(evidence.Exchange{}, nil); err == nil {
		t.Error("a snapshot opened for reading took an exchange")
	}
	if _, err := s.Body(evidence.BodyDigest([]byte("nothing"))); !errors.Is(err, evidence.ErrNoRecord) {
		t.Errorf("unknown body: %v", err)
	}
}

func TestSameExchangesSameDigest(t *testing.T) {
	dir := t.TempDir()
	a := fill(t, filepath.Join(dir, "a"), 5)
	b := fill(t, filepath.Join(dir, "b"), 5)
	c := fill(t, filepath.Join(dir, "c"), 4)
	defer a.Close()
	defer b.Close()
	defer c.Close()
	if a.Snapshot().Digest != b.Snapshot().Digest {
		t.Error("the same exchanges gave two digests")
	}
	if a.Snapshot().Digest == c.Snapshot().Digest {
		t.Error("different exchanges gave one digest")
	}
}

func TestReliableAnswerIsNotHiddenByALaterFailure(t *testing.T) {
	s := fill(t, filepath.Join(t.TempDir(), "s"), 1)
	defer s.Close()
	ex, _ := sample(0)
	ex.Problem, ex.Status = evidence.Timeout, 0
	if _, err := s.Put(ex, nil); err != nil {
		t.Fatal(err)
	}
	ex.URL, ex.FinalURL = "http://www.example.gov.cn/x", ""
	if _, err := s.Put(ex, nil); err != nil {
		t.Fatal(err)
	}
	got := s.Snapshot()
	if got.Planned != 2 || got.Fetched != 1 || got.Failed[evidence.Timeout] != 1 {
		t.Errorf("planned %d fetched %d failed %v", got.Planned, got.Fetched, got.Failed)
	}
}

func TestSealedSnapshotTakesNothingAndStaysReadable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.sqlite")
	s := fill(t, path, 30)
	snap, err := s.Seal()
	if err != nil {
		t.Fatal(err)
	}
	if !snap.Sealed || s.Snapshot().Digest != snap.Digest {
		t.Errorf("sealed as %+v", snap)
	}
	if _, err := s.Put(evidence.Exchange{URL: "http://x/"}, nil); err == nil {
		t.Error("a sealed snapshot took an exchange")
	}
	if faults, err := s.Verify(); err != nil || len(faults) > 0 {
		t.Errorf("fresh seal: %v %v", faults, err)
	}
	s.Close()
	if _, err := evidence.Create(path, "jtj", ""); !errors.Is(err, evidence.ErrSealed) {
		t.Errorf("reopening a sealed snapshot: %v", err)
	}
	if os.Chmod(path, 0o444) == nil {
		if s, err := evidence.Open(path); err != nil {
			t.Error(err)
		} else {
			s.Close()
		}
	}
	left, _ := filepath.Glob(path + "-*")
	if len(left) > 0 {
		t.Errorf("files left beside the sealed snapshot: %v", left)
	}
}

// Any flipped bit of the file is found: by Open, or by Verify.
func TestEveryFlippedBitIsFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.sqlite")
	s := fill(t, path, 40)
	if _, err := s.Enqueue(evidence.Target{URL: "http://www.example.gov.cn/q", Host: "h"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	places := []int{0, 18, 28, 100, len(whole) - 1, len(whole) - 30, len(whole) - 85}
	for range 150 {
		places = append(places, r.IntN(len(whole)))
	}
	for _, at := range places {
		bad := append([]byte(nil), whole...)
		bad[at] ^= 1 << r.IntN(8)
		name := filepath.Join(t.TempDir(), "bad.sqlite")
		if err := os.WriteFile(name, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := evidence.Open(name)
		if err != nil {
			continue
		}
		faults, err := s.Verify()
		s.Close()
		if err == nil && len(faults) == 0 {
			t.Errorf("a bit flipped in byte %d of %d was not found", at, len(whole))
		}
	}
}

// A run killed while sealing leaves whole pages without the seal at their end.
func TestInterruptedSealIsTakenUpAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.sqlite")
	s := fill(t, path, 8)
	want, err := s.Seal()
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole[:len(whole)/512*512], 0o644); err != nil {
		t.Fatal(err)
	}
	if s, err = evidence.Create(path, "jtj", ""); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	got, err := s.Seal()
	if err != nil || got.Digest != want.Digest {
		t.Errorf("sealed again as %s, %v; was %s", got.Digest, err, want.Digest)
	}
	if faults, err := s.Verify(); err != nil || len(faults) > 0 {
		t.Errorf("%v %v", faults, err)
	}
}

func TestSecondRunIsLockedOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.sqlite")
	s := fill(t, path, 1)
	defer s.Close()
	if other, err := evidence.Create(path, "jtj", ""); !errors.Is(err, evidence.ErrLocked) {
		t.Errorf("second writer: %v", err)
		if err == nil {
			other.Close()
		}
	}
}

func TestFrontierHandsOutByPriorityAndSurvivesReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.sqlite")
	s := fill(t, path, 0)
	now := time.Now()
	for i, p := range []int{5, 1, 3} {
		if added, err := s.Enqueue(evidence.Target{URL: fmt.Sprint("u", i), Host: "h", Priority: p}); err != nil || !added {
			t.Fatal(added, err)
		}
	}
	if added, _ := s.Enqueue(evidence.Target{URL: "u0", Host: "h", Priority: 0, Kind: "column"}); added {
		t.Error("a known URL was added twice")
	}
	first, ok, err := s.Take("h", now)
	if err != nil || !ok || first.URL != "u0" || first.Kind != "column" {
		t.Fatalf("first = %+v %v %v; want the promoted u0", first, ok, err)
	}
	second, _, _ := s.Take("h", now)
	if err := s.Putback(second.ID, 0, now.Add(time.Hour), true); err != nil {
		t.Fatal(err)
	}
	if err := s.Finish(first.ID, evidence.Done); err != nil {
		t.Fatal(err)
	}
	third, _, _ := s.Take("h", now) // in flight when the process ends
	if third.URL != "u2" {
		t.Errorf("third = %s", third.URL)
	}
	if err := s.PutHost(evidence.HostState{Name: "h", Due: now.Add(time.Minute), State: "x"}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if s, err = evidence.Create(path, "jtj", ""); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	again, ok, _ := s.Take("h", now)
	if !ok || again.URL != "u2" {
		t.Errorf("after reopening %q was handed out, want the one that was in flight", again.URL)
	}
	if _, ok, _ := s.Take("h", now); ok {
		t.Error("a target was handed out before its time")
	}
	if due, ok, _ := s.NextDue("h"); !ok || due.Sub(now) != time.Hour {
		t.Errorf("next due %v %v", due.Sub(now), ok)
	}
	hosts, err := s.Hosts()
	if err != nil || len(hosts) != 1 || hosts[0].State != "x" {
		t.Errorf("hosts %v %v", hosts, err)
	}
}

func TestFactsCache(t *testing.T) {
	s := fill(t, filepath.Join(t.TempDir(), "s"), 0)
	defer s.Close()
	id := evidence.BodyDigest([]byte("x"))
	if err := s.PutFacts(id, 3, []byte("facts")); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Facts(id, 3); err != nil || string(got) != "facts" {
		t.Errorf("%q %v", got, err)
	}
	if got, err := s.Facts(id, 4); err != nil || got != nil {
		t.Errorf("another version gave %q %v", got, err)
	}
}

func BenchmarkPut(b *testing.B) {
	s := fill(b, filepath.Join(b.TempDir(), "s"), 0)
	defer s.Close()
	i := 0
	for b.Loop() {
		ex, body := sample(i)
		i++
		if _, err := s.Put(ex, body); err != nil {
			b.Fatal(err)
		}
	}
}

// A file that a run made and left before its first commit is told from one that
// is no snapshot, and the next run begins in it.
func TestUnbegun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "s.sqlite")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := evidence.Open(file); !errors.Is(err, evidence.ErrUnbegun) {
		t.Errorf("opened with %v", err)
	}
	store, err := evidence.Create(file, "site", "http://www.example.gov.cn/")
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := evidence.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}
