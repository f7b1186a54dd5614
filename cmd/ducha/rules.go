package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"ducha/checks"
	"ducha/internal/check"
	"ducha/rules"
)

func (a *app) rules() *cobra.Command {
	cmd := &cobra.Command{Use: "rules", Short: "查看、核对评价指标规则"}
	cmd.AddCommand(a.rulesList(), a.rulesCheck(), a.rulesExplain(), a.rulesDiff(), a.rulesNew())
	return cmd
}

func (a *app) rulesList() *cobra.Command {
	var name string
	cmd := &cobra.Command{Use: "list", Short: "列出规则集的全部指标和规则", Args: noArgs, RunE: func(*cobra.Command, []string) error {
		set, err := rules.Load(setName(name), checks.All)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%s　%s　满分%s分，加分%s分\n", set.ID, set.Title, set.Total, set.Bonus)
		if !set.Official {
			fmt.Fprintf(a.stdout, "【%s】%s\n", set.Label, set.Note)
		}
		level1 := ""
		for _, ind := range set.Indicators {
			if ind.Level1 != level1 {
				level1 = ind.Level1
				fmt.Fprintf(a.stdout, "\n%s\n", level1)
			}
			fmt.Fprintf(a.stdout, "  %s %s　%s分\n", ind.ID, ind.Level2, ind.Worth)
			for _, r := range ind.Rules {
				fmt.Fprintf(a.stdout, "    %-8s%s　%s分　%s\n", r.ID, r.Name(), r.Points, kindName(r))
			}
		}
		return nil
	}}
	cmd.Flags().StringVar(&name, "rules", defaultRules, "规则集编号或文件")
	return cmd
}

func kindName(r *rules.Rule) string {
	if r.Manual() {
		return "人工评分"
	}
	return r.Kind.Title + "（" + r.Kind.Name + "）"
}

func (a *app) rulesCheck() *cobra.Command {
	return &cobra.Command{Use: "check 文件…", Short: "核对规则文件或栏目名称文件，列出全部错误", RunE: func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("请给出要核对的文件")
		}
		bad := false
		for _, path := range args {
			if err := checkFile(path); err != nil {
				fmt.Fprintln(a.stderr, "错误："+inChinese(err.Error()))
				bad = true
				continue
			}
			fmt.Fprintf(a.stdout, "%s：没有发现错误\n", path)
		}
		if bad {
			return &exitError{code: exitUsage}
		}
		return nil
	}}
}

func checkFile(path string) error {
	if strings.HasSuffix(path, "vocabulary.toml") {
		src, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("读取 %s：%w", path, err)
		}
		_, _, err = rules.ParseVocabulary(path, src)
		return err
	}
	_, err := rules.Load(path, checks.All)
	return err
}

func (a *app) rulesExplain() *cobra.Command {
	var name string
	cmd := &cobra.Command{Use: "explain 编号", Short: "说明一条规则：看什么、怎样算不达标、依据和分值", RunE: func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("请给出一个规则编号，如 3.2.1，或检查类型，如 stale-column")
		}
		set, err := rules.Load(setName(name), checks.All)
		if err != nil {
			return err
		}
		if r := set.Rule(args[0]); r != nil {
			a.explain(set, r)
			return nil
		}
		for _, k := range checks.All {
			if k.Name == args[0] {
				a.explainKind(k)
				return nil
			}
		}
		return fmt.Errorf("规则集 %s 中没有编号或 key 为 %q 的规则；运行 ducha rules list 查看全部", set.ID, args[0])
	}}
	cmd.Flags().StringVar(&name, "rules", defaultRules, "规则集编号或文件")
	return cmd
}

func (a *app) explain(set *rules.Set, r *rules.Rule) {
	ind := r.Indicator
	label := ""
	if !set.Official {
		label = "【" + set.Label + "】"
	}
	for _, line := range [][2]string{
		{"规则", r.ID + " " + r.Name() + "（key：" + r.Key + "）" + label},
		{"一级指标", ind.Level1}, {"二级指标", ind.Level2}, {"设置依据", ind.Basis}, {"评价要点", ind.Point},
		{"具体内容", ind.Content}, {"责任", ind.Duty}, {"完成时限", ind.Within}, {"分值", pointsLine(r)},
		{"分值来源", r.Origin.Chinese()}, {"阈值来源", r.Limits.Chinese()}, {"来源说明", r.Source}, {"适用", kindsLine(r.AppliesTo)}, {"义务主体", owedLine(ind)}, {"位置", r.Pos.String()},
	} {
		if line[1] != "" {
			fmt.Fprintf(a.stdout, "%s：%s\n", line[0], line[1])
		}
	}
	if r.Kind != nil {
		var params []string
		for _, p := range r.Parameters() {
			params = append(params, p.Key+" = "+p.Value)
		}
		fmt.Fprintf(a.stdout, "参数：%s\n\n", orNone(strings.Join(params, "；")))
		a.explainKind(r.Kind)
	}
}

// owedLine names the kinds of site whose owners owe what an indicator asks for.
func owedLine(ind *rules.Indicator) string {
	if len(ind.OwedBy) == 0 {
		return ""
	}
	return kindsLine(ind.OwedBy) + "；其他类型的网站只列疑似"
}

// kindsLine names kinds of site.
func kindsLine(kinds []string) string {
	var names []string
	for _, k := range kinds {
		names = append(names, rules.SiteKind(k))
	}
	return strings.Join(names, "、")
}

func pointsLine(r *rules.Rule) string {
	line := r.Points.String() + "分"
	if r.Each > 0 {
		line += "；每发现一项扣" + r.Each.String() + "分，扣完为止"
	}
	if r.Needs != "" {
		line += "；“" + r.Needs + "”不达标时不重复扣分"
	}
	return line
}

func (a *app) explainKind(k *check.Kind) {
	fmt.Fprintf(a.stdout, "检查类型：%s（%s）\n%s\n", k.Title, k.Name, k.Doc)
}
