package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"ducha/internal/ledger/store"
	"ducha/internal/request"
	"ducha/reports"
)

// importRequests takes a register of applications (依申请公开登记表) in and says
// what the clock says of it: numbers, days and kinds of answers, never a name.
func (a *app) importRequests(ctx context.Context, s *session, f *importFlags, name string, file io.Reader) error {
	p, err := s.person(f.by, false)
	if err != nil {
		return err
	}
	site, err := s.oneSite(f.site)
	if err != nil {
		return err
	}
	day, err := asOfDay("", f.asOf, s.now)
	if err != nil {
		return err
	}
	cal, err := s.config.calendar()
	if err != nil {
		return err
	}
	raw, err := readWhole(file, 16<<20)
	if err != nil {
		return fmt.Errorf("读取登记表：%w", err)
	}
	rows, err := request.Read(name, raw)
	if err != nil {
		return err
	}
	if err := s.Update(ctx, func(t *store.Tx) error { return t.PutRequests(site, rows, s.signature(p), s.now) }); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "依申请公开登记表：%s　%d 件\n", site, len(rows))
	judged := request.Judge(rows, cal, day)
	a.requestTable(judged, false)
	return requestCode(judged)
}

// oneSite is the site meant: the one named, or the only one configured.
func (s *session) oneSite(name string) (string, error) {
	if name != "" {
		if _, ok := s.config.Site(name); !ok && len(s.config.Sites) > 0 {
			return "", fmt.Errorf("配置中没有网站 %q", name)
		}
		return name, nil
	}
	if len(s.config.Sites) == 1 {
		return s.config.Sites[0].ID, nil
	}
	return "", errors.New("请用 --site 写明网站")
}

func (a *app) ledgerRequests() *cobra.Command {
	var f ledgerFlags
	var site, asOf, format string
	var all bool
	cmd := &cobra.Command{Use: "requests", Short: "依申请公开：按20个工作日的法定期限核对登记的申请（默认不列已按期办结的）", Args: noArgs,
		Example: "  ducha ledger import 依申请公开登记表.csv --by 局办公室联络员\n  ducha ledger requests --as-of 2022-12-31",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.withLedger(cmd.Context(), false, func(s *session) (err error) {
				if site, err = s.oneSite(site); err != nil {
					return err
				}
				day, err := asOfDay("", asOf, s.now)
				if err != nil {
					return err
				}
				cal, err := s.config.calendar()
				if err != nil {
					return err
				}
				var rows []request.Row
				if err := s.View(cmd.Context(), func(t *store.Tx) (err error) { rows, err = t.Requests(site); return err }); err != nil {
					return err
				}
				judged := request.Judge(rows, cal, day)
				if format == "json" {
					if err := writeJSON(a.stdout, requestLines(judged)); err != nil {
						return err
					}
				} else {
					a.requestTable(judged, all)
				}
				return requestCode(judged)
			})
		}}
	f.register(cmd)
	cmd.Flags().StringVar(&site, "site", "", "网站编号（只配置一个网站时可不写）")
	cmd.Flags().StringVar(&asOf, "as-of", "", "评价基准日（默认今天）")
	cmd.Flags().BoolVar(&all, "all", false, "包括已按期答复和已终止的")
	asFormat(cmd, &format, "table")
	return cmd
}

// requestLine is what --format json says of one application; days are of Beijing.
type requestLine struct {
	ID       string   `json:"id"`
	Received string   `json:"received"`
	Due      string   `json:"due,omitempty"` // empty while the clock stands
	Answered string   `json:"answered,omitempty"`
	State    string   `json:"state"` // its name on paper
	Days     int      `json:"days"`  // working days late, or left until due
	Reason   string   `json:"reason"`
	Notes    []string `json:"notes,omitempty"`
}

func requestLines(judged []request.Status) []requestLine {
	all := make([]requestLine, 0, len(judged))
	for _, s := range judged {
		all = append(all, requestLine{ID: s.Row.ID, Received: dayText(s.Row.Received), Due: dayText(s.Due), Answered: dayText(s.Row.Answered),
			State: s.State.String(), Days: s.Days, Reason: s.Reason, Notes: s.Notes})
	}
	return all
}

func (a *app) requestTable(judged []request.Status, all bool) {
	t := a.newTable("登记编号", "收到日期", "答复期限", "情况", "说明")
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 5, WidthMax: a.room(64)}})
	count := map[request.State]int{}
	shown, soon := 0, 0
	slices.SortStableFunc(judged, func(x, y request.Status) int { return urgency(x) - urgency(y) })
	for _, s := range judged {
		count[s.State]++
		if dueSoon(s) {
			soon++
		}
		if !all && len(s.Notes) == 0 && (s.State == request.Answered || s.State == request.Closed) {
			continue
		}
		shown++
		state := s.State.String()
		switch s.State {
		case request.Overdue, request.Late:
			state += fmt.Sprintf("%d个工作日", s.Days)
		case request.Open, request.Consulting:
			if dueSoon(s) {
				state = "即将到期"
			}
			state += fmt.Sprintf("，剩%d个工作日", s.Days)
		}
		t.AppendRow(table.Row{reports.Plain(s.Row.ID), dayText(s.Row.Received), dayText(s.Due), state, reports.Plain(strings.Join(append([]string{s.Reason}, s.Notes...), "；"))})
	}
	if shown > 0 {
		t.Render()
	}
	fmt.Fprintf(a.stdout, "共 %d 件：逾期未答复 %d，逾期答复 %d，即将到期 %d，办理中 %d，等待补正 %d，按期答复 %d，已终止 %d，无法计算 %d\n", len(judged),
		count[request.Overdue], count[request.Late], soon, count[request.Open]+count[request.Consulting]-soon, count[request.Waiting],
		count[request.Answered], count[request.Closed], count[request.Unknown])
}

// soonDays is how many working days before its last day an application is called
// 即将到期.
const soonDays = 5

func dueSoon(s request.Status) bool {
	return (s.State == request.Open || s.State == request.Consulting) && s.Days <= soonDays
}

// urgency puts what is overdue first.
func urgency(s request.Status) int {
	if dueSoon(s) {
		return 1
	}
	order := []request.State{request.Overdue, request.State(255), request.Open, request.Consulting, request.Waiting, request.Unknown, request.Late}
	if i := slices.Index(order, s.State); i >= 0 {
		return i
	}
	return len(order)
}

// requestCode is the exit code of what the clock says.
func requestCode(judged []request.Status) error {
	late, open := false, false
	for _, s := range judged {
		late = late || s.State == request.Overdue || s.State == request.Late
		open = open || s.State == request.Unknown
	}
	switch {
	case late:
		return &exitError{code: exitProblems}
	case open:
		return &exitError{code: exitUnverifiable}
	}
	return nil
}
