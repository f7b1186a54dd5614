package run

import (
	"context"
	"slices"
	"strings"

	"ducha/internal/audit"
	"ducha/internal/evidence"
	"ducha/internal/facts"
)

// lookAgainLimit bounds the second look, in pages.
const lookAgainLimit = 400

// doubtful are the pages that candidate fails rest on.
func doubtful(ctx context.Context, job Job, store *evidence.Store) ([]string, error) {
	site, done, err := load(ctx, job, store)
	if err != nil {
		return nil, err
	}
	defer done()
	answers := judge(job, site)
	for _, set := range job.Also {
		other := job
		other.Set = set
		answers = append(answers, judge(other, site)...)
	}
	again := audit.LookAgain(answers, site.Certificate(), func(column string) []string { return beginsOf(site, column) }, lookAgainLimit)
	if accusesLinks(answers) {
		again = append(again, stillThere(site)...)
	}
	if accusesAbsence(answers) {
		again = append(again, listPages(site)...)
	}
	return again, nil
}

// seenAgain is how many pages that were seen are asked for once more where links are
// said to be dead: a site that finds none of them any more says nothing by that.
const seenAgain = 3

func accusesLinks(answers []audit.Answer) bool {
	return slices.ContainsFunc(answers, func(a audit.Answer) bool {
		return slices.ContainsFunc(a.Findings, func(f audit.Found) bool { return strings.HasPrefix(f.Defect, "link.") })
	})
}

// stillThere are some pages that were seen, from all over the site.
func stillThere(site *facts.Site) (urls []string) {
	var all []string
	for info := range site.Pages() {
		if info.Problem == evidence.None && info.Class != facts.ClassHome && info.Class != facts.ClassAttachment {
			all = append(all, info.URL)
		}
	}
	for i := range min(seenAgain, len(all)) {
		urls = append(urls, all[(2*i+1)*len(all)/(2*seenAgain)])
	}
	return urls
}

func accusesAbsence(answers []audit.Answer) bool {
	return slices.ContainsFunc(answers, func(a audit.Answer) bool {
		return slices.ContainsFunc(a.Findings, func(f audit.Found) bool { return f.Absence })
	})
}

// listsAgain is how many pages of lists are read once more where something is said to
// be nowhere: a row that was not drawn the first time may be it.
const listsAgain = 250

// listPages are the pages of the site's lists, those on which one begins first.
func listPages(site *facts.Site) (urls []string) {
	register, _ := site.Register() // what could not be read has no page to look at
	all := slices.Concat(site.Columns(), register)
	for _, c := range all {
		urls = append(urls, c.Begins...)
	}
	for _, c := range all {
		urls = append(urls, c.Parts...)
	}
	seen := map[string]bool{}
	urls = slices.DeleteFunc(urls, func(u string) bool {
		known := seen[u]
		seen[u] = true
		return known
	})
	return urls[:min(len(urls), listsAgain)]
}

// beginsOf are the pages a column's lists begin on, of the vocabulary or of the site's
// own menus: rows that were not drawn there the first time are its newest.
func beginsOf(site *facts.Site, name string) []string {
	if c, err := site.Column(name); err == nil && c != nil {
		return c.Begins
	}
	all, _ := site.Register() // what could not be read has no page to look at
	for _, c := range all {
		if c.Label == name || c.Name == name {
			return c.Begins
		}
	}
	return nil
}
