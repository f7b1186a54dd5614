package webpage

import (
	"regexp"
	"strings"

	"ducha/internal/address"
	"ducha/internal/zhtext"
)

// Canonical gives an address the form links are kept in; empty when it is none.
func Canonical(raw string) string {
	canon, err := address.Canonical(raw)
	if err != nil {
		return ""
	}
	return canon
}

// Host is the host of an absolute address, without port.
func Host(at string) string { return address.Host(at) }

// HostPort is the host of an absolute address, with a port that is not the usual one.
func HostPort(at string) string { return address.HostPort(at) }

// Path is the path of an absolute address, "/" at least.
func Path(address string) string {
	i := strings.Index(address, "://")
	if i < 0 {
		return ""
	}
	rest := address[i+3:]
	if i = strings.IndexByte(rest, '/'); i < 0 {
		return "/"
	}
	rest = rest[i:]
	for i := range len(rest) {
		if rest[i] == '?' || rest[i] == '#' {
			return rest[:i]
		}
	}
	return rest
}

// Key is equal for addresses of one page: with and without index.html,
// by http and https.
func Key(at string) string { return strings.TrimSuffix(address.Folded(at), "/") }

// Spelling is Key that tells /x from /x/: most servers lead from one to the other, some know
// only one of them.
func Spelling(at string) string { return address.Folded(at) }

// Folder is an address up to its last slash.
func Folder(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address[:strings.LastIndexByte(address, '/')+1]
}

// BareFolder says whether an address names a folder without its slash: /zwgk/jgzn. In
// /zwgk/index it names the page that opens the folder.
func BareFolder(address string) bool {
	path := Path(address)
	base := path[strings.LastIndexByte(path, '/')+1:]
	return base != "" && base != "index" && !strings.Contains(base, ".") && !strings.Contains(address, "?") && !ArticleURL(address)
}

// OwnFolder is the folder beneath a page; empty for the site's root, where
// everything is.
func OwnFolder(page string) string {
	dir := Folder(page)
	if BareFolder(page) {
		dir = page + "/"
	}
	if strings.Count(dir, "/") <= 3 {
		return ""
	}
	return dir
}

// Below says whether an address is that of a column in a page's own folder.
func Below(page, address string) bool {
	dir := OwnFolder(page)
	return dir != "" && strings.HasPrefix(address, dir) && (Folder(address) != dir || BareFolder(address))
}

// PathDate is the day an address tells. Most have no digits and tell none.
func PathDate(address string) (zhtext.Date, bool) {
	path := Path(address)
	for i := range len(path) {
		if path[i] >= '0' && path[i] <= '9' {
			return zhtext.URLDate(address)
		}
	}
	return zhtext.Date{}, false
}

// A search for words: the path of a page that searches, and what it is asked for.
var (
	searchPath = regexp.MustCompile(`(?i)/(j|js|q|full|web|site)?(search|query|sousuo|ssjg|so)[a-z]*(/|\.|$)`)
	searchAsk  = regexp.MustCompile(`(?i)[?&](q|qt|kw|wd|keys?|keywords?|search(word|key|text)?|words?)=.`)
)

// SearchURL says whether an address asks the site's search for words: 热词 beside its
// box are no columns. A catalogue that is asked for a column is no such search.
func SearchURL(address string) bool {
	return searchAsk.MatchString(address) && searchPath.MatchString(Path(address))
}
