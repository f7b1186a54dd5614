package crawl

import (
	"hash/maphash"
	"slices"

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
	for t, err := range r.store.Targets() {
		if err != nil {
			return err
		}
		r.seen[r.key(t.URL)] = uint8(t.Priority)
		r.traps.count(t.Template)
		if t.State == evidence.Queued {
			r.pending++
			r.queue(t.Host)
		}
	}
	return r.resumePace()
}

// resumePace takes over the pace of every host. The killed run's last request
// may have been a moment ago, also to hosts that never gave cause to note them.
func (r *run) resumePace() error {
	hosts, err := r.store.Hosts()
	if err != nil {
		return err
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
