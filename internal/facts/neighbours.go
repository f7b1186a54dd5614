package facts

import (
	"slices"
	"strings"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// Neighbours tells the pages of other bodies' sites on the same host from a site's own:
// units of one office often share a host, each in a folder. The 首页 of such a page leads
// to the start of that folder, and it names another body. What only one of the two says
// is no proof: the platform of an office has a 首页 of its own, and a bottom may name the
// office's information centre. Folders of sites that the config names need no proof.
type Neighbours struct {
	home string              // address of the start page
	keys map[string]bool     // pages that are called 首页 on it, itself included
	own  *webpage.Face       // nil until it was read
	dirs []string            // folders known to be other sites, without scheme
	kept map[string][]string // by further host, the folders that are the site's, without scheme

	portal bool // the host's own start page was seen, and is another
}

// NewNeighbours takes the start pages of the site, further ones of it, and those of
// others that are audited too.
func NewNeighbours(home string, seeds, others []string) *Neighbours {
	n := &Neighbours{home: home, keys: map[string]bool{webpage.Key(home): true}, kept: map[string][]string{}}
	for _, seed := range seeds {
		if seed = webpage.Canonical(seed); seed != "" {
			n.kept[webpage.HostPort(seed)] = append(n.kept[webpage.HostPort(seed)], schemeless(webpage.OwnFolder(seed)))
		}
	}
	for _, o := range others {
		if o = webpage.Canonical(o); o != "" && n.beside(o) {
			n.dirs = append(n.dirs, schemeless(webpage.OwnFolder(o)))
		}
	}
	return n
}

// Meet learns from the site's start page what is its own. What it calls 首页 is another
// name of it, unless that is the start of a portal of which the site is a folder.
func (n *Neighbours) Meet(address string, own webpage.Face) {
	n.home, n.own = address, &own
	n.keys[webpage.Key(address)] = true
	for _, h := range own.Homes {
		if h != "" && (!webpage.IsRoot(h) || webpage.OwnFolder(address) == "") {
			n.keys[webpage.Key(h)] = true
		}
	}
}

// Call gives the start page one more address.
func (n *Neighbours) Call(address string) { n.keys[webpage.Key(address)] = true }

// Met says whether the start page was read.
func (n *Neighbours) Met() bool { return n.own != nil }

// Start is the start page of the other site that a page is of: where its 首页 leads, or on
// a portal the step of its 当前位置 that it stands beneath. Empty when the page is the
// site's own, or nobody can tell.
func (n *Neighbours) Start(address string, f webpage.Face) (start string) {
	if n.own == nil || !otherBody(*n.own, f) {
		return ""
	}
	for _, h := range f.Homes {
		switch {
		case n.keys[webpage.Key(h)]:
			return ""
		case start == "" && n.beside(h):
			start = h
		}
	}
	if start != "" {
		return start
	}
	for _, step := range f.Trail {
		switch {
		case n.mine(step):
			return ""
		case start == "" && n.beside(step) && strings.HasPrefix(schemeless(address), schemeless(webpage.OwnFolder(step))):
			start = step
		}
	}
	return start
}

// mine says whether an address is the start page or lies in a folder that is the site's.
func (n *Neighbours) mine(address string) bool {
	return n.keys[webpage.Key(address)] || len(n.folders(address)) > 0 && n.Inside(address)
}

// Inside says whether an address lies in a folder that is the site's, or on a host that is
// the site's as a whole.
func (n *Neighbours) Inside(address string) bool {
	dirs := n.folders(address)
	return len(dirs) == 0 || slices.ContainsFunc(dirs, func(dir string) bool { return strings.HasPrefix(schemeless(address), dir) })
}

// folders are those that are the site's on the host of an address; none where all is.
func (n *Neighbours) folders(address string) []string {
	host := webpage.HostPort(address)
	dirs := n.kept[host]
	if host == webpage.HostPort(n.home) {
		dirs = append(slices.Clone(dirs), schemeless(webpage.OwnFolder(n.home)))
	}
	if slices.Contains(dirs, "") {
		return nil
	}
	return dirs
}

// Folder is the folder of another site that an address lies in; empty when it lies in none
// that is known.
func (n *Neighbours) Folder(address string) string {
	for _, dir := range n.dirs {
		if strings.HasPrefix(schemeless(address), dir) {
			return dir
		}
	}
	return ""
}

// Above says whether a page is one of a portal on which the site has a folder: it stands
// outside of the folder, its 首页 is the host's, and its 当前位置 does not lead through the
// site. What is wrong with it is not the site's fault. On a further host it is enough that
// the config names the folder.
func (n *Neighbours) Above(address string, f webpage.Face) bool {
	if len(n.folders(address)) == 0 || n.mine(address) || slices.ContainsFunc(f.Trail[:], n.mine) || slices.ContainsFunc(f.Homes[:], n.mine) {
		return false
	}
	return webpage.HostPort(address) != webpage.HostPort(n.home) || n.portal && slices.ContainsFunc(f.Homes[:], webpage.IsRoot)
}

// beside says whether an address is that of a folder of the host which does not hold the
// site.
func (n *Neighbours) beside(start string) bool {
	dir := webpage.OwnFolder(start)
	return dir != "" && webpage.HostPort(start) == webpage.HostPort(n.home) && !strings.HasPrefix(schemeless(n.home), schemeless(dir))
}

func schemeless(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	return rest
}

// otherBody says whether two pages name two bodies, neither of them a government, which
// its offices' pages name too.
func otherBody(own, other webpage.Face) bool {
	for _, pair := range [...][2]string{{own.Name, other.Name}, {own.Sponsor, other.Sponsor}} {
		a, b := bodyOf(pair[0]), bodyOf(pair[1])
		if zhtext.NamesBody(a) && zhtext.NamesBody(b) && !strings.Contains(a+b, "政府") {
			return !zhtext.ShortFor(a, b) && !zhtext.ShortFor(b, a)
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
