package rectify

import (
	"context"
	"errors"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/schedule"
)

// DueTable is the ledger's table of due times as the schedule sees it.
type DueTable struct{ Store *store.Store }

// Plan notes a due time once.
func (d DueTable) Plan(ctx context.Context, job, key string, planned time.Time) (added bool, err error) {
	err = d.Store.Update(ctx, func(t *store.Tx) error { added, err = t.Plan(job, key, planned); return err })
	return added, err
}

// Last is the newest due time of a job.
func (d DueTable) Last(ctx context.Context, job string) (run ledger.Run, found bool, err error) {
	err = d.Store.View(ctx, func(t *store.Tx) error { run, err = t.Last(job); return err })
	if errors.Is(err, store.ErrNotFound) {
		return run, false, nil
	}
	return run, err == nil, err
}

// Pending lists what is due and not done.
func (d DueTable) Pending(ctx context.Context, job string, now time.Time) (runs []ledger.Run, err error) {
	err = d.Store.View(ctx, func(t *store.Tx) error { runs, err = t.Pending(job, now); return err })
	return runs, err
}

// Take takes the lease of a run.
func (d DueTable) Take(ctx context.Context, job, key, owner string, now, until time.Time) (run ledger.Run, ok bool, err error) {
	err = d.Store.Update(ctx, func(t *store.Tx) error { run, ok, err = t.Take(job, key, owner, now, until); return err })
	return run, ok, err
}

// Renew holds a lease for longer.
func (d DueTable) Renew(ctx context.Context, r ledger.Run, until time.Time) error {
	return lost(d.Store.Update(ctx, func(t *store.Tx) error { return t.Renew(r, until) }))
}

// Finish writes that a run is done.
func (d DueTable) Finish(ctx context.Context, r ledger.Run, at time.Time, note string) error {
	return lost(d.Store.Update(ctx, func(t *store.Tx) error { return t.Finish(r, at, note) }))
}

// Drop gives a lease back undone.
func (d DueTable) Drop(ctx context.Context, r ledger.Run, note string) error {
	return lost(d.Store.Update(ctx, func(t *store.Tx) error { return t.Drop(r, note) }))
}

func lost(err error) error {
	if errors.Is(err, store.ErrStale) {
		return errors.Join(schedule.ErrLost, err)
	}
	return err
}
