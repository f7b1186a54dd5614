package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	conf "ducha/internal/config"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/result"
)

func (a *app) ledger() *cobra.Command {
	cmd := &cobra.Command{Use: "ledger", Short: "督查台账：登记、核实、反馈、申诉、审批、核对、备份",
		Long: "督查台账记录每个问题从发现到销号的全过程：谁、何时、为何。\n" +
			"机器发现的问题先由人员初核，单项否决项另由第二人复核；只有复查（ducha recheck）达标才能销号。"}
	cmd.AddCommand(a.ledgerImport(), a.ledgerList(), a.ledgerShow(), a.ledgerHistory())
	cmd.AddCommand(a.ledgerEvents()...)
	cmd.AddCommand(a.ledgerDecide(), a.ledgerNote(), a.ledgerScore(), a.ledgerApprove(), a.ledgerCard(), a.ledgerCompare(), a.ledgerRequests(), a.ledgerVerify(), a.ledgerBackup(), a.ledgerRestore())
	return cmd
}

// ledgerFlags are the flags of all commands of the ledger.
type ledgerFlags struct {
	config, address string
	by, why         string
}

func (f *ledgerFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.config, "config", "", "配置文件（默认 config.toml）")
	cmd.Flags().StringVar(&f.address, "ledger", "", "台账位置（默认按配置，或 "+defaultLedger+"）")
}

// acting adds the flags of commands that write into the history.
func (f *ledgerFlags) acting(cmd *cobra.Command) {
	f.register(cmd)
	cmd.Flags().StringVar(&f.by, "by", "", "经办人：人员编号或姓名（必填）")
	cmd.Flags().StringVar(&f.why, "why", "", "理由，记入历史")
}

// session is an open ledger with the configuration and the moment of one command.
type session struct {
	*store.Store
	config *config
	now    time.Time
}

// withLedger opens the ledger for one command.
func (f *ledgerFlags) withLedger(ctx context.Context, create bool, fn func(s *session) error) error {
	c, err := loadConfig(f.config)
	if err != nil {
		return err
	}
	s, err := openLedger(ctx, pick(f.address, ledgerAddress(c)), create)
	if err != nil {
		return err
	}
	defer s.Close()
	now := clock().UTC()
	if err := s.Update(ctx, func(t *store.Tx) error { return t.Expire(now) }); err != nil {
		return err
	}
	return fn(&session{Store: s, config: c, now: now})
}

// person is who acts; a supervisor's business is nobody else's.
func (s *session) person(ref string, supervisor bool) (conf.Person, error) {
	if supervisor {
		return s.config.supervisor(ref)
	}
	return s.config.Person(ref)
}

// supervisor refuses whoever is none, where people are configured.
func (c *config) supervisor(ref string) (conf.Person, error) {
	p, err := c.Person(ref)
	if err == nil && len(c.People) > 0 && !slices.Contains(p.Roles, conf.Supervisor) {
		err = fmt.Errorf("%s的职务中没有“%s”，不能办理；请由%s办理", p.Name, conf.Supervisor, pick(names(c.Holders(conf.Supervisor)), "配置中写明的"+conf.Supervisor))
	}
	return p, err
}

// mayAnswer refuses a unit's own people the cases of other units; supervisors
// enter what any unit says.
func (s *session) mayAnswer(p conf.Person, c ledger.Case, kind ledger.Kind) error {
	if slices.Contains(p.Roles, conf.Supervisor) {
		return nil
	}
	own, ok := s.config.Unit(p.Unit)
	if !ok || own.ID == c.Unit {
		return nil
	}
	what := kind.Chinese()
	if kind == ledger.Remark {
		what = ledger.Reply.Chinese() // 整改中 is told, and noted
	}
	return &ledger.Refusal{Case: c.ID, State: c.State, Kind: kind, Why: fmt.Sprintf("责任单位是%s，%s是%s的人员，不能代为%s；请由该单位人员或%s办理",
		s.config.UnitName(c.Unit), p.Name, own.Name, what, conf.Supervisor)}
}

// signature is the name in the history.
func (s *session) signature(p conf.Person) string { return s.config.signature(p) }

// signature is a person's name, with the id where a name is not enough.
func (c *config) signature(p conf.Person) string {
	n := 0
	for _, other := range c.People {
		if other.Name == p.Name {
			n++
		}
	}
	if n > 1 {
		return p.Name + "（" + p.ID + "）"
	}
	return p.Name
}

func names(people []conf.Person) string {
	var all []string
	for _, p := range people {
		all = append(all, p.Name)
	}
	return strings.Join(all, "、")
}

// lastDay reads a day of the Beijing calendar.
func lastDay(flag, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return t, fmt.Errorf("--%s %q 应为 年-月-日，如 2022-12-31", flag, text)
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, ledger.Day(t).Location()), nil
}

// quarter settles --quarter: one as 2022Q4, last or current.
func quarterFlag(text string, now time.Time) (string, error) {
	if text == "" {
		return "", nil
	}
	day, err := asOfDay(text, "", now)
	if err != nil {
		return "", err
	}
	return result.QuarterOf(day), nil
}

func oneArg(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("请给出一个%s", what)
		}
		return nil
	}
}

func someArgs(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("请给出%s", what)
		}
		return nil
	}
}

// openArg opens a file that was named on the command line.
func openArg(path string) (*os.File, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("没有文件 %s", path)
	}
	if err != nil {
		return nil, fmt.Errorf("打开 %s：%w", path, err)
	}
	return f, nil
}
