package main

import (
	"runtime"
	"sync"

	"ducha/internal/fetch"
	ducharun "ducha/internal/run"
)

// sideBySide does the jobs side by side, but one at a time on a host they share,
// so that its pace is kept.
func sideBySide(jobs []ducharun.Job, do func(i int)) {
	shared := ducharun.NewShared(runtime.GOMAXPROCS(0))
	for i := range jobs {
		jobs[i].Shared = shared
	}
	var wg sync.WaitGroup
	for _, group := range byHost(jobs) {
		wg.Go(func() {
			for _, i := range group {
				do(i)
			}
		})
	}
	wg.Wait()
}

// byHost groups jobs by the host they ask.
func byHost(jobs []ducharun.Job) [][]int {
	var groups [][]int
	at := map[string]int{}
	for i, j := range jobs {
		host := fetch.HostKey(j.URL)
		g, ok := at[host]
		if !ok {
			g = len(groups)
			at[host] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}
