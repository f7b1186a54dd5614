package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	conf "ducha/internal/config"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify/slack"
	"ducha/internal/rectify"
	"ducha/internal/schedule"
	"ducha/internal/workday"
	"ducha/internal/zhtext"
)

func (a *app) serve() *cobra.Command {
	var path, listen string
	cmd := &cobra.Command{
		Use: "serve", Short: "常驻运行：按计划检查、复查、监测、催办，投递通知，接收答复", Args: noArgs,
		Long: "按配置的 [schedule] 运行各项任务，时间一律为北京时间；停机期间错过的，开机后补做最近一次。\n" +
			"投递队列随时处理，Slack 按钮的答复随时登记。在 --listen 地址提供 /healthz、/readyz 和 /metrics。\n" +
			"整改通知由人工下发（ducha notify send）。不常驻的，可用系统的 cron 定时运行 ducha audit、ducha recheck、ducha notify remind 等命令。",
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runServe(cmd.Context(), path, listen) },
	}
	cmd.Flags().StringVar(&path, "config", "", "配置文件（默认 config.toml）")
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8650", "状态和指标的监听地址；空则不监听")
	return cmd
}

func (a *app) runServe(ctx context.Context, path, listen string) error {
	d, c, err := a.openDesk(ctx, path, true)
	if err != nil {
		return err
	}
	defer d.Store.Close()
	all, listening, err := senders(c)
	if err != nil {
		return err
	}
	m := newMetrics()
	jobs, err := a.scheduled(d, c, path, m)
	if err != nil {
		return err
	}
	if len(jobs) == 0 {
		d.Log.Warn("没有配置计划（[schedule]），不会自动检查、复查和催办")
	}
	host, _ := os.Hostname() // only tells owners apart
	keeper := &schedule.Keeper{Table: rectify.DueTable{Store: d.Store}, Jobs: jobs, Owner: fmt.Sprintf("%s:%d:%d", host, os.Getpid(), time.Now().UnixNano()), Log: d.Log, Tick: 10 * time.Second, Now: func() time.Time { return d.Now().Round(0) }}
	stopListening, err := a.observe(listen, d, m)
	if err != nil {
		return err
	}
	defer stopListening()
	var wg sync.WaitGroup
	errs := make(chan error, 2)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	background := func(run func(context.Context) error) {
		wg.Go(func() {
			if err := run(ctx); err != nil && ctx.Err() == nil {
				errs <- err
				cancel()
			}
		})
	}
	background(keeper.Run)
	background(a.worker(d, all).Run)
	for id, s := range listening {
		background(func(ctx context.Context) error { hear(ctx, d, id, s); return nil })
	}
	d.Log.Info("开始值守", "任务数", len(jobs), "渠道数", len(all))
	<-ctx.Done()
	wg.Wait()
	d.Log.Info("结束值守")
	select {
	case err := <-errs:
		return err
	default:
		return nil // stopped as asked
	}
}

// scheduled are the jobs of the configuration.
func (a *app) scheduled(d *rectify.Desk, c *config, path string, m *metrics) ([]schedule.Job, error) {
	var jobs []schedule.Job
	add := func(name, spec string, key func(time.Time) string, run func(ctx context.Context, key string, planned time.Time) error) error {
		if spec == "" {
			return nil
		}
		s, err := schedule.Parse(spec, d.Calendar)
		if err != nil {
			return fmt.Errorf("[schedule] %s：%w", name, err)
		}
		jobs = append(jobs, schedule.Job{Name: name, Schedule: s, Key: key, Run: func(ctx context.Context, key string, planned time.Time) error {
			err := run(ctx, key, planned)
			m.done(name, err)
			return err
		}})
		return nil
	}
	return jobs, errors.Join(
		add("audit", c.Schedule.Audit, schedule.Quarter, func(ctx context.Context, _ string, planned time.Time) error {
			return a.auditPlanned(ctx, d, path, probeLog(c), planned)
		}),
		add("recheck", c.Schedule.Recheck, nil, func(ctx context.Context, _ string, _ time.Time) error {
			return a.recheckCases(ctx, d, c, recheckFlags{}, func(t *store.Tx) ([]ledger.Case, error) { return dueForRecheck(t, nil, d.Now()) })
		}),
		add("probe", c.Schedule.Probe, nil, func(ctx context.Context, _ string, _ time.Time) error {
			return tolerated(a.runProbe(ctx, &probeFlags{config: path}, nil))
		}),
		add("chase", c.Schedule.Chase, nil, func(ctx context.Context, _ string, _ time.Time) error {
			_, _, err := d.Chase(ctx)
			return err
		}),
		add("digest", c.Schedule.Digest, nil, func(ctx context.Context, key string, _ time.Time) error { return d.Digest(ctx, key) }),
	)
}

// tolerated takes the exit codes that tell of problems found, which are no
// failure of the job.
func tolerated(err error) error {
	var exit *exitError
	if errors.As(err, &exit) && (exit.code == exitProblems || exit.code == exitUnverifiable) {
		return nil
	}
	return err
}

// deaf is how long a channel whose answers cannot be heard is left alone.
const deaf = 10 * time.Minute

// hear takes a channel's answers until ctx ends. One that cannot be heard, for its token
// was revoked, is told of and tried again: everything else goes on without it.
func hear(ctx context.Context, d *rectify.Desk, id string, s *slack.Channel) {
	for ctx.Err() == nil {
		err := s.Listen(ctx, func(ctx context.Context, answer slack.Answer) (string, error) { return takeAnswer(ctx, d, answer) })
		if ctx.Err() != nil || err == nil {
			return
		}
		d.Log.Error("收不到 Slack 按钮的答复，稍后重试", "渠道", id, "错误", err)
		if err := d.Alarm(ctx, id, err); err != nil {
			d.Log.Error("未能通知督查人员", "错误", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(deaf):
		}
	}
}

// takeAnswer takes a button's answer and says what became of it. What the ledger
// refuses is on record and done with; only what could not be kept comes again.
func takeAnswer(ctx context.Context, d *rectify.Desk, answer slack.Answer) (said string, err error) {
	r := ledger.UnitReply{ID: "slack:" + answer.ID, Case: answer.Case, Via: "slack", By: "Slack " + answer.User, Text: answer.Why, At: d.Now()}
	for _, p := range d.Config.People {
		if p.Slack == answer.User && p.Slack != "" {
			r.By = p.Name
		}
	}
	switch answer.Action {
	case slack.Done:
		r.Kind, said = ledger.Reply, "反馈，复查后告知结果。"
	case slack.Appeal:
		r.Kind, said = ledger.Appeal, "申诉，裁定后告知结果。"
	case slack.Extend:
		r.Kind, said = ledger.Extend, "延期申请，请等待督查部门答复；答复之前原期限不变。"
	}
	_, known, err := d.TakeFrom(ctx, r, answer.Channel)
	var refused *ledger.Refusal
	if errors.As(err, &refused) || errors.Is(err, store.ErrNotFound) {
		d.Log.Warn("答复未被采纳", "问题", answer.Case, "操作", r.Kind.Chinese()) // the reason names people
		return "未能登记：" + err.Error(), nil
	}
	if err == nil && !known {
		d.Log.Info("收到答复", "问题", answer.Case, "操作", r.Kind.Chinese())
	}
	return "已登记 " + answer.Case + " 的" + said, err
}

// observe serves health and metrics.
func (a *app) observe(listen string, d *rectify.Desk, m *metrics) (stop func(), err error) {
	if listen == "" {
		return func() {}, nil
	}
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return nil, fmt.Errorf("监听 %s：%w", listen, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := d.Store.View(r.Context(), func(t *store.Tx) error { _, _, err := t.End(); return err }); err != nil {
			http.Error(w, "台账不可用："+inChinese(err.Error()), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	mux.Handle("GET /metrics", m.handler(d))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(l) }() // ends with Close
	fmt.Fprintf(a.stderr, "状态和指标：http://%s/healthz、/metrics\n", l.Addr())
	return func() { _ = server.Close() }, nil
}

// nextRuns prints when the jobs are due next, and refuses a plan that leaves
// quarters out.
func nextRuns(s conf.Schedule, cal *workday.Calendar, now time.Time, n int) (lines []string, err error) {
	for _, job := range []struct{ name, spec string }{{"audit", s.Audit}, {"recheck", s.Recheck}, {"probe", s.Probe}, {"chase", s.Chase}, {"digest", s.Digest}} {
		if job.spec == "" {
			continue
		}
		plan, err := schedule.Parse(job.spec, cal)
		if err != nil {
			return lines, fmt.Errorf("[schedule] %s：%w", job.name, err)
		}
		if job.name == "audit" {
			if err := schedule.EveryQuarter(plan, now); err != nil {
				return lines, fmt.Errorf("[schedule] audit：%w", err)
			}
		}
		line := fmt.Sprintf("%-8s", job.name)
		for _, t := range schedule.Upcoming(plan, now, n) {
			line += "  " + t.In(zhtext.Beijing).Format("2006-01-02 15:04")
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
