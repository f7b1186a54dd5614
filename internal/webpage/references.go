package webpage

import (
	"strings"

	"ducha/internal/zhtext"
)

// Limits of what a reader remembers of the links it has read.
const (
	maxReferences = 4096
	maxReference  = 256 // bytes of one
)

// A target is where a link leads, and what its address tells to those who ask.
type target struct {
	url   string // canonical; empty for what is no page
	file  bool   // see attachmentExt
	asked question
	yes   question // of those asked
	day   zhtext.Date
}

// A question about an address is answered once, for links repeat from page to page.
type question uint8

const (
	askArticle question = 1 << iota // see articleURL
	askDay                          // whether it tells a whole day
	askLibrary                      // see libraryName
)

// nowhere is the target of what is no link.
var nowhere = &target{}

func targetOf(url string) *target {
	if url == "" {
		return nowhere
	}
	return &target{url: url, file: FileURL(url)}
}

func (t *target) is(q question) bool {
	if t == nowhere {
		return false // and may not be written to
	}
	if t.asked&q == 0 {
		t.asked |= q
		if t.answer(q) {
			t.yes |= q
		}
	}
	return t.yes&q != 0
}

func (t *target) answer(q question) (yes bool) {
	switch q {
	case askArticle:
		return ArticleURL(t.url)
	case askLibrary:
		return libraryName(t.url)
	}
	t.day, yes = PathDate(t.url)
	return yes && t.day.Full() && !t.day.Placeholder()
}

// published is the whole day an address tells.
func (t *target) published() (zhtext.Date, bool) {
	yes := t.is(askDay)
	return t.day, yes
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
