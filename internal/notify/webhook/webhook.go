// Package webhook carries notices to the robots of 企业微信, 钉钉 and 飞书 groups.
// A robot takes messages and tells nothing: whether one in doubt arrived is asked
// of people.
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"ducha/internal/notify"
)

// Brand is whose robot it is.
type Brand string

// Brands of robots.
const (
	WeCom    Brand = "wecom"    // 企业微信
	DingTalk Brand = "dingtalk" // 钉钉
	Feishu   Brand = "feishu"   // 飞书
)

// Config of one group's robot.
type Config struct {
	Brand   Brand
	URL     string
	Secret  string // of robots that want signed requests
	Policy  notify.Policy
	Pace    time.Duration // between two messages; 0: three seconds (20 a minute)
	Timeout time.Duration // of one request; 0: 15 s
}

// Channel is a notify.Sender. Every delivery goes to the robot's own group.
type Channel struct {
	cfg    Config
	client *http.Client

	mu   sync.Mutex
	next time.Time
}

const (
	timeout  = 15 * time.Second
	pace     = 3 * time.Second
	most     = 10
	maxBytes = 2000 // 企业微信 takes 2,048 bytes of text, the others more
	maxReply = 1 << 16
)

// New makes the channel.
func New(cfg Config) *Channel {
	if cfg.Timeout <= 0 {
		cfg.Timeout = timeout
	}
	if cfg.Pace <= 0 {
		cfg.Pace = pace
	}
	return &Channel{cfg: cfg, client: &http.Client{Timeout: cfg.Timeout}}
}

// Send posts the notice to the robot.
func (c *Channel) Send(ctx context.Context, d notify.Delivery) (string, error) {
	if err := c.wait(ctx); err != nil {
		return "", err
	}
	n := d.Notice.Cut(c.cfg.Policy)
	address, body, err := c.request(fitting(n), time.Now())
	if err != nil {
		return "", fmt.Errorf("%w：%w", notify.ErrStopped, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return "", fmt.Errorf("%w：机器人地址的写法不对", notify.ErrStopped)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := c.client.Do(req)
	if err != nil {
		return "", unsent(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return "", fmt.Errorf("读取机器人答复：%w", err)
	}
	return "", judge(resp, answer)
}

// Find cannot tell: robots have no memory.
func (c *Channel) Find(context.Context, notify.Delivery, time.Time) (string, bool, error) {
	return "", false, notify.ErrCannotTell
}

func (c *Channel) wait(ctx context.Context) error {
	c.mu.Lock()
	at := time.Now()
	if c.next.After(at) {
		at = c.next
	}
	c.next = at.Add(c.cfg.Pace)
	c.mu.Unlock()
	timer := time.NewTimer(time.Until(at))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return fmt.Errorf("%w：%w", notify.ErrNotSent, ctx.Err())
	case <-timer.C:
		return nil
	}
}

// request writes what each brand wants to read, signed where a secret is set.
func (c *Channel) request(text string, now time.Time) (address string, body []byte, err error) {
	address = c.cfg.URL
	switch c.cfg.Brand {
	case WeCom:
		body, err = json.Marshal(map[string]any{"msgtype": "text", "text": map[string]string{"content": text}})
	case DingTalk:
		if c.cfg.Secret != "" {
			if address, err = signDingTalk(address, c.cfg.Secret, now); err != nil {
				return "", nil, err
			}
		}
		body, err = json.Marshal(map[string]any{"msgtype": "text", "text": map[string]string{"content": text}})
	case Feishu:
		m := map[string]any{"msg_type": "text", "content": map[string]string{"text": text}}
		if c.cfg.Secret != "" {
			ts := strconv.FormatInt(now.Unix(), 10)
			m["timestamp"], m["sign"] = ts, mac(ts+"\n"+c.cfg.Secret, "")
		}
		body, err = json.Marshal(m)
	default:
		err = fmt.Errorf("不认识的机器人类型“%s”，可用 wecom、dingtalk、feishu", c.cfg.Brand)
	}
	return address, body, err
}

func signDingTalk(address, secret string, now time.Time) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", errors.New("机器人地址的写法不对")
	}
	ts := strconv.FormatInt(now.UnixMilli(), 10)
	q := u.Query()
	q.Set("timestamp", ts)
	q.Set("sign", mac(secret, ts+"\n"+secret))
	u.RawQuery = q.Encode()
	return u.String(), nil
}

func mac(key, text string) string {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(text)) // a hash does not fail
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// judge reads the answer: robots refuse with status 200 and a code.
func judge(resp *http.Response, body []byte) error {
	if resp.StatusCode == http.StatusTooManyRequests {
		after, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return &notify.WaitError{After: max(time.Duration(after)*time.Second, time.Minute), Err: errors.New("机器人限流")}
	}
	if resp.StatusCode >= 500 {
		return fmt.Errorf("机器人答复 HTTP %d", resp.StatusCode)
	}
	var a struct {
		ErrCode *int   `json:"errcode"`
		Code    *int   `json:"code"`
		ErrMsg  string `json:"errmsg"`
		Msg     string `json:"msg"`
	}
	if err := json.Unmarshal(body, &a); err != nil || a.ErrCode == nil && a.Code == nil {
		return fmt.Errorf("机器人的答复无法识别（HTTP %d），可能被代理或登录页截获", resp.StatusCode)
	}
	code := 0
	if a.ErrCode != nil {
		code = *a.ErrCode
	} else {
		code = *a.Code
	}
	switch code {
	case 0:
		return nil
	case 45009, 130101, 9499, 11232: // too many messages
		return &notify.WaitError{After: time.Minute, Err: fmt.Errorf("机器人限流（%d）", code)}
	}
	return fmt.Errorf("%w：机器人答复 %d %s%s", notify.ErrStopped, code, a.ErrMsg, a.Msg)
}

// unsent says of a failed request whether it surely did not arrive.
func unsent(err error) error {
	var whole *url.Error
	if errors.As(err, &whole) {
		err = whole.Err // without the address, which holds the key
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return fmt.Errorf("%w：连接不上机器人：%w", notify.ErrNotSent, err)
	}
	return fmt.Errorf("机器人：%w", err)
}

// fitting is the notice with as many items written out as there is room for, so that
// what stands below them stays.
func fitting(n notify.Notice) string {
	for written := most; written > 0; written-- {
		if text := n.Subject() + "\n" + n.Plain(written); len(text) <= maxBytes {
			return text
		}
	}
	return clip(n.Subject()+"\n"+n.Plain(0), maxBytes)
}

// clip cuts at a whole character and says so.
func clip(s string, most int) string {
	const tail = "…（未完）"
	if len(s) <= most {
		return s
	}
	n := most - len(tail)
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + tail
}
