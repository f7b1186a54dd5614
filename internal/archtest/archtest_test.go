// Package archtest holds the house rules that no compiler checks: who may
// import whom, which packages are pure, and what may not be used at all.
package archtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport is the table of docs/architecture.md: a package of ours and the
// packages of ours it may import. Missing packages fail until their place is named.
var mayImport = map[string]string{
	"internal/finding":           "",
	"internal/evidence":          "internal/address",
	"internal/workday":           "",
	"internal/zhtext":            "",
	"internal/samplesite":        "",
	"internal/archtest":          "",
	"internal/realdata":          "",
	"internal/gen/kinds":         "",
	"internal/address":           "",
	"internal/fetch":             "internal/address internal/evidence internal/zhtext",
	"internal/document":          "internal/leak",
	"internal/yearly":            "internal/document",
	"internal/budget":            "internal/document",
	"internal/markup":            "internal/zhtext",
	"internal/webpage":           "internal/address internal/evidence internal/markup internal/zhtext",
	"internal/facts":             "internal/document internal/evidence internal/webpage internal/zhtext",
	"internal/crawl":             "internal/address internal/evidence internal/facts internal/fetch internal/webpage",
	"internal/check":             "internal/document internal/facts internal/finding",
	"internal/check/checktest":   "internal/audit internal/check internal/evidence internal/facts internal/finding internal/zhtext",
	"checks":                     "internal/budget internal/check internal/document internal/evidence internal/facts internal/finding internal/leak internal/webpage internal/workday internal/yearly internal/zhtext",
	"rules":                      "internal/check internal/facts internal/finding internal/tomlfile",
	"internal/tomlfile":          "",
	"internal/config":            "internal/tomlfile",
	"internal/leak":              "",
	"internal/audit":             "internal/check internal/facts internal/finding internal/leak internal/score rules",
	"internal/score":             "internal/finding rules",
	"internal/result":            "internal/finding rules",
	"internal/run":               "internal/audit internal/crawl internal/document internal/evidence internal/facts internal/fetch internal/finding internal/result internal/score internal/webpage rules",
	"reports":                    "internal/finding internal/result internal/zhtext rules",
	"reports/html":               "internal/evidence internal/finding internal/result reports rules",
	"reports/xlsx":               "internal/evidence internal/finding internal/ledger internal/result reports rules",
	"internal/inspect":           "internal/budget internal/check internal/document internal/finding internal/leak internal/result internal/yearly internal/zhtext",
	"reports/inspection":         "internal/finding internal/inspect internal/result reports",
	"internal/ledger":            "internal/finding internal/result internal/score internal/workday internal/zhtext rules",
	"internal/ledger/store":      "internal/ledger internal/request internal/result",
	"internal/probe":             "internal/address internal/evidence internal/facts internal/fetch internal/webpage internal/zhtext",
	"reports/docx":               "internal/ledger internal/zhtext",
	"internal/schedule":          "internal/ledger internal/workday internal/zhtext",
	"internal/rectify":           "internal/config internal/finding internal/ledger internal/ledger/store internal/notify internal/result internal/schedule internal/workday internal/zhtext reports reports/docx reports/xlsx rules",
	"internal/notify":            "",
	"internal/notify/notifytest": "internal/notify",
	"internal/notify/slack":      "internal/notify",
	"internal/notify/email":      "internal/notify",
	"internal/notify/webhook":    "internal/notify",
	"internal/request":           "internal/workday internal/zhtext",
	"internal/bench":             "checks internal/address internal/crawl internal/evidence internal/fetch internal/run internal/samplesite internal/zhtext rules",
	"cmd/ducha":                  "*",
}

// pure packages see no clock, no chance, no network and no disk.
var pure = strings.Fields("checks internal/check internal/score internal/finding internal/audit internal/facts internal/webpage internal/markup internal/zhtext internal/leak internal/ledger internal/result reports/html reports/xlsx")

// impure are imports a pure package may not have.
var impure = strings.Fields("net os os/exec database/sql math/rand math/rand/v2 syscall")

// onlyIn are imports that belong to few packages.
var onlyIn = map[string]string{
	"github.com/gocolly/colly/v2":              "internal/fetch internal/bench",
	"modernc.org/sqlite":                       "internal/evidence internal/ledger/store",
	"database/sql":                             "internal/evidence internal/ledger/store",
	"github.com/jackc/pgx/v5/stdlib":           "internal/ledger/store",
	"github.com/xuri/excelize/v2":              "reports/xlsx",
	"github.com/slack-go/slack":                "internal/notify/slack",
	"github.com/slack-go/slack/socketmode":     "internal/notify/slack",
	"github.com/wneessen/go-mail":              "internal/notify/email",
	"github.com/robfig/cron/v3":                "internal/schedule",
	"github.com/spf13/cobra":                   "cmd/ducha",
	"github.com/pelletier/go-toml/v2":          "rules internal/tomlfile internal/check/checktest",
	"github.com/pelletier/go-toml/v2/unstable": "internal/tomlfile",
}

const module = "ducha/"

type pkg struct {
	ImportPath, Dir string
	GoFiles         []string
	Imports         []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", module+"...").Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %s", exit.Stderr)
		}
		t.Fatal(err)
	}
	var all []pkg
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 15 {
		t.Fatalf("go list found only %d packages", len(all))
	}
	return all
}

func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		list, known := mayImport[name]
		if !known {
			t.Errorf("%s has no place in the import table", name)
			continue
		}
		allowed := strings.Fields(list)
		for _, imp := range p.Imports {
			ours, ok := strings.CutPrefix(imp, module)
			if ok && list != "*" && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s, which is not its business", name, ours)
			}
			if slices.Contains(pure, name) && slices.Contains(impure, imp) {
				t.Errorf("%s imports %s, but must stay pure", name, imp)
			}
			if homes, ok := onlyIn[imp]; ok && !slices.Contains(strings.Fields(homes), name) {
				t.Errorf("%s imports %s, which belongs to %s", name, imp, homes)
			}
		}
	}
}

// Every line of the table is used; an old line is a wrong map.
func TestTableIsCurrent(t *testing.T) {
	imports := map[string][]string{}
	for _, p := range packages(t) {
		imports[strings.TrimPrefix(p.ImportPath, module)] = p.Imports
	}
	for name, list := range mayImport {
		used, have := imports[name]
		if !have {
			t.Errorf("the import table names %s, which does not exist", name)
		}
		for _, imp := range strings.Fields(list) {
			if imp != "*" && !slices.Contains(used, module+imp) {
				t.Errorf("%s may import %s, and does not", name, imp)
			}
		}
	}
}

// forbidden are calls nobody below the command makes, and colly's traps.
func TestForbiddenCalls(t *testing.T) {
	clock := []string{"time.Now", "time.Since", "time.Sleep"}
	traps := []string{"colly.Async", "colly.DetectCharset", "colly.CacheDir"}
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		fset := token.NewFileSet()
		for _, f := range p.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(p.Dir, f), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if fn, ok := n.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
					t.Errorf("%s: init function", fset.Position(n.Pos()))
				}
				sel, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				id, ok := sel.X.(*ast.Ident)
				if !ok {
					return true
				}
				call := id.Name + "." + sel.Sel.Name
				if slices.Contains(pure, name) && slices.Contains(clock, call) {
					t.Errorf("%s: %s in a pure package", fset.Position(n.Pos()), call)
				}
				if slices.Contains(traps, call) && name != "internal/bench" {
					t.Errorf("%s: %s is never used (crawling.md §8)", fset.Position(n.Pos()), call)
				}
				return true
			})
		}
	}
}

// docs/architecture.md shows the same table, with internal/ left out.
func TestDocumentShowsTheTable(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("..", "..", "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, line := range strings.Split(string(src), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.HasPrefix(strings.TrimSpace(cells[1]), "`") {
			continue
		}
		for _, name := range strings.Split(cells[1], ",") {
			shown[strings.Trim(strings.TrimSpace(name), "`")] = strings.TrimSpace(cells[3])
		}
	}
	for name, list := range mayImport {
		if list == "*" || strings.HasPrefix(name, "internal/gen") || name == "internal/archtest" {
			continue
		}
		want := []string{}
		for _, p := range strings.Fields(list) {
			want = append(want, strings.TrimPrefix(p, "internal/"))
		}
		got := strings.FieldsFunc(strings.ReplaceAll(shown[name], "–", ""), func(r rune) bool { return r == ',' || r == ' ' })
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("docs/architecture.md: %s may import %v; the table says %v", name, got, want)
		}
	}
}
