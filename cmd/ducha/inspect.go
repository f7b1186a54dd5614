package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ducha/internal/document"
	"ducha/internal/finding"
	"ducha/internal/inspect"
	"ducha/reports/inspection"
)

type inspectFlags struct {
	kinds        []string
	asOf         string
	format, out  string
	allowPrivate bool
	ignoreRobots bool
}

func (a *app) inspect() *cobra.Command {
	var f inspectFlags
	cmd := &cobra.Command{
		Use:   "inspect 文件或网址…",
		Short: "公开前自查：检查单个文件或网页",
		Long: "检查尚未公开或已经公开的单个文件：年度报告、预决算、政策解读，以及是否含有不应公开的内容。\n" +
			"支持网页、DOCX、XLSX、OFD、ZIP，装有相应工具时支持 PDF、DOC、XLS。文件在独立进程中读取，内容不外传。\n" +
			"同时给出上一年度的报告、解读所对应的文件，可以一并对照。",
		Example: "  ducha inspect 2022年度报告.docx\n  ducha inspect 2022年度报告.docx 2021年度报告.docx --kind annual-report\n  ducha inspect 名单.xlsx --kind leaks --format html --out 自查.html",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runInspect(cmd.Context(), &f, args)
		},
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.kinds, "kind", nil, "检查内容：annual-report（年度报告）、budget（预决算）、interpretation（政策解读）、leaks（保密与隐私）；默认按内容判断")
	flags.StringVar(&f.asOf, "as-of", "", "评价基准日：2022-12-31（默认今天）")
	flags.StringVar(&f.format, "format", "text", "输出格式：text、json、html")
	flags.StringVar(&f.out, "out", "", "输出文件（默认显示在屏幕上）")
	flags.BoolVar(&f.allowPrivate, "allow-private", false, "允许访问命令行所给网址的内网或本机地址")
	flags.BoolVar(&f.ignoreRobots, "ignore-robots", false, "不遵守 robots.txt；须经网站主管单位同意，将记入日志")
	return cmd
}

// inspectWriters are the formats of an inspection.
func inspectWriters() map[string]func(io.Writer, *inspect.Report) error {
	return map[string]func(io.Writer, *inspect.Report) error{"text": inspection.Text, "json": inspection.JSON, "html": inspection.HTML}
}

func (a *app) runInspect(ctx context.Context, f *inspectFlags, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("没有要检查的文件：请给出文件名或网址")
	}
	write := inspectWriters()[f.format]
	if write == nil {
		return fmt.Errorf("没有名为 %q 的格式；可用：text、json、html", f.format)
	}
	kinds, err := inspectKinds(f.kinds)
	if err != nil {
		return err
	}
	asOf, err := asOfDay("", f.asOf, clock())
	if err != nil {
		return err
	}
	if err := notItself(f.out, args); err != nil {
		return err
	}
	sources, err := a.inspectSources(ctx, f, args)
	if err != nil {
		return err
	}
	report := inspect.Judge(sources, inspect.Options{Kinds: kinds, AsOf: asOf, Version: version()})
	if err := a.writeInspection(f.out, report, write); err != nil {
		return err
	}
	return inspectCode(report)
}

// notItself refuses to write the report over a document that is looked at.
func notItself(out string, documents []string) error {
	to, err := os.Stat(out)
	if err != nil {
		return nil // it is made, or the writing says why not
	}
	for _, name := range documents {
		if from, err := os.Stat(name); err == nil && os.SameFile(from, to) {
			return fmt.Errorf("--out %s 是要检查的文件，不能覆盖；请另写一个文件名", out)
		}
	}
	return nil
}

func inspectKinds(names []string) ([]inspect.Kind, error) {
	var kinds []inspect.Kind
	for _, name := range names {
		k := inspect.Kind(name)
		if !slices.Contains(inspect.Kinds(), k) {
			return nil, fmt.Errorf("没有名为 %q 的检查内容；可用：annual-report、budget、interpretation、leaks", name)
		}
		kinds = append(kinds, k)
	}
	return kinds, nil
}

// inspectSources reads every file and page, each in a child process with limits.
func (a *app) inspectSources(ctx context.Context, f *inspectFlags, args []string) ([]inspect.Source, error) {
	var all []inspect.Source
	for _, arg := range args {
		src := inspect.Source{Name: filepath.Base(arg)}
		if lower := strings.ToLower(arg); strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
			page, err := a.inspectURL(ctx, f, arg)
			if err != nil {
				return nil, err
			}
			src = page
		} else if err := readSource(arg, &src); err != nil {
			return nil, err
		}
		if src.Blind == "" {
			d, err := document.Sandbox{}.Read(ctx, src.Name, src.Raw)
			if err != nil {
				return nil, fmt.Errorf("读取 %s：%w", arg, err)
			}
			src.Doc = d
		}
		all = append(all, src)
	}
	return all, nil
}

// readSource reads a file; its time is that of the file, so that the same file
// gives the same report.
func readSource(name string, src *inspect.Source) error {
	info, err := os.Stat(name)
	switch {
	case os.IsNotExist(err):
		return fmt.Errorf("找不到文件 %s", name)
	case err != nil:
		return fmt.Errorf("打不开文件 %s：%w", name, err)
	case info.IsDir():
		return fmt.Errorf("%s 是文件夹，请给出文件名", name)
	case info.Size() > maxInspected:
		src.At, src.Blind = info.ModTime(), fmt.Sprintf("文件过大（%d MiB），超过读取上限", info.Size()>>20)
		return nil
	}
	src.At = info.ModTime()
	if src.Raw, err = os.ReadFile(name); err != nil {
		return fmt.Errorf("打不开文件 %s：%w", name, err)
	}
	return nil
}

// maxInspected is the largest file that is read, in bytes.
const maxInspected = 50 << 20

func (a *app) writeInspection(out string, report *inspect.Report, write func(io.Writer, *inspect.Report) error) error {
	if out == "" {
		return write(a.stdout, report)
	}
	if err := writeFile(out, func(w io.Writer) error { return write(w, report) }); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s\n结果：%s\n", inspection.Summary(report), out)
	return nil
}

// inspectCode is the exit code of an inspection: that of an audit.
func inspectCode(report *inspect.Report) error {
	problems, open := false, false
	for _, d := range report.Documents {
		problems = problems || len(d.Findings) > 0
		for _, c := range d.Checks {
			open = open || c.Verdict == finding.Unverifiable
		}
	}
	switch {
	case problems:
		return &exitError{code: exitProblems}
	case open:
		return &exitError{code: exitUnverifiable}
	}
	return nil
}
