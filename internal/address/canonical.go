// Package address knows the one form of an address under which a page is asked
// for, stored, linked and compared. Whoever reads links and whoever fetches them
// use the same form, so that a page that was read is never taken for another.
package address

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// Max is the longest address asked for; longer ones are traps or mistakes.
const Max = 2083

// ErrInvalid says that something is no address of a page.
var ErrInvalid = errors.New("not an address that can be fetched")

// Canonical gives the form of an absolute address: as a browser reads it,
// without fragment, user name and session keys. Queries that may mean something
// stay as they are, in their order.
func Canonical(raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > Max || strings.IndexByte(raw, 0) >= 0 {
		return "", fmt.Errorf("%.80q: %w", raw, ErrInvalid)
	}
	if plain(raw) {
		return raw, nil
	}
	u, err := whatwg.Parse(raw)
	if err != nil {
		return "", fmt.Errorf("%.80q: %w", raw, ErrInvalid)
	}
	canon := finish(u)
	if canon == "" {
		return "", fmt.Errorf("%.80q: %w", raw, ErrInvalid)
	}
	return canon, nil
}

// finish takes from a parsed address what tells visits apart and not pages;
// empty when it is none of the web.
func finish(u *whatwg.Url) string {
	if p := u.Protocol(); p != "http:" && p != "https:" || u.Hostname() == "" {
		return ""
	}
	u.SetUsername("")
	u.SetPassword("")
	u.SetHash("")
	if h := u.Hostname(); strings.HasSuffix(h, ".") {
		u.SetHostname(strings.TrimRight(h, "."))
	}
	href := dropNoise(u.Href(true))
	if len(href) > Max {
		return ""
	}
	return href
}

// plain recognises an address that is canonical already, the common case of a
// site's own links; parsing each would cost more than fetching pages.
func plain(s string) bool {
	rest, ok := strings.CutPrefix(s, "http://")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "https://"); !ok {
			return false
		}
	}
	host, path, ok := strings.Cut(rest, "/")
	return ok && plainHost(host) && plainPath(path)
}

// plainHost says that browsers leave host and port as they are.
func plainHost(host string) bool {
	if name, port, ok := strings.Cut(host, ":"); ok {
		return plainPort(port) && (plainName(name) || plainIP(name))
	}
	return plainName(host) || plainIP(host)
}

// plainName is a lower-case name whose last label cannot be the end of a number
// in disguise.
func plainName(host string) bool {
	if host == "" || host[0] == '.' || host[len(host)-1] == '.' {
		return false
	}
	for i := range len(host) {
		switch c := host[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-':
		case c == '.':
			if host[i-1] == '.' {
				return false
			}
		default:
			return false
		}
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	return last[0] > '9' && !strings.Contains(host, "xn--")
}

// plainIP is an IPv4 address in the usual form.
func plainIP(host string) bool {
	if host == "" || host[0] < '0' || host[0] > '9' {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Is4()
}

// plainPort is a number in the usual form, of no scheme's own.
func plainPort(port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n > 0 && port[0] != '0' && n != 80 && n != 443
}

// plainPath says that the path, without its first slash, has nothing to encode,
// to resolve or to drop.
func plainPath(path string) bool {
	for i := range len(path) {
		switch c := path[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '~', c == '/':
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

// dropNoise takes session keys and cache breakers out of a serialised address.
func dropNoise(u string) string {
	path, query, has := strings.Cut(u, "?")
	if i := strings.IndexByte(path, ';'); i >= 0 {
		path = dropSession(path)
	}
	if !has {
		return path
	}
	if query = cleanQuery(query); query == "" {
		return path
	}
	if len(path)+1+len(query) == len(u) {
		return u
	}
	return path + "?" + query
}

// dropSession takes ;jsessionid=… out of an address without query.
func dropSession(u string) string {
	const key = ";jsessionid="
	for i := 0; i+len(key) <= len(u); i++ {
		if u[i] != ';' || !strings.EqualFold(u[i:i+len(key)], key) {
			continue
		}
		tail := ""
		if end := strings.IndexByte(u[i:], '/'); end >= 0 {
			tail = u[i+end:]
		}
		u = u[:i] + tail
		i--
	}
	// What is left may be a segment of dots.
	if at := strings.Index(u, "://"); at >= 0 {
		if slash := strings.IndexByte(u[at+3:], '/'); slash >= 0 {
			at += 3 + slash
			return u[:at] + cleanPath(u[at:])
		}
	}
	return u
}

// cleanQuery drops parameters that never change the page.
func cleanQuery(q string) string {
	if !suspicious(q) {
		return q
	}
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

// suspicious says whether some parameter must be looked at closely.
func suspicious(q string) bool {
	for start := 0; ; {
		end := strings.IndexByte(q[start:], '&')
		part := q[start:]
		if end >= 0 {
			part = part[:end]
		}
		if part == "" {
			return true
		}
		switch part[0] {
		case '_', 'j', 'J', 'p', 'P', 'c', 'C', 'u', 'U', 'a', 'A':
			return true
		}
		if end < 0 {
			return false
		}
		start += end + 1
	}
}

func idleParameter(key, value string) bool {
	switch key {
	case "jsessionid", "phpsessid", "cfid", "cftoken", "_t":
		return true
	case "_":
		return digits(value)
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
