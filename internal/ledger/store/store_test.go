package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/request"
	"ducha/internal/result"
	"ducha/rules"
)

// onBoth runs the one contract on both engines.

func onBoth(t *testing.T, contract func(t *testing.T, address string)) {
	t.Run("sqlite", func(t *testing.T) { contract(t, filepath.Join(t.TempDir(), "台账 1.db")) })
	t.Run("postgres", func(t *testing.T) { contract(t, postgres.database(t)) })
}

func open(t *testing.T, address string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func update(t *testing.T, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

var noon = time.Date(2022, 10, 10, 4, 0, 0, 0, time.UTC)

func audit(quarter string, start time.Time, subjects ...string) *result.Audit {
	a := &result.Audit{Schema: result.Schema, Site: result.Site{ID: "jt", Name: "甲局"}, Quarter: quarter, AsOf: "2022-09-30", RuleSet: result.RuleSet{ID: "zwgk-2022", Digest: "sha256:r"},
		Snapshot:   result.Snapshot{Digest: "sha256:" + start.Format("150405.000000") + strings.Join(subjects, ""), Complete: true, Started: result.Time{Time: start}, Finished: result.Time{Time: start}},
		Indicators: []result.Indicator{{ID: "1", Level2: "栏目更新", Rules: []result.Rule{{Key: "fresh", ID: "1.1", Kind: "stale-column", Verdict: finding.Fail}}}}}
	for _, s := range subjects {
		a.Findings = append(a.Findings, result.Finding{Fingerprint: finding.Fingerprint("jt", "办公室", "fresh", s, "column.stale"), Rule: "fresh", RuleID: "1.1", Kind: "stale-column",
			Defect: "column.stale", Verdict: finding.Fail, Severity: finding.Normal, Unit: "办公室", Subject: s, Message: "“栏目”旧了", DueWorkingDays: 5,
			Evidence: []result.Evidence{{URL: "http://jt/" + s, Quote: "旧闻", FetchedAt: result.Time{Time: start}}}})
	}
	return a
}

// filled is a ledger with two cases, the first of them on a notice that is queued.

func filled(t *testing.T, address string) *store.Store {
	t.Helper()
	s := open(t, address)
	update(t, s, func(tx *store.Tx) error {
		_, err := tx.Import(ledger.Import{Audit: audit("2022Q3", noon, "栏目:甲", "栏目:乙"), Purpose: ledger.Audit, At: noon})
		return err
	})
	update(t, s, func(tx *store.Tx) error {
		for _, id := range []string{"2022Q3-jt-001", "2022Q3-jt-002"} {
			if _, err := tx.Apply(id, ledger.Event{Kind: ledger.Confirm, At: noon, By: "甲"}); err != nil {
				return err
			}
		}
		return tx.Issue(notice("n1", "2022Q3-jt-001"), nil, []ledger.Delivery{{Key: "n1/mail", Notice: "n1", Unit: "办公室", Channel: "mail", To: "a@example.gov.cn", Payload: []byte(`{"字":"“乙”"}`), NextAt: noon, Created: noon}})
	})
	return s
}

func notice(key string, cases ...string) ledger.Notice {
	return ledger.Notice{Key: key, Number: "督〔2022〕1号", Kind: "first", Unit: "办公室", Quarter: "2022Q3", Cases: cases, Issued: noon, Due: ledger.Day(noon.AddDate(0, 0, 7)), By: "甲", Body: []byte("{}")}
}

func sound(t *testing.T, s *store.Store) {
	t.Helper()
	update(t, s, func(tx *store.Tx) error {
		faults, err := tx.Verify()
		for _, f := range faults {
			t.Errorf("verify: %v", f)
		}
		return err
	})
}

func TestImportTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		update(t, s, func(tx *store.Tx) error {
			done, err := tx.Import(ledger.Import{Audit: audit("2022Q3", noon, "栏目:甲", "栏目:乙"), Purpose: ledger.Audit, At: noon.Add(time.Hour)})
			if err == nil && (!done.Known || len(done.Plan.Changes) > 0) {
				t.Errorf("the same result twice: %+v", done)
			}
			return err
		})
		update(t, s, func(tx *store.Tx) error {
			if late, err := tx.Cases(store.Filter{OverdueOn: noon.AddDate(0, 0, 8)}); err != nil || len(late) != 0 {
				t.Errorf("overdue before the notice arrived: %d, %v", len(late), err)
			}
			if _, err := tx.Apply("2022Q3-jt-001", ledger.Event{Kind: ledger.Deliver, At: noon, By: ledger.Machine, Notice: "n1"}); err != nil {
				return err
			}
			cases, err := tx.Cases(store.Filter{Quarter: "2022Q3"})
			if len(cases) != 2 || cases[0].State != ledger.Notified || !cases[0].Due.Equal(ledger.Day(noon.AddDate(0, 0, 7))) || cases[0].Evidence[0].Quote != "旧闻" {
				t.Errorf("cases: %+v", cases)
			}
			for name, f := range map[string]store.Filter{"state": {States: []ledger.State{ledger.Notified}}, "overdue": {OverdueOn: noon.AddDate(0, 0, 8)}, "unit": {Unit: "办公室", Open: true, States: []ledger.State{ledger.Confirmed}}} {
				if some, err := tx.Cases(f); err != nil || len(some) != 1 {
					t.Errorf("by %s: %d cases, %v", name, len(some), err)
				}
			}
			if none, err := tx.Cases(store.Filter{Site: "x"}); err != nil || len(none) != 0 {
				t.Errorf("of another site: %d, %v", len(none), err)
			}
			if _, _, err := tx.Latest("jt", "2022Q3"); err != nil {
				t.Error(err)
			}
			if _, _, err := tx.Latest("jt", "2021Q3"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("no such quarter: %v", err)
			}
			return err
		})
		sound(t, s)
	})
}

// A site judged by a second set keeps the card of the first; a later crawl of the

// first takes its place.

func TestLatest(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		add := func(set string, at time.Time, purpose ledger.Purpose) {
			update(t, s, func(tx *store.Tx) error {
				a := audit("2022Q3", at, "栏目:甲")
				a.RuleSet.ID = set
				_, err := tx.Import(ledger.Import{Audit: a, Purpose: purpose, At: at})
				return err
			})
		}
		want := func(set string, at time.Time) {
			t.Helper()
			update(t, s, func(tx *store.Tx) error {
				for _, q := range []string{"2022Q3", ""} {
					a, _, err := tx.Latest("jt", q)
					if err != nil || a.RuleSet.ID != set || !a.Snapshot.Finished.Equal(at) {
						t.Errorf("latest of %q: %v, %v; want %s of %s", q, a, err, set, at)
					}
				}
				return nil
			})
		}
		add("website-2019", noon.Add(time.Hour), ledger.Audit)
		want("zwgk-2022", noon)
		add("zwgk-2022", noon.Add(3*time.Hour), ledger.Audit)
		add("zwgk-2022", noon.Add(4*time.Hour), ledger.Recheck)
		want("zwgk-2022", noon.Add(3*time.Hour))
		behind(t, address, "UPDATE results SET rule_set = ''") // as an older program left it
		want("zwgk-2022", noon.Add(3*time.Hour))
	})
}

// A notice, the states and due days of its cases, and its deliveries come together

// or not at all.

func TestFilings(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		update(t, s, func(tx *store.Tx) error {
			w, err := tx.File(ledger.Waiver{Kind: ledger.NoNews, Site: "jt", Subject: "甲", From: noon, Until: noon.AddDate(0, 3, 0), By: "联络员", Approver: "主任", Why: "无新增", At: noon})
			if err != nil {
				return err
			}
			if all, err := tx.Waivers("jt"); err != nil || len(all) != 1 || all[0].ID != w.ID || w.ID == "" {
				t.Errorf("%+v, %v", all, err)
			}
			if _, err := tx.File(ledger.Waiver{Kind: ledger.NoNews, Site: "jt"}); err == nil {
				t.Error("an empty filing was kept")
			}
			if gone, err := tx.Withdraw(w.ID, "甲", "登记有误", noon); err != nil || !gone.Revoked {
				t.Errorf("withdrawn: %+v, %v", gone, err)
			}
			if all, err := tx.Waivers("jt"); err != nil || len(all) != 1 || !all[0].Revoked {
				t.Errorf("%+v, %v", all, err)
			}
			if _, err := tx.Withdraw(w.ID, "甲", "再撤", noon); err == nil {
				t.Error("withdrawn twice")
			}
			for _, points := range []int64{100, 150} {
				if err := tx.Score(ledger.ManualScore{Site: "jt", Quarter: "2022Q3", Rule: "training", Score: rules.Points(points), By: "甲", Why: "查阅", At: noon}); err != nil {
					return err
				}
			}
			if all, err := tx.Scores("jt", "2022Q3"); err != nil || len(all) != 1 || all[0].Score != 150 {
				t.Errorf("%+v, %v", all, err)
			}
			reply := ledger.UnitReply{ID: "press-1", Case: "2022Q3-jt-001", Kind: ledger.Reply, Via: "slack", By: "联络员", Text: "已整改", At: noon}
			for i, want := range []bool{true, false} {
				if fresh, err := tx.AddReply(reply); err != nil || fresh != want {
					t.Errorf("press %d: %v, %v", i, fresh, err)
				}
			}
			if all, err := tx.Replies("2022Q3-jt-001"); err != nil || len(all) != 1 || all[0].Text != "已整改" {
				t.Errorf("%+v, %v", all, err)
			}
			for _, answered := range []time.Time{{}, noon.AddDate(0, 0, 9)} {
				if err := tx.PutRequests("jt", []request.Row{{ID: "1号", Received: noon, Answered: answered}, {ID: "2号", Received: noon.AddDate(0, 0, -1)}}, "甲", noon); err != nil {
					return err
				}
			}
			if all, err := tx.Requests("jt"); err != nil || len(all) != 2 || all[0].ID != "2号" || !all[1].Answered.Equal(noon.AddDate(0, 0, 9)) {
				t.Errorf("%+v, %v", all, err)
			}
			chain := []string{"业务部门负责人", "主要领导"}
			o, err := tx.Signoff("jt", "2022Q3", "sha256:1", chain)
			if err != nil {
				return err
			}
			if o, err = o.Sign("", ledger.Signer{Name: "主任"}, true, "同意", noon); err != nil {
				return err
			}
			if err := tx.Sign(o); err != nil {
				return err
			}
			if o, err = tx.Signoff("jt", "2022Q3", "sha256:1", chain); err != nil || o.Waiting() != "主要领导" {
				t.Errorf("waits for %q, %v", o.Waiting(), err)
			}
			if o, err = tx.Signoff("jt", "2022Q3", "sha256:2", chain); err != nil || o.Waiting() != "业务部门负责人" {
				t.Errorf("another result waits for %q, %v", o.Waiting(), err)
			}
			return nil
		})
		sound(t, s)
	})
}

// Many writers at once, each adding to the one chain: nothing is lost.

// Of many people who decide the same case at once, one decides; the others are told

// so. No two notices of one key leave.

// Whatever is changed behind the program's back is named.

// behind changes a ledger without the program.

// A backup of either engine fills either engine.

// Killed at any moment, a ledger keeps every write that was acknowledged, and its

// history is whole.

// The server is restarted under a writer: what was acknowledged is kept once, and

// the writer goes on by itself.

// writer is the process that is killed: it says each write once it is kept.
