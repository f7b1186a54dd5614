package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"
)

// State of a delivery.
type State string

// States of a delivery. Sending is durable: it is written before the request.
const (
	Queued    State = "queued"
	Sending   State = "sending"
	Sent      State = "sent"
	Held      State = "held"      // waits for a person
	Failed    State = "failed"    // refused for good
	Cancelled State = "cancelled" // withdrawn before it left
)

// Chinese names the state for lists.
func (s State) Chinese() string {
	switch s {
	case Queued:
		return "待投递"
	case Sending:
		return "投递中"
	case Sent:
		return "已送达"
	case Held:
		return "待人工处理"
	case Failed:
		return "投递失败"
	case Cancelled:
		return "已撤回"
	}
	return string(s)
}

// Sender is one channel.
type Sender interface {
	// Send hands one delivery over and gives the other side's name for it.
	Send(ctx context.Context, d Delivery) (ref string, err error)
	// Find looks whether a delivery arrived that was begun at the given time.
	Find(ctx context.Context, d Delivery, begun time.Time) (ref string, found bool, err error)
}

// Job is a delivery taken from the queue.
type Job struct {
	ID       int64
	Delivery Delivery
	Attempts int       // this one included
	Begun    time.Time // when it was last marked as sending
	Doubt    bool      // an earlier attempt may have arrived
}

// Result is what became of a job.
type Result struct {
	State State
	Ref   string
	At    time.Time // when it was known
	Next  time.Time // of a queued one: not before
	Doubt bool      // it may have arrived: look before sending again
	Why   string
}

// Queue is the outbox. Claim marks the job as sending durably before it gives it
// away; one that was left sending for longer than grace is given with Doubt.
type Queue interface {
	Claim(ctx context.Context, now time.Time, grace time.Duration, stopped []string) (*Job, error)
	Settle(ctx context.Context, job *Job, r Result) error
}

// Worker empties the queue.
type Worker struct {
	Queue   Queue
	Senders map[string]Sender // by channel
	Log     *slog.Logger
	// Current gives a delivery as it is to leave now, false when nothing is left of it;
	// nil: as it was queued.
	Current func(ctx context.Context, d Delivery) (Delivery, bool, error)
	// Alarm is told whenever a channel stops.
	Alarm func(channel string, err error)
	// Grace is how long an attempt whose end is unknown is left alone: longer than
	// any request may last, and than the other side needs to show what it took.
	Grace time.Duration
	// Retry is the first wait after a failure; it doubles up to six hours.
	Retry time.Duration
	Now   func() time.Time

	stopped map[string]time.Time // channels out of order, and until when they are left alone
}

const (
	defaultGrace = 2 * time.Minute
	defaultRetry = time.Minute
	maxRetry     = 6 * time.Hour
	idle         = time.Second
	unread       = 30 * time.Second // a queue that cannot be read is tried again after it
	stopFor      = time.Hour        // a channel out of order is tried again after it
)

// Run delivers until ctx ends. A queue that cannot be read, for its database is being
// restarted, is tried again: what else runs beside it, an audit of hours, goes on.
func (w *Worker) Run(ctx context.Context) error {
	for {
		worked, err := w.Step(ctx)
		pause := idle
		switch {
		case err != nil && ctx.Err() == nil:
			pause = unread
			if w.Log != nil {
				w.Log.Error("投递队列出错，稍后再试", "错误", err)
			}
		case worked:
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// Drain delivers what is due now and returns.
func (w *Worker) Drain(ctx context.Context) error {
	for {
		worked, err := w.Step(ctx)
		if err != nil || !worked {
			return err
		}
	}
}

// Step delivers one notice; false when none is due.
func (w *Worker) Step(ctx context.Context) (worked bool, err error) {
	if ctx.Err() != nil {
		return false, nil
	}
	job, err := w.Queue.Claim(ctx, w.now(), w.grace(), w.outOfOrder())
	if err != nil {
		if ctx.Err() != nil {
			return false, nil
		}
		return false, fmt.Errorf("读取投递队列：%w", err)
	}
	if job == nil {
		return false, nil
	}
	// An attempt that lasts longer than the grace is taken for dead by another process.
	attempt, cancel := context.WithTimeout(ctx, w.grace()*3/4)
	r := w.handle(attempt, job)
	cancel()
	r.At = w.now()
	// What is known must be written down even when the run is being ended.
	if err := w.Queue.Settle(context.WithoutCancel(ctx), job, r); err != nil {
		return false, fmt.Errorf("记录通知 %s 的投递情况：%w", job.Delivery.Key, err)
	}
	w.log(job, r)
	return true, nil
}

func (w *Worker) handle(ctx context.Context, job *Job) Result {
	d := job.Delivery
	sender := w.Senders[d.Channel]
	if sender == nil {
		return Result{State: Held, Why: fmt.Sprintf("没有名为“%s”的通知渠道", d.Channel), Doubt: job.Doubt}
	}
	if job.Doubt {
		ref, found, err := sender.Find(ctx, d, job.Begun)
		switch {
		case errors.Is(err, ErrCannotTell):
			return Result{State: Held, Doubt: true, Why: "上次投递是否成功无法查明，请向收件单位核实后再处理"}
		case err != nil:
			return w.failed(job, err, true)
		case found:
			return Result{State: Sent, Ref: ref}
		}
	}
	if w.Current != nil {
		now, current, err := w.Current(ctx, d)
		if err != nil {
			return w.failed(job, err, false)
		}
		if !current {
			return Result{State: Cancelled, Why: "所列问题已撤销、已反馈或已销号，不再投递"}
		}
		d = now
	}
	ref, err := sender.Send(ctx, d)
	if err == nil {
		return Result{State: Sent, Ref: ref}
	}
	return w.failed(job, err, !sure(err))
}

// sure says whether an error means that the notice did not arrive.
func sure(err error) bool {
	return errors.Is(err, ErrNotSent) || errors.Is(err, ErrRefused) || errors.Is(err, ErrAddress) || errors.Is(err, ErrStopped)
}

// failed decides what follows from an error; doubt says that the notice may have
// arrived all the same.
func (w *Worker) failed(job *Job, err error, doubt bool) Result {
	r := Result{State: Queued, Why: err.Error(), Doubt: doubt, Next: w.now().Add(w.wait(job, err))}
	if doubt && r.Next.Before(w.now().Add(w.grace())) {
		r.Next = w.now().Add(w.grace())
	}
	switch {
	case errors.Is(err, ErrStopped):
		w.stop(job.Delivery.Channel, err)
	case errors.Is(err, ErrAddress):
		r.State = Held
	case errors.Is(err, ErrRefused):
		r.State = Failed
	}
	return r
}

func (w *Worker) wait(job *Job, err error) time.Duration {
	var asked *WaitError
	if errors.As(err, &asked) && asked.After > 0 {
		return asked.After
	}
	base := w.Retry
	if base <= 0 {
		base = defaultRetry
	}
	return min(base<<min(max(job.Attempts-1, 0), 10), maxRetry)
}

// stop leaves a channel alone for a while: a person has to mend it.
func (w *Worker) stop(channel string, err error) {
	if w.stopped == nil {
		w.stopped = map[string]time.Time{}
	}
	w.stopped[channel] = w.now().Add(stopFor)
	if w.Alarm != nil {
		w.Alarm(channel, err)
	}
}

// outOfOrder are the channels to leave alone now.
func (w *Worker) outOfOrder() []string {
	now := w.now()
	maps.DeleteFunc(w.stopped, func(_ string, until time.Time) bool { return !now.Before(until) })
	return slices.Sorted(maps.Keys(w.stopped))
}

func (w *Worker) now() time.Time {
	if w.Now != nil {
		return w.Now()
	}
	return time.Now()
}

func (w *Worker) grace() time.Duration {
	if w.Grace > 0 {
		return w.Grace
	}
	return defaultGrace
}

// log names the notice by its key, never by what it says or to whom: an error may
// hold an address, which stays in the outbox.
func (w *Worker) log(job *Job, r Result) {
	if w.Log == nil {
		return
	}
	level := slog.LevelInfo
	if r.State != Sent && r.State != Cancelled {
		level = slog.LevelWarn
	}
	key, _, _ := strings.Cut(job.Delivery.Key, "@") // an address follows
	w.Log.Log(context.Background(), level, "投递通知", "通知", key, "渠道", job.Delivery.Channel, "状态", r.State.Chinese(), "次数", job.Attempts, "存疑", r.Doubt)
}
