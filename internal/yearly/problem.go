package yearly

import (
	"cmp"
	"slices"
	"strings"

	"ducha/internal/document"
)

// Codes of problems, as docs/defects.md lists them.
const (
	CodeLabel   = "report.label"
	CodeSum     = "report.sum"
	CodeBalance = "report.balance"
	CodeCarry   = "report.carry"
	CodeSection = "report.section"
	CodeTitle   = "report.title"
	CodeFee     = "report.fee"
	CodeCell    = "report.cell"
	CodeLength  = "report.length"
	CodeBasis   = "report.basis"
	CodeCopied  = "report.copied"
	CodeOld     = "report.old_format"
	CodeProse   = "report.prose"
	CodeOther   = "report.other"
)

// Problems judges the report by itself and, when prev is the report of the year
// before, by what must carry over. The order is that of the form.
func (r *Report) Problems(prev *Report) []document.Problem {
	var out []document.Problem
	if r.free() {
		return nil // its words are its own, and so is what its tables count
	}
	out = append(out, r.formProblems()...)
	out = append(out, r.labelProblems()...)
	out = append(out, r.cellProblems()...)
	out = append(out, r.absentProblem()...)
	sums, fixed := r.sumProblems()
	out = append(out, sums...)
	out = append(out, r.balanceProblems(fixed)...)
	out = append(out, r.disputeProblems()...)
	out = append(out, r.proseProblems()...)
	if prev != nil && r.Year > 0 && prev.Year == r.Year-1 {
		carried := r.carryProblems(prev)
		for i := range carried {
			if renamed(r.Unit, prev.Unit) {
				carried[i].Class = document.Signal // a body that was merged or split carries over something else
			}
		}
		out = append(out, carried...)
	}
	for i := range out {
		if blank := out[i].Subject == subjectBlank || out[i].Code == CodeSection; r.loose && blank {
			out[i].Class = document.Signal // not seen in a PDF is not the same as not there
		}
		out[i].Quote = document.Clip(document.Verbatim(r.prose, out[i].Quote, squeeze), 200)
	}
	slices.SortStableFunc(out, func(a, b document.Problem) int { return cmp.Compare(b.Severity, a.Severity) })
	return out
}

// renamed says whether two reports name different bodies: neither name is part of the other.
func renamed(now, then string) bool {
	return now != "" && then != "" && !strings.Contains(now, then) && !strings.Contains(then, now)
}
