package rectify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/zhtext"
)

// escalateAfter is how many working days after the due day the supervisor hears
// of a case nobody mended.
const escalateAfter = 5

// A batch is what one reminder is about.
type batch struct {
	unit string
	kind notify.Kind
	due  time.Time
}

// Chase reminds units before the due day, on the day after it, and then tells the
// supervisors. A case is reminded of one day once, however often this runs. held is
// what no channel carries: it is not written down and comes again.
func (d *Desk) Chase(ctx context.Context) (sent, held []notify.Notice, err error) {
	err = d.Store.Update(ctx, func(t *store.Tx) error {
		sent, held = nil, nil
		order, groups, err := d.wanting(t)
		if err != nil {
			return err
		}
		for _, b := range order {
			p, err := d.remind(t, b, groups[b])
			switch {
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
		d.log().Warn("有提醒、催办或逾期报告没有可送达的渠道，未发出", "份数", len(held))
	}
	return sent, held, err
}

// wanting are the reminders that are due and were not given yet.
func (d *Desk) wanting(t *store.Tx) (order []batch, groups map[batch][]ledger.Case, err error) {
	cases, err := t.Cases(store.Filter{States: []ledger.State{ledger.Notified}})
	if err != nil {
		return nil, nil, err
	}
	groups = map[batch][]ledger.Case{}
	for _, c := range cases {
		for _, kind := range d.stage(c) {
			done, err := reminded(t, c, kind)
			if err != nil {
				return nil, nil, err
			}
			if done {
				continue
			}
			b := batch{c.Unit, kind, c.Due}
			if groups[b] == nil {
				order = append(order, b)
			}
			groups[b] = append(groups[b], c)
		}
	}
	return order, groups, nil
}

// reminderOf is the part of a reminder's key that tells its kind and day.
func reminderOf(kind notify.Kind, due time.Time) string {
	return fmt.Sprintf("/%s/%s", kind, due.In(zhtext.Beijing).Format(time.DateOnly))
}

// reminded says that the case was reminded of its day in this way already. Its history
// knows: quarters and the other cases of the unit change.
func reminded(t *store.Tx, c ledger.Case, kind notify.Kind) (bool, error) {
	history, err := t.History(c.ID)
	return slices.ContainsFunc(history, func(e ledger.Entry) bool {
		return e.Event.Kind == ledger.Remind && strings.Contains(e.Event.Notice, reminderOf(kind, c.Due))
	}), err
}

// stage says which reminders a case is due for today. Where nothing was sent on the
// day after the due day, the unit hears of it together with the supervisors.
func (d *Desk) stage(c ledger.Case) []notify.Kind {
	today := ledger.Day(d.Now())
	switch {
	case c.Due.IsZero() || c.Undelivered || c.Unseen != "":
		return nil
	case today.After(c.Due) && d.workdays(c.Due, today) >= escalateAfter:
		return []notify.Kind{notify.Overdue, notify.Escalate}
	case today.After(c.Due):
		return []notify.Kind{notify.Overdue}
	case d.workdays(today, c.Due) <= max(d.Config.Ledger.DueSoon, 1):
		return []notify.Kind{notify.Remind}
	}
	return nil
}

// workdays counts working days, by weekdays alone where the holidays of a year are not
// announced yet: a reminder may come a day early or late, but not none at all.
func (d *Desk) workdays(from, to time.Time) int {
	if n, err := d.Calendar.Between(from, to); err == nil {
		return n
	}
	n := 0
	for day := from.AddDate(0, 0, 1); !day.After(to); day = day.AddDate(0, 0, 1) {
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday {
			n++
		}
	}
	return n
}

func (d *Desk) remind(t *store.Tx, b batch, cases []ledger.Case) (notify.Notice, error) {
	key, err := freeKey(t, cases[0].Last+"/"+b.unit+reminderOf(b.kind, b.due))
	if err != nil {
		return notify.Notice{}, err
	}
	p, err := d.tell(t, message{key: key, unit: b.unit, kind: b.kind, due: b.due, cases: cases})
	if err != nil {
		return p, err
	}
	for _, c := range cases {
		if _, err := t.Apply(c.ID, ledger.Event{Kind: ledger.Remind, At: d.Now(), By: ledger.Machine, Notice: key, Why: b.kind.Chinese()}); err != nil {
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
		wishes, err := Wishes(t, cases, d.Now())
		if err != nil {
			return err
		}
		text := d.overview(cases, len(wishes))
		n := ledger.Notice{Key: "digest/" + key, Kind: string(notify.Digest), Issued: d.Now(), By: ledger.Machine}
		p := notify.Notice{Key: n.Key, Kind: notify.Digest, Unit: d.Config.Office.Name, Issued: n.Issued, Office: d.Config.Office.Name, Text: text, Link: d.Config.Office.Link}
		return d.report(t, n, p, d.supervisors())
	})
}

// overview says in a sentence where the open cases stand, and what waits for an answer.
func (d *Desk) overview(cases []ledger.Case, wishes int) string {
	count, overdue, undelivered := map[ledger.State]int{}, 0, 0
	for _, c := range cases {
		count[c.State]++
		if c.Overdue(d.Now()) {
			overdue++
		}
		if c.State == ledger.Notified && c.Undelivered {
			undelivered++
		}
	}
	text := fmt.Sprintf("未办结问题%d项：待核实%d项，待复核%d项，已核实未下发%d项，已下发%d项（逾期%d项），已反馈待复查%d项，申诉中%d项。", len(cases), count[ledger.Found],
		count[ledger.InReview], count[ledger.Confirmed], count[ledger.Notified], overdue, count[ledger.Replied], count[ledger.Appealed])
	if wishes > 0 {
		text += fmt.Sprintf("单位申请延期、尚待答复的%d项。", wishes)
	}
	if undelivered > 0 {
		text += fmt.Sprintf("通知尚未送达的%d项，请查看投递情况。", undelivered)
	}
	return text
}
