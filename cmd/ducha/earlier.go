package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/result"
	ducharun "ducha/internal/run"
)

// earlier reads what the snapshot of the quarter before showed of a site: the one
// named, or that of its folder. Without one there is nothing to hold dates against.
func earlier(ctx context.Context, f *auditFlags, job ducharun.Job, out string) (*facts.Earlier, error) {
	path := f.before
	if path == "" {
		path = filepath.Join(resultDir(out, job.ID, result.QuarterBefore(result.QuarterOf(job.AsOf))), snapshotFile)
	}
	seen, err := remembered(ctx, path, job)
	switch {
	case err == nil || ctx.Err() != nil:
		return seen, err
	case f.before != "":
		return nil, fmt.Errorf("读取此前的快照：%w", err)
	case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, evidence.ErrUnbegun) && !errors.Is(err, errOther):
		// What is wrong with the last quarter's file is no reason not to look at this one.
		job.Crawl.Log.Warn("上季度的快照不能读取，本次不比对补录的信息", "网站", title(job), "错误", err)
	}
	return nil, nil
}

// errOther says that a snapshot is of another site, or was not finished.
var errOther = errors.New("不是该网站的完整快照")

func remembered(ctx context.Context, path string, job ducharun.Job) (*facts.Earlier, error) {
	store, err := openEvidence(path)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	if snap := store.Snapshot(); !snap.Sealed || snap.Site != job.ID {
		return nil, fmt.Errorf("%s %w（%s）", path, errOther, job.ID)
	}
	site, err := facts.Load(ctx, store, facts.Options{Vocabulary: job.Vocabulary, AsOf: job.AsOf, Seeds: job.Crawl.Seeds, Others: job.Others})
	if err != nil {
		return nil, err
	}
	return site.Remember(), nil
}
