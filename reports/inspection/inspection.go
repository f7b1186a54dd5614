// Package inspection renders the outcome of judging single documents: as plain
// text for a terminal and as one small page without script or outside file. It
// judges nothing.
package inspection

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"path"

	"ducha/internal/finding"
	"ducha/internal/inspect"
	"ducha/internal/result"
	"ducha/reports"
)

//go:embed page.html
var page string

//go:embed page.css
var style string

// JSON writes the report as it is.
func JSON(w io.Writer, r *inspect.Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("write inspection: %w", err)
	}
	return nil
}

// view is what the page sees.
type view struct {
	R         *inspect.Report
	CSS       template.CSS
	StyleHash string
	AsOf      string
	Summary   string
}

// HTML writes the report as one self-contained page.
func HTML(w io.Writer, r *inspect.Report) error {
	t, err := template.New("inspection").Funcs(template.FuncMap{
		"base": path.Base, "proved": func(d inspect.Document) []result.Finding { return of(d, finding.Fail) },
		"suspected": func(d inspect.Document) []result.Finding { return of(d, finding.Suspect) },
		"next":      func(i int) int { return i + 1 },
	}).Parse(page)
	if err != nil {
		return fmt.Errorf("inspection page: %w", err)
	}
	sum := sha256.Sum256([]byte(style))
	v := view{R: r, CSS: template.CSS(style), StyleHash: "sha256-" + base64.StdEncoding.EncodeToString(sum[:]), AsOf: reports.Day(r.AsOf), Summary: Summary(r)}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return fmt.Errorf("inspection page: %w", err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write inspection page: %w", err)
	}
	return nil
}

func of(d inspect.Document, v finding.Verdict) []result.Finding {
	var all []result.Finding
	for _, f := range d.Findings {
		if f.Verdict == v {
			all = append(all, f)
		}
	}
	return all
}

// Summary says in one sentence what came of all documents.
func Summary(r *inspect.Report) string {
	proved, suspected, blind := 0, 0, 0
	for _, d := range r.Documents {
		proved += len(of(d, finding.Fail))
		suspected += len(of(d, finding.Suspect))
		for _, c := range d.Checks {
			if c.Verdict == finding.Unverifiable {
				blind++
			}
		}
	}
	text := fmt.Sprintf("共检查%d个文件：不符合规定%d处，需人工核实%d处", len(r.Documents), proved, suspected)
	if blind > 0 {
		text += fmt.Sprintf("，未能核验%d项", blind)
	}
	return text + "。"
}
