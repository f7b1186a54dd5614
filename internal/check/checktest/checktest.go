package checktest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/rogpeppe/go-internal/txtar"

	"ducha/internal/audit"
	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/zhtext"
)

// Run runs every case of testdata/<kind>/*.txtar, then the hostile sites, and
// demands at least one case each for pass, fail and unverifiable.
//
// A case holds params.toml, pages by path ("zcjd/index.html", or
// "gone.html 404" for another status, "slow.html !timeout" for a problem, a whole
// address for a control outside the site, "seen:" and an address for a page of
// another site) and want: the verdict, then a line for each finding ("defect subject") or words
// of the reason. Optional: says with words of the findings' messages, shown with words of
// their evidence, cleared with the subjects that are in order beside those found, a line
// each; setup with lines "as-of 2022-12-31", "at 2023-01-02", "foreign", "once" (no second
// look), "home http://www.example.com/".
// Observations besides pages: dns (an evidence.Lookup as JSON), "https" or
// "https !problem", and probes with lines "2022-12-31 visits failed discounted".
func Run(t *testing.T, kind *check.Kind, vocabulary facts.Vocabulary) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", kind.Name, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			seen[runCase(t, kind, vocabulary, archive)] = true
		})
	}
	for _, verdict := range []string{"pass", "fail", "unverifiable"} {
		if !seen[verdict] && !(verdict == "fail" && seen["suspect"]) {
			t.Errorf("%s: no case in testdata/%[1]s ends in %q; every kind needs one of each", kind.Name, verdict)
		}
	}
	hostile(t, kind, vocabulary)
}

func runCase(t *testing.T, kind *check.Kind, vocabulary facts.Vocabulary, archive *txtar.Archive) string {
	t.Helper()
	c := readCase(t, archive)
	params := kind.NewParams()
	if err := toml.Unmarshal([]byte(c.params), params); err != nil {
		t.Fatal(err)
	}
	if err := params.Validate(); err != nil {
		t.Fatalf("params.toml: %v", err)
	}
	out := runOver(t, kind, params, c, vocabulary)
	got := out.Verdict.String()
	for _, f := range out.Findings {
		got += "\n" + f.Defect + " " + f.Subject
	}
	verdict, rest, _ := strings.Cut(c.want, "\n")
	if out.Verdict != finding.Fail && out.Verdict != finding.Suspect {
		if out.Verdict.String() != verdict || !strings.Contains(out.Reason, strings.TrimSpace(rest)) {
			t.Errorf("got %s: %s\nwant %s", out.Verdict, out.Reason, c.want)
		}
		return verdict
	}
	for words := range strings.Lines(c.says) {
		if words = strings.TrimSpace(words); !slices.ContainsFunc(out.Findings, func(f finding.Finding) bool { return strings.Contains(f.Message, words) }) {
			t.Errorf("no finding says %q: %+v", words, out.Findings)
		}
	}
	if cleared := strings.Join(out.Cleared, "\n"); c.cleared != "" && cleared != c.cleared {
		t.Errorf("cleared:\n%s\nwant:\n%s", cleared, c.cleared)
	}
	for words := range strings.Lines(c.shown) {
		if words = strings.TrimSpace(words); !showsWords(out.Findings, words) {
			t.Errorf("no evidence shows %q", words)
		}
	}
	if got != c.want {
		t.Errorf("got:\n%s\nreason: %s\nwant:\n%s", got, out.Reason, c.want)
	}
	return verdict
}

// showsWords says whether the evidence of a finding quotes some words.
func showsWords(findings []finding.Finding, words string) bool {
	for _, f := range findings {
		for _, e := range f.Evidence {
			if strings.Contains(e.Quote, words) {
				return true
			}
		}
	}
	return false
}

// runOver runs the kind and checks what every outcome owes.
func runOver(t *testing.T, kind *check.Kind, params check.Params, c *siteCase, vocabulary facts.Vocabulary) check.Outcome {
	t.Helper()
	site, err := facts.Load(t.Context(), c.src, facts.Options{Vocabulary: vocabulary, AsOf: c.asOf, Probes: c.probes})
	if err != nil {
		t.Fatal(err)
	}
	out := kind.Run(&check.Pass{Site: site, AsOf: c.asOf, From: audit.QuarterStart(c.asOf), Unit: "示例局"}, params)
	if out.Verdict != finding.Pass && out.Reason == "" {
		t.Errorf("%s without a reason", out.Verdict)
	}
	accusing := out.Verdict == finding.Fail || out.Verdict == finding.Suspect
	if accusing != (len(out.Findings) > 0) {
		t.Errorf("%s with %d findings", out.Verdict, len(out.Findings))
	}
	for _, f := range out.Findings {
		if err := audit.Proof(f); err != nil {
			t.Error(err)
		}
		if !declares(kind, f.Defect) {
			t.Errorf("%s reports %s, which it does not declare", kind.Name, f.Defect)
		}
	}
	return out
}

func declares(kind *check.Kind, code string) bool {
	for _, d := range kind.Defects {
		if d == code {
			return true
		}
	}
	return false
}

type siteCase struct {
	params, want string
	cleared      string // subjects in order beside those found, a line each; empty = not asked
	says         string // words of the messages, a line each
	shown        string // words that the evidence quotes, a line each
	asOf         time.Time
	src          *source
	probes       *facts.Probes
}

func readCase(t *testing.T, archive *txtar.Archive) *siteCase {
	t.Helper()
	c := &siteCase{asOf: day(t, "2022-12-31")}
	at, foreign, once, start := day(t, "2023-01-03").Add(2*time.Hour), false, false, home
	for _, f := range archive.Files {
		if f.Name != "setup" {
			continue
		}
		for _, line := range strings.Fields(strings.ReplaceAll(string(f.Data), " ", "=")) {
			key, value, _ := strings.Cut(line, "=")
			switch key {
			case "as-of":
				c.asOf = day(t, value)
			case "at":
				at = day(t, value).Add(2 * time.Hour)
			case "foreign":
				foreign, once = true, true
			case "once":
				once = true
			case "home":
				start = value
			default:
				t.Fatalf("setup: unknown line %q", line)
			}
		}
	}
	c.src = newSource(at, foreign)
	c.src.snapshot.Home = start
	looks := []evidence.Purpose{evidence.ForPage, evidence.ForSecondLook}
	if once {
		looks = looks[:1]
	}
	for i, why := range looks {
		for _, f := range archive.Files {
			switch f.Name {
			case "setup":
			case "probes":
				c.probes = readProbes(t, string(f.Data))
			case "params.toml":
				c.params = string(f.Data)
			case "want":
				c.want = strings.TrimSpace(string(f.Data))
			case "cleared":
				c.cleared = strings.TrimSpace(string(f.Data))
			case "says":
				c.says = strings.TrimSpace(string(f.Data))
			case "shown":
				c.shown = strings.TrimSpace(string(f.Data))
			default:
				addPage(t, c.src, f, at.Add(time.Duration(i)*time.Hour), why)
			}
		}
	}
	return c
}

// addPage reads "path", "path 404" or "path !problem".
func addPage(t *testing.T, src *source, f txtar.File, at time.Time, why evidence.Purpose) {
	t.Helper()
	path, note, _ := strings.Cut(f.Name, " ")
	status, problem := 200, evidence.None
	switch {
	case strings.HasPrefix(note, "!"):
		status, problem = 0, evidence.Problem(note[1:])
	case note != "":
		n, err := strconv.Atoi(note)
		if err != nil {
			t.Fatalf("page %q: %v", f.Name, err)
		}
		status = n
		if n == 404 || n == 410 {
			problem = evidence.NotFound
		} else if n >= 500 {
			problem = evidence.ServerError
		}
	}
	src.add(path, status, problem, f.Data, at, why)
}

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.ParseInLocation(time.DateOnly, s, zhtext.Beijing)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Vocabulary is read from the shipped file's path by tests that may not import rules.
func Vocabulary(t *testing.T, parse func(string, []byte) (facts.Vocabulary, string, error)) facts.Vocabulary {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "rules", "vocabulary.toml"))
	if err != nil {
		t.Fatal(err)
	}
	v, _, err := parse("vocabulary.toml", src)
	if err != nil {
		t.Fatal(fmt.Errorf("vocabulary: %w", err))
	}
	return v
}
