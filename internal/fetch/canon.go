package fetch

import (
	"errors"
	"fmt"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// maxURL is the longest address asked for; longer ones are traps or mistakes.
const maxURL = 2083

var errURL = errors.New("not an address that can be fetched")

// Canonical gives the one form of an address under which it is asked and known:
// as a browser reads it, without fragment, user name and session keys. Queries
// that may mean something stay as they are, in their order.
func Canonical(raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > maxURL || strings.ContainsRune(raw, 0) {
		return "", fmt.Errorf("%.80q: %w", raw, errURL)
	}
	if plainURL(raw) {
		return raw, nil
	}
	u, err := whatwg.Parse(raw)
	if err != nil {
		return "", fmt.Errorf("%.80q: %w", raw, errURL)
	}
	if p := u.Protocol(); p != "http:" && p != "https:" || u.Hostname() == "" {
		return "", fmt.Errorf("%.80q: %w", raw, errURL)
	}
	u.SetUsername("")
	u.SetPassword("")
	u.SetHash("")
	if h := u.Hostname(); strings.HasSuffix(h, ".") {
		u.SetHostname(strings.TrimRight(h, "."))
	}
	if path := u.Pathname(); strings.Contains(path, ";") {
		u.SetPathname(dropSession(path))
	}
	if q := u.Search(); q != "" {
		u.SetSearch(cleanQuery(q[1:]))
	}
	href := strings.TrimSuffix(u.Href(true), "?")
	if len(href) > maxURL {
		return "", fmt.Errorf("%.80q: %w", raw, errURL)
	}
	return href, nil
}

// resolve gives the canonical address a reference leads to.
func resolve(base, ref string) (string, error) {
	u, err := whatwg.ParseRef(base, strings.TrimSpace(ref))
	if err != nil {
		return "", fmt.Errorf("%.80q: %w", ref, errURL)
	}
	return Canonical(u.Href(true))
}

// plainURL recognises an address that is canonical already, the common case of
// a site's own links; parsing each would cost more than fetching pages.
func plainURL(s string) bool {
	rest, ok := strings.CutPrefix(s, "http://")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "https://"); !ok {
			return false
		}
	}
	host, path, ok := strings.Cut(rest, "/")
	if !ok || host == "" || host[0] == '.' || host[len(host)-1] == '.' {
		return false
	}
	letters := false
	for i := range len(host) {
		switch c := host[i]; {
		case c >= 'a' && c <= 'z':
			letters = true
		case c >= '0' && c <= '9', c == '-', c == '.':
		default:
			return false
		}
	}
	// Numbers may be an address in disguise, xn-- must be checked.
	if last := host[strings.LastIndexByte(host, '.')+1:]; !letters || last == "" || last[0] <= '9' || strings.Contains(host, "xn--") {
		return false
	}
	for i := range len(path) {
		switch c := path[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '~':
		case c == '/':
			if i > 0 && path[i-1] == '/' {
				return false
			}
		case c == '.':
			if i == 0 || path[i-1] == '/' || path[i-1] == '.' {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// dropSession takes ;jsessionid=… out of a path.
func dropSession(path string) string {
	lower := strings.ToLower(path)
	i := strings.Index(lower, ";jsessionid=")
	if i < 0 {
		return path
	}
	end := strings.IndexByte(path[i:], '/')
	if end < 0 {
		return path[:i]
	}
	return path[:i] + path[i+end:]
}

// cleanQuery drops parameters that never change the page.
func cleanQuery(q string) string {
	kept := make([]string, 0, 8)
	for part := range strings.SplitSeq(q, "&") {
		key, value, _ := strings.Cut(part, "=")
		if part == "" || idleParameter(strings.ToLower(key), value) {
			continue
		}
		kept = append(kept, part)
	}
	return strings.Join(kept, "&")
}

func idleParameter(key, value string) bool {
	switch key {
	case "jsessionid", "phpsessid", "cfid", "cftoken", "_t", "_":
		return key != "_" || digits(value)
	}
	return strings.HasPrefix(key, "utm_") || strings.HasPrefix(key, "aspsessionid")
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
