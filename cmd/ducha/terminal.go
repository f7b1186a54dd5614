package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"ducha/internal/crawl"
)

// interactive says whether w is a terminal somebody looks at.
func interactive(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// logger writes text for people on a terminal and JSON elsewhere.
func (a *app) logger() *slog.Logger {
	if interactive(a.stderr) {
		return slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	return slog.New(slog.NewJSONHandler(a.stderr, nil))
}

// progress shows bars on a terminal and logs a line a minute elsewhere.
type progress struct {
	bars *mpb.Progress
	log  *slog.Logger
	mu   sync.Mutex
	last map[string]time.Time
}

func (a *app) progress(int) *progress {
	p := &progress{last: map[string]time.Time{}}
	if interactive(a.stderr) {
		p.bars = mpb.New(mpb.WithOutput(a.stderr), mpb.WithRefreshRate(300*time.Millisecond))
	} else {
		p.log = a.logger()
	}
	return p
}

// site gives the callback of one site.
func (p *progress) site(name string) func(crawl.Progress) {
	if p.bars == nil {
		return func(c crawl.Progress) { p.line(name, c) }
	}
	var mu sync.Mutex
	var now crawl.Progress
	text := decor.Any(func(decor.Statistics) string {
		mu.Lock()
		defer mu.Unlock()
		line := fmt.Sprintf(" 已取%d 待取%d 失败%d %.1f页/秒", now.Fetched, now.Queued, now.Failed, now.Rate)
		if now.Left > 0 {
			line += " 约剩" + now.Left.Round(time.Second).String()
		}
		if now.Column != "" {
			line += " " + now.Column
		}
		return line
	})
	bar := p.bars.AddBar(0, mpb.PrependDecorators(decor.Name(name)), mpb.AppendDecorators(text), mpb.BarRemoveOnComplete())
	return func(c crawl.Progress) {
		mu.Lock()
		now = c
		mu.Unlock()
		bar.SetTotal(int64(max(c.Fetched+c.Failed+c.Queued, 1)), false)
		bar.SetCurrent(int64(c.Fetched + c.Failed))
	}
}

// line logs once a minute and site.
func (p *progress) line(name string, c crawl.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if time.Since(p.last[name]) < time.Minute {
		return
	}
	if !p.last[name].IsZero() {
		p.log.Info("抓取进度", "网站", name, "已取", c.Fetched, "待取", c.Queued, "失败", c.Failed,
			"页每秒", fmt.Sprintf("%.1f", c.Rate), "当前栏目", c.Column, "约剩", c.Left.Round(time.Second).String())
	}
	p.last[name] = time.Now()
}

func (p *progress) stop() {
	if p.bars != nil {
		p.bars.Shutdown()
	}
}
