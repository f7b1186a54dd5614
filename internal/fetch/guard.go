package fetch

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strconv"
	"sync"
	"syscall"
	"time"

	"ducha/internal/address"
	"ducha/internal/evidence"
)

// guardLayer is the innermost: it opens connections. The address is checked
// when it is dialled, after all spelling, resolving and redirecting, so no name
// that leads to a private address gets through (reliability.md S1–S8).
type guardLayer struct {
	cfg    Config
	ports  map[string]bool
	strict *http.Transport // as a careful browser would
	plain  *http.Transport // strict without HTTP/2, for second tries
	lax    *http.Transport // reads in spite of a TLS defect, which is recorded

	mu     sync.Mutex
	defect map[string]string // host:port → why it is read by lax
}

func newGuardLayer(cfg Config, sc *address.Scope) *guardLayer {
	g := &guardLayer{cfg: cfg, ports: map[string]bool{"80": true, "443": true}, defect: map[string]string{}}
	for _, p := range sc.Ports() {
		g.ports[p] = true
	}
	for _, p := range cfg.Ports {
		g.ports[strconv.Itoa(int(p))] = true
	}
	g.strict = g.transport(&tls.Config{RootCAs: cfg.Roots})
	g.plain = g.transport(&tls.Config{RootCAs: cfg.Roots})
	g.plain.ForceAttemptHTTP2 = false
	g.plain.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	g.lax = g.transport(laxTLS())
	return g
}

// laxTLS is the evidence-only profile: every version and suite, certificates
// looked at but not enforced.
func laxTLS() *tls.Config {
	conf := &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10, Renegotiation: tls.RenegotiateOnceAsClient}
	for _, list := range [][]*tls.CipherSuite{tls.CipherSuites(), tls.InsecureCipherSuites()} {
		for _, s := range list {
			conf.CipherSuites = append(conf.CipherSuites, s.ID)
		}
	}
	return conf
}

func (g *guardLayer) transport(conf *tls.Config) *http.Transport {
	dialer := &net.Dialer{Timeout: g.cfg.Limits.Connect, KeepAlive: 30 * time.Second, Control: g.control}
	t := &http.Transport{
		DialContext: dialer.DialContext, TLSClientConfig: conf, TLSHandshakeTimeout: g.cfg.Limits.Header,
		MaxIdleConnsPerHost: g.cfg.PerHost, MaxConnsPerHost: g.cfg.PerHost, IdleConnTimeout: 60 * time.Second,
		DisableCompression: true, MaxResponseHeaderBytes: 256 << 10, ForceAttemptHTTP2: true,
		WriteBufferSize: 4 << 10, ReadBufferSize: 16 << 10,
	}
	if g.cfg.Proxy != "" {
		proxy, err := url.Parse(g.cfg.Proxy)
		t.Proxy = func(*http.Request) (*url.URL, error) { return proxy, err }
		// Only the proxy itself is dialled; the target is checked in RoundTrip.
		dialer.Control = nil
	}
	return t
}

// control runs on the address about to be dialled.
func (g *guardLayer) control(_, address string, _ syscall.RawConn) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return &failure{evidence.Private, "unreadable address " + address}
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return &failure{evidence.Private, "unreadable address " + address}
	}
	if !g.ports[port] {
		return &failure{evidence.Private, "port " + port + " is not one of the site's"}
	}
	return g.allowed(ip)
}

func (g *guardLayer) allowed(ip netip.Addr) error {
	ip = ip.Unmap().WithZone("")
	for _, p := range g.cfg.AllowPrivate {
		if p.Contains(ip) {
			return nil
		}
	}
	if Reserved(ip) {
		return &failure{evidence.Private, ip.String() + " is not a public address"}
	}
	return nil
}

// excused says whether an address is private but allowed: a test site or the
// government's own network, which sets its own pace.
func (g *guardLayer) excused(remote string) bool {
	ap, err := netip.ParseAddrPort(remote)
	if err != nil {
		return false
	}
	return Reserved(ap.Addr()) && g.allowed(ap.Addr()) == nil
}

func (g *guardLayer) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := callOf(req.Context())
	if g.cfg.Proxy != "" {
		if err := g.checkBehindProxy(req.Context(), req.URL.Hostname()); err != nil {
			return nil, err
		}
	}
	trace := &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) { cl.remote = info.Conn.RemoteAddr().String() }}
	req = req.WithContext(httptrace.WithClientTrace(req.Context(), trace))
	if defect := g.known(req.URL.Host); defect != "" && req.URL.Scheme == "https" {
		cl.tls = defect
		return g.lax.RoundTrip(req)
	}
	careful := g.strict
	if cl.attempt > 1 && req.URL.Scheme == "https" {
		careful = g.plain // the fault may have been one of HTTP/2
	}
	resp, err := careful.RoundTrip(req)
	if err == nil || req.URL.Scheme != "https" || !isTLS(err) || req.Context().Err() != nil {
		return resp, err
	}
	// The defect is a finding of its own; the page behind it is still read.
	second, lerr := g.lax.RoundTrip(req)
	if lerr != nil {
		return nil, err
	}
	cl.tls = defectOf(err)
	g.mu.Lock()
	g.defect[req.URL.Host] = cl.tls
	g.mu.Unlock()
	return second, nil
}

func (g *guardLayer) known(host string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.defect[host]
}

// checkBehindProxy applies the guard to what the target's name resolves to
// here; the proxy resolves it again, so the proxy must guard itself too.
func (g *guardLayer) checkBehindProxy(ctx context.Context, host string) error {
	ips, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return fmt.Errorf("resolve %s: %w", host, err)
	}
	for _, ip := range ips {
		if err := g.allowed(ip); err != nil {
			return err
		}
	}
	return nil
}

func (g *guardLayer) close() {
	g.strict.CloseIdleConnections()
	g.plain.CloseIdleConnections()
	g.lax.CloseIdleConnections()
}
