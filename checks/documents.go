package checks

import (
	"fmt"

	"ducha/internal/document"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// documentFinding turns a problem of a document into a finding about it.
func documentFinding(prefix string, at *facts.Info, p document.Problem) finding.Finding {
	severity := map[document.Severity]finding.Severity{document.High: finding.Serious, document.Medium: finding.Normal}[p.Severity]
	if severity == "" {
		severity = finding.Hint
	}
	return finding.Finding{
		Defect: p.Code, Subject: prefix + p.Subject, Message: p.Message, Severity: severity,
		Signal: p.Class == document.P || p.Severity == document.Info, Evidence: []finding.Evidence{infoProof(at, p.Quote)},
	}
}

// address is the page a hit means.
func address(h *facts.Hit) string {
	switch {
	case h.Entry != nil && h.Entry.URL != "":
		return h.Entry.URL
	case h.Link != "":
		return h.Link
	}
	return h.URL
}

// illegible words why a document that is there could not be judged.
func illegible(what string, info *facts.Info, d *document.Document) error {
	reason := d.Reason
	if d.State == document.Text || reason == "" {
		reason = "内容不是可识别的" + what
	}
	if info.Problem != evidence.None {
		reason = info.Problem.Chinese()
	}
	return fmt.Errorf("%s未能读取（%s）：%s", what, info.URL, reason)
}
