package store_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
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

// Many writers at once, each adding to the one chain: nothing is lost.
func TestWritersAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		other := open(t, address)
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() {
				if err := []*store.Store{s, other}[i%2].Update(context.Background(), func(tx *store.Tx) error {
					_, err := tx.Apply("2022Q3-jt-001", ledger.Event{Kind: ledger.Remark, At: noon, By: "甲", Why: fmt.Sprint(i)})
					return err
				}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		update(t, s, func(tx *store.Tx) error {
			history, err := tx.History("2022Q3-jt-001")
			if len(history) != 43 {
				t.Errorf("%d lines, want 43", len(history))
			}
			return err
		})
		sound(t, s)
	})
}

// Of many people who decide the same case at once, one decides; the others are told
// so. No two notices of one key leave.
func TestOneDecides(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		for round := range 5 {
			var wg sync.WaitGroup
			var mu sync.Mutex
			decided, issued := 0, 0
			start := make(chan struct{})
			for i := range 8 {
				wg.Go(func() {
					<-start
					err := s.Update(context.Background(), func(tx *store.Tx) error {
						_, err := tx.Apply("2022Q3-jt-002", ledger.Event{Kind: ledger.Reconsider, At: noon, By: fmt.Sprint("人", i), Why: "x"})
						return err
					})
					nerr := s.Update(context.Background(), func(tx *store.Tx) error { return tx.PutNotice(notice(fmt.Sprint("round", round))) })
					mu.Lock()
					defer mu.Unlock()
					var refusal *ledger.Refusal
					if err == nil {
						decided++
					} else if !errors.As(err, &refusal) {
						t.Errorf("neither decided nor refused: %v", err)
					}
					if nerr == nil {
						issued++
					} else if !errors.Is(nerr, store.ErrExists) {
						t.Errorf("neither issued nor refused: %v", nerr)
					}
				})
			}
			close(start)
			wg.Wait()
			if decided != 1 || issued != 1 {
				t.Errorf("round %d: %d decided, %d issued; want one each", round, decided, issued)
			}
			update(t, s, func(tx *store.Tx) error {
				_, err := tx.Apply("2022Q3-jt-002", ledger.Event{Kind: ledger.Confirm, At: noon, By: "甲"})
				return err
			})
		}
		sound(t, s)
	})
}

// Whatever is changed behind the program's back is named.
func TestVerify(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		for name, query := range map[string]string{
			"改状态": `UPDATE cases SET doc = replace(doc, '"notified"', '"closed"') WHERE id = '2022Q3-jt-001'`,
			"删条目": `DELETE FROM cases WHERE id = '2022Q3-jt-002'`,
			"改历史": `UPDATE history SET doc = replace(doc, '"by":"甲"', '"by":"乙"')`,
			"删末尾": `DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)`,
			"改结果": `UPDATE results SET doc = replace(doc, '旧了', '很新')`,
		} {
			at := filepath.Join(t.TempDir(), "l.db")
			if store.Postgres(address) {
				at = postgres.database(t)
			}
			s := filled(t, at)
			behind(t, at, query)
			update(t, s, func(tx *store.Tx) error {
				faults, err := tx.Verify()
				if len(faults) == 0 {
					t.Errorf("%s：没有发现", name)
				}
				return err
			})
		}
	})
}

// behind changes a ledger without the program.
func behind(t *testing.T, address, query string) {
	t.Helper()
	driver, name := "pgx", address
	if !store.Postgres(address) {
		driver, name = "sqlite", "file:"+(&url.URL{Path: address}).EscapedPath()
	}
	db, err := sql.Open(driver, name)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r, err := db.Exec(query)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := r.RowsAffected(); n == 0 {
		t.Fatalf("%s touched nothing", query)
	}
}

// A backup of either engine fills either engine.
func TestBackupAndRestore(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := filled(t, address)
		file := filepath.Join(t.TempDir(), "备份.gz")
		if n, err := s.Backup(ctx, file); err != nil || n < 12 {
			t.Fatalf("%d rows, %v", n, err)
		}
		if _, err := s.Backup(ctx, file); err == nil {
			t.Error("a backup was written over another")
		}
		onBoth(t, func(t *testing.T, other string) {
			if _, err := store.Restore(ctx, other, file); err != nil {
				t.Fatal(err)
			}
			back := open(t, other)
			sound(t, back)
			var was, is []ledger.Case
			update(t, s, func(tx *store.Tx) (err error) { was, err = tx.Cases(store.Filter{}); return err })
			update(t, back, func(tx *store.Tx) (err error) { is, err = tx.Cases(store.Filter{}); return err })
			if len(is) != len(was) || !slices.EqualFunc(is, was, func(a, b ledger.Case) bool { return a.Sum() == b.Sum() && a.Message == b.Message }) {
				t.Errorf("restored %+v, was %+v", is, was)
			}
			if d, err := back.Claim(ctx, noon, time.Minute, nil); err != nil || d == nil || !d.Doubt {
				t.Errorf("what was on its way is sent without a look: %+v, %v", d, err)
			}
			if _, err := store.Restore(ctx, other, file); err == nil {
				t.Error("restored over a ledger")
			}
		})
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cut := filepath.Join(t.TempDir(), "cut.gz")
		if err := os.WriteFile(cut, whole[:len(whole)*2/3], 0o644); err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(t.TempDir(), "new.db")
		if _, err := store.Restore(ctx, target, cut); err == nil || store.Exists(target) {
			t.Errorf("half a backup: %v", err)
		}
	})
}

func TestRefusesWhatIsNoLedger(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("这不是台账。", 500)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(ctx, text); err == nil {
		t.Error("a text file was opened")
	}
	if _, err := store.Open(ctx, filepath.Join(dir, "no", "such", "folder.db")); err == nil {
		t.Error("a folder that is not there was opened")
	}
	if _, err := store.Open(ctx, "postgres://ducha:geheim@127.0.0.1:1/none?connect_timeout=2"); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("no server: %v", err)
	}
	newer := filepath.Join(dir, "newer.db")
	open(t, newer).Close()
	behind(t, newer, "INSERT INTO ducha_version (version_id, is_applied) VALUES (99, 1)")
	if _, err := store.Open(ctx, newer); err == nil || !strings.Contains(err.Error(), "升级程序") {
		t.Errorf("a newer ledger: %v", err)
	}
}

// Killed at any moment, a ledger keeps every write that was acknowledged, and its
// history is whole.
func TestKilled(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		filled(t, address).Close()
		acknowledged := 0
		for range 6 {
			cmd := exec.Command(os.Args[0], "writer:"+address)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			cmd.Stderr = os.Stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(out)
			for n := 0; n < 7 && lines.Scan(); n++ {
				acknowledged++
			}
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			for lines.Scan() { // said before it died
				acknowledged++
			}
			_ = cmd.Wait() // killed
		}
		s := open(t, address)
		sound(t, s)
		update(t, s, func(tx *store.Tx) error {
			history, err := tx.History("2022Q3-jt-002")
			if remarks := len(history) - 2; remarks < acknowledged || acknowledged < 42 {
				t.Errorf("%d remarks kept, %d acknowledged", remarks, acknowledged)
			}
			return err
		})
	})
}

// The server is restarted under a writer: what was acknowledged is kept once, and
// the writer goes on by itself.
func TestServerRestarts(t *testing.T) {
	s := filled(t, postgres.database(t))
	restarted := make(chan error, 1)
	acknowledged, doubtful := 0, 0
	for i := range 60 {
		if i == 10 {
			go func() { restarted <- postgres.restart() }()
		}
		err := s.Update(context.Background(), func(tx *store.Tx) error {
			_, err := tx.Apply("2022Q3-jt-002", ledger.Event{Kind: ledger.Remark, At: noon, By: "甲", Why: fmt.Sprint(i)})
			return err
		})
		switch {
		case err == nil:
			acknowledged++
		case strings.Contains(err.Error(), "写入台账"): // the answer to the commit was lost
			doubtful++
		default:
			t.Errorf("write %d: %v", i, err)
		}
		if i == 20 {
			if err := <-restarted; err != nil {
				t.Fatal(err)
			}
		}
	}
	sound(t, s)
	update(t, s, func(tx *store.Tx) error {
		history, err := tx.History("2022Q3-jt-002")
		if kept := len(history) - 2; kept < acknowledged || kept > acknowledged+doubtful {
			t.Errorf("%d kept, %d acknowledged, %d doubtful", kept, acknowledged, doubtful)
		}
		return err
	})
}

// writer is the process that is killed: it says each write once it is kept.
func writer(address string) int {
	ctx := context.Background()
	s, err := store.Open(ctx, address)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for i := 0; ; i++ {
		if err := s.Update(ctx, func(tx *store.Tx) error {
			_, err := tx.Apply("2022Q3-jt-002", ledger.Event{Kind: ledger.Remark, At: noon, By: "甲", Why: fmt.Sprint(i)})
			return err
		}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println(i)
	}
}
