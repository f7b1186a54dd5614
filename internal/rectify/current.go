package rectify

import (
	"context"
	"errors"
	"slices"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
)

// Current gives a delivery as it is to leave now, or says that nothing is left of it: a
// case that was withdrawn, answered or closed while the notice waited is not announced,
// neither in its words nor on its papers.
func (o *Outbox) Current(ctx context.Context, d notify.Delivery) (now notify.Delivery, current bool, err error) {
	err = o.Desk.Store.View(ctx, func(t *store.Tx) error {
		now, current = d, true
		n, err := t.Notice(d.Notice.Key)
		if errors.Is(err, store.ErrNotFound) || err == nil && len(n.Cases) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		var left []ledger.Case
		for _, id := range n.Cases {
			c, err := t.Case(id)
			if err != nil {
				return err
			}
			if still(n, c) {
				left = append(left, c)
			}
		}
		if current = len(left) > 0; !current || len(left) == len(n.Cases) {
			return nil
		}
		return o.Desk.shorten(t, n, &now, left)
	})
	return now, current, err
}

// still says that a notice has something to say of a case.
func still(n ledger.Notice, c ledger.Case) bool {
	switch notify.Kind(n.Kind) {
	case notify.First:
		return c.Notice == n.Key && (c.State == ledger.Notified || c.State == ledger.Replied || c.State == ledger.Appealed)
	case notify.Remind, notify.Overdue, notify.Escalate, notify.Refused, notify.Upheld, notify.Extended:
		return c.Unit == n.Unit && c.State == ledger.Notified
	}
	return true // what came to an end stays so
}

// shorten leaves of a delivery what it still has to say.
func (d *Desk) shorten(t *store.Tx, n ledger.Notice, to *notify.Delivery, left []ledger.Case) error {
	p := &to.Notice
	gone := func(it notify.Item) bool {
		return !slices.ContainsFunc(left, func(c ledger.Case) bool { return c.ID == it.Case })
	}
	p.Items = slices.DeleteFunc(slices.Clone(p.Items), gone)
	if !p.Due.IsZero() {
		p.Due = time.Time{}
		for _, c := range left {
			if c.Due.After(p.Due) {
				p.Due = c.Due
			}
		}
	}
	if len(p.Files) == 0 {
		return nil
	}
	basis, err := basisOf(t, left)
	if err != nil {
		return err
	}
	n.Due = p.Due
	draft := Draft{Notice: n, Paper: notify.Notice{Unit: p.Unit}, Cases: left}
	if err := d.write(&draft, basis, false); err != nil {
		return err
	}
	for i, f := range p.Files { // on Slack each leaves alone
		for _, anew := range draft.Paper.Files {
			if anew.Name == f.Name {
				p.Files[i] = anew
			}
		}
	}
	return nil
}
