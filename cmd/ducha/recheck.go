package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/rectify"
	"ducha/internal/result"
	ducharun "ducha/internal/run"
	"ducha/reports"
)

type recheckFlags struct {
	config, asOf string
	allowPrivate bool
	rate         float64
	sample       int
	seed         uint64
	by           string
}

func (a *app) recheck() *cobra.Command {
	var f recheckFlags
	cmd := &cobra.Command{
		Use: "recheck [台账编号…]", Short: "复查：重新核验已反馈和到期的问题，达标的销号",
		Long: "按发现问题时的规则重新核验，只访问所需的页面。达标的销号，仍不达标的退回整改，\n" +
			"看不到页面的不作任何变更。不写编号时复查全部已反馈、今天到期或已到期的问题。",
		RunE: func(cmd *cobra.Command, args []string) error {
			d, c, err := a.openDesk(cmd.Context(), f.config, false)
			if err != nil {
				return err
			}
			defer d.Store.Close()
			if f.sample > 0 {
				return a.lookBack(cmd.Context(), d, c, f)
			}
			return a.recheckCases(cmd.Context(), d, c, f, func(t *store.Tx) ([]ledger.Case, error) { return dueForRecheck(t, args, d.Now()) })
		},
	}
	cmd.Flags().StringVar(&f.config, "config", "", "配置文件（默认 config.toml）")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "评价基准日（默认今天）")
	cmd.Flags().BoolVar(&f.allowPrivate, "allow-private", false, "允许访问内网或本机地址")
	cmd.Flags().Float64Var(&f.rate, "rate", 0, "每个主机每秒请求数（默认 1）")
	cmd.Flags().IntVar(&f.sample, "sample", 0, "回头看：从已销号的条目中随机抽取几条复查")
	cmd.Flags().Uint64Var(&f.seed, "seed", 0, "抽取的种子（默认取当天日期，如 20230406）")
	cmd.Flags().StringVar(&f.by, "by", "", "经办人（回头看必填）")
	return cmd
}

// lookBack rechecks a recorded random sample of closed cases.
func (a *app) lookBack(ctx context.Context, d *rectify.Desk, c *config, f recheckFlags) error {
	person, err := c.supervisor(f.by)
	if err != nil {
		return err
	}
	if f.seed == 0 {
		day := ledger.Day(d.Now())
		f.seed = uint64(day.Year()*10000 + int(day.Month())*100 + day.Day())
	}
	drawn, err := d.Sample(ctx, f.sample, f.seed, c.signature(person))
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "回头看：抽取已销号条目%d条（种子%d）\n", len(drawn), f.seed)
	return a.recheckCases(ctx, d, c, f, func(*store.Tx) ([]ledger.Case, error) { return drawn, nil })
}

// dueForRecheck are the cases named, or those that were answered or fell due.
func dueForRecheck(t *store.Tx, ids []string, now time.Time) ([]ledger.Case, error) {
	var all []ledger.Case
	for _, id := range ids {
		c, err := t.Case(id)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	if len(ids) > 0 {
		return all, nil
	}
	open, err := t.Cases(store.Filter{States: []ledger.State{ledger.Replied, ledger.Notified}})
	if err != nil {
		return nil, err
	}
	today := ledger.Day(now)
	for _, c := range open {
		if c.State == ledger.Replied || !c.Due.IsZero() && !today.Before(c.Due) {
			all = append(all, c)
		}
	}
	return all, nil
}

// recheckCases looks at cases again, site by site and rule set by rule set, and
// tells the ledger what was seen.
func (a *app) recheckCases(ctx context.Context, d *rectify.Desk, c *config, f recheckFlags, choose func(*store.Tx) ([]ledger.Case, error)) error {
	var cases, open []ledger.Case
	err := d.Store.View(ctx, func(t *store.Tx) (err error) {
		if cases, err = choose(t); err != nil {
			return err
		}
		open, err = t.Cases(store.Filter{States: []ledger.State{ledger.Found, ledger.InReview, ledger.Confirmed, ledger.Notified, ledger.Replied, ledger.Appealed, ledger.Waived}})
		return err
	})
	if err != nil {
		return err
	}
	if len(cases) == 0 {
		fmt.Fprintln(a.stdout, "没有需要复查的问题。")
		return nil
	}
	type group struct{ site, set string }
	var order []group
	groups := map[group][]ledger.Case{}
	for _, one := range cases {
		g := group{one.Site, one.RuleSet}
		if groups[g] == nil {
			order = append(order, g)
		}
		groups[g] = append(groups[g], one)
	}
	var errs []error
	for _, g := range order {
		if _, ok := c.Site(g.site); !ok {
			// A site that was closed down stops no other's recheck, and nothing is known of its cases.
			for _, one := range groups[g] {
				fmt.Fprintf(a.stdout, "%s　不作变更：配置中没有网站 %q\n", one.ID, g.site)
			}
			continue
		}
		audited, judged, err := a.recheckSite(ctx, c, f, g.site, g.set, withSiblings(groups[g], open))
		if err == nil {
			err = a.recordRecheck(ctx, d, c, audited, judged, groups[g])
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("复查 %s：%w", g.site, err))
		}
	}
	return errors.Join(errs...)
}

// withSiblings adds the other cases of the same rules: a rule that passes
// closes them too, so that their pages must be looked at as well.
func withSiblings(cases, open []ledger.Case) []ledger.Case {
	all := slices.Clone(cases)
	for _, o := range open {
		same := func(c ledger.Case) bool { return c.Site == o.Site && c.RuleSet == o.RuleSet && c.Rule == o.Rule }
		if slices.ContainsFunc(cases, same) && !slices.ContainsFunc(cases, func(c ledger.Case) bool { return c.ID == o.ID }) {
			all = append(all, o)
		}
	}
	return all
}

func (a *app) recheckSite(ctx context.Context, c *config, f recheckFlags, site, set string, cases []ledger.Case) (audited *result.Audit, judged map[string]bool, err error) {
	s, _ := c.Site(site)
	asOf, err := judgedDay("", f.asOf, clock())
	if err != nil {
		return nil, nil, err
	}
	flags := auditFlags{rules: c.ruleName(site, set), allowPrivate: f.allowPrivate, rate: f.rate}
	job, err := flags.job(c, &s, asOf, a.logger())
	if err != nil {
		return nil, nil, err
	}
	fold, err := openFolder(filepath.Join(resultDir(c.Crawl.Out, site, "recheck"), time.Now().UTC().Format("20060102T150405Z")))
	if err != nil {
		return nil, nil, err
	}
	defer fold.close()
	snap, err := fold.store(job.ID, job.URL)
	if err != nil {
		return nil, nil, err
	}
	defer snap.Close()
	var targets []ducharun.Target
	for _, one := range cases {
		t := ducharun.Target{Case: one.ID, Rule: one.Rule, Subject: one.Subject}
		for _, e := range one.Evidence {
			t.Pages = append(t.Pages, e.URL)
		}
		targets = append(targets, t)
	}
	if audited, judged, err = ducharun.Recheck(ctx, job, targets, snap); err != nil {
		return nil, nil, err
	}
	return audited, judged, fold.writeReports(audited, nil)
}

// recordRecheck takes the result into the ledger and says what became of each case.
func (a *app) recordRecheck(ctx context.Context, d *rectify.Desk, c *config, audited *result.Audit, judged map[string]bool, cases []ledger.Case) error {
	now := make([]ledger.Case, len(cases))
	err := d.Store.Update(ctx, func(t *store.Tx) error {
		before := slices.Clone(cases)
		var err error
		for i := range before { // the crawl took its time: what counts is where they stand now
			if before[i], err = t.Case(cases[i].ID); err != nil {
				return err
			}
		}
		in := c.asImport(audited, ledger.Recheck, ledger.Machine, d.Now())
		in.Judged = judged
		if _, err := t.Import(in); err != nil {
			return err
		}
		for i := range before {
			if now[i], err = t.Case(before[i].ID); err != nil {
				return err
			}
		}
		return d.Outcomes(t, before, now)
	})
	if err != nil {
		return err
	}
	for i, after := range now {
		a.rechecked(cases[i], after, audited)
	}
	return nil
}

// rechecked says what became of one case.
func (a *app) rechecked(before, after ledger.Case, audited *result.Audit) {
	snapshot := audited.Snapshot.Digest
	switch {
	case after.State == ledger.Closed && before.State == ledger.Closed:
		fmt.Fprintf(a.stdout, "%s　未见反弹　%s\n", after.ID, after.DefectName)
	case before.State == ledger.Closed && after.Snapshot == snapshot:
		fmt.Fprintf(a.stdout, "%s　反弹，待核实　%s\n", after.ID, reports.Plain(after.Message))
	case after.State == ledger.Closed:
		fmt.Fprintf(a.stdout, "%s　销号　%s\n", after.ID, reports.Plain(after.Message))
	case after.Unseen == snapshot:
		fmt.Fprintf(a.stdout, "%s　未再发现，同一规则还有其他问题，暂不销号\n", after.ID)
	case after.Snapshot == snapshot:
		fmt.Fprintf(a.stdout, "%s　仍不达标　%s\n", after.ID, reports.Plain(after.Message))
	default:
		fmt.Fprintf(a.stdout, "%s　无法核验，不作变更%s\n", after.ID, unseen(audited, after.Rule))
	}
}

// unseen is why a rule could not be told, where it says so.
func unseen(audited *result.Audit, key string) string {
	for _, ind := range audited.Indicators {
		for _, r := range ind.Rules {
			if r.Key == key && r.Verdict == finding.Unverifiable && r.Reason != "" {
				return "　" + reports.Plain(r.Reason)
			}
		}
	}
	return ""
}
