package document

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// officeTime bounds LibreOffice where another tool has read the file already.
const officeTime = 15 * time.Second

// readDOC prefers antiword, which is quick. Of tables it keeps lines with bars, but loses
// cells that are merged and rows of many cells: those LibreOffice reads, if it is there.
func (d *Document) readDOC(ctx context.Context, raw []byte) error {
	out, err := run(ctx, raw, "antiword", "-w", "0", "-m", "UTF-8.txt", "-")
	if err != nil {
		return d.viaOffice(ctx, raw, "doc", "docx", "antiword 或 soffice")
	}
	if bytes.Contains(out, []byte("\n|")) || bytes.Contains(out, []byte("|\n")) {
		soon, cancel := context.WithTimeout(ctx, officeTime)
		defer cancel()
		grid := &Document{Kind: d.Kind}
		if grid.viaOffice(soon, raw, "doc", "docx", "soffice") == nil {
			*d = *grid
			return nil
		}
	}
	d.bars(out)
	return nil
}

// bars reads what antiword prints.
func (d *Document) bars(out []byte) {
	var t *Table
	for text := range strings.Lines(string(out)) {
		text = strings.TrimSpace(text)
		if !strings.HasPrefix(text, "|") || !strings.HasSuffix(text, "|") {
			if t != nil {
				d.table(t)
				t = nil
			}
			d.paragraph(text)
			continue
		}
		if t == nil {
			t = &Table{}
		}
		t.bar(text)
	}
	if t != nil {
		d.table(t)
	}
}

// bar adds one line of the form |a|b|c|.
func (t *Table) bar(text string) {
	r := len(t.Rows)
	var row []Cell
	for col, part := range strings.Split(strings.Trim(text, "|"), "|") {
		if r >= maxRows || col >= maxCols {
			break
		}
		c := Cell{Text: clean(part), Row: r, Col: col, RowSpan: 1, ColSpan: 1}
		c.Blank = c.Text == ""
		row = append(row, c)
	}
	t.Rows = append(t.Rows, row)
}

func (d *Document) readXLS(ctx context.Context, raw []byte) error {
	return d.viaOffice(ctx, raw, "xls", "xlsx", "soffice")
}

// viaOffice lets LibreOffice write the modern form of an old file. Converting
// opens nothing on screen, and a profile made for this one run has the default
// that macros of strangers do not start.
func (d *Document) viaOffice(ctx context.Context, raw []byte, from, to, needs string) error {
	if _, err := exec.LookPath("soffice"); err != nil {
		return fmt.Errorf("未安装 %s,无法读取 %s 文件", needs, from)
	}
	dir, err := os.MkdirTemp("", "ducha-document-")
	if err != nil {
		return fmt.Errorf("无法建立临时目录: %w", err)
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "in."+from)
	if err := os.WriteFile(in, raw, 0o600); err != nil {
		return fmt.Errorf("无法写临时文件: %w", err)
	}
	_, err = run(ctx, nil, "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--norestore",
		"--convert-to", to, "--outdir", dir, in)
	if err != nil {
		return err
	}
	out, err := os.ReadFile(filepath.Join(dir, "in."+to))
	if err != nil {
		return fmt.Errorf("soffice 未能转换 %s 文件", from)
	}
	if to == "xlsx" {
		return d.readXLSX(out)
	}
	return d.readDOCX(out)
}
