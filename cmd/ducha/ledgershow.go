package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/zhtext"
	"ducha/reports"
)

func (a *app) ledgerShow() *cobra.Command {
	var f ledgerFlags
	var format string
	cmd := &cobra.Command{
		Use: "show 台账编号", Short: "查看一个条目：问题、证据、期限和办理过程", Args: oneArg("台账编号"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withLedger(cmd.Context(), false, func(s *session) error {
				var whole struct {
					Case    ledger.Case        `json:"case"`
					History []ledger.Entry     `json:"history"`
					Replies []ledger.UnitReply `json:"replies"`
				}
				if err := s.View(cmd.Context(), func(t *store.Tx) (err error) {
					if whole.Case, err = t.Case(args[0]); err != nil {
						return err
					}
					if whole.History, err = t.History(whole.Case.ID); err != nil {
						return err
					}
					whole.Replies, err = t.Replies(whole.Case.ID)
					return err
				}); err != nil {
					return err
				}
				if format == "json" {
					return writeJSON(a.stdout, whole)
				}
				a.showCase(s, whole.Case)
				a.showHistory(whole.History, false)
				return nil
			})
		},
	}
	f.register(cmd)
	asFormat(cmd, &format, "text")
	return cmd
}

func (a *app) showCase(s *session, c ledger.Case) {
	person := ""
	if p, err := s.config.Person(c.Person); c.Person != "" && err == nil {
		person = "（" + p.Name + "）"
	}
	second := ""
	if c.Second {
		second = "，须第二人复核"
	}
	lines := [][2]string{{"编号", c.ID}, {"状态", c.Status(s.now) + returns(c)}, {"网站", c.SiteName}, {"责任单位", s.config.UnitName(c.Unit) + person},
		{"指标", c.Indicator + "（规则 " + c.RuleID + "，" + c.RuleSet + "）"}, {"问题", c.DefectName + "　" + reports.Plain(c.Subject)}, {"情况", reports.Plain(c.Message)},
		{"认定", c.Verdict.Chinese() + "，程度：" + string(c.Severity) + second}, {"依据", c.Basis}, {"整改要求", c.Remedy},
		{"整改期限", dayText(c.Due)}, {"豁免至", dayText(c.Until)}, {"初核", c.Confirmer}, {"复核", c.Reviewer},
		{"发现季度", c.First + seenUntil(c)}, {"首次发现", beijingTime(c.FirstSeen)}}
	if c.Unseen != "" {
		lines = append(lines, [2]string{"提示", "最近一次检查未再发现，复查该项达标后销号"})
	}
	for _, l := range lines {
		if l[1] != "" {
			fmt.Fprintf(a.stdout, "%s：%s\n", l[0], l[1])
		}
	}
	for i, e := range c.Evidence {
		fmt.Fprintf(a.stdout, "证据%d：%s　%s\n", i+1, reports.Plain(e.URL), beijingTime(e.FetchedAt.Time))
		if e.Quote != "" {
			fmt.Fprintf(a.stdout, "　　　原文：%s\n", reports.Plain(e.Quote))
		}
		if e.SHA256 != "" {
			fmt.Fprintf(a.stdout, "　　　SHA-256：%s\n", e.SHA256)
		}
	}
	fmt.Fprintf(a.stdout, "快照：%s\n", c.Snapshot)
}

func seenUntil(c ledger.Case) string {
	if c.Last == c.First {
		return ""
	}
	return "（最近一次：" + c.Last + "）"
}

func (a *app) showHistory(history []ledger.Entry, about bool) {
	if len(history) == 0 {
		return
	}
	fmt.Fprintln(a.stdout, "办理过程：")
	for _, e := range history {
		line := fmt.Sprintf("  %s　%s　%s", beijingTime(e.Event.At), e.Event.By, e.Event.Kind.Chinese())
		if about {
			line += "　" + e.About
		}
		if e.From != e.To && e.To != "" {
			line += "（" + e.To.Chinese() + "）"
		}
		var notes []string
		for _, n := range [][2]string{{"", reports.Plain(e.Event.Why)}, {"批准人：", e.Event.Approver}, {"截止：", dayText(e.Event.Until)}, {"期限：", dayText(e.Event.Due)},
			{"附：", reports.Plain(strings.Join(e.Event.Evidence, "、"))}} {
			if n[1] != "" {
				notes = append(notes, n[0]+n[1])
			}
		}
		if len(notes) > 0 {
			line += "　" + strings.Join(notes, "；")
		}
		fmt.Fprintln(a.stdout, line)
	}
}

// beijingTime prints a time as people in the office read it.
func beijingTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zhtext.Beijing).Format("2006-01-02 15:04")
}

func (a *app) ledgerHistory() *cobra.Command {
	var f ledgerFlags
	var format string
	cmd := &cobra.Command{
		Use: "history [台账编号]", Short: "查看办理历史：一个条目的，或整个台账的",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("最多给出一个台账编号")
			}
			return f.withLedger(cmd.Context(), false, func(s *session) error {
				var history []ledger.Entry
				if err := s.View(cmd.Context(), func(t *store.Tx) error {
					about := ""
					if len(args) == 1 {
						c, err := t.Case(args[0])
						if err != nil {
							return err
						}
						about = c.ID
					}
					var err error
					history, err = t.History(about)
					return err
				}); err != nil {
					return err
				}
				if format == "json" {
					return writeJSON(a.stdout, history)
				}
				a.showHistory(history, len(args) == 0)
				return nil
			})
		},
	}
	f.register(cmd)
	asFormat(cmd, &format, "text")
	return cmd
}
