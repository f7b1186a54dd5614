package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/rectify"
	"ducha/reports"
)

type listFlags struct {
	ledgerFlags
	filter          store.Filter
	states          []string
	quarter, format string
	overdue, all    bool
}

func (a *app) ledgerList() *cobra.Command {
	var f listFlags
	cmd := &cobra.Command{
		Use: "list", Short: "列出台账条目（默认只列未办结的）", Args: noArgs,
		Example: "  ducha ledger list --unit 局办公室 --overdue\n  ducha ledger list --state 待核实,待复核\n  ducha ledger list --all --format json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.withLedger(cmd.Context(), false, func(s *session) error {
				if err := f.settle(s); err != nil {
					return err
				}
				var cases []ledger.Case
				var wishes map[string]bool
				if err := s.View(cmd.Context(), func(t *store.Tx) (err error) {
					if cases, err = t.Cases(f.filter); err == nil {
						wishes, err = rectify.Wishes(t, cases, s.now)
					}
					return err
				}); err != nil {
					return err
				}
				if f.format == "json" {
					return writeJSON(a.stdout, cases)
				}
				a.caseTable(s, cases, wishes)
				return nil
			})
		},
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.filter.Site, "site", "", "只列该网站")
	cmd.Flags().StringVar(&f.filter.Unit, "unit", "", "只列该责任单位（编号或名称）")
	cmd.Flags().StringVar(&f.filter.Rule, "rule", "", "只列该规则（key）")
	cmd.Flags().StringVar(&f.quarter, "quarter", "", "只列该季度存在的问题：2022Q4、last、current")
	cmd.Flags().StringSliceVar(&f.states, "state", nil, "只列这些状态，如 待核实,已下发")
	cmd.Flags().BoolVar(&f.overdue, "overdue", false, "只列逾期的")
	cmd.Flags().BoolVar(&f.all, "all", false, "包括已销号、误报和豁免的")
	asFormat(cmd, &f.format, "table")
	return cmd
}

func (f *listFlags) settle(s *session) (err error) {
	if f.filter.Quarter, err = quarterFlag(f.quarter, s.now); err != nil {
		return err
	}
	if u, ok := s.config.Unit(f.filter.Unit); ok {
		f.filter.Unit = u.ID
	}
	for _, name := range f.states {
		state, err := stateNamed(strings.TrimSpace(name))
		if err != nil {
			return err
		}
		f.filter.States = append(f.filter.States, state)
	}
	if f.overdue {
		f.filter.OverdueOn = s.now
	}
	f.filter.Open = !f.all && len(f.states) == 0
	return nil
}

func stateNamed(name string) (ledger.State, error) {
	var known []string
	for _, s := range ledger.States() {
		if s.Chinese() == name || string(s) == name {
			return s, nil
		}
		known = append(known, s.Chinese())
	}
	return "", fmt.Errorf("没有名为 %q 的状态；可用：%s", name, strings.Join(known, "、"))
}

// asFormat adds --format to a command that prints for people or as JSON.
func asFormat(cmd *cobra.Command, format *string, people string) {
	cmd.Flags().StringVar(format, "format", people, "输出格式："+people+" 或 json")
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if *format != people && *format != "json" {
			return fmt.Errorf("--format 应为 %s 或 json，不是 %q", people, *format)
		}
		return nil
	}
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// newTable is a plain table whose Chinese columns stand straight.
func (a *app) newTable(header ...any) table.Writer {
	text.OverrideRuneWidthEastAsianWidth(false) // quotation marks are narrow on today's terminals, whatever LANG says
	t := table.NewWriter()
	t.SetOutputMirror(a.stdout)
	t.SetStyle(table.StyleLight)
	t.Style().Options.SeparateRows = false
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(header)
	return t
}

func (a *app) caseTable(s *session, cases []ledger.Case, wishes map[string]bool) {
	if len(cases) == 0 {
		fmt.Fprintln(a.stdout, "没有符合条件的台账条目。")
		return
	}
	t := a.newTable("编号", "状态", "责任单位", "程度", "整改期限", "问题")
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 3, WidthMax: 20}, {Number: 6, WidthMax: a.room(72)}})
	overdue := 0
	for _, c := range cases {
		if c.Overdue(s.now) {
			overdue++
		}
		status := c.Status(s.now)
		if wishes[c.ID] {
			status += "（申请延期）"
		}
		t.AppendRow(table.Row{c.ID, status, s.config.UnitName(c.Unit), c.Severity, dayText(c.Due), reports.Plain(c.Message) + returns(c)})
	}
	t.Render()
	line := fmt.Sprintf("共 %d 条", len(cases))
	if overdue > 0 {
		line += fmt.Sprintf("，其中逾期 %d 条", overdue)
	}
	if len(wishes) > 0 {
		line += fmt.Sprintf("，申请延期待答复 %d 条", len(wishes))
	}
	fmt.Fprintln(a.stdout, line)
}

// room is what a terminal leaves for the last column beside so many characters.
func (a *app) room(taken int) int {
	const least, most = 24, 60
	width := 0
	if out, ok := a.stdout.(*output); ok {
		if f, ok := out.to.(*os.File); ok {
			width, _, _ = term.GetSize(int(f.Fd())) // zero where there is no terminal
		}
	}
	if width == 0 {
		return most
	}
	return min(max(width-taken, least), most)
}

func returns(c ledger.Case) string {
	if c.Returns == 0 {
		return ""
	}
	return fmt.Sprintf("（反弹%d次）", c.Returns)
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return ledger.Day(t).Format(time.DateOnly)
}
