package inspect

import (
	"fmt"
	"path"
	"strings"

	"ducha/internal/document"
	"ducha/internal/finding"
	"ducha/internal/leak"
	"ducha/internal/result"
)

// kindNames are the kinds of check that find the same in an audit.
var kindNames = map[Kind]string{AnnualReport: "faulty-report", Budget: "faulty-budget", Interpretation: "copied-interpretation"}

func kindName(kind Kind, defect string) string {
	if name := kindNames[kind]; name != "" {
		return name
	}
	return map[string]string{"leak.identity": "leaked-identity-number", "leak.secrecy_mark": "leaked-secrecy-mark",
		"leak.personal_list": "leaked-personal-list", "leak.internal_mark": "internal-mark"}[defect]
}

// resultOf gives a finding the shape it has in result.json. Every word of it
// is masked here, once.
func resultOf(f *file, kind Kind, one finding.Finding) result.Finding {
	d, _ := finding.DefectOf(one.Defect)
	verdict := finding.Fail
	if one.Signal {
		verdict = finding.Suspect
	}
	severity, head, remedy := one.Severity, one.Head, one.Remedy
	if severity == "" {
		severity = d.Severity
	}
	if head == "" {
		head = d.Head
	}
	if remedy == "" {
		remedy = d.Remedy
	}
	name := kindName(kind, one.Defect)
	out := result.Finding{
		Fingerprint: finding.Fingerprint(path.Base(f.Name), "", name, one.Subject, one.Defect),
		Rule:        string(kind), Kind: name, Defect: one.Defect, DefectName: d.Name, Verdict: verdict, Severity: severity, Head: head,
		Subject: leak.Mask(one.Subject), Message: leak.Mask(one.Message), Remedy: leak.Mask(remedy), Basis: d.Basis,
		DueWorkingDays: d.Due, Evidence: []result.Evidence{},
	}
	for _, e := range one.Evidence {
		out.Evidence = append(out.Evidence, result.Evidence{Record: e.Record, URL: e.URL, FetchedAt: result.Time{Time: e.FetchedAt},
			SHA256: e.SHA256, Quote: finding.Clip(leak.Mask(e.Quote))})
	}
	return out
}

// proof shows the words of a document. The file itself is the record.
func (f *file) proof(quote string) finding.Evidence {
	quote = strings.Join(strings.Fields(quote), " ")
	if quote == "" {
		quote = f.title
	}
	return finding.Evidence{Record: f.sum, URL: f.Name, FetchedAt: f.At.UTC(), SHA256: f.sum, Quote: finding.Clip(quote)}
}

// titleOf is what the document calls itself; its file name when it says nothing.
func titleOf(d *document.Document, name string) string {
	if d.Title != "" {
		return d.Title
	}
	for _, p := range d.Paragraphs[:min(len(d.Paragraphs), 5)] {
		if n := len([]rune(p)); n >= 6 && n <= 80 {
			return p
		}
	}
	return path.Base(name)
}

func count(proved, suspected int) string {
	switch {
	case suspected == 0:
		return fmt.Sprintf("有%d处不符合规定", proved)
	case proved == 0:
		return fmt.Sprintf("有%d处需要人工核实", suspected)
	}
	return fmt.Sprintf("有%d处不符合规定，另有%d处需要人工核实", proved, suspected)
}

// unread is the outcome of a document that gave no text.
func unread(f *file, what string) outcome {
	reason := f.Doc.Reason
	if reason == "" {
		reason = "内容不是可识别的" + what
	}
	return outcome{reason: what + "未能读取：" + reason}
}
