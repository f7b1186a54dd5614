package crawl

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"sync"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/fetch"
)

// run is one crawl at work. Every host has its own queue and workers; what
// waits is on disk, in memory stands only a hash of each known address.
type run struct {
	cfg    Config
	store  *evidence.Store
	client *fetch.Client
	match  func(label string) (keys []string, official bool)

	mu      sync.Mutex
	queues  map[string]*queue
	seen    map[uint64]uint8 // address → best priority it was queued with
	traps   *traps
	names   map[string]bool   // link texts: does the vocabulary know them
	near    *facts.Neighbours // other sites on the same host
	pending int               // waiting or in flight
	idle    chan struct{}     // closed when nothing is pending any more
	asked   int               // pages asked for, earlier runs included
	closed  bool              // the budget is used up
	wg      sync.WaitGroup
	meter   meter
	seed    maphash.Seed
}

// queue is one host's part of the run.
type queue struct {
	host     string
	wake     chan struct{}
	probed   bool
	strikes  int       // cool-downs so far
	dead     int       // pages in a row without an answer
	deferred int       // times in a row robots.txt could not be read
	hold     time.Time // nothing before
	gone     bool      // given up
}

func newRun(cfg Config, store *evidence.Store, client *fetch.Client) *run {
	return &run{cfg: cfg, store: store, client: client, match: cfg.Vocabulary.Matcher(), queues: map[string]*queue{}, seen: map[uint64]uint8{}, names: map[string]bool{},
		near: facts.NewNeighbours(cfg.Home, cfg.Seeds, cfg.Others), traps: newTraps(), idle: make(chan struct{}), seed: maphash.MakeSeed(), meter: newMeter(cfg)}
}

// start takes over what an earlier run left, then adds the seeds.
func (r *run) start() error {
	if err := r.resume(); err != nil {
		return err
	}
	for i, s := range append([]string{r.cfg.Home}, r.cfg.Seeds...) {
		canon, err := fetch.Canonical(s)
		if err != nil {
			return fmt.Errorf("start address %q: %w", s, err)
		}
		kind := kindHome
		if i > 0 {
			kind = kindColumn
		}
		if err := r.add(evidence.Target{URL: canon, Kind: kind, Priority: priHome}); err != nil {
			return err
		}
	}
	return nil
}

// queue gives a host's queue; the caller holds mu or is alone.
func (r *run) queue(host string) *queue {
	q := r.queues[host]
	if q == nil {
		q = &queue{host: host, wake: make(chan struct{}, r.cfg.PerHost)}
		r.queues[host] = q
	}
	return q
}

// add queues a target, or brings a waiting one forward.
func (r *run) add(t evidence.Target) error {
	t.Host = fetch.HostKey(t.URL)
	r.mu.Lock()
	defer r.mu.Unlock()
	key := r.key(t.URL)
	best, known := r.seen[key]
	if known && int(best) <= t.Priority {
		return nil
	}
	r.seen[key] = uint8(t.Priority)
	if !known {
		r.traps.count(t.Template, t.Kind)
	}
	return r.pushLocked(t)
}

// push queues a target without asking whether it is known; the store does.
func (r *run) push(t evidence.Target) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.pushLocked(t)
}

func (r *run) pushLocked(t evidence.Target) error {
	q, isNew := r.queues[t.Host], false
	if q == nil {
		q, isNew = r.queue(t.Host), true
	}
	if r.closed || q.gone {
		t.State = evidence.GaveUp
	}
	added, err := r.store.Enqueue(t)
	if err != nil || !added || t.State == evidence.GaveUp {
		return err
	}
	r.pending++
	if isNew && r.meter.running {
		r.launch(q)
	}
	q.rouse()
	return nil
}

func (q *queue) rouse() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// work runs until nothing is pending.
func (r *run) work(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r.mu.Lock()
	r.meter.running = true
	r.meter.stop = cancel
	r.meter.ctx = ctx
	if r.pending == 0 {
		close(r.idle)
	}
	for _, q := range r.queues {
		r.launch(q)
	}
	r.mu.Unlock()
	select {
	case <-r.idle:
	case <-ctx.Done():
	}
	r.wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return r.control(ctx)
}

// launch starts the workers of a queue; the caller holds mu.
func (r *run) launch(q *queue) {
	for range r.cfg.PerHost {
		r.wg.Add(1)
		go func() {
			defer r.wg.Done()
			if err := r.serve(r.meter.ctx, q); err != nil && !errors.Is(err, context.Canceled) {
				r.meter.stop(err)
			}
		}()
	}
}

// serve asks for one target of the host after the other.
func (r *run) serve(ctx context.Context, q *queue) error {
	for ctx.Err() == nil {
		t, wait, err := r.next(q)
		if err != nil {
			return err
		}
		if t != nil {
			if err := r.visit(ctx, q, *t); err != nil {
				return err
			}
			continue
		}
		if !r.rest(ctx, q, wait) {
			return nil
		}
	}
	return ctx.Err()
}

// next takes the host's most urgent target, or says how long to rest.
func (r *run) next(q *queue) (*evidence.Target, time.Duration, error) {
	now := r.now()
	r.mu.Lock()
	hold := q.hold
	full := r.asked >= r.cfg.MaxPages && !r.closed
	r.closed = r.closed || full
	r.mu.Unlock()
	if full {
		if err := r.closeBudget(); err != nil {
			return nil, 0, err
		}
	}
	if hold.After(now) {
		return nil, hold.Sub(now), nil
	}
	t, ok, err := r.store.Take(q.host, now)
	if err != nil || ok {
		return &t, 0, err
	}
	due, ok, err := r.store.NextDue(q.host)
	if err != nil {
		return nil, 0, err
	}
	if !ok {
		return nil, time.Hour, nil
	}
	return nil, max(due.Sub(now), time.Millisecond), nil
}

// rest waits for the time, for new work, or for the end (false).
func (r *run) rest(ctx context.Context, q *queue, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-q.wake:
		return true
	case <-r.idle:
		return false
	case <-ctx.Done():
		return false
	}
}

// settled notes that targets left the queue for good. The count in memory may
// run ahead of the file, so the file has the last word before the run ends.
func (r *run) settled(n int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pending -= n; r.pending > 0 {
		return nil
	}
	waiting, _, _, err := r.store.Backlog()
	if err != nil {
		return err
	}
	if r.pending = waiting; waiting > 0 {
		return nil
	}
	select {
	case <-r.idle:
	default:
		close(r.idle)
	}
	return nil
}

// closeBudget gives up what was never asked; second tries still run.
func (r *run) closeBudget() error {
	if err := r.store.GiveUpFresh(); err != nil {
		return err
	}
	r.mu.Lock()
	r.pending = 0
	r.mu.Unlock()
	return r.settled(0)
}
