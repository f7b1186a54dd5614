package fetch

import (
	"net/http"
	"net/url"

	"ducha/internal/address"
	"ducha/internal/evidence"
)

// scopeLayer is the outermost: nothing outside the site is even looked up.
type scopeLayer struct {
	scope *address.Scope
	next  http.RoundTripper
}

func (l *scopeLayer) RoundTrip(req *http.Request) (*http.Response, error) {
	if !l.scope.Has(req.URL) {
		return nil, &failure{evidence.OutOfScope, "outside the site: " + req.URL.Host}
	}
	return l.next.RoundTrip(req)
}

// HostKey names the queue and the politeness of an address.
func HostKey(at string) string { return address.HostPort(at) }

func hostKey(u *url.URL) string { return HostKey(u.String()) }
