package checks

import (
	"slices"
	"strings"
	"sync"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/leak"
	"ducha/internal/webpage"
)

// A survey is what every page and attachment of a site has that somebody asks
// for, for all the kinds that look at each of them. Of most pages nothing is kept.
type survey struct {
	looks       []look
	seen, blind int // pages and attachments read, and those that could not be
	links, dark int // the same of pages alone, whose links are looked at
	home        string
	notes       map[*pageNote]*pageNote // see foreign
	filled      map[string]bool         // attachments that a page calls forms filled in to show how
}

// A look is one page or attachment that has something.
type look struct {
	info *facts.Info
	*pageNote
}

// A pageNote is what is noted of a page while it is read.
type pageNote struct {
	hits   []leak.Hit            // of every kind
	away   []*webpage.Link       // links to other hosts that are not trusted
	hidden []*webpage.HiddenLink // those that the page's own styles hide, into private networks left out
	filled []string              // attachments that its links call forms filled in to show how
}

type surveyKey struct{ asOf time.Time }

// surveying is the watch of all kinds that ask for a survey.
func surveying(asOf time.Time) facts.Watch {
	var known knownLinks
	return facts.Watch{Key: surveyKey{asOf}, Look: func(page *webpage.Page) any {
		n := pageNote{hits: pageHits(page, asOf)}
		if page.Class != webpage.ClassData {
			n.away, n.hidden = known.away(page), known.hidden(page)
		}
		n.filled = specimens(page)
		switch {
		case len(n.hits) > 0, len(n.filled) > 0:
			return &n
		case len(n.away) > 0:
			return known.note(n)
		}
		return nil
	}}
}

func surveyOf(p *check.Pass) *survey {
	return facts.Once(p.Site, surveyKey{p.AsOf}, func() *survey {
		s := &survey{home: hostOf(homeAddress(p)), notes: map[*pageNote]*pageNote{}, filled: map[string]bool{}}
		watch := surveying(p.AsOf)
		for info := range p.Site.Pages() {
			if info.Problem == evidence.None {
				s.look(p, info, watch)
			}
		}
		for _, l := range s.looks {
			if l.info.Class == webpage.ClassAttachment && s.filled[l.info.URL] {
				unsure(l.hits)
			}
		}
		return s
	})
}

func (s *survey) look(p *check.Pass, info *facts.Info, watch facts.Watch) {
	l := look{info: info}
	if info.Class == webpage.ClassAttachment {
		hits, err := fileHits(p, info)
		if err != nil {
			s.blind++
			return
		}
		l.pageNote = &pageNote{hits: hits}
	} else {
		note, err := p.Site.Noted(watch, info)
		if err != nil {
			s.blind++
			s.dark++
			return
		}
		if n, ok := note.(*pageNote); ok {
			l.pageNote = s.foreign(n)
			for _, url := range n.filled {
				s.filled[url] = true
			}
		}
		if info.Class != webpage.ClassData {
			s.links++
		}
	}
	s.seen++
	if l.pageNote != nil && (len(l.hits) > 0 || len(l.away) > 0) {
		s.looks = append(s.looks, l)
	}
}

// foreign is a note without links to the site itself; most pages share one.
func (s *survey) foreign(n *pageNote) *pageNote {
	f := s.notes[n]
	if f == nil {
		f = &pageNote{hits: n.hits}
		f.away = slices.DeleteFunc(slices.Clone(n.away), func(a *webpage.Link) bool { return s.own(hostOf(a.URL)) })
		f.hidden = slices.DeleteFunc(slices.Clone(n.hidden), func(h *webpage.HiddenLink) bool { return s.own(hostOf(h.URL)) })
		s.notes[n] = f
	}
	return f
}

// own says whether a host is the site itself.
func (s *survey) own(host string) bool { return bareHost(host) == bareHost(s.home) }

func bareHost(host string) string { return strings.TrimPrefix(host, "www.") }

// knownLinks are the links seen so far: templates repeat them on every page, and
// each is kept once.
type knownLinks struct {
	mu    sync.Mutex
	links map[webpage.Link]*webpage.Link
	hides map[webpage.HiddenLink]*webpage.HiddenLink
	notes []*pageNote // of links alone, the newest last
}

// maxNotes is how many templates of a site are told apart.
const maxNotes = 16

// note gives the one copy of a note of links: pages of one template have the same.
func (k *knownLinks) note(n pageNote) *pageNote {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, old := range k.notes {
		if slices.Equal(old.away, n.away) && slices.Equal(old.hidden, n.hidden) {
			return old
		}
	}
	if len(k.notes) == maxNotes {
		k.notes = slices.Delete(k.notes, 0, 1)
	}
	k.notes = append(k.notes, &n)
	return &n
}

// away picks the links that lead off a page's host to hosts that are not trusted.
func (k *knownLinks) away(page *webpage.Page) (all []*webpage.Link) {
	k.mu.Lock()
	defer k.mu.Unlock()
	own := bareHost(hostOf(page.URL))
	for i := range page.Links {
		l := &page.Links[i]
		host := hostOf(l.URL)
		if host == "" || bareHost(host) == own || trusted(host) {
			continue
		}
		key := webpage.Link{URL: l.URL, Text: l.Text, Raw: l.Raw}
		if k.links[key] == nil {
			// A piece of a page's text would keep all of it.
			kept := webpage.Link{URL: strings.Clone(l.URL), Text: strings.Clone(l.Text), Raw: strings.Clone(l.Raw)}
			if k.links == nil {
				k.links = map[webpage.Link]*webpage.Link{}
			}
			k.links[kept] = &kept
		}
		all = append(all, k.links[key])
	}
	return all
}

// hidden picks of those the links that a visitor cannot see.
func (k *knownLinks) hidden(page *webpage.Page) (all []*webpage.HiddenLink) {
	k.mu.Lock()
	defer k.mu.Unlock()
	own := bareHost(hostOf(page.URL))
	for _, l := range page.Hidden {
		host := hostOf(l.URL)
		if host == "" || bareHost(host) == own || trusted(host) || privateHost(host) {
			continue
		}
		if k.hides[l] == nil {
			kept := webpage.HiddenLink{URL: strings.Clone(l.URL), Text: strings.Clone(l.Text), How: strings.Clone(l.How), Away: l.Away}
			if k.hides == nil {
				k.hides = map[webpage.HiddenLink]*webpage.HiddenLink{}
			}
			k.hides[kept] = &kept
		}
		all = append(all, k.hides[l])
	}
	return all
}
