package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/result"
	ducharun "ducha/internal/run"
)

// earlier reads what the snapshot of the quarter before showed of a site, which is seen now
// or was seen at a moment: the one named, or that of its folder. Without one there is
// nothing to hold dates against.
func earlier(ctx context.Context, f *auditFlags, job ducharun.Job, out string, seen time.Time) (*facts.Earlier, error) {
	path := f.before
	if path == "" {
		path = filepath.Join(resultDir(out, job.ID, result.QuarterBefore(result.QuarterOf(job.AsOf))), snapshotFile)
	}
	known, err := remembered(ctx, path, job, seen)
	switch {
	case err == nil || ctx.Err() != nil:
		return known, err
	case f.before != "":
		return nil, fmt.Errorf("读取此前的快照：%w", err)
	case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, evidence.ErrUnbegun) && !errors.Is(err, errNotBefore):
		// What is wrong with the last quarter's file is no reason not to look at this one.
		job.Crawl.Log.Warn("上季度的快照不能读取，本次不比对补录的信息", "网站", title(job), "错误", err)
	}
	return nil, nil
}

// errNotBefore says that a snapshot is of another site, was not finished, or is no earlier one.
var errNotBefore = errors.New("不是该网站此前的完整快照")

func remembered(ctx context.Context, path string, job ducharun.Job, seen time.Time) (*facts.Earlier, error) {
	store, err := openEvidence(path)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	if snap := store.Snapshot(); !snap.Sealed || snap.Site != job.ID || !seen.IsZero() && snap.Finished.After(seen) {
		return nil, fmt.Errorf("%s %w（%s）", path, errNotBefore, job.ID)
	}
	site, err := facts.Load(ctx, store, facts.Options{Vocabulary: job.Vocabulary, AsOf: job.AsOf, Seeds: job.Crawl.Seeds, Others: job.Others})
	if err != nil {
		return nil, err
	}
	return site.Remember(), nil
}
