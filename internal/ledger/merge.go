package ledger

import (
	"fmt"
	"slices"
	"time"

	"ducha/internal/finding"
	"ducha/internal/result"
)

// A Purpose is why a site was looked at. Only a recheck closes cases.
type Purpose string

// Purposes.
const (
	Audit   Purpose = "audit"
	Recheck Purpose = "recheck"
)

// Second review (复核) policies.
const (
	SecondVeto   = "veto" // veto items, the default
	SecondAlways = "always"
	SecondNever  = "never"
)

// Policy is the office's own part of the rules of the ledger.
type Policy struct {
	// Trusted lets a machine's fail stand without a first person (初核). A
	// suspicion or a veto item never does.
	Trusted bool
	Second  string // SecondVeto when empty
}

// An Import is a result on its way into the ledger.
type Import struct {
	Audit   *result.Audit
	Purpose Purpose
	Policy  Policy
	Waivers []Waiver
	// Answerable names the unit and person answerable for a finding; nil, or an
	// empty unit, leaves the finding's own unit.
	Answerable func(f result.Finding) (unit, person string)
	// Cycle tells how often the office itself has the finding's column move (更新周期); nil, or
	// an empty word, when it does not say.
	Cycle func(f result.Finding) string
	// Judged are the cases, by number, that a recheck judged each by itself: not found is
	// mended then, though the rule fails for others.
	Judged map[string]bool
	At     time.Time // of the import, UTC
	By     string    // who imports it; Machine when empty
}

// A Change is a case with what happened to it.
type Change struct {
	Before  Case // zero for a new case
	Case    Case
	Entries []Entry // not sealed yet
}

// New says that the case was not in the ledger.
func (c Change) New() bool { return c.Before.ID == "" }

// An Ignored finding made no case.
type Ignored struct {
	Finding result.Finding
	Why     string
}

// A Plan is all a result means for the ledger.
type Plan struct {
	Changes []Change // cases to which something happened
	Seen    []Case   // cases seen again without anything happening: only their sighting moves
	Ignored []Ignored
}

// Merge says what a result means for the cases of its site. It decides nothing a
// person must decide, and what it could not see changes nothing: merging the same
// result twice gives an empty second plan of changes.
func Merge(have []Case, in Import) (Plan, error) {
	a := in.Audit
	if a == nil || a.Site.ID == "" || a.Quarter == "" {
		return Plan{}, fmt.Errorf("结果文件没有写明网站和季度，不能记入台账")
	}
	asOf, err := time.ParseInLocation(time.DateOnly, a.AsOf, Day(in.At).Location())
	if err != nil {
		return Plan{}, fmt.Errorf("结果文件的评价基准日 %q 有误", a.AsOf)
	}
	m := &merger{in: in, asOf: asOf, known: knownOf(a.Site.ID, have), next: nextNumber(have, a)}
	found := map[identity]bool{}
	for _, f := range a.Findings {
		if found[identityOf(f)] {
			continue
		}
		found[identityOf(f)] = true
		if err := m.found(f); err != nil {
			return Plan{}, err
		}
	}
	if err := m.unseen(have, found); err != nil {
		return Plan{}, err
	}
	return m.plan, nil
}

type merger struct {
	in    Import
	asOf  time.Time
	known known
	next  int
	plan  Plan
}

// nextNumber continues the numbers of the site's quarter.
func nextNumber(have []Case, a *result.Audit) int {
	most := 0
	for _, c := range have {
		var n int
		if c.Site == a.Site.ID && c.First == a.Quarter {
			if _, err := fmt.Sscanf(c.ID, a.Quarter+"-"+a.Site.ID+"-%d", &n); err == nil {
				most = max(most, n)
			}
		}
	}
	return most + 1
}

// event is something the crawl makes happen.
func (m *merger) event(k Kind, why string) Event {
	a := m.in.Audit
	return Event{Kind: k, At: m.in.At, By: Machine, Why: why, Snapshot: a.Snapshot.Digest, Quarter: a.Quarter, Rules: a.RuleSet.Digest}
}

// found takes one finding in.
func (m *merger) found(f result.Finding) error {
	if f.Verdict != finding.Fail && f.Verdict != finding.Suspect {
		return nil
	}
	before := m.known.of(f)
	filed := m.filing(f)
	if filed != nil && (filed.Kind == Downtime || Day(m.in.At).After(Day(filed.Until))) {
		m.ignore(f, "有"+filed.Kind.Chinese()+"（"+filed.Why+"）")
		return nil
	}
	if before.ID == "" {
		return m.happen(Case{}, m.sight(Case{}, f, true), m.opening(f, filed, Find, ""))
	}
	if before.Snapshot != m.in.Audit.Snapshot.Digest {
		switch {
		case !before.LastSeen.Before(m.in.Audit.Snapshot.Finished.Time):
			m.ignore(f, "台账 "+before.ID+" 已有更新的检查结果")
			return nil
		case before.State == Closed && !m.in.Audit.Snapshot.Started.After(before.Changed):
			m.ignore(f, "台账 "+before.ID+" 在这次检查之后已销号")
			return nil
		}
	}
	events := m.again(before, f, filed)
	return m.happen(before, m.sight(before, f, begins(events)), events)
}

func (m *merger) ignore(f result.Finding, why string) {
	m.plan.Ignored = append(m.plan.Ignored, Ignored{f, why})
}

// begins says that a case begins anew with these events.
func begins(events []Event) bool {
	return len(events) > 0 && slices.Contains([]Kind{Find, Refind, Return}, events[0].Kind)
}

// opening is how a case begins: found, and then excused by a filing or, where the
// office wants no first person, confirmed.
func (m *merger) opening(f result.Finding, filed *Waiver, k Kind, why string) []Event {
	events := []Event{m.event(k, why)}
	switch {
	case filed != nil:
		events = append(events, m.excuse(filed))
	case m.in.Policy.Trusted && f.Verdict == finding.Fail && !m.second(f):
		events = append(events, m.event(Confirm, "按设置由系统初核"))
	}
	return events
}

func (m *merger) excuse(filed *Waiver) Event {
	e := m.event(Excuse, filed.Kind.Chinese()+"："+filed.Why)
	e.Approver, e.Until = filed.Approver, Day(filed.Until)
	return e
}

// again says what it means that a known case is found once more.
func (m *merger) again(c Case, f result.Finding, filed *Waiver) []Event {
	if c.Snapshot == m.in.Audit.Snapshot.Digest {
		return nil // the same crawl says nothing new
	}
	failed := m.in.Purpose == Recheck && f.Verdict == finding.Fail
	later := m.in.Audit.Snapshot.Started.After(c.Changed) // what was seen before the decision is no answer to it
	switch c.State {
	case Closed:
		if failed {
			return []Event{m.event(RecheckFail, f.Message)}
		}
		return m.opening(f, filed, Return, "")
	case Dismissed:
		if later && c.Dismissed != EvidenceKey(f.Evidence) {
			return m.opening(f, filed, Refind, "认定误报时的证据已发生变化")
		}
	case Found, InReview, Confirmed, Notified, Replied:
		if filed != nil {
			return []Event{m.excuse(filed)}
		}
		if failed && later && c.State != Found && c.State != InReview {
			return []Event{m.event(RecheckFail, f.Message)}
		}
	}
	return nil
}

// happen applies events and notes the change, or the mere sighting.
func (m *merger) happen(before, c Case, events []Event) error {
	change := Change{Before: before}
	for _, e := range events {
		after, err := Apply(c, e)
		if err != nil {
			return fmt.Errorf("记入台账：%w", err)
		}
		change.Entries = append(change.Entries, Record(c, after, e))
		c = after
	}
	change.Case = c
	switch {
	case len(events) > 0:
		m.plan.Changes = append(m.plan.Changes, change)
	case c.Snapshot != before.Snapshot || c.Unseen != before.Unseen:
		m.plan.Seen = append(m.plan.Seen, c)
	}
	return nil
}

// sight moves a case's picture to the newest crawl. Severity and the wish for a
// second person stay as decided unless the case begins anew.
func (m *merger) sight(c Case, f result.Finding, anew bool) Case {
	a := m.in.Audit
	if c.ID == "" {
		c = Case{ID: fmt.Sprintf("%s-%s-%03d", a.Quarter, a.Site.ID, m.next), Fingerprint: f.Fingerprint, Site: a.Site.ID,
			First: a.Quarter, FirstSeen: a.Snapshot.Finished.Time, Unit: f.Unit}
		m.next++
		if m.in.Answerable != nil {
			if unit, person := m.in.Answerable(f); unit != "" {
				c.Unit, c.Person = unit, person
			}
		}
	}
	if anew {
		c.Severity, c.Second = f.Severity, m.second(f)
	}
	c.SiteName, c.RuleSet, c.RuleDigest = a.Site.Name, a.RuleSet.ID, a.RuleSet.Digest
	c.Rule, c.RuleID, c.Kind, c.Indicator = f.Rule, f.RuleID, f.Kind, indicatorOf(a, f.Rule)
	c.Defect, c.DefectName, c.Subject, c.Verdict, c.Head = f.Defect, f.DefectName, f.Subject, f.Verdict, f.Head
	c.Message, c.Remedy, c.Basis, c.Deducted = f.Message, m.remedy(f), f.Basis, int64(f.Deducted)
	c.DueWorkingDays, c.Evidence = f.DueWorkingDays, slices.Clone(f.Evidence)
	c.LastSeen, c.Snapshot, c.Unseen = a.Snapshot.Finished.Time, a.Snapshot.Digest, ""
	if m.in.Purpose != Recheck || c.Last == "" {
		c.Last = max(c.Last, a.Quarter) // a recheck is made in a quarter, not of it
	}
	return c
}

// remedy is what is asked for; where too little is published it recalls the office's own cycle.
func (m *merger) remedy(f result.Finding) string {
	if m.in.Cycle == nil || f.Defect != "column.stale" && f.Defect != "column.thin" {
		return f.Remedy
	}
	switch cycle := m.in.Cycle(f); cycle {
	case "", "按需":
		return f.Remedy
	default:
		return f.Remedy + "责任分工中该栏目的更新周期为" + cycle + "。"
	}
}

func (m *merger) second(f result.Finding) bool {
	switch m.in.Policy.Second {
	case SecondAlways:
		return true
	case SecondNever:
		return false
	}
	if f.Severity == finding.Veto {
		return true
	}
	r, ok := ruleOf(m.in.Audit, f.Rule)
	return ok && r.Veto
}

func (m *merger) filing(f result.Finding) *Waiver {
	for i, w := range m.in.Waivers {
		if w.Covers(m.in.Audit.Site.ID, f, m.asOf) {
			return &m.in.Waivers[i]
		}
	}
	return nil
}

func ruleOf(a *result.Audit, key string) (result.Rule, bool) {
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			if r.Key == key {
				return r, true
			}
		}
	}
	return result.Rule{}, false
}

func indicatorOf(a *result.Audit, key string) string {
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			if r.Key == key {
				return ind.Level2
			}
		}
	}
	return ""
}
