package checks_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ducha/checks"
	"ducha/internal/check"
	"ducha/internal/check/checktest"
	"ducha/internal/finding"
	"ducha/rules"
)

// Every kind passes its cases and the hostile sites.
func TestKinds(t *testing.T) {
	vocabulary, _, err := rules.ShippedVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range checks.All {
		t.Run(kind.Name, func(t *testing.T) { checktest.Run(t, kind, vocabulary) })
	}
}

// The list is what the generator would write.
func TestAllIsCurrent(t *testing.T) {
	before, err := os.ReadFile("all.go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, f), src, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	gen := filepath.Join(t.TempDir(), "kinds")
	if out, err := exec.Command("go", "build", "-o", gen, "ducha/internal/gen/kinds").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(gen)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	after, err := os.ReadFile(filepath.Join(dir, "all.go"))
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("all.go is stale; run go generate ./checks")
	}
}

// Names are unique, file names match, titles are Chinese, defects are registered.
func TestKindsAreDescribed(t *testing.T) {
	names := map[string]bool{}
	for _, k := range checks.All {
		if names[k.Name] {
			t.Errorf("two kinds are called %s", k.Name)
		}
		names[k.Name] = true
		if _, err := os.Stat(strings.ReplaceAll(k.Name, "-", "_") + ".go"); err != nil {
			t.Errorf("%s: %v", k.Name, err)
		}
		if !strings.ContainsFunc(k.Title, func(r rune) bool { return r >= 0x4e00 }) || len(k.Doc) < 60 {
			t.Errorf("%s has no Chinese title or no description", k.Name)
		}
		for _, word := range []string{"不达标", "无法核验"} {
			if !strings.Contains(k.Doc, word) && !(word == "不达标" && strings.Contains(k.Doc, "疑似")) {
				t.Errorf("%s does not say when it is %s", k.Name, word)
			}
		}
		for _, code := range k.Defects {
			if _, ok := finding.DefectOf(code); !ok {
				t.Errorf("%s declares %s, which is not registered", k.Name, code)
			}
		}
	}
}

// Every registered defect is reported by some kind.
func TestDefectsAreUsed(t *testing.T) {
	for _, d := range finding.Defects() {
		used := slices.ContainsFunc(checks.All, func(k *check.Kind) bool { return slices.Contains(k.Defects, d.Code) })
		if !used {
			t.Errorf("no kind reports %s", d.Code)
		}
	}
}
