package samplesite

import (
	"hash/fnv"
	"time"
)

// mix folds numbers into one; it is splitmix64, so that neighbouring seeds give
// unlike sites.
func mix(parts ...uint64) uint64 {
	var x uint64 = 0x9e3779b97f4a7c15
	for _, p := range parts {
		x ^= p + 0x9e3779b97f4a7c15 + x<<6 + x>>2
		x ^= x >> 30
		x *= 0xbf58476d1ce4e5b9
		x ^= x >> 27
		x *= 0x94d049bb133111eb
		x ^= x >> 31
	}
	return x
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

func pick[T any](list []T, h uint64) T { return list[h%uint64(len(list))] }

// between gives a number in lo…hi.
func between(h uint64, lo, hi int) int { return lo + int(h%uint64(hi-lo+1)) }

// shuffled gives the list in an order that the seed decides.
func shuffled[T any](list []T, h uint64) []T {
	out := append([]T(nil), list...)
	for i := len(out) - 1; i > 0; i-- {
		j := int(mix(h, uint64(i)) % uint64(i+1))
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func beijing() *time.Location { return time.FixedZone("CST", 8*3600) }

func midnight(t time.Time) time.Time {
	y, m, d := t.In(beijing()).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, beijing())
}

// daysBefore is a day before the as-of day, moved off the weekend to the Friday
// before it: offices publish on working days.
func (s *Site) daysBefore(n int) time.Time { return friday(s.asOf.AddDate(0, 0, -n)) }

func friday(t time.Time) time.Time {
	switch t.Weekday() {
	case time.Saturday:
		return t.AddDate(0, 0, -1)
	case time.Sunday:
		return t.AddDate(0, 0, -2)
	}
	return t
}
