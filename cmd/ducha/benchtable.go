package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// measure is what one job cost in one round.
type measure struct {
	pages     int
	wall, cpu time.Duration
	rss       int64 // KiB
}

// perThousand is processor time for a thousand pages.
func (m measure) perThousand() float64 { return m.cpu.Seconds() / float64(max(m.pages, 1)) * 1000 }

// benchRow is one job with its rounds.
type benchRow struct {
	role, name string
	rounds     []measure
}

func benchRows(skipColly bool) []*benchRow {
	rows := []*benchRow{
		{role: "raw", name: "直接抓取并丢弃（net/http，上限）"},
		{role: "links", name: "ducha 只跟随链接"},
		{role: "record", name: "ducha 抓取+快照，不读取内容"},
		{role: "ducha", name: "ducha 抓取+读取每页+快照"},
		{role: "audit", name: "ducha 全部检查：同上，二次核验，按全部规则评判"},
	}
	if !skipColly {
		rows = append(rows, &benchRow{role: "colly", name: "colly 默认用法+goquery"})
	}
	return rows
}

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
	list, file := filepath.Join(dir, "list"), filepath.Join(dir, "first.db")
	// A first crawl finds the pages that every job is then given.
	first, err := benchJob(ctx, f, "ducha", "--home", home, "--file", file)
	if err != nil {
		return err
	}
	if _, err := benchJob(ctx, f, "list", "--list", list, "--file", file); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "示例网站 %s，%d 页，并发 %d，%d 轮；系统负载 %s\n", home, first.pages, f.workers, f.rounds, loadAverage())
	rows, size := benchRows(f.skipColly), int64(0)
	for range max(1, f.rounds) {
		for _, row := range rows {
			_ = os.Remove(file)
			m, err := benchJob(ctx, f, row.role, "--home", home, "--file", file, "--list", list)
			if err != nil {
				return fmt.Errorf("%s：%w", row.name, err)
			}
			row.rounds = append(row.rounds, m)
			if info, err := os.Stat(file); err == nil && row.role == "ducha" {
				size = info.Size()
			}
		}
	}
	a.benchTable(rows)
	fmt.Fprintf(a.stdout, "快照 %.1f KiB/页；系统负载 %s\n", float64(size)/1024/float64(max(first.pages, 1)), loadAverage())
	return nil
}

func (a *app) benchTable(rows []*benchRow) {
	fmt.Fprintf(a.stdout, "%6s %6s %8s %10s %8s %6s\n", "页数", "页/秒", "CPU秒/千页", "页/CPU秒", "与上限之比", "内存MiB")
	for _, row := range rows {
		cpu := row.median(measure.perThousand)
		fmt.Fprintf(a.stdout, "%8d %8.0f %12.3f %12.0f %12.2f %9.0f  %s\n", row.rounds[0].pages,
			row.median(func(m measure) float64 { return float64(m.pages) / m.wall.Seconds() }), cpu, 1000/cpu, ratio(row, rows[0]),
			row.median(func(m measure) float64 { return float64(m.rss) / 1024 }), row.name)
	}
	if len(rows) > 5 {
		fmt.Fprintf(a.stdout, "colly 默认用法的处理器时间是 ducha 抓取+读取每页+快照的 %.1f 倍、全部检查的 %.1f 倍\n", ratio(rows[5], rows[3]), ratio(rows[5], rows[4]))
	}
}

func (r *benchRow) median(of func(measure) float64) float64 {
	var all []float64
	for _, m := range r.rounds {
		all = append(all, of(m))
	}
	return middle(all)
}

// ratio compares within each round: the machine's load is then the same.
func ratio(r, to *benchRow) float64 {
	var all []float64
	for i := range r.rounds {
		all = append(all, r.rounds[i].perThousand()/to.rounds[i].perThousand())
	}
	return middle(all)
}

func middle(all []float64) float64 {
	slices.Sort(all)
	if n := len(all); n%2 == 0 {
		return (all[n/2-1] + all[n/2]) / 2
	}
	return all[len(all)/2]
}

// loadAverage is the machine's load, where the system tells.
func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "未知"
	}
	one, _, _ := strings.Cut(string(text), " ")
	return one
}

// benchJob runs one job as a process of its own.
func benchJob(ctx context.Context, f *benchFlags, role string, args ...string) (measure, error) {
	cmd, err := self(ctx, f, role, args...)
	if err != nil {
		return measure{}, err
	}
	cmd.Stderr = os.Stderr
	began := time.Now()
	out, err := cmd.Output()
	if err != nil {
		return measure{}, err
	}
	m := measure{wall: time.Since(began), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.rss = usage.Maxrss
	}
	if len(out) == 0 {
		return m, nil
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
	in, err := cmd.StdinPipe()
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
	stop = func() {
		_ = in.Close()
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait()
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("示例网站没有启动：%w", err)
	}
	return strings.TrimSpace(line), stop, nil
}
