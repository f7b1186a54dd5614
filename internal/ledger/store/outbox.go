package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"ducha/internal/ledger"
)

// Issue sends a notice on its way: the notice, the new state and due day of every
// case on it, and the rows of the outbox are kept together or not at all. A
// notice of the same key is refused with ErrExists.
func (t *Tx) Issue(n ledger.Notice, due map[string]time.Time, rows []ledger.Delivery) error {
	if err := t.PutNotice(n); err != nil {
		return err
	}
	for _, id := range n.Cases {
		last := due[id]
		if last.IsZero() {
			last = n.Due
		}
		if _, err := t.Apply(id, ledger.Event{Kind: ledger.Notify, At: n.Issued, By: n.By, Notice: n.Key, Due: last, Quarter: n.Quarter, Why: n.Number, Pending: len(rows) > 0}); err != nil {
			return err
		}
	}
	for _, d := range rows {
		if _, err := t.Enqueue(d); err != nil {
			return err
		}
	}
	return nil
}

// PutNotice keeps a notice without touching its cases: reminders, digests.
func (t *Tx) PutNotice(n ledger.Notice) error {
	doc, err := writeDoc(n)
	if err != nil {
		return err
	}
	added, err := t.exec("INSERT INTO notices (key, number, kind, unit, quarter, issued, doc) VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (key) DO NOTHING",
		n.Key, n.Number, n.Kind, n.Unit, n.Quarter, text(n.Issued), doc)
	if err != nil {
		return err
	}
	if added == 0 {
		return fmt.Errorf("%w通知 %s", ErrExists, n.Key)
	}
	return t.Append(ledger.Entry{About: "notice:" + n.Key, Event: ledger.Event{Kind: ledger.SendOut, At: n.Issued, By: n.By, Why: n.Number, Quarter: n.Quarter, Due: n.Due, Unit: n.Unit}})
}

// Notice finds a notice by its key.
func (t *Tx) Notice(key string) (ledger.Notice, error) {
	var doc string
	if err := t.row("SELECT doc FROM notices WHERE key = $1", []any{key}, &doc); err != nil {
		return ledger.Notice{}, err
	}
	return readDoc[ledger.Notice](doc)
}

// Notices lists the notices of a unit and a quarter; empty means all.
func (t *Tx) Notices(unit, quarter string) ([]ledger.Notice, error) {
	var all []ledger.Notice
	err := t.each("SELECT doc FROM notices WHERE ($1 = '' OR unit = $1) AND ($2 = '' OR quarter = $2) ORDER BY issued, key", []any{unit, quarter}, func(r *sql.Rows) error {
		n, err := scanDoc[ledger.Notice](r)
		all = append(all, n)
		return err
	})
	return all, err
}

const outboxColumns = "id, key, notice, unit, channel, address, payload, state, attempts, begun, next_at, doubt, ref, why, created, settled"

// Enqueue puts a delivery into the outbox; false when one of its key is there.
func (t *Tx) Enqueue(d ledger.Delivery) (bool, error) {
	if d.State == "" {
		d.State = ledger.Queued
	}
	n, err := t.exec("INSERT INTO outbox ("+outboxColumns+") SELECT coalesce(max(id), 0) + 1, $1,$2,$3,$4,$5,$6,$7,0,'',$8,$9,'',$10,$11,'' FROM outbox WHERE true ON CONFLICT (key) DO NOTHING",
		d.Key, d.Notice, d.Unit, d.Channel, d.To, string(d.Payload), d.State, text(d.NextAt), flag(d.Doubt), d.Why, text(d.Created))
	return n > 0, err
}

// Deliveries lists rows of the outbox in one state, or all, without what they carry:
// years of notices with their files are no list.
func (t *Tx) Deliveries(state string) ([]ledger.Delivery, error) {
	return t.deliveries(strings.Replace(outboxColumns, "payload", "''", 1), "WHERE ($1 = '' OR state = $1) ORDER BY id", state)
}

// DeliveryCounts counts the rows of the outbox by state.
func (t *Tx) DeliveryCounts() (map[string]int, error) {
	count := map[string]int{}
	err := t.each("SELECT state, count(*) FROM outbox GROUP BY state", nil, func(r *sql.Rows) error {
		var state string
		var n int
		err := r.Scan(&state, &n)
		count[state] = n
		return err
	})
	return count, err
}

func (t *Tx) deliveries(columns, where string, args ...any) ([]ledger.Delivery, error) {
	var all []ledger.Delivery
	err := t.each("SELECT "+columns+" FROM outbox "+where, args, func(r *sql.Rows) error {
		var d ledger.Delivery
		var payload, begun, next, created, settled string
		var doubt int64
		err := r.Scan(&d.ID, &d.Key, &d.Notice, &d.Unit, &d.Channel, &d.To, &payload, &d.State, &d.Attempts, &begun, &next, &doubt, &d.Ref, &d.Why, &created, &settled)
		d.Payload, d.Doubt = []byte(payload), doubt != 0
		d.Begun, d.NextAt, d.Created, d.Settled = when(begun), when(next), when(created), when(settled)
		all = append(all, d)
		return err
	})
	return all, err
}

// Claim takes the next delivery that is due and marks it, durably, as being sent.
// One that has been left in sending for longer than grace is taken with Doubt: it
// may have arrived. Channels in stopped are left alone. Nil when there is none.
func (s *Store) Claim(ctx context.Context, now time.Time, grace time.Duration, stopped []string) (*ledger.Delivery, error) {
	var taken *ledger.Delivery
	err := s.Update(ctx, func(t *Tx) error {
		taken = nil
		but, left := "", []any{}
		for i, channel := range stopped {
			but += fmt.Sprintf(" AND channel <> $%d", i+2)
			left = append(left, channel)
		}
		for _, from := range []struct{ where, order, until string }{
			{"WHERE state = 'sending' AND begun <= $1", " ORDER BY begun, id LIMIT 1", text(now.Add(-grace))},
			{"WHERE state = 'queued' AND next_at <= $1", " ORDER BY next_at, id LIMIT 1", text(now)},
		} {
			rows, err := t.deliveries(outboxColumns, from.where+but+from.order, append([]any{from.until}, left...)...)
			if err != nil {
				return err
			}
			for _, d := range rows {
				d.Doubt = d.Doubt || d.State == ledger.Sending
				d.State, d.Attempts, d.Begun = ledger.Sending, d.Attempts+1, now
				taken = &d
				_, err := t.exec("UPDATE outbox SET state = 'sending', attempts = $2, begun = $3, doubt = $4 WHERE id = $1", d.ID, d.Attempts, text(now), flag(d.Doubt))
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return taken, nil
}

// Settle writes what became of a claimed delivery: its State, Ref, Why, Doubt,
// NextAt and Settled. Somebody else's later claim wins: ErrStale.
func (t *Tx) Settle(d ledger.Delivery) error {
	n, err := t.exec("UPDATE outbox SET state = $3, ref = $4, why = $5, doubt = $6, next_at = $7, settled = $8 WHERE id = $1 AND attempts = $2 AND state = 'sending'",
		d.ID, d.Attempts, d.State, d.Ref, d.Why, flag(d.Doubt), text(d.NextAt), text(d.Settled))
	if err == nil && n == 0 {
		err = fmt.Errorf("投递 %s：%w", d.Key, ErrStale)
	}
	return err
}

// Release puts a delivery that waits for a person, or failed, back into the queue: to
// where it goes now, and with what doubt is left.
func (t *Tx) Release(d ledger.Delivery, at time.Time) error {
	return t.settleByHand(d.ID, "UPDATE outbox SET state = 'queued', next_at = $2, address = $3, doubt = $4, settled = '' WHERE id = $1 AND state IN ('held', 'failed')",
		text(at), d.To, flag(d.Doubt))
}

// Arrive writes that a delivery nothing is known of, or that failed, has reached its
// unit after all: by hand, or as the unit says.
func (t *Tx) Arrive(id int64, at time.Time) error {
	return t.settleByHand(id, "UPDATE outbox SET state = 'sent', why = '', settled = $2 WHERE id = $1 AND state IN ('held', 'failed')", text(at))
}

// Bounce puts a delivery that was taken and came back into the queue: nothing of it
// arrived.
func (t *Tx) Bounce(d ledger.Delivery, at time.Time) error {
	return t.settleByHand(d.ID, "UPDATE outbox SET state = 'queued', next_at = $2, address = $3, doubt = 0, ref = '', settled = '' WHERE id = $1 AND state = 'sent'", text(at), d.To)
}

func (t *Tx) settleByHand(id int64, query string, args ...any) error {
	n, err := t.exec(query, append([]any{id}, args...)...)
	if err == nil && n == 0 {
		err = fmt.Errorf("%w处于该状态的投递 %d；运行 ducha notify list 查看", ErrNotFound, id)
	}
	return err
}

// Delivery finds a row of the outbox by its number.
func (t *Tx) Delivery(id int64) (ledger.Delivery, error) {
	all, err := t.deliveries(outboxColumns, "WHERE id = $1", id)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%w投递 %d；运行 ducha notify list 查看", ErrNotFound, id)
	}
	if err != nil {
		return ledger.Delivery{}, err
	}
	return all[0], nil
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
