// Package store keeps the ledger in SQLite or PostgreSQL by one code path. What
// belongs together is written in one transaction: a notice with the state, the
// due day and the rows of the outbox. It judges nothing: package ledger does.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"
)

// What callers decide by.
var (
	ErrNotFound = errors.New("台账中没有")
	ErrExists   = errors.New("台账中已有")
	// ErrStale: somebody else was faster; read again.
	ErrStale = errors.New("台账已被他人更新，请重新办理")
)

// Store is an open ledger. It is safe for many goroutines and processes.
type Store struct {
	db       *sql.DB
	postgres bool
	path     string // of the SQLite file
}

// Open opens, and brings up to date, the ledger at a file path or a postgres://
// address.
func Open(ctx context.Context, address string) (*Store, error) {
	s, err := connect(address)
	if err != nil {
		return nil, err
	}
	if err := s.migrate(ctx, latest); err != nil {
		s.db.Close()
		return nil, err
	}
	return s, nil
}

// Postgres says that an address means PostgreSQL.
func Postgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

func connect(address string) (*Store, error) {
	if address == "" {
		return nil, errors.New("没有指定台账的位置：[ledger] url_env 所写的环境变量没有设置")
	}
	if Postgres(address) {
		db, err := sql.Open("pgx", address)
		if err != nil {
			return nil, withoutSecret(err)
		}
		db.SetMaxOpenConns(8)
		return &Store{db: db, postgres: true}, nil
	}
	if foreign(address) {
		return nil, fmt.Errorf("%s 不是台账，没有改动；请核对台账的位置", address)
	}
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"}}
	db, err := sql.Open("sqlite", fileURL(address, q))
	if err != nil {
		return nil, fmt.Errorf("打开台账 %s：%w", address, said(err))
	}
	db.SetMaxOpenConns(1)
	return &Store{db: db, path: address}, nil
}

func fileURL(path string, q url.Values) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// foreign says whether a file is a SQLite database of something else: a snapshot named
// by mistake would lose its seal to our tables, and to the journal's mode alone. Whatever
// cannot be read this way is left to the opening itself, which says why.
func foreign(path string) bool {
	db, err := sql.Open("sqlite", fileURL(path, url.Values{"mode": {"ro"}}))
	if err != nil {
		return false
	}
	defer db.Close()
	var tables, ours int
	err = db.QueryRow("SELECT count(*), count(CASE name WHEN '"+versionTable+"' THEN 1 END) FROM sqlite_master").Scan(&tables, &ours)
	return err == nil && tables > 0 && ours == 0
}

// Close closes the ledger.
func (s *Store) Close() error { return s.db.Close() }

// Exists says whether a ledger file is there already; a database always counts.
func Exists(address string) bool {
	if Postgres(address) {
		return true
	}
	_, err := os.Stat(address)
	return err == nil
}

// Tx is one transaction. It ends with the function it is given to.
type Tx struct {
	ctx context.Context // of this transaction only
	tx  *sql.Tx
}

// Update runs a function in one transaction: all of it is kept, or nothing. On a
// server's restart or a conflict with another writer it is run again, so it must
// not add to anything outside.
func (s *Store) Update(ctx context.Context, fn func(*Tx) error) error {
	const tries, longest = 20, time.Second
	for try := 1; ; try++ {
		err := s.once(ctx, &sql.TxOptions{Isolation: s.isolation()}, fn)
		if err == nil || try == tries || !again(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(rand.N(min(time.Duration(try*try)*30*time.Millisecond, longest))): // not all at once again
		}
	}
}

// View runs a function that only reads, and sees one moment of the ledger.
func (s *Store) View(ctx context.Context, fn func(*Tx) error) error { return s.Update(ctx, fn) }

func (s *Store) isolation() sql.IsolationLevel {
	if s.postgres {
		return sql.LevelSerializable
	}
	return sql.LevelDefault // one writer at a time anyway
}

func (s *Store) once(ctx context.Context, opts *sql.TxOptions, fn func(*Tx) error) error {
	tx, err := s.db.BeginTx(ctx, opts)
	if err != nil {
		return lost(withoutSecret(err))
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := fn(&Tx{ctx: ctx, tx: tx}); err != nil {
		return lost(err)
	}
	if err := tx.Commit(); err != nil {
		// Not lost: a commit whose answer never came may have been kept.
		return commitError{fmt.Errorf("写入台账：%w", said(err))}
	}
	return nil
}

func (t *Tx) exec(query string, args ...any) (int64, error) {
	r, err := t.tx.ExecContext(t.ctx, query, clean(args)...)
	if err != nil {
		return 0, said(err)
	}
	return r.RowsAffected()
}

// row reads one row; ErrNotFound when there is none.
func (t *Tx) row(query string, args []any, dest ...any) error {
	err := t.tx.QueryRowContext(t.ctx, query, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return said(err)
}

func (t *Tx) each(query string, args []any, read func(*sql.Rows) error) error {
	rows, err := t.tx.QueryContext(t.ctx, query, args...)
	if err != nil {
		return said(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows); err != nil {
			return fmt.Errorf("读取台账：%w", err)
		}
	}
	return said(rows.Err())
}

const timeForm = "2006-01-02T15:04:05.000Z"

// text writes a time so that text sorts as time does; empty for none.
func text(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeForm)
}

func when(s string) time.Time {
	t, err := time.Parse(timeForm, s)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}
