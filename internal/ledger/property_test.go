package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"ducha/internal/finding"
	"ducha/internal/ledger"
)

// Whatever crawls and people do, in whatever order: a second merge of the same
// result makes no event, nothing closes but by a recheck, and no number is given
// twice.
func TestAnyHistory(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 7))
		b := &book{t: t}
		now := day("2022-01-01")
		for range 30 {
			now = now.Add(time.Duration(1+random.IntN(200)) * time.Hour)
			if random.IntN(3) == 0 || len(b.cases) == 0 {
				in := randomImport(random, now)
				closedBefore := closed(b.cases)
				b.merge(in)
				if in.Purpose == ledger.Audit && closed(b.cases) > closedBefore {
					t.Fatalf("seed %d: an audit closed a case", seed)
				}
				b.merge(in)
				if len(b.kinds) != 0 || len(b.last.Seen) != 0 {
					t.Fatalf("seed %d: the second merge made %v and %d sightings", seed, b.kinds, len(b.last.Seen))
				}
				continue
			}
			i := random.IntN(len(b.cases))
			kinds := ledger.Kinds()
			e := full(kinds[random.IntN(len(kinds))])
			if e.Kind == ledger.RecheckPass || e.Kind == ledger.RecheckFail {
				continue
			}
			e.At, e.By, e.Due, e.Until = now, []string{"甲", "乙", "丙"}[random.IntN(3)], ledger.Day(now).AddDate(0, 0, random.IntN(20)), ledger.Day(now).AddDate(0, 0, random.IntN(40))
			if after, err := ledger.Apply(b.cases[i], e); err == nil {
				if after.State == ledger.Closed && b.cases[i].State != ledger.Closed {
					t.Fatalf("seed %d: %s closed a case", seed, e.Kind)
				}
				b.cases[i] = after
			}
		}
	}
}

func closed(cases []ledger.Case) int {
	n := 0
	for _, c := range cases {
		if c.State == ledger.Closed {
			n++
		}
	}
	return n
}

func randomImport(random *rand.Rand, now time.Time) ledger.Import {
	c := crawl{quarter: fmt.Sprintf("%dQ%d", now.Year(), (int(now.Month())-1)/3+1), start: now.Add(-2 * time.Hour), aborted: random.IntN(5) == 0,
		verdicts: map[string]finding.Verdict{"r": finding.Verdict(random.IntN(7))}}
	if v := c.verdicts["r"]; v == finding.Fail || v == finding.Suspect {
		for _, s := range []string{"甲", "乙", "丙"} {
			if random.IntN(2) == 0 {
				f := problem(s, fmt.Sprint(random.IntN(2)))
				f.Verdict = v
				c.findings = append(c.findings, f)
			}
		}
	}
	purpose := ledger.Audit
	if random.IntN(3) == 0 {
		purpose = ledger.Recheck
	}
	return ledger.Import{Audit: c.audit(), Purpose: purpose, Policy: ledger.Policy{Trusted: random.IntN(2) == 0}, At: now}
}
