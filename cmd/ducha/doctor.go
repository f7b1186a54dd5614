package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ducha/checks"
	"ducha/internal/zhtext"
	"ducha/rules"
)

// finding of the doctor: ok, a remark or a fault.
type diagnosis struct {
	mark, what, detail string
}

func (a *app) doctor() *cobra.Command {
	var path string
	cmd := &cobra.Command{Use: "doctor", Short: "运行前自检：配置、规则、结果目录、台账、日历、时区、可选组件", Args: noArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		faults := 0
		for _, d := range diagnose(cmd.Context(), path, clock()) {
			fmt.Fprintf(a.stdout, "[%s] %s%s\n", d.mark, d.what, d.detail)
			if d.mark == "错误" {
				faults++
			}
		}
		if faults > 0 {
			return &exitError{code: exitUsage}
		}
		return nil
	}}
	cmd.Flags().StringVar(&path, "config", "", "配置文件（默认 config.toml）")
	return cmd
}

func diagnose(ctx context.Context, path string, now time.Time) []diagnosis {
	var all []diagnosis
	note := func(mark, what, detail string) { all = append(all, diagnosis{mark, what, detail}) }
	check := func(what string, err error) {
		if err != nil {
			note("错误", what+"：\n", inChinese(err.Error()))
			return
		}
		note("正常", what, "")
	}
	c, err := loadConfig(path)
	check("配置文件", err)
	if err == nil {
		if path == "" && !fileExists(defaultConfigFile) {
			note("提示", "当前目录中没有 "+defaultConfigFile, "；按默认值运行")
		}
		note("正常", fmt.Sprintf("已配置网站 %d 个", len(c.Sites)), "")
		diagnoseSites(c, now, note)
		diagnosePlaces(ctx, c, note)
		diagnoseOffice(c, note)
		diagnoseSchedule(c, now, note)
	}
	for _, id := range rules.Shipped() {
		_, err := rules.Load(id, checks.All)
		check("规则集 "+id, err)
	}
	_, _, err = rules.ShippedVocabulary()
	check("栏目名称表", err)
	var office config // the national calendar, when the configuration cannot be read
	if c != nil {
		office = *c
	}
	calendar, err := office.calendar()
	check("节假日数据", err)
	for year := now.Year(); err == nil && year <= now.Year()+1; year++ {
		if _, missing := calendar.Working(time.Date(year, 6, 1, 0, 0, 0, 0, zhtext.Beijing)); missing != nil {
			note("提示", missing.Error(), "；国务院办公厅通知发布后请更新程序，或写入 [office] holidays 指定的文件")
		}
	}
	if v := os.Getenv(clockEnv); v != "" {
		note("提示", "环境变量 "+clockEnv+"="+v, "；按演练日期办理，正式使用时请取消")
	}
	if zone, _ := now.Zone(); zone == "+06" {
		note("提示", "本机时区为乌鲁木齐时间（UTC+6）", "；程序一律按北京时间计算")
	}
	for _, env := range os.Environ() {
		if strings.HasPrefix(env, "COLLY_") {
			name, _, _ := strings.Cut(env, "=")
			note("错误", "环境变量 "+name+" 会改变抓取行为", "，请删除后运行")
		}
	}
	for _, tool := range []struct{ name, use string }{
		{"pdftotext", "读取 PDF 附件"}, {"soffice", "读取 DOC、XLS、RTF 附件"}, {"antiword", "较快读取 DOC 附件的正文"},
	} {
		if _, err := exec.LookPath(tool.name); err != nil {
			note("提示", "未安装 "+tool.name, "（可选，用于"+tool.use+"）；缺少时相应内容记为无法核验")
		}
	}
	return all
}
