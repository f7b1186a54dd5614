package main

import (
	"testing"

	"ducha/internal/ledger"
)

// Every case that a passing rule would close must have its pages looked at.
func TestSiblings(t *testing.T) {
	c := func(id, site, set, rule string) ledger.Case {
		return ledger.Case{ID: id, Site: site, RuleSet: set, Rule: rule}
	}
	chosen := []ledger.Case{c("1", "a", "z", "leak"), c("2", "a", "z", "stale")}
	known := []ledger.Case{c("1", "a", "z", "leak"), c("3", "a", "z", "leak"), c("4", "b", "z", "leak"), c("5", "a", "y", "leak"), c("6", "a", "z", "blank")}
	got := withSiblings(chosen, known)
	if len(got) != 3 || got[2].ID != "3" {
		t.Errorf("%+v", got)
	}
}
