// Package check says what a kind of check is: a pure function from facts, typed
// parameters and the judged day to a verdict with findings. It knows no rules,
// no clock and no network.
package check

import (
	"errors"
	"fmt"
	"time"

	"ducha/internal/facts"
	"ducha/internal/finding"
)

// A Pass is all that one run of a check may see.
type Pass struct {
	Site *facts.Site
	AsOf time.Time // 评价基准日, midnight Beijing time
	From time.Time // first day of the judged quarter
	Unit string    // name of the unit answerable, for messages
}

// An Outcome is the answer of one run.
type Outcome struct {
	Verdict  finding.Verdict
	Reason   string // Chinese; required unless the verdict is pass
	Findings []finding.Finding
	// Evidence shows what a pass or an unverifiable rests on, where that is one place.
	Evidence []finding.Evidence
	// Cleared are the subjects that were looked at and are in order, of a kind that judges
	// many: a recheck closes theirs, though the rule fails for others.
	Cleared []string
	// Count and Of say how many of how many things failed, for rules that lose points by share.
	Count, Of int
}

// Params are the parameters of a kind; a pointer to a struct with toml tags.
type Params interface{ Validate() error }

// A Kind (检查类型) is one file of package checks.
type Kind struct {
	Name      string        // noun of the failing state: "stale-column"
	Title     string        // Chinese: 栏目更新不及时
	Doc       string        // what it looks at, what fails it, what leaves it undecided
	Defects   []string      // defect codes it may report
	NewParams func() Params // pointer to parameters holding the defaults
	Run       func(*Pass, Params) Outcome
	// Watch is what it wants to know of every page, worked out while the page is
	// read; nil when it does not look at every page.
	Watch func(asOf time.Time) facts.Watch
	// Apart says that each finding rests on the pages it shows, and on nothing else the
	// kind may fail to see: when those are seen again and it is not found, it is mended,
	// whatever else fails.
	Apart bool
}

// EachApart says that a kind's findings stand apart.
func (k *Kind) EachApart() *Kind {
	k.Apart = true
	return k
}

// Watching gives a kind its watch.
func (k *Kind) Watching(watch func(asOf time.Time) facts.Watch) *Kind {
	k.Watch = watch
	return k
}

// paramsOf ties the parameter struct P to its pointer's Validate.
type paramsOf[P any] interface {
	*P
	Params
}

// Define makes a kind. The compiler ties the parameter struct to the function,
// so the runner needs no type switch and the author sees no any.
func Define[P any, PP paramsOf[P]](name, title, doc string, defects []string, defaults P, run func(*Pass, P) Outcome) *Kind {
	return &Kind{
		Name: name, Title: title, Doc: doc, Defects: defects,
		NewParams: func() Params { p := defaults; return PP(&p) },
		Run:       func(pass *Pass, params Params) Outcome { return run(pass, *params.(PP)) },
	}
}

// Passed is the outcome of a rule that holds.
func Passed(evidence ...finding.Evidence) Outcome {
	return Outcome{Verdict: finding.Pass, Evidence: evidence}
}

// Failed is the outcome of a rule that does not hold, with what proves it.
func Failed(reason string, findings ...finding.Finding) Outcome {
	return Outcome{Verdict: finding.Fail, Reason: reason, Findings: findings}
}

// Clearing names the subjects that are in order beside those that are not.
func (o Outcome) Clearing(subjects []string) Outcome {
	o.Cleared = subjects
	return o
}

// Suspected is a signal that a person must confirm.
func Suspected(reason string, findings ...finding.Finding) Outcome {
	return Outcome{Verdict: finding.Suspect, Reason: reason, Findings: findings}
}

// CannotTell is the outcome of not having seen enough. An error of facts never
// becomes a fail.
func CannotTell(err error) Outcome {
	return Outcome{Verdict: finding.Unverifiable, Reason: err.Error()}
}

// CannotTellf is CannotTell with words of its own.
func CannotTellf(format string, args ...any) Outcome {
	return CannotTell(fmt.Errorf(format, args...))
}

// NotDue is the outcome before the day a thing is due.
func NotDue(reason string) Outcome {
	return Outcome{Verdict: finding.NotDue, Reason: reason}
}

// ErrNoProof is what checktest and the runner call a fail without findings or a
// finding without evidence.
var ErrNoProof = errors.New("a fail needs a finding, and a finding needs URL, record and quote")
