package checks_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"ducha/checks"
)

// docs/catalogue.md names every kind, and as kinds only those there are; every
// row names one or says why there is none.
func TestCatalogue(t *testing.T) {
	raw, err := os.ReadFile("../docs/catalogue.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	known := map[string]bool{}
	for _, k := range checks.All {
		known[k.Name] = true
		if !strings.Contains(text, "`"+k.Name+"`") {
			t.Errorf("%s is in no row", k.Name)
		}
	}
	for _, m := range regexp.MustCompile("`([a-z0-9]+(?:-[a-z0-9]+)+)`").FindAllStringSubmatch(text, -1) {
		if !known[m[1]] {
			t.Errorf("there is no kind %s", m[1])
		}
	}
	for _, line := range strings.Split(text, "\n") {
		cells := strings.Split(line, "|")
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") {
			continue
		}
		if len(cells) != 5 || strings.TrimSpace(cells[3]) == "" || strings.TrimSpace(cells[3]) == "–" {
			t.Errorf("neither a kind nor a reason: %s", line)
		}
	}
}
