// Package audit applies a rule set to a site: it decides who is concerned,
// runs the kinds, recovers their panics, demands proof and settles what must
// not be deducted twice. It adds no points up and fetches nothing.
package audit

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/rules"
)

// Options say whom and when to judge.
type Options struct {
	AsOf   time.Time         // 评价基准日, midnight Beijing time
	Unit   string            // name of the unit answerable
	Duties []string          // duties the unit has; empty = all
	Kind   string            // kind of site; empty = rules.DeptSite
	Waived map[string]string // rule key or indicator id → approved reason why it does not apply
}

// An Answer is what one rule says.
type Answer struct {
	Rule     *rules.Rule
	Unit     string
	Verdict  finding.Verdict
	Reason   string
	Findings []Found
	Evidence []finding.Evidence
	Cleared  []string // see check.Outcome
	Lost     rules.Points
	AtRisk   rules.Points
}

// Found is a finding with the verdict it stands at: a rule's findings may be
// proved or suspected one by one.
type Found struct {
	finding.Finding
	Verdict  finding.Verdict // Fail or Suspect
	Deducted rules.Points
}

// Judge runs every rule of the set over the site. Answers are in rule order and
// depend on nothing but its arguments.
func Judge(set *rules.Set, site *facts.Site, opt Options) []Answer {
	all := set.Rules()
	outcomes := make([]check.Outcome, len(all))
	pass := &check.Pass{Site: site, AsOf: opt.AsOf, From: QuarterStart(opt.AsOf), Unit: opt.Unit}
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, r := range all {
		if outcome, settled := calendar(r, opt); settled {
			outcomes[i] = outcome
			continue
		}
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			outcomes[i] = runKind(r, pass)
		})
	}
	wg.Wait()
	certificate := site.Certificate()
	answers := make([]Answer, len(all))
	for i, r := range all {
		answers[i] = masked(owed(settle(r, opt.Unit, outcomes[i], certificate.SecondLook), opt.Kind))
	}
	once(answers)
	for i := range answers {
		price(&answers[i])
	}
	return answers
}

// calendar answers for the rules no kind needs to look at.
func calendar(r *rules.Rule, opt Options) (check.Outcome, bool) {
	ind := r.Indicator
	for _, name := range []string{r.Key, ind.ID} {
		if why, ok := opt.Waived[name]; ok {
			return check.Outcome{Verdict: finding.NotApplicable, Reason: why}, true
		}
	}
	if ind.Duty != "" && len(opt.Duties) > 0 && !contains(opt.Duties, ind.Duty) {
		return check.Outcome{Verdict: finding.NotApplicable, Reason: "不承担“" + ind.Duty + "”职责，不涉及"}, true
	}
	if kind := firstOf(opt.Kind, rules.DeptSite); !r.Concerns(kind) {
		return check.Outcome{Verdict: finding.NotApplicable, Reason: "本项只评价" + concerned(r) + "，被查网站按" + rules.SiteKind(kind) + "评价"}, true
	}
	quarter := int(opt.AsOf.Month()-1)/3 + 1
	for _, q := range r.NotIn {
		if q == quarter {
			return check.NotDue(fmt.Sprintf("第%d季度不评价本项", quarter)), true
		}
	}
	if r.Manual() {
		return check.Outcome{Verdict: finding.Manual, Reason: "由人工评分，尚未录入"}, true
	}
	return check.Outcome{}, false
}

// concerned names the kinds of site a rule looks at.
func concerned(r *rules.Rule) string {
	var names []string
	for _, k := range r.AppliesTo {
		names = append(names, rules.SiteKind(k))
	}
	return strings.Join(names, "、")
}

// runKind runs one kind; a panic is our fault and accuses nobody.
func runKind(r *rules.Rule, pass *check.Pass) (out check.Outcome) {
	defer func() {
		if p := recover(); p != nil {
			out = check.CannotTellf("检查程序异常（%s），请反馈给维护人员", r.Kind.Name)
		}
	}()
	return r.Kind.Run(pass, r.Params)
}

// settle turns an outcome into an answer: no fail without proof, no claim of
// absence without a second look.
func settle(r *rules.Rule, unit string, out check.Outcome, secondLook bool) Answer {
	a := Answer{Rule: r, Unit: unit, Verdict: out.Verdict, Reason: out.Reason, Evidence: out.Evidence, Cleared: out.Cleared}
	if out.Verdict != finding.Fail && out.Verdict != finding.Suspect {
		return a
	}
	proved := false
	for _, f := range out.Findings {
		if err := Proof(f); err != nil {
			return Answer{Rule: r, Unit: unit, Reason: "检查程序未给出完整证据，本项不作认定：" + err.Error()}
		}
		found := Found{Finding: complete(f, r), Verdict: out.Verdict}
		if f.Signal || f.Absence && !secondLook {
			found.Verdict = finding.Suspect
		}
		proved = proved || found.Verdict == finding.Fail
		a.Findings = append(a.Findings, found)
	}
	switch {
	case len(a.Findings) == 0:
		return Answer{Rule: r, Unit: unit, Reason: "检查程序未给出证据，本项不作认定"}
	case out.Verdict == finding.Fail && !proved:
		a.Verdict = finding.Suspect
		a.Reason += "（列为疑似，待人工核实）"
	}
	return a
}

// owed makes a suspicion of what is held against somebody who may not owe it: of a unit's
// site without a yearly report a person has to say whether the unit must give one.
func owed(a Answer, kind string) Answer {
	kind = firstOf(kind, rules.DeptSite)
	if a.Verdict != finding.Fail || a.Rule.Owed(kind) {
		return a
	}
	a.Verdict = finding.Suspect
	a.Reason += "（被查网站按" + rules.SiteKind(kind) + "评价，是否负有该项义务由人工认定）"
	for i := range a.Findings {
		a.Findings[i].Verdict = finding.Suspect
	}
	return a
}

// Proof says what a finding lacks to be shown to anybody.
func Proof(f finding.Finding) error {
	if _, ok := finding.DefectOf(f.Defect); !ok {
		return fmt.Errorf("缺陷代码 %q 未登记", f.Defect)
	}
	if f.Subject == "" || f.Message == "" {
		return fmt.Errorf("%s 缺少对象或说明", f.Defect)
	}
	if len(f.Evidence) == 0 {
		return fmt.Errorf("%s（%s）没有证据", f.Defect, f.Subject)
	}
	for _, e := range f.Evidence {
		if e.URL == "" || e.Record == "" || e.FetchedAt.IsZero() || e.Quote == "" {
			return fmt.Errorf("%s（%s）的证据缺少网址、记录、时间或原文", f.Defect, f.Subject)
		}
	}
	return nil
}

// complete fills what the finding leaves to its rule and its defect.
func complete(f finding.Finding, r *rules.Rule) finding.Finding {
	d, _ := finding.DefectOf(f.Defect)
	f.Severity = firstOf(f.Severity, r.Severity, d.Severity)
	f.Head = firstOf(f.Head, d.Head)
	f.Remedy = firstOf(f.Remedy, r.Remedy, d.Remedy)
	return f
}

func firstOf[T ~string](values ...T) T {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func contains(list []string, word string) bool {
	for _, w := range list {
		if w == word {
			return true
		}
	}
	return false
}

// QuarterStart is the first day of the quarter a day lies in.
func QuarterStart(day time.Time) time.Time {
	return time.Date(day.Year(), (day.Month()-1)/3*3+1, 1, 0, 0, 0, 0, day.Location())
}
