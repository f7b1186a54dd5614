package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/zhtext"
)

// diagnoseSites puts each site's job together as an audit would.
func diagnoseSites(c *config, now time.Time, note func(mark, what, detail string)) {
	for i := range c.Sites {
		if _, err := (&auditFlags{}).job(c, &c.Sites[i], zhtext.Day(now), nil); err != nil {
			note("错误", "网站 "+c.Sites[i].ID+"：", inChinese(err.Error()))
		}
	}
}

// diagnosePlaces looks whether what an audit finds can be kept.
func diagnosePlaces(ctx context.Context, c *config, note func(mark, what, detail string)) {
	out := pick(c.Crawl.Out, defaultOut)
	if err := writable(out); err != nil {
		note("错误", "结果目录 "+out+"：", inChinese(err.Error()))
	} else {
		note("正常", "结果目录 "+out, "")
	}
	var open []ledger.Case
	var outbox map[string]int
	err := ledgerUsable(ctx, ledgerAddress(c), func(t *store.Tx) (err error) {
		if open, err = t.Cases(store.Filter{Open: true}); err == nil {
			outbox, err = t.DeliveryCounts()
		}
		return err
	})
	if err != nil {
		note("错误", "台账：", inChinese(err.Error()))
		return
	}
	note("正常", "台账", "")
	diagnoseLedger(c, open, outbox, note)
}

// diagnoseLedger names what stands still in the ledger and nobody may notice: cases of
// sites and units that are no longer configured, deliveries that wait for a person.
func diagnoseLedger(c *config, open []ledger.Case, outbox map[string]int, note func(mark, what, detail string)) {
	sites, units := map[string]int{}, map[string]int{}
	for _, one := range open {
		if _, ok := c.Site(one.Site); !ok {
			sites[one.Site]++
		}
		if _, ok := c.Unit(one.Unit); !ok && len(c.Units) > 0 {
			units[one.Unit]++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(sites)) {
		note("提示", fmt.Sprintf("台账中网站“%s”有%d条未办结，但配置中没有该网站", id, sites[id]), "；不能复查和下发")
	}
	for _, id := range slices.Sorted(maps.Keys(units)) {
		note("提示", fmt.Sprintf("台账中单位“%s”有%d条未办结，但配置中没有该单位", id, units[id]), "；请改派（ducha ledger assign）或补充配置")
	}
	if n := outbox[ledger.Held] + outbox[ledger.Failed]; n > 0 {
		note("提示", fmt.Sprintf("有%d份通知等待人工处理", n), "；运行 ducha notify list 查看原因")
	}
}

func ledgerUsable(ctx context.Context, address string, look func(t *store.Tx) error) error {
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
	return s.View(ctx, look) // begins as a writer does, so that a file that cannot be written is told
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
