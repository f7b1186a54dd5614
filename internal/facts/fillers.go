package facts

import (
	"crypto/sha256"
	"slices"
	"strings"

	"ducha/internal/evidence"
)

// A filler is an empty place that a script may fill, or a script that fetches
// something: on a page without content it may bring the content. What stands on
// pages that show their content too, on lists with rows and on articles with text,
// is the site's furniture: a counter, a box to share, the weather.
type furniture map[string]bool

// maxFillers bounds the fillers noted of one page; anyFiller is one that no other
// page can tell of.
const (
	maxFillers = 32
	anyFiller  = "?"
)

// fills notes a filler; false when it is known as furniture.
func (r *reader) fills(filler string) bool {
	p := r.page
	if r.fitted[filler] {
		p.Furnished = true
		return false
	}
	if len(p.Fillers) < maxFillers && !slices.Contains(p.Fillers, filler) {
		p.Fillers = append(p.Fillers, filler)
	}
	return true
}

// Fillable says whether scripts may bring words that the page does not show, those
// of every page included: what one element lacks is then not claimed.
func (p *Page) Fillable() bool { return p.ScriptsIn || p.Furnished }

// scriptFiller names a script by its words; numbers, such as that of the page, do
// not count.
func scriptFiller(src string) string {
	words := sha256.Sum256([]byte(strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return -1
		}
		return c
	}, src)))
	return "script " + string(words[:8])
}

func placeFiller(name string) string { return "place " + name }

func includeFiller(url string) string { return "include " + url }

// Roles of pages that show their content.
type showing uint8

const (
	showsNothing showing = iota
	showsRows
	showsText
)

// shows says how a page shows its content without any script: with rows of a list,
// or with the text of an article.
func (p *Page) shows() showing {
	switch {
	case p.Problem != evidence.None:
	case p.Class == ClassArticle && articleWith(p, 100):
		return showsText
	case p.Class == ClassList || p.Class == ClassColumn:
		for i := range p.Lists {
			dated := 0
			for k := range p.Lists[i].Entries {
				if !p.Lists[i].Entries[k].shownDate().IsZero() {
					dated++
				}
			}
			if dated >= 3 {
				return showsRows
			}
		}
	}
	return showsNothing
}

// fillersOf numbers the fillers of a page that shows its content all the same.
func (r *Readings) fillersOf(p *Page) (how showing, ids []uint32) {
	if len(p.Fillers) == 0 {
		return showsNothing, nil
	}
	if how = p.shows(); how == showsNothing {
		return how, nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, f := range p.Fillers {
		id, ok := r.fillers.find(f)
		if !ok {
			id = r.fillers.add(f, f)
		}
		ids = append(ids, id)
	}
	return how, ids
}

// minShowing is how many lists and how many articles must have a filler before it
// is furniture.
const minShowing = 2

// furnish finds the furniture of a site among what was read of its pages.
func (s *Site) furnish(all []*gist) furniture {
	rows, texts := map[uint32]int{}, map[uint32]int{}
	for _, g := range all {
		count := rows
		if g.shows == showsText {
			count = texts
		}
		for _, id := range g.fillers {
			count[id]++
		}
	}
	found := furniture{}
	for id, n := range rows {
		if name := s.readings.filler(id); n >= minShowing && texts[id] >= minShowing && name != anyFiller {
			found[name] = true
		}
	}
	return found
}

func (r *Readings) filler(id uint32) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.fillers.all[id]
}

// unfurnished is the gist of a page that scripts may fill, read again without the
// site's furniture where there is any.
func (s *Site) unfurnished(v *visit, g *gist) (*gist, error) {
	filled := g.problem == evidence.ScriptOnly || g.drawn != nil && g.drawn.page.ScriptsIn
	if !filled || len(s.fitted) == 0 || v.chosen.Problem != evidence.None {
		return g, nil
	}
	p, err := s.readExchange(v.chosen, s.fitted)
	if err != nil {
		return nil, err
	}
	return s.readings.digest(p), nil
}
