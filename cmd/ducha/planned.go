package main

import (
	"context"
	"errors"
	"time"

	"ducha/internal/audit"
	"ducha/internal/ledger/store"
	"ducha/internal/rectify"
	"ducha/internal/result"
	"ducha/internal/zhtext"
)

// auditPlanned audits the quarter a planned time is about, however late it is
// made up for.
// A site whose result was recorded since is not asked again because another's failed.
func (a *app) auditPlanned(ctx context.Context, d *rectify.Desk, path, probes string, planned time.Time) error {
	f := &auditFlags{config: path, quarter: plannedQuarter(planned)}
	if fileExists(probes) {
		f.probes = probes
	}
	c, err := loadConfig(path)
	if err != nil {
		return err
	}
	left, err := unaudited(ctx, d.Store, c, f.quarter, planned)
	if err != nil || len(left) == 0 && len(c.Sites) > 0 {
		return err
	}
	return tolerated(a.auditSites(ctx, f, left))
}

// unaudited are the sites without a result of the quarter from since then.
func unaudited(ctx context.Context, s *store.Store, c *config, quarter string, since time.Time) (left []string, err error) {
	err = s.View(ctx, func(t *store.Tx) error {
		left = nil
		for _, site := range c.Sites {
			audited, _, err := t.Latest(site.ID, quarter)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			if err != nil || audited.Snapshot.Started.Before(since) {
				left = append(left, site.ID)
			}
		}
		return nil
	})
	return left, err
}

// plannedQuarter is the quarter that ended when the plan falls into the first
// month of a quarter, else the one it falls into.
func plannedQuarter(planned time.Time) string {
	day := zhtext.Day(planned)
	if day.Month()%3 == 1 {
		day = audit.QuarterStart(day).AddDate(0, 0, -1)
	}
	return result.QuarterOf(day)
}
