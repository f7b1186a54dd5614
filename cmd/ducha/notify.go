package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/rectify"
	"ducha/internal/result"
)

type notifyFlags struct {
	config, out, by, release string
	recheck, noSend          bool
	asOf                     string
	scope                    rectify.Scope
}

func (a *app) notify() *cobra.Command {
	cmd := &cobra.Command{Use: "notify", Short: "整改通知：预览、下发、催办、投递情况"}
	cmd.AddCommand(a.notifyPreview(), a.notifySend(), a.notifyRemind(), a.notifyDeliver(), a.notifyList(), a.notifyRelease(), a.notifyArrived(), a.notifyBounced())
	return cmd
}

func (f *notifyFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.config, "config", "", "配置文件（默认 config.toml）")
	cmd.Flags().StringVar(&f.scope.Quarter, "quarter", "", "只处理该季度发现的问题：2022Q4、last、current")
	cmd.Flags().StringVar(&f.scope.Site, "site", "", "只处理该网站的问题")
	cmd.Flags().StringVar(&f.scope.Unit, "unit", "", "只处理该责任单位的问题（编号或名称）")
}

// settle finds what the flags name: a slip would leave nothing to issue, and
// nobody would know why.
func (f *notifyFlags) settle(c *config, now time.Time) (err error) {
	if f.scope.Quarter, err = quarterFlag(f.scope.Quarter, now); err != nil {
		return err
	}
	if ref := f.scope.Unit; ref != "" && len(c.Units) > 0 {
		u, ok := c.Unit(ref)
		if !ok {
			return fmt.Errorf("配置中没有责任单位 %q", ref)
		}
		f.scope.Unit = u.ID
	}
	if _, ok := c.Site(f.scope.Site); f.scope.Site != "" && !ok {
		return fmt.Errorf("配置中没有网站 %q", f.scope.Site)
	}
	return nil
}

func (a *app) notifyPreview() *cobra.Command {
	var f notifyFlags
	cmd := &cobra.Command{
		Use: "preview", Short: "预览整改通知：生成整改通知书和问题清单，不下发", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDesk(cmd.Context(), f.config, func(d *rectify.Desk, c *config) error {
				if err := f.settle(c, d.Now()); err != nil {
					return err
				}
				drafts, withheld, err := d.Drafts(cmd.Context(), f.scope)
				if err != nil {
					return err
				}
				a.drafts(drafts, withheld, "拟下发")
				return writePapers(f.out, drafts)
			})
		},
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.out, "out", "notices", "整改通知书和问题清单的目录")
	return cmd
}

func (a *app) notifySend() *cobra.Command {
	var f notifyFlags
	cmd := &cobra.Command{
		Use: "send", Short: "下发整改通知：一个单位一份，先复查、后下发、再投递", Args: noArgs,
		Long: "把已核实、已审批的问题按责任单位各下发一份整改通知，并经配置的渠道投递。\n" +
			"下发前重新核验各问题（--recheck=false 可略过），已自行整改的不再通知。\n" +
			"情况异常（网站改版、问题激增、规则异常、工具故障）时全部暂缓，由人工用 --release 写明理由后放行。",
		Example: "  ducha notify send --quarter 2022Q4 --by 张三",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withChannels(cmd.Context(), f.config, func(d *rectify.Desk, c *config, all map[string]notify.Sender) error {
				return a.runNotifySend(cmd.Context(), d, c, all, &f)
			})
		},
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.out, "out", "notices", "整改通知书和问题清单的目录")
	cmd.Flags().StringVar(&f.by, "by", "", "经办人（必填）")
	cmd.Flags().BoolVar(&f.recheck, "recheck", true, "下发前重新核验")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "核验的评价基准日（默认今天）")
	cmd.Flags().BoolVar(&f.noSend, "no-deliver", false, "只下发到投递队列，不立即投递")
	cmd.Flags().StringVar(&f.release, "release", "", "情况异常时放行的理由")
	return cmd
}

func (a *app) runNotifySend(ctx context.Context, d *rectify.Desk, c *config, all map[string]notify.Sender, f *notifyFlags) error {
	by, err := c.supervisor(f.by)
	if err != nil {
		return err
	}
	f.by = c.signature(by)
	if err := f.settle(c, d.Now()); err != nil {
		return err
	}
	held, papers, err := a.issue(ctx, d, c, f)
	if err != nil || held || f.noSend {
		return errors.Join(err, papers)
	}
	return errors.Join(papers, a.deliver(ctx, d, all))
}

// issue looks at the confirmed cases again, issues what still stands and says so; held says
// that a person has to look first. What is issued is delivered though its papers for the
// folder could not be written.
func (a *app) issue(ctx context.Context, d *rectify.Desk, c *config, f *notifyFlags) (held bool, papers, err error) {
	if f.recheck {
		if err := a.recheckBefore(ctx, d, c, f); err != nil {
			return false, nil, err
		}
	}
	hold, err := a.held(ctx, d, f)
	if err != nil {
		return false, nil, err
	}
	drafts, withheld, err := d.Issue(ctx, f.scope, f.by, hold)
	if err != nil {
		return false, nil, err
	}
	a.drafts(drafts, withheld, "已下发")
	if hold != "" {
		fmt.Fprintf(a.stdout, "\n全部通知暂缓投递：%s\n核对后运行 ducha notify release 放行。\n", hold)
	}
	return hold != "", writePapers(f.out, drafts), nil
}

// recheckBefore looks at the confirmed cases once more: what was mended meanwhile
// is closed, not announced.
func (a *app) recheckBefore(ctx context.Context, d *rectify.Desk, c *config, f *notifyFlags) error {
	return a.recheckCases(ctx, d, c, recheckFlags{asOf: f.asOf}, func(t *store.Tx) ([]ledger.Case, error) {
		return t.Cases(store.Filter{Site: f.scope.Site, Unit: f.scope.Unit, Quarter: f.scope.Quarter, States: []ledger.State{ledger.Confirmed}})
	})
}

// held says why the batch waits for a person; empty when it may go.
func (a *app) held(ctx context.Context, d *rectify.Desk, f *notifyFlags) (string, error) {
	drafts, _, err := d.Drafts(ctx, f.scope)
	if err != nil || len(drafts) == 0 {
		return "", err
	}
	cases, quarter := 0, drafts[0].Notice.Quarter
	for _, draft := range drafts {
		cases += len(draft.Cases)
	}
	var pairs []rectify.Pair
	before := 0
	err = d.Store.View(ctx, func(t *store.Tx) error {
		for _, s := range d.Config.Sites {
			p := rectify.Pair{}
			for q, to := range map[string]**result.Audit{quarter: &p.Now, result.QuarterBefore(quarter): &p.Before} {
				var err error
				if *to, _, err = t.Latest(s.ID, q); err != nil && !errors.Is(err, store.ErrNotFound) {
					return err
				}
			}
			pairs = append(pairs, p)
		}
		notices, err := t.Notices("", result.QuarterBefore(quarter))
		for _, n := range notices {
			if n.Kind == string(notify.First) {
				before += len(n.Cases)
			}
		}
		return err
	})
	if err != nil {
		return "", err
	}
	var reasons []string
	for _, trip := range rectify.Breakers(pairs, cases, before) {
		reasons = append(reasons, trip.String())
	}
	if len(reasons) == 0 {
		return "", nil
	}
	if f.release != "" {
		fmt.Fprintf(a.stdout, "放行（%s）：%s\n", f.release, strings.Join(reasons, "；"))
		return "", d.Store.Update(ctx, func(t *store.Tx) error {
			return t.Note("notify:"+quarter, f.by, "放行："+f.release+"（"+strings.Join(reasons, "；")+"）", d.Now())
		})
	}
	return strings.Join(reasons, "；"), nil
}

func (a *app) notifyRemind() *cobra.Command {
	var f notifyFlags
	cmd := &cobra.Command{
		Use: "remind", Short: "催办：到期前提醒、逾期催办、报督查人员", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withChannels(cmd.Context(), f.config, func(d *rectify.Desk, _ *config, all map[string]notify.Sender) error {
				sent, held, err := d.Chase(cmd.Context())
				if err != nil {
					return err
				}
				for _, n := range sent {
					fmt.Fprintln(a.stdout, n.Subject())
				}
				for _, n := range held {
					fmt.Fprintf(a.stdout, "未发出：%s（%s）\n", n.Subject(), unreached(n.Kind))
				}
				if len(sent)+len(held) == 0 {
					fmt.Fprintln(a.stdout, "没有需要提醒或催办的问题。")
				}
				return a.deliver(cmd.Context(), d, all)
			})
		},
	}
	cmd.Flags().StringVar(&f.config, "config", "", "配置文件（默认 config.toml）")
	return cmd
}

// unreached says why a reminder could not leave, and what helps.
func unreached(k notify.Kind) string {
	if k == notify.Escalate {
		return "没有可送达的督查人员，请在配置中写明督查员的 mail 或 slack，或者 [office] 的 mail"
	}
	return "该单位没有通知渠道，请另行告知，或在配置中写明其 mail 或 slack"
}

// notifyAfter is what a one-shot audit from the system's cron does with --notify. Only
// what is confirmed, signed and still so leaves.
func (a *app) notifyAfter(ctx context.Context, path string) error {
	return a.withChannels(ctx, path, func(d *rectify.Desk, c *config, all map[string]notify.Sender) error {
		_, papers, err := a.issue(ctx, d, c, &notifyFlags{out: "notices", by: ledger.Machine, recheck: true})
		if err != nil {
			return err
		}
		_, _, err = d.Chase(ctx)
		return errors.Join(papers, err, a.deliver(ctx, d, all))
	})
}
