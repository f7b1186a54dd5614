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
	var worst error
	for _, job := range jobs {
		progress := a.progress(1)
		job.Crawl.Progress = progress.site(title(job))
		dir := outDir(f, job, out, len(jobs))
		err = crawlOne(ctx, job, dir)
		progress.stop()
		if err != nil {
			worst = gravest(worst, fmt.Errorf("%s：%w", title(job), err))
			continue
		}
		fmt.Fprintf(a.stdout, "%s：快照已保存到 %s/%s\n", title(job), dir, snapshotFile)
	}
	return worst
}

func crawlOne(ctx context.Context, job ducharun.Job, dir string) error {
	fold, err := openFolder(dir)
	if err != nil {
		return err
	}
	defer fold.close()
	store, _, err := fold.store(job.ID, job.URL)
	if err != nil {
		return err
	}
	defer store.Close()
	return ducharun.Gather(ctx, job, store)
}
