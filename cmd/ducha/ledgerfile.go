package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/zhtext"
	"ducha/reports"
)

func (a *app) ledgerNote() *cobra.Command {
	cmd := &cobra.Command{Use: "note", Short: "登记无新增内容说明、临时报备和备注"}
	cmd.AddCommand(a.noteNoNews(), a.noteDowntime(), a.noteWithdraw(), a.noteRemark(), a.noteList())
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

func (a *app) noteWithdraw() *cobra.Command {
	var f ledgerFlags
	cmd := &cobra.Command{Use: "withdraw 报备编号", Short: "撤销登记有误的说明或报备", Args: oneArg("报备编号"),
		Long: "撤销后不再作为理由。已据此免责的条目，用 ducha ledger revoke 另行撤销。",
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withLedger(cmd.Context(), false, func(s *session) error {
				p, err := s.person(f.by, true)
				if err != nil {
					return err
				}
				if strings.TrimSpace(f.why) == "" {
					return errors.New("请用 --why 写明理由")
				}
				var w ledger.Waiver
				if err := s.Update(cmd.Context(), func(t *store.Tx) (err error) {
					w, err = t.Withdraw(args[0], s.signature(p), f.why, s.now)
					return err
				}); err != nil {
					return err
				}
				fmt.Fprintf(a.stdout, "已撤销%s %s：%s\n", w.Kind.Chinese(), w.ID, span(w))
				return nil
			})
		}}
	f.acting(cmd)
	return cmd
}

func (a *app) noteRemark() *cobra.Command {
	var f ledgerFlags
	cmd := &cobra.Command{Use: "remark 台账编号…", Short: "备注：记入条目的办理过程", Args: someArgs("台账编号"), RunE: func(cmd *cobra.Command, args []string) error {
		return f.withLedger(cmd.Context(), false, func(s *session) error {
			p, err := s.person(f.by, false)
			if err != nil {
				return err
			}
			return a.happen(cmd.Context(), s, args, p, ledger.Event{Kind: ledger.Remark, At: s.now, By: s.signature(p), Why: f.why})
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
				mark := ""
				if w.Revoked {
					mark = "　（已撤销）"
				}
				fmt.Fprintf(a.stdout, "%s　%s　%s　%s　批准：%s　%s%s\n", w.ID, w.Kind.Chinese(), w.Site, span(w), w.Approver, reports.Plain(w.Why), mark)
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
