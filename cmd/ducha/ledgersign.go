package main

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/reports"
	"ducha/rules"
)

func (a *app) ledgerScore() *cobra.Command {
	var f noteFlags
	var quarter, rule string
	var score float64
	var evidence []string
	cmd := &cobra.Command{Use: "score", Short: "人工评分：录入程序不能评判的指标得分", Args: noArgs,
		Example: "  ducha ledger score --site jtysj --quarter 2022Q4 --rule 9.1.1 --score 1.5 --by 督查员甲 --why 查阅培训记录 --evidence 培训签到表",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.withLedger(cmd.Context(), false, func(s *session) error {
				p, err := s.person(f.by, true)
				if err != nil {
					return err
				}
				q, err := quarterFlag(quarter, s.now)
				if err != nil {
					return err
				}
				if math.Abs(score*100-math.Round(score*100)) > 1e-6 {
					return errors.New("--score 最多两位小数")
				}
				var m ledger.ManualScore
				err = s.Update(cmd.Context(), func(t *store.Tx) error {
					audited, err := latest(t, f.site, q)
					if err != nil {
						return err
					}
					m, err = ledger.Enter(audited, rule, rules.Points(math.Round(score*100)), s.signature(p), f.why, evidence, s.now)
					if err != nil {
						return err
					}
					return t.Score(m)
				})
				if err == nil {
					fmt.Fprintf(a.stdout, "已录入：%s %s　规则 %s　%s分（满分%s分）\n", m.Site, m.Quarter, m.RuleID, m.Score, m.Worth)
				}
				return err
			})
		}}
	f.acting(cmd)
	cmd.Flags().StringVar(&f.site, "site", "", "网站编号（必填）")
	cmd.Flags().StringVar(&quarter, "quarter", "", "季度：2022Q4、last、current（默认最近一次检查）")
	cmd.Flags().StringVar(&rule, "rule", "", "规则编号或 key（必填）")
	cmd.Flags().Float64Var(&score, "score", -1, "得分（必填）")
	cmd.Flags().Lookup("score").DefValue = "0" // -1 only says that it was not given
	cmd.Flags().StringSliceVar(&evidence, "evidence", nil, "佐证：网址或材料名称，可写多个")
	return cmd
}

func (a *app) ledgerApprove() *cobra.Command {
	var f ledgerFlags
	var quarter, role string
	var refuse bool
	cmd := &cobra.Command{Use: "approve 网站", Short: "审批：得分表和整改通知发出前逐级签署；不写 --by 只查看进度", Args: oneArg("网站编号"),
		Example: "  ducha ledger approve jtysj --quarter 2022Q4\n  ducha ledger approve jtysj --quarter 2022Q4 --by 局办公室主任 --why 同意\n  ducha ledger approve jtysj --quarter 2022Q4 --by 局长 --refuse --why 请核实第三项",
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withLedger(cmd.Context(), false, func(s *session) error {
				q, err := quarterFlag(quarter, s.now)
				if err != nil {
					return err
				}
				var o ledger.Signoff
				var name string
				err = s.Update(cmd.Context(), func(t *store.Tx) error {
					audited, err := latest(t, args[0], q)
					if err != nil {
						return err
					}
					name = audited.Site.Name
					digest, _, err := store.Digest(audited)
					if err != nil {
						return err
					}
					if o, err = t.Signoff(args[0], audited.Quarter, digest, s.config.Approval.Steps()); err != nil || f.by == "" {
						return err
					}
					o, err = a.sign(s, t, o, &f, role, !refuse)
					return err
				})
				if err == nil {
					a.showSignoff(name, o)
				}
				return err
			})
		}}
	f.acting(cmd)
	cmd.Flags().StringVar(&quarter, "quarter", "", "季度：2022Q4、last、current（默认最近一次检查）")
	cmd.Flags().Lookup("by").Usage = "签署人：人员编号或姓名"
	cmd.Flags().StringVar(&role, "role", "", "审批环节（默认当前环节）")
	cmd.Flags().BoolVar(&refuse, "refuse", false, "不同意，退回并重新审批")
	return cmd
}

func (a *app) sign(s *session, t *store.Tx, o ledger.Signoff, f *ledgerFlags, role string, agreed bool) (ledger.Signoff, error) {
	p, err := s.person(f.by, false)
	if err != nil {
		return o, err
	}
	signer := ledger.Signer{Name: s.signature(p), Roles: slices.Clone(p.Roles)}
	if len(s.config.People) > 0 && len(signer.Roles) == 0 {
		return o, fmt.Errorf("%s没有审批职务", p.Name)
	}
	after, err := o.Sign(role, signer, agreed, f.why, s.now)
	if err != nil {
		return o, err
	}
	return after, t.Sign(after)
}

// opinion is a signature with its words, which are often the verdict itself.
func opinion(verdict, why string) string {
	if why == "" || why == verdict {
		return verdict
	}
	return verdict + "：" + why
}

func (a *app) showSignoff(site string, o ledger.Signoff) {
	fmt.Fprintf(a.stdout, "%s　%s\n", site, reports.Quarter(o.Quarter))
	for _, step := range o.Steps {
		verdict, void := "同意", ""
		if !step.Agreed {
			verdict = "退回"
		}
		if step.Result != o.Result {
			void = "（针对此前的结果，已失效）"
		}
		fmt.Fprintf(a.stdout, "  %s　%s　%s　%s%s\n", beijingTime(step.At), step.Role, step.By, opinion(verdict, reports.Plain(step.Why)), void)
	}
	switch {
	case len(o.Chain) == 0:
		fmt.Fprintln(a.stdout, "本单位未设审批环节。")
	case o.Done():
		fmt.Fprintln(a.stdout, "审批已完成，得分表和整改通知可以发出。")
	default:
		fmt.Fprintf(a.stdout, "待审批：%s\n", o.Waiting())
	}
}
