package run

import (
	"fmt"
	"sort"
	"strings"
	"time"

	"ducha/internal/audit"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/internal/score"
	"ducha/rules"
)

func compose(job Job, snap evidence.Snapshot, site *facts.Site, answers []audit.Answer) *result.Audit {
	if job.Name == "" {
		job.Name = ownName(site, job.ID)
	}
	card := score.Total(job.Set.Total, audit.ScoreBox(job.Set, answers))
	a := &result.Audit{
		Schema:   result.Schema,
		Program:  result.Program{Name: "ducha", Version: job.Version},
		Site:     result.Site{ID: job.ID, Name: job.Name, URL: job.URL, Kind: job.kind()},
		Quarter:  result.QuarterOf(job.AsOf),
		AsOf:     job.AsOf.Format(time.DateOnly),
		Snapshot: snapshot(snap, site.Certificate()),
		RuleSet: result.RuleSet{ID: job.Set.ID, Digest: "sha256:" + job.Set.Digest, Title: job.Set.Title, Label: job.Set.Label, Subject: job.Set.Subject,
			Official: job.Set.Official, Basis: job.Set.Basis, Note: noteOf(job.Set, job.AsOf), Vocabulary: "sha256:" + job.VocabularySum},
		Score: result.Score{Low: card.Low, High: card.High, Total: card.Total, Coverage: float64(card.Coverage()) / 10000,
			Vetoed: append([]string{}, card.Vetoed...), Unit: "1/100 point", Applicable: card.Applicable, RawLow: card.RawLow, RawHigh: card.RawHigh, Rules: card.Rules,
			Undecided: card.Undecided, BonusCap: job.Set.Bonus, Passing: job.Set.Passing, BonusFrom: job.Set.BonusFrom},
		Groups: groups(job.Set),
		Lines:  []result.Line{}, Findings: []result.Finding{},
	}
	if e := site.Earlier(); e != nil {
		a.Earlier = e.Digest
	}
	if p := site.Probes(); p != nil {
		a.Probes = &result.Probes{Source: p.Source, Digest: "sha256:" + p.Digest}
	}
	for _, d := range audit.Distances(job.Set, answers) {
		l := d.Line
		a.Lines = append(a.Lines, result.Line{Key: l.Key, Title: l.Title, Basis: l.Basis, Limit: l.Limit,
			Count: d.Count, Possible: d.Possible, Veto: l.Veto, Reached: d.Reached(), Indicator: l.Indicator, Origin: l.Origin})
		if l.Veto && d.Reached() {
			a.Score.Vetoed = append(a.Score.Vetoed, l.Key)
		}
	}
	fill(a, job, answers)
	return a
}

// fill adds the indicators and findings, in the order of the document.
func fill(a *result.Audit, job Job, answers []audit.Answer) {
	next := 0
	for _, ind := range job.Set.Indicators {
		mine := answers[next : next+len(ind.Rules)]
		next += len(ind.Rules)
		a.Indicators = append(a.Indicators, indicator(ind, mine))
		for i := range mine {
			for j := range mine[i].Findings {
				a.Findings = append(a.Findings, problem(job, &mine[i], &mine[i].Findings[j]))
			}
		}
	}
}

func indicator(ind *rules.Indicator, answers []audit.Answer) result.Indicator {
	card := score.Total(ind.Worth, audit.IndicatorBox(ind, answers))
	out := result.Indicator{ID: ind.ID, Level1: ind.Level1, Level2: ind.Level2, Basis: ind.Basis, Points: ind.Point, Content: ind.Content,
		Duty: ind.Duty, Within: ind.Within, Worth: ind.Worth, Applicable: card.Applicable, Low: card.RawLow, High: card.RawHigh, Bonus: ind.Bonus, Origin: ind.Origin}
	for _, a := range answers {
		kind := "manual"
		if a.Rule.Kind != nil {
			kind = a.Rule.Kind.Name
		}
		out.Rules = append(out.Rules, result.Rule{ID: a.Rule.ID, Key: a.Rule.Key, Kind: kind, Title: a.Rule.Name(), Verdict: a.Verdict,
			Reason: a.Reason, Worth: a.Rule.Points, Deducted: a.Lost, AtRisk: a.AtRisk, Unit: a.Unit, Evidence: proofs(a.Evidence),
			Veto: a.Rule.Veto, Origin: a.Rule.Origin, Limits: a.Rule.Limits, Source: a.Rule.Source})
	}
	return out
}

func groups(set *rules.Set) []result.Group {
	var all []result.Group
	for _, g := range set.Groups {
		all = append(all, result.Group{Level1: g.Level1, Worth: g.Worth, Origin: g.Origin})
	}
	return all
}

func problem(job Job, a *audit.Answer, f *audit.Found) result.Finding {
	d, _ := finding.DefectOf(f.Defect)
	due := a.Rule.Due
	if due == 0 {
		due = d.Due
	}
	return result.Finding{
		Fingerprint: finding.Fingerprint(job.ID, a.Unit, a.Rule.Key, f.Subject, f.Defect),
		Rule:        a.Rule.Key, RuleID: a.Rule.ID, Kind: a.Rule.Kind.Name, Defect: f.Defect, DefectName: d.Name,
		Verdict: f.Verdict, Severity: f.Severity, Head: f.Head, Unit: a.Unit, Subject: f.Subject, Message: f.Message,
		Remedy: f.Remedy, Basis: basisOf(job.Set, a.Rule, d), Deducted: f.Deducted, DueWorkingDays: due, Evidence: proofs(f.Evidence),
	}
}

// noteOf is what a reader must know of the set; judged by that of another year, also
// that what it rests on may not have been in force, or is another year's task.
func noteOf(set *rules.Set, asOf time.Time) string {
	yearly := strings.Contains(set.Title, fmt.Sprintf("%d年", set.Year))
	switch {
	case set.Year > asOf.Year():
		return set.Note + fmt.Sprintf("评价基准日早于本套指标的年度（%d年），所列依据有的当时尚未施行，结果仅供参考，不作为认定问题的依据。", set.Year)
	case yearly && set.Year < asOf.Year():
		return set.Note + fmt.Sprintf("评价基准日晚于本套指标的年度（%d年），当年另有指标和工作要点的，以当年的为准。", set.Year)
	}
	return set.Note
}

// basisOf says what a finding rests on: the item of the set it was judged by, for a
// statute seldom asks for a thing in so many words, and what that item rests on.
func basisOf(set *rules.Set, r *rules.Rule, d finding.Defect) string {
	name := "指标"
	if !set.Official && strings.HasSuffix(set.Label, name) {
		name = set.Label // 示范指标
	}
	title := r.Name()
	if r.Points > 0 {
		title += "，" + r.Points.String() + "分"
		if r.Each > 0 {
			title += "，每处扣" + r.Each.String() + "分，扣完为止"
		}
	}
	if r.Limits == rules.OurDefault {
		title += "，阈值为产品默认值"
	}
	basis := r.Indicator.Basis
	if basis == "" {
		basis = d.Basis
	}
	return name + r.ID + "（" + title + "）；设置依据：" + basis
}

func proofs(all []finding.Evidence) []result.Evidence {
	out := []result.Evidence{}
	for _, e := range all {
		out = append(out, result.Evidence{Record: e.Record, URL: e.URL, FetchedAt: result.Time{Time: e.FetchedAt}, SHA256: e.SHA256, Quote: e.Quote})
	}
	return out
}

func snapshot(s evidence.Snapshot, c facts.Certificate) result.Snapshot {
	failed := map[string]int{}
	for p, n := range s.Failed {
		failed[string(p)] = n
	}
	cover := result.Cover{Holds: c.Holds, SecondLook: c.SecondLook, Places: len(c.Places), Gaps: []result.Gap{}}
	for _, g := range c.Missing {
		cover.Gaps = append(cover.Gaps, result.Gap{URL: g.URL, Reason: g.Reason})
	}
	sort.SliceStable(cover.Gaps, func(i, j int) bool { return cover.Gaps[i].URL < cover.Gaps[j].URL })
	return result.Snapshot{Digest: "sha256:" + string(s.Digest), Started: result.Time{Time: s.Started}, Finished: result.Time{Time: s.Finished},
		Pages:   result.Pages{Planned: s.Planned, Fetched: s.Fetched, Failed: failed},
		Foreign: s.Foreign, Complete: s.Sealed, Certificate: cover}
}
