// Package bench holds the jobs ducha bench compares: fetching pages and throwing
// them away, following their links, colly as its examples use it, and ducha's own
// crawl. Each runs in a process of its own, so that processor time and memory are
// its own.
package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/gocolly/colly/v2"

	"ducha/checks"
	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/run"
	"ducha/internal/zhtext"
	"ducha/rules"
)

// Raw fetches the addresses with plain net/http and discards the bodies: the limit.
func Raw(ctx context.Context, urls []string, workers int) (pages int, err error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: workers}}
	var got atomic.Int64
	err = spread(ctx, urls, workers, func(u string) error {
		if fetchRaw(ctx, client, u) {
			got.Add(1)
		}
		return nil
	})
	return int(got.Load()), err
}

// spread gives the addresses to so many workers; the first error counts.
func spread(ctx context.Context, urls []string, workers int, do func(string) error) error {
	next := make(chan string)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			for u := range next {
				if err := do(u); err != nil && errs[i] == nil {
					errs[i] = err
				}
			}
		})
	}
	for _, u := range urls {
		next <- u
	}
	close(next)
	wg.Wait()
	return errors.Join(append(errs, ctx.Err())...)
}

func fetchRaw(ctx context.Context, client *http.Client, u string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return false
	}
	resp, err := client.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err == nil && resp.StatusCode == http.StatusOK
}

// Colly crawls as colly's documentation shows: asynchronous, following every
// link from OnHTML, with a few goquery selectors. The addresses are handed to it
// too, for lists behind scripts lead it nowhere.
func Colly(ctx context.Context, home string, urls []string, workers int) (pages int, err error) {
	u, err := url.Parse(home)
	if err != nil {
		return 0, fmt.Errorf("read %q: %w", home, err)
	}
	var got atomic.Int64
	c := colly.NewCollector(colly.Async(true), colly.StdlibContext(ctx), colly.AllowedDomains(u.Hostname()))
	if err := c.Limit(&colly.LimitRule{DomainGlob: "*", Parallelism: workers}); err != nil {
		return 0, fmt.Errorf("limit colly: %w", err)
	}
	c.OnResponse(func(*colly.Response) { got.Add(1) })
	c.OnHTML("html", func(e *colly.HTMLElement) {
		for _, sel := range []string{"title", "h1", ".content", "meta[name]", "ul li a"} {
			e.DOM.Find(sel).Each(func(_ int, s *goquery.Selection) { _ = s.Text() })
		}
	})
	c.OnHTML("a[href]", func(e *colly.HTMLElement) { _ = e.Request.Visit(e.Attr("href")) })
	if err := c.Visit(home); err != nil {
		return 0, fmt.Errorf("visit %s: %w", home, err)
	}
	for _, address := range urls {
		_ = c.Visit(address) // an error says that it was visited already
	}
	c.Wait()
	return int(got.Load()), ctx.Err()
}

// Record fetches the addresses into a snapshot and reads none of them: the cost of
// evidence alone.
func Record(ctx context.Context, home, file string, urls []string, workers int) (pages int, err error) {
	nets, err := fetch.PrivateOf(ctx, home)
	if err != nil {
		return 0, err
	}
	store, err := evidence.Create(file, "bench", home)
	if err != nil {
		return 0, err
	}
	defer store.Close()
	client, err := fetch.New(fetch.Config{Home: home, Rate: 1e6, PerHost: workers, AllowPrivate: nets}, store)
	if err != nil {
		return 0, err
	}
	defer client.Close()
	err = spread(ctx, urls, workers, func(u string) error {
		_, err := client.Get(ctx, fetch.Request{URL: u, Purpose: evidence.ForPage, Tries: 1})
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("record %s: %w", home, err)
	}
	snap, err := store.Seal()
	return snap.Fetched, err
}

// Ducha crawls into a snapshot: fetch, facts of every page, evidence.
func Ducha(ctx context.Context, home, file string, workers, most int) (pages int, err error) {
	store, err := evidence.Create(file, "bench", home)
	if err != nil {
		return 0, err
	}
	defer store.Close()
	cfg, err := config(home, workers, most)
	if err != nil {
		return 0, err
	}
	if err := crawl.Run(ctx, cfg, store); err != nil {
		return 0, fmt.Errorf("crawl %s: %w", home, err)
	}
	snap, err := store.Seal()
	return snap.Fetched, err
}

// Audit is what ducha audit does: the crawl, the second look at what would be
// accused, and the judgement by every rule of a set.
func Audit(ctx context.Context, home, file string, workers, most int) (pages int, err error) {
	store, err := evidence.Create(file, "bench", home)
	if err != nil {
		return 0, err
	}
	defer store.Close()
	set, err := rules.Load("zwgk-2022", checks.All)
	if err != nil {
		return 0, err
	}
	cfg, err := config(home, workers, most)
	if err != nil {
		return 0, err
	}
	cfg.AsOf = time.Date(2022, 12, 31, 0, 0, 0, 0, zhtext.Beijing) // the sample bureau's day
	job := run.Job{ID: "bench", URL: home, Set: set, Vocabulary: cfg.Vocabulary, AsOf: cfg.AsOf, Crawl: cfg}
	if _, err := run.Audit(ctx, job, store); err != nil {
		return 0, err
	}
	return store.Snapshot().Fetched, nil
}

func config(home string, workers, most int) (crawl.Config, error) {
	vocabulary, _, err := rules.ShippedVocabulary()
	return crawl.Config{Site: "bench", Home: home, Rate: 1e6, PerHost: workers, MaxPages: most, AllowPrivate: true, Vocabulary: vocabulary}, err
}

// Addresses lists the pages of a snapshot that were read.
func Addresses(file string) ([]string, error) {
	store, err := evidence.Open(file)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	var urls []string
	seen := map[string]bool{}
	for ex, err := range store.Exchanges() {
		if err != nil {
			return nil, err
		}
		if ex.Purpose == evidence.ForPage && ex.Status == http.StatusOK && !seen[ex.URL] {
			seen[ex.URL] = true
			urls = append(urls, ex.URL)
		}
	}
	return urls, nil
}
