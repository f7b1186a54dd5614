package facts

import "iter"

// A series is a list of numbers, as runs: what a template puts on every page was
// numbered in one go when the first of them was read.
type series []stretch

// stretch are so many numbers in a row.
type stretch struct{ first, count uint32 }

func (s *series) add(id uint32) {
	if n := len(*s); n > 0 && (*s)[n-1].first+(*s)[n-1].count == id {
		(*s)[n-1].count++
		return
	}
	*s = append(*s, stretch{id, 1})
}

// all gives them in their order.
func (s series) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for _, r := range s {
			for id := r.first; id < r.first+r.count; id++ {
				if !yield(id) {
					return
				}
			}
		}
	}
}
