package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/evidence"
	"ducha/internal/result"
	"ducha/internal/samplesite"
	"ducha/internal/zhtext"
)

// demoRate is the pace against our own loopback server, requests a second.
const demoRate = 500

type demoFlags struct {
	out   string
	seed  int64
	style string
	pages int
	serve string
}

func (a *app) demo() *cobra.Command {
	var f demoFlags
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "演示：在本机架设示例单位网站，检查并生成全部报告",
		Long:  "在本机回环地址架设一个虚构的交通运输局网站（内含若干问题），按示范指标检查，生成得分表和问题清单。不访问外网。",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.serve != "" {
				return a.serveSample(cmd.Context(), &f)
			}
			return a.runDemo(cmd.Context(), &f)
		},
	}
	styles := make([]string, 0, len(samplesite.Styles()))
	for _, s := range samplesite.Styles() {
		styles = append(styles, string(s))
	}
	cmd.Flags().StringVar(&f.out, "out", "ducha-demo", "结果目录")
	cmd.Flags().Int64Var(&f.seed, "seed", 1, "示例网站的种子：不同种子有不同的问题")
	cmd.Flags().StringVar(&f.style, "style", styles[0], "示例网站的建站风格："+strings.Join(styles, "、"))
	cmd.Flags().IntVar(&f.pages, "pages", 0, "示例网站的最少页面数（默认 260）")
	cmd.Flags().StringVar(&f.serve, "serve", "", "只架设示例网站，不检查，如 127.0.0.1:8080")
	return cmd
}

// sample makes the sample bureau the flags ask for.
func (f *demoFlags) sample() (*samplesite.Site, error) {
	style := samplesite.Style(f.style)
	if !slices.Contains(samplesite.Styles(), style) {
		return nil, fmt.Errorf("没有名为 %q 的风格", f.style)
	}
	return samplesite.New(samplesite.Config{Seed: f.seed, Style: style, Pages: f.pages}), nil
}

// demoSite is the sample bureau's id.
const demoSite = "demo"

// demoDay is the day the sample bureau is seen on.
func demoDay() time.Time { return time.Date(2022, 12, 31, 0, 0, 0, 0, zhtext.Beijing) }

func (a *app) runDemo(ctx context.Context, f *demoFlags) error {
	sample, err := f.sample()
	if err != nil {
		return err
	}
	address, stop, err := serve("127.0.0.1:0", sample)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Fprintf(a.stdout, "示例网站：%s（%s，共 %d 页）\n", sample.Name(), address, sample.PageCount())
	flags := &auditFlags{out: f.out, allowPrivate: true, rate: demoRate}
	site := &configSite{ID: demoSite, Name: sample.Name(), URL: address}
	job, err := flags.job(&config{}, site, demoDay(), a.logger())
	if err != nil {
		return err
	}
	progress := a.progress()
	job.Crawl.Progress = progress.site(job.Name)
	if err := clearDemo(filepath.Join(f.out, snapshotFile)); err != nil {
		return err
	}
	audited, err := auditOne(ctx, job, f.out)
	progress.stop()
	if err != nil {
		return err
	}
	a.summary(audited, f.out)
	a.compare(sample, audited)
	return nil
}

// clearDemo takes the last demonstration's snapshot away: a demonstration starts afresh,
// for its address is another one every time. What is evidence of a real site stays.
func clearDemo(path string) error {
	old, err := openEvidence(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil:
		site := old.Snapshot().Site
		if err := old.Close(); err != nil {
			return err
		}
		if site != demoSite {
			return fmt.Errorf("%s 是网站 %s 的快照，演示不会覆盖；请用 --out 另写一个目录", path, site)
		}
	case !errors.Is(err, evidence.ErrUnbegun):
		return err
	}
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("清理上次演示：%w", err)
	}
	return nil
}

// compare says how the audit did against what was planted for its rule set; a
// sample has plantings for other sets too, which these rules do not look for.
func (a *app) compare(sample *samplesite.Site, r *result.Audit) {
	found := map[string]bool{}
	for _, f := range r.Findings {
		found[f.Defect+" "+f.Subject] = true
	}
	planted, hit := 0, 0
	for _, e := range sample.Truth() {
		if e.Set != "" {
			continue
		}
		planted++
		if found[e.Defect+" "+e.Subject] {
			hit++
		}
	}
	fmt.Fprintf(a.stdout, "\n示例网站中预置问题 %d 处，本次发现 %d 处。\n", planted, hit)
}

// serve serves a handler on a loopback address until stop is called.
func serve(address string, h http.Handler) (base string, stop func(), err error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return "", nil, fmt.Errorf("架设示例网站：%w", err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(l) }()
	return "http://" + l.Addr().String() + "/", func() { server.Close() }, nil
}

func (a *app) serveSample(ctx context.Context, f *demoFlags) error {
	sample, err := f.sample()
	if err != nil {
		return err
	}
	address, stop, err := serve(f.serve, sample)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Fprintf(a.stdout, "示例网站：%s　%s　按 Ctrl-C 结束\n", sample.Name(), address)
	<-ctx.Done()
	return nil
}
