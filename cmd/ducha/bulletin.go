package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/rectify"
	"ducha/internal/result"
	"ducha/reports/xlsx"
)

func (a *app) bulletin() *cobra.Command {
	var path, quarter, out, year, number string
	cmd := &cobra.Command{
		Use: "bulletin", Short: "季度通报（DOCX）、台账（XLSX）和全年数据", Args: noArgs,
		Long: "从台账生成季度通报和台账表；--year 给出年度报告“存在的主要问题”所需的数据。\n" +
			"可核验内容不足80%的网站不参与排名；与上季度规则、范围或网站结构不同的，注明不可比。",
		Example: "  ducha bulletin --quarter 2022Q4 --number 督通〔2023〕1号\n  ducha bulletin --year 2022",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if (quarter == "") == (year == "") {
				return fmt.Errorf("请用 --quarter 写明季度，或用 --year 写明年份")
			}
			d, _, err := a.openDesk(cmd.Context(), path, false)
			if err != nil {
				return err
			}
			defer d.Store.Close()
			if year != "" {
				if _, err := time.Parse("2006", year); err != nil {
					return fmt.Errorf("--year %q 应为四位数字，如 2022", year)
				}
				f, err := d.Year(cmd.Context(), year)
				if err != nil {
					return err
				}
				fmt.Fprintln(a.stdout, f.Text())
				return nil
			}
			return a.writeBulletin(cmd, d, quarter, number, out)
		},
	}
	cmd.Flags().StringVar(&path, "config", "", "配置文件（默认 config.toml）")
	cmd.Flags().StringVar(&quarter, "quarter", "", "季度，如 2022Q4")
	cmd.Flags().StringVar(&year, "year", "", "年份，如 2022")
	cmd.Flags().StringVar(&number, "number", "", "通报的编号（由本单位编排）")
	cmd.Flags().StringVar(&out, "out", ".", "目录")
	return cmd
}

func (a *app) writeBulletin(cmd *cobra.Command, d *rectify.Desk, quarter, number, out string) error {
	last, err := asOfDay(quarter, "", d.Now())
	if err != nil {
		return err
	}
	quarter = result.QuarterOf(last)
	b, err := d.Bulletin(cmd.Context(), quarter)
	if err != nil {
		return err
	}
	b.Number = number
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fmt.Errorf("建立目录：%w", err)
	}
	paper := filepath.Join(out, quarter+"通报.docx")
	if err := writeFile(paper, b.Write); err != nil {
		return err
	}
	cases, said, err := d.Account(cmd.Context())
	if err != nil {
		return err
	}
	now := ledger.Day(d.Now()) // the states are those of today, whatever quarter the bulletin is of
	list := xlsx.CaseList{Title: d.Config.Office.Name + "政务公开督查台账", Lines: []string{fmt.Sprintf("截至%s　共%d条", now.Format("2006年1月2日"), len(cases))},
		Now: d.Now(), Units: b.Units, Said: said, Cases: cases}
	sheet := filepath.Join(out, quarter+"台账.xlsx")
	if err := writeFile(sheet, func(w io.Writer) error { return list.WriteLedger(w) }); err != nil {
		return err
	}
	for _, s := range b.Standing {
		rank := "不排名"
		if s.Rank > 0 {
			rank = fmt.Sprintf("第%d名", s.Rank)
		}
		line := fmt.Sprintf("%s　%s　%s分　可核验%s　新增%d项　遗留%d项　销号%d项　反弹%d项　%s", s.Name, rank, s.Score, s.Coverage, s.Tally.New, s.Tally.Open, s.Tally.Fixed, s.Tally.Returned, pick(s.Change, s.Note))
		fmt.Fprintln(a.stdout, strings.TrimRight(line, "　"))
	}
	fmt.Fprintf(a.stdout, "已写入 %s、%s\n", paper, sheet)
	if len(b.Unsigned) > 0 {
		fmt.Fprintf(a.stdout, "尚未完成审批，通报为送审稿，不得印发：%s\n", strings.Join(b.Unsigned, "；"))
	}
	return nil
}
