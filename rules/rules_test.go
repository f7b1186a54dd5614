package rules_test

import (
	"strings"
	"testing"

	"ducha/checks"
	"ducha/rules"
)

// Every set in the binary loads with every kind in the binary.
func TestShippedSets(t *testing.T) {
	if len(rules.Shipped()) == 0 {
		t.Fatal("no shipped sets")
	}
	vocabulary, _, err := rules.ShippedVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, n := range vocabulary.Names {
		known[n.Key] = true
	}
	for _, id := range rules.Shipped() {
		set, err := rules.Load(id, checks.All)
		if err != nil {
			t.Fatalf("%s:\n%v", id, err)
		}
		if set.ID != id {
			t.Errorf("%s names itself %s", id, set.ID)
		}
		if !set.Official && set.Label == "" {
			t.Errorf("%s is not official and has no label", id)
		}
		for _, name := range set.Columns() {
			if !known[name] {
				t.Errorf("%s asks for column %q, which the vocabulary does not have", id, name)
			}
		}
	}
}

// The ten columns and the ten items of the seed's report are all looked at.
func TestZwgk2022CoversTheSeed(t *testing.T) {
	set, err := rules.Load("zwgk-2022", checks.All)
	if err != nil {
		t.Fatal(err)
	}
	have := strings.Join(set.Columns(), " ")
	for _, name := range strings.Fields("政务公开 公示公告 机构职能 预决算及三公费用 政策法规 政策解读 法治建设 法治监督 普法宣传 投诉建议 " +
		"履职依据 权责清单 行政许可 行政处罚 政府采购 重大项目 建议提案") {
		if !strings.Contains(have, name) {
			t.Errorf("no rule looks at %s", name)
		}
	}
	manual := 0
	for _, r := range set.Rules() {
		if r.Manual() {
			manual++
		}
	}
	if manual == 0 {
		t.Error("class-H indicators must be present as manual")
	}
}

// The year 2023 needed no Go, and differs from 2022 in the three indicators its
// head names.
func TestTheNextYearIsData(t *testing.T) {
	older, err := rules.Load("zwgk-2022", checks.All)
	if err != nil {
		t.Fatal(err)
	}
	newer, err := rules.Load("zwgk-2023", checks.All)
	if err != nil {
		t.Fatal(err)
	}
	changed := map[string]bool{}
	for _, c := range rules.Diff(older, newer) {
		if c.What != "调整" || c.Part == "设置依据" {
			continue
		}
		for _, id := range []string{"1.9", "3.1", "7.1"} {
			if strings.HasPrefix(c.ID, id) {
				changed[id] = true
			}
		}
		if !strings.HasPrefix(c.ID, "1.9") && !strings.HasPrefix(c.ID, "3.1") && !strings.HasPrefix(c.ID, "7.1") {
			t.Errorf("an unannounced change: %+v", c)
		}
	}
	if len(changed) != 3 {
		t.Errorf("changed indicators: %v, want 1.9, 3.1 and 7.1", changed)
	}
	if !strings.Contains(newer.Label, "示范") {
		t.Error("the 2023 set must be marked 示范")
	}
}
