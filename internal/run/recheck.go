package run

import (
	"context"
	"slices"

	"ducha/internal/audit"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/fetch"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/internal/webpage"
	"ducha/rules"
)

// Target is what a recheck is to find out: whether a rule still fails, and the
// pages its case rests on.
type Target struct {
	Case          string // the asker's name for it
	Rule, Subject string // the rule by its key
	Pages         []string
}

// Recheck gathers what the rules of some cases need, and judges them alone: the
// same kinds with the same parameters. A rule whose page could not be seen this
// time is not verifiable, whatever the rest shows: nothing may be closed on it.
// judged are the cases that were judged whatever their rule's answer is: what is not
// found of them is mended even when the rule fails for others.
func Recheck(ctx context.Context, job Job, targets []Target, store *evidence.Store) (a *result.Audit, judged map[string]bool, err error) {
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
	job.readings = newReadings(job, job.Shared.space())
	defer job.readings.Forget()
	last, err := gatherJudged(ctx, job, store)
	if err != nil {
		return nil, nil, err
	}
	defer last.end()
	site, answers := last.site, last.answers
	a = compose(job, store.Snapshot(), site, answers)
	judged = map[string]bool{}
	for _, t := range targets {
		judged[t.Case] = slices.ContainsFunc(answers, func(a audit.Answer) bool { return a.Rule.Key == t.Rule && t.judged(site, &a) })
		for _, page := range t.Pages {
			if fetch.HostKey(page) == fetch.HostKey(job.URL) && !answered(site, page) {
				blind(a, t.Rule, page)
			}
		}
	}
	return a, judged, nil
}

// judged says whether the answer of a target's rule tells of the target by itself: the
// kind says that it is in order, or would have found it on its pages, which were all seen.
func (t *Target) judged(site *facts.Site, a *audit.Answer) bool {
	if slices.Contains(a.Cleared, t.Subject) {
		return true
	}
	return a.Rule.Kind != nil && a.Rule.Kind.Apart && !slices.ContainsFunc(t.Pages, func(p string) bool { return !inWhole(site, p) })
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

// answered says whether the answer of an address tells something: the page, or surely none.
func answered(site *facts.Site, url string) bool {
	if _, err := site.Info(url); err == nil {
		return true
	}
	at := site.Indexed(url)
	return at != nil && at.Problem.Definite()
}

// inWhole says the same where all of the page was read by it; of an attachment a program
// may have read nothing.
func inWhole(site *facts.Site, url string) bool {
	info, err := site.Info(url)
	return answered(site, url) && (err != nil || info.Class != webpage.ClassAttachment)
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
