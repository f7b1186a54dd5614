package facts

import (
	"maps"
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/zhtext"
)

// Neighbours tells the pages of other bodies' sites on the same host from a site's own:
// units of one office often share a host, each in a folder. The 首页 of such a page leads
// to the start of that folder, and it names another body. What only one of the two says
// is no proof: the platform of an office has a 首页 of its own, and a bottom may name the
// office's information centre.
type Neighbours struct {
	home string          // address of the start page
	keys map[string]bool // pages that are called 首页 on it, itself included
	own  Face
}

// NewNeighbours takes the start page of the site.
func NewNeighbours(home string, own Face) *Neighbours {
	n := &Neighbours{home: home, keys: map[string]bool{pageKey(home): true}, own: own}
	for _, h := range own.Homes {
		if h != "" {
			n.keys[pageKey(h)] = true
		}
	}
	return n
}

// Start is the start page of the other site that a page is of; empty when it is the
// site's own, or nobody can tell.
func (n *Neighbours) Start(f Face) (start string) {
	for _, h := range f.Homes {
		switch {
		case h == "":
		case n.keys[pageKey(h)]:
			return ""
		case start == "" && hostPort(h) == hostPort(n.home) && n.beside(h):
			start = h
		}
	}
	if start == "" || !otherBody(n.own, f) {
		return ""
	}
	return start
}

// beside says whether an address is that of a folder which does not hold the site.
func (n *Neighbours) beside(start string) bool {
	dir := ownFolder(start)
	return dir != "" && !strings.HasPrefix(schemeless(n.home), schemeless(dir))
}

func schemeless(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	return rest
}

// otherBody says whether two pages name two bodies, neither of them a government, which
// its offices' pages name too.
func otherBody(own, other Face) bool {
	for _, pair := range [...][2]string{{own.Name, other.Name}, {own.Sponsor, other.Sponsor}} {
		a, b := bodyOf(pair[0]), bodyOf(pair[1])
		if organ(a) && organ(b) && !strings.Contains(a+b, "政府") {
			return !within(a, b) && !within(b, a)
		}
	}
	return false
}

// bodyOf is the body that the name of a site or the bottom of a page names.
func bodyOf(name string) string {
	key := zhtext.Key(name)
	for _, end := range []string{"网站", "官方", "门户"} {
		key = strings.TrimSuffix(key, end)
	}
	return key
}

// within says whether a name may be short for another: 市交通局 for 某市交通运输局.
func within(short, long string) bool {
	rest := []rune(short)
	for _, c := range long {
		if len(rest) > 0 && c == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// faceOf gives the one copy of what a page says of its site: templates repeat it.
func (r *Readings) faceOf(p *Page) *Face {
	f := p.Face()
	r.mu.Lock()
	defer r.mu.Unlock()
	kept := r.faces[f]
	if kept == nil {
		for i, h := range f.Homes {
			f.Homes[i] = strings.Clone(h)
		}
		f.Name, f.Sponsor = strings.Clone(f.Name), strings.Clone(f.Sponsor)
		kept = &f
		if r.faces == nil {
			r.faces = map[Face]*Face{}
		}
		r.faces[f] = kept
	}
	return kept
}

// minApart is how many pages of a folder must say so before all of it is another site's,
// when its start page was not read.
const minApart = 3

// setApart finds the folders of other bodies' sites; what stands there is none of this
// site's. faces belong to the answers.
func (s *Site) setApart(answers []*evidence.Exchange, faces []*Face) {
	n := s.neighbours(answers, faces)
	if n == nil {
		return
	}
	pages := map[string]int{}
	for i, ex := range answers {
		if faces[i] == nil || ex.Problem != evidence.None {
			continue
		}
		start := n.Start(*faces[i])
		if start == "" {
			continue
		}
		dir := schemeless(ownFolder(start))
		if pages[dir]++; pageKey(start) == pageKey(ex.FinalURL) {
			pages[dir] += minApart
		}
		apart(ex, start)
	}
	for _, dir := range slices.Sorted(maps.Keys(pages)) {
		if pages[dir] >= minApart {
			s.apart = append(s.apart, dir)
		}
	}
	for _, ex := range s.answers() {
		if ex.Problem == evidence.None && s.ofNeighbour(ex.FinalURL) {
			apart(ex, ex.FinalURL)
		}
	}
}

func apart(ex *evidence.Exchange, start string) {
	ex.Problem, ex.Detail = evidence.OutOfScope, "of another body's site on the same host: "+start
}

// neighbours is nil when the home page was not read.
func (s *Site) neighbours(answers []*evidence.Exchange, faces []*Face) *Neighbours {
	for i, ex := range answers {
		if f := faces[i]; ex.Problem == evidence.None && f != nil && (pageKey(ex.URL) == s.homeKey || pageKey(ex.FinalURL) == s.homeKey) {
			n := NewNeighbours(ex.FinalURL, *f)
			n.keys[s.homeKey] = true
			return n
		}
	}
	return nil
}

// siteOf names the site that an address outside of this one is of.
func (s *Site) siteOf(address string) string {
	for _, dir := range s.apart {
		if strings.HasPrefix(schemeless(address), dir) {
			return dir
		}
	}
	return hostOf(address)
}

// ofNeighbour says whether an address lies in the folder of another body's site.
func (s *Site) ofNeighbour(address string) bool {
	for _, dir := range s.apart {
		if strings.HasPrefix(schemeless(address), dir) {
			return true
		}
	}
	return false
}
