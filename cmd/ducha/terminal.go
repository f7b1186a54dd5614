package main

import (
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"slices"
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
		return slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: logged}))
	}
	return slog.New(slog.NewJSONHandler(a.stderr, &slog.HandlerOptions{ReplaceAttr: logged}))
}

// logged words errors for the administrator who reads the log.
func logged(_ []string, attr slog.Attr) slog.Attr {
	if err, ok := attr.Value.Any().(error); ok {
		attr.Value = slog.StringValue(chinese(err))
	}
	return attr
}

// progress shows bars on a terminal and logs a line a minute elsewhere, whether the
// site answers or not.
type progress struct {
	bars *mpb.Progress
	log  *slog.Logger
	mu   sync.Mutex
	now  map[string]crawl.Progress // of the sites that are being crawled
	quit chan struct{}
}

// everySoOften is how often a site is logged.
const everySoOften = time.Minute

func (a *app) progress() *progress {
	p := &progress{now: map[string]crawl.Progress{}, quit: make(chan struct{})}
	if interactive(a.stderr) {
		p.bars = mpb.New(mpb.WithOutput(a.stderr), mpb.WithRefreshRate(300*time.Millisecond))
	} else {
		p.log = a.logger()
		go p.lines(everySoOften)
	}
	return p
}

// site gives the callback of one site.
func (p *progress) site(name string) func(crawl.Progress) {
	if p.bars == nil {
		note := func(c crawl.Progress) {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.now[name] = c
		}
		note(crawl.Progress{})
		return note
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

// lines logs all sites that are being crawled, until the end.
func (p *progress) lines(every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-p.quit:
			return
		case <-tick.C:
			p.mu.Lock()
			for _, name := range slices.Sorted(maps.Keys(p.now)) {
				c := p.now[name]
				p.log.Info("抓取进度", "网站", name, "已取", c.Fetched, "待取", c.Queued, "失败", c.Failed,
					"页每秒", fmt.Sprintf("%.1f", c.Rate), "当前栏目", c.Column, "约剩", c.Left.Round(time.Second).String())
			}
			p.mu.Unlock()
		}
	}
}

// done says that a site is finished with.
func (p *progress) done(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.now, name)
}

func (p *progress) stop() {
	if p.bars != nil {
		p.bars.Shutdown()
	}
	close(p.quit)
}
