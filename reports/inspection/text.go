package inspection

import (
	"fmt"
	"io"
	"path"
	"strings"

	"ducha/internal/finding"
	"ducha/internal/inspect"
	"ducha/internal/result"
	"ducha/reports"
)

// Text writes the report for a terminal, in words a unit's clerk understands.
func Text(w io.Writer, r *inspect.Report) error {
	var b strings.Builder
	for _, d := range r.Documents {
		fmt.Fprintf(&b, "■ %s\n", reports.Plain(path.Base(d.Name)))
		if d.Title != "" && d.Title != path.Base(d.Name) {
			fmt.Fprintf(&b, "  标题：%s\n", reports.Plain(d.Title))
		}
		for _, c := range d.Checks {
			fmt.Fprintf(&b, "  %s：%s", c.Title, c.Verdict.Chinese())
			if c.Reason != "" {
				fmt.Fprintf(&b, "（%s）", reports.Plain(c.Reason))
			}
			b.WriteByte('\n')
		}
		list(&b, "不符合规定，公开前请改正", of(d, finding.Fail))
		list(&b, "需要人工核实", of(d, finding.Suspect))
		b.WriteByte('\n')
	}
	b.WriteString(Summary(r) + "\n")
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write inspection: %w", err)
	}
	return nil
}

func list(b *strings.Builder, title string, all []result.Finding) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(b, "  %s（%d处）\n", title, len(all))
	for i, f := range all {
		fmt.Fprintf(b, "  %2d. [%s] %s\n", i+1, f.Severity, reports.Plain(f.Message))
		if q := quote(f); q != "" {
			fmt.Fprintf(b, "      原文：%s\n", q)
		}
		fmt.Fprintf(b, "      改法：%s\n", reports.Plain(f.Remedy))
	}
}

// longestQuote keeps a line of the terminal readable.
const longestQuote = 120

func quote(f result.Finding) string {
	if len(f.Evidence) == 0 {
		return ""
	}
	q := []rune(reports.Plain(f.Evidence[0].Quote))
	if len(q) > longestQuote {
		q = append(q[:longestQuote], '…')
	}
	return string(q)
}
