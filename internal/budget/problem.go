package budget

// Severity grades a problem.
type Severity uint8

// Grades, lightest first.
const (
	Info Severity = iota
	Low
	Medium
	High
)

// String gives the Chinese name used in reports.
func (s Severity) String() string {
	return [...]string{"提示", "轻微", "一般", "严重"}[min(s, High)]
}

// Class says who may decide: A is proved by the document itself, P is a signal
// that a person must look at.
type Class byte

// The classes.
const (
	A Class = 'A'
	P Class = 'P'
)

// Problem is one contradiction or gap in a statement.
type Problem struct {
	Code     string
	Subject  string // in words that survive a new edition
	Message  string // one Chinese sentence
	Quote    string
	Severity Severity
	Class    Class
	Where    string
}

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
