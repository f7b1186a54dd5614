package schedule_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/schedule"
	"ducha/internal/zhtext"
)

// table is the table of due times in memory; what survives a process is in it.
type table struct {
	mu   sync.Mutex
	runs map[[2]string]ledger.Run
}

func newTable() *table { return &table{runs: map[[2]string]ledger.Run{}} }

func (t *table) Plan(_ context.Context, job, key string, planned time.Time) (bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	id := [2]string{job, key}
	if _, known := t.runs[id]; known {
		return false, nil
	}
	t.runs[id] = ledger.Run{Job: job, Key: key, Planned: planned}
	return true, nil
}

func (t *table) Last(_ context.Context, job string) (last ledger.Run, found bool, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, r := range t.runs {
		if r.Job == job && (!found || r.Planned.After(last.Planned)) {
			last, found = r, true
		}
	}
	return last, found, nil
}

func (t *table) Pending(_ context.Context, job string, now time.Time) (all []ledger.Run, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, r := range t.runs {
		if r.Job == job && r.Done.IsZero() && !r.Planned.After(now) {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b ledger.Run) int { return a.Planned.Compare(b.Planned) })
	return all, nil
}

func (t *table) Take(_ context.Context, job, key, owner string, now, until time.Time) (ledger.Run, bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	id := [2]string{job, key}
	r := t.runs[id]
	if !r.Done.IsZero() || r.Owner != "" && r.Owner != owner && r.Lease.After(now) {
		return r, false, nil
	}
	r.Owner, r.Lease, r.Fence, r.Started = owner, until, r.Fence+1, now
	t.runs[id] = r
	return r, true, nil
}

func (t *table) change(r ledger.Run, do func(*ledger.Run)) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	id := [2]string{r.Job, r.Key}
	have := t.runs[id]
	if have.Fence != r.Fence || !have.Done.IsZero() {
		return schedule.ErrLost
	}
	do(&have)
	t.runs[id] = have
	return nil
}

func (t *table) Renew(_ context.Context, r ledger.Run, until time.Time) error {
	return t.change(r, func(r *ledger.Run) { r.Lease = until })
}

func (t *table) Finish(_ context.Context, r ledger.Run, at time.Time, note string) error {
	return t.change(r, func(r *ledger.Run) { r.Done, r.Note = at, note })
}

func (t *table) Drop(_ context.Context, r ledger.Run, note string) error {
	return t.change(r, func(r *ledger.Run) { r.Owner, r.Lease, r.Note = "", time.Time{}, note })
}

// TestFortyYears lets forty years go by with restarts, suspends, clock jumps,
// failures and two processes at once: 160 of 160 quarters, none twice.
func TestFortyYears(t *testing.T) {
	plan, err := schedule.Parse("quarterly last-workday 18:00", calendar(t))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		begin := time.Date(2022, 1, 1, 0, 0, 0, 0, zhtext.Beijing)
		epoch, random := time.Now(), rand.New(rand.NewPCG(1, 9))
		var skew time.Duration // of the wall clock: suspends and jumps
		now := func() time.Time { return begin.Add(time.Since(epoch) + skew) }
		tb, done := newTable(), map[string]int{}
		var mu sync.Mutex
		roll := func(n int) int {
			mu.Lock()
			defer mu.Unlock()
			return random.IntN(n)
		}
		restarts, failures := 0, 0
		for generation := 0; now().Before(begin.AddDate(40, 0, 0)); generation++ {
			ctx, stop := context.WithCancel(context.Background())
			var wg sync.WaitGroup
			for instance := range 1 + generation%2 {
				k := &schedule.Keeper{Table: tb, Owner: fmt.Sprintf("host-%d-%d", generation, instance), Now: now, Tick: time.Minute, Lease: time.Hour, Retry: 30 * time.Minute}
				k.Jobs = []schedule.Job{{Name: "audit", Schedule: plan, Key: schedule.Quarter, Run: func(ctx context.Context, key string, _ time.Time) error {
					fail, crash := roll(3) == 0, roll(2) == 0
					wait := time.Duration(roll(300)) * time.Minute
					select {
					case <-ctx.Done():
						return ctx.Err()
					case <-time.After(wait):
					}
					mu.Lock()
					defer mu.Unlock()
					if fail {
						failures++
						if crash {
							panic("boom")
						}
						return errors.New("site down")
					}
					done[key]++
					return nil
				}}}
				wg.Go(func() {
					// Ticks of six hours: a minute's would take hours of real time.
					for ctx.Err() == nil {
						if err := k.Step(ctx); err != nil {
							t.Error(err)
						}
						select {
						case <-ctx.Done():
						case <-time.After(time.Duration(1+roll(6)) * time.Hour):
						}
					}
				})
			}
			time.Sleep(time.Duration(10+roll(60)) * 24 * time.Hour)
			stop()
			wg.Wait()
			synctest.Wait()
			restarts++
			switch roll(3) {
			case 0:
				time.Sleep(time.Duration(roll(20)) * 24 * time.Hour) // down
			case 1:
				skew += time.Duration(roll(72)) * time.Hour // suspended
			case 2:
				skew -= time.Duration(roll(3)) * time.Hour // the clock was put back
			}
		}
		twice := 0
		for key, n := range done {
			if n > 1 {
				twice++
				t.Errorf("%s ran %d times", key, n)
			}
		}
		quarters := 0
		for year := 2022; year < 2062; year++ {
			for q := 1; q <= 4; q++ {
				if key := fmt.Sprintf("%dQ%d", year, q); done[key] > 0 {
					quarters++
				} else if key != "2061Q4" {
					t.Errorf("%s never ran", key)
				}
			}
		}
		t.Logf("%d of 160 quarters, %d twice; %d restarts, %d failures", quarters, twice, restarts, failures)
	})
}

// What was missed while nothing ran is caught up once: the newest; those before
// are noted as missed.
func TestMissed(t *testing.T) {
	plan, _ := schedule.Parse("quarterly last-workday 18:00", calendar(t))
	now := time.Date(2022, 1, 10, 0, 0, 0, 0, zhtext.Beijing)
	tb := newTable()
	var ran []string
	keep := func() *schedule.Keeper {
		return &schedule.Keeper{Table: tb, Owner: "a", Now: func() time.Time { return now }, Jobs: []schedule.Job{{Name: "audit", Schedule: plan, Key: schedule.Quarter,
			Run: func(_ context.Context, key string, _ time.Time) error { ran = append(ran, key); return nil }}}}
	}
	step := func() {
		synctest.Test(t, func(t *testing.T) {
			if err := keep().Step(t.Context()); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		})
	}
	step()
	now = time.Date(2022, 10, 20, 0, 0, 0, 0, zhtext.Beijing) // three quarters later
	step()
	step()
	if !slices.Equal(ran, []string{"2022Q3"}) {
		t.Errorf("ran %v", ran)
	}
	for _, key := range []string{"2022Q1", "2022Q2"} {
		if r := tb.runs[[2]string{"audit", key}]; r.Done.IsZero() || r.Note == "" {
			t.Errorf("%s is not noted as missed: %+v", key, r)
		}
	}
}

// A process that lost its lease ends its run; the one that took over finishes it.
func TestLeaseLost(t *testing.T) {
	plan, _ := schedule.Parse("daily 09:00", calendar(t))
	synctest.Test(t, func(t *testing.T) {
		begin, epoch := time.Date(2022, 3, 1, 8, 59, 0, 0, zhtext.Beijing), time.Now()
		now := func() time.Time { return begin.Add(time.Since(epoch)) }
		tb := newTable()
		ended := make(chan error, 1)
		k := &schedule.Keeper{Table: tb, Owner: "a", Now: now, Lease: time.Hour, Jobs: []schedule.Job{{Name: "audit", Schedule: plan,
			Run: func(ctx context.Context, _ string, _ time.Time) error {
				<-ctx.Done()
				ended <- ctx.Err()
				return ctx.Err()
			}}}}
		if err := k.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Minute)
		if err := k.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		// The process was frozen for longer than its lease; another took the run.
		if _, ok, _ := tb.Take(t.Context(), "audit", "2022-03-01T09:00", "b", now().Add(2*time.Hour), now().Add(3*time.Hour)); !ok {
			t.Fatal("the lease cannot be taken")
		}
		time.Sleep(time.Hour)
		select {
		case <-ended:
		default:
			t.Error("the run goes on without its lease")
		}
	})
}
