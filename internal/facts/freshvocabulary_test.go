package facts_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"ducha/internal/facts"
)

// TestFreshNames reads names of columns as bureaus of other trades and places
// call them; the table was written before the vocabulary was looked at. A name
// must be taken for every column it lists and for none that stands behind "!";
// "-" is no column of ours at all.
func TestFreshNames(t *testing.T) {
	src, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	v := vocabulary(t)
	known := map[string]bool{}
	for _, n := range v.Names {
		known[n.Key] = true
	}
	right, of := 0, 0
	for line := range strings.Lines(string(src)) {
		label, want, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		of++
		keys, _ := v.Match(label)
		good := true
		for _, w := range strings.Fields(want) {
			name, not := strings.CutPrefix(w, "!")
			switch {
			case w == "-":
				good = good && len(keys) == 0
			case !known[name]:
				t.Errorf("%s: there is no column %s", label, name)
			default:
				good = good && slices.Contains(keys, name) != not
			}
		}
		if !good {
			t.Errorf("%q is read as %v; want %s", label, keys, want)
			continue
		}
		right++
	}
	t.Logf("%d of %d names right", right, of)
}

// TestFreshPapers tells papers that may need an interpretation from those whose
// titles only look like it.
func TestFreshPapers(t *testing.T) {
	src, err := os.ReadFile("testdata/papers.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, of := 0, 0
	for line := range strings.Lines(string(src)) {
		f := strings.Split(strings.TrimRight(line, "\n"), " | ")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		of++
		if got := facts.Needs(f[1], strings.TrimSpace(f[2])); got != (f[0] == "yes") {
			t.Errorf("%s（%s）: %v", f[1], f[2], got)
			continue
		}
		right++
	}
	t.Logf("%d of %d papers right", right, of)
}
