package rectify

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
)

// Outbox is the ledger's outbox as the notify worker sees it.
type Outbox struct{ Desk *Desk }

// Claim takes the next delivery that is due. One that cannot be read waits for a person.
func (o *Outbox) Claim(ctx context.Context, now time.Time, grace time.Duration, stopped []string) (*notify.Job, error) {
	for {
		d, err := o.Desk.Store.Claim(ctx, now, grace, stopped)
		if err != nil || d == nil {
			return nil, err
		}
		// When it was begun before is where a search for it must start.
		job := &notify.Job{ID: d.ID, Attempts: d.Attempts, Begun: d.Created, Doubt: d.Doubt,
			Delivery: notify.Delivery{Key: d.Key, Channel: d.Channel, To: d.To}}
		if err := json.Unmarshal(d.Payload, &job.Delivery.Notice); err == nil {
			return job, nil
		}
		d.State, d.Why, d.Settled = ledger.Held, "通知的内容无法读取，请用 ducha ledger verify 核对台账", now
		if err := o.Desk.Store.Update(ctx, func(t *store.Tx) error { return t.Settle(*d) }); err != nil {
			return nil, err
		}
	}
}

// Settle writes what became of a delivery. A deadline counts from the day the
// notice arrived, not from the day it was written.
func (o *Outbox) Settle(ctx context.Context, job *notify.Job, r notify.Result) error {
	d := ledger.Delivery{ID: job.ID, Key: job.Delivery.Key, Attempts: job.Attempts, State: string(r.State), Ref: r.Ref, Why: r.Why, Doubt: r.Doubt, NextAt: r.Next}
	if r.State != notify.Queued {
		d.Settled = r.At
	}
	err := o.Desk.Store.Update(ctx, func(t *store.Tx) error {
		if err := t.Settle(d); err != nil {
			return err
		}
		if r.State != notify.Sent {
			return nil
		}
		return o.Desk.delivered(t, job.Delivery.Notice.Key, ledger.Machine, "渠道 "+job.Delivery.Channel, r.At)
	})
	if errors.Is(err, store.ErrStale) {
		return nil // another worker took it over; its word counts
	}
	return err
}

// delivered notes in the cases of a notice that it arrived. Their deadline counts from
// the first way it arrived by.
func (d *Desk) delivered(t *store.Tx, key, by, why string, at time.Time) error {
	n, err := t.Notice(key)
	if errors.Is(err, store.ErrNotFound) {
		return nil // an alarm is no notice of the ledger
	}
	if err != nil || n.Kind != string(notify.First) {
		return err
	}
	for _, id := range n.Cases {
		c, err := t.Case(id)
		if err != nil {
			return err
		}
		if c.Notice != key {
			continue
		}
		e := ledger.Event{Kind: ledger.Deliver, At: at, By: by, Notice: key, Why: why}
		arrived, err := hasArrived(t, c)
		if err != nil {
			return err
		}
		if due, err := ledger.DueDay(d.Calendar, at, daysOf(c)); err == nil && due.After(c.Due) && !arrived {
			e.Due = due
		}
		var refused *ledger.Refusal
		if _, err := t.Apply(id, e); err != nil && !errors.As(err, &refused) {
			return err
		}
	}
	return nil
}

// hasArrived says that the case's notice reached the unit before, and did not come back.
func hasArrived(t *store.Tx, c ledger.Case) (arrived bool, err error) {
	history, err := t.History(c.ID)
	for _, e := range history {
		if e.Event.Notice == c.Notice && (e.Event.Kind == ledger.Deliver || e.Event.Kind == ledger.Bounce) {
			arrived = e.Event.Kind == ledger.Deliver
		}
	}
	return arrived, err
}
