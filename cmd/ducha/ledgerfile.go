package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/zhtext"
	"ducha/rules"
)

func (a *app) ledgerNote() *cobra.Command {
	cmd := &cobra.Command{Use: "note", Short: "登记无新增内容说明、临时报备和备注"}
	cmd.AddCommand(a.noteNoNews(), a.noteDowntime(), a.noteRemark(), a.noteList())
	return cmd
}

type noteFlags struct {
	ledgerFlags
	site, column, from, until, approver string
}

func (f *noteFlags) filing(cmd *cobra.Command) {
	f.acting(cmd)
	cmd.Flags().StringVar(&f.site, "site", "", "网站编号（必填）")
	cmd.Flags().StringVar(&f.approver, "approver", "", "批准人（必填）")
}

// file keeps a filing with who made it and who agreed.
func (a *app) file(cmd *cobra.Command, f *noteFlags, make func(w *ledger.Waiver) error) error {
	return f.withLedger(cmd.Context(), true, func(s *session) error {
		p, err := s.person(f.by, false)
		if err != nil {
			return err
		}
		if _, ok := s.config.Site(f.site); !ok && len(s.config.Sites) > 0 {
			return fmt.Errorf("配置中没有网站 %q", f.site)
		}
		w := ledger.Waiver{Site: f.site, By: s.signature(p), Why: f.why, At: s.now}
		if f.approver != "" {
			approver, err := s.config.Person(f.approver)
			if err != nil {
				return fmt.Errorf("批准人：%w", err)
			}
			w.Approver = s.signature(approver)
		}
		if err := make(&w); err != nil {
			return err
		}
		if err := s.Update(cmd.Context(), func(t *store.Tx) (err error) { w, err = t.File(w); return err }); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "已登记%s %s：%s\n", w.Kind.Chinese(), w.ID, span(w))
		return nil
	})
}

func span(w ledger.Waiver) string {
	if w.Kind == ledger.Downtime {
		return beijingTime(w.From) + " 至 " + beijingTime(w.Until) + "（北京时间）"
	}
	return w.Subject + "，" + dayText(w.From) + " 至 " + dayText(w.Until)
}

func (a *app) noteNoNews() *cobra.Command {
	var f noteFlags
	cmd := &cobra.Command{Use: "no-news", Short: "无新增内容说明：在截止日期前，栏目未更新不作为问题", Args: noArgs,
		Example: "  ducha ledger note no-news --site jtysj --column 政策解读 --until 2022-12-31 --by 政策法规科联络员 --approver 分管副局长 --why 本季度未制发政策文件",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.file(cmd, &f, func(w *ledger.Waiver) (err error) {
				w.Kind = ledger.NoNews
				if f.column != "" {
					w.Subject = "栏目:" + f.column
				}
				if w.Until, err = lastDay("until", f.until); err != nil {
					return err
				}
				w.From, err = lastDay("from", f.from)
				if w.From.IsZero() {
					w.From = ledger.Day(w.At)
				}
				return err
			})
		}}
	f.filing(cmd)
	cmd.Flags().StringVar(&f.column, "column", "", "栏目名称（必填）")
	cmd.Flags().StringVar(&f.from, "from", "", "起始日期（默认今天）")
	cmd.Flags().StringVar(&f.until, "until", "", "截止日期（必填）")
	return cmd
}

func (a *app) noteDowntime() *cobra.Command {
	var f noteFlags
	cmd := &cobra.Command{Use: "downtime", Short: "临时报备：计划内停机期间打不开不作为问题", Args: noArgs,
		Example: "  ducha ledger note downtime --site jtysj --from '2022-11-05 22:00' --until '2022-11-06 06:00' --by 局办公室联络员 --approver 分管副局长 --why 机房迁移",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.file(cmd, &f, func(w *ledger.Waiver) (err error) {
				w.Kind = ledger.Downtime
				if w.From, err = moment("from", f.from); err == nil {
					w.Until, err = moment("until", f.until)
				}
				return err
			})
		}}
	f.filing(cmd)
	cmd.Flags().StringVar(&f.from, "from", "", "停机开始（北京时间）：'2022-11-05 22:00'（必填）")
	cmd.Flags().StringVar(&f.until, "until", "", "恢复时间（北京时间）（必填）")
	return cmd
}

func moment(flag, text string) (time.Time, error) {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, zhtext.Beijing)
	if err != nil {
		return t, fmt.Errorf("--%s %q 应为北京时间，如 '2022-11-05 22:00'", flag, text)
	}
	return t.UTC(), nil
}

func (a *app) noteRemark() *cobra.Command {
	var f ledgerFlags
	cmd := &cobra.Command{Use: "remark 台账编号…", Short: "备注：记入条目的办理过程", Args: someArgs("台账编号"), RunE: func(cmd *cobra.Command, args []string) error {
		return f.withLedger(cmd.Context(), false, func(s *session) error {
			p, err := s.person(f.by, false)
			if err != nil {
				return err
			}
			return a.happen(cmd.Context(), s, args, ledger.Event{Kind: ledger.Remark, At: s.now, By: s.signature(p), Why: f.why})
		})
	}}
	f.acting(cmd)
	return cmd
}

func (a *app) noteList() *cobra.Command {
	var f ledgerFlags
	cmd := &cobra.Command{Use: "list", Short: "列出已登记的说明和报备", Args: noArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		return f.withLedger(cmd.Context(), false, func(s *session) error {
			var all []ledger.Waiver
			if err := s.View(cmd.Context(), func(t *store.Tx) (err error) { all, err = t.Waivers(""); return err }); err != nil {
				return err
			}
			for _, w := range all {
				fmt.Fprintf(a.stdout, "%s　%s　%s　%s　批准：%s　%s\n", w.ID, w.Kind.Chinese(), w.Site, span(w), w.Approver, plain(w.Why))
			}
			if len(all) == 0 {
				fmt.Fprintln(a.stdout, "没有登记说明和报备。")
			}
			return nil
		})
	}}
	f.register(cmd)
	return cmd
}

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
				return s.Update(cmd.Context(), func(t *store.Tx) error {
					audited, _, err := t.Latest(f.site, q)
					if errors.Is(err, store.ErrNotFound) {
						return fmt.Errorf("台账中没有 %s %s的检查结果", f.site, q)
					}
					if err != nil {
						return err
					}
					m, err := ledger.Enter(audited, rule, rules.Points(math.Round(score*100)), s.signature(p), f.why, evidence, s.now)
					if err != nil {
						return err
					}
					fmt.Fprintf(a.stdout, "已录入：%s %s　规则 %s　%s分（满分%s分）\n", m.Site, m.Quarter, m.RuleID, m.Score, m.Worth)
					return t.Score(m)
				})
			})
		}}
	f.acting(cmd)
	cmd.Flags().StringVar(&f.site, "site", "", "网站编号（必填）")
	cmd.Flags().StringVar(&quarter, "quarter", "", "季度：2022Q4、last、current（默认最近一次检查）")
	cmd.Flags().StringVar(&rule, "rule", "", "规则编号或 key（必填）")
	cmd.Flags().Float64Var(&score, "score", -1, "得分（必填）")
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
				return s.Update(cmd.Context(), func(t *store.Tx) error {
					audited, digest, err := t.Latest(args[0], q)
					if errors.Is(err, store.ErrNotFound) {
						return fmt.Errorf("台账中没有 %s %s的检查结果", args[0], q)
					}
					if err != nil {
						return err
					}
					chain := s.config.Approval.Steps()
					o, err := t.Signoff(args[0], audited.Quarter, digest, chain)
					if err != nil {
						return err
					}
					if f.by != "" {
						if o, err = a.sign(s, t, o, &f, role, !refuse); err != nil {
							return err
						}
					}
					a.showSignoff(audited.Site.Name, o)
					return nil
				})
			})
		}}
	f.acting(cmd)
	cmd.Flags().StringVar(&quarter, "quarter", "", "季度：2022Q4、last、current（默认最近一次检查）")
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

func (a *app) showSignoff(site string, o ledger.Signoff) {
	fmt.Fprintf(a.stdout, "%s　%s\n", site, quarterName(o.Quarter))
	for _, step := range o.Steps {
		verdict, void := "同意", ""
		if !step.Agreed {
			verdict = "退回"
		}
		if step.Result != o.Result {
			void = "（针对此前的结果，已失效）"
		}
		fmt.Fprintf(a.stdout, "  %s　%s　%s　%s：%s%s\n", beijingTime(step.At), step.Role, step.By, verdict, plain(step.Why), void)
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
