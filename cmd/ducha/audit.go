package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/result"
	ducharun "ducha/internal/run"
	"ducha/rules"
)

func (a *app) audit() *cobra.Command {
	var f auditFlags
	notify := false
	cmd := &cobra.Command{
		Use:   "audit [网站…]",
		Short: "检查网站：抓取、评判、生成得分表",
		Long: "检查配置中的网站（不写网站即检查全部），或直接给出网址。\n" +
			"抓取遵守 robots.txt 和访问频率限制；中断后再次运行同一命令即继续。",
		Example: "  ducha audit jtysj --quarter 2022Q4\n  ducha audit http://www.example.gov.cn/\n  ducha audit --snapshot crawl.warc.gz --as-of 2021-03-31",
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.snapshot != "" && notify {
				return errors.New("--notify 与 --snapshot 不能同时使用：评判已有快照不下发通知")
			}
			if f.snapshot != "" {
				return a.auditSnapshot(cmd.Context(), &f, args)
			}
			err := a.auditSites(cmd.Context(), &f, args)
			if notify && tolerated(err) == nil {
				if err := a.notifyAfter(cmd.Context(), f.config); err != nil {
					return err
				}
			}
			return err
		},
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.snapshot, "snapshot", "", "评判已有快照（snapshot.db）或其他工具生成的归档：WARC、WACZ 文件，或存放一批 WARC 的目录；不访问网络")
	cmd.Flags().StringVar(&f.before, "before", "", "此前一次检查的快照，用于比对补录的信息（默认取上季度结果目录中的快照）")
	cmd.Flags().StringVar(&f.probes, "probes", "", "可用性监测记录（ducha probe 生成），用于评判“站点无法访问”")
	cmd.Flags().BoolVar(&f.ledger, "ledger", false, "把结果记入台账（配置中 [ledger] record = true 时，配置的网站自动记入）")
	cmd.Flags().BoolVar(&notify, "notify", false, "检查后下发已核实、已审批的整改通知，发送提醒和催办，处理投递队列（供系统 cron 一次性运行）")
	cmd.Flags().BoolVar(&f.strict, "strict", false, "有无法核验的内容时以 3 退出，即使同时发现了问题")
	return cmd
}

func (f *auditFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.config, "config", "", "配置文件（默认 config.toml）")
	flags.StringVar(&f.out, "out", "", "结果目录（默认 ducha-out/网站/季度）")
	flags.StringVar(&f.rules, "rules", "", "规则集编号或文件（默认 "+defaultRules+"）")
	flags.StringVar(&f.quarter, "quarter", "", "评价季度：2022Q4、last（上季度）、current（本季度）")
	flags.StringVar(&f.asOf, "as-of", "", "评价基准日：2022-12-31")
	flags.BoolVar(&f.allowPrivate, "allow-private", false, "允许访问命令行所给网址的内网或本机地址")
	flags.StringVar(&f.siteKind, "site-kind", "", "网站类型（默认 dept_site）："+rules.SiteKindsText())
	flags.Float64Var(&f.rate, "rate", 0, "每个主机每秒请求数（默认 1）")
	flags.IntVar(&f.maxPages, "max-pages", 0, "每个网站最多抓取的页面数（默认 2000）")
	flags.BoolVar(&f.ignoreRobots, "ignore-robots", false, "不遵守 robots.txt；须经网站主管单位同意，将记入日志")
}

// jobs puts configuration, flags and arguments together: what a run is to do.
func (a *app) jobs(f *auditFlags, args []string) (jobs []ducharun.Job, out string, err error) {
	c, err := loadConfig(f.config)
	if err != nil {
		return nil, "", err
	}
	asOf, err := judgedDay(f.quarter, f.asOf, clock())
	if err != nil {
		return nil, "", err
	}
	sites, err := c.chosen(args)
	if err != nil {
		return nil, "", err
	}
	log := a.logger()
	for _, s := range sites {
		job, err := f.job(c, s, asOf, log)
		if err != nil {
			return nil, "", err
		}
		jobs = append(jobs, job)
	}
	return jobs, pick(f.out, c.Crawl.Out), nil
}

// auditSites audits sites side by side and reports them in the order given.
func (a *app) auditSites(ctx context.Context, f *auditFlags, args []string) error {
	jobs, out, err := a.jobs(f, args)
	if err != nil {
		return err
	}
	return a.auditJobs(ctx, f, jobs, out)
}

func (a *app) auditJobs(ctx context.Context, f *auditFlags, jobs []ducharun.Job, out string) error {
	audits, dirs := make([]*result.Audit, len(jobs)), f.outDirs(jobs, out)
	errs := make([]error, len(jobs))
	progress := a.progress()
	sideBySide(jobs, func(i int) {
		jobs[i].Crawl.Progress = progress.site(title(jobs[i]))
		defer progress.done(title(jobs[i]))
		if jobs[i].Earlier, errs[i] = earlier(ctx, f, jobs[i], out, time.Time{}); errs[i] == nil {
			audits[i], errs[i] = auditInRound(ctx, jobs[i], dirs[i])
		}
	})
	progress.stop()
	for i := range jobs {
		if errs[i] != nil {
			errs[i] = fmt.Errorf("%s：%w", title(jobs[i]), errs[i])
			continue
		}
		a.summary(audits[i], dirs[i])
	}
	err := a.recordAudits(ctx, f, audits)
	if err == nil && ctx.Err() == nil {
		err = endRounds(func(i int) bool { return audits[i] != nil }, dirs)
	}
	if worst := a.gravest(append(errs, err)...); worst != nil {
		return worst
	}
	return verdictCode(audits, f.strict)
}

// title names a job before its site has been read.
func title(j ducharun.Job) string { return pick(j.Name, j.ID) }

// outDir is the folder of one job: --out itself for a single site.
func outDir(f *auditFlags, job ducharun.Job, out string, jobs int) string {
	if f.out != "" && jobs == 1 {
		return f.out
	}
	return resultDir(out, job.ID, result.QuarterOf(job.AsOf))
}

func (f *auditFlags) outDirs(jobs []ducharun.Job, out string) (dirs []string) {
	for _, job := range jobs {
		dirs = append(dirs, outDir(f, job, out, len(jobs)))
	}
	return dirs
}

// auditOne crawls one site into its folder, judges it and writes the reports.
func auditOne(ctx context.Context, job ducharun.Job, dir string) (*result.Audit, error) {
	fold, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	defer fold.close()
	return fold.audit(ctx, job)
}

func (f *folder) audit(ctx context.Context, job ducharun.Job) (*result.Audit, error) {
	store, err := f.store(job.ID, job.URL)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	audited, err := ducharun.Audit(ctx, job, store)
	if err != nil {
		return nil, err
	}
	return audited, f.writeReports(audited, auditFormats)
}

// chosen gives the sites named, or every configured one.
func (c *config) chosen(args []string) ([]*configSite, error) {
	var sites []*configSite
	for i := range c.Sites {
		if len(args) == 0 {
			sites = append(sites, &c.Sites[i])
		}
	}
	for _, name := range args {
		s, err := c.site(name)
		if err != nil {
			return nil, err
		}
		sites = append(sites, s)
	}
	if len(sites) == 0 {
		return nil, fmt.Errorf("没有要检查的网站：请在 config.toml 中配置，或在命令行给出网址")
	}
	return sites, nil
}

// verdictCode is the exit code of what was found.
func verdictCode(audits []*result.Audit, strict bool) error {
	problems, open := false, false
	for _, a := range audits {
		problems = problems || len(a.Findings) > 0
		open = open || unverified(a) > 0
	}
	switch {
	case problems && !(strict && open):
		return &exitError{code: exitProblems}
	case open:
		return &exitError{code: exitUnverifiable}
	}
	return nil
}
