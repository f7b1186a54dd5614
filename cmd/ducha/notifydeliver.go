package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/rectify"
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
	count := map[string]int{}
	err := d.Store.View(ctx, func(t *store.Tx) error {
		rows, err := t.Deliveries("")
		for _, r := range rows {
			count[r.State]++
		}
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "投递：已送达%d份，待投递%d份，待人工处理%d份，失败%d份。\n", count[ledger.Sent], count[ledger.Queued]+count[ledger.Sending], count[ledger.Held], count[ledger.Failed])
	if count[ledger.Held]+count[ledger.Failed] > 0 {
		fmt.Fprintln(a.stdout, "运行 ducha notify list 查看原因。")
	}
	return nil
}

func (a *app) notifyList() *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use: "list", Short: "投递情况", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDesk(cmd.Context(), path, func(d *rectify.Desk, _ *config) error { return a.listDeliveries(cmd.Context(), d) })
		},
	}
	cmd.Flags().StringVar(&path, "config", "", "配置文件（默认 config.toml）")
	return cmd
}

func (a *app) notifyRelease() *cobra.Command {
	var path, by, why string
	cmd := &cobra.Command{
		Use: "release 序号…", Short: "放行待人工处理或失败的投递", Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withDesk(cmd.Context(), path, func(d *rectify.Desk, c *config) error { return release(cmd.Context(), d, c, args, by, why) })
		},
	}
	cmd.Flags().StringVar(&path, "config", "", "配置文件（默认 config.toml）")
	cmd.Flags().StringVar(&by, "by", "", "经办人（必填）")
	cmd.Flags().StringVar(&why, "why", "", "理由（必填）")
	return cmd
}

func (a *app) listDeliveries(ctx context.Context, d *rectify.Desk) error {
	return d.Store.View(ctx, func(t *store.Tx) error {
		rows, err := t.Deliveries("")
		for _, r := range rows {
			fmt.Fprintf(a.stdout, "%d　%s　%s　%s　%s\n", r.ID, notify.State(r.State).Chinese(), d.Config.UnitName(r.Unit), r.Channel, r.Key)
			if r.Why != "" && r.State != ledger.Sent {
				fmt.Fprintf(a.stdout, "    %s\n", r.Why)
			}
		}
		return err
	})
}

// release puts deliveries that wait for a person back into the queue, on record.
func release(ctx context.Context, d *rectify.Desk, c *config, args []string, by, why string) error {
	person, err := c.Person(by)
	if err != nil {
		return err
	}
	if strings.TrimSpace(why) == "" {
		return fmt.Errorf("请用 --why 写明放行的理由")
	}
	return d.Store.Update(ctx, func(t *store.Tx) error {
		for _, arg := range args {
			id, err := strconv.ParseInt(arg, 10, 64)
			if err != nil {
				return fmt.Errorf("%q 不是投递序号；运行 ducha notify list 查看", arg)
			}
			if err := t.Release(id, d.Now()); err != nil {
				return err
			}
			if err := t.Note("delivery:"+arg, person.Name, "放行："+why, d.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}
