package budget

import "ducha/internal/document"

// Codes of problems, as docs/defects.md lists them.
const (
	CodeSum         = "budget.sum"
	CodeVehicle     = "budget.vehicle"
	CodeChange      = "budget.change"
	CodeRate        = "budget.rate"
	CodeShare       = "budget.share"
	CodeTable       = "budget.table"
	CodeExplanation = "budget.explanation"
	CodeZero        = "budget.zero"
	CodeProse       = "budget.prose"
)

// Problems judges the statement by itself and, when prev is the statement of
// the same kind one year before, by what must follow from it. What was not read
// is not judged.
func (s *Statement) Problems(prev *Statement) []document.Problem {
	if prev != nil && (prev.Kind != s.Kind || prev.Year != s.Year-1) {
		prev = nil
	}
	var out []document.Problem
	out = append(out, s.sums()...)
	out = append(out, s.changes(prev)...)
	out = append(out, s.partShares()...)
	out = append(out, s.zeros()...)
	out = append(out, s.against()...)
	if s.Main {
		out = append(out, s.frameProblems()...)
	}
	for i := range out {
		out[i].Quote = document.Verbatim(s.lines, out[i].Quote, plain)
	}
	return out
}
