package bench

import (
	"bytes"
	"context"
	"fmt"
	"hash/maphash"
	"html"
	"iter"
	"strings"
	"sync"
	"sync/atomic"

	"ducha/internal/address"
	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// Links follows every link of the site through ducha's fetcher and keeps
// nothing: the cost of crawling alone. The addresses are known from the start,
// as for the other jobs; every link is resolved and looked up all the same.
func Links(ctx context.Context, home string, urls []string, workers int) (pages int, err error) {
	nets, err := fetch.PrivateOf(ctx, home)
	if err != nil {
		return 0, err
	}
	client, err := fetch.New(fetch.Config{Home: home, Rate: 1e6, PerHost: workers, AllowPrivate: nets}, forget{})
	if err != nil {
		return 0, err
	}
	defer client.Close()
	f := &follower{client: client, seed: maphash.MakeSeed(), seen: map[uint64]struct{}{}, refs: map[uint64]struct{}{}}
	f.cond = sync.NewCond(&f.mu)
	for _, u := range append([]string{home}, urls...) {
		f.add(u)
	}
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for u := f.next(); u != ""; u = f.next() {
				f.visit(ctx, u)
			}
		})
	}
	wg.Wait()
	if f.err != nil {
		return 0, fmt.Errorf("follow links of %s: %w", home, f.err)
	}
	return int(f.got.Load()), ctx.Err()
}

// follower is a frontier in memory.
type follower struct {
	client *fetch.Client
	seed   maphash.Seed
	got    atomic.Int64

	mu    sync.Mutex
	cond  *sync.Cond
	seen  map[uint64]struct{} // addresses
	refs  map[uint64]struct{} // references with the folder they stand in
	queue []string
	busy  int
	err   error
}

func (f *follower) add(u string) {
	key := maphash.String(f.seed, u)
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, known := f.seen[key]; known {
		return
	}
	f.seen[key] = struct{}{}
	if f.client.InScope(u) {
		f.queue = append(f.queue, u)
		f.cond.Signal()
	}
}

// met says whether a reference was met before, and remembers it.
func (f *follower) met(key uint64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, known := f.refs[key]; known {
		return true
	}
	f.refs[key] = struct{}{}
	return false
}

// next waits for an address; empty at the end.
func (f *follower) next() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.queue) == 0 && f.busy > 0 && f.err == nil {
		f.cond.Wait()
	}
	if len(f.queue) == 0 || f.err != nil {
		f.cond.Broadcast()
		return ""
	}
	u := f.queue[0]
	f.queue = f.queue[1:]
	f.busy++
	return u
}

func (f *follower) visit(ctx context.Context, u string) {
	res, err := f.client.Get(ctx, fetch.Request{URL: u, Purpose: evidence.ForPage, Tries: 1})
	if err == nil && res.Exchange.Status == 200 {
		f.got.Add(1)
		base := address.NewBase(res.Exchange.FinalURL)
		folder := maphash.String(f.seed, base.Folder())
		for ref := range hrefs(res.Body) {
			// Most links were seen on a page of this folder: they need no reading.
			if key := folder ^ maphash.Bytes(f.seed, ref); len(ref) > 0 && ref[0] != '?' && f.met(key) {
				continue
			}
			link := string(ref)
			if strings.IndexByte(link, '&') >= 0 {
				link = html.UnescapeString(link)
			}
			if to := base.Resolve(link); to != "" {
				f.add(to)
			}
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.busy--; err != nil && f.err == nil {
		f.err = err
	}
	f.cond.Broadcast()
}

// hrefs scans the bytes for the links of a elements.
func hrefs(body []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for {
			i := bytes.Index(body, []byte("<a "))
			if i < 0 {
				return
			}
			body = body[i+3:]
			end := bytes.IndexByte(body, '>')
			if end < 0 {
				return
			}
			_, rest, ok := bytes.Cut(body[:end], []byte(`href="`))
			body = body[end:]
			if !ok {
				continue
			}
			ref, _, _ := bytes.Cut(rest, []byte{'"'})
			if !yield(ref) {
				return
			}
		}
	}
}

// forget is a recorder that keeps nothing.
type forget struct{}

func (forget) Put(ex evidence.Exchange, _ []byte) (evidence.Exchange, error) { return ex, nil }
func (forget) PutHost(evidence.HostState) error                              { return nil }
