package ledger

import "ducha/internal/finding"

// unseen looks at the open cases the result does not name. Only a rule that was
// judged and passed says anything about them, and only a recheck closes.
func (m *merger) unseen(have []Case, found map[identity]bool) error {
	a := m.in.Audit
	if !a.Snapshot.Complete {
		return nil // an aborted crawl fixes nothing
	}
	for _, c := range have {
		if c.Site != a.Site.ID || found[c.identity()] || c.RuleSet != a.RuleSet.ID || !a.Snapshot.Started.After(c.LastSeen) {
			continue
		}
		r, ok := ruleOf(a, c.Rule)
		if !ok || r.Kind != c.Kind {
			continue
		}
		k, why := m.absent(c, r.Verdict)
		if _, may := next(c.State)[k]; !may || k == Unsee && c.Unseen != "" {
			continue
		}
		if err := m.happen(c, c, []Event{m.event(k, why)}); err != nil {
			return err
		}
	}
	return nil
}

// absent is what it means that a rule's answer does not name a case; nothing when it says
// nothing. A rule that still fails elsewhere closes only a case that is known to have
// been judged by itself, for otherwise what could not be seen is not told apart from what is mended.
func (m *merger) absent(c Case, v finding.Verdict) (Kind, string) {
	fails := v == finding.Fail || v == finding.Suspect
	switch {
	case m.in.Purpose == Recheck && fails && m.in.Judged[c.ID]:
		return RecheckPass, "复查未再发现该问题"
	case v == finding.Pass && m.in.Purpose == Recheck:
		return RecheckPass, "复查该项达标"
	case v == finding.Pass:
		return Unsee, "本次检查该项达标，待复查后销号"
	case m.in.Purpose == Recheck && fails:
		return Unsee, "复查未再发现；同一规则还有其他问题，待全部整改后销号"
	}
	return "", ""
}
