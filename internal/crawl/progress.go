package crawl

import (
	"context"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"ducha/internal/evidence"
)

// meter keeps what Progress tells.
type meter struct {
	running bool
	ctx     context.Context
	stop    context.CancelCauseFunc

	mu      *sync.Mutex
	began   time.Time
	last    time.Time
	fetched int
	failed  int
	recent  []time.Time
}

func newMeter(Config) meter { return meter{mu: new(sync.Mutex), began: time.Now()} }

const progressEvery = 200 * time.Millisecond

// progress counts one settled page and reports now and then.
func (r *run) progress(t evidence.Target, ex *evidence.Exchange) {
	m := &r.meter
	m.mu.Lock()
	defer m.mu.Unlock()
	if ex.Problem == evidence.None {
		m.fetched++
	} else {
		m.failed++
	}
	now := time.Now()
	m.recent = append(m.recent, now)
	for len(m.recent) > 1 && (len(m.recent) > 200 || now.Sub(m.recent[0]) > 30*time.Second) {
		m.recent = m.recent[1:]
	}
	if r.cfg.Progress == nil || now.Sub(m.last) < progressEvery {
		return
	}
	m.last = now
	r.mu.Lock()
	queued := r.pending
	left := min(queued, max(0, r.cfg.MaxPages-r.asked))
	r.mu.Unlock()
	p := Progress{Fetched: m.fetched, Failed: m.failed, Queued: queued, Column: t.Referrer}
	if t.Kind == kindColumn || t.Kind == kindList || t.Kind == kindHome {
		p.Column = t.URL
	}
	if span := now.Sub(m.recent[0]).Seconds(); span > 0 {
		p.Rate = float64(len(m.recent)-1) / span
		p.Left = time.Duration(float64(left) / max(p.Rate, 1e-3) * float64(time.Second)).Round(time.Second)
	}
	r.cfg.Progress(p)
}

// isAttachment goes by the extension; the body decides later.
func isAttachment(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".ofd", ".zip", ".rar", ".7z", ".csv", ".rtf":
		return true
	}
	return false
}
