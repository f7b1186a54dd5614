package facts

import (
	"strings"

	"ducha/internal/zhtext"
)

// Limits of what a reader remembers of the links it has read.
const (
	maxReferences = 4096
	maxReference  = 256 // bytes of one
)

// A target is where a link leads, and what its address tells.
type target struct {
	url     string // canonical; empty for what is no page
	file    bool   // see attachmentExt
	article bool   // see articleURL
	day     zhtext.Date
	dated   bool // see pathDate
}

// nowhere is the target of what is no link.
var nowhere = &target{}

func targetOf(url string) *target {
	if url == "" {
		return nowhere
	}
	t := &target{url: url, file: attachmentExt(url), article: articleURL(url)}
	t.day, t.dated = pathDate(url)
	return t
}

// published is the whole day an address tells.
func (t *target) published() (zhtext.Date, bool) {
	return t.day, t.dated && t.day.Full() && !t.day.Placeholder()
}

// references remembers where links lead: a site's menus stand on every page, and
// working out an address costs more than finding it again. A link as written has
// one meaning in all pages of a folder; when it begins at the root or with its
// scheme, in all pages of an origin.
type references struct {
	known map[string]map[string]*target // by folder or origin, then by link
	size  int
}

// add remembers a link and gives what is known from its place.
func (k *references) add(from, ref string, t *target) map[string]*target {
	if k.size >= maxReferences || k.known == nil {
		k.known, k.size = make(map[string]map[string]*target), 0
	}
	links := k.known[from]
	if links == nil {
		links = make(map[string]*target)
		k.known[from] = links
	}
	links[strings.Clone(ref)] = t // the page is let go of
	k.size++
	return links
}
