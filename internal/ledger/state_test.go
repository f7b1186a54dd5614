package ledger_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/result"
)

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return ledger.Day(t)
}

// caseIn is a case that may be in any state.
func caseIn(s ledger.State) ledger.Case {
	c := ledger.Case{ID: "2022Q3-a-001", Fingerprint: "f", Site: "a", Unit: "u", State: s, Severity: finding.Normal, Confirmer: "甲", Before: ledger.Notified,
		Evidence: []result.Evidence{{URL: "http://a/1", Quote: "话"}}, Returns: 1}
	switch s {
	case ledger.Notified, ledger.Replied, ledger.Appealed:
		c.Due, c.Notice = day("2022-10-21"), "n"
	case ledger.Waived:
		c.Until, c.Approver = day("2022-10-09"), "主任"
	case ledger.Dismissed:
		c.Dismissed = ledger.EvidenceKey(c.Evidence)
	}
	return c
}

// full is an event with everything any kind may want.
func full(k ledger.Kind) ledger.Event {
	return ledger.Event{Kind: k, At: day("2022-10-10").Add(9 * time.Hour), By: "乙", Why: "理由", Approver: "主任", Until: day("2022-12-31"), Due: day("2022-10-28"),
		Notice: "n", Unit: "other", Severity: finding.Hint, Snapshot: "sha256:s"}
}

// The whole table: for every state and every kind of event, what people and
// machines may never do.
func TestEveryStateAndEvent(t *testing.T) {
	allowed := 0
	for _, s := range append([]ledger.State{""}, ledger.States()...) {
		for _, k := range ledger.Kinds() {
			before := caseIn(s)
			after, err := ledger.Apply(before, full(k))
			name := fmt.Sprintf("%s %s", s.Chinese(), k.Chinese())
			if err != nil {
				var refusal *ledger.Refusal
				if !errors.As(err, &refusal) || after.Sum() != before.Sum() {
					t.Errorf("%s: refused as %v, and the case changed: %v", name, err, after.Sum() != before.Sum())
				}
				continue
			}
			allowed++
			if after.State == ledger.Closed && s != ledger.Closed && k != ledger.RecheckPass {
				t.Errorf("%s closes a case; only a recheck may", name)
			}
			if after.Returns != before.Returns && k != ledger.Confirm && k != ledger.Review && k != ledger.RecheckFail {
				t.Errorf("%s counts a return that nobody confirmed", name)
			}
			if after.State == ledger.Notified && s != ledger.Notified && after.Due.IsZero() {
				t.Errorf("%s leaves a notice without a day", name)
			}
			if s == ledger.Dismissed && k != ledger.Refind && k != ledger.Reconsider && after.State != s {
				t.Errorf("%s wakes a false alarm", name)
			}
			if s == ledger.Waived && after.State != s && !strings.Contains("revoke expire recheck_pass", string(k)) {
				t.Errorf("%s ends a waiver", name)
			}
			if s == ledger.Appealed && after.State != s && !strings.Contains("uphold overturn amend", string(k)) {
				t.Errorf("%s decides an appeal", name)
			}
			if !after.Due.Equal(before.Due) && !after.Due.IsZero() && !strings.Contains("notify deliver extend uphold amend", string(k)) {
				t.Errorf("%s moves the due day", name)
			}
			if after.ID != before.ID || after.Fingerprint != before.Fingerprint || after.Site != before.Site {
				t.Errorf("%s changes which case it is", name)
			}
		}
	}
	if allowed < 60 {
		t.Errorf("only %d combinations are allowed; the table is broken", allowed)
	}
}

// Every kind of event is possible somewhere, every state is left again unless it
// is an end, and every state can be reached.
func TestTableIsWhole(t *testing.T) {
	used, reached := map[ledger.Kind]bool{}, map[ledger.State]bool{}
	for _, s := range append([]ledger.State{""}, ledger.States()...) {
		for _, k := range s.Allows() {
			used[k] = true
			if after, err := ledger.Apply(caseIn(s), full(k)); err == nil {
				reached[after.State] = true
			}
			second := caseIn(s)
			second.Second = true
			if after, err := ledger.Apply(second, full(k)); err == nil {
				reached[after.State] = true
			}
		}
	}
	for _, k := range ledger.Kinds() {
		if !used[k] || k.Chinese() == string(k) {
			t.Errorf("%s happens nowhere or has no name", k)
		}
	}
	for _, s := range ledger.States() {
		if !reached[s] || s.Chinese() == "未登记" {
			t.Errorf("%s cannot be reached or has no name", s)
		}
	}
}

// Nobody and never are refused, and so is what needs a reason without one.
func TestWhoWhenWhy(t *testing.T) {
	for _, s := range ledger.States() {
		for _, k := range s.Allows() {
			for name, spoil := range map[string]func(*ledger.Event){
				"没有经办人": func(e *ledger.Event) { e.By = "  " },
				"没有时间":  func(e *ledger.Event) { e.At = time.Time{} },
			} {
				e := full(k)
				spoil(&e)
				if _, err := ledger.Apply(caseIn(s), e); err == nil {
					t.Errorf("%s，%s：%s", s.Chinese(), k.Chinese(), name)
				}
			}
		}
	}
	for _, k := range []ledger.Kind{ledger.Dismiss, ledger.Waive, ledger.Appeal, ledger.Reply, ledger.Extend, ledger.Assign} {
		e, what := full(k), "理由"
		if k == ledger.Reply {
			what = "整改情况"
		}
		e.Why = " "
		if _, err := ledger.Apply(caseIn(ledger.Notified), e); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s without a reason: %v", k.Chinese(), err)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name  string
		state ledger.State
		event func(*ledger.Event)
		want  string
	}{
		{"核实之前不能下发", ledger.Found, func(e *ledger.Event) { e.Kind = ledger.Notify }, "当前状态为“待核实”，不能下发；可以办理：初核"},
		{"单位的话不能销号", ledger.Closed, func(e *ledger.Event) { e.Kind = ledger.Reply }, "不能反馈"},
		{"期限当日不能延期", ledger.Notified, func(e *ledger.Event) { e.Kind, e.At = ledger.Extend, day("2022-10-21").Add(time.Hour) }, "期限届满之日前"},
		{"逾期后不能延期", ledger.Notified, func(e *ledger.Event) { e.Kind, e.At = ledger.Extend, day("2022-10-24") }, "期限届满之日前"},
		{"延期不能提前", ledger.Notified, func(e *ledger.Event) { e.Kind, e.Due = ledger.Extend, day("2022-10-20") }, "应晚于原期限"},
		{"豁免要有截止日", ledger.Confirmed, func(e *ledger.Event) { e.Kind, e.Until = ledger.Waive, time.Time{} }, "截止日期"},
		{"豁免要有批准人", ledger.Confirmed, func(e *ledger.Event) { e.Kind, e.Approver = ledger.Waive, "" }, "批准人"},
		{"豁免不能补过去的", ledger.Confirmed, func(e *ledger.Event) { e.Kind, e.Until = ledger.Waive, day("2022-10-09") }, "不能早于今天"},
		{"豁免未到期不能到期", ledger.Waived, func(e *ledger.Event) { e.Kind, e.At = ledger.Expire, day("2022-10-09").Add(20*time.Hour) }, "尚未到期"},
		{"自己不能复核自己", ledger.InReview, func(e *ledger.Event) { e.Kind, e.By = ledger.Review, "甲" }, "同一人"},
		{"核实的人不能裁定申诉", ledger.Appealed, func(e *ledger.Event) { e.Kind, e.By = ledger.Uphold, "甲" }, "未参与核实"},
		{"申诉期间过期的，裁定要给新期限", ledger.Appealed, func(e *ledger.Event) {
			e.Kind, e.By, e.Due, e.At = ledger.Uphold, "丙", time.Time{}, day("2022-10-24")
		}, "在申诉期间已过"},
		{"改判要改", ledger.Appealed, func(e *ledger.Event) { e.Kind, e.Severity = ledger.Amend, finding.Normal }, "不同的程度"},
		{"下发要有期限", ledger.Confirmed, func(e *ledger.Event) { e.Kind, e.Due = ledger.Notify, time.Time{} }, "整改期限"},
		{"改派要换单位", ledger.Confirmed, func(e *ledger.Event) { e.Kind, e.Unit = ledger.Assign, "u" }, "另一个责任单位"},
	} {
		e := full(ledger.Remark)
		c.event(&e)
		if _, err := ledger.Apply(caseIn(c.state), e); err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "2022Q3-a-001：") {
			t.Errorf("%s：%v", c.name, err)
		}
	}
	secret := caseIn(ledger.Confirmed)
	secret.Defect = "leak.secrecy_mark"
	if _, err := ledger.Apply(secret, full(ledger.Notify)); err == nil {
		t.Error("a secrecy mark left in a notice")
	}
}

// One case through its whole life.
func TestLife(t *testing.T) {
	c := ledger.Case{ID: "2022Q3-a-001", Second: true, Severity: finding.Veto, Evidence: []result.Evidence{{URL: "http://a/"}}}
	at := day("2022-10-10")
	step := func(k ledger.Kind, by string, more func(*ledger.Event)) {
		t.Helper()
		e := ledger.Event{Kind: k, At: at, By: by, Why: "因为"}
		if more != nil {
			more(&e)
		}
		after, err := ledger.Apply(c, e)
		if err != nil {
			t.Fatal(err)
		}
		c, at = after, at.Add(time.Hour)
	}
	want := func(s ledger.State, due string) {
		t.Helper()
		if c.State != s || due != "" && !c.Due.Equal(day(due)) || due == "" && !c.Due.IsZero() {
			t.Fatalf("%s, due %s; want %s %s", c.State, c.Due, s, due)
		}
	}
	step(ledger.Find, ledger.Machine, nil)
	step(ledger.Confirm, "甲", nil)
	want(ledger.InReview, "")
	step(ledger.Review, "乙", nil)
	want(ledger.Confirmed, "")
	step(ledger.Notify, "甲", func(e *ledger.Event) { e.Due, e.Notice, e.Pending = day("2022-10-12"), "n1", true })
	if late := day("2022-11-01"); c.Overdue(late) || c.Status(late) != "已下发（尚未送达）" {
		t.Errorf("late before it arrived: %s", c.Status(late))
	}
	step(ledger.Deliver, ledger.Machine, func(e *ledger.Event) { e.Due, e.Notice = day("2022-10-13"), "n1" })
	want(ledger.Notified, "2022-10-13")
	step(ledger.Extend, "甲", func(e *ledger.Event) { e.Due = day("2022-10-20") })
	step(ledger.Deliver, ledger.Machine, func(e *ledger.Event) { e.Due, e.Notice = day("2022-10-14"), "n1" })
	want(ledger.Notified, "2022-10-20")
	step(ledger.Appeal, "联络员", nil)
	if c.Overdue(day("2022-10-25")) {
		t.Error("an appealed case is overdue")
	}
	step(ledger.Uphold, "丙", func(e *ledger.Event) { e.Due = day("2022-10-26") })
	want(ledger.Notified, "2022-10-26")
	if c.Overdue(day("2022-10-26").Add(23*time.Hour)) || !c.Overdue(day("2022-10-27")) {
		t.Error("the due day itself is not overdue, the next one is")
	}
	step(ledger.Reply, "联络员", nil)
	step(ledger.RecheckFail, ledger.Machine, nil)
	want(ledger.Notified, "2022-10-26")
	step(ledger.Reply, "联络员", nil)
	step(ledger.RecheckPass, ledger.Machine, nil)
	want(ledger.Closed, "")
	step(ledger.Return, ledger.Machine, nil)
	want(ledger.Found, "")
	if c.Returns != 0 || !c.Reopened {
		t.Errorf("returns %d before anybody confirmed", c.Returns)
	}
	step(ledger.Dismiss, "甲", nil)
	if c.Returns != 0 || strings.Contains(c.Status(at), "再次") {
		t.Error("a false alarm counts as a return")
	}
	step(ledger.Reconsider, "乙", nil)
	step(ledger.RecheckPass, ledger.Machine, nil)
	step(ledger.Return, ledger.Machine, nil)
	step(ledger.Confirm, "甲", nil)
	step(ledger.Review, "乙", nil)
	if c.Returns != 1 {
		t.Errorf("returns %d, want 1", c.Returns)
	}
}
