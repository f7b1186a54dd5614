package run_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"ducha/internal/samplesite"
)

// control is a page outside every site that always answers.
const control = "http://www.gov.cn/"

// web is the network that sites are audited in: an HTTP proxy that knows each of
// them under a name of its own on the usual ports, and a name service beside it.
// What production code dials, resolves and verifies stays as it is.
type web struct {
	proxy *httptest.Server
	names *names
	roots *x509.CertPool
	trust authority // signs what the audit trusts
	other authority // signs what it does not

	mu    sync.Mutex
	sites map[string]*samplesite.Site // by host name
	certs map[string]*tls.Certificate

	secure, plain tunnels // where connections to port 443 end
}

// newWeb is a web for the length of a test.
func newWeb(t *testing.T) *web {
	t.Helper()
	w := &web{names: newNames(t), roots: x509.NewCertPool(), trust: newAuthority(t), other: newAuthority(t),
		sites: map[string]*samplesite.Site{}, certs: map[string]*tls.Certificate{}, secure: newTunnels(), plain: newTunnels()}
	w.roots.AddCert(w.trust.cert)
	w.proxy = httptest.NewServer(w)
	quiet := log.New(io.Discard, "", 0)
	overTLS := &http.Server{Handler: http.HandlerFunc(w.page), ErrorLog: quiet, ReadHeaderTimeout: 10 * time.Second}
	noTLS := &http.Server{Handler: http.NotFoundHandler(), ErrorLog: quiet, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = overTLS.Serve(tls.NewListener(w.secure, &tls.Config{GetCertificate: w.certificate})) }()
	go func() { _ = noTLS.Serve(w.plain) }()
	t.Cleanup(func() {
		w.proxy.Close()
		_ = overTLS.Close() // the test is over
		_ = noTLS.Close()
	})
	return w
}

// open makes a site known and gives its address.
func (w *web) open(sample *samplesite.Site) (host string) {
	host = w.names.add(sample)
	w.show(host, sample)
	return host
}

// show puts a site, or what became of it, behind a name.
func (w *web) show(host string, sample *samplesite.Site) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sites[host] = sample
}

func (w *web) site(host string) *samplesite.Site {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sites[host]
}

// ServeHTTP is the proxy.
func (w *web) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect {
		w.connect(rw, r)
		return
	}
	if r.URL.Hostname() == "www.gov.cn" {
		page(http.StatusOK, "中国政府网")(rw, r)
		return
	}
	w.page(rw, r)
}

// page is a site's own answer, over HTTP or HTTPS.
func (w *web) page(rw http.ResponseWriter, r *http.Request) {
	sample := w.site(r.Host)
	if sample == nil || r.TLS != nil && sample.HTTPS() == samplesite.HTTPSMissing {
		http.NotFound(rw, r)
		return
	}
	sample.ServeHTTP(rw, r)
}

// connect opens a tunnel to a site's port 443.
func (w *web) connect(rw http.ResponseWriter, r *http.Request) {
	sample := w.site(r.Host)
	if sample == nil {
		http.Error(rw, "unknown", http.StatusBadGateway)
		return
	}
	conn, buffered, err := http.NewResponseController(rw).Hijack()
	if err != nil {
		return
	}
	if _, err := fmt.Fprint(conn, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		conn.Close()
		return
	}
	to := w.secure
	if sample.HTTPS() == samplesite.HTTPSNone {
		to = w.plain
	}
	to.pass(&tunnel{conn, buffered.Reader})
}

// certificate is what a site shows: sound, or with the defect it was planted with.
func (w *web) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	sample := w.site(hello.ServerName)
	if sample == nil {
		return nil, errors.New("no such site")
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if c := w.certs[hello.ServerName]; c != nil {
		return c, nil
	}
	by, name, until := w.trust, hello.ServerName, time.Now().AddDate(0, 3, 0)
	switch sample.HTTPS() {
	case samplesite.HTTPSExpired:
		until = time.Now().AddDate(0, 0, -2)
	case samplesite.HTTPSForeign:
		name = "mail." + strings.TrimPrefix(name, "www.")
	case samplesite.HTTPSUntrusted:
		by = w.other
	}
	c, err := by.sign(name, until)
	if err == nil {
		w.certs[hello.ServerName] = c
	}
	return c, err
}

// tunnel is a connection whose first bytes were read already.
type tunnel struct {
	net.Conn
	first *bufio.Reader
}

func (t *tunnel) Read(p []byte) (int, error) { return t.first.Read(p) }

// tunnels is a listener that is handed its connections.
type tunnels struct {
	conns  chan net.Conn
	closed chan struct{}
	once   *sync.Once
}

func newTunnels() tunnels {
	return tunnels{make(chan net.Conn), make(chan struct{}), &sync.Once{}}
}

func (l tunnels) pass(c net.Conn) {
	select {
	case l.conns <- c:
	case <-l.closed:
		c.Close()
	}
}

func (l tunnels) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l tunnels) Close() error   { l.once.Do(func() { close(l.closed) }); return nil }
func (l tunnels) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 443} }

// authority signs certificates.
type authority struct {
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	a, err := makeAuthority()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func makeAuthority() (authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return authority{}, err
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().AddDate(-1, 0, 0), NotAfter: time.Now().AddDate(1, 0, 0), KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		return authority{}, err
	}
	cert, err := x509.ParseCertificate(der)
	return authority{key, cert}, err
}

func (a authority) sign(name string, until time.Time) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().AddDate(-1, 0, 0), NotAfter: until, KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, form, a.cert, &key.PublicKey, a.key)
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}
