package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// A paper is what was read of a document of a site, or why it could not be.
type paper[T any] struct {
	what T
	at   *facts.Info
	err  error
}

// documentFinding turns a problem of a document into a finding about it.
func documentFinding(prefix string, at *facts.Info, p document.Problem) finding.Finding {
	return check.OfDocument(prefix, p, infoProof(at, p.Quote))
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
