package run

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ducha/internal/audit"
	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/webpage"
)

// lookAgainLimit bounds the second look, in pages.
const lookAgainLimit = 400

// maxLooks bounds how often what a second look showed leads to another.
const maxLooks = 3

// lookAgain fetches once more what candidate fails rest on. What is seen then may accuse
// of other things: those are looked at in their turn. It gives what it judged last; nil
// when it looked at something after that.
func lookAgain(ctx context.Context, job Job, store *evidence.Store) (last *look, err error) {
	looked := map[string]bool{}
	for range maxLooks {
		if last, err = understand(ctx, job, store); err != nil {
			return nil, err
		}
		again := slices.DeleteFunc(doubtful(job, last), func(u string) bool { return looked[u] })
		if len(again) == 0 {
			return last, nil
		}
		last.end()
		last = nil // many sites wait for the memory
		if err := crawl.SecondLook(ctx, job.Crawl, store, again); err != nil {
			return nil, fmt.Errorf("二次核验 %s：%w", job.URL, err)
		}
		for _, u := range again {
			looked[u] = true
		}
		if err := readAttachments(ctx, job.Documents, store); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// doubtful are the pages to look at again: those that candidate fails rest on, some that
// were seen where links are accused, and the pages of lists where something is said to
// be nowhere, for a row that was not drawn the first time may be it.
func doubtful(job Job, now *look) []string {
	site, answers := now.site, slices.Clone(now.answers)
	for _, set := range job.Also {
		other := job
		other.Set = set
		answers = append(answers, judge(other, site)...)
	}
	var seen, lists []string
	if accuses(answers, func(f audit.Found) bool { return strings.HasPrefix(f.Defect, "link.") }) {
		seen = stillThere(site)
	}
	if accuses(answers, func(f audit.Found) bool { return f.Absence }) {
		lists = listPages(site)
	}
	again := slices.Concat(seen, audit.LookAgain(answers, site.Certificate(), beginsOf(site)), lists)
	return first(again, lookAgainLimit)
}

// first are the first of so many different addresses.
func first(urls []string, limit int) []string {
	known := map[string]bool{}
	urls = slices.DeleteFunc(urls, func(u string) bool {
		again := known[u]
		known[u] = true
		return again
	})
	return urls[:min(len(urls), limit)]
}

func accuses(answers []audit.Answer, what func(audit.Found) bool) bool {
	return slices.ContainsFunc(answers, func(a audit.Answer) bool { return slices.ContainsFunc(a.Findings, what) })
}

// seenAgain is how many pages that were seen are asked for once more where links are
// said to be dead: a site that finds none of them any more says nothing by that.
const seenAgain = 3

// stillThere are some pages that were seen, from all over the site.
func stillThere(site *facts.Site) (urls []string) {
	var all []string
	for info := range site.Pages() {
		if info.Problem == evidence.None && info.Class != webpage.ClassHome && info.Class != webpage.ClassAttachment {
			all = append(all, info.URL)
		}
	}
	for i := range min(seenAgain, len(all)) {
		urls = append(urls, all[(2*i+1)*len(all)/(2*seenAgain)])
	}
	return urls
}

// listPages are the pages of the site's lists, those on which one begins first.
func listPages(site *facts.Site) (urls []string) {
	all := columns(site)
	for _, c := range all {
		urls = append(urls, c.Begins...)
	}
	for _, c := range all {
		urls = append(urls, c.Parts...)
	}
	return urls
}

// beginsOf gives, for a page of a list, the pages on which lists of its column begin:
// rows that were not drawn there the first time are the newest.
func beginsOf(site *facts.Site) func(page string) []string {
	of := map[string][]string{}
	for _, c := range columns(site) {
		for _, part := range c.Parts {
			of[part] = append(of[part], c.Begins...)
		}
	}
	return func(page string) []string { return of[page] }
}

// columns are those of the vocabulary and those of the site's own menus.
func columns(site *facts.Site) []*facts.Column {
	register, _ := site.Register() // what could not be read has no page to look at
	return slices.Concat(site.Columns(), register)
}
