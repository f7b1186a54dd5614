package main

import (
	"context"
	"fmt"
	"os"

	"ducha/checks"
	conf "ducha/internal/config"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/notify/email"
	"ducha/internal/notify/slack"
	"ducha/internal/notify/webhook"
	"ducha/internal/rectify"
	"ducha/rules"
)

// defaultLedger is the ledger of a configuration that names none.
const defaultLedger = "ducha-ledger.db"

// ledgerAddress is where the ledger is kept.
func ledgerAddress(c *config) string {
	if name := c.Ledger.URLEnv; name != "" {
		// Not set is an error of the store's: another ledger would split the account.
		return os.Getenv(name)
	}
	return pick(c.Ledger.URL, defaultLedger)
}

// openLedger opens a ledger. One that is not there yet is made only where something is
// put into it: looked for in the wrong place, an empty one would have nobody reminded.
func openLedger(ctx context.Context, address string, create bool) (*store.Store, error) {
	if !create && address != "" && !store.Exists(address) {
		return nil, fmt.Errorf("台账 %s 还没有建立；请先运行 ducha ledger import 记入检查结果", address)
	}
	return store.Open(ctx, address)
}

// openDesk puts configuration, ledger and calendar together.
func (a *app) openDesk(ctx context.Context, path string, create bool) (*rectify.Desk, *config, error) {
	c, err := loadConfig(path)
	if err != nil {
		return nil, nil, err
	}
	s, err := openLedger(ctx, ledgerAddress(c), create)
	if err != nil {
		return nil, nil, err
	}
	d, err := a.deskOf(&session{Store: s, config: c})
	if err != nil {
		s.Close()
	}
	return d, c, err
}

// deskOf is the desk of an open ledger.
func (a *app) deskOf(s *session) (*rectify.Desk, error) {
	cal, err := s.config.calendar()
	if err != nil {
		return nil, err
	}
	return &rectify.Desk{Store: s.Store, Config: &s.config.Config, Calendar: cal, Now: clock, Log: a.logger(),
		Rules: func(site, id string) (*rules.Set, error) { return rules.Load(s.config.ruleName(site, id), checks.All) }}, nil
}

// senders makes the configured channels. A secret that is not set is said at
// once, not when the first notice is due.
func senders(c *config) (map[string]notify.Sender, map[string]*slack.Channel, error) {
	all, listening := map[string]notify.Sender{}, map[string]*slack.Channel{}
	for _, ch := range c.Channels {
		policy := notify.Policy{Quote: ch.MayQuote(), Files: ch.MayAttach()}
		switch ch.Kind {
		case conf.Slack:
			token, err := secret(ch.ID, ch.TokenEnv, true)
			if err != nil {
				return nil, nil, err
			}
			app, err := secret(ch.ID, ch.AppTokenEnv, false)
			if err != nil {
				return nil, nil, err
			}
			s := slack.New(slack.Config{Token: token, AppToken: app, APIURL: ch.API, Channel: ch.Channel, Policy: policy})
			all[ch.ID] = s
			if app != "" {
				listening[ch.ID] = s
			}
		case conf.Mail:
			password, err := secret(ch.ID, ch.PasswordEnv, ch.User != "")
			if err != nil {
				return nil, nil, err
			}
			all[ch.ID] = email.New(email.Config{Host: ch.Host, Port: ch.Port, TLS: ch.TLS, User: ch.User, Password: password,
				From: ch.From, Name: pick(ch.FromName, c.Office.Name), ReplyTo: ch.ReplyTo, Policy: policy})
		case conf.Webhook:
			address, err := secret(ch.ID, ch.URLEnv, true)
			if err != nil {
				return nil, nil, err
			}
			key, err := secret(ch.ID, ch.SecretEnv, false)
			if err != nil {
				return nil, nil, err
			}
			all[ch.ID] = webhook.New(webhook.Config{Brand: webhook.Brand(ch.Brand), URL: address, Secret: key, Policy: policy})
		}
	}
	return all, listening, nil
}

func secret(channel, env string, needed bool) (string, error) {
	value := ""
	if env != "" {
		value = os.Getenv(env)
	}
	if value == "" && needed {
		return "", fmt.Errorf("通知渠道“%s”需要的环境变量 %s 没有设置", channel, pick(env, "（配置中未写明）"))
	}
	return value, nil
}

// worker delivers what is in the outbox.
func (a *app) worker(d *rectify.Desk, all map[string]notify.Sender) *notify.Worker {
	box := &rectify.Outbox{Desk: d}
	return &notify.Worker{Queue: box, Senders: all, Current: box.Current, Log: d.Log, Now: d.Now,
		Alarm: func(channel string, cause error) {
			fmt.Fprintf(a.stderr, "通知渠道“%s”已停用：%s\n", channel, chinese(cause))
			if err := d.Alarm(context.Background(), channel, cause); err != nil {
				fmt.Fprintf(a.stderr, "未能通知督查人员：%s\n", chinese(err))
			}
		}}
}

// withDesk opens the desk for one command.
func (a *app) withDesk(ctx context.Context, path string, do func(d *rectify.Desk, c *config) error) error {
	d, c, err := a.openDesk(ctx, path, false)
	if err != nil {
		return err
	}
	defer d.Store.Close()
	return do(d, c)
}

// withChannels opens the desk and its channels for one command.
func (a *app) withChannels(ctx context.Context, path string, do func(d *rectify.Desk, c *config, all map[string]notify.Sender) error) error {
	return a.withDesk(ctx, path, func(d *rectify.Desk, c *config) error {
		all, _, err := senders(c)
		if err != nil {
			return err
		}
		return do(d, c, all)
	})
}
