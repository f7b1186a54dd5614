package document

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// toolTime bounds one run of an optional tool.
const toolTime = 25 * time.Second

// maxOutput bounds what a tool may print before it is stopped.
const maxOutput = 64 << 20

// run feeds raw to an optional tool and gives what it prints. A tool that is
// not installed is named, because then the file is unread through no fault of
// its publisher.
func run(ctx context.Context, raw []byte, tool string, args ...string) ([]byte, error) {
	exe, err := exec.LookPath(tool)
	if err != nil {
		return nil, fmt.Errorf("未安装 %s,无法读取该格式", tool)
	}
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, exe, args...)
	cmd.Stdin = bytes.NewReader(raw)
	cmd.WaitDelay = time.Second
	out, notes := &capped{left: maxOutput, full: cancel}, &capped{left: 64 << 10}
	cmd.Stdout, cmd.Stderr = out, notes
	err = cmd.Run()
	switch {
	case out.left == 0:
		return nil, fmt.Errorf("%s 输出过大", tool)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%s 读取超时", tool)
	case err != nil && strings.Contains(notes.String(), "assword"):
		return nil, errEncrypted
	case err != nil:
		return nil, fmt.Errorf("%s 无法读取该文件: %w", tool, err)
	}
	return out.Bytes(), nil
}

// capped keeps at most left bytes and fails the writer after that, which ends
// the tool. The buffer is a field, not embedded: its ReadFrom would let io.Copy
// walk around the limit.
type capped struct {
	buf  bytes.Buffer
	left int
	full func() // called when the limit is reached; may be nil
}

func (c *capped) Bytes() []byte  { return c.buf.Bytes() }
func (c *capped) String() string { return c.buf.String() }

func (c *capped) Write(p []byte) (int, error) {
	if len(p) > c.left {
		if c.left = 0; c.full != nil {
			c.full()
		}
		return 0, errors.New("output limit reached")
	}
	c.left -= len(p)
	return c.buf.Write(p)
}

// readPDF takes words with their boxes from poppler.
func (d *Document) readPDF(ctx context.Context, raw []byte) error {
	out, err := run(ctx, raw, "pdftotext", "-bbox", "-enc", "UTF-8", "-", "-")
	if err != nil {
		return err
	}
	words := 0
	var page []box
	var word *box
	title := false
	err = tokens(out, func(tok xml.Token) error {
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "title":
				title = true
			case "page":
				d.Pages++
				page = nil
			case "word":
				word = &box{num(e, "xMin"), num(e, "yMin"), num(e, "xMax"), num(e, "yMax"), ""}
			}
		case xml.CharData:
			switch {
			case word != nil:
				word.text += string(e)
			case title:
				d.Title += clean(string(e))
			}
		case xml.EndElement:
			title = false
			switch {
			case e.Name.Local == "word" && word != nil:
				if strings.TrimSpace(word.text) != "" {
					page = append(page, *word)
					words++
				}
				word = nil
			case e.Name.Local == "page":
				d.boxes(page, fmt.Sprintf("第%d页", d.Pages))
				if wordless(page) {
					d.Images++
				}
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case words == 0:
		return errScanned
	}
	return nil
}

// wordless is a page of nothing but its number: what it shows is a picture.
func wordless(page []box) bool {
	n := 0
	for _, b := range page {
		n += utf8.RuneCountInString(b.text)
	}
	return n < 8
}

func num(e xml.StartElement, name string) float64 {
	v, _ := strconv.ParseFloat(at(e, name), 64)
	return v
}

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
