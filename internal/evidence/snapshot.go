package evidence

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// loadState reads what the file says of itself; the caller holds mu or is alone.
func (s *Store) loadState() error {
	meta := map[string]string{}
	rows, err := s.q.QueryContext(bg(), "SELECT key, value FROM meta")
	if err != nil {
		return fmt.Errorf("read snapshot %s: %w", s.path, err)
	}
	defer rows.Close()
	for rows.Next() {
		var k, v string
		if err := rows.Scan(&k, &v); err != nil {
			return fmt.Errorf("read snapshot %s: %w", s.path, err)
		}
		meta[k] = v
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read snapshot %s: %w", s.path, err)
	}
	s.site, s.home, s.foreign = meta["site"], meta["home"], meta["foreign"] != ""
	if raw, ok := meta["sealed"]; ok {
		s.sealed = new(Snapshot)
		if err := json.Unmarshal([]byte(raw), s.sealed); err != nil {
			return fmt.Errorf("read seal of %s: %w", s.path, err)
		}
	}
	return s.loadChain()
}

func (s *Store) loadChain() error {
	var link []byte
	err := s.q.QueryRowContext(bg(), "SELECT seq, link FROM exchange ORDER BY seq DESC LIMIT 1").Scan(&s.seq, &link)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		s.link = firstLink()
	case err != nil:
		return fmt.Errorf("read chain of %s: %w", s.path, err)
	case len(link) != len(s.link):
		return fmt.Errorf("read chain of %s: link of exchange %d is damaged", s.path, s.seq)
	default:
		copy(s.link[:], link)
	}
	return nil
}

// Snapshot describes the crawl as far as it went; after Seal it never changes.
func (s *Store) Snapshot() Snapshot {
	if !s.readOnly {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	if s.sealed != nil {
		return *s.sealed
	}
	snap, err := s.measure()
	if err != nil {
		// A snapshot that cannot be counted has seen nothing.
		return Snapshot{Site: s.site, Home: s.home, Foreign: s.foreign, Failed: map[Problem]int{}}
	}
	return snap
}

// measure counts distinct URLs; the caller holds mu. A reliable answer is never
// hidden by one that could not see.
func (s *Store) measure() (Snapshot, error) {
	snap := Snapshot{Site: s.site, Home: s.home, Foreign: s.foreign, Failed: map[Problem]int{}}
	link := s.link
	if s.readOnly {
		link = firstLink()
		var raw []byte
		if err := s.q.QueryRowContext(bg(), "SELECT link FROM exchange ORDER BY seq DESC LIMIT 1").Scan(&raw); err == nil {
			copy(link[:], raw)
		}
	}
	snap.Digest = tohex(link[:])
	var from, to sql.NullInt64
	if err := s.q.QueryRowContext(bg(), "SELECT min(at), max(at + took) FROM exchange").Scan(&from, &to); err != nil {
		return snap, err
	}
	if from.Valid {
		snap.Started, snap.Finished = time.Unix(0, from.Int64).UTC(), time.Unix(0, to.Int64).UTC()
	}
	if err := s.countPages(&snap); err != nil {
		return snap, err
	}
	return snap, s.countPlan(&snap)
}

func (s *Store) countPages(snap *Snapshot) error {
	// The problem of the last exchange counts; SQLite takes bare columns from the row of max(seq).
	rows, err := s.q.QueryContext(bg(), `SELECT best, problem, count(*) FROM (
		SELECT min(problem <> '') AS best, problem, max(seq) FROM exchange
		WHERE purpose IN ('page', 'secondlook') GROUP BY url) GROUP BY best, problem`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var failed, n int
		var problem string
		if err := rows.Scan(&failed, &problem, &n); err != nil {
			return err
		}
		snap.Planned += n
		if failed == 0 {
			snap.Fetched += n
		} else {
			snap.Failed[Problem(problem)] += n
		}
	}
	return rows.Err()
}

// countPlan adds the pages that were wanted and never asked for; a sitemap is
// no page.
func (s *Store) countPlan(snap *Snapshot) error {
	var missing int
	err := s.q.QueryRowContext(bg(), `SELECT count(*) FROM frontier WHERE state IN (0, 1, 3) AND tries = 0 AND kind <> 'sitemap'`).Scan(&missing)
	if err != nil {
		return err
	}
	if missing > 0 {
		snap.Planned += missing
		snap.Failed[NotCovered] += missing
	}
	return nil
}
