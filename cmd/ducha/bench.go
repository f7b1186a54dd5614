package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/bench"
	"ducha/internal/samplesite"
)

type benchFlags struct {
	pages, workers int
	role, home     string
	file           string
}

func (a *app) bench() *cobra.Command {
	f := benchFlags{}
	cmd := &cobra.Command{
		Use: "bench", Short: "测速：与直接抓取、colly 默认用法比较本机的速度和资源占用", Args: noArgs,
		Long: "在本机回环地址架设示例网站，依次运行三种抓取，各用独立进程计量处理器时间和内存，比值在同一次运行中得出。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.role != "" {
				return a.benchRole(cmd.Context(), &f)
			}
			return a.runBench(cmd.Context(), &f)
		},
	}
	cmd.Flags().IntVar(&f.pages, "pages", 2000, "示例网站的页面数")
	cmd.Flags().IntVar(&f.workers, "workers", 16, "并发数")
	cmd.Flags().StringVar(&f.role, "role", "", "")
	cmd.Flags().StringVar(&f.home, "home", "", "")
	cmd.Flags().StringVar(&f.file, "file", "", "")
	for _, hidden := range []string{"role", "home", "file"} {
		_ = cmd.Flags().MarkHidden(hidden)
	}
	return cmd
}

// measure is what one job cost.
type measure struct {
	name      string
	pages     int
	wall, cpu time.Duration
	rss       int64 // KiB
}

// perThousand is processor time for a thousand pages.
func (m measure) perThousand() float64 { return m.cpu.Seconds() / float64(max(m.pages, 1)) * 1000 }

func (a *app) runBench(ctx context.Context, f *benchFlags) error {
	dir, err := os.MkdirTemp("", "ducha-bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	home, stop, err := benchServer(ctx, f)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Fprintf(a.stdout, "示例网站 %s，%d 页，并发 %d\n", home, f.pages, f.workers)
	file := filepath.Join(dir, "snapshot.db")
	var all []measure
	for _, job := range []struct{ name, role string }{
		{"ducha：抓取+读取+快照", "ducha"}, {"直接抓取（net/http，上限）", "raw"}, {"colly 默认用法+goquery", "colly"},
	} {
		m, err := benchJob(ctx, f, job.name, job.role, home, file)
		if err != nil {
			return fmt.Errorf("%s：%w", job.name, err)
		}
		all = append(all, m)
	}
	a.benchTable(all, file)
	return nil
}

func (a *app) benchTable(all []measure, file string) {
	limit := all[1].perThousand()
	fmt.Fprintf(a.stdout, "%8s %8s %12s %12s %10s  %s\n", "页数", "页/秒", "CPU秒/千页", "与上限之比", "内存MiB", "")
	for _, m := range all {
		fmt.Fprintf(a.stdout, "%10d %10.0f %14.3f %14.2f %12.0f  %s\n", m.pages, float64(m.pages)/m.wall.Seconds(),
			m.perThousand(), m.perThousand()/limit, float64(m.rss)/1024, m.name)
	}
	fmt.Fprintf(a.stdout, "colly 默认用法的处理器时间是 ducha 的 %.1f 倍\n", all[2].perThousand()/all[0].perThousand())
	if info, err := os.Stat(file); err == nil {
		fmt.Fprintf(a.stdout, "快照 %.1f KiB/页\n", float64(info.Size())/1024/float64(max(all[0].pages, 1)))
	}
}

// benchJob runs one job as a process of its own.
func benchJob(ctx context.Context, f *benchFlags, name, role, home, file string) (measure, error) {
	cmd, err := self(ctx, f, role, "--home", home, "--file", file)
	if err != nil {
		return measure{}, err
	}
	cmd.Stderr = os.Stderr
	began := time.Now()
	out, err := cmd.Output()
	if err != nil {
		return measure{}, err
	}
	m := measure{name: name, wall: time.Since(began), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.rss = usage.Maxrss
	}
	if _, err := fmt.Sscan(string(out), &m.pages); err != nil {
		return measure{}, fmt.Errorf("read %q: %w", out, err)
	}
	return m, nil
}

// benchServer serves the sample site from another process.
func benchServer(ctx context.Context, f *benchFlags) (home string, stop func(), err error) {
	cmd, err := self(ctx, f, "server")
	if err != nil {
		return "", nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("示例网站没有启动：%w", err)
	}
	return strings.TrimSpace(line), stop, nil
}

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
		home, stop, err := serve("127.0.0.1:0", samplesite.New(samplesite.Config{Seed: 1, Pages: f.pages, Defects: []string{}}))
		if err != nil {
			return err
		}
		defer stop()
		fmt.Fprintln(a.stdout, home)
		_, err = io.Copy(io.Discard, os.Stdin)
		<-ctx.Done()
		return err
	case "raw":
		var urls []string
		if urls, err = bench.Addresses(f.file); err == nil {
			pages, err = bench.Raw(ctx, urls, f.workers)
		}
	case "colly":
		pages, err = bench.Colly(ctx, f.home, f.workers, f.pages)
	case "ducha":
		pages, err = bench.Ducha(ctx, f.home, f.file, f.workers, 10*f.pages)
	default:
		return fmt.Errorf("没有名为 %q 的角色", f.role)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.stdout, pages)
	return err
}
