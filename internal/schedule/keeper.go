package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"ducha/internal/ledger"
	"ducha/internal/zhtext"
)

// Table is the durable table of due times. Take gives one owner the lease of a
// run; an older holder's word is refused.
type Table interface {
	Plan(ctx context.Context, job, key string, planned time.Time) (added bool, err error)
	Last(ctx context.Context, job string) (run ledger.Run, found bool, err error)
	Pending(ctx context.Context, job string, now time.Time) ([]ledger.Run, error)
	Take(ctx context.Context, job, key, owner string, now, until time.Time) (ledger.Run, bool, error)
	Renew(ctx context.Context, r ledger.Run, until time.Time) error
	Finish(ctx context.Context, r ledger.Run, at time.Time, note string) error
	Drop(ctx context.Context, r ledger.Run, note string) error
}

// Job is something to be done at its times.
type Job struct {
	Name     string
	Schedule Schedule
	// Key names a due time; two of one key are one. Nil: the minute.
	Key func(planned time.Time) string
	Run func(ctx context.Context, key string, planned time.Time) error
}

func (j *Job) key(planned time.Time) string {
	if j.Key != nil {
		return j.Key(planned)
	}
	return planned.In(zhtext.Beijing).Format("2006-01-02T15:04")
}

// Keeper runs jobs by the table.
type Keeper struct {
	Table Table
	Jobs  []Job
	Owner string // of the leases: host and process
	Log   *slog.Logger
	Now   func() time.Time // nil: the wall clock
	Tick  time.Duration    // at most a minute; 0: 30 s
	Lease time.Duration    // renewed at a third; 0: 5 min
	Retry time.Duration    // after a failure; 0: 15 min

	mu     sync.Mutex
	busy   map[string]bool
	failed map[string]time.Time // not to be tried before
	looked map[string]time.Time // when due times were last noted
	group  sync.WaitGroup
}

const (
	start    = "start" // key of the row that says since when a job is known
	maxTick  = time.Minute
	defLease = 5 * time.Minute
	defRetry = 15 * time.Minute
)

// Run keeps the jobs until ctx ends, then waits for those that run.
func (k *Keeper) Run(ctx context.Context) error {
	if k.Tick <= 0 {
		k.Tick = 30 * time.Second
	}
	if err := k.Step(ctx); err != nil {
		return err
	}
	quiet := cron.DiscardLogger
	// Recover inside of SkipIfStillRunning: the other way round a job never runs
	// again after one panic (robfig/cron issue 366).
	c := cron.New(cron.WithLocation(zhtext.Beijing), cron.WithLogger(quiet), cron.WithChain(cron.SkipIfStillRunning(quiet), cron.Recover(quiet)))
	c.Schedule(cron.ConstantDelaySchedule{Delay: min(max(k.Tick, time.Second), maxTick)}, cron.FuncJob(func() {
		if err := k.Step(ctx); err != nil && ctx.Err() == nil {
			k.log().Error("查看到期任务出错", "错误", err)
		}
	}))
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	k.group.Wait()
	return nil
}

// Step looks once at what is due. It returns when everything due was begun.
func (k *Keeper) Step(ctx context.Context) error {
	for i := range k.Jobs {
		if ctx.Err() != nil {
			return nil
		}
		j := &k.Jobs[i]
		if err := k.plan(ctx, j); err != nil {
			return fmt.Errorf("任务 %s：%w", j.Name, err)
		}
		if err := k.begin(ctx, j); err != nil {
			return fmt.Errorf("任务 %s：%w", j.Name, err)
		}
	}
	return nil
}

// plan notes every due time that came since the last one, so that one missed
// while nobody looked is still there to be done.
func (k *Keeper) plan(ctx context.Context, j *Job) error {
	now := k.now()
	last, found, err := k.Table.Last(ctx, j.Name)
	if err != nil {
		return err
	}
	if !found {
		// What was due before the program was set up is nobody's.
		_, err := k.Table.Plan(ctx, j.Name, start, now)
		if err != nil {
			return err
		}
		r, ok, err := k.Table.Take(ctx, j.Name, start, k.Owner, now, now.Add(k.lease()))
		if err != nil || !ok {
			return err
		}
		return k.Table.Finish(ctx, r, now, "启用")
	}
	from := last.Planned
	k.mu.Lock()
	if k.looked == nil {
		k.looked = map[string]time.Time{}
	}
	if looked, ok := k.looked[j.Name]; from.After(now) || ok && looked.Before(from) {
		from = now // the clock was wrong once: times before those it made up still come
		if ok && looked.Before(now) {
			from = looked
		}
	}
	k.looked[j.Name] = now
	k.mu.Unlock()
	for n, t := 0, j.Schedule.Next(from); !t.IsZero() && !t.After(now) && n < 100_000; n, t = n+1, j.Schedule.Next(t) {
		if _, err := k.Table.Plan(ctx, j.Name, j.key(t), t); err != nil {
			return err
		}
	}
	return nil
}

// begin starts the newest due run of a job; older ones that were missed are noted
// as missed, for what they were to see is gone.
func (k *Keeper) begin(ctx context.Context, j *Job) error {
	now := k.now()
	due, err := k.Table.Pending(ctx, j.Name, now)
	due = slices.DeleteFunc(due, func(r ledger.Run) bool { return r.Key == start }) // left open by a process that died
	if err != nil || len(due) == 0 {
		return err
	}
	k.mu.Lock()
	blocked := k.busy[j.Name] || now.Before(k.failed[j.Name])
	k.mu.Unlock()
	if blocked {
		return nil
	}
	if err := k.missAll(ctx, j, due[:len(due)-1], now); err != nil {
		return err
	}
	r, ok, err := k.Table.Take(ctx, j.Name, due[len(due)-1].Key, k.Owner, now, now.Add(k.lease()))
	if err != nil || !ok {
		return err
	}
	k.mu.Lock()
	if k.busy == nil {
		k.busy, k.failed = map[string]bool{}, map[string]time.Time{}
	}
	k.busy[j.Name] = true
	k.mu.Unlock()
	k.group.Go(func() { k.work(ctx, j, r) })
	return nil
}

// missAll notes runs as missed, and says so once.
func (k *Keeper) missAll(ctx context.Context, j *Job, runs []ledger.Run, now time.Time) error {
	var missed []ledger.Run
	for _, r := range runs {
		ours, err := k.miss(ctx, j, r, now)
		if err != nil {
			return err
		}
		if ours {
			missed = append(missed, r)
		}
	}
	if n := len(missed); n > 0 {
		k.log().Warn("任务错过，不再补做", "任务", j.Name, "次数", n, "最早应于", missed[0].Planned, "最晚应于", missed[n-1].Planned)
	}
	return nil
}

// miss notes one run; ours says that no other process did.
func (k *Keeper) miss(ctx context.Context, j *Job, r ledger.Run, now time.Time) (ours bool, err error) {
	taken, ours, err := k.Table.Take(ctx, j.Name, r.Key, k.Owner, now, now.Add(k.lease()))
	if err != nil || !ours {
		return false, err
	}
	why := "程序当时没有运行"
	if r.Note != "" {
		why = r.Note // it was tried and failed
	}
	return true, k.Table.Finish(ctx, taken, now, "错过："+why)
}

// work runs one due time under its lease.
func (k *Keeper) work(ctx context.Context, j *Job, r ledger.Run) {
	defer func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		delete(k.busy, j.Name)
	}()
	leased, stop := context.WithCancel(ctx)
	defer stop()
	k.group.Go(func() { k.renew(leased, stop, r) })
	k.log().Info("任务开始", "任务", j.Name, "期次", r.Key)
	err := guarded(leased, j, r)
	lost := leased.Err() != nil && ctx.Err() == nil
	stop()
	settle := context.WithoutCancel(ctx)
	switch {
	case lost:
		k.log().Warn("任务已由另一进程接手，本进程停止该任务", "任务", j.Name, "期次", r.Key)
	case err != nil:
		k.log().Error("任务失败，稍后重做", "任务", j.Name, "期次", r.Key, "错误", err)
		if ctx.Err() == nil {
			k.mu.Lock()
			k.failed[j.Name] = k.now().Add(k.retry())
			k.mu.Unlock()
		}
		if err := k.Table.Drop(settle, r, err.Error()); err != nil {
			k.log().Error("失败的任务未能放回，租约到期后重做", "任务", j.Name, "错误", err)
		}
	default:
		if err := k.Table.Finish(settle, r, k.now(), ""); err != nil {
			k.log().Error("任务已做完，但未能记录", "任务", j.Name, "错误", err)
		}
		k.log().Info("任务完成", "任务", j.Name, "期次", r.Key)
	}
}

// guarded turns a panic into a failure of this run.
func guarded(ctx context.Context, j *Job, r ledger.Run) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("内部错误：%v", p)
		}
	}()
	return j.Run(ctx, r.Key, r.Planned)
}

// renew holds the lease while the job runs, and ends the job when it is lost.
func (k *Keeper) renew(ctx context.Context, lost context.CancelFunc, r ledger.Run) {
	tick := time.NewTicker(k.lease() / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := k.Table.Renew(ctx, r, k.now().Add(k.lease())); err != nil && ctx.Err() == nil {
				if errors.Is(err, ErrLost) {
					lost()
					return
				}
				k.log().Warn("任务的租约未能续期", "任务", r.Job, "错误", err)
			}
		}
	}
}

// ErrLost says that another process holds the lease now.
var ErrLost = errors.New("lease lost")

// now has no monotonic part: a machine that slept must see that time went on.
func (k *Keeper) now() time.Time {
	if k.Now != nil {
		return k.Now()
	}
	return time.Now().Round(0)
}

func (k *Keeper) lease() time.Duration {
	if k.Lease > 0 {
		return k.Lease
	}
	return defLease
}

func (k *Keeper) retry() time.Duration {
	if k.Retry > 0 {
		return k.Retry
	}
	return defRetry
}

func (k *Keeper) log() *slog.Logger {
	if k.Log != nil {
		return k.Log
	}
	return slog.New(slog.DiscardHandler)
}
