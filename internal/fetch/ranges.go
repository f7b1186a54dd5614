package fetch

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// reservedRanges are all ranges no public website lives in, cloud metadata
// services included (they lie within them, but for the last two).
func reservedRanges() [35]string {
	return [...]string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
		"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"::/128", "::1/128", "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64",
		"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10",
		"fec0::/10", "ff00::/8", "168.63.129.16/32", "100.100.100.200/32",
	}
}

// Reserved says whether an address is in one of the ranges no public website
// lives in.
func Reserved(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	for _, s := range reservedRanges() {
		if p, err := netip.ParsePrefix(s); err == nil && p.Contains(ip) {
			return true
		}
	}
	return !ip.IsValid()
}

// PrivateOf gives the private addresses an address or a host named by the user leads to,
// so that exactly those, and nothing near them, can be allowed. A name that does
// not resolve leads nowhere; asking for it will say so.
func PrivateOf(ctx context.Context, addresses ...string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, a := range addresses {
		if !strings.Contains(a, "://") {
			a = "http://" + a // a host
		}
		canon, err := Canonical(a)
		if err != nil {
			return nil, err
		}
		u, err := url.Parse(canon)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", a, err)
		}
		ips, err := net.DefaultResolver.LookupNetIP(ctx, "ip", u.Hostname())
		if err != nil {
			continue
		}
		for _, ip := range ips {
			ip = ip.Unmap().WithZone("")
			if Reserved(ip) {
				out = append(out, netip.PrefixFrom(ip, ip.BitLen()))
			}
		}
	}
	return out, nil
}
