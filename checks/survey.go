package checks

import (
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/leak"
)

// A survey is one walk over every page and attachment of a site, for all the
// kinds that need each of them. Reading a page is what costs: the walk is made
// once for a site and keeps of most pages nothing.
type survey struct {
	looks       []look
	seen, blind int // pages and attachments read, and those that could not be
	links, dark int // the same of pages alone, whose links are looked at
	home        string
}

// A look is what a page has that somebody asks for.
type look struct {
	info *facts.Info
	hits []leak.Hit    // of every kind
	away []*facts.Link // links off the site to hosts that are not trusted
	// those that the page's own styles hide, into private networks left out
	hidden []*facts.HiddenLink
}

// knownLinks are the links of a survey: templates repeat them on every page, and
// each is kept once.
type knownLinks struct {
	links  map[facts.Link]*facts.Link
	hidden map[facts.HiddenLink]*facts.HiddenLink
}

type surveyKey struct{ asOf time.Time }

func surveyOf(p *check.Pass) *survey {
	return facts.Once(p.Site, surveyKey{p.AsOf}, func() *survey {
		s := &survey{home: hostOf(homeAddress(p))}
		known := knownLinks{map[facts.Link]*facts.Link{}, map[facts.HiddenLink]*facts.HiddenLink{}}
		for info := range p.Site.Pages() {
			if info.Problem == evidence.None {
				s.look(p, info, known)
			}
		}
		return s
	})
}

func (s *survey) look(p *check.Pass, info *facts.Info, known knownLinks) {
	l := look{info: info}
	if info.Class == facts.ClassAttachment {
		hits, err := fileHits(p, info)
		if err != nil {
			s.blind++
			return
		}
		l.hits = hits
	} else {
		page, err := p.Site.Page(info.URL)
		if err != nil {
			s.blind++
			s.dark++
			return
		}
		l.hits = pageHits(page, p.AsOf)
		if info.Class != facts.ClassData {
			s.links++
			l.away = s.away(page, known.links)
			l.hidden = s.hidden(page, known.hidden)
		}
	}
	s.seen++
	if len(l.hits) > 0 || len(l.away) > 0 {
		s.looks = append(s.looks, l)
	}
}

// away picks the links that lead off the site to hosts that are not trusted.
func (s *survey) away(page *facts.Page, known map[facts.Link]*facts.Link) (all []*facts.Link) {
	for i := range page.Links {
		host := hostOf(page.Links[i].URL)
		if host == "" || s.own(host) || trusted(host) {
			continue
		}
		key := facts.Link{URL: page.Links[i].URL, Text: page.Links[i].Text, Raw: page.Links[i].Raw}
		if known[key] == nil {
			// A piece of a page's text would keep all of it.
			kept := facts.Link{URL: strings.Clone(key.URL), Text: strings.Clone(key.Text), Raw: strings.Clone(key.Raw)}
			known[kept] = &kept
		}
		all = append(all, known[key])
	}
	return all
}

// hidden picks the links that a visitor cannot see of those that lead off the
// site to hosts that are not trusted.
func (s *survey) hidden(page *facts.Page, known map[facts.HiddenLink]*facts.HiddenLink) (all []*facts.HiddenLink) {
	for _, l := range page.Hidden {
		host := hostOf(l.URL)
		if host == "" || s.own(host) || trusted(host) || privateHost(host) {
			continue
		}
		if known[l] == nil {
			kept := facts.HiddenLink{URL: strings.Clone(l.URL), Text: strings.Clone(l.Text), How: strings.Clone(l.How), Away: l.Away}
			known[kept] = &kept
		}
		all = append(all, known[l])
	}
	return all
}

// own says whether a host is the site itself.
func (s *survey) own(host string) bool {
	return strings.TrimPrefix(host, "www.") == strings.TrimPrefix(s.home, "www.")
}
