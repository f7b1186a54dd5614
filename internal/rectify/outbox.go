// Package rectify (整改) moves confirmed problems to the units and back: it issues
// notices, hands them to the channels, takes answers in, reminds, and says what a
// quarter came to. What a case may do is the ledger's business, how a notice
// travels that of notify.
package rectify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/workday"
)

// Outbox is the ledger's outbox as the notify worker sees it.
type Outbox struct {
	Store    *store.Store
	Calendar *workday.Calendar
}

// Claim takes the next delivery that is due.
func (o *Outbox) Claim(ctx context.Context, now time.Time, grace time.Duration, stopped []string) (*notify.Job, error) {
	// When it was begun before is where a search for it must start.
	d, err := o.Store.Claim(ctx, now, grace, stopped)
	if err != nil || d == nil {
		return nil, err
	}
	job := &notify.Job{ID: d.ID, Attempts: d.Attempts, Begun: d.Created, Doubt: d.Doubt,
		Delivery: notify.Delivery{Key: d.Key, Channel: d.Channel, To: d.To}}
	if err := json.Unmarshal(d.Payload, &job.Delivery.Notice); err != nil {
		return nil, fmt.Errorf("read the notice %s: %w", d.Key, err)
	}
	return job, nil
}

// Settle writes what became of a delivery. A deadline counts from the day the
// notice arrived, not from the day it was written.
func (o *Outbox) Settle(ctx context.Context, job *notify.Job, r notify.Result) error {
	d := ledger.Delivery{ID: job.ID, Key: job.Delivery.Key, Attempts: job.Attempts, State: string(r.State), Ref: r.Ref, Why: r.Why, Doubt: r.Doubt, NextAt: r.Next}
	if r.State != notify.Queued {
		d.Settled = r.At
	}
	err := o.Store.Update(ctx, func(t *store.Tx) error {
		if err := t.Settle(d); err != nil {
			return err
		}
		if r.State != notify.Sent {
			return nil
		}
		return o.delivered(t, job.Delivery.Notice.Key, r)
	})
	if errors.Is(err, store.ErrStale) {
		return nil // another worker took it over; its word counts
	}
	return err
}

func (o *Outbox) delivered(t *store.Tx, key string, r notify.Result) error {
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
		e := ledger.Event{Kind: ledger.Deliver, At: r.At, By: ledger.Machine, Notice: key, Why: r.Ref}
		if due, err := ledger.DueDay(o.Calendar, r.At, max(c.DueWorkingDays, 1)); err == nil && due.After(c.Due) {
			e.Due = due
		}
		var refused *ledger.Refusal
		if _, err := t.Apply(id, e); err != nil && !errors.As(err, &refused) {
			return err
		}
	}
	return nil
}

// Current says whether a notice still has anything to say: a case that was
// withdrawn or closed since is not announced any more.
func (o *Outbox) Current(ctx context.Context, d notify.Delivery) (current bool, err error) {
	err = o.Store.View(ctx, func(t *store.Tx) error {
		n, err := t.Notice(d.Notice.Key)
		if errors.Is(err, store.ErrNotFound) {
			current = true
			return nil
		}
		if err != nil {
			return err
		}
		current = len(n.Cases) == 0 || n.Kind == string(notify.Closed)
		for _, id := range n.Cases {
			c, err := t.Case(id)
			if err != nil {
				return err
			}
			current = current || c.Open()
		}
		return nil
	})
	return current, err
}
