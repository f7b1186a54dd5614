package address

import (
	"fmt"
	"net/url"
	"strings"
)

// Scope knows the hosts of a site. Hosts are compared whole: a look-alike that
// ends in the same letters is another site. http and https, and the name with
// and without www., are the same site.
type Scope struct {
	hosts map[string]map[string]bool // host without www. → ports; "" stands for 80 and 443
}

// NewScope is the scope of a home page and of further hosts, named or by an address.
func NewScope(home string, hosts []string) (*Scope, error) {
	s := &Scope{hosts: map[string]map[string]bool{}}
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
		name, port := BareHost(u), scopePort(u)
		if s.hosts[name] == nil {
			s.hosts[name] = map[string]bool{}
		}
		s.hosts[name][port] = true
	}
	return s, nil
}

// BareHost is a name without its www.
func BareHost(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }

func scopePort(u *url.URL) string {
	if p := u.Port(); p != "80" && p != "443" {
		return p
	}
	return ""
}

// Has says whether an address is within the site.
func (s *Scope) Has(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && s.hosts[BareHost(u)][scopePort(u)]
}

// Ports lists the ports named beside 80 and 443.
func (s *Scope) Ports() []string {
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
