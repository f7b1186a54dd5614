package rectify_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ducha/internal/config"
	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/rectify"
	"ducha/internal/result"
	"ducha/internal/workday"
)

// office is a bureau with two units at work on a ledger of its own.
type office struct {
	*rectify.Desk
	now  time.Time
	sent *recorder
}

// recorder is a channel that keeps what it is given.
type recorder struct {
	got  []notify.Delivery
	fail error
}

func (r *recorder) Send(_ context.Context, d notify.Delivery) (string, error) {
	if r.fail != nil {
		return "", r.fail
	}
	r.got = append(r.got, d)
	return fmt.Sprint(len(r.got)), nil
}

func (r *recorder) Find(context.Context, notify.Delivery, time.Time) (string, bool, error) {
	return "", false, nil
}

func open(t *testing.T, approval bool) *office {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	cal, err := workday.National()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{now: day(2022, 10, 12).Add(10 * time.Hour), sent: &recorder{}}
	o.Desk = &rectify.Desk{Store: s, Calendar: cal, Now: func() time.Time { return o.now }, Config: &config.Config{
		Office: config.Office{Name: "市交通运输局", Number: "督改", Mail: "ducha@example.gov.cn"},
		Sites:  []config.Site{{ID: "jtj", Name: "市交通运输局网站", Unit: "gj"}},
		Units:  []config.Unit{{ID: "gj", Name: "公交管理中心", Mail: "gj@example.gov.cn", Slack: "C-GJ"}, {ID: "cz", Name: "出租管理处", Mail: "cz@example.gov.cn"}},
		People: []config.Person{{ID: "ducha", Name: "张督查", Roles: []string{config.Supervisor}, Mail: "ducha@example.gov.cn"}, {ID: "a", Name: "甲", Roles: []string{config.DeptHead}},
			{ID: "b", Name: "乙", Roles: []string{config.DeputyHead}}, {ID: "c", Name: "丙", Roles: []string{config.Head}}},
		Channels: []config.Channel{{ID: "mail", Kind: config.Mail}}, Approval: config.Approval{Required: &approval},
	}}
	return o
}

func day(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.FixedZone("CST", 8*3600))
}

// audit is a result with problems of the two units.
func audit(quarter string, at time.Time, problems ...string) *result.Audit {
	a := &result.Audit{Schema: "ducha.result/v1", Quarter: quarter, AsOf: at.Format(time.DateOnly), Site: result.Site{ID: "jtj", Name: "市交通运输局网站"},
		RuleSet: result.RuleSet{ID: "zwgk-2022", Digest: "d", Title: "2022年政务公开评价指标（示范）"}, Score: result.Score{Low: 8000, High: 8000, Total: 10000, Coverage: 0.95}}
	a.Snapshot = result.Snapshot{Digest: "sha256:" + at.Format("20060102"), Started: result.Time{Time: at}, Finished: result.Time{Time: at.Add(time.Hour)}, Complete: true}
	verdict := map[string]finding.Verdict{}
	for _, p := range problems {
		unit := "gj"
		if strings.HasPrefix(p, "出租") {
			unit = "cz"
		}
		verdict[p] = finding.Fail
		a.Findings = append(a.Findings, result.Finding{Fingerprint: "fp-" + p, Rule: p, RuleID: "2.1", Kind: "stale-column", Defect: "column.stale", DefectName: "栏目更新不及时",
			Verdict: finding.Fail, Severity: finding.Normal, Unit: unit, Subject: "栏目:" + p, Message: "“" + p + "”栏目180天未更新。", Remedy: "补充更新", Basis: "国办发〔2017〕47号",
			DueWorkingDays: 5, Evidence: []result.Evidence{{URL: "http://jtj.example.gov.cn/" + p, Quote: "最新一条：2022-03-01", FetchedAt: result.Time{Time: at}}}})
	}
	for _, p := range []string{"公交线网", "公交服务", "出租车标准"} {
		v := finding.Pass
		if verdict[p] != 0 {
			v = verdict[p]
		}
		a.Indicators = append(a.Indicators, result.Indicator{ID: "2", Level2: "栏目维护", Rules: []result.Rule{{ID: "2.1", Key: p, Kind: "stale-column", Title: p, Verdict: v}}})
	}
	return a
}

func (o *office) take(t *testing.T, a *result.Audit, purpose ledger.Purpose) {
	t.Helper()
	err := o.Store.Update(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Import(ledger.Import{Audit: a, Purpose: purpose, At: o.now, Policy: ledger.Policy{}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) cases(t *testing.T) (all []ledger.Case) {
	t.Helper()
	err := o.Store.View(t.Context(), func(tx *store.Tx) (err error) { all, err = tx.Cases(store.Filter{}); return err })
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (o *office) confirm(t *testing.T) {
	t.Helper()
	err := o.Store.Update(t.Context(), func(tx *store.Tx) error {
		for _, c := range o.cases2(tx) {
			if c.State == ledger.Found {
				if _, err := tx.Apply(c.ID, ledger.Event{Kind: ledger.Confirm, At: o.now, By: "张督查"}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) cases2(tx *store.Tx) []ledger.Case {
	all, _ := tx.Cases(store.Filter{}) // an error shows as no cases, which the tests miss
	return all
}

func (o *office) deliver(t *testing.T) {
	t.Helper()
	box := &rectify.Outbox{Desk: o.Desk}
	w := &notify.Worker{Queue: box, Senders: map[string]notify.Sender{"mail": o.sent}, Current: box.Current, Now: func() time.Time { return o.now }}
	if err := w.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// One notice goes to each unit, with its own cases, their deadlines and both papers.
func TestOneNoticeForEachUnit(t *testing.T) {
	o := open(t, false)
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网", "公交服务", "出租车标准"), ledger.Audit)
	if drafts, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil || len(drafts) != 0 {
		t.Fatalf("%d notices before anybody confirmed, %v", len(drafts), err)
	}
	o.confirm(t)
	early, _, err := o.Drafts(t.Context(), rectify.Scope{})
	if err != nil || len(early) != 2 || !strings.Contains(early[0].Paper.Files[0].Name, "（预览）") {
		t.Fatalf("%d drafts that could be taken for notices, %v", len(early), err)
	}
	drafts, withheld, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", "")
	if err != nil || len(drafts) != 2 || len(withheld) != 0 || strings.Contains(drafts[0].Paper.Files[0].Name, "预览") {
		t.Fatalf("%d notices, %d withheld, %v", len(drafts), len(withheld), err)
	}
	again, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", "")
	if err != nil || len(again) != 0 {
		t.Fatalf("issued twice: %d, %v", len(again), err)
	}
	o.deliver(t)
	if len(o.sent.got) != 2 {
		t.Fatalf("%d mails", len(o.sent.got))
	}
	for _, d := range o.sent.got {
		n := d.Notice
		want := map[string]int{"公交管理中心": 2, "出租管理处": 1}[n.Unit]
		if len(n.Items) != want || len(n.Files) != 2 || !strings.HasPrefix(n.Number, "督改〔2022〕") || !n.Due.Equal(day(2022, 10, 19)) {
			t.Errorf("%s: %d items, %d files, %s, due %v", n.Unit, len(n.Items), len(n.Files), n.Number, n.Due)
		}
	}
	if o.sent.got[0].Notice.Number == o.sent.got[1].Notice.Number {
		t.Error("two notices have one number")
	}
}

// A deadline counts from delivery: mail that was down for three days does not
// shorten it.
func TestDeadlineCountsFromDelivery(t *testing.T) {
	o := open(t, false)
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网"), ledger.Audit)
	o.confirm(t)
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil {
		t.Fatal(err)
	}
	o.sent.fail = &notify.WaitError{After: time.Hour, Err: errors.New("down")}
	o.deliver(t)
	o.sent.fail, o.now = nil, day(2022, 10, 17).Add(9*time.Hour)
	o.deliver(t)
	if c := o.cases(t)[0]; !c.Due.Equal(day(2022, 10, 24)) {
		t.Errorf("due %v, want five working days after the 17th", c.Due)
	}
}

// Nothing leaves before the chain has signed, step by step.
func TestSignoff(t *testing.T) {
	o := open(t, true)
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网"), ledger.Audit)
	o.confirm(t)
	for _, step := range []struct{ role, by string }{{config.DeptHead, "甲"}, {config.DeputyHead, "乙"}, {config.Head, "丙"}} {
		drafts, withheld, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", "")
		if err != nil || len(drafts) != 0 || len(withheld) != 1 || !strings.Contains(withheld[0].Why, step.role) {
			t.Fatalf("before %s: %d drafts, %v, %v", step.role, len(drafts), withheld, err)
		}
		err = o.Store.Update(t.Context(), func(tx *store.Tx) error {
			_, digest, err := tx.Latest("jtj", "2022Q3")
			if err != nil {
				return err
			}
			s, err := tx.Signoff("jtj", "2022Q3", digest, o.Config.Approval.Steps())
			if err != nil {
				return err
			}
			if s, err = s.Sign(step.role, ledger.Signer{Name: step.by, Roles: []string{step.role}}, true, "同意", o.now); err != nil {
				return err
			}
			return tx.Sign(s)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if drafts, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil || len(drafts) != 1 {
		t.Fatalf("%d notices after all signed, %v", len(drafts), err)
	}
}

// A returned sheet is taken once; who disagrees appeals; a unit's button cannot
// answer for another unit.
func TestAnswers(t *testing.T) {
	o := open(t, false)
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网", "公交服务"), ledger.Audit)
	o.confirm(t)
	drafts, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", "")
	if err != nil {
		t.Fatal(err)
	}
	sheet := answered(t, drafts[0].Xlsx, map[int][2]string{1: {"已整改", "已补充发布"}, 2: {"申诉", "该栏目由市政府维护"}})
	refusal := &ledger.Refusal{Why: "责任单位是公交管理中心"}
	stranger := func(ledger.Case, ledger.Kind) error { return refusal }
	for _, one := range o.taken(t, sheet, stranger) {
		if !errors.Is(one.Err, refusal) {
			t.Errorf("a stranger's sheet: %+v", one)
		}
	}
	anybody := func(ledger.Case, ledger.Kind) error { return nil }
	for round := range 2 {
		for _, one := range o.taken(t, sheet, anybody) {
			if one.Err != nil || strings.Contains(one.What, "此前已登记") != (round == 1) {
				t.Errorf("round %d: %+v", round, one)
			}
		}
	}
	cases := o.cases(t)
	if cases[0].State != ledger.Replied || cases[1].State != ledger.Appealed {
		t.Errorf("states %s, %s", cases[0].State, cases[1].State)
	}
	_, _, err = o.TakeFrom(t.Context(), ledger.UnitReply{ID: "x", Case: cases[0].ID, Kind: ledger.Reply, By: "某人", Text: "已整改", At: o.now}, "C-OTHER")
	var refused *ledger.Refusal
	if !errors.As(err, &refused) {
		t.Errorf("a stranger's answer: %v", err)
	}
}

func (o *office) taken(t *testing.T, sheet []byte, may func(ledger.Case, ledger.Kind) error) []rectify.Taken {
	t.Helper()
	taken, faults := o.TakeList(t.Context(), bytes.NewReader(sheet), "abc", "公交管理中心", may)
	if len(taken) != 2 || len(faults) != 0 {
		t.Fatalf("%v %v", taken, faults)
	}
	return taken
}

func answered(t *testing.T, raw []byte, answers map[int][2]string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("问题清单")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) < 2 || row[1] != "台账编号" {
			continue
		}
		for k, a := range answers {
			for c, v := range a {
				at, _ := excelize.CoordinatesToCellName(9+c, i+1+k)
				if err := f.SetCellStr("问题清单", at, v); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A case withdrawn while its notice waits is not announced.
func TestWithdrawnNotice(t *testing.T) {
	o := open(t, false)
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网"), ledger.Audit)
	o.confirm(t)
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil {
		t.Fatal(err)
	}
	err := o.Store.Update(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Apply(o.cases2(tx)[0].ID, ledger.Event{Kind: ledger.Dismiss, At: o.now, By: "张督查", Why: "误报"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	o.deliver(t)
	if len(o.sent.got) != 0 {
		t.Error("a withdrawn case was announced")
	}
}

// The same seed draws the same closed cases, and the history says which.
func TestSample(t *testing.T) {
	o := open(t, false)
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网", "公交服务", "出租车标准"), ledger.Audit)
	o.now = day(2022, 11, 1)
	o.take(t, audit("2022Q4", day(2022, 10, 31)), ledger.Recheck)
	var first []ledger.Case
	for round := range 2 {
		drawn, err := o.Sample(t.Context(), 2, 7, "张督查")
		if err != nil || len(drawn) != 2 {
			t.Fatalf("%d drawn, %v", len(drawn), err)
		}
		if round == 0 {
			first = drawn
		} else if drawn[0].ID != first[0].ID || drawn[1].ID != first[1].ID {
			t.Error("the same seed draws others")
		}
	}
	err := o.Store.View(t.Context(), func(tx *store.Tx) error {
		lines, err := tx.History("lookback:2022Q4")
		if err == nil && (len(lines) != 2 || !strings.Contains(lines[0].Event.Why, first[0].ID)) {
			t.Errorf("history: %+v", lines)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A recheck in a later quarter does not take a case out of the quarter that is to
// be signed: nothing leaves unsigned by that door.
func TestRecheckDoesNotPassTheChain(t *testing.T) {
	o := open(t, true)
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网"), ledger.Audit)
	o.confirm(t)
	o.now = day(2023, 1, 4)
	o.take(t, audit("2023Q1", day(2023, 1, 3), "公交线网"), ledger.Recheck)
	if c := o.cases(t)[0]; c.Last != "2022Q3" {
		t.Errorf("the recheck moved the case to %s", c.Last)
	}
	drafts, withheld, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", "")
	if err != nil || len(drafts) != 0 || len(withheld) != 1 || !strings.Contains(withheld[0].Why, config.DeptHead) {
		t.Errorf("%d drafts, withheld %v, %v", len(drafts), withheld, err)
	}
}
