// Package xlsx renders a result as a workbook for the office: the evaluation
// table, the list of problems to be answered and sent back, what could not be
// verified, and where everything comes from.
package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"sort"
	"time"

	"github.com/xuri/excelize/v2"

	"ducha/internal/evidence"
	"ducha/internal/result"
	"ducha/reports"
)

// Names of the sheets. Returned workbooks are read by these names.
const (
	SheetCard     = "得分表"
	SheetProblems = "问题清单"
	SheetBlind    = "无法核验"
	SheetNotes    = "说明"
	SheetSources  = "分值来源" // only for sets that tell the document's values from ours
)

// Write renders the workbook. The same audit gives the same bytes.
func Write(w io.Writer, a *result.Audit) error {
	b, err := workbook(a)
	if err != nil {
		return fmt.Errorf("xlsx workbook: %w", err)
	}
	if err := repack(w, b); err != nil {
		return fmt.Errorf("write xlsx workbook: %w", err)
	}
	return nil
}

func workbook(a *result.Audit) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{f: f, a: a, name: reports.Title(a), label: reports.Label(a)}
	b.try(f.SetSheetName("Sheet1", SheetCard))
	for _, name := range []string{SheetProblems, SheetBlind, SheetNotes} {
		_, err := f.NewSheet(name)
		b.try(err)
	}
	b.styles()
	b.card()
	b.problems()
	b.blind()
	b.notes()
	if list := reports.Sources(a); len(list) > 0 {
		_, err := f.NewSheet(SheetSources)
		b.try(err)
		b.sources(list)
	}
	f.SetActiveSheet(0)
	return b.finish(reports.Title(a), reports.Quarter(a.Quarter), a.Snapshot.Finished.Time)
}

// finish writes the workbook's own particulars and packs it.
func (b *book) finish(title, subject string, at time.Time) ([]byte, error) {
	stamp := at.UTC().Format(time.RFC3339)
	b.try(b.f.SetDocProps(&excelize.DocProperties{Title: title, Subject: subject, Creator: "ducha",
		LastModifiedBy: "ducha", Created: stamp, Modified: stamp, Language: "zh-CN"}))
	if b.err != nil {
		return nil, b.err
	}
	out, err := b.f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// repack writes the parts in the order of their names and without times, so
// that neither the clock nor the order of a map shows in the bytes.
func repack(w io.Writer, packed []byte) error {
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return err
	}
	sort.Slice(r.File, func(i, j int) bool { return r.File[i].Name < r.File[j].Name })
	z := zip.NewWriter(w)
	for _, part := range r.File {
		if err := copyPart(z, part); err != nil {
			return err
		}
	}
	return z.Close()
}

func copyPart(z *zip.Writer, part *zip.File) error {
	from, err := part.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := z.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}

func wording(problem string) (name, advice string) {
	p := evidence.Problem(problem)
	return p.Chinese(), p.Advice()
}
