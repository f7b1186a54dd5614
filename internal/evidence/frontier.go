package evidence

import (
	"database/sql"
	"errors"
	"iter"
	"time"
)

// State says how far a URL of the frontier has come.
type State int

// States of a target. A killed run leaves nothing but these.
const (
	Queued   State = 0 // wanted
	inFlight State = 1 // handed out by this process; queued again by the next
	Done     State = 2 // asked; the exchange tells the rest
	GaveUp   State = 3 // wanted, but the budget or the host ended first
)

// Target is one URL of the frontier.
type Target struct {
	ID       int64
	URL      string
	Host     string    // queue it belongs to
	Priority int       // smaller is sooner
	Depth    int       // shortest known way from the home page
	State    State     //
	Due      time.Time // not before; zero = any time
	Tries    int       // times asked so far
	Kind     string    // the crawler's word for what it is
	Template string    // address with digits taken out, for budgets
	Referrer string    // page that named it first
	Note     string    // the crawler's own remarks
}

const targetColumns = "id, url, host, priority, depth, state, due, tries, kind, template, referrer, note"

func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

func unstamp(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}

// Enqueue adds a target. When its URL is known already, only a better priority
// and the kind, note and depth that come with it are taken over, and only while
// it waits.
func (s *Store) Enqueue(t Target) (added bool, err error) {
	err = s.write("queue "+t.URL, func() error {
		res, err := s.exec(`INSERT INTO frontier (url, host, priority, depth, state, due, tries, kind, template, referrer, note)
			VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (url) DO NOTHING`,
			t.URL, t.Host, t.Priority, t.Depth, t.State, stamp(t.Due), t.Tries, t.Kind, t.Template, t.Referrer, t.Note)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		if added = n > 0; err != nil || added {
			return err
		}
		_, err = s.exec("UPDATE frontier SET priority = ?, kind = ?, note = ?, depth = min(depth, ?) WHERE url = ? AND priority > ? AND state = 0",
			t.Priority, t.Kind, t.Note, t.Depth, t.URL, t.Priority)
		return err
	})
	return added, err
}

// Take hands out the most urgent target of a host that is due; ok is false when
// none is.
func (s *Store) Take(host string, now time.Time) (t Target, ok bool, err error) {
	err = s.write("take from queue of "+host, func() error {
		err := scanTarget(rowScan(func(dest ...any) error {
			return s.rowLocked(`UPDATE frontier SET state = ? WHERE id =
				(SELECT id FROM frontier WHERE host = ? AND state = 0 AND due <= ? ORDER BY priority, id LIMIT 1) RETURNING `+targetColumns,
				[]any{inFlight, host, now.UnixNano()}, dest...)
		}), &t)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		ok = err == nil
		return err
	})
	return t, ok, err
}

// NextDue says when the earliest waiting target of a host is due; ok is false
// when nothing waits.
func (s *Store) NextDue(host string) (due time.Time, ok bool, err error) {
	var n sql.NullInt64
	if err := s.row("SELECT min(due) FROM frontier WHERE host = ? AND state = 0", []any{host}, &n); err != nil {
		return due, false, err
	}
	return unstamp(n.Int64), n.Valid, nil
}

// Finish settles a target that was taken.
func (s *Store) Finish(id int64, state State) error {
	return s.write("settle target", func() error {
		_, err := s.exec("UPDATE frontier SET state = ?, tries = tries + 1 WHERE id = ?", state, id)
		return err
	})
}

// Putback queues a target again, not before due and with another priority.
// asked says whether it was tried.
func (s *Store) Putback(id int64, priority int, due time.Time, asked bool) error {
	n := 0
	if asked {
		n = 1
	}
	return s.write("put target back", func() error {
		_, err := s.exec("UPDATE frontier SET state = 0, priority = ?, due = ?, tries = tries + ? WHERE id = ?",
			priority, stamp(due), n, id)
		return err
	})
}

// GiveUp settles everything that still waits for a host; all hosts when empty.
func (s *Store) GiveUp(host string) (n int64, err error) {
	err = s.write("give up "+host, func() error {
		res, err := s.exec("UPDATE frontier SET state = ? WHERE state IN (0, 1) AND (? = '' OR host = ?)", GaveUp, host, host)
		if err != nil {
			return err
		}
		n, err = res.RowsAffected()
		return err
	})
	return n, err
}

// GiveUpFresh settles what waits and was never asked; second tries stay.
func (s *Store) GiveUpFresh() error {
	return s.write("close the budget", func() error {
		_, err := s.exec("UPDATE frontier SET state = ? WHERE state = 0 AND tries = 0", GaveUp)
		return err
	})
}

// Backlog counts the frontier by state: waiting (in flight included), done and
// given up.
func (s *Store) Backlog() (waiting, done, gaveUp int, err error) {
	err = s.row("SELECT count(*) FILTER (WHERE state IN (0, 1)), count(*) FILTER (WHERE state = 2), count(*) FILTER (WHERE state = 3) FROM frontier",
		nil, &waiting, &done, &gaveUp)
	return waiting, done, gaveUp, err
}

// Revive queues again what an earlier run gave up.
func (s *Store) Revive() error {
	return s.write("revive targets", func() error {
		_, err := s.exec("UPDATE frontier SET state = 0 WHERE state = ?", GaveUp)
		return err
	})
}

// DueBy brings forward what would wait longer than until latest: a clock that was set
// meanwhile leaves times behind that may never come.
func (s *Store) DueBy(latest time.Time) error {
	return s.write("bring targets forward", func() error {
		_, err := s.exec("UPDATE frontier SET due = ? WHERE due > ?", stamp(latest), stamp(latest))
		return err
	})
}

func scanTarget(row scanner, t *Target) error {
	var due int64
	err := row.Scan(&t.ID, &t.URL, &t.Host, &t.Priority, &t.Depth, &t.State, &due, &t.Tries, &t.Kind, &t.Template, &t.Referrer, &t.Note)
	t.Due = unstamp(due)
	return err
}

// Targets gives the whole frontier in order of discovery.
func (s *Store) Targets() iter.Seq2[Target, error] {
	return func(yield func(Target, error) bool) {
		for last := int64(0); ; {
			var chunk []Target
			err := s.each("SELECT "+targetColumns+" FROM frontier WHERE id > ? ORDER BY id LIMIT 512", []any{last}, func(rows *sql.Rows) error {
				var t Target
				err := scanTarget(rows, &t)
				chunk = append(chunk, t)
				return err
			})
			if err != nil {
				yield(Target{}, err)
				return
			}
			if len(chunk) == 0 {
				return
			}
			for _, t := range chunk {
				if !yield(t, nil) {
					return
				}
				last = t.ID
			}
		}
	}
}

// HostState is what must outlive a kill so that politeness does.
type HostState struct {
	Name  string
	Due   time.Time // no request before
	State string    // the fetcher's own words
}

// PutHost keeps the state of a host.
func (s *Store) PutHost(h HostState) error {
	return s.write("keep host "+h.Name, func() error {
		_, err := s.exec("INSERT INTO host (name, due, state) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET due = excluded.due, state = excluded.state",
			h.Name, stamp(h.Due), h.State)
		return err
	})
}

// Hosts gives the kept state of every host.
func (s *Store) Hosts() ([]HostState, error) {
	var out []HostState
	err := s.each("SELECT name, due, state FROM host ORDER BY name", nil, func(rows *sql.Rows) error {
		var h HostState
		var due int64
		err := rows.Scan(&h.Name, &due, &h.State)
		h.Due = unstamp(due)
		out = append(out, h)
		return err
	})
	return out, err
}
