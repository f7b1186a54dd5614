package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"ducha/internal/result"
	ducharun "ducha/internal/run"
)

// A round (一轮检查) is one audit of all its sites. Each site's folder is marked
// while its round lasts, so that a round that was cut off is taken up where it
// stood: a site whose snapshot was finished in it is judged, not crawled again.
const (
	roundFile = ".round"
	roundMost = 7 * 24 * time.Hour // what was cut off longer ago is not gone on with: its pages are of another time
)

// takeUp marks the folder, and says whether the round finished its snapshot
// before it was cut off.
func (f *folder) takeUp(job ducharun.Job) (finished bool, err error) {
	since, err := f.begin(time.Now())
	if err != nil || !f.finished(job, since) {
		return false, err
	}
	job.Crawl.Log.Info("本轮检查已抓取该网站，不再重复抓取", "网站", title(job))
	return true, nil
}

// begin gives when the folder's round began.
func (f *folder) begin(now time.Time) (time.Time, error) {
	path := f.path(roundFile)
	if text, err := os.ReadFile(path); err == nil {
		if at, err := time.Parse(time.RFC3339Nano, string(text)); err == nil && now.Sub(at) < roundMost {
			return at, nil
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return now, fmt.Errorf("读取检查标记：%w", err)
	}
	if err := os.WriteFile(path, []byte(now.UTC().Format(time.RFC3339Nano)), 0o644); err != nil {
		return now, fmt.Errorf("写入检查标记：%w", err)
	}
	return now, nil
}

// endRound ends a folder's round: its outcome is on record.
func endRound(dir string) error {
	err := os.Remove((&folder{dir: dir}).path(roundFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("清除检查标记：%w", err)
	}
	return nil
}

// endRounds ends the rounds of all jobs that were done.
func endRounds(done func(i int) bool, dirs []string) error {
	var errs []error
	for i, dir := range dirs {
		if done(i) {
			errs = append(errs, endRound(dir))
		}
	}
	return errors.Join(errs...)
}

// auditInRound audits one site, or judges what the round had finished of it.
func auditInRound(ctx context.Context, job ducharun.Job, dir string) (*result.Audit, error) {
	fold, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	defer fold.close()
	finished, err := fold.takeUp(job)
	if err != nil {
		return nil, err
	}
	if !finished {
		return fold.audit(ctx, job)
	}
	audited, err := fold.judge(ctx, job)
	if err != nil && ctx.Err() == nil {
		// Whatever is wrong with that snapshot, the next run must not stand before it again.
		return nil, errors.Join(err, endRound(dir))
	}
	return audited, err
}

// finished says whether the folder's snapshot is of that site, whole, and begun
// in the round.
func (f *folder) finished(job ducharun.Job, since time.Time) bool {
	store, err := openEvidence(f.path(snapshotFile))
	if err != nil {
		return false // there is none, or the crawl that follows says what is wrong with it
	}
	defer store.Close()
	snap := store.Snapshot()
	return store.Whole() && snap.Site == job.ID && snap.Home == job.URL && !snap.Started.Before(since)
}

// judge judges the folder's snapshot and writes the reports.
func (f *folder) judge(ctx context.Context, job ducharun.Job) (*result.Audit, error) {
	store, err := openEvidence(f.path(snapshotFile))
	if err != nil {
		return nil, err
	}
	defer store.Close()
	audited, err := ducharun.Judge(ctx, job, store)
	if err != nil {
		return nil, err
	}
	return audited, f.writeReports(audited, auditFormats)
}
