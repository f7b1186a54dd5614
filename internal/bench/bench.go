// Package bench holds the jobs ducha bench compares: fetching pages and throwing
// them away, following their links, colly as its examples use it, and ducha's own
// crawl. Each runs in a process of its own, so that processor time and memory are
// its own.
package bench

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"

	"github.com/PuerkitoBio/goquery"
	"github.com/gocolly/colly/v2"

	"ducha/internal/crawl"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/rules"
)

// Raw fetches the addresses with plain net/http and discards the bodies: the limit.
func Raw(ctx context.Context, urls []string, workers int) (pages int, err error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: workers}}
	next := make(chan string)
	var got atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for u := range next {
				if fetchRaw(ctx, client, u) {
					got.Add(1)
				}
			}
		})
	}
	for _, u := range urls {
		next <- u
	}
	close(next)
	wg.Wait()
	return int(got.Load()), ctx.Err()
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

// Ducha crawls into a snapshot: fetch, what the plan needs of every page (an entry's
// own page is skimmed for its links), evidence.
func Ducha(ctx context.Context, home, file string, workers, most int) (pages int, err error) {
	vocabulary, _, err := rules.ShippedVocabulary()
	if err != nil {
		return 0, err
	}
	store, err := evidence.Create(file, "bench", home)
	if err != nil {
		return 0, err
	}
	defer store.Close()
	cfg := crawl.Config{Site: "bench", Home: home, Rate: 1e6, PerHost: workers, MaxPages: most, AllowPrivate: true, Vocabulary: vocabulary}
	if err := crawl.Run(ctx, cfg, store); err != nil {
		return 0, fmt.Errorf("crawl %s: %w", home, err)
	}
	snap, err := store.Seal()
	return snap.Fetched, err
}

// Understand reads every page of a snapshot whole, as judging does: what the crawl
// read of it is not kept.
func Understand(ctx context.Context, file string) error {
	vocabulary, _, err := rules.ShippedVocabulary()
	if err != nil {
		return err
	}
	store, err := evidence.Open(file)
	if err != nil {
		return err
	}
	defer store.Close()
	_, err = facts.Load(ctx, store, facts.Options{Vocabulary: vocabulary, AsOf: store.Snapshot().Started})
	return err
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
