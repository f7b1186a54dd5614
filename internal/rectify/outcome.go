package rectify

import (
	"fmt"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
)

// Outcomes tells the units, in the transaction of a recheck, what it found of the
// cases they were told of: closed, or still there although they said otherwise.
func (d *Desk) Outcomes(t *store.Tx, before, after []ledger.Case) error {
	type batch struct {
		unit string
		kind notify.Kind
	}
	var order []batch
	groups := map[batch][]ledger.Case{}
	for i, c := range after {
		kind := outcome(before[i].State, c.State)
		if kind == "" || c.Restricted() {
			continue
		}
		b := batch{c.Unit, kind}
		if groups[b] == nil {
			order = append(order, b)
		}
		groups[b] = append(groups[b], c)
	}
	for _, b := range order {
		cases := groups[b]
		key := fmt.Sprintf("%s/%s/%s/%s/%s", cases[0].Last, b.unit, b.kind, d.Now().In(beijing).Format("20060102T150405"), cases[0].ID)
		if _, err := d.tell(t, key, b.unit, b.kind, time.Time{}, cases); err != nil {
			return err
		}
	}
	return nil
}

// outcome is what a change of state is announced as; empty when it is not.
func outcome(before, after ledger.State) notify.Kind {
	told := before == ledger.Notified || before == ledger.Replied
	switch {
	case told && after == ledger.Closed:
		return notify.Closed
	case before == ledger.Replied && after == ledger.Notified:
		return notify.Refused
	}
	return ""
}
