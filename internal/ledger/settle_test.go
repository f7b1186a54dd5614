package ledger_test

import (
	"strings"
	"testing"

	"ducha/checks"
	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/result"
	"ducha/rules"
)

const setText = `
[set]
id = "t"
title = "试"
label = "示范"
year = 2022
basis = ["无"]
note = "无"
total = 10
[[indicator]]
id = "1"
level1 = "公开"
level2 = "更新"
basis = "无"
point = "无"
content = "无"
worth = 6
[[indicator.rule]]
id = "1.1"
key = "fresh"
kind = "stale-column"
points = 4
each = 1
params = { column = "政策解读", max_age_days = 90 }
[[indicator.rule]]
id = "1.2"
key = "blank"
kind = "stale-column"
points = 2
params = { column = "政策法规", max_age_days = 90 }
[[indicator]]
id = "2"
level1 = "管理"
level2 = "培训"
basis = "无"
point = "无"
content = "无"
worth = 4
[[indicator.rule]]
id = "2.1"
key = "training"
kind = "manual"
title = "培训"
points = 4
[[line]]
key = "many"
title = "栏目更新"
basis = "无"
defects = ["column.stale"]
limit = 2
veto = true
`

// judged is a result of the little set: two fails of four at one point each, a
// suspicion, and a rule for people.
func judged(t *testing.T) (*result.Audit, *rules.Set) {
	t.Helper()
	set, err := rules.Parse("t.toml", []byte(setText), checks.All)
	if err != nil {
		t.Fatal(err)
	}
	f := func(print, rule, subject string, v finding.Verdict, cost rules.Points) result.Finding {
		return result.Finding{Fingerprint: print, Rule: rule, Defect: "column.stale", Subject: subject, Verdict: v, Deducted: cost}
	}
	a := &result.Audit{Site: result.Site{ID: "a"}, Quarter: "2022Q3", RuleSet: result.RuleSet{ID: "t", Digest: "sha256:" + set.Digest},
		Score: result.Score{Low: 200, High: 800, Total: 1000, Coverage: 0.4, Vetoed: []string{"many"}, Applicable: 1000},
		Lines: []result.Line{{Key: "many", Limit: 2, Count: 2, Possible: 3, Veto: true, Reached: true}},
		Indicators: []result.Indicator{
			{ID: "1", Level1: "公开", Worth: 600, Rules: []result.Rule{{ID: "1.1", Key: "fresh", Kind: "stale-column", Verdict: finding.Fail, Worth: 400, Deducted: 200},
				{ID: "1.2", Key: "blank", Kind: "stale-column", Verdict: finding.Suspect, Worth: 200, AtRisk: 200}}},
			{ID: "2", Level1: "管理", Worth: 400, Rules: []result.Rule{{ID: "2.1", Key: "training", Kind: "manual", Verdict: finding.Manual, Worth: 400}}}},
		Findings: []result.Finding{f("p1", "fresh", "栏目:甲", finding.Fail, 100), f("p2", "fresh", "栏目:乙", finding.Fail, 100), f("p3", "blank", "栏目:丙", finding.Suspect, 0)}}
	return a, set
}

func TestSettle(t *testing.T) {
	with := func(print string, s ledger.State) ledger.Case {
		return ledger.Case{Fingerprint: print, State: s, Confirmer: "甲"}
	}
	for _, c := range []struct {
		name      string
		cases     []ledger.Case
		scores    []ledger.ManualScore
		low, high rules.Points
		vetoed    bool
		findings  int
	}{
		{"没有办理就不变", nil, nil, 200, 800, true, 3},
		{"误报不扣分，否决线重数", []ledger.Case{with("p1", ledger.Dismissed)}, nil, 300, 900, false, 2},
		{"豁免不扣分", []ledger.Case{with("p2", ledger.Waived)}, nil, 300, 900, false, 2},
		{"核实的疑似扣分", []ledger.Case{with("p3", ledger.Notified)}, nil, 200, 600, true, 3},
		{"没有人核实过的疑似不扣分", []ledger.Case{{Fingerprint: "p3", State: ledger.Closed}}, nil, 200, 800, true, 3},
		{"申诉中的暂不认定", []ledger.Case{with("p1", ledger.Appealed)}, nil, 200, 900, false, 3},
		{"人工评分计入", nil, []ledger.ManualScore{{Rule: "training", Score: 250, By: "甲", Why: "查阅"}}, 450, 650, true, 3},
		{"全部办完就是一个数", []ledger.Case{with("p3", ledger.Dismissed)}, []ledger.ManualScore{{Rule: "training", Score: 400, By: "甲", Why: "查阅"}}, 800, 800, true, 2},
	} {
		a, set := judged(t)
		got, err := ledger.Settle(a, set, c.cases, c.scores, day("2022-10-10"))
		if err != nil {
			t.Fatal(err)
		}
		if got.Score.Low != c.low || got.Score.High != c.high || (len(got.Score.Vetoed) > 0) != c.vetoed || len(got.Findings) != c.findings || got.Ledger == nil {
			t.Errorf("%s：%s～%s，否决%v，%d条；应为%s～%s，%v，%d条", c.name, got.Score.Low, got.Score.High, got.Score.Vetoed, len(got.Findings), c.low, c.high, c.vetoed, c.findings)
		}
		again, _ := judged(t)
		if a.Score.Low != again.Score.Low || a.Indicators[1].Rules[0].Verdict != finding.Manual || len(a.Findings) != 3 || a.Findings[2].Verdict != finding.Suspect || a.Lines[0].Count != 2 {
			t.Errorf("%s：原结果被改动", c.name)
		}
	}
	a, set := judged(t)
	a.RuleSet.Digest = "sha256:other"
	if _, err := ledger.Settle(a, set, nil, nil, day("2022-10-10")); err == nil || !strings.Contains(err.Error(), "有修改") {
		t.Errorf("another version of the set: %v", err)
	}
}
