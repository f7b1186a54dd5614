package rectify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"ducha/internal/config"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/zhtext"
	"ducha/reports/xlsx"
)

// Take keeps what a unit said and lets it happen to the case. The same answer
// taken twice changes nothing the second time. A wish for more time is noted: a
// person decides on it.
func (d *Desk) Take(ctx context.Context, r ledger.UnitReply) (c ledger.Case, known bool, err error) {
	var refused *ledger.Refusal
	err = d.Store.Update(ctx, func(t *store.Tx) error {
		refused, known = nil, false
		c, err = t.Case(r.Case)
		if err != nil {
			return err
		}
		r.Case = c.ID
		fresh, err := t.AddReply(r)
		if err != nil {
			return err
		}
		if !fresh {
			// One that was refused is on record too, and counts once nothing stands in its way.
			if known, err = happened(t, r); err != nil || known {
				return err
			}
		}
		after, err := t.Apply(c.ID, replyEvent(r))
		if errors.As(err, &refused) {
			return nil // what was said stays on record all the same
		}
		if err == nil {
			c = after
		}
		return err
	})
	if err == nil && refused != nil {
		err = refused
	}
	return c, known, err
}

// happened says that the case's history knows the answer.
func happened(t *store.Tx, r ledger.UnitReply) (bool, error) {
	history, err := t.History(r.Case)
	return slices.ContainsFunc(history, func(e ledger.Entry) bool { return e.Event.Outside == r.ID }), err
}

func replyEvent(r ledger.UnitReply) ledger.Event {
	e := ledger.Event{Kind: r.Kind, At: r.At, By: r.By, Why: r.Text, Evidence: r.Evidence, Outside: r.ID}
	if r.Kind == ledger.Extend {
		e.Kind, e.Why = ledger.Remark, "单位申请延期："+r.Text
	}
	return e
}

// A Taken answer of a returned list.
type Taken struct {
	Row  int
	Case string
	Unit string // whose answer it was taken for
	What string
	Err  error
}

// TakeList takes the answers of a returned 问题清单. The list's digest and row name
// an answer, so that the same file taken twice is taken once. may refuses cases whose
// answer is not for that person to give.
func (d *Desk) TakeList(ctx context.Context, file io.Reader, digest, by string, may func(ledger.Case, ledger.Kind) error) ([]Taken, []error) {
	replies, faults := xlsx.ReadReplies(file)
	var all []Taken
	for _, r := range replies {
		taken := Taken{Row: r.Row, Case: r.Case, What: r.State}
		reply := ledger.UnitReply{ID: fmt.Sprintf("sheet:%s:%d:%s", digest, r.Row, r.Case), Case: r.Case, Via: "sheet", By: by, Text: r.Work, At: d.Now()}
		if r.Who != "" && r.Who != by {
			reply.By = r.Who + "（" + by + "登记）" // the name in a cell is nobody's signature
		}
		if r.Proof != "" {
			reply.Evidence = []string{r.Proof}
		}
		switch r.State {
		case xlsx.AnswerDone:
			reply.Kind = ledger.Reply
			reply.Text = orElse(r.Work, "已整改") + when(r.When)
		case xlsx.AnswerAppeal:
			reply.Kind = ledger.Appeal
		case xlsx.AnswerExtend:
			reply.Kind = ledger.Extend
		default:
			reply.Kind, reply.Text = ledger.Remark, "整改中："+r.Work
		}
		known, c := false, ledger.Case{}
		if taken.Err = d.allowed(ctx, reply, may); taken.Err == nil {
			c, known, taken.Err = d.Take(ctx, reply)
			taken.Unit = d.Config.UnitName(c.Unit)
			taken.Case = orElse(c.ID, taken.Case)
		}
		if known {
			taken.What += "（此前已登记）"
		}
		all = append(all, taken)
	}
	return all, faults
}

func (d *Desk) allowed(ctx context.Context, r ledger.UnitReply, may func(ledger.Case, ledger.Kind) error) error {
	return d.Store.View(ctx, func(t *store.Tx) error {
		c, err := t.Case(r.Case)
		if err != nil {
			return err
		}
		return may(c, r.Kind)
	})
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return "（完成时间：" + t.In(zhtext.Beijing).Format("2006年1月2日") + "）"
}

// TakeFrom is Take for an answer from a channel of a unit: it must be the unit's
// own, for a unit answers for its own cases only.
func (d *Desk) TakeFrom(ctx context.Context, r ledger.UnitReply, address string) (ledger.Case, bool, error) {
	var c ledger.Case
	err := d.Store.View(ctx, func(t *store.Tx) (err error) { c, err = t.Case(r.Case); return err })
	if err != nil {
		return c, false, err
	}
	unit, ok := d.Config.Unit(c.Unit)
	if !ok || !d.reaches(unit, address) {
		return c, false, &ledger.Refusal{Case: c.ID, State: c.State, Kind: r.Kind, Why: "该问题不属于本频道对应的单位"}
	}
	return d.Take(ctx, r)
}

// reaches says whether a notice for the unit may have gone to an address.
func (d *Desk) reaches(unit config.Unit, address string) bool {
	for _, ch := range d.Config.ChannelsOf(unit) {
		if d.Config.Address(unit, ch) == address {
			return true
		}
	}
	return false
}
