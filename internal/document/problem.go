package document

// Severity grades a problem found in a document.
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

// Class says who may decide, by the letters of our table of defects.
type Class byte

// The classes.
const (
	Proved Class = 'A' // by the document itself
	Signal Class = 'P' // a person must look at it
)

// Problem is one thing wrong with a document, as its readers (yearly, budget)
// tell it.
type Problem struct {
	Code     string // report.sum …; docs/defects.md lists them
	Subject  string // what is wrong, in words that survive a new edition
	Message  string // one Chinese sentence
	Quote    string // the words relied on, at most 200 characters
	Severity Severity
	Class    Class
}
