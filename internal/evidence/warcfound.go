package evidence

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"ducha/internal/address"
)

// Imported is what an archive held beside the pages that can be read.
type Imported struct {
	Own     int            // answers of the site
	Others  map[string]int // answers of other hosts
	Partial int            // answers stored in part
	Missing int            // repeats whose original is in none of the files
	Unread  int            // records that are no HTTP answer
	Damaged []string       // files that could not be read on at some place
}

func (f *Imported) damaged(name string, tell bool) {
	if tell && !slices.Contains(f.Damaged, name) {
		f.Damaged = append(f.Damaged, name)
	}
}

func (f *Imported) count(ex *Exchange) {
	if ex.Purpose != ForAside {
		f.Own++
		return
	}
	if f.Others == nil {
		f.Others = map[string]int{}
	}
	f.Others[address.HostPort(ex.URL)]++
}

// guesser counts the captures of every address and looks for the likeliest start page:
// the shortest path of the host with most pages.
type guesser struct {
	hosts    map[string]*hostGuess
	pages    map[string]bool
	captures map[string]int
	moves    [][2]string
	last     time.Time // of all times told
	own      string    // of a WARC of our own, which says it itself
}

type hostGuess struct {
	pages int
	best  string
	size  int
}

func (im *importer) survey() (*guesser, error) {
	g := &guesser{hosts: map[string]*hostGuess{}, pages: map[string]bool{}, captures: map[string]int{}}
	err := im.records(false, func(rec *warcRecord) error {
		switch strings.ToLower(rec.get("WARC-Type")) {
		case "warcinfo":
			if fields := ownInfo(rec); fields != nil && g.own == "" {
				g.own = fields["ducha-home"]
			}
		case "response", "revisit":
			g.tell(rec.date())
			if a, ok := parseHead(rec.block); ok {
				g.tell(parseDate(a.header.Get("Date")))
				g.meet(im.address(rec), a.status, a.header)
			} else {
				g.captures[address.Folded(im.address(rec))]++
			}
		case "resource":
			g.tell(rec.date())
			g.meet(im.address(rec), http.StatusOK, http.Header{"Content-Type": {rec.get("Content-Type")}})
		}
		return nil
	})
	return g, err
}

func (g *guesser) tell(times ...time.Time) {
	for _, t := range times {
		if t.After(g.last) {
			g.last = t
		}
	}
}

func (g *guesser) meet(at string, status int, header http.Header) {
	if at == "" {
		return
	}
	if g.captures[address.Folded(at)]++; status >= 300 && status < 400 {
		g.moves = append(g.moves, [2]string{at, header.Get("Location")})
		return
	}
	if ct := header.Get("Content-Type"); status != http.StatusOK || ct != "" && !strings.Contains(ct, "html") {
		return
	}
	if !g.pages[at] {
		g.pages[at] = true
		g.offer(at, 1)
	}
}

// offer takes a page as the start of its host, if it is the shortest yet.
func (g *guesser) offer(at string, pages int) {
	u, err := url.Parse(at)
	if err != nil {
		return
	}
	key := strings.TrimPrefix(address.HostPort(at), "www.")
	h := g.hosts[key]
	if h == nil {
		h = &hostGuess{}
		g.hosts[key] = h
	}
	h.pages += pages
	if size := startSize(u); h.best == "" || size < h.size {
		h.best, h.size = at, size
	}
}

// best is the answer, after the redirects that lead to a page of the same host.
func (g *guesser) best() string {
	if g.own != "" {
		return g.own
	}
	next := map[string]string{}
	for _, m := range g.moves {
		next[m[0]] = address.NewBase(m[0]).Redirect(m[1])
	}
	for _, m := range g.moves {
		at := m[0]
		for hop := 0; hop < 10 && next[at] != ""; hop++ {
			at = next[at]
		}
		if scope, err := address.NewScope(m[0], nil); err == nil && g.pages[at] {
			if u, err := url.Parse(at); err == nil && scope.Has(u) {
				g.offer(m[0], 0)
			}
		}
	}
	best := &hostGuess{}
	for _, h := range g.hosts {
		if h.pages > best.pages || h.pages == best.pages && h.best < best.best {
			best = h
		}
	}
	return best.best
}

// spelled is a home page with or without www., as the archive has it.
func (g *guesser) spelled(home string) string {
	scheme, rest, ok := strings.Cut(home, "://")
	if !ok || g.captures[address.Folded(home)] > 0 {
		return home
	}
	other, had := strings.CutPrefix(rest, "www.")
	if !had {
		other = "www." + rest
	}
	if other = scheme + "://" + other; g.captures[address.Folded(other)] > 0 {
		return other
	}
	return home
}

// startSize is the length of a path as far as it tells pages apart: /index.html
// is as short as /.
func startSize(u *url.URL) int {
	path := strings.TrimPrefix(u.Path, "/")
	low := strings.ToLower(path)
	for _, p := range []string{"index.", "default.", "home.", "main."} {
		if strings.HasPrefix(low, p) && !strings.Contains(low, "/") {
			return 1 + len(u.RawQuery)
		}
	}
	return 2*len(path) + 2*len(u.RawQuery)
}
