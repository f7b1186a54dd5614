package checks

import (
	"path"
	"slices"
	"strings"
	"time"

	"ducha/internal/leak"
	"ducha/internal/webpage"
)

// namesOf adds the marks that the names of attachments begin with, and the numbers of
// persons that their addresses name: a file is often called after its applicant.
func namesOf(hits []leak.Hit, page *webpage.Page, asOf time.Time) []leak.Hit {
	for _, l := range page.Links {
		if l.Kind != webpage.LinkAttachment {
			continue
		}
		for _, h := range numbersIn(l.URL, asOf) {
			if !slices.ContainsFunc(hits, func(k leak.Hit) bool { return k.Kind == h.Kind && k.Masked == h.Masked }) {
				hits = append(hits, h)
			}
		}
		for _, h := range leak.Scan(l.Text, asOf) {
			if (h.Kind == leak.Secrecy || h.Kind == leak.Internal) && !slices.ContainsFunc(hits, func(k leak.Hit) bool { return k.Kind == h.Kind && k.Masked == h.Masked }) {
				hits = append(hits, h)
			}
		}
	}
	return hits
}

// numbersIn are the identity numbers in the name of a file: signals, for systems name files
// by numbers of their own.
func numbersIn(address string, asOf time.Time) (all []leak.Hit) {
	name := path.Base(pathOf(address))
	if !leak.Telling(name) {
		return nil
	}
	for _, h := range leak.Scan(name, asOf) {
		if h.Kind == leak.Identity {
			h.Sure, h.Around = false, "文件名："+h.Around
			all = append(all, h)
		}
	}
	return all
}

// specimens are the attachments of a page that its links, or their own names, call
// forms filled in to show how.
func specimens(page *webpage.Page) (all []string) {
	for _, l := range page.Links {
		if l.Kind == webpage.LinkAttachment && leak.Specimen(l.Text) {
			all = append(all, strings.Clone(l.URL))
		}
	}
	return all
}

// unsure leaves hits to a person.
func unsure(hits []leak.Hit) {
	for i := range hits {
		hits[i].Sure = false
	}
}
