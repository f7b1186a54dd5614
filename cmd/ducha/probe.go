package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/facts"
	"ducha/internal/probe"
	"ducha/internal/zhtext"
)

type probeFlags struct {
	config, log  string
	controls     []string
	allowPrivate bool
}

func (a *app) probe() *cobra.Command {
	var f probeFlags
	cmd := &cobra.Command{
		Use:   "probe [网站…]",
		Short: "监测网站可用性：访问一轮首页，记入监测记录",
		Long: "访问配置中的网站（不写网站即全部）或所给网址的首页各一次，结果追加到监测记录。\n" +
			"官方规则要求连续一周、每天间隔性访问20次以上：请定时（如每小时）运行本命令，再用 ducha audit --probes 评判。\n" +
			"首页打不开时随即访问对照网址；对照网址也打不开的，视为本机网络故障，该次不计。",
		Example: "  ducha probe\n  ducha probe http://www.example.gov.cn/ --log probes.jsonl\n  ducha audit --rules website-2019 --probes probes.jsonl",
		RunE:    func(cmd *cobra.Command, args []string) error { return a.runProbe(cmd.Context(), &f, args) },
	}
	cmd.Flags().StringVar(&f.config, "config", "", "配置文件（默认 config.toml）")
	cmd.Flags().StringVar(&f.log, "log", "", "监测记录文件，只追加（默认为结果目录中的 "+probesFile+"）")
	cmd.Flags().StringArrayVar(&f.controls, "control", nil, "对照网址，可写多个（默认取配置的 crawl.controls，再默认 "+probe.DefaultControl+"）")
	cmd.Flags().BoolVar(&f.allowPrivate, "allow-private", false, "允许访问命令行所给网址的内网或本机地址")
	return cmd
}

func (a *app) runProbe(ctx context.Context, f *probeFlags, args []string) error {
	c, err := loadConfig(f.config)
	if err != nil {
		return err
	}
	chosen, err := c.chosen(args)
	if err != nil {
		return err
	}
	var sites []probe.Site
	for _, s := range chosen {
		sites = append(sites, probe.Site{ID: s.ID, URL: s.URL, Hosts: s.Hosts, AllowPrivate: s.Nets(), Reach: f.allowPrivate})
	}
	controls := f.controls
	if len(controls) == 0 {
		controls = c.Crawl.Controls
	}
	path := pick(f.log, probeLog(c))
	log, err := probe.OpenLog(path)
	if err != nil {
		return err
	}
	defer log.Close()
	visits, err := probe.Round(ctx, probe.Config{Controls: controls, Reach: f.allowPrivate, Proxy: c.Crawl.Proxy, Contact: c.Office.Contact, Log: a.logger()}, sites, log)
	if err != nil {
		return err
	}
	return a.probed(path, chosen, visits)
}

// probesFile is the log of visits in the folder of results.
const probesFile = "probes.jsonl"

func probeLog(c *config) string { return filepath.Join(pick(c.Crawl.Out, defaultOut), probesFile) }

// probed prints the round and what the log holds of the last week.
func (a *app) probed(path string, chosen []*configSite, visits []probe.Visit) error {
	history, err := probe.ReadLog(path)
	if err != nil {
		return err
	}
	failed, unknown := false, false
	for i, v := range visits {
		failed = failed || v.Outcome == probe.Failed && v.Counts()
		unknown = unknown || !v.Counts()
		week(a.stdout, pick(chosen[i].Name, chosen[i].URL), v, history.Summary(probe.Site{ID: v.Site, URL: v.URL}, v.At.In(zhtext.Beijing)))
	}
	fmt.Fprintf(a.stdout, "已记入 %s\n", path)
	switch {
	case failed:
		return &exitError{code: exitProblems}
	case unknown:
		return &exitError{code: exitUnverifiable}
	}
	return nil
}

// week prints one site's line: this visit, and the last seven days.
func week(w io.Writer, name string, v probe.Visit, sum *facts.Probes) {
	visits, failed, full := 0, 0, 0
	from := v.At.In(zhtext.Beijing).AddDate(0, 0, -7)
	if sum != nil {
		for _, d := range sum.Days {
			if !d.Day.After(from) {
				continue
			}
			visits, failed = visits+d.Visits, failed+d.Failed
			if d.Visits >= probesADay {
				full++
			}
		}
	}
	fmt.Fprintf(w, "%s　%s\n　　近7天有效访问%d次，失败%d次；满%d次的有%d天\n", name, v.Words(), visits, failed, probesADay, full)
}

// probesOf gives the audit what the log holds of a site; nil without a log.
func probesOf(path, url string, asOf time.Time) (*facts.Probes, error) {
	if path == "" {
		return nil, nil
	}
	history, err := probe.ReadLog(path)
	if err != nil {
		return nil, err
	}
	return history.Summary(probe.Site{URL: url}, asOf), nil
}
