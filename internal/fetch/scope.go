package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"ducha/internal/address"
	"ducha/internal/evidence"
)

// scope knows the hosts of the site. Hosts are compared whole: a look-alike that
// ends in the same letters is another site. http and https, and the name with
// and without www., are the same site.
type scope struct {
	hosts map[string]map[string]bool // host without www. → ports; "" stands for 80 and 443
}

func newScope(home string, hosts []string) (*scope, error) {
	s := &scope{hosts: map[string]map[string]bool{}}
	for i, h := range append([]string{home}, hosts...) {
		if h == "" && i == 0 {
			continue
		}
		if !strings.Contains(h, "://") {
			h = "http://" + h
		}
		canon, err := Canonical(h)
		if err != nil {
			return nil, fmt.Errorf("site address %q: %w", h, err)
		}
		u, err := url.Parse(canon)
		if err != nil {
			return nil, fmt.Errorf("site address %q: %w", h, err)
		}
		name, port := bare(u), scopePort(u)
		if s.hosts[name] == nil {
			s.hosts[name] = map[string]bool{}
		}
		s.hosts[name][port] = true
	}
	return s, nil
}

func bare(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }

func scopePort(u *url.URL) string {
	if p := u.Port(); p != "80" && p != "443" {
		return p
	}
	return ""
}

func (s *scope) has(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && s.hosts[bare(u)][scopePort(u)]
}

// ports lists the ports named beside 80 and 443.
func (s *scope) ports() []string {
	var out []string
	for _, ports := range s.hosts {
		for p := range ports {
			if p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// scopeLayer is the outermost: nothing outside the site is even looked up.
type scopeLayer struct {
	scope *scope
	next  http.RoundTripper
}

func (l *scopeLayer) RoundTrip(req *http.Request) (*http.Response, error) {
	if !l.scope.has(req.URL) {
		return nil, &failure{evidence.OutOfScope, "outside the site: " + req.URL.Host}
	}
	return l.next.RoundTrip(req)
}

// HostKey names the queue and the politeness of an address.
func HostKey(at string) string { return address.HostPort(at) }

func hostKey(u *url.URL) string { return HostKey(u.String()) }
