package rectify

import (
	"encoding/json"
	"fmt"

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
		if err := d.tell(t, b.unit, b.kind, groups[b]); err != nil {
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

func (d *Desk) tell(t *store.Tx, unit string, kind notify.Kind, cases []ledger.Case) error {
	now := d.Now()
	n := ledger.Notice{Key: fmt.Sprintf("%s/%s/%s/%s/%s", cases[0].Last, unit, kind, now.In(beijing).Format("20060102T150405"), cases[0].ID), Kind: string(kind),
		Unit: unit, Quarter: cases[0].Last, Issued: now, By: ledger.Machine}
	for _, c := range cases {
		n.Cases = append(n.Cases, c.ID)
	}
	p := d.paper(n, d.Config.UnitName(unit), cases)
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	n.Body = body
	if err := t.PutNotice(n); err != nil {
		return err
	}
	rows, err := d.rows(n, p, d.ways(unit, kind), "")
	if err != nil {
		return err
	}
	for _, row := range rows {
		if _, err := t.Enqueue(row); err != nil {
			return err
		}
	}
	return nil
}
