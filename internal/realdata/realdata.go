// Package realdata finds the real public material that tests read in place,
// beside the module. Where it is absent a test is skipped with the reason; CI has
// it and lets nothing be skipped.
package realdata

import (
	"os"
	"path/filepath"
	"testing"
)

// Path is a file or folder below ../shared/data.
func Path(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		path := filepath.Join(dir, "..", "shared", "data", name)
		if _, err := os.Stat(path); err != nil {
			t.Skipf("real material is not here: %v", err)
		}
		return path
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// Read is the file's bytes.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
