package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ducha/internal/evidence"
)

// crawled makes a snapshot of a site with some pages, and cuts it off as a kill does:
// what SQLite has not folded into the file yet stands beside it.
func crawled(t *testing.T, dir, home string, pages int) {
	t.Helper()
	path := filepath.Join(dir, snapshotFile)
	s, err := evidence.Create(path, "a", home)
	if err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		if _, err := s.Put(evidence.Exchange{URL: fmt.Sprintf("%s%d.html", home, i), At: time.Now(), Status: 200}, fmt.Appendf(nil, "page %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	killed := map[string][]byte{}
	for _, end := range []string{"", "-wal"} {
		if killed[end], err = os.ReadFile(path + end); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for end, data := range killed {
		if err := os.WriteFile(path+end, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A snapshot that is put aside takes all with it that was stored.
func TestCutOffSnapshotIsPutAsideWhole(t *testing.T) {
	dir := t.TempDir()
	crawled(t, dir, "http://old.example.gov.cn/", 30)
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	s, err := f.store("a", "http://new.example.gov.cn/")
	if err != nil || s.Snapshot().Fetched != 0 {
		t.Fatal(s, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	aside, _ := filepath.Glob(filepath.Join(dir, "snapshot-*.db"))
	if len(aside) != 1 {
		t.Fatal(aside)
	}
	old, err := evidence.Open(aside[0])
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if n := old.Snapshot().Fetched; n != 30 {
		t.Errorf("%d of 30 pages were put aside", n)
	}
}

// A snapshot that was killed while it was sealed, or found the disk full, is taken
// up and sealed to its end.
func TestHalfSealedSnapshotIsTakenUp(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, snapshotFile)
	crawled(t, dir, "http://a.example.gov.cn/", 3)
	s, err := evidence.Create(path, "a", "http://a.example.gov.cn/")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()/512*512); err != nil { // all but the seal of the file
		t.Fatal(err)
	}
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	s, err = f.store("a", "http://a.example.gov.cn/")
	if err != nil || s.Snapshot().Fetched != 3 {
		t.Fatal(s, err)
	}
	if _, err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	if faults, err := s.Verify(); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
	s.Close()
}
