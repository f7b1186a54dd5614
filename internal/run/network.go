package run

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"time"

	"ducha/internal/crawl"
	"ducha/internal/evidence"
)

// defaultControl has an IPv6 address: a name service that gives none for it
// gives none at all.
const defaultControl = "www.gov.cn"

// lookups is how often a name without an IPv6 address is asked for again.
const lookups = 3

// observe records what the kinds that look at the network need: the addresses of
// the site's name, and the home page over HTTPS. What cannot be looked at is
// not recorded, and nothing is claimed of it.
func observe(ctx context.Context, job Job, store *evidence.Store) error {
	u, err := url.Parse(job.URL)
	if err != nil {
		return fmt.Errorf("网址 %q 不规范：%w", job.URL, err)
	}
	if _, err := netip.ParseAddr(u.Hostname()); err == nil {
		return nil // no name to look at
	}
	if err := lookUp(ctx, job, u.Hostname(), store); err != nil {
		return err
	}
	if err := crawl.HTTPS(ctx, job.Crawl, store); err != nil {
		return fmt.Errorf("以 HTTPS 访问 %s：%w", job.URL, err)
	}
	return nil
}

func lookUp(ctx context.Context, job Job, host string, store *evidence.Store) error {
	resolver := job.Resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	started := time.Now()
	l := evidence.Lookup{Host: host}
	var err4, err6 error
	for range lookups {
		l.IPv4, err4 = addresses(ctx, resolver, "ip4", host)
		l.IPv6, err6 = addresses(ctx, resolver, "ip6", host)
		if len(l.IPv6) > 0 || ctx.Err() != nil {
			break
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := errors.Join(err4, err6); err != nil && len(l.IPv6) == 0 {
		l.Error = "域名服务没有应答"
	}
	if len(l.IPv6) == 0 {
		l.Control, l.Sees = control(ctx, resolver, job.Crawl.Controls)
	}
	body, err := l.Encode()
	if err != nil {
		return err
	}
	_, err = store.Put(evidence.Exchange{URL: evidence.LookupURL(host), Purpose: evidence.ForDNS, At: started.UTC(), Took: time.Since(started),
		Status: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}}, body)
	return err
}

// addresses looks one family up. A name that exists without such an address, or
// does not exist, gives none and no error.
func addresses(ctx context.Context, r *net.Resolver, family, host string) ([]string, error) {
	ips, err := r.LookupNetIP(ctx, family, host)
	var failed *net.DNSError
	if errors.As(err, &failed) && failed.IsNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look %s up: %w", host, err)
	}
	var all []string
	for _, ip := range ips {
		all = append(all, ip.Unmap().String())
	}
	slices.Sort(all)
	return all, nil
}

// control says whether the name service gives IPv6 addresses at all.
func control(ctx context.Context, r *net.Resolver, controls []string) (host string, sees bool) {
	hosts := []string{defaultControl}
	for _, address := range controls {
		if u, err := url.Parse(address); err == nil && u.Hostname() != "" && u.Hostname() != defaultControl {
			hosts = append(hosts, u.Hostname())
		}
	}
	for _, host = range hosts {
		if found, err := addresses(ctx, r, "ip6", host); err == nil && len(found) > 0 {
			return host, true
		}
	}
	return hosts[0], false
}
