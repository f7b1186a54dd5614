package rectify

import (
	"fmt"

	"ducha/internal/finding"
	"ducha/internal/result"
)

// A Trip is a reason to hold all notices until a person has looked: what the
// numbers show is more likely our fault, or a rebuilt site, than the units'.
type Trip struct {
	Name string // 网站改版, 问题激增, 规则异常, 工具故障
	Site string // empty: all
	Why  string
}

func (t Trip) String() string { return t.Name + "：" + t.Why }

// A Pair is a site's results of this quarter and the one before; Before may be nil.
type Pair struct{ Before, Now *result.Audit }

// Limits of the breakers (reliability.md M14).
const (
	stormTimes = 3
	stormLeast = 20
	ruleSites  = 5
	ruleShare  = 0.8
	ruleCalm   = 0.2
	blindJump  = 0.3
	goneShare  = 0.5
	goneLeast  = 4
)

// Breakers looks for what must not go out unseen. cases is how many the notices
// name, before how many those of the last quarter did.
func Breakers(pairs []Pair, cases, before int) []Trip {
	var trips []Trip
	if before > 0 && cases > stormLeast && cases > stormTimes*before {
		trips = append(trips, Trip{Name: "问题激增", Why: fmt.Sprintf("本批通知涉及问题%d项，上季度为%d项，超过%d倍", cases, before, stormTimes)})
	}
	for _, p := range pairs {
		if p.Now == nil || p.Before == nil {
			continue
		}
		if p.Before.Score.Coverage-p.Now.Score.Coverage > blindJump {
			trips = append(trips, Trip{Name: "工具故障", Site: p.Now.Site.ID, Why: fmt.Sprintf("%s可核验内容由%.0f%%降至%.0f%%", p.Now.Site.Name, p.Before.Score.Coverage*100, p.Now.Score.Coverage*100)})
		}
		if gone, of := gone(p); of >= goneLeast && float64(gone) >= goneShare*float64(of) {
			trips = append(trips, Trip{Name: "网站改版", Site: p.Now.Site.ID, Why: fmt.Sprintf("%s上季度达标的%d项栏目和内容中，本季度有%d项不达标，可能是网站改版", p.Now.Site.Name, of, gone)})
		}
	}
	return append(trips, badRules(pairs)...)
}

// gone counts the absences that were not there before, of what was present.
func gone(p Pair) (n, of int) {
	now := verdicts(p.Now)
	for key, before := range verdicts(p.Before) {
		if before.Verdict != finding.Pass || !absence(before.Kind) {
			continue
		}
		of++
		if r, ok := now[key]; ok && r.Verdict == finding.Fail {
			n++
		}
	}
	return n, of
}

// absence says whether a kind looks for something that must be there.
func absence(kind string) bool {
	return len(kind) > 8 && kind[:8] == "missing-"
}

func verdicts(a *result.Audit) map[string]result.Rule {
	all := map[string]result.Rule{}
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			all[r.Key] = r
		}
	}
	return all
}

// badRules finds rules that suddenly fail nearly everywhere.
func badRules(pairs []Pair) []Trip {
	type tally struct {
		title            string
		fail, of         int
		failed, ofBefore int
	}
	var order []string
	all := map[string]*tally{}
	for _, p := range pairs {
		if p.Now == nil {
			continue
		}
		for _, ind := range p.Now.Indicators {
			for _, r := range ind.Rules {
				if r.Verdict != finding.Pass && r.Verdict != finding.Fail {
					continue
				}
				t := all[r.Key]
				if t == nil {
					t = &tally{title: r.Title}
					all[r.Key], order = t, append(order, r.Key)
				}
				t.of++
				if r.Verdict == finding.Fail {
					t.fail++
				}
			}
		}
		if p.Before == nil {
			continue
		}
		for key, r := range verdicts(p.Before) {
			if t := all[key]; t != nil && (r.Verdict == finding.Pass || r.Verdict == finding.Fail) {
				t.ofBefore++
				if r.Verdict == finding.Fail {
					t.failed++
				}
			}
		}
	}
	var trips []Trip
	for _, key := range order {
		t := all[key]
		if t.of >= ruleSites && float64(t.fail) >= ruleShare*float64(t.of) && (t.ofBefore == 0 || float64(t.failed) < ruleCalm*float64(t.ofBefore)) {
			trips = append(trips, Trip{Name: "规则异常", Why: fmt.Sprintf("规则“%s”在%d个网站中的%d个不达标，请先核对规则", t.title, t.of, t.fail)})
		}
	}
	return trips
}
