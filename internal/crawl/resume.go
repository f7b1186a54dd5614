package crawl

import (
	"hash/maphash"
	"slices"
	"time"

	"ducha/internal/address"
	"ducha/internal/evidence"
)

// resume takes over what an earlier run left, perhaps killed.
func (r *run) resume() error {
	_, done, _, err := r.store.Backlog()
	if err != nil {
		return err
	}
	if r.asked = done; r.asked < r.cfg.MaxPages {
		if err := r.store.Revive(); err != nil {
			return err
		}
	}
	if err := r.store.DueBy(r.now().Add(longestWait)); err != nil {
		return err
	}
	for t, err := range r.store.Targets() {
		if err != nil {
			return err
		}
		r.seen[r.key(t.URL)] = uint8(t.Priority)
		r.traps.count(t.Template, t.Kind)
		if t.State == evidence.Queued {
			r.pending++
			r.queue(t.Host)
		}
	}
	return r.resumePace()
}

// longestWait is as long as a killed run's word to wait is heeded.
const longestWait = time.Hour

// now is the time by the clock that nobody can set: since the run began.
func (r *run) now() time.Time { return r.meter.began.Add(time.Since(r.meter.began)) }

// resumePace takes over the pace of every host. The killed run's last request
// may have been a moment ago, also to hosts that never gave cause to note them.
func (r *run) resumePace() error {
	hosts, err := r.store.Hosts()
	if err != nil {
		return err
	}
	for i := range hosts {
		if latest := r.now().Add(longestWait); hosts[i].Due.After(latest) {
			hosts[i].Due = latest
		}
	}
	for name := range r.queues {
		if !slices.ContainsFunc(hosts, func(h evidence.HostState) bool { return h.Name == name }) {
			hosts = append(hosts, evidence.HostState{Name: name, State: "{}"})
		}
	}
	if err := r.client.Restore(hosts); err != nil {
		r.cfg.Log.Warn("上次运行的访问节奏记录读不出，按配置的节奏重新开始", "错误", err)
	}
	return nil
}

// key tells pages apart. The spelling met first is asked for.
func (r *run) key(at string) uint64 { return maphash.String(r.seed, address.Folded(at)) }
