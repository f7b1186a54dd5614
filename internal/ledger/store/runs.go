package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ducha/internal/ledger"
)

const runColumns = "job, key, planned, started, done, owner, lease, fence, note"

// Plan notes a due time of a job; the same key is noted once: false when it is
// there already, whatever became of it.
func (t *Tx) Plan(job, key string, planned time.Time) (bool, error) {
	n, err := t.exec("INSERT INTO due ("+runColumns+") VALUES ($1,$2,$3,'','','','',0,'') ON CONFLICT (job, key) DO NOTHING", job, key, text(planned))
	return n > 0, err
}

// Take takes the lease of a run until a time. False when it is done, or another
// owner's lease still holds.
func (t *Tx) Take(job, key, owner string, now, until time.Time) (ledger.Run, bool, error) {
	r, err := t.Run(job, key)
	if err != nil {
		return r, false, err
	}
	if !r.Done.IsZero() || r.Owner != "" && r.Owner != owner && r.Lease.After(now) {
		return r, false, nil
	}
	if r.Started.IsZero() {
		r.Started = now.UTC()
	}
	r.Owner, r.Lease, r.Fence = owner, until.UTC(), r.Fence+1
	_, err = t.exec("UPDATE due SET started = $3, owner = $4, lease = $5, fence = $6 WHERE job = $1 AND key = $2", job, key, text(r.Started), owner, text(until), r.Fence)
	return r, err == nil, err
}

// Renew holds a lease for longer; ErrStale when another owner has taken it.
func (t *Tx) Renew(r ledger.Run, until time.Time) error {
	return t.fenced("UPDATE due SET lease = $4 WHERE job = $1 AND key = $2 AND fence = $3 AND done = ''", r, text(until))
}

// Finish writes that a run is done; ErrStale when another owner has taken it.
func (t *Tx) Finish(r ledger.Run, at time.Time, note string) error {
	return t.fenced("UPDATE due SET done = $4, note = $5, lease = '' WHERE job = $1 AND key = $2 AND fence = $3 AND done = ''", r, text(at), note)
}

// Drop gives a lease back undone, with the reason; it may be taken at once.
func (t *Tx) Drop(r ledger.Run, note string) error {
	return t.fenced("UPDATE due SET lease = '', owner = '', note = $4 WHERE job = $1 AND key = $2 AND fence = $3 AND done = ''", r, note)
}

func (t *Tx) fenced(query string, r ledger.Run, args ...any) error {
	n, err := t.exec(query, append([]any{r.Job, r.Key, r.Fence}, args...)...)
	if err == nil && n == 0 {
		err = fmt.Errorf("任务 %s %s：%w", r.Job, r.Key, ErrStale)
	}
	return err
}

// Run finds one due time.
func (t *Tx) Run(job, key string) (ledger.Run, error) {
	all, err := t.runs("WHERE job = $1 AND key = $2", job, key)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%w任务 %s %s", ErrNotFound, job, key)
	}
	if err != nil {
		return ledger.Run{}, err
	}
	return all[0], nil
}

// Pending lists the runs of a job, or of all, that are due and not done, oldest
// first.
func (t *Tx) Pending(job string, now time.Time) ([]ledger.Run, error) {
	return t.runs("WHERE ($1 = '' OR job = $1) AND planned <= $2 AND done = '' ORDER BY planned, job, key", job, text(now))
}

// Last is the newest run of a job by its planned time; ErrNotFound when there is
// none.
func (t *Tx) Last(job string) (ledger.Run, error) {
	all, err := t.runs("WHERE job = $1 ORDER BY planned DESC LIMIT 1", job)
	if err == nil && len(all) == 0 {
		err = errors.Join(ErrNotFound, fmt.Errorf("任务 %s 还没有运行过", job))
	}
	if err != nil {
		return ledger.Run{}, err
	}
	return all[0], nil
}

func (t *Tx) runs(where string, args ...any) ([]ledger.Run, error) {
	var all []ledger.Run
	err := t.each("SELECT "+runColumns+" FROM due "+where, args, func(rows *sql.Rows) error {
		var r ledger.Run
		var planned, started, done, lease string
		err := rows.Scan(&r.Job, &r.Key, &planned, &started, &done, &r.Owner, &lease, &r.Fence, &r.Note)
		r.Planned, r.Started, r.Done, r.Lease = when(planned), when(started), when(done), when(lease)
		all = append(all, r)
		return err
	})
	return all, err
}
