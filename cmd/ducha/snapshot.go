package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/result"
	ducharun "ducha/internal/run"
)

// auditSnapshot judges what is on disk: our own snapshot or a WARC of any tool.
func (a *app) auditSnapshot(ctx context.Context, f *auditFlags, args []string) error {
	c, err := loadConfig(f.config)
	if err != nil {
		return err
	}
	if len(args) > 1 {
		return errors.New("评判快照时最多给出一个网站")
	}
	site := &configSite{}
	if len(args) == 1 {
		if site, err = c.site(args[0]); err != nil {
			return err
		}
	}
	store, done, err := openSnapshot(f.snapshot, site)
	if err != nil {
		return err
	}
	defer done()
	snap := store.Snapshot()
	if site.URL == "" {
		if site, err = c.site(snap.Home); err != nil {
			return fmt.Errorf("快照没有写明首页，请在命令行给出网址：%w", err)
		}
	}
	asOf, err := judgedDay(f.quarter, f.asOf, snap.Finished)
	if err != nil {
		return err
	}
	job, err := f.job(c, site, asOf, a.logger())
	if err != nil {
		return err
	}
	dir := outDir(f, job, pick(f.out, c.Crawl.Out), 1)
	fold, err := openFolder(dir)
	if err != nil {
		return err
	}
	defer fold.close()
	audited, err := ducharun.Judge(ctx, job, store)
	if err != nil {
		return err
	}
	if err := fold.writeReports(audited, auditFormats); err != nil {
		return err
	}
	a.summary(audited, dir)
	if f.ledger {
		if err := a.recordAudits(ctx, f, []*result.Audit{audited}); err != nil {
			return err
		}
	}
	return verdictCode([]*result.Audit{audited}, f.strict)
}

// openSnapshot opens a snapshot, or imports a WARC into a temporary one that
// done removes.
func openSnapshot(path string, site *configSite) (store *evidence.Store, done func(), err error) {
	if !isWARC(path) {
		store, err = openEvidence(path)
		if err != nil {
			return nil, nil, err
		}
		return store, func() { store.Close() }, nil
	}
	tmp, err := os.MkdirTemp("", "ducha-warc-*")
	if err != nil {
		return nil, nil, err
	}
	id := site.ID
	if id == "" {
		id = "warc"
	}
	store, err = evidence.ImportWARC(path, tmp+"/snapshot.db", id, site.URL, fetch.Judge)
	if err != nil {
		os.RemoveAll(tmp)
		return nil, nil, fmt.Errorf("WARC 文件 %s 无法读取：%w", path, err)
	}
	return store, func() { store.Close(); os.RemoveAll(tmp) }, nil
}

func isWARC(path string) bool {
	return strings.HasSuffix(path, ".warc") || strings.HasSuffix(path, ".warc.gz")
}
