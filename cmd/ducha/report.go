package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ducha/internal/result"
	"ducha/reports"
	"ducha/reports/html"
	"ducha/reports/xlsx"
)

// auditFormats are the reports every audit writes.
var auditFormats = []string{"html", "xlsx"}

// writers are all report formats; help texts are made from it.
func writers() map[string]reports.Writer {
	return map[string]reports.Writer{"html": html.Write, "xlsx": xlsx.Write, "json": result.Write}
}

func formatNames() []string {
	var names []string
	for name := range writers() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (a *app) report() *cobra.Command {
	var formats []string
	var out string
	cmd := &cobra.Command{
		Use:     "report 结果文件…",
		Short:   "用已有的 result.json 重新生成报告",
		Example: "  ducha report ducha-out/jtysj/2022Q4/result.json --format html,xlsx",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("请给出 result.json 的路径")
			}
			for _, name := range formats {
				if _, ok := writers()[name]; !ok {
					return fmt.Errorf("没有名为 %q 的格式；可用：%s", name, strings.Join(formatNames(), "、"))
				}
			}
			for _, path := range args {
				if err := a.render(path, out, formats); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&formats, "format", auditFormats, "报告格式，可写多个："+strings.Join(formatNames(), "、"))
	cmd.Flags().StringVar(&out, "out", "", "输出目录（默认与结果文件相同）")
	return cmd
}

func (a *app) render(path, out string, formats []string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("打开结果文件：%w", err)
	}
	audited, err := result.Read(file)
	file.Close()
	if err != nil {
		return fmt.Errorf("%s：%w", path, err)
	}
	if out == "" {
		out = filepath.Dir(path)
	}
	fold, err := openFolder(out)
	if err != nil {
		return err
	}
	defer fold.close()
	for _, name := range formats {
		target := fold.path(reportFile(name))
		if err := fold.render(audited, name); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, target)
	}
	return nil
}
