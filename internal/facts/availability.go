package facts

import (
	"fmt"
	"maps"
	"slices"

	"ducha/internal/evidence"
)

// Availability is how the host answered.
type Availability struct {
	Tried, Failed int
	Problem       string // commonest problem, else why the home page shows nothing; Chinese
	HomeDown      bool   // the home page never answered, and the control did
	Control       bool   // a control outside the site answered at the time
	Attempts      []Info // the home page's attempts
}

// unavailable says whether a problem means that the host did not serve.
func unavailable(p evidence.Problem) bool {
	switch p {
	case evidence.DNS, evidence.Refused, evidence.Reset, evidence.TLS, evidence.Timeout, evidence.ServerError, evidence.Maintenance:
		return true
	}
	return false
}

// Availability says how the host answered.
func (s *Site) Availability() Availability {
	a := Availability{Control: s.control}
	counts := make(map[evidence.Problem]int)
	for _, key := range slices.Sorted(maps.Keys(s.visits)) {
		v := s.visits[key]
		if v.key != key {
			continue // an alias
		}
		for i := range v.exchanges {
			ex := &v.exchanges[i]
			if !s.inScope(ex.URL) {
				continue
			}
			a.Tried++
			if unavailable(ex.Problem) {
				a.Failed++
				counts[ex.Problem]++
			}
		}
	}
	most := 0
	for _, p := range evidence.Problems() {
		if n := counts[p]; n > most || n == most && n > 0 && p.Chinese() < a.Problem {
			most, a.Problem = n, p.Chinese()
		}
	}
	if v := s.visits[s.homeKey]; v != nil {
		answered := false
		for i := range v.exchanges {
			ex := &v.exchanges[i]
			a.Attempts = append(a.Attempts, Info{URL: ex.URL, Record: ex.ID, At: ex.At, SHA256: ex.Body, Problem: ex.Problem, Status: ex.Status, Looks: i + 1})
			answered = answered || !unavailable(ex.Problem)
		}
		a.HomeDown = !answered && len(a.Attempts) > 0 && s.control
		if a.Problem == "" && v.info.Problem != evidence.None { // it answered, with what shows nothing
			a.Problem = v.info.Problem.Chinese()
		}
	}
	return a
}

func notCovered(why string) error { return fmt.Errorf("%w：%s", ErrNotCovered, why) }
