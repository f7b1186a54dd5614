package crawl

import (
	"context"
	"fmt"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// visit asks for one target and decides what follows from the answer.
func (r *run) visit(ctx context.Context, q *queue, t evidence.Target) error {
	purpose := evidence.ForPage
	if t.Kind == kindSitemap {
		purpose = evidence.ForSitemap
	}
	res, err := r.client.Get(ctx, fetch.Request{URL: t.URL, Purpose: purpose, Attachment: t.Kind == kindAttachment, Referer: t.Referrer, Attempt: t.Tries + 1})
	if err != nil {
		if ctx.Err() == nil {
			return err
		}
		// Interrupted: the target goes back as if it had never been taken.
		if perr := r.store.Putback(t.ID, t.Priority, t.Due, false); perr != nil {
			return perr
		}
		return ctx.Err()
	}
	ex := &res.Exchange
	r.mu.Lock()
	if t.Tries == 0 && t.Kind != kindSitemap {
		r.asked++
	}
	r.mu.Unlock()
	if again, err := r.failed(ctx, q, t, ex); err != nil || again {
		return err
	}
	if ex.Problem == evidence.None {
		if err := r.read(ctx, q, t, ex, res.Body); err != nil {
			return err
		}
	}
	if err := r.store.Finish(t.ID, evidence.Done); err != nil {
		return err
	}
	r.progress(t, ex)
	return r.settled(1)
}

// read follows what a reliable answer names.
func (r *run) read(ctx context.Context, q *queue, t evidence.Target, ex *evidence.Exchange, body []byte) error {
	if t.Kind == kindSitemap {
		return r.readSitemap(t, ex, body)
	}
	page := r.cfg.Read(ex, body)
	if r.ofNeighbour(t, page) {
		return nil // its links lead about another body's site
	}
	if err := r.follow(t, page); err != nil {
		return err
	}
	r.mu.Lock()
	first := !q.probed
	q.probed = true
	r.mu.Unlock()
	if !first {
		return nil
	}
	if err := r.queueSitemaps(t, ex.FinalURL); err != nil {
		return err
	}
	if err := r.client.Probe(ctx, ex.FinalURL, body); err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

// failed deals with an answer that proves nothing; again says that the target
// was queued once more.
func (r *run) failed(ctx context.Context, q *queue, t evidence.Target, ex *evidence.Exchange) (again bool, err error) {
	p := ex.Problem
	dead, deferred := r.tally(q, p)
	pace := r.client.Pace(q.host)
	switch {
	case p == evidence.None:
		return false, nil
	case p == evidence.RobotsDefer && deferred >= r.cfg.Patience.Tries:
		return false, r.giveUp(q, p)
	case p == evidence.RobotsDefer:
		r.hold(q, time.Until(r.client.RobotsDue(ex.FinalURL))+robotsGrace)
		return true, r.store.Putback(t.ID, t.Priority, time.Time{}, false)
	case pace.Degraded:
		return true, r.coolDown(ctx, q, t, pace.Due, pace.Why)
	case dead >= r.cfg.Patience.Dead:
		return true, r.coolDown(ctx, q, t, pace.Due, p)
	case p.Definite():
		// A dead link is claimed only after a second answer, later in the run.
		if t.Tries > 0 {
			return false, nil
		}
		return true, r.store.Putback(t.ID, max(t.Priority, priSecond), r.now(), true)
	case p.Retryable() || p == evidence.Challenge && t.Kind == kindHome:
		wait := r.cfg.Patience.Retry << min(t.Tries, 6)
		if until := time.Until(pace.Due); until > wait {
			wait = until
		}
		return r.later(q, t, wait, p == evidence.RateLimited)
	}
	return false, nil
}

// tally counts in a row the pages a host did not answer at all, and the times
// its robots.txt could not be read.
func (r *run) tally(q *queue, p evidence.Problem) (dead, deferred int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch p {
	case evidence.RobotsDefer:
		q.deferred++
	case evidence.DNS, evidence.Refused, evidence.TLS, evidence.Private, evidence.Timeout, evidence.Reset,
		evidence.ServerError, evidence.Maintenance:
		q.dead++
	default:
		q.dead, q.deferred = 0, 0
	}
	return q.dead, q.deferred
}

// hold keeps every worker of a host back.
func (r *run) hold(q *queue, wait time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if until := time.Now().Add(wait); until.After(q.hold) {
		q.hold = until
	}
}

// later queues a target again while it has tries left. whole holds the host
// back too.
func (r *run) later(q *queue, t evidence.Target, wait time.Duration, whole bool) (again bool, err error) {
	tries := r.cfg.Patience.Tries
	if whole {
		tries *= 3 // the host asks for time: that is no fault of the page
	}
	if t.Tries+1 >= tries {
		return false, nil
	}
	due := r.now().Add(wait)
	if whole {
		r.hold(q, wait)
	}
	return true, r.store.Putback(t.ID, t.Priority, due, true)
}

// robotsGrace is how long after its time a robots.txt is asked for again.
const robotsGrace = 20 * time.Millisecond

// coolDown leaves a host alone that refused or failed several times in a row,
// then asks its home page: only when that fails too, again and again, is the
// host given up.
func (r *run) coolDown(ctx context.Context, q *queue, t evidence.Target, due time.Time, why evidence.Problem) error {
	if err := r.store.Putback(t.ID, t.Priority, time.Time{}, true); err != nil {
		return err
	}
	r.mu.Lock()
	q.strikes++
	n := q.strikes
	r.mu.Unlock()
	if n > r.cfg.Patience.Strikes {
		return r.giveUp(q, why)
	}
	wait := r.cfg.Patience.CoolDown << min(n-1, 6)
	if until := time.Until(due); until > wait {
		wait = until
	}
	r.cfg.Log.Info("暂停访问该主机", "主机", q.host, "原因", why.Chinese(), "时长", wait.Round(time.Second).String())
	r.hold(q, wait)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	res, err := r.client.Get(ctx, fetch.Request{URL: r.controlURL(q), Purpose: evidence.ForControl, Tries: 1})
	if err != nil {
		return err
	}
	if p := res.Exchange.Problem; p != evidence.None && !p.Definite() {
		return nil
	}
	// The host answers: only some of its pages do not.
	r.mu.Lock()
	q.dead = 0
	r.mu.Unlock()
	r.client.Forgive(q.host)
	if why != evidence.Blocked && why != evidence.Challenge || t.Tries+1 < r.cfg.Patience.Tries && t.Priority < priArticle {
		return nil // it may pass; the page is asked for again
	}
	return r.skip(t)
}

// skip settles a target that stays refused while its host answers.
func (r *run) skip(t evidence.Target) error {
	if err := r.store.Finish(t.ID, evidence.Done); err != nil {
		return err
	}
	return r.settled(1)
}

// giveUp ends a host: what still waits was wanted and not covered.
func (r *run) giveUp(q *queue, why evidence.Problem) error {
	r.mu.Lock()
	q.gone = true
	r.mu.Unlock()
	r.cfg.Log.Warn("不再访问该主机，未取的页面不予评判", "主机", q.host, "原因", why.Chinese())
	if _, err := r.store.GiveUp(q.host); err != nil {
		return err
	}
	r.mu.Lock()
	r.pending = 0
	r.mu.Unlock()
	return r.settled(0)
}

func (r *run) controlURL(q *queue) string {
	if canon, err := fetch.Canonical(r.cfg.Home); err == nil && fetch.HostKey(canon) == q.host {
		return canon
	}
	return "http://" + q.host + "/"
}

// control asks for the home page once more at the end: proof that the site was
// reachable while it was read.
func (r *run) control(ctx context.Context) error {
	canon, err := fetch.Canonical(r.cfg.Home)
	if err != nil || r.asked == 0 {
		return nil
	}
	res, err := r.client.Get(ctx, fetch.Request{URL: canon, Purpose: evidence.ForControl, Tries: 1})
	if err != nil {
		return fmt.Errorf("control: %w", err)
	}
	if p := res.Exchange.Problem; p != evidence.None && !p.Definite() {
		return r.cfg.outside(ctx, r.store)
	}
	return nil
}
