package email_test

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"

	"ducha/internal/notify"
	"ducha/internal/notify/email"
	"ducha/internal/notify/notifytest"
)

// post is a mail server.
type post struct {
	mu    sync.Mutex
	fault string
	mails []*mail.Message
	texts []string
}

func (p *post) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{p}, nil }

type session struct{ p *post }

func (s *session) fault() string {
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	return s.p.fault
}

func (s *session) Mail(string, *smtp.MailOptions) error {
	if s.fault() == "sender refused" {
		return &smtp.SMTPError{Code: 550, Message: "not from here"}
	}
	return nil
}

func (s *session) Rcpt(string, *smtp.RcptOptions) error {
	switch s.fault() {
	case "greylisted":
		return &smtp.SMTPError{Code: 451, Message: "come back later"}
	case "no such box":
		return &smtp.SMTPError{Code: 550, Message: "no such user"}
	}
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	switch s.fault() {
	case "text refused":
		return &smtp.SMTPError{Code: 554, Message: "spam"}
	case "full":
		return &smtp.SMTPError{Code: 452, Message: "insufficient storage"}
	}
	m, err := mail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		return err
	}
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.p.mails = append(s.p.mails, m)
	s.p.texts = append(s.p.texts, string(raw))
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

func serve(t *testing.T) (*post, email.Config) {
	t.Helper()
	p := &post{}
	server := smtp.NewServer(p)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server.Domain = "localhost"
	go func() { _ = server.Serve(l) }() // ends with Close
	t.Cleanup(func() { server.Close() })
	return p, email.Config{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, TLS: "none", From: "ducha@jtj.example.gov.cn", Name: "督查科", Policy: notify.Policy{Quote: true, Files: true}}
}

func TestContract(t *testing.T) {
	p, cfg := serve(t)
	notifytest.Contract(t, notifytest.Case{
		Sender: email.New(cfg), To: "unit@example.gov.cn",
		Received: func() (all []notifytest.Received) {
			for i := range p.mails {
				all = append(all, notifytest.Received{Text: read(t, p, i)})
			}
			return all
		},
		Break: func(what string) { p.mu.Lock(); p.fault = what; p.mu.Unlock() },
		Breaks: map[string]error{"greylisted": notify.ErrNotSent, "no such box": notify.ErrAddress, "text refused": notify.ErrRefused,
			"sender refused": notify.ErrRefused, "full": notify.ErrNotSent},
	})
}

// read gives subject and text of a mail, decoded.
func read(t *testing.T, p *post, i int) string {
	t.Helper()
	m := p.mails[i]
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(p.texts[i], "\r\n\r\n")
	return subject + "\n" + decode(t, m.Header.Get("Content-Transfer-Encoding"), body)
}

func decode(t *testing.T, encoding, body string) string {
	t.Helper()
	if !strings.EqualFold(encoding, "quoted-printable") {
		return body
	}
	text, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(body)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The same notice has the same Message-ID, another one another.
func TestMessageID(t *testing.T) {
	p, cfg := serve(t)
	c := email.New(cfg)
	for _, key := range []string{"a", "a", "b"} {
		if _, err := c.Send(t.Context(), notify.Delivery{Key: key, To: "unit@example.gov.cn", Notice: notifytest.Sample(key)}); err != nil {
			t.Fatal(err)
		}
	}
	id := func(i int) string { return p.mails[i].Header.Get("Message-Id") }
	if id(0) == "" || id(0) != id(1) || id(0) == id(2) {
		t.Errorf("ids %q %q %q", id(0), id(1), id(2))
	}
}

func TestFiles(t *testing.T) {
	p, cfg := serve(t)
	n := notifytest.Sample("f")
	n.Files = []notify.File{{Name: "整改通知书.docx", Data: []byte("PK\x03\x04")}}
	if _, err := email.New(cfg).Send(t.Context(), notify.Delivery{Key: "f", To: "unit@example.gov.cn", Notice: n}); err != nil {
		t.Fatal(err)
	}
	name := ""
	for _, line := range strings.Split(strings.ReplaceAll(p.texts[0], "\r\n\t", " "), "\r\n") {
		if strings.HasPrefix(line, "Content-Disposition: attachment") {
			_, params, err := mime.ParseMediaType(strings.TrimPrefix(line, "Content-Disposition: "))
			if err != nil {
				t.Fatal(err)
			}
			name, _ = new(mime.WordDecoder).DecodeHeader(params["filename"])
		}
	}
	if name != "整改通知书.docx" {
		t.Errorf("the attachment is called %q in\n%s", name, p.texts[0])
	}
}

func TestBadAddresses(t *testing.T) {
	_, cfg := serve(t)
	if _, err := email.New(cfg).Send(t.Context(), notify.Delivery{Key: "k", To: "不是地址", Notice: notifytest.Sample("k")}); !errors.Is(err, notify.ErrAddress) {
		t.Errorf("got %v", err)
	}
	cfg.Port = 1
	if _, err := email.New(cfg).Send(t.Context(), notify.Delivery{Key: "k", To: "a@b.cn", Notice: notifytest.Sample("k")}); !errors.Is(err, notify.ErrNotSent) {
		t.Errorf("got %v", err)
	}
}

// Without a list attached the mail names every case itself.
func TestEveryCaseIsNamed(t *testing.T) {
	p, cfg := serve(t)
	cfg.Policy.Files = false
	n := notify.Notice{Kind: notify.First, Unit: "法规科", Contact: "0000-1234567", Files: []notify.File{{Name: "问题清单.xlsx", Data: []byte("x")}}}
	for i := range 60 {
		n.Items = append(n.Items, notify.Item{Case: fmt.Sprintf("2022Q4-jtj-%03d", i+1), Indicator: "链接"})
	}
	if _, err := email.New(cfg).Send(t.Context(), notify.Delivery{Key: "k", To: "unit@example.gov.cn", Notice: n}); err != nil {
		t.Fatal(err)
	}
	text := read(t, p, 0)
	if !strings.Contains(text, "2022Q4-jtj-060") || strings.Contains(text, "其余") || strings.Contains(text, "填写") {
		t.Error(text)
	}
}
