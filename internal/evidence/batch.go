package evidence

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"modernc.org/sqlite"
)

// constraint is SQLite's code for a row that may not stand; it undoes no batch.
const constraint = 19

// errReadOnly is returned by every writing method of a snapshot opened by Open.
var errReadOnly = errors.New("snapshot was opened for reading only")

// write runs f inside the batch transaction. The caller must not hold mu.
func (s *Store) write(what string, f func() error) error {
	if s.readOnly {
		return fmt.Errorf("%s: %w", what, errReadOnly)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return fmt.Errorf("%s: snapshot %s is closed", what, s.path)
	}
	if s.broken != nil {
		return fmt.Errorf("%s: %w", what, s.broken)
	}
	if err := s.ensureTx(); err != nil {
		return err
	}
	if err := f(); err != nil {
		return fmt.Errorf("%s: %w", what, s.failed(err))
	}
	s.pending++
	if s.pending >= batchRows {
		return s.commit()
	}
	return nil
}

func (s *Store) ensureTx() error {
	if s.open {
		return nil
	}
	if _, err := s.q.ExecContext(context.Background(), "BEGIN IMMEDIATE"); err != nil {
		return fmt.Errorf("begin batch in %s: %w", s.path, err)
	}
	s.open, s.since, s.pending = true, time.Now(), 0
	return nil
}

// commit ends the batch; the caller holds mu.
func (s *Store) commit() error {
	if s.broken != nil {
		return fmt.Errorf("commit batch in %s: %w", s.path, s.broken)
	}
	if !s.open {
		return nil
	}
	if _, err := s.q.ExecContext(context.Background(), "COMMIT"); err != nil {
		return fmt.Errorf("commit batch in %s: %w", s.path, s.failed(err))
	}
	s.open, s.pending = false, 0
	return nil
}

// failed ends all writing when SQLite could not write, on a full disk for one: it
// may have undone the batch by itself, while the chain in memory has gone on. What
// was written after that would stand behind a gap; the next run goes on from what
// the file holds. The caller holds mu.
func (s *Store) failed(err error) error {
	var db *sqlite.Error
	if errors.As(err, &db) && db.Code()&0xff != constraint {
		s.broken = err
	}
	return err
}

// Flush commits what is pending.
func (s *Store) Flush() error {
	if s.readOnly {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	return s.commit()
}

func (s *Store) commitLoop() {
	stop, done := s.stopChan(), s.done
	defer close(done)
	tick := time.NewTicker(batchTime / 4)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
			s.bodies.idle()
			s.facts.idle()
			s.mu.Lock()
			if !s.closed && s.open && time.Since(s.since) >= batchTime*3/4 {
				// A failed commit is reported by the next write.
				_ = s.commit()
			}
			s.mu.Unlock()
		}
	}
}

func (s *Store) stopChan() chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop == nil { // stopped before the loop began
		c := make(chan struct{})
		close(c)
		return c
	}
	return s.stop
}

// stmt prepares a statement once; the caller holds mu, or the store is read-only
// and its pool prepares it again for each of its connections.
func (s *Store) stmt(query string) (*sql.Stmt, error) {
	if s.conn == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	if st, ok := s.stmts[query]; ok {
		return st, nil
	}
	prepare := s.db.PrepareContext
	if s.conn != nil {
		prepare = s.conn.PrepareContext
	}
	st, err := prepare(context.Background(), query)
	if err != nil {
		return nil, err
	}
	s.stmts[query] = st
	return st, nil
}

// exec runs a prepared statement in the batch; the caller holds mu.
func (s *Store) exec(query string, args ...any) (sql.Result, error) {
	st, err := s.stmt(query)
	if err != nil {
		return nil, err
	}
	return st.Exec(args...)
}

// row reads one row with its own lock where one is needed.
func (s *Store) row(query string, args []any, dest ...any) error {
	if s.readOnly {
		st, err := s.stmt(query)
		if err != nil {
			return err
		}
		return st.QueryRow(args...).Scan(dest...)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rowLocked(query, args, dest...)
}

func (s *Store) rowLocked(query string, args []any, dest ...any) error {
	if s.closed {
		return fmt.Errorf("snapshot %s is closed", s.path)
	}
	st, err := s.stmt(query)
	if err != nil {
		return err
	}
	return st.QueryRow(args...).Scan(dest...)
}

// each reads rows under the lock; f must not call the store.
func (s *Store) each(query string, args []any, f func(*sql.Rows) error) error {
	if !s.readOnly {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.closed {
			return fmt.Errorf("snapshot %s is closed", s.path)
		}
	}
	rows, err := s.q.QueryContext(context.Background(), query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *Store) setMeta(key, value string) error {
	_, err := s.exec("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
	return err
}
