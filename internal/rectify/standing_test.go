package rectify_test

import (
	"strings"
	"testing"

	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/rectify"
	"ducha/rules"
)

// A bulletin shows the score as people have decided it: a false alarm deducts from
// nobody, in no quarter.
func TestBulletinIsSettled(t *testing.T) {
	o := open(t, false)
	o.Rules = func(string, string) (*rules.Set, error) { return &rules.Set{ID: "zwgk-2022", Digest: "x"}, nil }
	for i, quarter := range []string{"2022Q3", "2022Q4"} {
		a := audit(quarter, day(2022, 10, 9).AddDate(0, 3*i, 0), "公交线网")
		a.RuleSet.Digest, a.Score.Low, a.Score.High = "sha256:x", 6667, 6667
		for j := range a.Indicators {
			a.Indicators[j].Worth = 1000
			r := &a.Indicators[j].Rules[0]
			if r.Worth = 1000; r.Verdict == finding.Fail {
				r.Deducted = 1000
			}
		}
		o.now = day(2022, 10, 12).AddDate(0, 3*i, 0)
		o.take(t, a, ledger.Audit)
	}
	b, err := o.Bulletin(t.Context(), "2022Q4")
	if err != nil || b.Standing[0].Score != "66.67" {
		t.Fatalf("before anybody decided: %+v, %v", b.Standing, err)
	}
	o.apply(t, o.cases(t)[0].ID, ledger.Event{Kind: ledger.Dismiss, By: "张督查", Why: "误报"})
	if b, err = o.Bulletin(t.Context(), "2022Q4"); err != nil || b.Standing[0].Score != "100" || b.Standing[0].Change != "与上期持平" {
		t.Errorf("after: %+v, %v", b.Standing, err)
	}
	// By rules that were changed since, nothing can be worked out again: it says so.
	o.Rules = func(string, string) (*rules.Set, error) { return &rules.Set{ID: "zwgk-2022", Digest: "y"}, nil }
	if b, err = o.Bulletin(t.Context(), "2022Q4"); err != nil || b.Standing[0].Score != "66.67" || !strings.Contains(b.Standing[0].Note, "未经台账核定") {
		t.Errorf("other rules: %+v, %v", b.Standing, err)
	}
}

// The yearly figures count what a person found to be true, in every year it stood.
func TestYearCountsWhatStood(t *testing.T) {
	o := open(t, false)
	for i, q := range []string{"2021Q4", "2022Q2", "2023Q1"} {
		at := day(2022, 1, 9).AddDate(0, 6*i, 0)
		o.now = at.AddDate(0, 0, 1)
		a := audit(q, at, "公交线网", "公交服务", "出租车标准")
		a.Findings[0].Head = finding.HeadTimely
		o.take(t, a, ledger.Audit)
	}
	cases := o.cases(t)
	o.apply(t, cases[0].ID, ledger.Event{Kind: ledger.Confirm, By: "张督查"})
	// The second was never confirmed before it was gone; the third is a secret.
	o.now = day(2023, 2, 2)
	a := audit("2023Q1", day(2023, 2, 1), "公交线网", "出租车标准")
	a.Findings[0].Head = finding.HeadTimely
	a.Findings[1].Defect = "leak.secrecy_mark"
	o.take(t, a, ledger.Recheck)
	f, err := o.Year(t.Context(), "2022")
	if err != nil || f.Confirmed != 1 || f.Open != 1 || f.Closed != 0 || !strings.Contains(f.Text(), "属于更新不够及时的1项。") {
		t.Errorf("%+v, %v", f, err)
	}
	o.apply(t, cases[2].ID, ledger.Event{Kind: ledger.Confirm, By: "张督查"})
	b, err := o.Bulletin(t.Context(), "2023Q1")
	if err != nil || b.Before.Fixed != 0 {
		t.Errorf("what nobody confirmed counts as mended: %+v, %v", b.Before, err)
	}
	if f, err = o.Year(t.Context(), "2022"); err != nil || f.Confirmed != 1 {
		t.Errorf("a secret is counted: %+v, %v", f, err)
	}
}

func TestBulletinAndYear(t *testing.T) {
	o := open(t, false)
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网", "公交服务"), ledger.Audit)
	o.confirm(t)
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil {
		t.Fatal(err)
	}
	o.now = day(2022, 11, 1)
	o.take(t, audit("2022Q4", day(2022, 10, 31), "公交服务"), ledger.Recheck) // 公交线网 is mended
	// A bulletin of the quarter counts what was found and mended within it.
	if soon, err := o.Bulletin(t.Context(), "2022Q3"); err != nil || soon.Mended != 1 || soon.Standing[0].Tally.New != 2 || soon.Standing[0].Tally.Fixed != 1 {
		t.Errorf("%v: mended %d, %+v", err, soon.Mended, soon.Standing)
	}
	o.now = day(2023, 1, 6)
	later := audit("2022Q4", day(2023, 1, 5), "公交服务", "出租车标准")
	later.Score.Low, later.Score.High = 8500, 8500
	o.take(t, later, ledger.Audit)
	o.confirm(t)
	b, err := o.Bulletin(t.Context(), "2022Q4")
	if err != nil {
		t.Fatal(err)
	}
	if b.First || b.Before.Fixed != 1 || b.Before.Open != 1 || len(b.Cases) != 2 || len(b.Standing) != 1 {
		t.Errorf("%+v, %d cases, %+v", b.Before, len(b.Cases), b.Standing)
	}
	if s := b.Standing[0]; s.Rank != 1 || s.Score != "85.00" && s.Score != "85" || s.Change != "较上期上升5分" && s.Change != "较上期上升5.00分" || s.Tally.New != 1 {
		t.Errorf("%+v", s)
	}
	if _, err := o.Bulletin(t.Context(), "2019Q1"); err == nil || !strings.Contains(err.Error(), "没有2019年第一季度的检查结果") {
		t.Errorf("a quarter without results: %v", err)
	}
	if early, err := o.Bulletin(t.Context(), "2022Q3"); err != nil || early.Standing[0].Tally.Open != 0 {
		t.Errorf("cases of a later quarter are left over from an earlier one: %v, %+v", err, early.Standing)
	}
	// What nobody has confirmed is no problem of anybody's in a bulletin.
	o.take(t, audit("2022Q4", day(2023, 1, 6), "公交服务", "出租车标准", "农村客运"), ledger.Audit)
	if again, err := o.Bulletin(t.Context(), "2022Q4"); err != nil || again.Standing[0].Tally.New != 1 || len(again.Cases) != 2 {
		t.Errorf("%v, %d cases, %+v", err, len(again.Cases), again.Standing)
	}
	f, err := o.Year(t.Context(), "2022")
	if err != nil {
		t.Fatal(err)
	}
	if f.Confirmed != 3 || f.Closed != 1 || f.Open != 2 || !strings.Contains(f.Text(), "核实问题3项，已整改销号1项") {
		t.Errorf("%+v: %s", f, f.Text())
	}
}
