package rules_test

import (
	"testing"

	"ducha/checks"
	"ducha/rules"
)

// The inspection set says of every scored value where it comes from; only what a
// public text confirms is called official.
func TestWebsite2019SaysWhatIsOfficial(t *testing.T) {
	set, err := rules.Load("website-2019", checks.All)
	if err != nil {
		t.Fatal(err)
	}
	totals := map[string]rules.Points{"发布解读": 3100, "办事服务": 2500, "互动交流": 2300, "功能设计": 2100}
	for _, g := range set.Groups {
		if totals[g.Level1] != g.Worth || g.Origin != rules.FromDocument {
			t.Errorf("group %s: %s %s", g.Level1, g.Worth, g.Origin)
		}
		delete(totals, g.Level1)
	}
	if len(totals) > 0 || set.Passing != 6000 || set.BonusFrom != 8000 || set.Bonus != 3000 || set.Official {
		t.Errorf("groups missing %v, passing %s, bonus from %s up to %s", totals, set.Passing, set.BonusFrom, set.Bonus)
	}
	// The single values that a public text gives.
	confirmed := map[string]rules.Points{"policies-fresh": 500, "service-statistics": 200, "messages-fresh": 300, "bonus": 0}
	for _, ind := range set.Indicators {
		if ind.Worth > 0 && ind.Origin == "" {
			t.Errorf("%s does not say where its worth comes from", ind.ID)
		}
		for _, r := range ind.Rules {
			if r.Points > 0 && r.Origin == "" && !ind.Bonus {
				t.Errorf("%s does not say where its points come from", r.ID)
			}
			if want, ok := confirmed[r.Key]; r.Origin == rules.FromDocument && (!ok || want != r.Points || r.Source == "") {
				t.Errorf("%s %s: %s points are called official", r.ID, r.Key, r.Points)
			}
		}
	}
}

// Vetoes concern every site; what is scored concerns portals only; a channel is
// no site of its own, so that only its columns are looked at.
func TestWebsite2019KnowsKindsOfSites(t *testing.T) {
	set, err := rules.Load("website-2019", checks.All)
	if err != nil {
		t.Fatal(err)
	}
	count := func(kind string) (scored int, looked []string) {
		for _, ind := range set.Indicators {
			for _, r := range ind.Rules {
				if !r.Concerns(kind) {
					continue
				}
				if r.Points > 0 {
					scored++
				} else if len(looked) == 0 || looked[len(looked)-1] != ind.ID {
					looked = append(looked, ind.ID)
				}
			}
		}
		return scored, looked
	}
	if n, looked := count(rules.Portal); n < 40 || len(looked) < 7 {
		t.Errorf("portal: %d scored rules, %v", n, looked)
	}
	if n, looked := count(rules.DeptSite); n != 0 || len(looked) != 10 {
		t.Errorf("department: %d scored rules, %v", n, looked)
	}
	if n, looked := count(rules.Channel); n != 0 || len(looked) != 2 {
		t.Errorf("channel: %d scored rules, %v", n, looked)
	}
}
