package run

import (
	"context"
	"slices"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/rules"
)

// Target is what a recheck is to find out: whether a rule still fails, and the
// pages its case rests on.
type Target struct {
	Rule  string // key
	Pages []string
}

// Recheck gathers what the rules of some cases need, and judges them alone: the
// same kinds with the same parameters. A rule whose page could not be seen this
// time is not verifiable, whatever the rest shows: nothing may be closed on it.
func Recheck(ctx context.Context, job Job, targets []Target, store *evidence.Store) (*result.Audit, error) {
	var keys []string
	for _, t := range targets {
		keys = append(keys, t.Rule)
		for _, page := range t.Pages {
			if fetch.HostKey(page) == fetch.HostKey(job.URL) && !slices.Contains(job.Crawl.Seeds, page) {
				job.Crawl.Seeds = append(slices.Clone(job.Crawl.Seeds), page)
			}
		}
	}
	job.Set = job.Set.Only(keys)
	job.Crawl.Narrow = narrow(job.Set)
	a, err := Audit(ctx, job, store)
	if err != nil {
		return nil, err
	}
	seen, err := seenPages(store)
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		for _, page := range t.Pages {
			if fetch.HostKey(page) == fetch.HostKey(job.URL) && !seen[page] {
				blind(a, t.Rule, page)
			}
		}
	}
	return a, nil
}

// narrow says that no rule looks beyond home, columns, lists and the pages named.
func narrow(set *rules.Set) bool {
	for _, ind := range set.Indicators {
		for _, r := range ind.Rules {
			if r.Kind == nil {
				continue
			}
			switch r.Kind.Name {
			case "missing-column", "misnamed-column", "blank-column", "stale-column", "thin-column", "undated-list", "missing-page-tag", "missing-footer-element",
				"missing-application-element", "dead-link", "leaked-identity-number", "leaked-personal-list", "internal-mark":
			default:
				return false
			}
		}
	}
	return true
}

// seenPages are the addresses whose answer says something: the page, or surely none.
func seenPages(store *evidence.Store) (map[string]bool, error) {
	seen := map[string]bool{}
	for ex, err := range store.Exchanges() {
		if err != nil {
			return nil, err
		}
		if ex.Problem == evidence.None || ex.Problem.Definite() {
			seen[ex.URL], seen[ex.FinalURL] = true, true
		}
	}
	return seen, nil
}

// blind takes back what was said of a rule.
func blind(a *result.Audit, rule, page string) {
	for i := range a.Indicators {
		for k := range a.Indicators[i].Rules {
			if r := &a.Indicators[i].Rules[k]; r.Key == rule && r.Verdict == finding.Pass {
				r.Verdict, r.Reason = finding.Unverifiable, "问题所在页面本次未能访问："+page
			}
		}
	}
}
