package run_test

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"ducha/checks"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/internal/samplesite"
)

// tally counts what became of one defect code.
type tally struct{ planted, found, suspected, missed, wrong, wrongSuspect, twins int }

// accuracy gathers the table over many sites.
type accuracy struct {
	mu     sync.Mutex
	rows   map[string]*tally
	errors []string

	suspects []string // suspicions of what was not planted
}

func (a *accuracy) row(code string) *tally {
	if a.rows[code] == nil {
		a.rows[code] = &tally{}
	}
	return a.rows[code]
}

// compare counts what a set's audit made of the truth; looked says which of it
// the set looks for. What was planted is never a wrong accusation.
func (a *accuracy) compare(site string, sample *samplesite.Site, audited *result.Audit, looked func(samplesite.Expectation) bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	reported := map[string]finding.Verdict{}
	for _, f := range audited.Findings {
		reported[f.Defect+" "+f.Subject] = f.Verdict
	}
	planted := map[string]bool{}
	for _, e := range sample.Truth() {
		key := e.Defect + " " + e.Subject
		planted[key] = true
		if !looked(e) {
			continue
		}
		r := a.row(e.Defect)
		r.planted++
		switch v, ok := reported[key]; {
		case !ok:
			r.missed++
			a.errors = append(a.errors, fmt.Sprintf("missed: %s: %s: %s (%s)", audited.RuleSet.ID, site, key, reasonFor(audited, e.Defect)))
		case v == finding.Fail && e.Verdict == samplesite.Suspect:
			r.wrong++
			a.errors = append(a.errors, fmt.Sprintf("WRONG ACCUSATION: %s: %s: %s: failed where it can only be suspected", audited.RuleSet.ID, site, key))
		case v == finding.Fail:
			r.found++
		default:
			r.suspected++
		}
	}
	for _, f := range audited.Findings {
		key := f.Defect + " " + f.Subject
		switch {
		case planted[key]:
		case f.Verdict == finding.Fail:
			a.row(f.Defect).wrong++
			a.errors = append(a.errors, fmt.Sprintf("WRONG ACCUSATION: %s: %s: %s: %s %s", audited.RuleSet.ID, site, key, f.Message, f.Evidence[0].URL))
		default:
			a.row(f.Defect).wrongSuspect++
			a.suspects = append(a.suspects, fmt.Sprintf("%s: %s: %s", site, key, f.Message))
		}
	}
}

// twins counts what only looks like a defect that the set looks for, and must not
// be reported, not even as suspected.
func (a *accuracy) twins(site string, sample *samplesite.Site, audited *result.Audit) {
	a.mu.Lock()
	defer a.mu.Unlock()
	planted := map[string]bool{}
	for _, e := range sample.Truth() {
		planted[e.Defect+" "+e.Subject] = true
	}
	for _, trap := range sample.NotReported() {
		if planted[trap.Defect+" "+trap.Subject] || !looksFor(audited, trap.Defect) {
			continue
		}
		a.row(trap.Defect).twins++
		for _, f := range audited.Findings {
			if f.Defect == trap.Defect && reports(f, trap.Subject) {
				a.errors = append(a.errors, fmt.Sprintf("TWIN REPORTED: %s: %s: %s %s: %s (%s)", audited.RuleSet.ID, site, trap.Defect, trap.Subject, f.Message, trap.Note))
			}
		}
	}
}

// looksFor says whether the set has a rule that could find a defect.
func looksFor(audited *result.Audit, defect string) bool {
	for _, ind := range audited.Indicators {
		for _, r := range ind.Rules {
			for _, k := range checks.All {
				if k.Name == r.Kind && slices.Contains(k.Defects, defect) {
					return true
				}
			}
		}
	}
	return false
}

// reports says whether a finding is about a subject; one of a whole list is about
// every row it names.
func reports(f result.Finding, subject string) bool {
	row, is := strings.CutPrefix(subject, "信息:")
	if !is {
		return f.Subject == subject
	}
	return strings.Contains(f.Message, row) || slices.ContainsFunc(f.Evidence, func(e result.Evidence) bool { return strings.Contains(e.Quote, row) })
}

// reasonFor says what the rules that could have found a defect said instead.
func reasonFor(audited *result.Audit, defect string) string {
	var reasons []string
	for _, ind := range audited.Indicators {
		for _, r := range ind.Rules {
			for _, k := range checks.All {
				if k.Name == r.Kind && slices.Contains(k.Defects, defect) && r.Verdict == finding.Unverifiable {
					reasons = append(reasons, r.Reason)
				}
			}
		}
	}
	sort.Strings(reasons)
	return strings.Join(slices.Compact(reasons), "；")
}

// String is the table, one defect a row.
func (a *accuracy) String() string {
	var codes []string
	for code := range a.rows {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s %7s %6s %8s %7s %6s %9s %7s %6s\n", "defect", "planted", "fail", "suspect", "missed", "wrong", "precision", "recall", "twins")
	for _, code := range codes {
		r := a.rows[code]
		fmt.Fprintf(&b, "%-26s %7d %6d %8d %7d %6d %9s %7s %6d\n", code, r.planted, r.found, r.suspected, r.missed, r.wrong,
			share(r.found, r.found+r.wrong), share(r.found+r.suspected, r.planted), r.twins)
	}
	return b.String()
}

func share(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(part)/float64(whole))
}
