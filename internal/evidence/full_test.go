//go:build unix

package evidence_test

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"ducha/internal/evidence"
)

// On a full disk SQLite undoes what it could not write. What other workers ask to
// be written after that must not stand behind the gap: the next run goes on from
// what is there, and the chain is whole.
func TestFullDisk(t *testing.T) {
	path := os.Getenv("DUCHA_TEST_FULL")
	if path != "" {
		fillUp(t, path)
		return
	}
	path = filepath.Join(t.TempDir(), "s.db")
	child := exec.Command(os.Args[0], "-test.run=^TestFullDisk$")
	child.Env = append(os.Environ(), "DUCHA_TEST_FULL="+path)
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s := fill(t, path, 40)
	faults, err := s.Verify()
	if err != nil || len(faults) > 0 {
		t.Errorf("after the disk had been full: %d faults, %v, %v", len(faults), faults[:min(len(faults), 3)], err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// fillUp writes until nothing fits, and goes on as workers do that know nothing of it.
func fillUp(t *testing.T, path string) {
	s, err := evidence.Create(path, "jtj", "http://www.example.gov.cn/")
	if err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: 200 << 10, Max: 1 << 30}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	failed := 0
	for i := 0; failed < 50 && i < 20000; i++ {
		ex, body := sample(1000 + i)
		if _, err := s.Put(ex, body); err != nil {
			failed++
		}
		if failed == 1 { // somebody made room
			limit.Cur = limit.Max
			if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
				t.Fatal(err)
			}
		}
	}
	if failed == 0 {
		t.Error("the disk was never full")
	}
	s.Close() // what it says was said before
}
