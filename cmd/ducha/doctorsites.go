package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
)

// diagnoseSites puts each site's job together as an audit would.
func diagnoseSites(c *config, now time.Time, note func(mark, what, detail string)) {
	for i := range c.Sites {
		if _, err := (&auditFlags{}).job(c, &c.Sites[i], today(now), nil); err != nil {
			note("错误", "网站 "+c.Sites[i].ID+"：", inChinese(err.Error()))
		}
	}
}

// diagnosePlaces looks whether what an audit finds can be kept.
func diagnosePlaces(ctx context.Context, c *config, note func(mark, what, detail string)) {
	out := pick(c.Crawl.Out, "ducha-out")
	if err := writable(out); err != nil {
		note("错误", "结果目录 "+out+"：", inChinese(err.Error()))
	} else {
		note("正常", "结果目录 "+out, "")
	}
	if err := ledgerUsable(ctx, ledgerAddress(c)); err != nil {
		note("错误", "台账：", inChinese(err.Error()))
		return
	}
	note("正常", "台账", "")
}

func ledgerUsable(ctx context.Context, address string) error {
	if address != "" && !store.Exists(address) {
		return writable(filepath.Dir(address)) // made by the first audit
	}
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	s, err := store.Open(ctx, address)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.View(ctx, func(t *store.Tx) error { // begins as a writer does, so that a file that cannot be written is told
		_, err := t.Cases(store.Filter{States: []ledger.State{ledger.Waived}})
		return err
	})
}

// writable tries a file in a folder, or in the nearest one above that is there.
func writable(dir string) error {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir {
		return writable(filepath.Dir(dir))
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s 不是目录", dir)
	}
	f, err := os.CreateTemp(dir, ".ducha-doctor-*")
	var cause *fs.PathError
	if errors.As(err, &cause) {
		return fmt.Errorf("不能在 %s 中建立文件：%w", dir, cause.Err)
	}
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}
