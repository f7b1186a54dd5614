package crawl

import (
	"context"
	"fmt"
	"net/url"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// httpsLooks is how often the home page is asked for over HTTPS: one refusal
// proves nothing.
const httpsLooks = 2

// HTTPS asks for the home page of a plain HTTP site over HTTPS and stores what
// came of it. A site on a port of its own has no HTTPS to be expected.
func HTTPS(ctx context.Context, cfg Config, store *evidence.Store) error {
	cfg = cfg.withDefaults()
	home, err := fetch.Canonical(cfg.Home)
	if err != nil {
		return fmt.Errorf("https of %s: home address: %w", cfg.Site, err)
	}
	u, err := url.Parse(home)
	if err != nil {
		return fmt.Errorf("https of %s: home address: %w", cfg.Site, err)
	}
	if u.Scheme != "http" || u.Port() != "" {
		return nil
	}
	u.Scheme = "https"
	cfg.Limits.Attempts = 1 // each look is one try; a port that is filtered would take minutes
	client, err := cfg.client(ctx, store)
	if err != nil {
		return fmt.Errorf("https of %s: %w", cfg.Site, err)
	}
	defer client.Close()
	for range httpsLooks {
		res, err := client.Get(ctx, fetch.Request{URL: u.String(), Purpose: evidence.ForHTTPS, Tries: 1, NoCache: true})
		if err != nil {
			return fmt.Errorf("https of %s: %w", cfg.Site, err)
		}
		if res.Exchange.Problem == evidence.None {
			return nil
		}
	}
	return nil
}
