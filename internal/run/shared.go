package run

import (
	"context"

	"ducha/internal/facts"
)

// Shared is what the audits of sites side by side share: a hundred sites are
// crawled at once, each at its own pace, but the memory to understand and judge
// one is not needed for all of them at once. nil shares nothing.
type Shared struct {
	turns chan struct{}
	room  *facts.Room
}

// sharedRoom is how many bytes of what was read of their pages sites side by side keep
// from the crawl on; of hundreds of sites it is little, and their pages are read again
// when their turn comes, which costs a thousandth of the time that asking for them took.
const sharedRoom = 48 << 20

// NewShared lets so many sites be judged at a time.
func NewShared(atOnce int) *Shared {
	return &Shared{turns: make(chan struct{}, max(atOnce, 1)), room: facts.NewRoom(sharedRoom)}
}

// take waits for a turn.
func (s *Shared) take(ctx context.Context) (done func(), err error) {
	if s == nil {
		return func() {}, nil
	}
	select {
	case s.turns <- struct{}{}:
		return func() { <-s.turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *Shared) space() *facts.Room {
	if s == nil {
		return nil
	}
	return s.room
}
