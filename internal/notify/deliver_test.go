package notify_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ducha/internal/notify"
)

// queue is an outbox of one kind of job in memory.
type queue struct {
	jobs    []*notify.Job
	results map[string][]notify.Result
	next    map[string]time.Time
	done    map[string]bool
}

func newQueue(keys ...string) *queue {
	q := &queue{results: map[string][]notify.Result{}, next: map[string]time.Time{}, done: map[string]bool{}}
	for _, k := range keys {
		q.jobs = append(q.jobs, &notify.Job{Delivery: notify.Delivery{Key: k, Channel: "c"}})
	}
	return q
}

func (q *queue) Claim(_ context.Context, now time.Time, _ time.Duration, stopped []string) (*notify.Job, error) {
	for _, j := range q.jobs {
		if k := j.Delivery.Key; !q.done[k] && !q.next[k].After(now) && !slices.Contains(stopped, j.Delivery.Channel) {
			j.Attempts++
			return j, nil
		}
	}
	return nil, nil
}

func (q *queue) Settle(_ context.Context, j *notify.Job, r notify.Result) error {
	k := j.Delivery.Key
	q.results[k] = append(q.results[k], r)
	j.Doubt, q.next[k], q.done[k] = r.Doubt, r.Next, r.State != notify.Queued
	return nil
}

// line is a channel that answers with one error after the other, then takes all.
type line struct {
	errs  []error
	found bool
	find  error
	sent  []string
}

func (l *line) Send(_ context.Context, d notify.Delivery) (string, error) {
	if len(l.errs) > 0 {
		err := l.errs[0]
		l.errs = l.errs[1:]
		return "", err
	}
	l.sent = append(l.sent, d.Key)
	return "ref", nil
}

func (l *line) Find(context.Context, notify.Delivery, time.Time) (string, bool, error) {
	return "found", l.found, l.find
}

// What becomes of a notice depends on what its error is known to mean.
func TestWorker(t *testing.T) {
	doubtful := errors.New("connection reset")
	for _, c := range []struct {
		name  string
		line  line
		steps int
		want  notify.State
		sent  int
	}{
		{"taken", line{}, 1, notify.Sent, 1},
		{"not sent, then taken", line{errs: []error{fmt.Errorf("%w: dial", notify.ErrNotSent)}}, 2, notify.Sent, 1},
		{"in doubt and found", line{errs: []error{doubtful}, found: true}, 2, notify.Sent, 0},
		{"in doubt and not found", line{errs: []error{doubtful}}, 2, notify.Sent, 1},
		{"in doubt and nobody can tell", line{errs: []error{doubtful}, find: notify.ErrCannotTell}, 2, notify.Held, 0},
		{"in doubt and the search fails", line{errs: []error{doubtful}, find: doubtful}, 2, notify.Queued, 0},
		{"refused", line{errs: []error{notify.ErrRefused}}, 1, notify.Failed, 0},
		{"nobody there", line{errs: []error{notify.ErrAddress}}, 1, notify.Held, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			q, now := newQueue("k"), time.Unix(0, 0)
			w := &notify.Worker{Queue: q, Senders: map[string]notify.Sender{"c": &c.line}, Now: func() time.Time { return now }}
			for range c.steps {
				if worked, err := w.Step(t.Context()); err != nil || !worked {
					t.Fatalf("worked %v, %v", worked, err)
				}
				now = now.Add(7 * time.Hour)
			}
			got := q.results["k"]
			if last := got[len(got)-1]; last.State != c.want || len(c.line.sent) != c.sent {
				t.Errorf("state %s (%s), sent %d", last.State, last.Why, len(c.line.sent))
			}
		})
	}
}

// A notice in doubt is not sent again before the grace is over; one to be retried
// waits longer each time.
func TestWaits(t *testing.T) {
	now := time.Unix(1000, 0)
	q := newQueue("k")
	l := &line{errs: []error{errors.New("reset"), fmt.Errorf("%w", notify.ErrNotSent), fmt.Errorf("%w", notify.ErrNotSent), &notify.WaitError{After: 90 * time.Minute, Err: errors.New("429")}}}
	w := &notify.Worker{Queue: q, Senders: map[string]notify.Sender{"c": l}, Now: func() time.Time { return now }, Grace: 5 * time.Minute, Retry: time.Minute}
	for _, want := range []time.Duration{5 * time.Minute, 2 * time.Minute, 4 * time.Minute, 90 * time.Minute} {
		if _, err := w.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		all := q.results["k"]
		if got := all[len(all)-1].Next.Sub(now); got != want {
			t.Errorf("waits %v, want %v", got, want)
		}
		now = now.Add(3 * time.Hour)
	}
}

// A channel out of order stops, is told of once, and loses nothing.
func TestStoppedChannel(t *testing.T) {
	q := newQueue("a", "b")
	l := &line{errs: []error{fmt.Errorf("%w: token_revoked", notify.ErrStopped)}}
	alarms := 0
	w := &notify.Worker{Queue: q, Senders: map[string]notify.Sender{"c": l}, Alarm: func(string, error) { alarms++ }}
	if err := w.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if alarms != 1 || len(l.sent) != 0 || q.done["a"] || q.done["b"] {
		t.Errorf("%d alarms, sent %v, done %v", alarms, l.sent, q.done)
	}
}

// Once it is mended it goes on by itself, as the alarm says; until then it is tried seldom.
func TestStoppedChannelGoesOn(t *testing.T) {
	q, now := newQueue("a", "b"), time.Unix(0, 0)
	stopped := fmt.Errorf("%w: token_revoked", notify.ErrStopped)
	l := &line{errs: []error{stopped, stopped}}
	w := &notify.Worker{Queue: q, Senders: map[string]notify.Sender{"c": l}, Now: func() time.Time { return now }}
	for range 20 {
		if err := w.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		now = now.Add(30 * time.Minute)
	}
	if len(l.sent) != 2 || len(q.results["a"])+len(q.results["b"]) != 4 {
		t.Errorf("sent %v, tries %d and %d", l.sent, len(q.results["a"]), len(q.results["b"]))
	}
}

// An attempt is over before another process may take it for dead: it is cut off, and
// what came of it is in doubt.
func TestAttemptEndsWithinGrace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q, begun := newQueue("k"), time.Now()
		w := &notify.Worker{Queue: q, Senders: map[string]notify.Sender{"c": hanging{}}, Grace: 2 * time.Minute}
		if _, err := w.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begun); took >= 2*time.Minute || !q.results["k"][0].Doubt {
			t.Errorf("took %v, %+v", took, q.results["k"])
		}
	})
}

// hanging is a channel that never answers.
type hanging struct{}

func (hanging) Send(ctx context.Context, _ notify.Delivery) (string, error) {
	<-ctx.Done()
	return "", ctx.Err()
}

func (hanging) Find(context.Context, notify.Delivery, time.Time) (string, bool, error) {
	return "", false, nil
}

// The log says which notice and what became of it, never to whom.
func TestLogNamesNobody(t *testing.T) {
	var b bytes.Buffer
	l := &line{errs: []error{fmt.Errorf("%w：zhang@example.gov.cn", notify.ErrAddress)}}
	w := &notify.Worker{Queue: newQueue("2022Q3/gj/first/1@mail:zhang@example.gov.cn"), Senders: map[string]notify.Sender{"c": l}, Log: slog.New(slog.NewJSONHandler(&b, nil))}
	if _, err := w.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "2022Q3/gj/first/1") || strings.Contains(b.String(), "zhang") {
		t.Error(b.String())
	}
}

// The line a notice is told by says until when, and of what is overdue that it is.
func TestSubject(t *testing.T) {
	due := time.Date(2023, 1, 6, 0, 0, 0, 0, time.FixedZone("CST", 8*3600))
	items := []notify.Item{{Case: "a", Due: due}}
	for kind, want := range map[notify.Kind]string{
		notify.First:   "【整改通知】办公室 共1项，2023年1月6日前反馈",
		notify.Overdue: "【逾期催办】办公室 共1项，期限2023年1月6日已过",
	} {
		if got := (notify.Notice{Kind: kind, Unit: "办公室", Due: due, Items: items}).Subject(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	closed := notify.Notice{Kind: notify.Closed, Unit: "办公室", Items: items}
	if text := closed.Subject() + closed.Plain(9); strings.Contains(text, "1月6日") || !strings.Contains(text, "予以销号") {
		t.Error(text)
	}
	refused := notify.Notice{Kind: notify.Refused, Unit: "办公室", Items: items, Issued: due.AddDate(0, 0, 4)}
	if text := refused.Subject() + refused.Plain(9); !strings.Contains(text, "期限2023年1月6日已过，请立即继续整改并反馈") {
		t.Error(text)
	}
	mixed := notify.Notice{Kind: notify.First, Unit: "办公室", Due: due.AddDate(0, 0, 3), Items: append(items, notify.Item{Case: "b", Due: due.AddDate(0, 0, 3)})}
	if text := mixed.Subject() + mixed.Plain(9); strings.Count(text, "最早2023年1月6日、最晚2023年1月9日") != 2 || !strings.Contains(text, "整改期限：2023年1月9日") {
		t.Error(text)
	}
}

// broken is an outbox whose database is away for a while.
type broken struct {
	*queue
	left int
}

func (b *broken) Claim(ctx context.Context, now time.Time, grace time.Duration, stopped []string) (*notify.Job, error) {
	if b.left > 0 {
		b.left--
		return nil, errors.New("连接不上")
	}
	return b.queue.Claim(ctx, now, grace, stopped)
}

// A database that is restarted ends neither the delivery nor what runs beside it.
func TestQueueThatComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q, l := &broken{newQueue("a"), 3}, &line{}
		var log bytes.Buffer
		w := &notify.Worker{Queue: q, Senders: map[string]notify.Sender{"c": l}, Log: slog.New(slog.NewTextHandler(&log, nil))}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		if err := w.Run(ctx); err != nil || len(l.sent) != 1 || strings.Count(log.String(), "连接不上") != 3 {
			t.Errorf("%v, sent %v, %s", err, l.sent, log.String())
		}
	})
}
