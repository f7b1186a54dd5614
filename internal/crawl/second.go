package crawl

import (
	"context"
	"fmt"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// SecondLook asks again, over new connections and past caches, for the pages a
// candidate finding rests on, and ends with the home page as control: when that
// does not answer, what the second look did not see proves nothing.
func SecondLook(ctx context.Context, cfg Config, store *evidence.Store, urls []string) error {
	cfg = cfg.withDefaults()
	client, err := cfg.client(ctx, store)
	if err != nil {
		return fmt.Errorf("second look at %s: %w", cfg.Site, err)
	}
	defer client.Close()
	hosts, err := store.Hosts()
	if err != nil {
		return fmt.Errorf("second look at %s: %w", cfg.Site, err)
	}
	if err := client.Restore(hosts); err != nil {
		cfg.Log.Warn("上次运行的访问节奏记录读不出，按配置的节奏重新开始", "错误", err)
	}
	seen := map[string]bool{}
	for _, u := range urls {
		canon, err := fetch.Canonical(u)
		if err != nil || seen[canon] || !client.InScope(canon) {
			continue
		}
		seen[canon] = true
		req := fetch.Request{URL: canon, Purpose: evidence.ForSecondLook, Referer: cfg.Home, NoCache: true, Attachment: isAttachment(canon)}
		if _, err := client.Get(ctx, req); err != nil {
			return fmt.Errorf("second look at %s: %w", cfg.Site, err)
		}
	}
	home, err := fetch.Canonical(cfg.Home)
	if err != nil {
		return fmt.Errorf("second look at %s: home address: %w", cfg.Site, err)
	}
	if _, err := client.Get(ctx, fetch.Request{URL: home, Purpose: evidence.ForControl, NoCache: true}); err != nil {
		return fmt.Errorf("second look at %s: %w", cfg.Site, err)
	}
	if err := store.Flush(); err != nil {
		return fmt.Errorf("second look at %s: %w", cfg.Site, err)
	}
	return nil
}
