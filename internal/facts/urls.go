package facts

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/internal/address"
	"ducha/internal/zhtext"
)

// A resolver turns the links of one page into canonical addresses.
type resolver struct {
	base           *address.Base
	folder, origin string
	legacy         bool               // the page is in an encoding of old, in which queries are sent too
	near, far      map[string]*target // what is known from there; see references
	seen           *references
}

// newResolver resolves against a base; seen holds what other pages' links were
// found to lead to.
func newResolver(base string, seen *references) *resolver {
	b := address.NewBase(base)
	r := &resolver{base: b, folder: b.Folder(), origin: b.Origin(), seen: seen}
	r.near, r.far = seen.known[r.folder], seen.known[r.origin]
	return r
}

// resolve gives the canonical address of a link; empty for what is no page:
// javascript:, mailto:, a bare fragment, nonsense.
func (r *resolver) resolve(ref string) string { return r.target(ref).url }

// target gives where a link leads.
func (r *resolver) target(ref string) *target {
	ref = strings.TrimSpace(ref)
	if ref == "" || ref[0] == '#' {
		return nowhere
	}
	if r.legacy {
		ref = legacyQuery(ref)
	}
	if len(ref) > maxReference || ref[0] == '?' || r.origin == "" {
		return r.work(ref)
	}
	from, known := r.folder, &r.near
	if ref[0] == '/' || strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, "https://") {
		from, known = r.origin, &r.far
	}
	if t, ok := (*known)[ref]; ok {
		return t
	}
	t := r.work(ref)
	*known = r.seen.add(from, ref, t)
	return t
}

// legacyQuery writes the Chinese of a query as browsers send it from a page in GBK: in
// the page's own encoding, unlike that of a path.
func legacyQuery(ref string) string {
	path, query, ok := strings.Cut(ref, "?")
	plain := func(s string) bool { return !strings.ContainsFunc(s, func(c rune) bool { return c >= utf8.RuneSelf }) }
	if !ok || plain(query) {
		return ref
	}
	query, fragment, _ := strings.Cut(query, "#")
	var b strings.Builder
	encoder := simplifiedchinese.GB18030.NewEncoder()
	for _, c := range query {
		if c < utf8.RuneSelf {
			b.WriteRune(c)
			continue
		}
		out, err := encoder.String(string(c))
		if err != nil {
			return ref
		}
		b.WriteString(url.QueryEscape(out))
	}
	if fragment != "" {
		b.WriteString("#" + fragment)
	}
	return path + "?" + b.String()
}

// work works out where a link leads.
func (r *resolver) work(ref string) *target {
	u := r.base.Resolve(ref)
	if u == "" || unfilled(ref) {
		return nowhere
	}
	return targetOf(u)
}

// unfilled says whether an address is a place in a template that a script is to
// fill: {{url}}, <%=url%>, ${url}.
func unfilled(ref string) bool {
	for i := 0; i+1 < len(ref); i++ {
		switch ref[i] {
		case '{', '<', '$', '[':
			switch ref[i : i+2] {
			case "{{", "<%", "${", "{$", "[[":
				return true
			}
		}
	}
	return false
}

// Canonical gives an address the form links are kept in; empty when it is none.
func Canonical(raw string) string {
	canon, err := address.Canonical(raw)
	if err != nil {
		return ""
	}
	return canon
}

// hostOf is the host of an absolute address, without port.
func hostOf(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#:"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// hostPort is the host of an absolute address, with a port that is not the usual one.
func hostPort(address string) string {
	host := hostOf(address)
	_, rest, _ := strings.Cut(address, "://")
	port, ok := strings.CutPrefix(rest[len(host):], ":")
	if !ok {
		return host
	}
	if i := strings.IndexAny(port, "/?#"); i >= 0 {
		port = port[:i]
	}
	if port == "80" || port == "443" {
		return host
	}
	return host + ":" + port
}

// pathOf is the path of an absolute address, "/" at least.
func pathOf(address string) string {
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

// pageKey is equal for addresses of one page: with and without index.html,
// by http and https.
func pageKey(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	if i := strings.IndexByte(rest, '#'); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.LastIndexByte(rest, '/'); i >= 0 {
		switch rest[i+1:] {
		case "index.html", "index.htm", "index.shtml", "index.jsp", "index.php", "index.asp", "index.aspx", "default.html", "default.htm", "default.aspx":
			rest = rest[:i+1]
		}
	} else {
		rest += "/"
	}
	return strings.TrimSuffix(rest, "/")
}

// folder is an address up to its last slash.
func folder(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address[:strings.LastIndexByte(address, '/')+1]
}

// bareFolder says whether an address names a folder without its slash: /zwgk/jgzn.
func bareFolder(address string) bool {
	path := pathOf(address)
	base := path[strings.LastIndexByte(path, '/')+1:]
	return base != "" && !strings.Contains(base, ".") && !strings.Contains(address, "?") && !articleURL(address)
}

// ownFolder is the folder beneath a page; empty for the site's root, where
// everything is.
func ownFolder(page string) string {
	dir := folder(page)
	if bareFolder(page) {
		dir = page + "/"
	}
	if strings.Count(dir, "/") <= 3 {
		return ""
	}
	return dir
}

// below says whether an address is that of a column in a page's own folder.
func below(page, address string) bool {
	dir := ownFolder(page)
	return dir != "" && strings.HasPrefix(address, dir) && (folder(address) != dir || bareFolder(address))
}

// pathDate is the day an address tells. Most have no digits and tell none.
func pathDate(address string) (zhtext.Date, bool) {
	path := pathOf(address)
	for i := range len(path) {
		if path[i] >= '0' && path[i] <= '9' {
			return zhtext.URLDate(address)
		}
	}
	return zhtext.Date{}, false
}
