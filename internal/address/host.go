package address

import "strings"

// HostPort is the host of an absolute address, with a port that is not the usual one: what
// is asked politely, and what is one site. http and https are the same.
func HostPort(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	host := strings.ToLower(rest)
	for _, usual := range []string{":80", ":443"} {
		host = strings.TrimSuffix(host, usual)
	}
	return host
}
