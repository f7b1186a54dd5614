package address

import "strings"

// Host is the host of an absolute address, without port.
func Host(address string) string {
	host := authority(address)
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		host = host[:i]
	}
	return host
}

// HostPort is the host of an absolute address, with a port that is not the usual one: what
// is asked politely, and what is one site. http and https are the same.
func HostPort(address string) string {
	host := authority(address)
	for _, usual := range []string{":80", ":443"} {
		host = strings.TrimSuffix(host, usual)
	}
	return host
}

// authority is the host with any port, in lower case.
func authority(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return strings.ToLower(rest[strings.LastIndexByte(rest, '@')+1:])
}
