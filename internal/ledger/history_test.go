package ledger_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/result"
	"ducha/internal/workday"
)

// written is a history of two cases, and the cases it leads to.
func written(t *testing.T) ([]ledger.Entry, []ledger.Case) {
	t.Helper()
	var history []ledger.Entry
	var cases []ledger.Case
	prev := ""
	add := func(e ledger.Entry) {
		e = e.Seal(int64(len(history)), prev)
		prev = e.Hash
		history = append(history, e)
	}
	for _, id := range []string{"2022Q3-a-001", "2022Q3-a-002"} {
		c := ledger.Case{ID: id}
		for _, k := range []ledger.Kind{ledger.Find, ledger.Confirm, ledger.Notify, ledger.Reply} {
			after, err := ledger.Apply(c, full(k))
			if err != nil {
				t.Fatal(err)
			}
			add(ledger.Record(c, after, full(k)))
			c = after
		}
		cases = append(cases, c)
	}
	add(ledger.Entry{About: "signoff:a/2022Q3", Event: full(ledger.Confirm)})
	return history, cases
}

func TestHistoryShowsWhatWasDoneToIt(t *testing.T) {
	history, cases := written(t)
	if faults := ledger.Verify(history, cases); len(faults) != 0 {
		t.Fatalf("an honest history: %v", faults)
	}
	for name, spoil := range map[string]func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case){
		"改了理由": func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case) {
			h[2].Event.Why = "别的"
			return h, c
		},
		"改了时间": func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case) {
			h[0].Event.At = day("2020-01-01")
			return h, c
		},
		"删了一条": func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case) {
			return append(h[:3:3], h[4:]...), c
		},
		"换了顺序": func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case) {
			h[1], h[2] = h[2], h[1]
			return h, c
		},
		"重算了一条的印": func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case) {
			h[3].Event.By = "他人"
			h[3] = h[3].Seal(3, h[2].Hash)
			return h, c
		},
		"改了条目的状态": func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case) {
			c[0].State = ledger.Closed
			return h, c
		},
		"改了条目的期限": func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case) {
			c[1].Due = day("2023-01-01")
			return h, c
		},
		"删了条目": func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case) { return h, c[:1] },
		"加了条目": func(h []ledger.Entry, c []ledger.Case) ([]ledger.Entry, []ledger.Case) {
			return h, append(c, ledger.Case{ID: "x"})
		},
	} {
		history, cases := written(t)
		if faults := ledger.Verify(spoil(history, cases)); len(faults) == 0 {
			t.Errorf("%s：没有发现", name)
		}
	}
}

// What is written to a database and read back seals the same.
func TestHistorySurvivesJSON(t *testing.T) {
	history, cases := written(t)
	text, err := json.Marshal(history)
	if err != nil {
		t.Fatal(err)
	}
	var back []ledger.Entry
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if faults := ledger.Verify(back, cases); len(faults) != 0 {
		t.Errorf("read back: %v", faults)
	}
}

func TestSignoff(t *testing.T) {
	chain := []string{"业务部门负责人", "分管领导", "主要领导"}
	s := ledger.Signoff{Site: "a", Quarter: "2022Q3", Result: "sha256:1", Chain: chain}
	at := day("2022-10-10")
	sign := func(role, name, held string, agreed bool, why string) error {
		after, err := s.Sign(role, ledger.Signer{Name: name, Roles: []string{held}}, agreed, why, at)
		s = after
		return err
	}
	for _, bad := range []struct{ name, role, who, held, why, want string }{
		{"不能越级", "主要领导", "局长", "主要领导", "同意", "不能越过"},
		{"职务不符", "", "局长", "主要领导", "同意", "应由“业务部门负责人”审批"},
		{"要有意见", "", "主任", "业务部门负责人", " ", "意见"},
	} {
		if err := sign(bad.role, bad.who, bad.held, true, bad.why); err == nil || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("%s：%v", bad.name, err)
		}
	}
	for i, step := range []struct{ who, role string }{{"主任", chain[0]}, {"副局长", chain[1]}, {"局长", chain[2]}} {
		if s.Done() || s.Waiting() != chain[i] {
			t.Fatalf("step %d: waits for %q", i, s.Waiting())
		}
		if err := sign("", step.who, step.role, true, "同意"); err != nil {
			t.Fatal(err)
		}
	}
	if !s.Done() {
		t.Error("all signed, not done")
	}
	if err := sign("", "主任", chain[0], true, "同意"); err == nil {
		t.Error("signed once more")
	}
	s.Result = "sha256:2"
	if s.Done() || len(s.Steps) != 3 {
		t.Error("a changed result leaves with the old signatures")
	}
	for _, step := range []struct {
		who, role string
		agreed    bool
	}{{"主任", chain[0], true}, {"副局长", chain[1], false}} {
		if err := sign("", step.who, step.role, step.agreed, "意见"); err != nil {
			t.Fatal(err)
		}
	}
	if s.Waiting() != chain[0] || len(s.Steps) != 5 {
		t.Errorf("after a refusal it waits for %q", s.Waiting())
	}
	both := ledger.Signer{Name: "主任", Roles: chain}
	if s, err := s.Sign("", both, true, "同意", at); err != nil {
		t.Fatal(err)
	} else if _, err := s.Sign("", both, true, "同意", at); err == nil || !strings.Contains(err.Error(), "同一人") {
		t.Errorf("one person signed twice: %v", err)
	}
	if !(ledger.Signoff{Site: "a"}).Done() {
		t.Error("an office without a chain waits for nobody")
	}
}

func TestManualScore(t *testing.T) {
	a := &result.Audit{Site: result.Site{ID: "a"}, Quarter: "2022Q3", Indicators: []result.Indicator{{Rules: []result.Rule{
		{ID: "9.1", Key: "training", Kind: "manual", Worth: 200}, {ID: "1.1", Key: "stale", Kind: "stale-column", Worth: 100}}}}}
	m, err := ledger.Enter(a, "9.1", 150, "甲", "查阅培训记录", []string{"培训签到表.pdf"}, day("2022-10-10"))
	if err != nil || m.Rule != "training" || m.Worth != 200 || m.Score != 150 {
		t.Errorf("%+v, %v", m, err)
	}
	for name, try := range map[string]func() error{
		"超过满分": func() error { _, err := ledger.Enter(a, "9.1", 201, "甲", "x", nil, day("2022-10-10")); return err },
		"负分":   func() error { _, err := ledger.Enter(a, "9.1", -1, "甲", "x", nil, day("2022-10-10")); return err },
		"没有理由": func() error { _, err := ledger.Enter(a, "9.1", 1, "甲", "", nil, day("2022-10-10")); return err },
		"程序评判": func() error { _, err := ledger.Enter(a, "stale", 1, "甲", "x", nil, day("2022-10-10")); return err },
		"没有这条": func() error { _, err := ledger.Enter(a, "x", 1, "甲", "x", nil, day("2022-10-10")); return err },
	} {
		if try() == nil {
			t.Errorf("%s：没有拒绝", name)
		}
	}
}

func TestDueDay(t *testing.T) {
	cal, err := workday.National()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from string
		n    int
		want string
	}{{"2022-04-22", 3, "2022-04-26"}, {"2022-12-30", 3, "2023-01-05"}, {"2023-01-20", 5, "2023-02-01"}} {
		// Late in the evening in Beijing it is still that day, in UTC too.
		got, err := ledger.DueDay(cal, day(c.from).Add(23*time.Hour).UTC(), c.n)
		if err != nil || !got.Equal(day(c.want)) {
			t.Errorf("%s + %d = %s, %v; want %s", c.from, c.n, got, err, c.want)
		}
	}
	if _, err := ledger.DueDay(cal, day("2031-01-05"), 5); err == nil {
		t.Error("a year without a calendar was guessed")
	}
}

func TestCompare(t *testing.T) {
	quarter := func(q, date, digest string, coverage float64, verdict finding.Verdict, all ...result.Finding) *result.Audit {
		c := failing(date, all...)
		c.quarter, c.verdicts = q, map[string]finding.Verdict{"r": verdict}
		a := c.audit()
		a.RuleSet.Digest, a.Score.Coverage = digest, coverage
		return a
	}
	old := quarter("2022Q3", "2022-10-01", "d", 0.95, finding.Fail, problem("留", ""), problem("修", ""), problem("误", ""))
	now := quarter("2022Q4", "2023-01-02", "d", 0.95, finding.Fail, problem("留", ""), problem("新", ""), problem("回", ""), problem("误", ""))
	cases := []ledger.Case{{ID: "1", Fingerprint: "fp-回", First: "2022Q1", Reopened: true}, {ID: "2", Fingerprint: "fp-误", State: ledger.Dismissed},
		{ID: "3", Fingerprint: "fp-修", State: ledger.Closed, First: "2022Q3"}, {ID: "4", Fingerprint: "fp-留", First: "2022Q3"}}
	c := ledger.Compare(old, now, cases)
	subjects := func(items []ledger.Item) string {
		var all []string
		for _, i := range items {
			all = append(all, strings.TrimPrefix(i.Subject, "栏目:"))
		}
		return strings.Join(all, " ")
	}
	if !c.Comparable() || subjects(c.New) != "新" || subjects(c.Still) != "留" || subjects(c.Returned) != "回" || subjects(c.Fixed) != "修" || len(c.Unknown) != 0 {
		t.Errorf("new %q still %q returned %q fixed %q unknown %q, %v", subjects(c.New), subjects(c.Still), subjects(c.Returned), subjects(c.Fixed), subjects(c.Unknown), c.Why)
	}
	cases[2].State = ledger.Replied
	if c := ledger.Compare(old, now, cases); subjects(c.Unknown) != "修" || len(c.Fixed) != 0 {
		t.Error("what nobody looked at again counts as mended")
	}
	for name, other := range map[string]*result.Audit{
		"评价指标的内容": quarter("2022Q4", "2023-01-02", "e", 0.95, finding.Pass), "可核验比例": quarter("2022Q4", "2023-01-02", "d", 0.5, finding.Pass),
	} {
		if c := ledger.Compare(old, other, cases); c.Comparable() || !strings.Contains(strings.Join(c.Why, ""), name) {
			t.Errorf("%s：%v", name, c.Why)
		}
	}
	columns := func(v finding.Verdict) *result.Audit {
		a := quarter("2022Q4", "2023-01-02", "d", 0.95, finding.Pass)
		for _, key := range []string{"a", "b", "c", "d"} {
			a.Indicators[0].Rules = append(a.Indicators[0].Rules, result.Rule{Key: key, Title: key + "栏目", Kind: "missing-column", Verdict: v})
		}
		return a
	}
	if c := ledger.Compare(columns(finding.Pass), columns(finding.Fail), nil); c.Comparable() || !strings.Contains(c.Why[0], "结构") {
		t.Errorf("a rebuilt site: %v", c.Why)
	}
}
