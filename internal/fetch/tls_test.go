package fetch_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// certificate makes one that is valid from and to the given days from now; the
// pool trusts it.
func certificate(t *testing.T, from, to int, ip string, useRSA bool) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().AddDate(0, 0, from), NotAfter: time.Now().AddDate(0, 0, to),
		IPAddresses: []net.IP{net.ParseIP(ip)}, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment | x509.KeyUsageCertSign,
	}
	var key, pub any
	if useRSA {
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			t.Fatal(err)
		}
		key, pub = k, &k.PublicKey
	} else {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		key, pub = k, &k.PublicKey
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, pub, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(cert)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func TestTLSDefectsAreRecordedAndThePageIsRead(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to int
		ip       string
		trusted  bool
		rsa      bool
		config   *tls.Config
		defect   string // begins so
	}{
		{name: "sound", from: -1, to: 90, ip: "127.0.0.1", trusted: true},
		{name: "expired", from: -90, to: -1, ip: "127.0.0.1", trusted: true, defect: "证书不在有效期内"},
		{name: "not yet valid", from: 2, to: 90, ip: "127.0.0.1", trusted: true, defect: "证书不在有效期内"},
		{name: "wrong host", from: -1, to: 90, ip: "192.0.2.1", trusted: true, defect: "证书不是颁发给该域名的"},
		{name: "self-signed", from: -1, to: 90, ip: "127.0.0.1", defect: "证书不受信任"},
		{name: "TLS 1.0 only", from: -1, to: 90, ip: "127.0.0.1", trusted: true, defect: "加密协议版本过低", config: &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10}},
		{name: "RSA key exchange only", from: -1, to: 90, ip: "127.0.0.1", trusted: true, rsa: true, defect: "加密协议版本过低",
			config: &tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cert, pool := certificate(t, c.from, c.to, c.ip, c.rsa)
			srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					http.NotFound(w, r)
					return
				}
				fmt.Fprint(w, article("页面"))
			}))
			conf := &tls.Config{}
			if c.config != nil {
				conf = c.config
			}
			conf.Certificates = []tls.Certificate{cert}
			srv.TLS = conf
			srv.Config.ErrorLog = log.New(io.Discard, "", 0)
			srv.StartTLS()
			defer srv.Close()
			cfg := fetch.Config{Home: srv.URL}
			if c.trusted {
				cfg.Roots = pool
			}
			cl, _ := newClient(t, cfg)
			for range 2 { // the second time the defect is known
				ex := get(t, cl, srv.URL+"/x").Exchange
				if ex.Problem != evidence.None {
					t.Fatalf("%q (%s)", ex.Problem, ex.Detail)
				}
				if (ex.TLS != "") != (c.defect != "") || !strings.HasPrefix(ex.TLS, c.defect) {
					t.Errorf("defect recorded as %q", ex.TLS)
				}
			}
		})
	}
}

func TestNoTLSAtAll(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	https := strings.Replace(srv.URL, "http://", "https://", 1)
	c, _ := newClient(t, fetch.Config{Home: https})
	if ex := get(t, c, https+"/x").Exchange; ex.Problem != evidence.TLS {
		t.Errorf("plain HTTP on a TLS port: %q (%s)", ex.Problem, ex.Detail)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	c, _ = newClient(t, fetch.Config{Home: "http://" + address})
	if ex := get(t, c, "http://"+address+"/x").Exchange; ex.Problem != evidence.Refused {
		t.Errorf("closed port: %q (%s)", ex.Problem, ex.Detail)
	}
	c, _ = newClient(t, fetch.Config{Home: "http://no-such-host.invalid"})
	if ex := get(t, c, "http://no-such-host.invalid/x").Exchange; ex.Problem != evidence.DNS {
		t.Errorf("unknown name: %q (%s)", ex.Problem, ex.Detail)
	}
}
