package html_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ducha/internal/result"
	"ducha/reports/html"
)

// sample is the handmade audit that all formats are tested with.
func sample(t *testing.T) *result.Audit {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "testdata", "audit.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := result.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func render(t *testing.T, a *result.Audit) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, a); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDump(t *testing.T) {
	os.WriteFile("/tmp/card.html", []byte(render(t, sample(t))), 0o644)
}
