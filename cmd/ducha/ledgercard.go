package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"ducha/checks"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/result"
	"ducha/rules"
)

func (a *app) ledgerCard() *cobra.Command {
	var f ledgerFlags
	var quarter, out string
	cmd := &cobra.Command{Use: "card 网站", Short: "核定得分表：计入人工评分、核实、误报、豁免和申诉", Args: oneArg("网站编号"),
		Long: "按台账中的办理情况重新计算得分，另存一份得分表：人工评分计入得分，经核实的疑似问题扣分，\n" +
			"误报和豁免的问题不扣分，申诉中的问题暂不认定。原检查结果不变。",
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withLedger(cmd.Context(), false, func(s *session) error {
				q, err := quarterFlag(quarter, s.now)
				if err != nil {
					return err
				}
				settled, signoff, err := settle(cmd.Context(), s, args[0], q)
				if err != nil {
					return err
				}
				dir := pick(out, resultDir(s.config.Crawl.Out, args[0], settled.Quarter)+"-核定")
				fold, err := openFolder(dir)
				if err != nil {
					return err
				}
				defer fold.close()
				if err := fold.writeReports(settled, auditFormats); err != nil {
					return err
				}
				a.summary(settled, dir)
				if !signoff.Done() {
					fmt.Fprintf(a.stdout, "\n尚未完成审批（待“%s”），不得对外发出。\n", signoff.Waiting())
				}
				return nil
			})
		}}
	f.register(cmd)
	cmd.Flags().StringVar(&quarter, "quarter", "", "季度：2022Q4、last、current（默认最近一次检查）")
	cmd.Flags().StringVar(&out, "out", "", "结果目录（默认 ducha-out/网站/季度-核定）")
	return cmd
}

// settle works a card out as people have decided.
func settle(ctx context.Context, s *session, site, quarter string) (settled *result.Audit, o ledger.Signoff, err error) {
	err = s.View(ctx, func(t *store.Tx) error {
		audited, err := latest(t, site, quarter)
		if err != nil {
			return err
		}
		set, err := rules.Load(s.config.ruleName(site, audited.RuleSet.ID), checks.All)
		if err != nil {
			return err
		}
		cases, err := t.Cases(store.Filter{Site: site})
		if err != nil {
			return err
		}
		scores, err := t.Scores(site, audited.Quarter)
		if err != nil {
			return err
		}
		if settled, err = ledger.Settle(audited, set, cases, scores, s.now); err != nil {
			return err
		}
		if _, settled.Ledger.Seal, err = t.End(); err != nil {
			return err
		}
		digest, _, err := store.Digest(audited)
		if err != nil {
			return err
		}
		o, err = t.Signoff(site, audited.Quarter, digest, s.config.Approval.Steps())
		return err
	})
	return settled, o, err
}
