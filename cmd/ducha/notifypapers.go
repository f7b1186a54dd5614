package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ducha/internal/notify"
	"ducha/internal/rectify"
	"ducha/reports"
)

// drafts says what is, or would be, issued, and what is not.
func (a *app) drafts(drafts []rectify.Draft, withheld []rectify.Withheld, verb string) {
	if len(drafts) == 0 {
		fmt.Fprintln(a.stdout, "没有可以下发的问题。")
	}
	for _, d := range drafts {
		fmt.Fprintf(a.stdout, "%s　%s　%s　问题%d项，整改期限%s\n", verb, d.Notice.Number, d.Paper.Unit, len(d.Cases), limit(d))
		for _, c := range d.Cases {
			fmt.Fprintf(a.stdout, "    %s　%s　%s\n", c.ID, c.Indicator, reports.Plain(c.Message))
		}
		var ways []string
		for _, w := range d.Ways {
			way := w.Channel.ID
			if w.To != "" {
				way += "（" + w.To + "）"
			}
			ways = append(ways, way)
		}
		if len(ways) > 0 {
			fmt.Fprintf(a.stdout, "    渠道：%s\n", strings.Join(ways, "、"))
		} else {
			fmt.Fprintln(a.stdout, "    该单位没有通知渠道，请将整改通知书另行送达")
		}
	}
	for _, w := range withheld {
		fmt.Fprintf(a.stdout, "暂不下发　%s　%s\n", w.Case.ID, w.Why)
	}
}

// limit says until when the cases of a draft are to be mended.
func limit(d rectify.Draft) string {
	n := notify.Notice{Due: d.Notice.Due}
	for _, c := range d.Cases {
		n.Items = append(n.Items, notify.Item{Due: c.Due})
	}
	return n.Limit()
}

// writePapers writes the papers of the drafts for people to look at and to sign.
func writePapers(dir string, drafts []rectify.Draft) error {
	if dir == "" || len(drafts) == 0 {
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("建立目录：%w", err)
	}
	for _, d := range drafts {
		for _, f := range d.Paper.Files {
			name := strings.Map(func(r rune) rune {
				if strings.ContainsRune(`/\:*?"<>|`, r) {
					return '_'
				}
				return r
			}, d.Paper.Unit+"-"+f.Name)
			if err := writeFile(filepath.Join(dir, name), func(w io.Writer) error { _, err := w.Write(f.Data); return err }); err != nil {
				return err
			}
		}
	}
	return nil
}
