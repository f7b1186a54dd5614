package rectify_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ducha/internal/config"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/rectify"
)

// issued is an office that has just issued notices of the problems named.
func issued(t *testing.T, problems ...string) *office {
	t.Helper()
	o := open(t, false)
	o.take(t, audit("2022Q3", day(2022, 10, 9), problems...), ledger.Audit)
	o.confirm(t)
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) apply(t *testing.T, id string, e ledger.Event) {
	t.Helper()
	e.At = o.now
	if err := o.Store.Update(t.Context(), func(tx *store.Tx) error { _, err := tx.Apply(id, e); return err }); err != nil {
		t.Fatal(err)
	}
}

// An answer the ledger refused once is no answer it knows: when what stood in its way
// is gone, the same answer counts.
func TestRefusedAnswerIsNotTaken(t *testing.T) {
	o := issued(t, "公交线网")
	id := o.cases(t)[0].ID
	o.apply(t, id, ledger.Event{Kind: ledger.Waive, By: "张督查", Why: "迁移", Approver: "丙", Until: day(2022, 12, 31)})
	appeal := ledger.UnitReply{ID: "sheet:1", Case: id, Kind: ledger.Appeal, Via: "sheet", By: "公交管理中心", Text: "该栏目由市政府维护", At: o.now}
	var refused *ledger.Refusal
	for range 2 {
		if _, known, err := o.Take(t.Context(), appeal); !errors.As(err, &refused) || known {
			t.Fatalf("while waived: known %v, %v", known, err)
		}
	}
	o.apply(t, id, ledger.Event{Kind: ledger.Revoke, By: "张督查", Why: "迁移已完成"})
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil {
		t.Fatal(err)
	}
	for round := range 2 {
		c, known, err := o.Take(t.Context(), appeal)
		if err != nil || known != (round == 1) || c.State != ledger.Appealed {
			t.Errorf("round %d: %s, known %v, %v", round, c.State, known, err)
		}
	}
}

// The deadline counts from the first way a notice arrived by: a second channel that
// was mended weeks later does not move it.
func TestFirstArrivalCounts(t *testing.T) {
	o := open(t, false)
	o.Config.Channels = append(o.Config.Channels, config.Channel{ID: "group", Kind: config.Webhook})
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网"), ledger.Audit)
	o.confirm(t)
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil {
		t.Fatal(err)
	}
	o.deliver(t) // mail only: the robot is not there yet
	o.now = day(2022, 10, 31).Add(9 * time.Hour)
	var ids []int64
	err := o.Store.View(t.Context(), func(tx *store.Tx) error {
		held, err := tx.Deliveries(ledger.Held)
		if err == nil && len(held) != 1 {
			t.Errorf("%d held", len(held))
		}
		ids = nil
		for _, d := range held {
			ids = append(ids, d.ID)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Release(t.Context(), ids, "张督查", "机器人已接通"); err != nil {
		t.Fatal(err)
	}
	box := &rectify.Outbox{Desk: o.Desk}
	w := &notify.Worker{Queue: box, Senders: map[string]notify.Sender{"group": o.sent}, Now: func() time.Time { return o.now }}
	if err := w.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c := o.cases(t)[0]; len(o.sent.got) != 2 || !c.Due.Equal(day(2022, 10, 19)) {
		t.Errorf("%d sent, due %v", len(o.sent.got), c.Due)
	}
}

// Nobody is late with what never reached them: while every way of a notice is still
// open, no reminder leaves and no list says 逾期.
func TestNotLateBeforeArrival(t *testing.T) {
	o := issued(t, "公交线网") // due on the 19th
	o.now = day(2022, 10, 28).Add(10 * time.Hour)
	sent, held, err := o.Chase(t.Context())
	if err != nil || len(sent)+len(held) != 0 {
		t.Errorf("sent %v, held %v, %v", sent, held, err)
	}
	if c := o.cases(t)[0]; c.Overdue(o.now) {
		t.Error("overdue before it arrived")
	}
	o.deliver(t)
	if c := o.cases(t)[0]; c.Overdue(o.now) || !c.Due.Equal(day(2022, 11, 4)) {
		t.Errorf("due %v", c.Due)
	}
	o.now = day(2022, 11, 7).Add(10 * time.Hour)
	if sent, _, err := o.Chase(t.Context()); err != nil || len(sent) != 1 || sent[0].Kind != notify.Overdue {
		t.Errorf("after it arrived: %v, %v", sent, err)
	}
}

// A reminder of one day is sent once, whatever a new quarter's audit saw meanwhile and
// whichever of the cases were answered; a case that joins later has its own.
func TestRemindedOnce(t *testing.T) {
	o := issued(t, "公交线网", "公交服务") // due on the 19th
	o.deliver(t)
	cases := o.cases(t)
	o.apply(t, cases[1].ID, ledger.Event{Kind: ledger.Reply, By: "公交管理中心", Why: "已整改"})
	o.now = day(2022, 10, 20).Add(10 * time.Hour)
	if sent, _, err := o.Chase(t.Context()); err != nil || len(sent) != 1 || len(sent[0].Items) != 1 {
		t.Fatalf("%v, %v", sent, err)
	}
	o.now = day(2022, 10, 21).Add(10 * time.Hour)
	o.take(t, audit("2022Q4", day(2022, 10, 20), "公交线网", "公交服务"), ledger.Audit)
	if sent, _, err := o.Chase(t.Context()); err != nil || len(sent) != 0 {
		t.Errorf("reminded again after a new quarter's audit: %v, %v", sent, err)
	}
	o.apply(t, cases[1].ID, ledger.Event{Kind: ledger.RecheckFail, By: ledger.Machine})
	if sent, _, err := o.Chase(t.Context()); err != nil || len(sent) != 1 || len(sent[0].Items) != 1 || sent[0].Items[0].Case != cases[1].ID {
		t.Errorf("the case that was not mended after all: %d, %v", len(sent), err)
	}
}

// One case due in a year whose holidays are not announced yet stops no other's reminder.
func TestChaseWithoutCalendar(t *testing.T) {
	o := issued(t, "公交线网", "出租车标准")
	o.deliver(t)
	o.apply(t, o.cases(t)[0].ID, ledger.Event{Kind: ledger.Extend, By: "张督查", Why: "同意", Due: day(2031, 3, 3)})
	o.now = day(2022, 10, 20).Add(10 * time.Hour)
	if sent, _, err := o.Chase(t.Context()); err != nil || len(sent) != 1 {
		t.Errorf("%v, %v", sent, err)
	}
}

// A unit no channel reaches is not reminded by writing it down.
func TestReminderReachesSomebody(t *testing.T) {
	o := issued(t, "公交线网")
	o.deliver(t)
	o.Config.Units = o.Config.Units[1:]
	o.now = day(2022, 10, 20).Add(10 * time.Hour)
	sent, held, err := o.Chase(t.Context())
	if err != nil || len(sent) != 0 || len(held) != 1 {
		t.Errorf("sent %v, held %v, %v", sent, held, err)
	}
}

// What was withdrawn while a notice waited is not on it when it leaves, nor on its papers.
func TestWithdrawnItem(t *testing.T) {
	o := issued(t, "公交线网", "公交服务")
	cases := o.cases(t)
	o.apply(t, cases[0].ID, ledger.Event{Kind: ledger.Dismiss, By: "张督查", Why: "误报"})
	o.deliver(t)
	if len(o.sent.got) != 1 || len(o.sent.got[0].Notice.Items) != 1 || o.sent.got[0].Notice.Items[0].Case != cases[1].ID {
		t.Fatalf("%d sent", len(o.sent.got))
	}
	if list := rows(t, o.sent.got[0].Notice.Files[1].Data); len(list) != 1 || list[0] != cases[1].ID {
		t.Errorf("the list names %v", list)
	}
	o.now = day(2022, 10, 20).Add(10 * time.Hour)
	if _, _, err := o.Chase(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.apply(t, cases[1].ID, ledger.Event{Kind: ledger.Reply, By: "公交管理中心", Why: "已整改"})
	o.deliver(t)
	if len(o.sent.got) != 1 {
		t.Errorf("chased although answered: %+v", o.sent.got[1:])
	}
}

// rows are the numbers a 问题清单 names.
func rows(t *testing.T, raw []byte) (all []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table, err := f.GetRows("问题清单")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table {
		if len(row) > 1 && strings.HasPrefix(row[1], "2022Q") {
			all = append(all, row[1])
		}
	}
	return all
}

// A unit that was told of a problem hears what was decided on it; one that was not told
// yet hears nothing.
func TestDecisionsAreTold(t *testing.T) {
	for _, c := range []struct {
		kind ledger.Kind
		want notify.Kind
	}{{ledger.Uphold, notify.Upheld}, {ledger.Overturn, notify.Dropped}, {ledger.Dismiss, notify.Dropped}, {ledger.Extend, notify.Extended}, {ledger.Waive, notify.Excused}, {ledger.Assign, notify.Moved}} {
		for _, arrived := range []bool{true, false} {
			o := issued(t, "公交线网")
			if arrived {
				o.deliver(t)
			}
			before := o.cases(t)[0]
			if c.kind == ledger.Uphold || c.kind == ledger.Overturn {
				if !arrived {
					continue
				}
				o.apply(t, before.ID, ledger.Event{Kind: ledger.Appeal, By: "公交管理中心", Why: "由市政府维护"})
				before = o.cases(t)[0]
			}
			e := ledger.Event{Kind: c.kind, At: o.now, By: "李督查", Why: "经核查", Approver: "丙", Until: day(2022, 12, 31), Due: day(2022, 11, 1), Unit: "cz"}
			err := o.Store.Update(t.Context(), func(tx *store.Tx) error {
				after, err := tx.Apply(before.ID, e)
				if err != nil {
					return err
				}
				_, err = o.Decided(tx, []ledger.Case{before}, []ledger.Case{after}, e)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			o.sent.got = nil
			o.deliver(t)
			if !arrived {
				if len(o.sent.got) > 0 && o.sent.got[0].Notice.Kind != notify.First {
					t.Errorf("%s: told of what it does not know: %s", c.kind, o.sent.got[0].Notice.Kind)
				}
				continue
			}
			if len(o.sent.got) != 1 || o.sent.got[0].Notice.Kind != c.want || o.sent.got[0].To != "gj@example.gov.cn" {
				t.Fatalf("%s: %d sent", c.kind, len(o.sent.got))
			}
			if text := o.sent.got[0].Notice.Plain(9); !strings.Contains(text, "说明：经核查") || strings.Contains(text, "%!") {
				t.Errorf("%s: %s", c.kind, text)
			}
		}
	}
}

// A wish for more time is seen until somebody answers it.
func TestWishes(t *testing.T) {
	o := issued(t, "公交线网", "公交服务") // due on the 19th
	o.deliver(t)
	id := o.cases(t)[0].ID
	wish := ledger.UnitReply{ID: "w", Case: id, Kind: ledger.Extend, Via: "slack", By: "刘洋", Text: "申请延至11月1日", At: o.now}
	if _, _, err := o.Take(t.Context(), wish); err != nil {
		t.Fatal(err)
	}
	waiting := func() string {
		t.Helper()
		if err := o.Digest(t.Context(), o.now.Format(time.RFC3339)); err != nil {
			t.Fatal(err)
		}
		o.deliver(t)
		return o.sent.got[len(o.sent.got)-1].Notice.Text
	}
	if text := waiting(); !strings.Contains(text, "申请延期、尚待答复的1项") {
		t.Error(text)
	}
	_, said, err := o.Account(t.Context())
	if err != nil || said[id] != "2022-10-12 申请延期：申请延至11月1日" {
		t.Errorf("%v, %v", said, err)
	}
	o.now = o.now.Add(time.Hour)
	o.apply(t, id, ledger.Event{Kind: ledger.Extend, By: "张督查", Why: "同意", Due: day(2022, 11, 1)})
	if text := waiting(); strings.Contains(text, "申请延期") {
		t.Error(text)
	}
}
