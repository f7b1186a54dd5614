package rectify_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"ducha/internal/config"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/rectify"
)

// A delivery that waits for an address goes to the one of today once it is released; one
// that nobody can ask about is sent when a person says so, or noted as arrived.
func TestRelease(t *testing.T) {
	o := open(t, false)
	o.Config.Channels = append(o.Config.Channels, config.Channel{ID: "group", Kind: config.Webhook})
	o.Config.Units[0].Mail = "wrong@example.gov.cn"
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网"), ledger.Audit)
	o.confirm(t)
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil {
		t.Fatal(err)
	}
	robot := &robot{}
	senders := map[string]notify.Sender{"mail": o.sent, "group": robot}
	deliver := func() {
		t.Helper()
		w := &notify.Worker{Queue: &rectify.Outbox{Desk: o.Desk}, Senders: senders, Now: func() time.Time { return o.now }, Grace: time.Minute}
		if err := w.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	o.sent.fail, robot.fail = notify.ErrAddress, errors.New("connection reset")
	deliver()
	o.now = o.now.Add(time.Hour)
	deliver() // the robot cannot say whether it was told
	o.sent.fail, robot.fail = nil, nil
	o.Config.Units[0].Mail = "gj@example.gov.cn"
	released, err := o.Release(t.Context(), []int64{1, 2}, "张督查", "已核实")
	if err != nil || len(released) != 2 || released[0].Before.To != "wrong@example.gov.cn" {
		t.Fatalf("%d released, %v", len(released), err)
	}
	deliver()
	if len(o.sent.got) != 1 || o.sent.got[0].To != "gj@example.gov.cn" || robot.sent != 1 {
		t.Errorf("%d mails, robot told %d times", len(o.sent.got), robot.sent)
	}
}

// robot is a channel that cannot be asked.
type robot struct {
	fail error
	sent int
}

func (r *robot) Send(context.Context, notify.Delivery) (string, error) {
	if r.fail == nil {
		r.sent++
	}
	return "", r.fail
}

func (r *robot) Find(context.Context, notify.Delivery, time.Time) (string, bool, error) {
	return "", false, notify.ErrCannotTell
}

// A notice handed over by hand has arrived: its days count, and it is not sent again.
func TestArrivedByHand(t *testing.T) {
	o := issued(t, "公交线网")
	o.sent.fail = notify.ErrAddress
	o.deliver(t)
	o.now = day(2022, 10, 24).Add(9 * time.Hour)
	if err := o.Arrived(t.Context(), []int64{1}, "张督查", "已当面送达"); err != nil {
		t.Fatal(err)
	}
	if c := o.cases(t)[0]; c.Undelivered || !c.Due.Equal(day(2022, 10, 31)) {
		t.Errorf("undelivered %v, due %v", c.Undelivered, c.Due)
	}
	if err := o.Arrived(t.Context(), []int64{1}, "张督查", "再登记"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
	o.sent.fail = nil
	o.deliver(t)
	if len(o.sent.got) != 0 {
		t.Error("sent although it had arrived")
	}
}

// A mail that came back has not arrived: it goes to the right address, and the days count
// from there.
func TestBounced(t *testing.T) {
	o := open(t, false)
	o.Config.Units[0].Mail = "old@example.gov.cn"
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网"), ledger.Audit)
	o.confirm(t)
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil {
		t.Fatal(err)
	}
	o.deliver(t)
	o.Config.Units[0].Mail = "gj@example.gov.cn"
	o.now = day(2022, 10, 24).Add(10 * time.Hour)
	if all, err := o.Bounced(t.Context(), []int64{1}, "张督查", "邮箱已停用"); err != nil || len(all) != 1 {
		t.Fatalf("%d, %v", len(all), err)
	}
	if c := o.cases(t)[0]; c.Overdue(o.now) || !c.Undelivered {
		t.Errorf("late with what came back: %s", c.Status(o.now))
	}
	o.deliver(t)
	if len(o.sent.got) != 2 || o.sent.got[1].To != "gj@example.gov.cn" {
		t.Fatalf("%d sent", len(o.sent.got))
	}
	if c := o.cases(t)[0]; c.Undelivered || !c.Due.Equal(day(2022, 10, 31)) {
		t.Errorf("due %v", c.Due)
	}
	err := o.Store.View(t.Context(), func(tx *store.Tx) error {
		faults, err := tx.Verify()
		if len(faults) > 0 {
			t.Error(faults)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A delivery that cannot be read waits for a person and stops no other.
func TestUnreadableDelivery(t *testing.T) {
	o := open(t, false)
	err := o.Store.Update(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Enqueue(ledger.Delivery{Key: "broken", Channel: "mail", To: "x@example.gov.cn", Payload: []byte("{"), NextAt: o.now, Created: o.now})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网"), ledger.Audit)
	o.confirm(t)
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil {
		t.Fatal(err)
	}
	o.deliver(t)
	if len(o.sent.got) != 1 {
		t.Errorf("%d sent", len(o.sent.got))
	}
	err = o.Store.View(t.Context(), func(tx *store.Tx) error {
		held, err := tx.Deliveries(ledger.Held)
		if len(held) != 1 || held[0].Key != "broken" || held[0].Why == "" {
			t.Errorf("%+v", held)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
