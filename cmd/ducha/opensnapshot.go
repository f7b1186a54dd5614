package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"ducha/internal/evidence"
)

// told is an error in the reader's words; what lies behind stays to be asked for.
type told struct {
	text string
	err  error
}

func (t told) Error() string { return t.text }
func (t told) Unwrap() error { return t.err }

// readable says of a snapshot's file that it is there and may be read: neither is a sign
// of damage.
func readable(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		err = fs.ErrNotExist
	}
	var f *os.File
	if err == nil {
		f, err = os.Open(path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return told{"没有快照文件 " + path, fs.ErrNotExist}
	case err != nil:
		return told{fmt.Sprintf("快照 %s 打不开（%s）", path, inChinese(withoutPath(err).Error())), err}
	}
	return f.Close()
}

// openEvidence opens a snapshot and says in Chinese why it cannot.
func openEvidence(path string) (*evidence.Store, error) {
	if err := readable(path); err != nil {
		return nil, err
	}
	store, err := evidence.Open(path)
	switch {
	case err == nil:
		return store, nil
	case errors.Is(err, evidence.ErrUnbegun):
		return nil, told{"快照 " + path + " 是空的：上次运行在存下内容之前就中断了，重新运行检查即可", err}
	}
	why := inChinese(err.Error())
	if strings.Contains(err.Error(), "disk I/O error") { // says nothing of the file
		return nil, told{fmt.Sprintf("快照 %s 打不开，请检查磁盘是否已满或者有故障（%s）", path, why), err}
	}
	return nil, told{fmt.Sprintf("快照 %s 无法打开，不是 ducha 的快照或者已损坏（%s）", path, why), err}
}
