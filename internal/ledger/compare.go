package ledger

import (
	"fmt"
	"slices"
	"strings"

	"ducha/internal/finding"
	"ducha/internal/result"
)

// Limits of comparison, ours: below MinCoverage a card is not ranked, and the
// site counts as rebuilt when so many of its columns are gone at once.
const (
	MinCoverage    = 0.80
	rebuiltColumns = 3
	rebuiltShare   = 30 // per cent of the columns
)

// A Comparison sets a quarter against an earlier one.
type Comparison struct {
	Site     string     `json:"site"`
	Name     string     `json:"name"`
	From     string     `json:"from"` // quarters
	To       string     `json:"to"`
	Why      []string   `json:"not_comparable"` // 不可比 for these reasons; empty = scores may be compared
	New      []Item     `json:"new"`
	Still    []Item     `json:"still"`
	Fixed    []Item     `json:"fixed"`
	Returned []Item     `json:"returned"`
	Unknown  []Item     `json:"unknown"` // found last time, and this time nobody can tell
	Low      [2]int64   `json:"low"`     // scores then and now, hundredths
	High     [2]int64   `json:"high"`
	Coverage [2]float64 `json:"coverage"`
}

// Item is one problem of a comparison.
type Item struct {
	Case       string `json:"case"` // number in the ledger; empty when it is not there
	Unit       string `json:"unit"`
	DefectName string `json:"defect_name"`
	Subject    string `json:"subject"`
	Message    string `json:"message"`
	State      State  `json:"state"`
}

// Comparable says whether the scores may stand beside one another.
func (c Comparison) Comparable() bool { return len(c.Why) == 0 }

// Compare sets a result against an earlier one of the same site. False alarms are
// left out: they were no problems in either.
func Compare(old, now *result.Audit, cases []Case) Comparison {
	c := Comparison{Site: now.Site.ID, Name: now.Site.Name, From: old.Quarter, To: now.Quarter, Why: incomparable(old, now),
		Low: [2]int64{int64(old.Score.Low), int64(now.Score.Low)}, High: [2]int64{int64(old.Score.High), int64(now.Score.High)},
		Coverage: [2]float64{old.Score.Coverage, now.Score.Coverage}}
	known := knownOf(now.Site.ID, cases)
	before, after := identities(old), identities(now)
	for _, f := range now.Findings {
		k := known.of(f)
		switch item := itemOf(f, k); {
		case k.State == Dismissed:
		case k.ID != "" && k.First < now.Quarter && (k.Reopened || k.Returns > 0) && !before[identityOf(f)]:
			c.Returned = append(c.Returned, item)
		case before[identityOf(f)]:
			c.Still = append(c.Still, item)
		default:
			c.New = append(c.New, item)
		}
	}
	for _, f := range old.Findings {
		k := known.of(f)
		if after[identityOf(f)] || k.State == Dismissed {
			continue
		}
		r, ok := ruleOf(now, f.Rule)
		if k.State == Closed || ok && r.Verdict == finding.Pass && now.Snapshot.Complete && old.RuleSet.ID == now.RuleSet.ID {
			c.Fixed = append(c.Fixed, itemOf(f, k))
		} else {
			c.Unknown = append(c.Unknown, itemOf(f, k))
		}
	}
	return c
}

func identities(a *result.Audit) map[identity]bool {
	all := map[identity]bool{}
	for _, f := range a.Findings {
		all[identityOf(f)] = true
	}
	return all
}

func itemOf(f result.Finding, k Case) Item {
	item := Item{Case: k.ID, Unit: f.Unit, DefectName: f.DefectName, Subject: f.Subject, Message: f.Message, State: k.State}
	if k.Unit != "" {
		item.Unit = k.Unit
	}
	return item
}

// incomparable lists why two cards cannot be set beside one another.
func incomparable(old, now *result.Audit) []string {
	var why []string
	switch {
	case old.RuleSet.ID != now.RuleSet.ID:
		why = append(why, fmt.Sprintf("评价指标不同（%s、%s）", old.RuleSet.ID, now.RuleSet.ID))
	case old.RuleSet.Digest != now.RuleSet.Digest:
		why = append(why, "评价指标的内容有修改")
	case old.RuleSet.Vocabulary != now.RuleSet.Vocabulary:
		why = append(why, "栏目名称表有修改")
	}
	for _, a := range []*result.Audit{old, now} {
		if a.Score.Coverage < MinCoverage {
			why = append(why, fmt.Sprintf("%s可核验比例为%.0f%%，低于%.0f%%", a.Quarter, a.Score.Coverage*100, MinCoverage*100))
		}
		if !a.Snapshot.Complete {
			why = append(why, a.Quarter+"的抓取没有完成")
		}
	}
	if gone := goneColumns(old, now); len(gone) > 0 {
		why = append(why, "网站结构有较大变化（"+strings.Join(gone, "、")+"同时不见或无法核验），可能已改版")
	}
	return why
}

// goneColumns are the columns that were there and no longer are, when there are so
// many that the site was rebuilt rather than neglected.
func goneColumns(old, now *result.Audit) []string {
	passed := 0
	var gone []string
	for _, ind := range old.Indicators {
		for _, r := range ind.Rules {
			if r.Kind != "missing-column" || r.Verdict != finding.Pass {
				continue
			}
			passed++
			if n, ok := ruleOf(now, r.Key); ok && n.Verdict != finding.Pass && n.Verdict != finding.NotApplicable && n.Verdict != finding.NotDue {
				gone = append(gone, r.Title)
			}
		}
	}
	if len(gone) >= rebuiltColumns || len(gone) >= 2 && len(gone)*100 >= passed*rebuiltShare {
		return slices.Compact(gone)
	}
	return nil
}
