package facts

import "sync/atomic"

// roomAlone is how many bytes of gists are kept of a site audited alone: some 120,000
// pages, and most of it a loaded site holds anyway. What is beyond is read again at
// each load.
const roomAlone = 240 << 20

// A Room bounds the gists kept by the Readings that share it: of all sites that
// are audited side by side.
type Room struct{ left atomic.Int64 }

// NewRoom has room for so many bytes of gists: the usual number for 0, none for less.
func NewRoom(bytes int64) *Room {
	r := &Room{}
	if bytes == 0 {
		bytes = roomAlone
	}
	r.left.Store(bytes)
	return r
}

// take takes so many bytes as long as any are left; the last may be a little more.
func (r *Room) take(bytes int64) bool {
	if r.full() {
		return false
	}
	r.left.Add(-bytes)
	return true
}

func (r *Room) give(bytes int64) { r.left.Add(bytes) }

func (r *Room) full() bool { return r.left.Load() <= 0 }

// What parts of a gist weigh in memory, their words left out.
const (
	gistBytes    = 1100
	drawnBytes   = 1400
	entryBytes   = 200
	linkBytes    = 150
	witnessBytes = 100
)

// weight is about how many bytes a gist takes.
func (g *gist) weight() int64 {
	n := gistBytes + witnessBytes*len(g.dates) + 8*(len(g.sights)+len(g.texts)+len(g.fillers))
	for i := range g.rows {
		e := &g.rows[i]
		n += entryBytes + witnessBytes*len(e.Dates) + len(e.URL) + len(e.Raw)
	}
	if g.paper != nil {
		n += linkBytes * len(g.paper.links)
	}
	if d := g.drawn; d != nil {
		n += drawnBytes + 8*(len(d.waits)+len(d.blocks)+len(d.links))
	}
	return int64(n)
}
