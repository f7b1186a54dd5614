package rectify

import (
	"errors"
	"fmt"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/zhtext"
)

// Outcomes tells the units, in the transaction of a recheck, what it found of the
// cases they were told of: closed, or still there although they said otherwise.
func (d *Desk) Outcomes(t *store.Tx, before, after []ledger.Case) error {
	_, err := d.announce(t, before, after, "", func(was, is ledger.Case) notify.Kind { return outcome(was.State, is.State) })
	return err
}

// Decided tells the units, in the transaction of a person's decision, what was decided
// on cases they were told of: their appeal, more time, or that nothing is asked of them.
func (d *Desk) Decided(t *store.Tx, before, after []ledger.Case, e ledger.Event) ([]notify.Notice, error) {
	why := e.Why
	if e.Kind == ledger.Amend {
		why = "改判为“" + string(e.Severity) + "”。" + why
	}
	return d.announce(t, before, after, why, func(was, _ ledger.Case) notify.Kind {
		if !told(was) {
			return ""
		}
		return decision(e.Kind)
	})
}

// announce posts what became of cases, one notice for a unit and kind. The unit is the
// one that was told before.
func (d *Desk) announce(t *store.Tx, before, after []ledger.Case, why string, kindOf func(was, is ledger.Case) notify.Kind) (posted []notify.Notice, err error) {
	type batch struct {
		unit string
		kind notify.Kind
	}
	var order []batch
	groups := map[batch][]ledger.Case{}
	for i, c := range after {
		kind := kindOf(before[i], c)
		if kind == "" || c.Restricted() {
			continue
		}
		b := batch{before[i].Unit, kind}
		if groups[b] == nil {
			order = append(order, b)
		}
		groups[b] = append(groups[b], c)
	}
	for _, b := range order {
		cases := groups[b]
		m := message{unit: b.unit, kind: b.kind, note: why, cases: cases,
			key: fmt.Sprintf("%s/%s/%s/%s/%s", cases[0].Last, b.unit, b.kind, d.Now().In(zhtext.Beijing).Format("20060102T150405"), cases[0].ID)}
		if b.kind == notify.Excused {
			m.due = cases[0].Until
		}
		p, err := d.tell(t, m)
		switch {
		case errors.Is(err, errNobody):
			d.log().Warn("责任单位没有通知渠道，未能告知", "单位", b.unit, "事项", b.kind.Chinese())
		case err != nil:
			return nil, err
		default:
			posted = append(posted, p)
		}
	}
	return posted, nil
}

// told says that the unit knows of the case by a notice.
func told(c ledger.Case) bool {
	return c.Notice != "" && !c.Undelivered && (c.State == ledger.Notified || c.State == ledger.Replied || c.State == ledger.Appealed)
}

// outcome is what a recheck's change of state is announced as; empty when it is not.
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

// decision is what a person's decision is announced as; empty when it is not.
func decision(k ledger.Kind) notify.Kind {
	switch k {
	case ledger.Uphold, ledger.Amend:
		return notify.Upheld
	case ledger.Overturn, ledger.Dismiss:
		return notify.Dropped
	case ledger.Extend:
		return notify.Extended
	case ledger.Waive:
		return notify.Excused
	case ledger.Assign:
		return notify.Moved
	}
	return ""
}
