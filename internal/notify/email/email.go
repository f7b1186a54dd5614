// Package email carries notices by mail. Its Message-ID is made of the notice's
// key: a notice sent twice is one mail to every receiver's system.
package email

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"ducha/internal/notify"
)

// Config of a mail server.
type Config struct {
	Host     string
	Port     int    // 0: 465 with TLS, else 25
	TLS      string // "starttls" (default: wanted), "tls" (from the start), "none"
	User     string // empty: no login
	Password string
	From     string // address; its domain stands in the Message-ID
	Name     string // sender's name
	ReplyTo  string
	Policy   notify.Policy
	Timeout  time.Duration // of the greeting, and of the mail; 0: 40 s
}

// Channel is a notify.Sender.
type Channel struct{ cfg Config }

const (
	timeout = 40 * time.Second
	patient = 15 * time.Minute // greylisting servers want at least this
	most    = 50               // cases written out; all are in the list attached
)

// New makes the channel.
func New(cfg Config) *Channel {
	if cfg.Timeout <= 0 {
		cfg.Timeout = timeout
	}
	return &Channel{cfg}
}

// Send hands the mail to the server.
func (c *Channel) Send(ctx context.Context, d notify.Delivery) (string, error) {
	m, err := c.message(d)
	if err != nil {
		return "", err
	}
	client, err := c.client()
	if err != nil {
		return "", fmt.Errorf("%w：%w", notify.ErrStopped, err)
	}
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	if err := client.DialWithContext(ctx); err != nil {
		return "", dialError(err)
	}
	defer client.Close()
	if err := client.Send(m); err != nil {
		return "", sendError(err, d.To)
	}
	return m.GetMessageID(), nil
}

// Find never finds: no mail server says what it took. The mail is sent again
// under its old Message-ID, and the receiver's system drops the repeat.
func (c *Channel) Find(context.Context, notify.Delivery, time.Time) (string, bool, error) {
	return "", false, nil
}

func (c *Channel) client() (*mail.Client, error) {
	opts := []mail.Option{mail.WithTimeout(c.cfg.Timeout), mail.WithoutNoop()}
	switch c.cfg.TLS {
	case "tls":
		opts = append(opts, mail.WithSSL())
		if c.cfg.Port == 0 {
			opts = append(opts, mail.WithPort(465))
		}
	case "none":
		opts = append(opts, mail.WithTLSPolicy(mail.NoTLS))
	default:
		opts = append(opts, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if c.cfg.Port != 0 {
		opts = append(opts, mail.WithPort(c.cfg.Port))
	} else if c.cfg.TLS != "tls" {
		opts = append(opts, mail.WithPort(25))
	}
	if c.cfg.User != "" {
		opts = append(opts, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(c.cfg.User), mail.WithPassword(c.cfg.Password))
	}
	return mail.NewClient(c.cfg.Host, opts...)
}

func (c *Channel) message(d notify.Delivery) (*mail.Msg, error) {
	n := d.Notice.Cut(c.cfg.Policy)
	m := mail.NewMsg()
	if err := m.FromFormat(c.cfg.Name, c.cfg.From); err != nil {
		return nil, fmt.Errorf("%w：发件地址 %s：%w", notify.ErrStopped, c.cfg.From, err)
	}
	if err := m.To(d.To); err != nil {
		return nil, fmt.Errorf("%w：收件地址“%s”：%w", notify.ErrAddress, d.To, err)
	}
	if c.cfg.ReplyTo != "" {
		if err := m.ReplyTo(c.cfg.ReplyTo); err != nil {
			return nil, fmt.Errorf("%w：回复地址 %s：%w", notify.ErrStopped, c.cfg.ReplyTo, err)
		}
	}
	m.Subject(n.Subject())
	m.SetDateWithValue(n.Issued)
	m.SetMessageIDWithValue(messageID(d.Key, c.cfg.From))
	m.SetGenHeader("X-Ducha-Notice", n.Number)
	written := len(n.Items)
	if len(n.Files) > 0 {
		written = most
	}
	m.SetBodyString(mail.TypeTextPlain, n.Plain(written))
	for _, f := range n.Files {
		if err := m.AttachReader(f.Name, bytes.NewReader(f.Data)); err != nil {
			return nil, fmt.Errorf("%w：附件 %s：%w", notify.ErrRefused, f.Name, err)
		}
	}
	return m, nil
}

// messageID is the same for the same key.
func messageID(key, from string) string {
	sum := sha256.Sum256([]byte(key))
	_, domain, _ := strings.Cut(from, "@")
	return "ducha." + hex.EncodeToString(sum[:16]) + "@" + domain
}

func dialError(err error) error {
	var op *net.OpError
	var lookup *net.DNSError
	var se *mail.SendError
	var cert *tls.CertificateVerificationError
	var clear tls.RecordHeaderError
	switch {
	case errors.As(err, &op), errors.As(err, &lookup): // first: an address may look like a code
		return &notify.WaitError{After: patient, Err: fmt.Errorf("连接邮件服务器：%w", err)}
	// What was set up wrongly no waiting mends.
	case errors.As(err, &cert):
		return fmt.Errorf("%w：邮件服务器的证书不可信，请核对 host，或在本机装入签发单位的根证书：%w", notify.ErrStopped, err)
	case errors.As(err, &clear), says(err, "does not support STARTTLS"):
		return fmt.Errorf("%w：邮件服务器不按所设的方式加密，请核对 tls 和 port：%w", notify.ErrStopped, err)
	case says(err, "does not support SMTP AUTH"), errors.Is(err, mail.ErrNoSupportedAuthDiscovered):
		return fmt.Errorf("%w：邮件服务器在这样的连接上不接受登录，请核对 tls、port 和 user：%w", notify.ErrStopped, err)
	case errors.As(err, &se) && se.ErrorCode() == 535, isAuth(err):
		return fmt.Errorf("%w：邮件服务器拒绝登录：%w", notify.ErrStopped, err)
	}
	// Nothing of the mail was said yet.
	return &notify.WaitError{After: patient, Err: fmt.Errorf("与邮件服务器建立会话：%w", err)}
}

func isAuth(err error) bool { return says(err, "SMTP AUTH failed") || says(err, "535") }

func says(err error, words string) bool { return strings.Contains(err.Error(), words) }

// sendError reads a refusal: 4xx may pass later, 5xx never does. What happens
// while the text is handed over leaves in doubt whether it was taken.
func sendError(err error, to string) error {
	var se *mail.SendError
	if !errors.As(err, &se) {
		return fmt.Errorf("邮件投递：%w", err)
	}
	code := se.ErrorCode()
	switch {
	case code >= 400 && code < 500:
		return &notify.WaitError{After: patient, Err: fmt.Errorf("邮件服务器暂不接收：%w", err)}
	case code >= 500 && se.Reason == mail.ErrSMTPRcptTo:
		return fmt.Errorf("%w：邮件服务器不接收收件人 %s：%w", notify.ErrAddress, to, err)
	case code >= 500:
		return fmt.Errorf("%w：邮件服务器拒收：%w", notify.ErrRefused, err)
	case se.Reason == mail.ErrSMTPMailFrom || se.Reason == mail.ErrSMTPRcptTo || se.Reason == mail.ErrConnCheck:
		return &notify.WaitError{After: patient, Err: fmt.Errorf("邮件会话中断：%w", err)}
	}
	return fmt.Errorf("邮件投递：%w", err)
}
