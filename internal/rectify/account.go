package rectify

import (
	"context"
	"slices"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
)

// Account is the whole ledger (台账) with what the units said last of each case.
func (d *Desk) Account(ctx context.Context) (cases []ledger.Case, said map[string]string, err error) {
	err = d.Store.View(ctx, func(t *store.Tx) error {
		if cases, err = t.Cases(store.Filter{}); err != nil {
			return err
		}
		said = map[string]string{}
		for _, c := range cases {
			replies, err := t.Replies(c.ID)
			if err != nil {
				return err
			}
			if n := len(replies); n > 0 {
				last := replies[n-1]
				said[c.ID] = ledger.Day(last.At).Format("2006-01-02") + " " + saying(last.Kind) + "：" + last.Text
			}
		}
		return nil
	})
	return cases, said, err
}

// saying names what a unit says: it asks for more time, it does not give it.
func saying(k ledger.Kind) string {
	switch k {
	case ledger.Extend:
		return "申请延期"
	case ledger.Remark:
		return "说明"
	}
	return k.Chinese()
}

// Wishes are the cases whose unit asked for more time and was not answered: neither
// given it nor late by now. A person decides on them.
func Wishes(t *store.Tx, cases []ledger.Case, now time.Time) (map[string]bool, error) {
	open := map[string]bool{}
	for _, c := range cases {
		if c.State != ledger.Notified || c.Overdue(now) {
			continue
		}
		replies, err := t.Replies(c.ID)
		if err != nil {
			return nil, err
		}
		asked := time.Time{}
		for _, r := range replies {
			if r.Kind == ledger.Extend {
				asked = r.At
			}
		}
		if asked.IsZero() {
			continue
		}
		history, err := t.History(c.ID)
		if err != nil {
			return nil, err
		}
		answered := slices.ContainsFunc(history, func(e ledger.Entry) bool {
			return e.Event.Kind == ledger.Extend && !e.Event.At.Before(asked.Truncate(time.Second)) || e.Event.Kind == ledger.Notify && e.Event.At.After(asked)
		})
		if !answered {
			open[c.ID] = true
		}
	}
	return open, nil
}
