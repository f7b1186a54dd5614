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
	store, err := openEvidence(path)
	if f.before == "" && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, evidence.ErrUnbegun)) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("读取此前的快照：%w", err)
	}
	defer store.Close()
	snap := store.Snapshot()
	if !snap.Sealed || snap.Site != job.ID {
		if f.before == "" {
			return nil, nil
		}
		return nil, fmt.Errorf("快照 %s 不是网站 %s 的完整快照", path, job.ID)
	}
	site, err := facts.Load(ctx, store, facts.Options{Vocabulary: job.Vocabulary, AsOf: job.AsOf, Seeds: job.Crawl.Seeds, Others: job.Others})
	if err != nil {
		return nil, err
	}
	return site.Remember(), nil
}
