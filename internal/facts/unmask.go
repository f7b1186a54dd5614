package facts

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// sameForMany is how many addresses of a site may give the same bytes before
// they are taken for one answer that stands for no page.
const sameForMany = 4

// unmask finds answers that stand for other pages: the home page in place of
// another (H3), and one page given for many addresses, as a wall or a catch-all
// does with status 200 (H6). They prove nothing of what was asked for.
func (s *Site) unmask() {
	owners := make(map[evidence.Digest]map[string]bool)
	for v, ex := range s.readables() {
		note(owners, ex.Body, v.key)
	}
	home := evidence.Digest("")
	if v := s.visits[s.homeKey]; v != nil {
		for i := range v.exchanges {
			if ex := &v.exchanges[i]; ex.Problem == evidence.None && ex.Body != "" {
				home = ex.Body
				break
			}
		}
	}
	for v, ex := range s.readables() {
		switch many := len(owners[ex.Body]) >= sameForMany && !ofOnePath(v.key, owners[ex.Body]); {
		case v.key == s.homeKey && ex.Body == home:
		case webpage.Key(ex.FinalURL) == s.homeKey && v.key != s.homeKey && !startPage(ex.URL):
			ex.Problem, ex.Detail = evidence.Soft404, "sent to the home page"
		case many:
			ex.Problem, ex.Detail = evidence.StandIn, "the same page for many addresses"
		}
	}
	s.unmaskProbed()
}

// ofOnePath says whether an address without a query is the only path that gave an answer:
// a list looks the same through filters that all its rows pass.
func ofOnePath(key string, owners map[string]bool) bool {
	for other := range owners {
		if path, _, _ := strings.Cut(other, "?"); strings.TrimSuffix(path, "/") != strings.TrimSuffix(key, "/") {
			return false
		}
	}
	return true
}

// answers are all exchanges of pages, in the order of their addresses.
func (s *Site) answers() iter.Seq2[*visit, *evidence.Exchange] {
	return func(yield func(*visit, *evidence.Exchange) bool) {
		for _, key := range slices.Sorted(maps.Keys(s.visits)) {
			v := s.visits[key]
			for i := range v.exchanges {
				if !yield(v, &v.exchanges[i]) {
					return
				}
			}
		}
	}
}

// readables are those that look like readable pages.
func (s *Site) readables() iter.Seq2[*visit, *evidence.Exchange] {
	return func(yield func(*visit, *evidence.Exchange) bool) {
		for v, ex := range s.answers() {
			if ex.Problem == evidence.None && ex.Body != "" && !webpage.IsAttachment(ex) && !webpage.FileURL(ex.FinalURL) && !yield(v, ex) {
				return
			}
		}
	}
}

// startPage says whether an address is another name of a start page, which may
// well lead home.
func startPage(address string) bool {
	return strings.Count(strings.Trim(webpage.Path(address), "/"), "/") == 0
}

// habits are what all visits tell of a site together: what its pages have in common,
// and what was given in place of them.
type habits struct {
	home   string                     // key of the home page
	own    map[string]bool            // hosts that are the site's
	framed map[string]bool            // keys of what stands in frames
	owners map[uint64]map[string]bool // keys of the addresses that gave the same words
	faces  map[uint64]map[string]bool // keys of the addresses that looked as the home page did
	menu   bool                       // the home page shows that pages have a menu
	open   int                        // pages that do not close their document
	pages  int
}

func (s *Site) newHabits() *habits {
	h := &habits{home: s.homeKey, own: map[string]bool{}, framed: map[string]bool{}, owners: map[uint64]map[string]bool{}, faces: map[uint64]map[string]bool{}}
	home := strings.TrimPrefix(webpage.Host(s.snap.Home), "www.")
	h.own[home], h.own["www."+home] = true, true
	return h
}

func (h *habits) take(key, host string, n *notice) {
	h.pages++
	if n.open {
		h.open++
	}
	if n.leads == minLeads {
		h.own[host], h.menu = true, h.menu || key == h.home
	}
	for _, address := range n.frames {
		h.framed[webpage.Key(address)] = true
	}
	if n.leads == minLeads && (key == h.home || h.faces[n.face] != nil) {
		note(h.faces, n.face, key)
	}
	if n.words != 0 {
		note(h.owners, n.words, key)
	}
}

// note adds the key of an address to those of one answer.
func note[K comparable](sets map[K]map[string]bool, what K, key string) {
	if sets[what] == nil {
		sets[what] = map[string]bool{}
	}
	sets[what][key] = true
}

// mask names what is wrong with an answer that proves nothing of what was asked for:
// the home page or one notice for many addresses; any notice in place of the home page; a
// scrap on a site whose pages have a menu; a page without its end where others have one.
func (h *habits) mask(key string, ex *evidence.Exchange, n *notice) (evidence.Problem, string) {
	switch notice := n.words != 0 && h.own[webpage.Host(ex.URL)]; { // another body's host may show what it likes
	case n.open && 5*h.open <= h.pages:
		return evidence.Truncated, "the document is not closed, as others of the site are"
	case key != h.home && len(h.faces[n.face]) >= sameForMany && !webpage.RootPath(ex.URL):
		return evidence.StandIn, "the home page for many addresses"
	case notice && len(h.owners[n.words]) >= sameForMany:
		return evidence.StandIn, "the same notice for many addresses"
	case notice && n.plain && key == h.home:
		return evidence.StandIn, "a notice in place of the home page"
	case notice && n.scrap && h.menu && !h.framed[key]:
		return evidence.StandIn, "a few words without anything of the site's pages"
	}
	return evidence.None, ""
}

// unmaskAlike finds the answers that only what the whole site has in common shows to
// be none.
func (s *Site) unmaskAlike(ctx context.Context) error {
	var all []*evidence.Exchange
	var keys []string
	for v, ex := range s.readables() {
		all, keys = append(all, ex), append(keys, v.key)
	}
	gists := make([]*gist, len(all))
	if err := inParallel(ctx, len(all), func(i int) (err error) {
		gists[i], err = s.gist(all[i])
		return err
	}); err != nil {
		return err
	}
	h := s.newHabits()
	for i := range all {
		if keys[i] == h.home {
			h.faces[gists[i].notice.face] = map[string]bool{}
		}
	}
	for i, ex := range all {
		h.take(keys[i], webpage.Host(ex.URL), &gists[i].notice)
	}
	for i, ex := range all {
		if problem, detail := h.mask(keys[i], ex, &gists[i].notice); problem != evidence.None {
			ex.Problem, ex.Detail = problem, detail
		}
	}
	s.setApart(all, gists)
	return nil
}

// tooMany is the share of a site's addresses, one in so many, of which an answer without
// words for it may say that they do not exist.
const tooMany = 10

// unmaskProbed takes the host's answer to an address that cannot exist for a wall where
// it was given for many pages too: a wall asks nobody whether the page is there.
func (s *Site) unmaskProbed() {
	var alike []*evidence.Exchange
	for _, ex := range s.answers() {
		if ex.Problem == evidence.Soft404 && ex.Detail == evidence.LikeProbe {
			alike = append(alike, ex)
		}
	}
	addresses := map[string]bool{}
	for _, ex := range alike {
		addresses[webpage.Key(ex.URL)] = true
	}
	if len(addresses) < sameForMany || tooMany*len(addresses) <= len(s.visits) {
		return
	}
	for _, ex := range alike {
		ex.Problem = evidence.StandIn
	}
}
