package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/result"
	"ducha/reports"
	"ducha/rules"
)

func (a *app) ledgerCompare() *cobra.Command {
	var f ledgerFlags
	var quarter, with, format string
	cmd := &cobra.Command{Use: "compare 网站", Short: "与上季度比较：新增、仍存在、已整改、反弹", Args: oneArg("网站编号"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withLedger(cmd.Context(), false, func(s *session) error {
				to, err := quarterFlag(quarter, s.now)
				if err != nil {
					return err
				}
				from, err := quarterFlag(with, s.now)
				if err != nil {
					return err
				}
				var c ledger.Comparison
				if err := s.View(cmd.Context(), func(t *store.Tx) (err error) { c, err = compare(t, args[0], from, to); return err }); err != nil {
					return err
				}
				if format == "json" {
					return writeJSON(a.stdout, c)
				}
				a.showComparison(s, c)
				return nil
			})
		}}
	f.register(cmd)
	cmd.Flags().StringVar(&quarter, "quarter", "", "季度：2022Q4、last、current（默认最近一次检查）")
	cmd.Flags().StringVar(&with, "with", "", "与哪个季度比较（默认此前最近一次）")
	asFormat(cmd, &format, "text")
	return cmd
}

// compare finds the two results; an empty quarter means the newest, or the newest
// before the other.
func compare(t *store.Tx, site, from, to string) (ledger.Comparison, error) {
	var none ledger.Comparison
	now, err := latest(t, site, to)
	if err != nil {
		return none, err
	}
	if from == "" {
		quarters, err := t.Quarters(site)
		if err != nil {
			return none, err
		}
		for _, q := range quarters {
			if q < now.Quarter {
				from = q
			}
		}
		if from == "" {
			return none, fmt.Errorf("台账中没有%s早于 %s 的检查结果，无从比较", site, now.Quarter)
		}
	}
	if from >= now.Quarter {
		return none, fmt.Errorf("--with %s 应早于 %s", from, now.Quarter)
	}
	old, err := latest(t, site, from)
	if err != nil {
		return none, err
	}
	cases, err := t.Cases(store.Filter{Site: site})
	if err != nil {
		return none, err
	}
	return ledger.Compare(old, now, cases), nil
}

func latest(t *store.Tx, site, quarter string) (*result.Audit, error) {
	audited, _, err := t.Latest(site, quarter)
	if errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("台账中没有 %s %s的检查结果", site, quarter)
	}
	return audited, err
}

func (a *app) showComparison(s *session, c ledger.Comparison) {
	w := a.stdout
	fmt.Fprintf(w, "%s　%s与%s比较\n", pick(c.Name, c.Site), reports.Quarter(c.To), reports.Quarter(c.From))
	if c.Comparable() {
		fmt.Fprintf(w, "得分：%s → %s\n", interval(c.Low[0], c.High[0]), interval(c.Low[1], c.High[1]))
	} else {
		fmt.Fprintf(w, "得分不可比：%s\n", strings.Join(c.Why, "；"))
	}
	for _, part := range []struct {
		title string
		items []ledger.Item
	}{{"新增", c.New}, {"仍存在", c.Still}, {"反弹", c.Returned}, {"已整改", c.Fixed}, {"上期存在、本期未能认定", c.Unknown}} {
		fmt.Fprintf(w, "\n%s %d 条\n", part.title, len(part.items))
		for _, i := range part.items {
			fmt.Fprintf(w, "  %s　%s　%s\n", pick(i.Case, "未登记"), s.config.UnitName(i.Unit), reports.Plain(i.Message))
		}
	}
}

func interval(low, high int64) string {
	if low == high {
		return rules.Points(low).String() + "分"
	}
	return rules.Points(low).String() + "～" + rules.Points(high).String() + "分"
}
