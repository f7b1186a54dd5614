package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"ducha/internal/document"
)

// Exit codes; docs/exit-codes.md explains them. Unknown codes mean failure.
const (
	exitClean        = 0
	exitProblems     = 1
	exitUsage        = 2
	exitUnverifiable = 3
	exitLocked       = 4
	exitCancelled    = 130
)

// exitError carries an exit code; a nil err has been reported already.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// app is what every command shares.
type app struct {
	stdout, stderr io.Writer
}

// run is the whole program, testable from outside.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == document.ChildArg {
		return document.Child(os.Stdin, stdout, args[1:])
	}
	out := &output{to: stdout}
	a := &app{stdout: out, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var exit *exitError
	told := err != nil && !(errors.As(err, &exit) && exit.err == nil)
	if fault := out.fault(); fault != nil && !told {
		err = fmt.Errorf("输出没有写完：%w", fault)
	}
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &exit):
		if exit.err != nil {
			fmt.Fprintln(stderr, "错误："+inChinese(err.Error()))
		}
		return exit.code
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "已中止。已取得的内容保存在快照中，再次运行同一命令即从中断处继续。")
		return exitCancelled
	}
	fmt.Fprintln(stderr, "错误："+chinese(err))
	return exitUsage
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "ducha",
		Short:         "督查：政务公开网站检查与评分",
		Long:          "ducha（督查）按年度评价指标检查政府网站的政务公开情况，给出得分表、问题清单和证据。\n看不到的内容一律记为“无法核验”，不作为缺失扣分。",
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	cobra.AddTemplateFunc("replace", strings.ReplaceAll)
	cobra.AddTemplateFunc("fullWidth", fullWidth)
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpCommand(help(root))
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%s（查看用法：%s --help）", flagError(err), cmd.CommandPath())
	})
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(clockFault(), countable(cmd))
	}
	root.AddCommand(a.demo(), a.audit(), a.inspect(), a.crawl(), a.probe(), a.report(), a.rules(), a.evidence(), a.ledger(), a.notify(), a.recheck(), a.serve(), a.bulletin(), a.doctor(), a.bench(), a.version())
	for _, cmd := range root.Commands() {
		chineseHelpFlag(cmd)
		knownOnly(cmd)
	}
	chineseHelpFlag(root)
	return root
}

// help is ducha help audit: the same as ducha audit --help.
func help(root *cobra.Command) *cobra.Command {
	return &cobra.Command{Use: "help [命令]", Short: "查看命令说明", Hidden: true, RunE: func(_ *cobra.Command, args []string) error {
		cmd, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 && cmd.HasSubCommands() {
			return fmt.Errorf("没有名为 %s 的命令；运行 ducha --help 查看全部命令", strings.Join(args, " "))
		}
		return cmd.Help()
	}}
}

// knownOnly makes a group of commands refuse a name it does not have: cobra shows the
// help and leaves with 0, and a misspelt line of a crontab would seem to work for ever.
func knownOnly(cmd *cobra.Command) {
	if !cmd.HasSubCommands() {
		return
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		return fmt.Errorf("%s 没有名为 %s 的命令；运行 %s --help 查看全部命令", cmd.CommandPath(), args[0], cmd.CommandPath())
	}
	for _, sub := range cmd.Commands() {
		knownOnly(sub)
	}
}

func chineseHelpFlag(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	if f := cmd.Flags().Lookup("help"); f != nil {
		f.Usage = "查看用法"
	}
	for _, sub := range cmd.Commands() {
		chineseHelpFlag(sub)
	}
}

// pflagDefault is how pflag prints a default, pflagType how it names what a flag takes.
var (
	pflagDefault = regexp.MustCompile(`(?m) \(default "?\[?(.*?)\]?"?\)$`)
	pflagType    = regexp.MustCompile(`(?m)^( +(?:-\w, )?--[\w-]+ )(stringArray|strings|string|float|uint|int) `)
)

// fullWidth says in Chinese what pflag says of flags, as wide as it was: a character is
// two columns wide, and what stands behind stays in line.
func fullWidth(usages string) string {
	usages = pflagDefault.ReplaceAllString(usages, "（默认 $1）")
	return pflagType.ReplaceAllStringFunc(usages, func(s string) string {
		at := pflagType.FindStringSubmatch(s)
		word := "文字"
		switch at[2] {
		case "float":
			word = "数字"
		case "int", "uint":
			word = "数"
		}
		return at[1] + word + strings.Repeat(" ", len(at[2])-2*len([]rune(word))+1)
	})
}

const usageTemplate = `用法：
  {{if .HasAvailableSubCommands}}{{.CommandPath}} <命令> [选项]{{else}}{{replace .UseLine "[flags]" "[选项]"}}{{end}}
{{if .HasExample}}
示例：
{{.Example}}
{{end}}{{if .HasAvailableSubCommands}}
命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
选项：
{{fullWidth (trimTrailingWhitespaces .LocalFlags.FlagUsages)}}
{{end}}{{if .HasAvailableSubCommands}}
运行 {{.CommandPath}} <命令> --help 查看命令的用法。
{{end}}`

// version is the module version and commit, as built.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "未知版本"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "开发版"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 && !strings.Contains(v, s.Value[:12]) {
			v += " (" + s.Value[:12] + ")"
		}
	}
	return v
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{Use: "version", Short: "显示版本", Args: noArgs, RunE: func(*cobra.Command, []string) error {
		_, err := fmt.Fprintln(a.stdout, "ducha "+version())
		return err
	}}
}

func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s 不接受参数 %q", cmd.CommandPath(), args[0])
	}
	return nil
}
