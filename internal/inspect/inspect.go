// Package inspect judges single documents, without a site: a unit looks at its
// yearly report, its budget or an interpretation before it publishes them. It
// uses the same readers and the same defect codes as an audit; it fetches and
// renders nothing, and what it could not read it names instead of judging.
package inspect

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"ducha/internal/document"
	"ducha/internal/finding"
	"ducha/internal/leak"
	"ducha/internal/result"
)

// Schema names the version of the report.
const Schema = "ducha.inspect/v1"

// Kind is what a document is judged as.
type Kind string

// The kinds, as the command line spells them.
const (
	AnnualReport   Kind = "annual-report"
	Budget         Kind = "budget"
	Interpretation Kind = "interpretation"
	Leaks          Kind = "leaks"
)

// Kinds lists every kind in the order they are judged.
func Kinds() []Kind { return []Kind{AnnualReport, Budget, Interpretation, Leaks} }

// Chinese is the kind's name in messages.
func (k Kind) Chinese() string {
	return map[Kind]string{AnnualReport: "政府信息公开工作年度报告", Budget: "预决算及“三公”经费",
		Interpretation: "政策解读", Leaks: "保密与隐私"}[k]
}

// A Source is one document as it was read.
type Source struct {
	Name  string // file name or address, as given
	At    time.Time
	Raw   []byte
	Doc   *document.Document
	Blind string // why there is nothing to read: the page did not open; Chinese
}

// Options say as what and for which day.
type Options struct {
	Kinds   []Kind // empty: all that fit the document
	AsOf    time.Time
	Version string
}

// Report is the outcome for all documents of one call.
type Report struct {
	Schema    string         `json:"schema"`
	Program   result.Program `json:"program"`
	AsOf      string         `json:"as_of"`
	Documents []Document     `json:"documents"`
}

// Document is one judged document. Its findings have the shape of result.json.
type Document struct {
	Name     string           `json:"name"`
	SHA256   string           `json:"sha256"`
	Format   string           `json:"format"` // html, docx, pdf …
	Title    string           `json:"title"`
	State    string           `json:"state"` // 有内容, 扫描件 …
	Checks   []Check          `json:"checks"`
	Findings []result.Finding `json:"findings"`
}

// Check is what judging a document as one kind came to.
type Check struct {
	Kind    Kind            `json:"kind"`
	Title   string          `json:"title"`
	Verdict finding.Verdict `json:"verdict"`
	Reason  string          `json:"reason"`
}

// file is a source while it is judged.
type file struct {
	Source
	sum   string
	title string
}

// outcome is a check with its findings.
type outcome struct {
	verdict  finding.Verdict
	reason   string
	findings []finding.Finding
}

// Judge judges every source. Sources are seen together: last year's report
// beside this year's, a document beside its interpretation.
func Judge(sources []Source, opt Options) *Report {
	report := &Report{Schema: Schema, Program: result.Program{Name: "ducha", Version: opt.Version}, AsOf: opt.AsOf.Format(time.DateOnly)}
	files := make([]*file, len(sources))
	for i, s := range sources {
		sum := sha256.Sum256(s.Raw)
		files[i] = &file{Source: s, sum: hex.EncodeToString(sum[:])}
		if s.Doc == nil {
			files[i].Doc = &document.Document{Kind: "unknown", Reason: s.Blind}
		}
		files[i].title = titleOf(files[i].Doc, s.Name)
	}
	for _, f := range files {
		report.Documents = append(report.Documents, judge(f, files, opt))
	}
	return report
}

func judge(f *file, all []*file, opt Options) Document {
	d := Document{Name: f.Name, SHA256: f.sum, Format: f.Doc.Kind, Title: leak.Mask(f.title), State: f.Doc.State.String(),
		Checks: []Check{}, Findings: []result.Finding{}}
	for _, kind := range Kinds() {
		asked := slices.Contains(opt.Kinds, kind)
		if len(opt.Kinds) > 0 && !asked {
			continue
		}
		out, fits := judgeAs(kind, f, all, opt)
		if !fits && !asked {
			continue
		}
		d.Checks = append(d.Checks, Check{Kind: kind, Title: kind.Chinese(), Verdict: out.verdict, Reason: leak.Mask(out.reason)})
		for _, one := range out.findings {
			d.Findings = append(d.Findings, resultOf(f, kind, one))
		}
	}
	return d
}

// judgeAs judges a document as one kind; fits says whether it is one.
func judgeAs(kind Kind, f *file, all []*file, opt Options) (out outcome, fits bool) {
	switch kind {
	case AnnualReport:
		return annualReport(f, all)
	case Budget:
		return budgets(f, all)
	case Interpretation:
		return interpretation(f, all)
	}
	return leaks(f, opt.AsOf), true
}

// settled is the outcome of findings: a fail when one of them is proved.
func settled(found []finding.Finding, clean string) outcome {
	out := outcome{verdict: finding.Pass, reason: clean, findings: found}
	proved := 0
	for _, f := range found {
		if !f.Signal {
			proved++
		}
	}
	switch {
	case proved > 0:
		out.verdict, out.reason = finding.Fail, count(proved, len(found)-proved)
	case len(found) > 0:
		out.verdict, out.reason = finding.Suspect, count(0, len(found))
	}
	return out
}
