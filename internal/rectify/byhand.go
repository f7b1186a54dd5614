package rectify

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"ducha/internal/config"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
)

// Arrived notes that deliveries reached their units after all: handed over by hand, or
// found to be there.
func (d *Desk) Arrived(ctx context.Context, ids []int64, by, why string) error {
	return d.Store.Update(ctx, func(t *store.Tx) error {
		for _, id := range ids {
			row, err := t.Delivery(id)
			if err != nil {
				return err
			}
			if err := t.Arrive(id, d.Now()); err != nil {
				return err
			}
			if err := t.Note(fmt.Sprintf("delivery:%d", id), by, "登记送达："+why, d.Now()); err != nil {
				return err
			}
			if err := d.delivered(t, row.Notice, by, "登记送达："+why, d.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Released is a delivery that was put back into the queue, with where it goes now.
type Released struct{ Before, Now ledger.Delivery }

// Release puts deliveries that wait for a person back into the queue, on record. They
// go to the unit's address of today: a wrong one is what many of them wait for.
func (d *Desk) Release(ctx context.Context, ids []int64, by, why string) ([]Released, error) {
	return d.requeue(ctx, ids, by, "放行："+why, func(t *store.Tx, now ledger.Delivery) error { return t.Release(now, d.Now()) })
}

// requeue has deliveries sent to where they go today.
func (d *Desk) requeue(ctx context.Context, ids []int64, by, note string, settle func(t *store.Tx, now ledger.Delivery) error) (all []Released, err error) {
	err = d.Store.Update(ctx, func(t *store.Tx) error {
		all = nil
		for _, id := range ids {
			row, err := t.Delivery(id)
			if err != nil {
				return err
			}
			now := d.readdressed(row)
			if err := settle(t, now); err != nil {
				return err
			}
			if err := t.Note(fmt.Sprintf("delivery:%d", id), by, note, d.Now()); err != nil {
				return err
			}
			all = append(all, Released{row, now})
		}
		return nil
	})
	return all, err
}

// readdressed is a delivery as it would go today.
func (d *Desk) readdressed(row ledger.Delivery) ledger.Delivery {
	u, known := d.Config.Unit(row.Unit)
	ch, ok := d.Config.Channel(row.Channel)
	if ok && known {
		row.To = orElse(d.Config.Address(u, ch), row.To)
	}
	// A robot can not be asked whether it was told: the person who releases has asked.
	row.Doubt = row.Doubt && ch.Kind != config.Webhook
	return row
}

// Bounced notes that deliveries came back although a server had taken them, and sends
// them again. Where the notice arrived by no other way the unit has not got it: nothing
// is late until it has.
func (d *Desk) Bounced(ctx context.Context, ids []int64, by, why string) ([]Released, error) {
	return d.requeue(ctx, ids, by, "退信："+why, func(t *store.Tx, now ledger.Delivery) error {
		if err := t.Bounce(now, d.Now()); err != nil {
			return err
		}
		return d.returned(t, now.Notice, by, why)
	})
}

// returned marks the cases of a notice that has reached its unit by no way now.
func (d *Desk) returned(t *store.Tx, key, by, why string) error {
	sent, err := t.Deliveries(ledger.Sent)
	if err != nil {
		return err
	}
	for _, other := range sent {
		if other.Notice == key && !strings.Contains(other.Key, "#") { // a file alone is no notice
			return nil
		}
	}
	n, err := t.Notice(key)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, id := range n.Cases {
		c, err := t.Case(id)
		if err != nil {
			return err
		}
		if c.Notice != key || c.State != ledger.Notified {
			continue
		}
		if _, err := t.Apply(id, ledger.Event{Kind: ledger.Bounce, At: d.Now(), By: by, Notice: key, Why: why}); err != nil {
			return err
		}
	}
	return nil
}
