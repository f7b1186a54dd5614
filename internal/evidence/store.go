package evidence

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

// Batch limits while crawling: a kill loses at most this much work, never a URL.
const (
	batchRows = 500
	batchTime = time.Second
)

// Store is one snapshot file. It is safe for many goroutines.
type Store struct {
	path     string
	readOnly bool
	site     string
	home     string
	foreign  bool

	mu      sync.Mutex // guards everything below while writing
	db      *sql.DB
	q       querier // the one writing connection, or db
	conn    *sql.Conn
	stmts   map[string]*sql.Stmt
	open    bool  // a transaction is open
	broken  error // a write failed: nothing more is written
	pending int
	since   time.Time
	seq     int64
	link    [sha256.Size]byte // last link of the chain
	closed  bool
	sealed  *Snapshot
	stop    chan struct{}
	done    chan struct{}
	bodies  codec
	facts   codec
	digests map[uint64]struct{} // beginnings of the digests of bodies stored by this run
}

// Create makes a new snapshot file, or reopens an unsealed one so that a crawl
// goes on where it was killed.
func Create(path, site, home string) (*Store, error) {
	s := &Store{path: path, site: site, home: home, stmts: map[string]*sql.Stmt{}, digests: map[uint64]struct{}{}, bodies: codec{table: "body"}, facts: codec{table: "facts"}}
	writers.Add(1)
	if err := s.begin(); err != nil {
		writers.Add(-1)
		if s.db != nil {
			s.db.Close()
		}
		return nil, err
	}
	s.stop, s.done = make(chan struct{}), make(chan struct{})
	go s.commitLoop()
	return s, nil
}

func (s *Store) begin() error {
	ctx := context.Background()
	if trailer, err := readTrailer(s.path); err == nil && trailer != nil {
		return fmt.Errorf("create %s: %w", s.path, ErrSealed)
	}
	db, err := openDB(s.path, true)
	if err != nil {
		return err
	}
	s.db = db
	if s.conn, err = db.Conn(ctx); err != nil {
		return s.lockError(err)
	}
	s.q = s.conn
	// The exclusive lock is taken by the first write, so make one now.
	if _, err := s.q.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return s.lockError(err)
	}
	s.open, s.since = true, time.Now()
	fresh, err := layTables(ctx, s.q, s.path)
	if err != nil {
		return err
	}
	if fresh {
		s.link = firstLink()
		for k, v := range map[string]string{"site": s.site, "home": s.home} {
			if err := s.setMeta(k, v); err != nil {
				return err
			}
		}
	} else if err := s.resume(); err != nil {
		return err
	}
	return s.commit()
}

func (s *Store) lockError(err error) error {
	if strings.Contains(err.Error(), "SQLITE_BUSY") || strings.Contains(err.Error(), "locked") {
		return fmt.Errorf("create %s: %w", s.path, ErrLocked)
	}
	return fmt.Errorf("create %s: %w", s.path, err)
}

// resume reads where the last run stopped. URLs that were in flight then are
// queued again: their answers were never committed.
func (s *Store) resume() error {
	if err := s.loadState(); err != nil {
		return err
	}
	if s.sealed != nil {
		// Killed between the last commit and the seal at the file's end: the crawl
		// is complete, sealing is not.
		if looksSealed(s.path) {
			return fmt.Errorf("create %s: %w", s.path, ErrSealed)
		}
		if _, err := s.exec("DELETE FROM meta WHERE key = 'sealed'"); err != nil {
			return fmt.Errorf("reopen %s: %w", s.path, err)
		}
		s.sealed = nil
	}
	_, err := s.q.ExecContext(context.Background(), "UPDATE frontier SET state = ? WHERE state = ?", Queued, inFlight)
	if err != nil {
		return fmt.Errorf("requeue in %s: %w", s.path, err)
	}
	return nil
}

// Open opens a snapshot for reading only, sealed or not.
func Open(path string) (*Store, error) {
	if !isFile(path) {
		return nil, fmt.Errorf("open snapshot %s: %w", path, os.ErrNotExist)
	}
	db, err := openDB(path, false)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, readOnly: true, db: db, q: db, stmts: map[string]*sql.Stmt{}, bodies: codec{table: "body"}, facts: codec{table: "facts"}}
	if err := s.openTables(); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

func (s *Store) openTables() error {
	var version int
	if err := s.q.QueryRowContext(context.Background(), "PRAGMA user_version").Scan(&version); err != nil {
		return fmt.Errorf("open snapshot %s: %w", s.path, err)
	}
	if version == 0 {
		var tables int
		if err := s.q.QueryRowContext(context.Background(), "SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
			return fmt.Errorf("open snapshot %s: %w", s.path, err)
		}
		if tables == 0 {
			return fmt.Errorf("open snapshot %s: %w", s.path, ErrUnbegun)
		}
	}
	if version != formatVersion {
		return fmt.Errorf("open snapshot %s: not a snapshot of this program (format %d)", s.path, version)
	}
	return s.loadState()
}

// Close commits what is pending and closes the file; the snapshot stays
// unsealed and may be resumed.
func (s *Store) Close() error {
	s.stopLoop()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return errors.Join(s.commit(), s.release())
}

func (s *Store) stopLoop() {
	s.mu.Lock()
	stop := s.stop
	s.stop = nil
	s.mu.Unlock()
	if stop != nil {
		close(stop)
		<-s.done
	}
}

// release closes statements, connection and database.
func (s *Store) release() error {
	for _, st := range s.stmts {
		st.Close()
	}
	s.stmts = map[string]*sql.Stmt{}
	if s.conn != nil {
		s.conn.Close()
		s.conn = nil
		writers.Add(-1)
	}
	s.bodies.close()
	s.facts.close()
	return s.db.Close()
}

// Path is the file of the snapshot.
func (s *Store) Path() string { return s.path }

func unhex(d Digest) []byte {
	raw, err := hex.DecodeString(string(d))
	if err != nil || len(raw) != sha256.Size {
		return []byte{}
	}
	return raw
}

func tohex(b []byte) Digest { return Digest(hex.EncodeToString(b)) }
