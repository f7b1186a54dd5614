package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/rectify"
	"ducha/reports"
)

func (a *app) notifyDeliver() *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use: "deliver", Short: "投递队列中到时间的通知", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withChannels(cmd.Context(), path, func(d *rectify.Desk, _ *config, all map[string]notify.Sender) error {
				return a.deliver(cmd.Context(), d, all)
			})
		},
	}
	cmd.Flags().StringVar(&path, "config", "", "配置文件（默认 config.toml）")
	return cmd
}

// deliver sends what is due and says what became of it.
func (a *app) deliver(ctx context.Context, d *rectify.Desk, all map[string]notify.Sender) error {
	if err := a.worker(d, all).Drain(ctx); err != nil {
		return err
	}
	var count map[string]int
	err := d.Store.View(ctx, func(t *store.Tx) (err error) { count, err = t.DeliveryCounts(); return err })
	if err != nil {
		return err
	}
	left := count[ledger.Queued] + count[ledger.Sending]
	fmt.Fprintf(a.stdout, "投递：已送达%d份，待投递%d份，待人工处理%d份，失败%d份。\n", count[ledger.Sent], left, count[ledger.Held], count[ledger.Failed])
	if left+count[ledger.Held]+count[ledger.Failed] > 0 {
		fmt.Fprintln(a.stdout, "运行 ducha notify list 查看原因。")
	}
	return nil
}

func (a *app) notifyList() *cobra.Command {
	var path string
	var all bool
	cmd := &cobra.Command{
		Use: "list", Short: "投递情况（默认不列30天前已送达、已撤回的）", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDesk(cmd.Context(), path, func(d *rectify.Desk, _ *config) error { return a.listDeliveries(cmd.Context(), d, all) })
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "列出全部")
	cmd.Flags().StringVar(&path, "config", "", "配置文件（默认 config.toml）")
	return cmd
}

// carried names the notice a delivery carries by the kind in its key: 整改通知.
func carried(r ledger.Delivery) string {
	for _, part := range strings.Split(r.Notice, "/") {
		if name := notify.Kind(part).Chinese(); name != notify.Kind("").Chinese() {
			return name
		}
	}
	return notify.Kind("").Chinese()
}

func (a *app) listDeliveries(ctx context.Context, d *rectify.Desk, all bool) error {
	var rows []ledger.Delivery
	if err := d.Store.View(ctx, func(t *store.Tx) (err error) { rows, err = t.Deliveries(""); return err }); err != nil {
		return err
	}
	const recent = 30 * 24 * time.Hour
	old := 0
	for _, r := range rows {
		if !all && (r.State == ledger.Sent || r.State == ledger.Cancelled) && d.Now().Sub(r.Settled) > recent {
			old++
			continue
		}
		fmt.Fprintf(a.stdout, "%d　%s　%s　%s　%s　%s　%s\n", r.ID, beijingTime(r.Created), notify.State(r.State).Chinese(), d.Config.UnitName(r.Unit), carried(r), r.Channel, r.Key)
		if r.Why != "" && r.State != ledger.Sent {
			fmt.Fprintf(a.stdout, "    %s\n", inChinese(reports.Plain(r.Why)))
		}
	}
	if old > 0 {
		fmt.Fprintf(a.stdout, "另有更早的 %d 份，加 --all 查看。\n", old)
	}
	if len(rows) == 0 {
		fmt.Fprintln(a.stdout, "没有投递记录。")
	}
	return nil
}

// byHand is what a person settles of deliveries: their numbers, who and why.
func (a *app) byHand(use, short, long string, settle func(ctx context.Context, d *rectify.Desk, ids []int64, by, why string) error) *cobra.Command {
	var path, by, why string
	cmd := &cobra.Command{
		Use: use, Short: short, Long: long, Args: someArgs("投递序号"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withDesk(cmd.Context(), path, func(d *rectify.Desk, c *config) error {
				person, err := c.supervisor(by)
				if err != nil {
					return err
				}
				if strings.TrimSpace(why) == "" {
					return errors.New("请用 --why 写明理由")
				}
				ids, err := deliveryNumbers(args)
				if err != nil {
					return err
				}
				return settle(cmd.Context(), d, ids, c.signature(person), why)
			})
		},
	}
	cmd.Flags().StringVar(&path, "config", "", "配置文件（默认 config.toml）")
	cmd.Flags().StringVar(&by, "by", "", "经办人（必填）")
	cmd.Flags().StringVar(&why, "why", "", "理由（必填）")
	return cmd
}

func deliveryNumbers(args []string) (ids []int64, err error) {
	for _, arg := range args {
		id, err := strconv.ParseInt(arg, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q 不是投递序号；运行 ducha notify list 查看", arg)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func (a *app) notifyRelease() *cobra.Command {
	return a.sentAgain("release 序号…", "放行待人工处理或失败的投递", "放回投递队列，按责任单位现在的地址投递：先在配置中改正地址，再放行。",
		"已放行", (*rectify.Desk).Release)
}

func (a *app) notifyBounced() *cobra.Command {
	return a.sentAgain("bounced 序号…", "登记退信：邮件送出后被退回，改正地址后重新投递", "放回投递队列，按责任单位现在的地址投递：先在配置中改正地址，再登记。未经其他渠道送达的，重新送达之前不计逾期。",
		"已登记退信，重新投递", (*rectify.Desk).Bounced)
}

// sentAgain is a command that puts deliveries back into the queue.
func (a *app) sentAgain(use, short, long, done string, again func(*rectify.Desk, context.Context, []int64, string, string) ([]rectify.Released, error)) *cobra.Command {
	return a.byHand(use, short, long, func(ctx context.Context, d *rectify.Desk, ids []int64, by, why string) error {
		all, err := again(d, ctx, ids, by, why)
		a.readdressed(done, all)
		return err
	})
}

// readdressed says which deliveries are queued again, and where they go now.
func (a *app) readdressed(what string, all []rectify.Released) {
	for _, r := range all {
		fmt.Fprintf(a.stdout, "%s %d", what, r.Now.ID)
		if r.Now.To != r.Before.To {
			fmt.Fprintf(a.stdout, "，收件地址由 %s 改为 %s", r.Before.To, r.Now.To)
		}
		fmt.Fprintln(a.stdout)
	}
}

func (a *app) notifyArrived() *cobra.Command {
	return a.byHand("arrived 序号…", "登记已送达：经核实对方已收到，或已当面送达", "不再投递；整改期限自登记之日起算。",
		func(ctx context.Context, d *rectify.Desk, ids []int64, by, why string) error {
			if err := d.Arrived(ctx, ids, by, why); err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "已登记送达%d份。\n", len(ids))
			return nil
		})
}
