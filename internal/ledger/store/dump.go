package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ducha/internal/ledger"
)

// backupFormat names the form of a backup: gzip of one JSON value a line, a head,
// the rows table by table, and a tail that seals them. It holds no SQL, so that a
// ledger may move between SQLite and PostgreSQL.
const backupFormat = "ducha.ledger/v1"

// tables of the ledger, in the order they are restored, with what orders their
// rows.
func tables() [][2]string {
	return [][2]string{{"cases", "id"}, {"history", "seq"}, {"chain", "id"}, {"results", "digest"}, {"waivers", "id"}, {"signoffs", "site, quarter"},
		{"manual_scores", "id"}, {"notices", "key"}, {"outbox", "id"}, {"replies", "id"}, {"due", "job, key"}, {"requests", "site, id"}}
}

type backupLine struct {
	Format  string         `json:"format,omitempty"`
	Version int64          `json:"version,omitempty"`
	Table   string         `json:"table,omitempty"`
	Row     map[string]any `json:"row,omitempty"`
	Rows    *int           `json:"rows,omitempty"`
	SHA256  string         `json:"sha256,omitempty"` // of all lines before
}

// Backup writes the whole ledger, as it is at one moment, to a file. The file is
// there whole or not at all.
func (s *Store) Backup(ctx context.Context, path string) (rows int, err error) {
	if _, err := os.Stat(path); err == nil {
		return 0, fmt.Errorf("备份文件 %s 已存在，不会覆盖", path)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".ducha-backup-*")
	if err != nil {
		return 0, fmt.Errorf("建立备份文件：%w", err)
	}
	defer os.Remove(f.Name()) // does nothing once it is renamed
	defer f.Close()
	err = s.View(ctx, func(t *Tx) error {
		if err := f.Truncate(0); err != nil {
			return err
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		rows, err = t.dump(f)
		return err
	})
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = f.Close()
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return 0, fmt.Errorf("备份台账：%w", err)
	}
	return rows, syncDir(filepath.Dir(path))
}

func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("备份台账：%w", err)
	}
	defer d.Close()
	return d.Sync()
}

func (t *Tx) dump(w io.Writer) (rows int, err error) {
	zip := gzip.NewWriter(w)
	buffered := bufio.NewWriter(zip)
	sum := sha256.New()
	put := func(l backupLine) error {
		text, err := json.Marshal(l)
		if err != nil {
			return err
		}
		text = append(text, '\n')
		sum.Write(text)
		_, err = buffered.Write(text)
		return err
	}
	if err := put(backupLine{Format: backupFormat, Version: latest}); err != nil {
		return 0, err
	}
	for _, table := range tables() {
		if err := t.each("SELECT * FROM "+table[0]+" ORDER BY "+table[1], nil, func(r *sql.Rows) error {
			row, err := scanRow(r)
			if err != nil {
				return err
			}
			rows++
			return put(backupLine{Table: table[0], Row: row})
		}); err != nil {
			return 0, err
		}
	}
	if err := put(backupLine{Rows: &rows, SHA256: hex.EncodeToString(sum.Sum(nil))}); err != nil {
		return 0, err
	}
	if err := buffered.Flush(); err != nil {
		return 0, err
	}
	return rows, zip.Close()
}

func scanRow(r *sql.Rows) (map[string]any, error) {
	columns, err := r.Columns()
	if err != nil {
		return nil, err
	}
	values := make([]any, len(columns))
	for i := range values {
		values[i] = new(any)
	}
	if err := r.Scan(values...); err != nil {
		return nil, err
	}
	row := map[string]any{}
	for i, name := range columns {
		v := *(values[i].(*any))
		if b, ok := v.([]byte); ok {
			v = string(b)
		}
		row[name] = v
	}
	return row, nil
}

// Restore fills a ledger that is not there yet from a backup. Whatever was on its
// way when the backup was made may have arrived since: it is marked as doubtful,
// so that it is looked for before it is sent again.
func Restore(ctx context.Context, address, path string) (rows int, err error) {
	version, err := checkBackup(path)
	if err != nil {
		return 0, err
	}
	if Postgres(address) {
		return restore(ctx, address, path, version)
	}
	if Exists(address) {
		return 0, fmt.Errorf("台账 %s 已存在，不会覆盖；请先移开或另写一个位置", address)
	}
	// Filled aside: one that was cut off half way must not be taken for the ledger.
	dir, err := os.MkdirTemp(filepath.Dir(address), ".ducha-restore-*")
	if err != nil {
		return 0, fmt.Errorf("恢复台账：%w", err)
	}
	defer os.RemoveAll(dir)
	aside := filepath.Join(dir, "ledger.db")
	if rows, err = restore(ctx, aside, path, version); err != nil {
		return 0, err
	}
	if Exists(aside + "-wal") { // its last lines did not fit
		return 0, fmt.Errorf("恢复台账：%s 所在磁盘写不下", address)
	}
	if err := os.Rename(aside, address); err != nil {
		return 0, fmt.Errorf("恢复台账：%w", err)
	}
	return rows, syncDir(filepath.Dir(address))
}

func restore(ctx context.Context, address, path string, version int64) (rows int, err error) {
	s, err := connect(address)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.migrate(ctx, version); err != nil {
		return 0, err
	}
	err = s.Update(ctx, func(t *Tx) error {
		rows, err = t.fill(path)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("恢复台账：%w", err)
	}
	return rows, s.migrate(ctx, latest)
}

// eachLine reads a backup's lines and checks its seal.
func eachLine(path string, read func(backupLine) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("打开备份：%w", err)
	}
	defer f.Close()
	broken := fmt.Errorf("备份文件 %s 不完整或不是台账备份", path)
	zip, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return broken
	}
	sum := sha256.New()
	in := bufio.NewReader(zip)
	n := 0
	for {
		text, err := in.ReadBytes('\n')
		if err != nil {
			return broken // it ends before its tail
		}
		var l backupLine
		dec := json.NewDecoder(strings.NewReader(string(text)))
		dec.UseNumber()
		if dec.Decode(&l) != nil {
			return broken
		}
		if l.SHA256 != "" {
			return sealed(l, sum, n, broken)
		}
		sum.Write(text)
		if l.Table != "" {
			n++
		}
		if err := read(l); err != nil {
			return err
		}
	}
}

func sealed(l backupLine, sum hash.Hash, rows int, broken error) error {
	if l.SHA256 != hex.EncodeToString(sum.Sum(nil)) || l.Rows == nil || *l.Rows != rows {
		return broken
	}
	return nil
}

func checkBackup(path string) (version int64, err error) {
	err = eachLine(path, func(l backupLine) error {
		if l.Format != "" {
			version = l.Version
		}
		return nil
	})
	switch {
	case err != nil:
		return 0, err
	case version < 1:
		return 0, fmt.Errorf("备份文件 %s 不是台账备份", path)
	case version > latest:
		return 0, fmt.Errorf("备份由更新版本的程序生成（第%d版），请升级程序", version)
	}
	return version, nil
}

func (t *Tx) fill(path string) (rows int, err error) {
	var have int64
	if err := t.row("SELECT count(*) FROM history", nil, &have); err != nil {
		return 0, err
	}
	if have > 0 {
		return 0, errors.New("目标台账不是空的，不会覆盖")
	}
	if _, err := t.exec("DELETE FROM chain"); err != nil {
		return 0, err
	}
	known := map[string]bool{}
	for _, table := range tables() {
		known[table[0]] = true
	}
	err = eachLine(path, func(l backupLine) error {
		if l.Table == "" {
			return nil
		}
		if !known[l.Table] {
			return fmt.Errorf("备份中有不认识的内容 %q", l.Table)
		}
		rows++
		return t.insert(l.Table, l.Row)
	})
	if err != nil {
		return 0, err
	}
	_, err = t.exec("UPDATE outbox SET doubt = 1, why = '由备份恢复，请先核对是否已送达' WHERE state IN ('" + ledger.Queued + "', '" + ledger.Sending + "')")
	return rows, err
}

// insert puts one row back; its column names come from a file and are held to the
// letters ours are made of.
func (t *Tx) insert(table string, row map[string]any) error {
	var names, marks []string
	var args []any
	for name, v := range row {
		if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_0123456789") != "" {
			return fmt.Errorf("备份中有不认识的内容 %q", name)
		}
		if n, ok := v.(json.Number); ok {
			i, err := n.Int64()
			if err != nil {
				return fmt.Errorf("备份中的数值 %q 有误", n)
			}
			v = i
		}
		names, args = append(names, name), append(args, v)
		marks = append(marks, fmt.Sprintf("$%d", len(args)))
	}
	_, err := t.exec("INSERT INTO "+table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...)
	return err
}
