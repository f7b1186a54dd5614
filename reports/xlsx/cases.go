package xlsx

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"ducha/internal/ledger"
	"ducha/reports"
)

// Answers a unit chooses from.
const (
	AnswerDone   = "已整改"
	AnswerWork   = "整改中"
	AnswerAppeal = "申诉"
	AnswerExtend = "申请延期"
)

// Columns a returned list is read by.
const (
	headCase  = "台账编号"
	headState = "整改状态"
	headWork  = "整改情况"
	headWho   = "责任人"
	headWhen  = "完成时间"
	headProof = "佐证网址"
)

// CaseList is a list of cases on paper: the annex of a notice, or the ledger.
type CaseList struct {
	Title string
	Lines []string  // under the title
	Now   time.Time // what is overdue is judged at
	Units map[string]string
	Said  map[string]string // by case: what the unit said last
	Cases []ledger.Case
}

// WriteReplyList writes the 问题清单 that goes to one unit, with the columns it
// answers in. The same list gives the same bytes.
func (l CaseList) WriteReplyList(w io.Writer) error { return l.write(w, SheetProblems, true) }

// WriteLedger writes the 台账.
func (l CaseList) WriteLedger(w io.Writer) error { return l.write(w, "台账", false) }

func (l CaseList) write(w io.Writer, sheet string, reply bool) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{f: f, name: l.Title}
	b.try(f.SetSheetName("Sheet1", sheet))
	b.styles()
	cols := l.columns(b, reply)
	head := b.heading(sheet, l.Title, l.Lines, cols)
	row := head
	for i, c := range l.Cases {
		row++
		b.line(sheet, row, cols, l.values(i, c, reply))
	}
	if row > head {
		b.try(f.AutoFilter(sheet, cell(1, head)+":"+cell(len(cols), row), nil))
		if reply {
			b.replies(sheet, head+1, row, l.Now)
		}
	} else {
		b.put(sheet, 1, row+1, "没有条目。", b.text)
		b.try(f.MergeCell(sheet, cell(1, row+1), cell(len(cols), row+1)))
	}
	b.freeze(sheet, 2, head)
	b.paper(sheet, head, 0)
	packed, err := b.finish(l.Title, "", l.Now)
	if err != nil {
		return fmt.Errorf("xlsx list: %w", err)
	}
	return repack(w, packed)
}

func (l CaseList) columns(b *book, reply bool) []column {
	if reply {
		return []column{{"序号", 5, b.center}, {headCase, 19, b.center}, {"指标", 14, b.text}, {"问题描述", 34, b.text}, {"网址", 28, b.text},
			{"依据", 20, b.text}, {"整改要求", 22, b.text}, {"整改期限", 11.5, b.center},
			{headState, 10, b.input}, {headWork, 24, b.input}, {headWho, 9, b.input}, {headWhen, 12, b.dated}, {headProof, 22, b.input}}
	}
	return []column{{"序号", 5, b.center}, {headCase, 19, b.center}, {"网站", 14, b.text}, {"责任单位", 13, b.text}, {"指标", 13, b.text},
		{"问题描述", 33, b.text}, {"网址", 23, b.text}, {"依据", 18, b.text}, {"整改要求", 20, b.text}, {"首次发现", 10, b.center}, {"整改期限", 11.5, b.center},
		{"状态", 12, b.center}, {"状态日期", 11.5, b.center}, {"单位反馈", 22, b.text}, {"反弹次数", 6, b.number}}
}

func (l CaseList) values(i int, c ledger.Case, reply bool) []any {
	var at address
	if len(c.Evidence) > 0 {
		at = address(c.Evidence[0].URL)
	}
	if reply {
		return []any{i + 1, c.ID, c.Indicator, c.Message, at, c.Basis, c.Remedy, dated(c.Due), "", "", "", "", ""}
	}
	unit := c.Unit
	if name := l.Units[c.Unit]; name != "" {
		unit = name
	}
	return []any{i + 1, c.ID, c.SiteName, unit, c.Indicator, c.Message, at, c.Basis, c.Remedy, reports.Quarter(c.First), dated(c.Due), c.Status(l.Now), dated(c.Changed), l.Said[c.ID], c.Returns}
}

// dated is a day of the Beijing calendar as cells show it.
func dated(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return ledger.Day(t).Format(time.DateOnly)
}

// replies limits what may be entered in the columns of the answer.
func (b *book) replies(sheet string, from, to int, now time.Time) {
	list := excelize.NewDataValidation(true)
	list.Sqref = cell(9, from) + ":" + cell(9, to)
	b.try(list.SetDropList([]string{AnswerDone, AnswerWork, AnswerAppeal, AnswerExtend}))
	list.SetError(excelize.DataValidationErrorStyleStop, headState, "请从列表中选择。")
	b.try(b.f.AddDataValidation(sheet, list))
	day := excelize.NewDataValidation(true)
	day.Sqref = cell(12, from) + ":" + cell(12, to)
	earliest := int(now.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()/24) - 366
	b.try(day.SetRange(earliest, 73050, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	day.SetError(excelize.DataValidationErrorStyleStop, headWhen, "请填写日期，如 2023-01-09。")
	b.try(b.f.AddDataValidation(sheet, day))
}
