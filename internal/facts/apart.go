package facts

import (
	"maps"
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// faceOf gives the one copy of what a page says of its site: templates repeat it.
func (r *Readings) faceOf(p *webpage.Page) *webpage.Face {
	f := p.Face()
	r.mu.Lock()
	defer r.mu.Unlock()
	kept := r.faces[f]
	if kept == nil {
		for i := range f.Homes {
			f.Homes[i], f.Trail[i] = strings.Clone(f.Homes[i]), strings.Clone(f.Trail[i])
		}
		f.Name, f.Sponsor = strings.Clone(f.Name), strings.Clone(f.Sponsor)
		kept = &f
		if r.faces == nil {
			r.faces = map[webpage.Face]*webpage.Face{}
		}
		r.faces[f] = kept
	}
	return kept
}

// minApart is how many pages of a folder must say so before all of it is another site's,
// when its start page was not read.
const minApart = 3

// setApart finds the folders of other bodies' sites; what stands there is none of this
// site's. gists belong to the answers.
func (s *Site) setApart(answers []*evidence.Exchange, gists []*gist) {
	s.meet(answers, gists)
	pages := map[string]int{}
	for i, ex := range answers {
		if gists[i].face == nil || ex.Problem != evidence.None {
			continue
		}
		start := s.near.Start(ex.FinalURL, *gists[i].face)
		if start == "" {
			continue
		}
		dir := schemeless(webpage.OwnFolder(start))
		if pages[dir]++; webpage.Key(start) == webpage.Key(ex.FinalURL) {
			pages[dir] += minApart
		}
		apart(ex, start)
	}
	for _, dir := range slices.Sorted(maps.Keys(pages)) {
		if pages[dir] >= minApart {
			s.near.dirs = append(s.near.dirs, dir)
		}
	}
	for _, ex := range s.answers() {
		if dir := s.near.Folder(ex.FinalURL); dir != "" && ex.Problem == evidence.None {
			apart(ex, dir)
		}
	}
}

func apart(ex *evidence.Exchange, where string) {
	ex.Problem, ex.Detail = evidence.OutOfScope, "of another body's site on the same host: "+where
}

// meet looks for the start page, and for that of the host.
func (s *Site) meet(answers []*evidence.Exchange, gists []*gist) {
	home := -1
	for i, ex := range answers {
		if f := gists[i].face; f != nil && ex.Problem == evidence.None && (webpage.Key(ex.URL) == s.homeKey || webpage.Key(ex.FinalURL) == s.homeKey) {
			s.near.Meet(ex.FinalURL, *f)
			home = i
			break
		}
	}
	if home < 0 {
		return
	}
	for v, ex := range s.answers() {
		if ex.Problem.Definite() && webpage.IsRoot(v.key) && webpage.HostPort(ex.URL) == webpage.HostPort(s.near.home) {
			s.near.portal = true // whatever calls that its 首页 is not the site's
		}
	}
	for i, ex := range answers {
		if !webpage.IsRoot(ex.URL) || webpage.HostPort(ex.URL) != webpage.HostPort(s.near.home) || ex.Problem != evidence.None {
			continue
		}
		alike := ex.Body == answers[home].Body || gists[i].title != "" && gists[i].title == gists[home].title
		if alike || webpage.Key(ex.FinalURL) == webpage.Key(s.near.home) || s.leadsHome(gists[i]) {
			s.near.Call(ex.URL)
		} else {
			s.near.portal = true
		}
	}
}

// leadsHome says whether a page sends its visitors on to the start page, or frames it.
func (s *Site) leadsHome(g *gist) bool {
	if g.drawn == nil {
		return false
	}
	links := s.readings.drawnLinks()
	for id := range g.drawn.links.all() {
		if l := &links[id]; (l.Kind == webpage.LinkRefresh || l.Kind == webpage.LinkFrame) && webpage.Key(l.URL) == webpage.Key(s.near.home) {
			return true
		}
	}
	return false
}

// siteOf names the site that an address outside of this one is of.
func (s *Site) siteOf(address string) string {
	if dir := s.near.Folder(address); dir != "" {
		return dir
	}
	return webpage.Host(address)
}
