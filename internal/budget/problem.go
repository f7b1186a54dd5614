package budget

import "ducha/internal/document"

// Severity, Class and Problem are those of every reader of documents.
type (
	Severity = document.Severity
	Class    = document.Class
	Problem  = document.Problem
)

// Grades and classes.
const (
	Info, Low, Medium, High = document.Info, document.Low, document.Medium, document.High
	A, P                    = document.A, document.P
)

// Codes of problems, as docs/defects.md lists them.
const (
	CodeSum         = "budget.sum"
	CodeVehicle     = "budget.vehicle"
	CodeChange      = "budget.change"
	CodeRate        = "budget.rate"
	CodeTable       = "budget.table"
	CodeExplanation = "budget.explanation"
	CodeZero        = "budget.zero"
	CodeProse       = "budget.prose"
)

// Problems judges the statement by itself and, when prev is the statement of
// the same kind one year before, by what must follow from it. What was not read
// is not judged.
func (s *Statement) Problems(prev *Statement) []Problem {
	if prev != nil && (prev.Kind != s.Kind || prev.Year != s.Year-1) {
		prev = nil
	}
	var out []Problem
	out = append(out, s.sums()...)
	out = append(out, s.changes(prev)...)
	out = append(out, s.zeros()...)
	out = append(out, s.against()...)
	if s.Main {
		out = append(out, s.frameProblems()...)
	}
	return out
}
