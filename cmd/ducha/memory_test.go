package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// The more is alive, the less garbage is left to grow beside it.
func TestTheCollectorFollowsTheHeap(t *testing.T) {
	t.Setenv("GOGC", "")
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	tuneMemory()
	percent := func(alive []byte) (now int) {
		for range 50 { // finalizers run beside the program
			runtime.GC()
			time.Sleep(time.Millisecond)
		}
		now = debug.SetGCPercent(100)
		debug.SetGCPercent(now)
		runtime.KeepAlive(alive)
		return now
	}
	large := percent(make([]byte, 256<<20))
	small := percent(nil)
	if large != least || small <= large {
		t.Errorf("%d%% beside 256 MiB, %d%% beside nothing; want %d%% and more than that", large, small, least)
	}
}
