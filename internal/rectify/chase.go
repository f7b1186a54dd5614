package rectify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
)

// escalateAfter is how many working days after the due day the supervisor hears
// of a case nobody mended.
const escalateAfter = 5

// Chase reminds units before the due day, on the day after it, and then tells the
// supervisors. A reminder of one day is sent once, however often this runs. held are
// reports that reach no supervisor: they are not written down and come again.
func (d *Desk) Chase(ctx context.Context) (sent, held []notify.Notice, err error) {
	err = d.Store.Update(ctx, func(t *store.Tx) error {
		sent, held = nil, nil
		cases, err := t.Cases(store.Filter{States: []ledger.State{ledger.Notified}})
		if err != nil {
			return err
		}
		type batch struct {
			unit string
			kind notify.Kind
			due  time.Time
		}
		var order []batch
		groups := map[batch][]ledger.Case{}
		for _, c := range cases {
			kinds, err := d.stage(c)
			if err != nil {
				return err
			}
			for _, kind := range kinds {
				b := batch{c.Unit, kind, c.Due}
				if groups[b] == nil {
					order = append(order, b)
				}
				groups[b] = append(groups[b], c)
			}
		}
		for _, b := range order {
			p, err := d.remind(t, b.unit, b.kind, b.due, groups[b])
			switch {
			case errors.Is(err, store.ErrExists):
			case errors.Is(err, errNobody):
				held = append(held, p)
			case err != nil:
				return err
			default:
				sent = append(sent, p)
			}
		}
		return nil
	})
	if len(held) > 0 {
		d.log().Warn("逾期情况报告没有可送达的督查人员，未发出", "份数", len(held))
	}
	return sent, held, err
}

// stage says which reminders a case is due for today. Where nothing was sent on the
// day after the due day, the unit hears of it together with the supervisors.
func (d *Desk) stage(c ledger.Case) ([]notify.Kind, error) {
	today := ledger.Day(d.Now())
	if c.Due.IsZero() {
		return nil, nil
	}
	if !today.After(c.Due) {
		left, err := d.Calendar.Between(today, c.Due)
		if err != nil {
			return nil, fmt.Errorf("计算提醒日期：%w", err)
		}
		if left <= max(d.Config.Ledger.DueSoon, 1) {
			return []notify.Kind{notify.Remind}, nil
		}
		return nil, nil
	}
	late, err := d.Calendar.Between(c.Due, today)
	if err != nil {
		return nil, fmt.Errorf("计算逾期天数：%w", err)
	}
	if late >= escalateAfter {
		return []notify.Kind{notify.Overdue, notify.Escalate}, nil
	}
	return []notify.Kind{notify.Overdue}, nil
}

func (d *Desk) remind(t *store.Tx, unit string, kind notify.Kind, due time.Time, cases []ledger.Case) (notify.Notice, error) {
	key := fmt.Sprintf("%s/%s/%s/%s", cases[0].Last, unit, kind, due.In(beijing).Format(time.DateOnly))
	p, err := d.tell(t, key, unit, kind, due, cases)
	if err != nil {
		return p, err
	}
	for _, c := range cases {
		if _, err := t.Apply(c.ID, ledger.Event{Kind: ledger.Remind, At: d.Now(), By: ledger.Machine, Notice: key, Why: kind.Chinese()}); err != nil {
			return p, err
		}
	}
	return p, nil
}

// Digest tells the supervisors what stands open, once for a key.
func (d *Desk) Digest(ctx context.Context, key string) error {
	return d.Store.Update(ctx, func(t *store.Tx) error {
		cases, err := t.Cases(store.Filter{Open: true})
		if err != nil || len(cases) == 0 {
			return err
		}
		count, overdue := map[ledger.State]int{}, 0
		for _, c := range cases {
			count[c.State]++
			if c.Overdue(d.Now()) {
				overdue++
			}
		}
		text := fmt.Sprintf("未办结问题%d项：待核实%d项，待复核%d项，已核实未下发%d项，已下发%d项（逾期%d项），已反馈待复查%d项，申诉中%d项。", len(cases), count[ledger.Found],
			count[ledger.InReview], count[ledger.Confirmed], count[ledger.Notified], overdue, count[ledger.Replied], count[ledger.Appealed])
		n := ledger.Notice{Key: "digest/" + key, Kind: string(notify.Digest), Issued: d.Now(), By: ledger.Machine}
		p := notify.Notice{Key: n.Key, Kind: notify.Digest, Unit: d.Config.Office.Name, Issued: n.Issued, Office: d.Config.Office.Name, Text: text, Link: d.Config.Office.Link}
		return d.report(t, n, p, d.supervisors())
	})
}
