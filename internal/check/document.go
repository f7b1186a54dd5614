package check

import (
	"strings"
	"unicode"

	"ducha/internal/document"
	"ducha/internal/finding"
)

// OfDocument turns a problem that a reader of documents (yearly, budget) tells
// into a finding. What is only a signal there is only a suspicion here.
func OfDocument(prefix string, p document.Problem, proof finding.Evidence) finding.Finding {
	severity := map[document.Severity]finding.Severity{document.High: finding.Serious, document.Medium: finding.Normal}[p.Severity]
	if severity == "" {
		severity = finding.Hint
	}
	return finding.Finding{
		Defect: p.Code, Subject: prefix + p.Subject, Message: paper(p.Message), Severity: severity,
		Signal: p.Class == document.Signal || p.Severity == document.Info, Evidence: []finding.Evidence{proof},
	}
}

// paper writes the punctuation of a Chinese sentence as print has it: readers
// of documents fold everything to half width, and their sentences show it. They leave
// the full stop to those who show them.
func paper(s string) string {
	wide := map[rune]rune{',': '，', ';': '；', ':': '：', '(': '（', ')': '）', '?': '？'}
	var b strings.Builder
	all := []rune(s)
	for i, r := range all {
		if w, ok := wide[r]; ok && (i > 0 && chinese(all[i-1]) || i+1 < len(all) && chinese(all[i+1])) {
			r = w
		}
		b.WriteRune(r)
	}
	if s == "" || strings.HasSuffix(s, "。") {
		return b.String()
	}
	return b.String() + "。"
}

func chinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || strings.ContainsRune("“”《》〔〕（）、。，；：", r)
}
