package address

import (
	"fmt"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// A Base resolves the references of one page. Most are plain and are joined by
// hand; the rest go through the browsers' own rules.
type Base struct {
	address string // as given, for the browsers' rules
	scheme  string // "http:"
	origin  string // "http://host"
	dir     string // "/a/b/"
	path    string // "/a/b/c.html"
}

// NewBase takes the absolute address of a page, or of its base element.
func NewBase(address string) *Base {
	b := &Base{address: address}
	if canon, err := Canonical(address); err == nil {
		b.address = canon
	}
	scheme, rest, ok := strings.Cut(b.address, "://")
	if !ok || scheme != "http" && scheme != "https" {
		return b
	}
	b.scheme = scheme + ":"
	host, path := rest, "/"
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, path = rest[:i], rest[i:]
	}
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	if path == "" {
		path = "/"
	}
	b.origin = b.address[:len(b.scheme)+2+len(host)]
	b.path = path
	b.dir = path[:strings.LastIndexByte(path, '/')+1]
	return b
}

// Folder is what the page's relative references start from. Two pages of one
// folder give every reference the same meaning, but for those that begin with ?
// or # and the empty one.
func (b *Base) Folder() string { return b.origin + b.dir }

// Origin is all that references from the root and whole addresses depend on.
func (b *Base) Origin() string { return b.origin }

// Resolve gives the canonical address a reference leads to; empty for what is no
// page: javascript:, mailto:, nonsense. A bare fragment is the page itself.
func (b *Base) Resolve(ref string) string {
	ref = strings.TrimSpace(ref)
	if len(ref) > Max {
		return ""
	}
	if i := strings.IndexAny(ref, ":/?#"); i > 0 && ref[i] == ':' && !web(ref[:i]) {
		return ""
	}
	bare, _, _ := strings.Cut(ref, "#")
	if u := b.join(bare); u != "" {
		if u = dropNoise(u); len(u) > Max {
			return ""
		}
		return u
	}
	return b.byRules(ref)
}

// Redirect gives the address a Location leads to. Bytes that are no ASCII count as they
// stand, whatever their encoding: so do browsers.
func (b *Base) Redirect(location string) string {
	var plain strings.Builder
	for i := range len(location) {
		if c := location[i]; c >= 0x80 {
			fmt.Fprintf(&plain, "%%%02X", c)
		} else {
			plain.WriteByte(c)
		}
	}
	return b.Resolve(plain.String())
}

func web(scheme string) bool {
	return strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
}

// byRules resolves as browsers do, whatever the reference holds.
func (b *Base) byRules(ref string) string {
	u, err := whatwg.ParseRef(b.address, ref)
	if err != nil {
		return ""
	}
	return finish(u)
}

// join handles plain references; empty when the browsers' rules are needed.
func (b *Base) join(ref string) string {
	if b.origin == "" || ref == "" || !plainRef(ref) {
		return ""
	}
	path, query := ref, ""
	if i := strings.IndexByte(ref, '?'); i >= 0 {
		path, query = ref[:i], ref[i:]
	}
	switch {
	case strings.HasPrefix(ref, "http://"), strings.HasPrefix(ref, "https://"), strings.HasPrefix(ref, "//"):
		return b.absolute(path, query)
	case strings.IndexByte(path, ':') >= 0:
		return ""
	case path == "":
		return b.origin + b.path + query
	case path[0] == '/':
		return b.origin + cleanPath(path) + query
	}
	if b.dir == "" {
		return ""
	}
	dir, path := climb(b.dir, path)
	if strings.HasPrefix(path, ".") || strings.Contains(path, "/.") || strings.Contains(dir, "/.") {
		return b.origin + cleanPath(dir+path) + query
	}
	return b.origin + dir + path + query
}

// climb takes ./ and ../ off the start of a path and leaves the folder by the latter.
func climb(dir, path string) (string, string) {
	plain := !strings.Contains(dir, "/.")
	for {
		if rest, ok := strings.CutPrefix(path, "./"); ok {
			path = rest
			continue
		}
		rest, ok := strings.CutPrefix(path, "../")
		if !ok || !plain {
			return dir, path
		}
		path = rest
		if up := strings.LastIndexByte(dir[:len(dir)-1], '/'); up >= 0 {
			dir = dir[:up+1]
		}
	}
}

// plainRef says that nothing in a reference is to be encoded or stripped.
func plainRef(ref string) bool {
	for i := range len(ref) {
		switch c := ref[i]; c {
		case '#', '\\', '"', '<', '>', '`', '{', '}', '^', '|', '\'', '%':
			return false
		default:
			if c <= ' ' || c >= 0x7f {
				return false
			}
		}
	}
	return true
}

func (b *Base) absolute(path, query string) string {
	scheme, rest, _ := strings.Cut(path, "//")
	if scheme == "" {
		scheme = b.scheme
	}
	host, tail := rest, "/"
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		host, tail = rest[:i], rest[i:]
	}
	if !plainHost(host) {
		return ""
	}
	return scheme + "//" + host + cleanPath(tail) + query
}

// cleanPath removes . and .. segments as browsers do; double slashes stay.
func cleanPath(path string) string {
	if !strings.Contains(path, "/.") {
		return path
	}
	in := strings.Split(path[1:], "/")
	out := make([]string, 0, len(in))
	for i, s := range in {
		last := i == len(in)-1
		switch s {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return "/" + strings.Join(out, "/")
}
