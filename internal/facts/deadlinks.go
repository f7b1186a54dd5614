package facts

import (
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// maxDead bounds the dead links listed.
const maxDead = 5000

// DeadLinks are links to pages seen at least twice not to exist.
func (s *Site) DeadLinks() []DeadLink { return s.dead }

// findDead lists the links to pages that were seen at least twice not to
// exist. Pages are read again only when there is such a target.
func (s *Site) findDead() {
	targets := make(map[string]*visit)
	for key, v := range s.visits {
		if v.info != nil && (v.info.Problem.Definite() && v.goneTwice() || v.mixed()) {
			targets[key] = v
		}
	}
	if len(targets) == 0 {
		return
	}
	for _, info := range s.infos {
		if info.Problem != "" || info.Class == webpage.ClassAttachment || info.above {
			continue
		}
		v := s.visits[webpage.Key(info.URL)]
		if v == nil || v.info != info {
			continue
		}
		p, err := s.readExchange(v.chosen)
		if err != nil {
			continue
		}
		s.deadOn(info, p, v.key == s.homeKey, targets)
	}
	slices.SortStableFunc(s.dead, func(a, b DeadLink) int {
		if a.Home != b.Home {
			if a.Home {
				return -1
			}
			return 1
		}
		return strings.Compare(a.From+"\x00"+a.URL, b.From+"\x00"+b.URL)
	})
}

func (s *Site) deadOn(info *Info, p *webpage.Page, home bool, targets map[string]*visit) {
	seen := make(map[string]bool)
	for i := range p.Links {
		l := &p.Links[i]
		// Addresses worked out by us, and those scripts use, are no links of the page.
		if l.Kind == webpage.LinkPager && l.Text == "" || l.Choice || l.Kind == webpage.LinkData || l.Kind == webpage.LinkRefresh {
			continue
		}
		key := webpage.Key(l.URL)
		t := targets[key]
		if t == nil || seen[key] || len(s.dead) >= maxDead {
			continue
		}
		gone := t.goneAs(webpage.Spelling(l.URL))
		if gone == nil {
			continue
		}
		veiled, lost := unseen(p, key)
		if lost {
			continue // no visitor ever comes across it
		}
		seen[key] = true
		s.dead = append(s.dead, DeadLink{Hidden: veiled, URL: strings.Clone(l.URL), Text: strings.Clone(l.Text), From: info.URL, FromRec: info.Record, FromAt: info.At, FromSHA: info.SHA256, Target: *gone, Home: home})
	}
}

// unseen says whether all links of a page to an address are hidden by the page's own
// styles; lost that none of them can ever show: they have no words, lie off the page, or in a template.
func unseen(p *webpage.Page, key string) (veiled, lost bool) {
	hidden, shown := 0, 0
	lost = true
	for _, h := range p.Hidden {
		if webpage.Key(h.URL) == key {
			hidden++
			lost = lost && (h.Away || h.How == webpage.InTemplate || strings.TrimSpace(h.Text) == "")
		}
	}
	if hidden == 0 {
		return false, false
	}
	for i := range p.Links {
		if l := &p.Links[i]; webpage.Key(l.URL) == key && l.Raw != "" && l.Kind != webpage.LinkData {
			shown++
		}
	}
	veiled = hidden >= shown
	return veiled, veiled && lost
}

// goneAs is what was seen of the page under one spelling of its address, if it was seen at
// least twice not to exist.
func (v *visit) goneAs(spelling string) *Info {
	if !v.mixed() {
		return v.info
	}
	var last *evidence.Exchange
	n := 0
	for i := range v.exchanges {
		switch ex := &v.exchanges[i]; {
		case webpage.Spelling(ex.URL) != spelling:
		case ex.Problem == evidence.None:
			return nil
		case ex.Problem.Definite():
			last = ex
			n++
		}
	}
	if n < 2 {
		return nil
	}
	return &Info{URL: last.URL, Record: last.ID, At: last.At, SHA256: last.Body, Problem: last.Problem, Status: last.Status, Looks: n, Led: ledTo(last)}
}

// goneTwice says whether at least two exchanges found that the page does not exist.
func (v *visit) goneTwice() bool { return v.info.Looks >= 2 }
