package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/result"
)

// A folder holds one site's results of one quarter: snapshot, result, reports.
type folder struct {
	dir  string
	lock *os.File
}

const (
	defaultOut   = "ducha-out"
	snapshotFile = "snapshot.db"
)

// openFolder makes the folder and takes its lock; the kernel frees the lock of
// a process that died.
func openFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("建立结果目录：%w", err)
	}
	lock, err := os.OpenFile(filepath.Join(dir, ".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("建立锁文件：%w", err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		lock.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, &exitError{exitLocked, fmt.Errorf("目录 %s 正由另一个检查使用，本次没有运行", dir)}
		}
		return nil, fmt.Errorf("锁定 %s：%w", dir, err)
	}
	return &folder{dir: dir, lock: lock}, nil
}

func (f *folder) close() error { return f.lock.Close() }

func (f *folder) path(name string) string { return filepath.Join(f.dir, name) }

// store opens the folder's unfinished snapshot to resume it, or starts a new
// one. A finished one is evidence, and one that was cut off long ago shows another
// time: they are put aside, never written over.
func (f *folder) store(site, home string) (*evidence.Store, error) {
	path := f.path(snapshotFile)
	old, err := openEvidence(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, evidence.ErrUnbegun):
	case err != nil:
		return nil, err
	default:
		snap, whole := old.Snapshot(), old.Whole()
		if err := old.Close(); err != nil {
			return nil, err
		}
		lately := snap.Finished.IsZero() || time.Since(snap.Finished) < roundMost
		if !whole && lately && snap.Site == site && snap.Home == home {
			break // it is taken up
		}
		if err := inOneFile(path, snap, whole); err != nil {
			return nil, err
		}
		aside := f.path("snapshot-" + snap.Started.UTC().Format("20060102T150405Z") + ".db")
		if err := os.Rename(path, aside); err != nil {
			return nil, fmt.Errorf("保留上次快照：%w", err)
		}
	}
	return evidence.Create(path, site, home)
}

// inOneFile gathers a snapshot that was cut off in its one file: what was written
// last stands in another beside it, which a new name would leave behind.
func inOneFile(path string, snap evidence.Snapshot, whole bool) error {
	if whole {
		return nil
	}
	s, err := evidence.Create(path, snap.Site, snap.Home)
	if err != nil {
		return err
	}
	return s.Close()
}

// writeReports writes the result and renders each format beside it.
func (f *folder) writeReports(a *result.Audit, names []string) error {
	for _, name := range append([]string{"json"}, names...) {
		if err := f.render(a, name); err != nil {
			return err
		}
	}
	return nil
}

// render writes one format.
func (f *folder) render(a *result.Audit, format string) error {
	write := writers()[format]
	return writeFile(f.path(reportFile(format)), func(w io.Writer) error { return write(w, a) })
}

// reportFile is the name of a format's file.
func reportFile(format string) string {
	if format == "json" {
		return "result.json"
	}
	return "scorecard." + format
}

// writeFile writes a whole file or none: to a temporary name, synced, renamed.
func writeFile(path string, fill func(io.Writer) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("写入 %s：%w", path, withoutPath(err))
		}
	}()
	tmp, err := os.CreateTemp(filepath.Dir(path), ".tmp-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if err := fill(tmp); err != nil {
		return err
	}
	if err := errors.Join(tmp.Chmod(0o644), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// withoutPath is what the system said, without the temporary name it said it of.
func withoutPath(err error) error {
	var file *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &file):
		return file.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// resultDir is where a site's results of a quarter go.
func resultDir(out, site, quarter string) string {
	return filepath.Join(pick(out, defaultOut), site, quarter)
}
