package facts

import (
	"crypto/sha256"
	"encoding/binary"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// Roles of pages that show their content.
type showing uint8

const (
	showsNothing showing = iota
	showsRows
	showsText
)

// showingOf says how a page shows its content without any script: with rows of a list,
// or with the text of an article.
func showingOf(p *webpage.Page) showing {
	switch {
	case p.Problem != evidence.None:
	case p.Class == webpage.ClassArticle && p.Article != nil && p.Article.Length > 100:
		return showsText
	case p.Class == webpage.ClassList || p.Class == webpage.ClassColumn:
		for i := range p.Lists {
			dated := 0
			for k := range p.Lists[i].Entries {
				if !p.Lists[i].Entries[k].ShownDate().IsZero() {
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

// mark stands for a filler in what is kept of a page.
func mark(filler string) uint64 {
	sum := sha256.Sum256([]byte(filler))
	return binary.BigEndian.Uint64(sum[:])
}

// fillersOf marks the fillers of a page that shows its content all the same.
func fillersOf(p *webpage.Page) (how showing, marks []uint64) {
	if how = showingOf(p); how == showsNothing {
		return how, nil
	}
	for _, f := range p.Fillers {
		marks = append(marks, mark(f))
	}
	return how, marks
}

// minShowing is how many lists and how many articles must have a filler before it
// is furniture.
const minShowing = 2

// furniture counts the pages with content that have each filler.
type furniture struct{ rows, texts map[uint64]int }

func (f *furniture) take(g *gist) {
	count := f.rows
	if g.shows == showsText {
		count = f.texts
	}
	for _, m := range g.fillers {
		count[m]++
	}
}

// Unfilled gives the page of an address that nothing but the site's furniture may
// fill, even one that is not relied on for that; nil when it is no such page.
func (s *Site) Unfilled(url string) *webpage.Page {
	v := s.visits[webpage.Key(url)]
	if v == nil || v.info == nil || v.info.Problem != evidence.None && v.info.Problem != evidence.ScriptOnly {
		return nil
	}
	p, err := s.whole(v)
	if err != nil || len(p.Fillers) == 0 {
		return nil
	}
	for _, f := range p.Fillers {
		if m := mark(f); f == webpage.OwnFiller || s.fitted.rows[m] < minShowing || s.fitted.texts[m] < minShowing {
			return nil
		}
	}
	return p
}
