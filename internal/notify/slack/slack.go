// Package slack carries notices over Slack and brings the units' answers back.
package slack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	api "github.com/slack-go/slack"

	"ducha/internal/notify"
)

// Config of a Slack workspace.
type Config struct {
	Token    string // bot token, xoxb-
	AppToken string // for the buttons by Socket Mode, xapp-; may be empty
	APIURL   string // other than Slack's own: a proxy's
	Channel  string // where deliveries without an address go
	Policy   notify.Policy
	Pace     time.Duration // between two messages of one channel; 0: Slack's limit of one a second
	Timeout  time.Duration // of one request; 0: 15 s
}

// Channel is a notify.Sender.
type Channel struct {
	cfg    Config
	client *api.Client

	mu   sync.Mutex
	next map[string]time.Time // by channel: not before
}

const (
	timeout   = 15 * time.Second // slack-go has none of its own
	pace      = time.Second      // chat.postMessage: one a second and channel
	eventType = "ducha_notice"
	maxPages  = 20 // of history looked through for one key
)

// New makes the channel. slack-go's own retries stay off: they would send twice.
func New(cfg Config) *Channel {
	if cfg.Timeout <= 0 {
		cfg.Timeout = timeout
	}
	if cfg.Pace <= 0 {
		cfg.Pace = pace
	}
	opts := []api.Option{api.OptionHTTPClient(&http.Client{Timeout: cfg.Timeout})}
	if cfg.APIURL != "" {
		opts = append(opts, api.OptionAPIURL(strings.TrimSuffix(cfg.APIURL, "/")+"/"))
	}
	if cfg.AppToken != "" {
		opts = append(opts, api.OptionAppLevelToken(cfg.AppToken))
	}
	return &Channel{cfg: cfg, client: api.New(cfg.Token, opts...), next: map[string]time.Time{}}
}

func (c *Channel) address(d notify.Delivery) string {
	if d.To != "" {
		return d.To
	}
	return c.cfg.Channel
}

// Send posts the notice, or the one file of a delivery that carries nothing else.
func (c *Channel) Send(ctx context.Context, d notify.Delivery) (string, error) {
	to := c.address(d)
	if to == "" {
		return "", fmt.Errorf("%w：单位没有登记 Slack 频道", notify.ErrAddress)
	}
	if err := c.wait(ctx, to); err != nil {
		return "", err
	}
	n := d.Notice.Cut(c.cfg.Policy)
	if len(n.Files) == 1 && len(n.Items) == 0 {
		return c.upload(ctx, to, d.Key, n)
	}
	_, ts, err := c.client.PostMessageContext(ctx, to,
		api.MsgOptionText(escape(n.Subject()), false),
		api.MsgOptionBlocks(blocks(n, c.cfg.AppToken != "")...),
		api.MsgOptionMetadata(api.SlackMetadata{EventType: eventType, EventPayload: map[string]any{"key": d.Key}}),
		api.MsgOptionDisableLinkUnfurl())
	return ts, c.classify(to, err)
}

func (c *Channel) upload(ctx context.Context, to, key string, n notify.Notice) (string, error) {
	f := n.Files[0]
	file, err := c.client.UploadFileContext(ctx, api.UploadFileParameters{
		Filename: f.Name, FileSize: len(f.Data), Reader: bytes.NewReader(f.Data), Title: key, Channel: to, InitialComment: escape(n.Subject()),
	})
	if err != nil {
		return "", c.classify(to, err)
	}
	return file.ID, nil
}

// wait keeps the pace of one channel.
func (c *Channel) wait(ctx context.Context, to string) error {
	c.mu.Lock()
	now := time.Now()
	at := c.next[to]
	if at.Before(now) {
		at = now
	}
	c.next[to] = at.Add(c.cfg.Pace)
	c.mu.Unlock()
	return pause(ctx, time.Until(at))
}

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return fmt.Errorf("%w：%w", notify.ErrNotSent, ctx.Err())
	case <-timer.C:
		return nil
	}
}

// Find looks for the key in what the channel was sent since then.
func (c *Channel) Find(ctx context.Context, d notify.Delivery, begun time.Time) (string, bool, error) {
	to := c.address(d)
	p := &api.GetConversationHistoryParameters{ChannelID: to, Limit: 200, IncludeAllMetadata: true,
		// Their clock may be some minutes before ours.
		Oldest: strconv.FormatInt(begun.Add(-10*time.Minute).Unix(), 10)}
	for range maxPages {
		if err := c.wait(ctx, to); err != nil {
			return "", false, err
		}
		h, err := c.client.GetConversationHistoryContext(ctx, p)
		if err != nil {
			return "", false, c.classify(to, err)
		}
		for _, m := range h.Messages {
			if m.Metadata.EventType == eventType && m.Metadata.EventPayload["key"] == d.Key {
				return m.Timestamp, true, nil
			}
			for _, f := range m.Files {
				if f.Title == d.Key {
					return f.ID, true, nil
				}
			}
		}
		if p.Cursor = h.ResponseMetaData.NextCursor; !h.HasMore || p.Cursor == "" {
			return "", false, nil
		}
	}
	return "", false, fmt.Errorf("%w：频道消息过多", notify.ErrCannotTell)
}

// classify says what an error means for the notice. What is not named leaves in
// doubt whether Slack took it.
func (c *Channel) classify(to string, err error) error {
	if err == nil {
		return nil
	}
	var limited *api.RateLimitedError
	if errors.As(err, &limited) {
		c.mu.Lock()
		c.next[to] = time.Now().Add(limited.RetryAfter)
		c.mu.Unlock()
		return &notify.WaitError{After: limited.RetryAfter, Err: errors.New("被 Slack 限流")}
	}
	var answer api.SlackErrorResponse
	if errors.As(err, &answer) {
		switch answer.Err {
		case "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope", "no_permission", "org_login_required", "not_allowed_token_type", "ekm_access_denied":
			return fmt.Errorf("%w：Slack 答复 %s，请检查令牌和权限", notify.ErrStopped, answer.Err)
		case "channel_not_found", "is_archived", "not_in_channel", "restricted_action", "user_not_found":
			return fmt.Errorf("%w：Slack 频道 %s 答复 %s", notify.ErrAddress, to, answer.Err)
		case "msg_too_long", "invalid_blocks", "invalid_blocks_format", "no_text", "too_many_attachments", "metadata_too_large", "invalid_arguments":
			return fmt.Errorf("%w：Slack 答复 %s", notify.ErrRefused, answer.Err)
		case "ratelimited", "rate_limited":
			return &notify.WaitError{After: 30 * time.Second, Err: errors.New("被 Slack 限流")}
		}
		return fmt.Errorf("收到 Slack 答复 %s", answer.Err)
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return fmt.Errorf("%w：连接不上 Slack：%w", notify.ErrNotSent, err)
	}
	return fmt.Errorf("请求 Slack：%w", err)
}
