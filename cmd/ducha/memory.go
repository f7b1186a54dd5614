package main

import (
	"os"
	"runtime"
	"runtime/debug"
	gc "runtime/metrics"
)

// Garbage may grow to a size rather than to a share of what is alive: a small site costs
// little memory all the same, and a large one not twice its own.
const most, least = 300, 40 // percent of what is alive

// garbage is that size in bytes, less where much is alive.
func garbage(live uint64) uint64 { return max(16<<20, 27<<20-min(live, 66<<20)/6) }

// tuneMemory sets the collector's aim anew after each of its rounds; GOGC in the
// environment wins.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(most)
		(&round{percent: most}).again()
	}
}

// A round is dead as soon as it is made: the collector's next round finds it and
// calls its finalizer.
type round struct {
	percent int
	_       [32]byte // a tiny object might share its block with living ones
}

func (r *round) again() {
	runtime.SetFinalizer(&round{percent: r.percent}, func(r *round) {
		live := []gc.Sample{{Name: "/gc/heap/live:bytes"}}
		gc.Read(live)
		percent := most
		if n := live[0].Value.Uint64(); n > 0 {
			percent = min(most, max(least, int(garbage(n)*100/n)))
		}
		if percent != r.percent {
			debug.SetGCPercent(percent)
		}
		r.percent = percent
		r.again()
	})
}
