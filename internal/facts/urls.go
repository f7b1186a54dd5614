package facts

import (
	"strings"

	"github.com/nlnwa/whatwg-url/url"
)

// A resolver turns the addresses of one page into absolute canonical ones. Most
// are plain and are joined by hand; the rest go through the browsers' own rules.
type resolver struct {
	base   string // canonical, with scheme
	scheme string // "http:"
	origin string // "http://host"
	dir    string // "/a/b/"
	path   string // "/a/b/c.html"
}

func newResolver(base string) *resolver {
	r := &resolver{base: base}
	scheme, rest, ok := strings.Cut(base, "://")
	if !ok || scheme != "http" && scheme != "https" {
		return r
	}
	r.scheme = scheme + ":"
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
	r.origin = scheme + "://" + host
	r.path = path
	r.dir = path[:strings.LastIndexByte(path, '/')+1]
	return r
}

// resolve gives the absolute address of ref; empty for what is no page:
// javascript:, mailto:, a bare fragment, nonsense.
func (r *resolver) resolve(ref string) string {
	ref = strings.Trim(ref, " \t\r\n\f\u00a0\u3000")
	if ref == "" || ref[0] == '#' || len(ref) > 2048 {
		return ""
	}
	if i := strings.IndexAny(ref, ":/?#"); i > 0 && ref[i] == ':' {
		if s := strings.ToLower(ref[:i]); s != "http" && s != "https" {
			return ""
		}
	}
	if i := strings.IndexByte(ref, '#'); i >= 0 {
		ref = ref[:i]
	}
	if u := r.join(ref); u != "" {
		return dropNoise(u)
	}
	u, err := url.ParseRef(r.base, ref)
	if err != nil {
		return ""
	}
	u.SetHash("")
	if s := u.Scheme(); s != "http" && s != "https" || u.Hostname() == "" {
		return ""
	}
	return dropNoise(u.Href(true))
}

// join handles plain references; empty when the browsers' rules are needed.
func (r *resolver) join(ref string) string {
	if r.origin == "" || ref == "" {
		return ""
	}
	for i := 0; i < len(ref); i++ {
		c := ref[i]
		if c <= ' ' || c >= 0x7f || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>' || c == '`' || c == '{' || c == '}' || c == '^' || c == '|' || c == '\'' || c == '%' {
			return ""
		}
	}
	path, query := ref, ""
	if i := strings.IndexByte(ref, '?'); i >= 0 {
		path, query = ref[:i], ref[i:]
	}
	switch {
	case strings.HasPrefix(ref, "http://"), strings.HasPrefix(ref, "https://"), strings.HasPrefix(ref, "//"):
		return r.absolute(path, query)
	case strings.Contains(path, ":"):
		return ""
	case path == "":
		return r.origin + r.path + query
	case path[0] == '/':
		return r.origin + cleanPath(path) + query
	}
	return r.origin + cleanPath(r.dir+path) + query
}

func (r *resolver) absolute(path, query string) string {
	scheme, rest, _ := strings.Cut(path, "//")
	if scheme == "" {
		scheme = r.scheme
	}
	host, tail := rest, "/"
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		host, tail = rest[:i], rest[i:]
	}
	if host == "" {
		return ""
	}
	for i := 0; i < len(host); i++ {
		c := host[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-' {
			return ""
		}
	}
	if c := host[len(host)-1]; c >= '0' && c <= '9' || strings.Contains(host, "..") || strings.Contains(host, "xn--") || host[0] == '.' || c == '.' {
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

// dropNoise removes what only tells sessions and visits apart.
func dropNoise(u string) string {
	if i := strings.Index(u, ";jsessionid="); i >= 0 {
		tail := ""
		if j := strings.IndexByte(u[i:], '?'); j >= 0 {
			tail = u[i+j:]
		}
		u = u[:i] + tail
	}
	q := strings.IndexByte(u, '?')
	if q < 0 || !strings.Contains(u[q:], "_t=") && !strings.Contains(u[q:], "utm_") && q != len(u)-1 {
		return u
	}
	var kept []string
	for _, part := range strings.Split(u[q+1:], "&") {
		if part != "" && !strings.HasPrefix(part, "_t=") && !strings.HasPrefix(part, "utm_") {
			kept = append(kept, part)
		}
	}
	if len(kept) == 0 {
		return u[:q]
	}
	return u[:q+1] + strings.Join(kept, "&")
}

// Canonical gives an address the form links are kept in; empty when it is none.
func Canonical(address string) string {
	return newResolver("").canonical(address)
}

func (r *resolver) canonical(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	u.SetHash("")
	if s := u.Scheme(); s != "http" && s != "https" {
		return ""
	}
	return dropNoise(u.Href(true))
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

// pathOf is the path of an absolute address, "/" at least.
func pathOf(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	i := strings.IndexByte(rest, '/')
	if i < 0 {
		return "/"
	}
	rest = rest[i:]
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		rest = rest[:i]
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

// attachmentExt are the endings of files that are not read as pages.
func attachmentExt(address string) bool {
	path := pathOf(address)
	i := strings.LastIndexByte(path, '.')
	if i < 0 || len(path)-i > 6 {
		return false
	}
	switch strings.ToLower(path[i+1:]) {
	case "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "ofd", "zip", "rar", "7z", "gz", "tar", "txt", "rtf", "csv",
		"jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff", "mp3", "mp4", "avi", "wmv", "flv", "mov", "swf", "exe", "apk", "ceb", "cebx", "caj":
		return true
	}
	return false
}

// pictureExt says whether an address is that of a picture.
func pictureExt(address string) bool {
	path := strings.ToLower(pathOf(address))
	for _, ext := range []string{".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp"} {
		if strings.HasSuffix(path, ext) {
			return true
		}
	}
	return false
}
