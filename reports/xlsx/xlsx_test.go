package xlsx_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ducha/internal/result"
	"ducha/reports/xlsx"
)

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

func TestDump(t *testing.T) {
	var b bytes.Buffer
	if err := xlsx.Write(&b, sample(t)); err != nil {
		t.Fatal(err)
	}
	os.WriteFile("/tmp/card.xlsx", b.Bytes(), 0o644)
}
