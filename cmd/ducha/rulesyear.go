package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ducha/checks"
	"ducha/rules"
)

// family is the set a bare year names: 2023 is zwgk-2023.
const family = "zwgk-"

// setName takes a bare year for the family's set of that year.
func setName(name string) string {
	if _, err := strconv.Atoi(name); err == nil && len(name) == 4 {
		return family + name
	}
	return name
}

func (a *app) rulesDiff() *cobra.Command {
	return &cobra.Command{Use: "diff 旧 新", Short: "比较两个规则集：新增、删除和调整", Example: "  ducha rules diff 2022 2023", RunE: func(_ *cobra.Command, args []string) error {
		if len(args) != 2 {
			return errors.New("请给出两个规则集，如：ducha rules diff 2022 2023")
		}
		older, err := rules.Load(setName(args[0]), checks.All)
		if err != nil {
			return err
		}
		newer, err := rules.Load(setName(args[1]), checks.All)
		if err != nil {
			return err
		}
		all := rules.Diff(older, newer)
		fmt.Fprintf(a.stdout, "%s → %s：%d 处不同\n", older.ID, newer.ID, len(all))
		for _, c := range all {
			fmt.Fprintln(a.stdout, "  "+changeLine(c))
		}
		return nil
	}}
}

func changeLine(c rules.Change) string {
	switch c.What {
	case "新增":
		return fmt.Sprintf("新增 %s %s（%s）", c.ID, c.Name, c.New)
	case "删除":
		return fmt.Sprintf("删除 %s %s（%s）", c.ID, c.Name, c.Old)
	}
	return fmt.Sprintf("调整 %s %s　%s：%s → %s", c.ID, c.Name, c.Part, orNone(c.Old), orNone(c.New))
}

func orNone(s string) string {
	if s == "" {
		return "（无）"
	}
	return s
}

func (a *app) rulesNew() *cobra.Command {
	var from, out string
	cmd := &cobra.Command{Use: "new 年份 --from 年份", Short: "由上一年度的规则集起草新年度的规则文件", Example: "  ducha rules new 2024 --from 2023", RunE: func(_ *cobra.Command, args []string) error {
		if len(args) != 1 || from == "" {
			return errors.New("请给出新年份和 --from，如：ducha rules new 2024 --from 2023")
		}
		year, err := strconv.Atoi(args[0])
		if err != nil || year < 2000 || year > 2100 {
			return fmt.Errorf("年份 %q 应为四位数字", args[0])
		}
		return a.writeNext(year, setName(from), out)
	}}
	cmd.Flags().StringVar(&from, "from", "", "作为底稿的规则集或文件")
	cmd.Flags().StringVar(&out, "out", "", "输出文件（默认 rules/"+family+"年份.toml）")
	return cmd
}

// writeNext never writes over an existing file.
func (a *app) writeNext(year int, from, out string) error {
	src, err := rules.Source(from)
	if strings.HasSuffix(from, ".toml") {
		src, err = os.ReadFile(from)
	}
	if err != nil {
		return err
	}
	id := family + strconv.Itoa(year)
	text, err := rules.Next(src, id, year)
	if err != nil {
		return err
	}
	if out == "" {
		out = filepath.Join("rules", id+".toml")
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return fmt.Errorf("写入新规则文件：%w", err)
	}
	file, err := os.OpenFile(out, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s 已存在，没有改写", out)
	case err != nil:
		return fmt.Errorf("写入新规则文件：%w", err)
	}
	if _, err := file.Write(text); err != nil {
		file.Close()
		return fmt.Errorf("写入 %s：%w", out, err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("写入 %s：%w", out, err)
	}
	fmt.Fprintf(a.stdout, "%s 已写好。请按新年度的文件逐项修改，再运行 ducha rules check %s\n", out, out)
	return nil
}
