package main

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/evidence"
	"ducha/internal/zhtext"
	"ducha/reports"
)

func (a *app) evidence() *cobra.Command {
	cmd := &cobra.Command{Use: "evidence", Short: "核验、查看、导出快照证据"}
	cmd.AddCommand(a.evidenceVerify(), a.evidenceShow(), a.evidenceExport())
	return cmd
}

func (a *app) evidenceVerify() *cobra.Command {
	return &cobra.Command{Use: "verify 快照…", Short: "逐条核对快照的哈希链和内容，发现任何改动", RunE: func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New("请给出快照文件，如 ducha-out/jtysj/2022Q4/snapshot.db")
		}
		bad := false
		var missing error
		for _, path := range args {
			if err := readable(path); err != nil {
				// Nothing was looked at: that is no change that was found.
				missing = errors.Join(missing, err)
				continue
			}
			faults, snap, err := verify(path)
			switch {
			case err != nil:
				fmt.Fprintf(a.stdout, "无法核验：%s\n", inChinese(err.Error()))
				bad = true
			case len(faults) > 0:
				fmt.Fprintf(a.stdout, "%s：发现 %d 处不符\n", path, len(faults))
				for _, f := range faults[:min(len(faults), shown)] {
					fmt.Fprintln(a.stdout, "  "+inChinese(f.String()))
				}
				if more := len(faults) - shown; more > 0 {
					fmt.Fprintf(a.stdout, "  …… 另有 %d 处\n", more)
				}
				bad = true
			case !snap.Sealed:
				fmt.Fprintf(a.stdout, "%s：内容完整，但快照尚未封存（抓取没有结束）\n", path)
			default:
				fmt.Fprintf(a.stdout, "%s：完整无改动，摘要 sha256:%s\n", path, snap.Digest)
			}
		}
		if bad {
			return &exitError{code: exitProblems, err: missing}
		}
		return missing
	}}
}

func verify(path string) ([]evidence.Fault, evidence.Snapshot, error) {
	store, err := openEvidence(path)
	if err != nil {
		return nil, evidence.Snapshot{}, err
	}
	defer store.Close()
	faults, err := store.Verify()
	return faults, store.Snapshot(), err
}

func (a *app) evidenceShow() *cobra.Command {
	var record string
	var body bool
	cmd := &cobra.Command{Use: "show 快照", Short: "查看快照概况，或其中一条记录", RunE: func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return errors.New("请给出一个快照文件")
		}
		store, err := openEvidence(args[0])
		if err != nil {
			return err
		}
		defer store.Close()
		if record == "" && body {
			return errors.New("请用 --record 写明要输出哪条记录的内容")
		}
		if record == "" {
			a.showSnapshot(store.Snapshot())
			return nil
		}
		ex, err := store.Exchange(evidence.Digest(record))
		if err != nil {
			return err
		}
		if body {
			raw, err := store.Body(ex.Body)
			if err != nil {
				return err
			}
			_, err = a.stdout.Write(raw)
			return err
		}
		a.showExchange(&ex)
		return nil
	}}
	cmd.Flags().StringVar(&record, "record", "", "记录编号（见得分表的证据）")
	cmd.Flags().BoolVar(&body, "body", false, "输出该记录的原始内容")
	return cmd
}

func (a *app) showSnapshot(s evidence.Snapshot) {
	fmt.Fprintf(a.stdout, "网站：%s（%s）\n摘要：sha256:%s\n开始：%s\n结束：%s（北京时间）\n计划 %d 页，取得 %d 页\n",
		s.Site, s.Home, s.Digest, beijing(s.Started), beijing(s.Finished), s.Planned, s.Fetched)
	var problems []string
	for p := range s.Failed {
		problems = append(problems, string(p))
	}
	sort.Strings(problems)
	for _, name := range problems {
		p := evidence.Problem(name)
		fmt.Fprintf(a.stdout, "  %s %d 页：%s\n", p.Chinese(), s.Failed[p], p.Advice())
	}
	if !s.Sealed {
		fmt.Fprintln(a.stdout, "快照尚未封存：再次运行同一命令即继续。")
	}
}

func (a *app) showExchange(ex *evidence.Exchange) {
	fmt.Fprintf(a.stdout, "记录：%s\n网址：%s\n最终网址：%s\n时间：%s（北京时间）\n状态：%d\n结果：%s\n大小：%d 字节\nsha256：%s\n",
		ex.ID, reports.Plain(ex.URL), reports.Plain(ex.FinalURL), beijing(ex.At), ex.Status, ex.Problem.Chinese(), ex.Size, ex.Body)
	if ex.Detail != "" {
		fmt.Fprintf(a.stdout, "说明：%s\n", reports.Plain(ex.Detail))
	}
	var names []string
	for name := range ex.Header {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		for _, v := range ex.Header[name] {
			fmt.Fprintf(a.stdout, "  %s: %s\n", reports.Plain(name), reports.Plain(v))
		}
	}
}

func (a *app) evidenceExport() *cobra.Command {
	var warc string
	cmd := &cobra.Command{Use: "export 快照 --warc 文件", Short: "导出为 WARC 1.1，供移交或用其他工具回放", RunE: func(_ *cobra.Command, args []string) error {
		if len(args) != 1 || warc == "" {
			return errors.New("请给出一个快照文件和 --warc 输出文件")
		}
		store, err := openEvidence(args[0])
		if err != nil {
			return err
		}
		defer store.Close()
		if err := writeFile(warc, func(w io.Writer) error { return evidence.ExportWARC(w, store) }); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, warc)
		return nil
	}}
	cmd.Flags().StringVar(&warc, "warc", "", "输出文件，如 evidence.warc.gz")
	return cmd
}

// beijing prints a time as people here read it.
func beijing(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(zhtext.Beijing).Format(time.DateTime)
}
