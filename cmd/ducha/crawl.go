package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	ducharun "ducha/internal/run"
)

func (a *app) crawl() *cobra.Command {
	var f auditFlags
	cmd := &cobra.Command{
		Use:   "crawl [网站…]",
		Short: "只抓取网站，保存快照，不评判",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.crawlSites(cmd.Context(), &f, args)
		},
	}
	f.register(cmd)
	return cmd
}

func (a *app) crawlSites(ctx context.Context, f *auditFlags, args []string) error {
	jobs, out, err := a.jobs(f, args)
	if err != nil {
		return err
	}
	errs, dirs := make([]error, len(jobs)), f.outDirs(jobs, out)
	progress := a.progress()
	sideBySide(jobs, func(i int) {
		jobs[i].Crawl.Progress = progress.site(title(jobs[i]))
		defer progress.done(title(jobs[i]))
		errs[i] = crawlOne(ctx, jobs[i], dirs[i])
	})
	progress.stop()
	for i, job := range jobs {
		if errs[i] != nil {
			errs[i] = fmt.Errorf("%s：%w", title(job), errs[i])
			continue
		}
		fmt.Fprintf(a.stdout, "%s：快照已保存到 %s/%s\n", title(job), dirs[i], snapshotFile)
	}
	if ctx.Err() == nil {
		errs = append(errs, endRounds(func(i int) bool { return errs[i] == nil }, dirs))
	}
	return a.gravest(errs...)
}

func crawlOne(ctx context.Context, job ducharun.Job, dir string) error {
	fold, err := openFolder(dir)
	if err != nil {
		return err
	}
	defer fold.close()
	if finished, err := fold.takeUp(job); finished || err != nil {
		return err
	}
	store, err := fold.store(job.ID, job.URL)
	if err != nil {
		return err
	}
	defer store.Close()
	return ducharun.Gather(ctx, job, store)
}
