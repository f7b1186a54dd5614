package main

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/inspect"
)

// inspectURL asks for one page, as politely as an audit would: within its host,
// by its robots.txt, behind the dial guard. A page that does not open is a
// document nobody could read, not a fault of the command.
func (a *app) inspectURL(ctx context.Context, f *inspectFlags, address string) (inspect.Source, error) {
	src := inspect.Source{Name: address}
	canon, err := fetch.Canonical(address)
	if err != nil {
		return src, fmt.Errorf("%s 不是网址", address)
	}
	dir, err := os.MkdirTemp("", "ducha-inspect-")
	if err != nil {
		return src, fmt.Errorf("建立临时文件夹：%w", err)
	}
	defer os.RemoveAll(dir)
	store, err := evidence.Create(filepath.Join(dir, "page.db"), "inspect", canon)
	if err != nil {
		return src, fmt.Errorf("建立临时记录：%w", err)
	}
	defer store.Close()
	conf := fetch.Config{Home: canon, IgnoreRobots: f.ignoreRobots, Log: a.logger()}
	if f.allowPrivate {
		var nets []netip.Prefix
		if nets, err = fetch.PrivateOf(ctx, canon); err != nil {
			return src, fmt.Errorf("%s：%w", address, err)
		}
		conf.AllowPrivate = nets
	}
	client, err := fetch.New(conf, store)
	if err != nil {
		return src, fmt.Errorf("%s：%w", address, err)
	}
	defer client.Close()
	got, err := client.Get(ctx, fetch.Request{URL: canon, Purpose: evidence.ForPage, Attachment: true})
	if err != nil {
		return src, fmt.Errorf("%s：%w", address, err)
	}
	src.At, src.Raw = got.Exchange.At, got.Body
	if p := got.Exchange.Problem; p != evidence.None {
		src.Raw, src.Blind = nil, "网页打不开："+p.Chinese()
	}
	return src, nil
}
