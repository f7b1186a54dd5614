package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
)

func TestIssueIsWhole(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		err := s.Update(context.Background(), func(tx *store.Tx) error {
			n := notice("n2", "2022Q3-jt-002", "2022Q3-jt-001") // the second is on a notice already
			return tx.Issue(n, nil, []ledger.Delivery{{Key: "n2/mail", Channel: "mail", NextAt: noon, Created: noon}})
		})
		var refusal *ledger.Refusal
		if !errors.As(err, &refusal) {
			t.Fatalf("issued: %v", err)
		}
		update(t, s, func(tx *store.Tx) error {
			c, err := tx.Case("2022Q3-jt-002")
			rows, _ := tx.Deliveries("")
			if _, nerr := tx.Notice("n2"); !errors.Is(nerr, store.ErrNotFound) || c.State != ledger.Confirmed || len(rows) != 1 {
				t.Errorf("half a notice: %v, %s, %d deliveries", nerr, c.State, len(rows))
			}
			return err
		})
		if err := s.Update(context.Background(), func(tx *store.Tx) error { return tx.Issue(notice("n1", "2022Q3-jt-002"), nil, nil) }); !errors.Is(err, store.ErrExists) {
			t.Errorf("the same key twice: %v", err)
		}
		sound(t, s)
	})
}

func TestOutbox(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		ctx := context.Background()
		claim := func(at time.Time, stopped ...string) *ledger.Delivery {
			t.Helper()
			d, err := s.Claim(ctx, at, time.Minute, stopped)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		if d := claim(noon.Add(-time.Second)); d != nil {
			t.Error("taken before its time")
		}
		if d := claim(noon, "mail"); d != nil {
			t.Error("taken from a stopped channel")
		}
		first := claim(noon)
		if first == nil || first.Attempts != 1 || first.Doubt || string(first.Payload) != `{"字":"“乙”"}` || first.To != "a@example.gov.cn" {
			t.Fatalf("%+v", first)
		}
		if d := claim(noon.Add(30 * time.Second)); d != nil {
			t.Error("taken twice within the grace")
		}
		second := claim(noon.Add(2 * time.Minute))
		if second == nil || !second.Doubt || second.Attempts != 2 {
			t.Fatalf("left in sending: %+v", second)
		}
		first.State, first.Ref = ledger.Sent, "late"
		if err := s.Update(ctx, func(tx *store.Tx) error { return tx.Settle(*first) }); !errors.Is(err, store.ErrStale) {
			t.Errorf("the earlier holder wrote over the later: %v", err)
		}
		second.State, second.Ref, second.Settled, second.Doubt = ledger.Sent, "ts-1", noon, false
		update(t, s, func(tx *store.Tx) error {
			if err := tx.Settle(*second); err != nil {
				return err
			}
			again, err := tx.Enqueue(ledger.Delivery{Key: "n1/mail", Channel: "mail", NextAt: noon, Created: noon})
			if again {
				t.Error("a second row of the same key")
			}
			return err
		})
		if d := claim(noon.AddDate(0, 0, 1)); d != nil {
			t.Errorf("sent, and taken again: %+v", d)
		}
		update(t, s, func(tx *store.Tx) error {
			rows, err := tx.Deliveries(ledger.Sent)
			if len(rows) != 1 || rows[0].Ref != "ts-1" || !rows[0].Settled.Equal(noon) {
				t.Errorf("%+v", rows)
			}
			return err
		})
	})
}

func TestDueTimes(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := open(t, address)
		update(t, s, func(tx *store.Tx) error {
			for i, want := range []bool{true, false} {
				if fresh, err := tx.Plan("audit", "2022Q3", noon); err != nil || fresh != want {
					t.Errorf("planned %d: %v, %v", i, fresh, err)
				}
			}
			if runs, err := tx.Pending("", noon.Add(-time.Minute)); err != nil || len(runs) != 0 {
				t.Errorf("pending before its time: %v, %v", runs, err)
			}
			a, ok, err := tx.Take("audit", "2022Q3", "一号机", noon, noon.Add(time.Minute))
			if err != nil || !ok {
				t.Fatalf("not taken: %v", err)
			}
			if _, ok, err := tx.Take("audit", "2022Q3", "二号机", noon.Add(30*time.Second), noon.Add(time.Hour)); ok || err != nil {
				t.Errorf("taken while the lease holds: %v", err)
			}
			b, ok, err := tx.Take("audit", "2022Q3", "二号机", noon.Add(2*time.Minute), noon.Add(time.Hour))
			if err != nil || !ok || b.Fence <= a.Fence || !b.Started.Equal(noon) {
				t.Errorf("an expired lease: %+v, %v, %v", b, ok, err)
			}
			if err := tx.Finish(a, noon, ""); !errors.Is(err, store.ErrStale) {
				t.Errorf("the old holder finished: %v", err)
			}
			if err := tx.Renew(a, noon.Add(time.Hour)); !errors.Is(err, store.ErrStale) {
				t.Errorf("the old holder renewed: %v", err)
			}
			if err := tx.Finish(b, noon.Add(time.Hour), "好"); err != nil {
				return err
			}
			if _, ok, err := tx.Take("audit", "2022Q3", "一号机", noon.AddDate(1, 0, 0), noon.AddDate(1, 0, 1)); ok || err != nil {
				t.Errorf("done, and taken again: %v", err)
			}
			last, err := tx.Last("audit")
			if err != nil || last.Key != "2022Q3" || last.Note != "好" || last.Done.IsZero() {
				t.Errorf("%+v, %v", last, err)
			}
			if _, err := tx.Last("probe"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("never run: %v", err)
			}
			return nil
		})
	})
}
