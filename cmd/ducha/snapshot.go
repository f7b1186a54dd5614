package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ducha/internal/address"
	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/result"
	ducharun "ducha/internal/run"
	"ducha/internal/webpage"
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
	store, done, err := a.openSnapshot(f.snapshot, site)
	if err != nil {
		return err
	}
	defer done()
	job, err := a.snapshotJob(f, c, site, store.Snapshot())
	if err != nil {
		return err
	}
	out := pick(f.out, c.Crawl.Out)
	if job.Earlier, err = earlier(ctx, f, job, out, store.Snapshot().Started); err != nil {
		return err
	}
	dir := outDir(f, job, out, 1)
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

// snapshotJob is what to judge a snapshot as: the site named, or the one it is of, on the
// day it was seen.
func (a *app) snapshotJob(f *auditFlags, c *config, site *configSite, snap evidence.Snapshot) (job ducharun.Job, err error) {
	if site.URL == "" {
		if site, err = c.site(snap.Home); err != nil {
			return job, fmt.Errorf("快照没有写明首页，请在命令行给出网址：%w", err)
		}
	} else if !sameSite(site, snap.Home) {
		return job, fmt.Errorf("快照是网站 %s 的，不是 %s 的，不能用来评判后者；请核对文件和网址", snap.Home, site.URL)
	}
	if f.quarter == "" && f.asOf == "" && snap.Finished.After(time.Now().AddDate(0, 0, 1)) {
		return job, fmt.Errorf("快照的抓取时间（%s）晚于现在，抓取时的时钟可能有误；请用 --as-of 写明评价基准日", beijing(snap.Finished))
	}
	asOf, err := judgedDay(f.quarter, f.asOf, snap.Finished)
	if err != nil {
		return job, err
	}
	return f.job(c, site, asOf, a.logger())
}

// sameSite says whether a snapshot of a home page may be judged as a site: another body's
// pages must not be held against it, not even those of another folder of one host.
func sameSite(site *configSite, home string) bool {
	scope, err := address.NewScope(site.URL, append(slices.Clone(site.Hosts), site.Seeds...))
	if err != nil {
		return false
	}
	u, err := url.Parse(home)
	if err != nil || !scope.Has(u) {
		return false
	}
	bare := func(at string) string { return strings.TrimPrefix(address.HostPort(at), "www.") }
	if bare(site.URL) != bare(home) {
		return true // on a further host of the site
	}
	mine, theirs := webpage.Path(webpage.Folder(site.URL)), webpage.Path(webpage.Folder(home))
	return strings.HasPrefix(mine, theirs) || strings.HasPrefix(theirs, mine)
}

// openSnapshot opens a snapshot, or imports WARCs into a temporary one that done removes.
func (a *app) openSnapshot(file string, site *configSite) (store *evidence.Store, done func(), err error) {
	if kept := filepath.Join(file, snapshotFile); isThere(kept) {
		file = kept // the folder of an earlier audit
	}
	if own, err := ownSnapshot(file); own || err != nil {
		if err == nil {
			store, err = openEvidence(file)
		}
		if err != nil {
			return nil, nil, err
		}
		return store, func() { store.Close() }, nil
	}
	tmp, err := os.MkdirTemp("", "ducha-warc-*")
	if err != nil {
		return nil, nil, err
	}
	opt := evidence.Import{Site: pick(site.ID, "warc"), Home: site.URL, Hosts: append(slices.Clone(site.Hosts), site.Seeds...), Judge: fetch.Judge}
	store, found, err := evidence.ImportWARC(file, filepath.Join(tmp, snapshotFile), opt)
	if err == nil {
		if err = usable(file, site, &found, store); err != nil {
			store.Close()
		}
	} else {
		err = importError(file, err)
	}
	if err != nil {
		os.RemoveAll(tmp)
		return nil, nil, err
	}
	a.tellImport(&found, store.Snapshot().Home)
	return store, func() { store.Close(); os.RemoveAll(tmp) }, nil
}

func isThere(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular()
}

// ownSnapshot tells our own files by their first bytes; what is nowhere is asked for as
// one of them.
func ownSnapshot(file string) (bool, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, told{fmt.Sprintf("快照 %s 打不开（%s）", file, inChinese(withoutPath(err).Error())), err}
	}
	defer f.Close()
	head := make([]byte, len(sqliteMark))
	n, _ := io.ReadFull(f, head)
	return string(head[:n]) == sqliteMark || n == 0 && strings.HasSuffix(file, filepath.Ext(snapshotFile)), nil
}

const sqliteMark = "SQLite format 3\x00"
