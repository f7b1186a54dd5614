// Package html renders a result as one self-contained scorecard: no script, no
// outside file, legible in black and white and on A4.
package html

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"net/url"

	"ducha/internal/evidence"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/reports"
	"ducha/rules"
)

//go:embed card.html
var page string

//go:embed card.css
var style string

// card is what the template sees.
type card struct {
	A                             *result.Audit
	CSS                           template.CSS
	StyleHash                     string
	Title, Quarter, AsOf, Label   string
	Settled                       string
	SeenName, SeenText            string
	Veto, Score, Coverage         string
	Conclusion, Kind              string
	Scored, Unread                bool
	Sources                       []reports.Source
	VetoNames                     []string
	Counts                        reports.Counts
	Bar                           bar
	Parts                         []reports.Part
	Lost, Open, Out               rules.Points
	Heads                         any
	Rows                          []reports.Row
	Failed, Suspected             []result.Finding
	Blind                         []reports.Group
	Failures                      []reports.Failure
	NotDue, NotApplicable, Manual []reports.Item
	FailedPages                   int
	Gaps                          []result.Gap
	MoreGaps                      int
}

// Write renders the scorecard.
func Write(w io.Writer, a *result.Audit) error {
	t, err := template.New("card").Funcs(functions(a)).Parse(page)
	if err != nil {
		return fmt.Errorf("html scorecard: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, cardOf(a)); err != nil {
		return fmt.Errorf("html scorecard: %w", err)
	}
	if _, err := io.WriteString(w, visible(b.String())); err != nil {
		return fmt.Errorf("write html scorecard: %w", err)
	}
	return nil
}

func cardOf(a *result.Audit) *card {
	sum := sha256.Sum256([]byte(style))
	c := &card{
		A: a, CSS: template.CSS(style), StyleHash: "sha256-" + base64.StdEncoding.EncodeToString(sum[:]),
		Title: reports.Title(a), Quarter: reports.Quarter(a.Quarter), AsOf: reports.Day(a.AsOf), Label: reports.Label(a), Settled: reports.Settled(a),
		Veto: reports.VetoText(a), VetoNames: reports.Vetoed(a), Score: reports.ScoreText(a.Score), Coverage: reports.CoverageText(a),
		Scored: reports.Scored(a), Unread: reports.Unread(a), Kind: reports.KindText(a), Sources: reports.Sources(a),
		Conclusion: reports.Conclusion(a, wording), Counts: reports.Count(a), Bar: barOf(a.Score),
		Parts: reports.Parts(a), Heads: reports.Heads(a), Rows: reports.Rows(a),
		Lost: a.Score.Applicable - a.Score.RawHigh, Open: a.Score.RawHigh - a.Score.RawLow, Out: a.Score.Total - a.Score.Applicable,
		Failed: reports.Problems(a, finding.Fail), Suspected: reports.Problems(a, finding.Suspect),
		Blind: reports.Blind(a, wording), Failures: reports.Failures(a, wording), FailedPages: reports.Failed(a),
		NotDue: reports.Aside(a, finding.NotDue), NotApplicable: reports.Aside(a, finding.NotApplicable), Manual: reports.Aside(a, finding.Manual),
		Gaps: a.Snapshot.Certificate.Gaps,
	}
	c.SeenName, c.SeenText = reports.Seen(a)
	if extra := len(c.Gaps) - maxGaps; extra > 0 {
		c.Gaps, c.MoreGaps = c.Gaps[:maxGaps], extra
	}
	return c
}

// maxGaps is how many gaps of the certificate are printed.
const maxGaps = 8

func wording(problem string) (name, advice string) {
	p := evidence.Problem(problem)
	return p.Chinese(), p.Advice()
}

func functions(a *result.Audit) template.FuncMap {
	return template.FuncMap{
		"subject":  reports.Subject,
		"doubted":  func(f result.Finding) bool { return f.Verdict == finding.Suspect },
		"cost":     reports.Cost,
		"lineOpen": func(l result.Line) bool { return l.Veto && reports.LineOpen(a, l) },
		"clock":    reports.Clock,
		"working":  reports.Working,
		"web":      web,
		"left":     func(limit, count int) int { return max(limit-count, 0) },
		"reaches":  func(possible, limit int) bool { return possible >= limit },
		"numbered": func(i int, f result.Finding) any {
			return struct {
				N int
				F result.Finding
			}{i + 1, f}
		},
	}
}

// web says whether an address may become a link.
func web(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
