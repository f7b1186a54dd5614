package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"

	"ducha/internal/bench"
)

type benchFlags struct {
	pages, workers, rounds int
	skipColly              bool
	role, home             string
	file, list             string
}

func (a *app) bench() *cobra.Command {
	f := benchFlags{}
	cmd := &cobra.Command{
		Use: "bench", Short: "测速：与直接抓取、colly 默认用法比较本机的速度和资源占用", Args: noArgs,
		Long: "在本机回环地址架设示例网站（每页约 50 KB、110 个链接），各项抓取同样的页面，轮流运行若干轮，\n" +
			"每次各用独立进程计量处理器时间和内存；取中位数，比值在同一轮中得出。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.role != "" {
				return a.benchRole(cmd.Context(), &f)
			}
			return a.runBench(cmd.Context(), &f)
		},
	}
	cmd.Flags().IntVar(&f.pages, "pages", 1000, "示例网站的页面数")
	cmd.Flags().IntVar(&f.workers, "workers", 16, "并发数")
	cmd.Flags().IntVar(&f.rounds, "rounds", 3, "轮数")
	cmd.Flags().BoolVar(&f.skipColly, "skip-colly", false, "不运行 colly 默认用法（页面多时很慢）")
	cmd.Flags().StringVar(&f.role, "role", "", "")
	cmd.Flags().StringVar(&f.home, "home", "", "")
	cmd.Flags().StringVar(&f.file, "file", "", "")
	cmd.Flags().StringVar(&f.list, "list", "", "")
	for _, hidden := range []string{"role", "home", "file", "list"} {
		_ = cmd.Flags().MarkHidden(hidden)
	}
	return cmd
}

// self is this program in another role.
func self(ctx context.Context, f *benchFlags, role string, more ...string) (*exec.Cmd, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args := append([]string{"bench", "--role", role, "--pages", fmt.Sprint(f.pages), "--workers", fmt.Sprint(f.workers)}, more...)
	return exec.CommandContext(ctx, exe, args...), nil
}

// benchRole is the child's side.
func (a *app) benchRole(ctx context.Context, f *benchFlags) error {
	pages, err := 0, error(nil)
	switch f.role {
	case "server":
		return a.benchSite(ctx, f)
	case "list":
		return benchList(f)
	case "raw":
		pages, err = withList(f, func(urls []string) (int, error) { return bench.Raw(ctx, urls, f.workers) })
	case "links":
		pages, err = withList(f, func(urls []string) (int, error) { return bench.Links(ctx, f.home, urls, f.workers) })
	case "colly":
		pages, err = withList(f, func(urls []string) (int, error) { return bench.Colly(ctx, f.home, urls, f.workers) })
	case "ducha":
		pages, err = bench.Ducha(ctx, f.home, f.file, f.workers, 10*f.pages)
	case "record":
		pages, err = withList(f, func(urls []string) (int, error) { return bench.Record(ctx, f.home, f.file, urls, f.workers) })
	case "audit":
		pages, err = bench.Audit(ctx, f.home, f.file, f.workers, 10*f.pages)
	default:
		return fmt.Errorf("没有名为 %q 的角色", f.role)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.stdout, pages)
	return err
}

// benchSite serves until the parent goes away.
func (a *app) benchSite(ctx context.Context, f *benchFlags) error {
	home, stop, err := serve("127.0.0.1:0", bench.NewSite(f.pages))
	if err != nil {
		return err
	}
	defer stop()
	fmt.Fprintln(a.stdout, home)
	gone := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // ends with the parent
		close(gone)
	}()
	select {
	case <-gone:
	case <-ctx.Done():
	}
	return nil
}

// benchList writes the addresses of a snapshot's pages.
func benchList(f *benchFlags) error {
	urls, err := bench.Addresses(f.file)
	if err != nil {
		return err
	}
	return os.WriteFile(f.list, []byte(strings.Join(urls, "\n")), 0o600)
}

func withList(f *benchFlags, job func(urls []string) (int, error)) (int, error) {
	text, err := os.ReadFile(f.list)
	if err != nil {
		return 0, err
	}
	return job(strings.Split(string(text), "\n"))
}
