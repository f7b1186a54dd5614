package evidence

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync/atomic"

	_ "modernc.org/sqlite" // registers the driver
)

// formatVersion is refused when newer than the program's own.
const formatVersion = 1

// ErrSealed says that the snapshot was closed and takes nothing more.
var ErrSealed = errors.New("snapshot is sealed")

// ErrUnbegun says that a run made the file and died before it stored anything.
var ErrUnbegun = errors.New("nothing was stored yet")

// ErrLocked says that another process is writing the snapshot.
var ErrLocked = errors.New("snapshot is in use by another run")

const schema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE exchange (
	seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, url TEXT NOT NULL, final TEXT NOT NULL,
	chain TEXT NOT NULL, purpose TEXT NOT NULL, at INTEGER NOT NULL, took INTEGER NOT NULL,
	status INTEGER NOT NULL, problem TEXT NOT NULL, detail TEXT NOT NULL, header BLOB NOT NULL,
	body BLOB NOT NULL, size INTEGER NOT NULL, attempt INTEGER NOT NULL, robots BLOB NOT NULL,
	remote TEXT NOT NULL, tls TEXT NOT NULL, link BLOB NOT NULL);
CREATE TABLE body (
	rowid INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, size INTEGER NOT NULL,
	dict INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE facts (
	rowid INTEGER PRIMARY KEY, id BLOB NOT NULL, version INTEGER NOT NULL,
	dict INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (id, version));
CREATE TABLE frontier (
	id INTEGER PRIMARY KEY, url TEXT NOT NULL, host TEXT NOT NULL, priority INTEGER NOT NULL,
	depth INTEGER NOT NULL, state INTEGER NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL,
	kind TEXT NOT NULL, template TEXT NOT NULL, referrer TEXT NOT NULL, note TEXT NOT NULL);
CREATE UNIQUE INDEX frontier_url ON frontier (url);
CREATE INDEX frontier_queue ON frontier (host, priority, id) WHERE state = 0;
CREATE TABLE host (
	name TEXT PRIMARY KEY, due INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
`

// writers counts the snapshots being written by this process.
var writers atomic.Int32

// cacheKiB is what SQLite may keep in memory for a snapshot while so many are written:
// hundreds of sites crawled side by side are each asked slowly.
func cacheKiB(writing int32) int {
	if writing > 8 {
		return 128
	}
	return 1000
}

// openDB opens one connection for writing or a few for reading. A writer holds
// the file alone: a second run must not mix its pages into the same snapshot.
func openDB(path string, write bool) (*sql.DB, error) {
	q := url.Values{}
	q.Add("_pragma", "busy_timeout(2000)")
	if write {
		q.Add("_pragma", "locking_mode(EXCLUSIVE)")
		q.Add("_pragma", "journal_mode(WAL)")
		q.Add("_pragma", "synchronous(NORMAL)")
		q.Add("_pragma", fmt.Sprintf("cache_size(-%d)", cacheKiB(writers.Load())))
	} else {
		q.Add("mode", "ro")
		q.Add("_pragma", "cache_size(-2000)")
	}
	name := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, fmt.Errorf("open snapshot %s: %w", path, err)
	}
	if write {
		db.SetMaxOpenConns(1)
	} else {
		db.SetMaxOpenConns(4)
	}
	return db, nil
}

// layTables writes the schema into an empty file and refuses a newer format.
func layTables(ctx context.Context, db querier, path string) (fresh bool, err error) {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return false, fmt.Errorf("read format of %s: %w", path, err)
	}
	if version > formatVersion {
		return false, fmt.Errorf("snapshot %s has format %d, this program knows %d", path, version, formatVersion)
	}
	if version == formatVersion {
		return false, nil
	}
	for _, stmt := range []string{schema, fmt.Sprintf("PRAGMA user_version = %d", formatVersion)} {
		if _, err := db.ExecContext(ctx, stmt); err != nil {
			return false, fmt.Errorf("lay tables of %s: %w", path, err)
		}
	}
	return true, nil
}

// querier is what *sql.DB and *sql.Conn share.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
