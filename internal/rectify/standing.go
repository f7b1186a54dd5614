package rectify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/result"
	"ducha/reports"
	"ducha/reports/docx"
	"ducha/rules"
)

// Bulletin gathers the 季度通报 of a quarter from the ledger.
func (d *Desk) Bulletin(ctx context.Context, quarter string) (b docx.Bulletin, err error) {
	err = d.Store.View(ctx, func(t *store.Tx) error {
		b, err = d.bulletin(t, quarter)
		return err
	})
	return b, err
}

func (d *Desk) bulletin(t *store.Tx, quarter string) (docx.Bulletin, error) {
	now := d.Now()
	b := docx.Bulletin{Units: d.unitNames(), Office: d.Config.Office.Name, Quarter: reports.Quarter(quarter), Issued: now, Contact: d.contact(), First: true}
	cases, err := t.Cases(store.Filter{})
	if err != nil {
		return b, err
	}
	var basis []string
	for _, s := range d.Config.Sites {
		waiting, err := d.unsigned(t, s.ID, quarter)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return b, err
		}
		if waiting != "" {
			b.Unsigned = append(b.Unsigned, d.siteName(s.ID)+"待“"+waiting+"”审批")
		}
		st, a, err := d.standing(t, s.ID, s.Name, quarter, cases)
		if err != nil {
			return b, err
		}
		b.Standing = append(b.Standing, st.Standing)
		if a != nil && !slices.Contains(basis, basisName(a)) {
			basis = append(basis, basisName(a))
		}
	}
	if len(basis) == 0 {
		return b, fmt.Errorf("台账中没有%s的检查结果", b.Quarter)
	}
	rank(b.Standing)
	b.Basis = strings.Join(basis, "、")
	for _, c := range cases {
		if c.First < quarter {
			b.First = false
			count(&b.Before, c, quarter, now)
		}
		if c.First == quarter && c.State == ledger.Closed && proven(c) {
			b.Mended++
		}
		if c.Last == quarter && published(c) {
			b.Cases = append(b.Cases, c)
			if c.Due.After(b.Due) {
				b.Due = c.Due
			}
		}
	}
	return b, nil
}

// unsigned is the role whose signature a site's quarter still wants; empty when the
// chain is complete, ErrNotFound when there is no result to sign.
func (d *Desk) unsigned(t *store.Tx, site, quarter string) (string, error) {
	chain := d.Config.Approval.Steps()
	if len(chain) == 0 {
		return "", nil
	}
	_, digest, err := t.Latest(site, quarter)
	if err != nil {
		return "", err
	}
	s, err := t.Signoff(site, quarter, digest, chain)
	return s.Waiting(), err
}

// unitNames are the configured units by their ids.
func (d *Desk) unitNames() map[string]string {
	units := map[string]string{}
	for _, u := range d.Config.Units {
		units[u.ID] = u.Name
	}
	return units
}

func (d *Desk) siteName(id string) string {
	if s, ok := d.Config.Site(id); ok && s.Name != "" {
		return s.Name
	}
	return id
}

// stands says that a person has found the case to be true.
func stands(c ledger.Case) bool {
	return c.State == ledger.Confirmed || c.State == ledger.Notified || c.State == ledger.Replied
}

// proven says that a closed case was found to be true before it was closed: what was
// gone before anybody looked was no problem, and its end no merit.
func proven(c ledger.Case) bool { return c.Confirmer != "" && !c.Restricted() }

// published says that a case may be counted and named in a bulletin.
func published(c ledger.Case) bool { return stands(c) && !c.Restricted() }

type placed struct{ docx.Standing }

func (d *Desk) standing(t *store.Tx, site, name, quarter string, cases []ledger.Case) (placed, *result.Audit, error) {
	st := placed{docx.Standing{Name: name, Score: "—", Coverage: "—"}}
	if name == "" {
		st.Name = site
	}
	for _, c := range cases {
		if c.Site != site || c.First > quarter {
			continue
		}
		if c.First == quarter {
			switch {
			case published(c):
				st.Tally.New++
			case c.State == ledger.Closed && proven(c): // found and mended before the bulletin
				st.Tally.New++
				st.Tally.Fixed++
			}
			continue
		}
		count(&st.Tally, c, quarter, d.Now())
	}
	a, _, err := t.Latest(site, quarter)
	if errors.Is(err, store.ErrNotFound) {
		st.Unseen, st.Note = true, "本季度没有检查结果"
		return st, nil, nil
	}
	if err != nil {
		return st, nil, err
	}
	now, settled, err := d.settled(t, a, cases)
	if err != nil {
		return st, a, err
	}
	st.Score, st.Coverage = reports.ScoreText(now.Score), reports.Percent(now.Score.Coverage)
	switch {
	case len(now.Score.Vetoed) > 0:
		st.Note = "单项否决"
	case now.Score.Coverage < ledger.MinCoverage:
		st.Note = "可核验内容不足80%，不参与排名"
	case !now.Snapshot.Complete:
		st.Note = "抓取未完成，不参与排名"
	default:
		st.Rank = int(now.Score.Low) + 1 // until rank has seen all
	}
	if !settled {
		st.Note = joined(st.Note, "评价指标在检查后有修改，得分未经台账核定")
	}
	before, _, err := t.Latest(site, result.QuarterBefore(quarter))
	if errors.Is(err, store.ErrNotFound) {
		return st, a, nil
	}
	if err == nil {
		before, _, err = d.settled(t, before, cases)
	}
	if err != nil {
		return st, a, err
	}
	st.Change = change(ledger.Compare(before, now, cases))
	return st, a, nil
}

// settled is a result's card as people decided it; false, with the machine's own, when
// its rules are no longer the same.
func (d *Desk) settled(t *store.Tx, a *result.Audit, cases []ledger.Case) (*result.Audit, bool, error) {
	if d.Rules == nil {
		return a, true, nil
	}
	set, err := d.Rules(a.Site.ID, a.RuleSet.ID)
	if err != nil || "sha256:"+set.Digest != a.RuleSet.Digest {
		return a, false, nil
	}
	scores, err := t.Scores(a.Site.ID, a.Quarter)
	if err != nil {
		return nil, false, err
	}
	own := slices.DeleteFunc(slices.Clone(cases), func(c ledger.Case) bool { return c.Site != a.Site.ID })
	now, err := ledger.Settle(a, set, own, scores, d.Now())
	return now, true, err
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "；")
}

// rank turns the points of those that may be ranked into places; equal points
// share a place.
func rank(all []docx.Standing) {
	slices.SortStableFunc(all, func(x, y docx.Standing) int { return y.Rank - x.Rank })
	place, points := 0, -1
	for i := range all {
		if all[i].Rank == 0 {
			break
		}
		if all[i].Rank != points {
			place, points = i+1, all[i].Rank
		}
		all[i].Rank = place
	}
}

// change says how a site did against the quarter before, or why that cannot be said.
func change(c ledger.Comparison) string {
	if !c.Comparable() {
		why := strings.NewReplacer(c.From, reports.Quarter(c.From), c.To, reports.Quarter(c.To)).Replace(strings.Join(c.Why, "；"))
		return "不可比（" + why + "）"
	}
	switch diff := rules.Points(c.Low[1] - c.Low[0]); {
	case diff > 0:
		return "较上期上升" + diff.String() + "分"
	case diff < 0:
		return "较上期下降" + (-diff).String() + "分"
	}
	return "与上期持平"
}

// count takes one case of an earlier quarter into a tally.
func count(t *docx.Tally, c ledger.Case, quarter string, now time.Time) {
	switch {
	case c.State == ledger.Closed:
		if proven(c) && result.QuarterOf(ledger.Day(c.Changed)) >= result.QuarterBefore(quarter) {
			t.Fixed++
		}
		return
	case !published(c):
		return
	}
	if c.Unseen != "" {
		t.Mended++
		return
	}
	t.Open++
	if c.Overdue(now) {
		t.Overdue++
	}
	if c.Reopened || c.Returns > 0 && c.Last == quarter {
		t.Returned++
	}
	if c.State == ledger.Notified {
		t.Unanswered++
	}
}

// YearFigures are what the yearly report's section 存在的主要问题 needs.
type YearFigures struct {
	Year                                  string
	Found, Confirmed, Closed, Open, False int
	Returned, Overdue                     int
	Heads                                 map[finding.Head]int // the three heads of the yearly report
	Indicators                            []IndicatorFigure    // most cases first
}

// IndicatorFigure counts the confirmed cases of one indicator.
type IndicatorFigure struct {
	Name         string
	Cases, Fixed int
}

// Year counts a year's cases.
func (d *Desk) Year(ctx context.Context, year string) (f YearFigures, err error) {
	err = d.Store.View(ctx, func(t *store.Tx) error {
		f = YearFigures{Year: year, Heads: map[finding.Head]int{}}
		cases, err := t.Cases(store.Filter{})
		if err != nil {
			return err
		}
		for _, c := range cases {
			if c.First <= year+"Q4" && c.Last >= year+"Q1" && !c.Restricted() {
				f.count(c, d.Now())
			}
		}
		slices.SortStableFunc(f.Indicators, func(a, b IndicatorFigure) int { return b.Cases - a.Cases })
		return nil
	})
	return f, err
}

func (f *YearFigures) count(c ledger.Case, now time.Time) {
	f.Found++
	switch c.State {
	case ledger.Dismissed:
		f.False++
		return
	case ledger.Found, ledger.InReview, ledger.Waived, ledger.Appealed:
		return
	case ledger.Closed:
		if !proven(c) {
			return
		}
	}
	f.Confirmed++
	f.Heads[c.Head]++
	i := slices.IndexFunc(f.Indicators, func(x IndicatorFigure) bool { return x.Name == c.Indicator })
	if i < 0 {
		f.Indicators = append(f.Indicators, IndicatorFigure{Name: c.Indicator})
		i = len(f.Indicators) - 1
	}
	f.Indicators[i].Cases++
	if c.State == ledger.Closed {
		f.Closed++
		f.Indicators[i].Fixed++
	} else {
		f.Open++
	}
	if c.Returns > 0 {
		f.Returned++
	}
	if c.Overdue(now) {
		f.Overdue++
	}
}

// heads says of what nature the problems were.
func (f YearFigures) heads() string {
	var parts []string
	for _, h := range []finding.Head{finding.HeadContent, finding.HeadTimely, finding.HeadInitiative} {
		if n := f.Heads[h]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s的%d项", h, n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "按问题性质，属于" + strings.Join(parts, "、") + "。"
}

// Text is the figures in words for the report.
func (f YearFigures) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s年，在政务公开督查中共发现并核实问题%d项，已整改销号%d项，尚未办结%d项", f.Year, f.Confirmed, f.Closed, f.Open)
	if f.Overdue > 0 {
		fmt.Fprintf(&b, "（其中逾期%d项）", f.Overdue)
	}
	if f.Returned > 0 {
		fmt.Fprintf(&b, "，整改后再次出现%d项", f.Returned)
	}
	b.WriteString("。" + f.heads())
	for i, x := range f.Indicators {
		if i == 5 {
			break
		}
		if i == 0 {
			b.WriteString("问题主要集中在：")
		} else {
			b.WriteString("；")
		}
		fmt.Fprintf(&b, "%s%d项（已整改%d项）", x.Name, x.Cases, x.Fixed)
	}
	if len(f.Indicators) > 0 {
		b.WriteString("。")
	}
	return b.String()
}
