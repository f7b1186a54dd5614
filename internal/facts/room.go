package facts

import "sync/atomic"

// maxKept is how many pages' gists are kept: two kilobytes each, most of which a
// loaded site holds anyway. What is beyond is read again at each load.
const maxKept = 120_000

// A Room bounds the gists kept by the Readings that share it: of all sites that
// are audited side by side.
type Room struct{ left atomic.Int64 }

// NewRoom has room for so many pages' gists; the usual number for 0.
func NewRoom(pages int64) *Room {
	r := &Room{}
	if pages == 0 {
		pages = maxKept
	}
	r.left.Store(pages)
	return r
}

// take takes one place, if there is one.
func (r *Room) take() bool {
	if r.left.Add(-1) >= 0 {
		return true
	}
	r.left.Add(1)
	return false
}

func (r *Room) give(places int) { r.left.Add(int64(places)) }

func (r *Room) full() bool { return r.left.Load() <= 0 }
