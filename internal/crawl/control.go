package crawl

import (
	"context"
	"fmt"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// outside asks the controls: pages of other hosts that are known to answer.
// When they do not either, the fault is likely to be our own network's, and a
// home page that is down proves nothing.
func (c Config) outside(ctx context.Context, store *evidence.Store) error {
	for _, address := range c.Controls {
		canon, err := fetch.Canonical(address)
		if err != nil {
			return fmt.Errorf("control %q: %w", address, err)
		}
		away := c
		away.Home, away.Hosts, away.Seeds, away.AllowPrivate = canon, nil, nil, false
		client, err := away.client(ctx, store)
		if err != nil {
			return fmt.Errorf("control %s: %w", address, err)
		}
		_, err = client.Get(ctx, fetch.Request{URL: canon, Purpose: evidence.ForControl, Tries: 1})
		client.Close()
		if err != nil {
			return fmt.Errorf("control %s: %w", address, err)
		}
	}
	return nil
}
