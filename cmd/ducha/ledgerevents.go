package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	conf "ducha/internal/config"
	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
)

// eventFlags are what the commands that act on cases may take.
type eventFlags struct {
	ledgerFlags
	until, approver, unit, result, severity string
	evidence                                []string
}

// eventCommand is one command that lets one event happen to cases.
type eventCommand struct {
	use, short string
	kind       ledger.Kind
	supervisor bool     // only a supervisor may
	flags      []string // of until, approver, unit, evidence
}

// ledgerEvents are the commands that act on cases.
func (a *app) ledgerEvents() []*cobra.Command {
	var all []*cobra.Command
	for _, c := range []eventCommand{
		{"confirm 台账编号…", "初核：认定问题属实", ledger.Confirm, true, nil},
		{"review 台账编号…", "复核：第二人认定属实（单项否决项）", ledger.Review, true, nil},
		{"send-back 台账编号…", "复核退回：不同意初核意见", ledger.SendBack, true, nil},
		{"dismiss 台账编号…", "认定误报：证据不变就不再提起", ledger.Dismiss, true, nil},
		{"reconsider 台账编号…", "重新核实：撤回误报认定或初核意见", ledger.Reconsider, true, nil},
		{"waive 台账编号…", "豁免：经批准，在截止日期前不要求整改", ledger.Waive, true, []string{"until", "approver"}},
		{"revoke 台账编号…", "撤销豁免", ledger.Revoke, true, nil},
		{"reply 台账编号…", "反馈：登记责任单位的整改情况（不销号，待复查）", ledger.Reply, false, []string{"evidence"}},
		{"appeal 台账编号…", "申诉：登记责任单位的申诉", ledger.Appeal, false, []string{"evidence"}},
		{"extend 台账编号…", "延期：在期限届满之日前推后整改期限", ledger.Extend, true, []string{"until"}},
		{"assign 台账编号…", "改派：换责任单位", ledger.Assign, true, []string{"unit"}},
	} {
		all = append(all, a.eventCommand(c))
	}
	return all
}

func (a *app) eventCommand(c eventCommand) *cobra.Command {
	var f eventFlags
	cmd := &cobra.Command{Use: c.use, Short: c.short, Args: someArgs("台账编号"), RunE: func(cmd *cobra.Command, args []string) error {
		return f.withLedger(cmd.Context(), false, func(s *session) error {
			by, e, err := f.event(s, c)
			if err != nil {
				return err
			}
			return a.happen(cmd.Context(), s, args, by, e)
		})
	}}
	f.acting(cmd)
	for _, name := range c.flags {
		switch name {
		case "until":
			cmd.Flags().StringVar(&f.until, "until", "", "截止日期或新的整改期限：2022-12-31（必填）")
		case "approver":
			cmd.Flags().StringVar(&f.approver, "approver", "", "批准人（必填）")
		case "unit":
			cmd.Flags().StringVar(&f.unit, "unit", "", "新的责任单位：编号或名称（必填）")
		case "evidence":
			cmd.Flags().StringSliceVar(&f.evidence, "evidence", nil, "佐证：网址或材料名称，可写多个")
		}
	}
	return cmd
}

func (f *eventFlags) event(s *session, c eventCommand) (p conf.Person, e ledger.Event, err error) {
	if p, err = s.person(f.by, c.supervisor); err != nil {
		return p, e, err
	}
	until, err := lastDay("until", f.until)
	if err != nil {
		return p, e, err
	}
	e = ledger.Event{Kind: c.kind, At: s.now, By: s.signature(p), Why: f.why, Evidence: f.evidence, Unit: f.unit}
	if f.approver != "" {
		approver, err := s.config.Person(f.approver)
		if err != nil {
			return p, e, fmt.Errorf("批准人：%w", err)
		}
		e.Approver = s.signature(approver)
	}
	if c.kind == ledger.Extend {
		e.Due = until
	} else {
		e.Until = until
	}
	if u, ok := s.config.Unit(f.unit); ok {
		e.Unit = u.ID
	} else if f.unit != "" && len(s.config.Units) > 0 {
		return p, e, fmt.Errorf("配置中没有责任单位 %q", f.unit)
	}
	return p, e, nil
}

// happen lets one event of a person's happen to several cases: to all of them or to none.
// What it means for a unit that was told of them is told with it.
func (a *app) happen(ctx context.Context, s *session, ids []string, by conf.Person, e ledger.Event) error {
	desk, err := a.deskOf(s)
	if err != nil {
		return err
	}
	var after []ledger.Case
	var told []notify.Notice
	err = s.Update(ctx, func(t *store.Tx) error {
		after = nil
		var before []ledger.Case
		var refused []error
		for _, id := range ids {
			c, is, err := a.one(s, t, id, by, e)
			var refusal *ledger.Refusal
			if errors.As(err, &refusal) {
				refused = append(refused, err)
			} else if err != nil {
				return err
			}
			before, after = append(before, c), append(after, is)
		}
		if len(refused) > 0 {
			return errors.Join(refused...)
		}
		told, err = desk.Decided(t, before, after, e)
		return err
	})
	if err != nil {
		if len(ids) > 1 {
			return fmt.Errorf("没有办理任何一条：\n%w", err)
		}
		return err
	}
	for _, c := range after {
		line := fmt.Sprintf("%s　%s，现为“%s”", c.ID, e.Kind.Chinese(), c.State.Chinese())
		if !c.Due.IsZero() {
			line += "，整改期限 " + dayText(c.Due)
		}
		fmt.Fprintln(a.stdout, line)
	}
	for _, n := range told {
		fmt.Fprintf(a.stdout, "已列入投递：%s\n", n.Subject())
	}
	return nil
}

// one lets the event happen to one case. What a unit says is kept as a reply too.
func (a *app) one(s *session, t *store.Tx, id string, by conf.Person, e ledger.Event) (before, after ledger.Case, err error) {
	if before, err = t.Case(id); err != nil {
		return before, before, err
	}
	answer := e.Kind == ledger.Reply || e.Kind == ledger.Appeal
	if answer {
		if err := s.mayAnswer(by, before, e.Kind); err != nil {
			return before, before, err
		}
	}
	after, err = t.Apply(before.ID, e)
	if err != nil || !answer {
		return before, after, err
	}
	_, err = t.AddReply(ledger.UnitReply{ID: "command:" + rand.Text(), Case: after.ID, Kind: e.Kind, Via: "command", By: e.By, Text: e.Why, Evidence: e.Evidence, At: e.At})
	return before, after, err
}

func (a *app) ledgerDecide() *cobra.Command {
	var f eventFlags
	cmd := &cobra.Command{
		Use: "decide 台账编号", Short: "裁定申诉：维持、撤销或改判（由未参与核实的人员）", Args: oneArg("台账编号"),
		Example: "  ducha ledger decide 2022Q4-jtysj-003 --result uphold --by 督查员丙 --why 栏目确未更新 --until 2022-11-15",
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withLedger(cmd.Context(), false, func(s *session) error {
				kinds := map[string]ledger.Kind{"uphold": ledger.Uphold, "overturn": ledger.Overturn, "amend": ledger.Amend,
					"维持": ledger.Uphold, "撤销": ledger.Overturn, "改判": ledger.Amend}
				kind, ok := kinds[f.result]
				if !ok {
					return fmt.Errorf("--result 应为 uphold（维持）、overturn（撤销）或 amend（改判），不是 %q", f.result)
				}
				by, e, err := f.event(s, eventCommand{kind: kind, supervisor: true})
				if err != nil {
					return err
				}
				e.Due, e.Until, e.Severity = e.Until, time.Time{}, finding.Severity(f.severity)
				return a.happen(cmd.Context(), s, args, by, e)
			})
		},
	}
	f.acting(cmd)
	cmd.Flags().StringVar(&f.result, "result", "", "裁定：uphold 维持、overturn 撤销、amend 改判（必填）")
	cmd.Flags().StringVar(&f.severity, "severity", "", "改判后的程度：单项否决、严重、一般、提示")
	cmd.Flags().StringVar(&f.until, "until", "", "裁定后的整改期限（默认不变；原期限在申诉期间已过的必填）")
	return cmd
}
