package finding_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ducha/internal/finding"
)

// docs/defects.md is written from the table; UPDATE=1 rewrites it.
func TestDefectsDocument(t *testing.T) {
	var b strings.Builder
	b.WriteString("# 缺陷代码\n\n<!-- Written from internal/finding/defect.go by UPDATE=1 go test ./internal/finding; do not edit. -->\n\n" +
		"每条问题都带一个稳定的缺陷代码。下表说明各代码的含义、依据、整改办法和防误报的规定；“期限”为建议的整改工作日，可在规则中改写。\n")
	family := ""
	for _, d := range finding.Defects() {
		name, _, _ := strings.Cut(d.Code, ".")
		if name != family {
			family = name
			fmt.Fprintf(&b, "\n## %s\n", family)
		}
		fmt.Fprintf(&b, "\n### `%s` %s\n\n- 含义：%s\n- 依据：%s\n- 整改：%s\n- 不报：%s\n- 程度：%s；归类：%s；期限：%d 个工作日\n",
			d.Code, d.Name, d.Meaning, d.Basis, d.Remedy, d.Guard, d.Severity, d.Head, d.Due)
	}
	path := filepath.Join("..", "..", "docs", "defects.md")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != b.String() {
		t.Error("docs/defects.md is stale; run UPDATE=1 go test ./internal/finding")
	}
}

func TestDefectsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range finding.Defects() {
		if seen[d.Code] || strings.Count(d.Code, ".") != 1 {
			t.Errorf("%s: twice, or not family.name", d.Code)
		}
		seen[d.Code] = true
		if d.Name == "" || d.Meaning == "" || d.Remedy == "" || d.Basis == "" || d.Guard == "" || d.Severity == "" || d.Head == "" || d.Due < 1 {
			t.Errorf("%s: incomplete", d.Code)
		}
	}
}

// The identity of a finding is who, by which rule, what: never words or dates.
func TestFingerprint(t *testing.T) {
	base := finding.Fingerprint("s", "u", "r", "栏目:政策解读", "column.stale")
	for _, other := range []string{
		finding.Fingerprint("su", "", "r", "栏目:政策解读", "column.stale"),
		finding.Fingerprint("s", "u", "r", "栏目:政策解读", "column.blank"),
		finding.Fingerprint("s", "u", "r", "栏目:政策法规", "column.stale"),
		finding.Fingerprint("s", "u2", "r", "栏目:政策解读", "column.stale"),
	} {
		if other == base {
			t.Error("two different findings share a fingerprint")
		}
	}
	if again := finding.Fingerprint("s", "u", "r", "栏目:政策解读", "column.stale"); again != base {
		t.Error("the same finding has two fingerprints")
	}
}

func TestClip(t *testing.T) {
	long := strings.Repeat("督", 300)
	if got := []rune(finding.Clip(long)); len(got) != finding.MaxQuote || got[len(got)-1] != '…' {
		t.Errorf("Clip gave %d characters", len(got))
	}
	if finding.Clip("短") != "短" {
		t.Error("Clip changed a short text")
	}
}

func TestVerdictText(t *testing.T) {
	var zero finding.Verdict
	if zero != finding.Unverifiable {
		t.Fatal("the zero verdict must accuse nobody")
	}
	for v := finding.Unverifiable; v <= finding.Manual; v++ {
		text, err := v.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back finding.Verdict
		if err := back.UnmarshalText(text); err != nil || back != v {
			t.Errorf("%v became %v, %v", v, back, err)
		}
	}
	if err := zero.UnmarshalText([]byte("guilty")); err == nil {
		t.Error("an unknown verdict was read")
	}
}

// A day is enough to take a page down or to bring a server up, not to correct a paper
// that others have to approve.
func TestADayIsForWhatHarms(t *testing.T) {
	harms := []string{"leak.", "site.stale_home", "site.outage", "site.unreachable", "dialogue.unanswered", "link.hidden", "link.drifted"}
	for _, d := range finding.Defects() {
		if d.Due < 3 && !slices.ContainsFunc(harms, func(s string) bool { return strings.HasPrefix(d.Code, s) }) {
			t.Errorf("%s is to be mended in %d working days", d.Code, d.Due)
		}
	}
}

// What one audit can only suspect is not graded as the veto that a week of visits proves.
func TestUnreachableIsNoVeto(t *testing.T) {
	if d, _ := finding.DefectOf("site.unreachable"); d.Severity == finding.Veto {
		t.Errorf("%s is graded %s", d.Code, d.Severity)
	}
}
