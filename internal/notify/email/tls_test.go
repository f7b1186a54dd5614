package email_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"ducha/internal/notify"
	"ducha/internal/notify/email"
	"ducha/internal/notify/notifytest"
)

// guarded is a mail server that wants a password.
type guarded struct{ post }

func (p *guarded) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &guardedSession{session: session{&p.post}}, nil
}

type guardedSession struct {
	session
	known bool
}

func (s *guardedSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *guardedSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "ducha" || password != "正确的口令" {
			return smtp.ErrAuthFailed
		}
		s.known = true
		return nil
	}), nil
}

func (s *guardedSession) Mail(from string, o *smtp.MailOptions) error {
	if !s.known {
		return smtp.ErrAuthRequired
	}
	return s.session.Mail(from, o)
}

// certificate makes one for 127.0.0.1, and has the system trust it when asked to.
func certificate(t *testing.T) (cert tls.Certificate, file string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "root.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, file
}

// encrypted is a server that speaks TLS from the first byte, or when asked to.
func encrypted(t *testing.T, cert tls.Certificate, implicit bool) (*guarded, email.Config) {
	t.Helper()
	p := &guarded{}
	server := smtp.NewServer(p)
	server.Domain = "localhost"
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg := email.Config{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, User: "ducha", Password: "正确的口令", From: "ducha@jtj.example.gov.cn", Name: "督查科"}
	if implicit {
		cfg.TLS, l = "tls", tls.NewListener(l, server.TLSConfig)
	}
	go func() { _ = server.Serve(l) }() // ends with Close
	t.Cleanup(func() { server.Close() })
	return p, cfg
}

// What an office sets up once, it hears of at once when it is set up wrongly: a channel that
// only waits would leave the units without their notices, and nobody would know.
func TestSetUp(t *testing.T) {
	cert, root := certificate(t)
	t.Setenv("SSL_CERT_FILE", root)
	stranger, _ := certificate(t)
	send := func(cfg email.Config) error {
		_, err := email.New(cfg).Send(t.Context(), notify.Delivery{Key: "k", To: "unit@example.gov.cn", Notice: notifytest.Sample("k")})
		return err
	}
	for _, implicit := range []bool{true, false} {
		p, cfg := encrypted(t, cert, implicit)
		if err := send(cfg); err != nil || len(p.mails) != 1 {
			t.Errorf("implicit %v: %d mails, %v", implicit, len(p.mails), err)
		}
	}
	_, wrong := encrypted(t, cert, true)
	wrong.Password = "猜的"
	_, untrusted := encrypted(t, stranger, true)
	_, upgrade := encrypted(t, stranger, false)
	_, plain := serve(t)
	plain.TLS = ""
	_, noTLS := serve(t)
	noTLS.TLS = "tls"
	_, open := encrypted(t, cert, false)
	open.TLS = "none"
	for name, c := range map[string]struct {
		cfg  email.Config
		says string
	}{
		"口令不对":       {wrong, "邮件服务器拒绝登录"},
		"证书不可信":      {untrusted, "证书"},
		"证书不可信（升级）":  {upgrade, "证书"},
		"服务器不加密":     {plain, "tls"},
		"端口不是加密的":    {noTLS, "tls"},
		"不加密的连接不传口令": {open, "tls"},
	} {
		err := send(c.cfg)
		if !errors.Is(err, notify.ErrStopped) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s：%v", name, err)
		}
	}
}
