package xlsx

import (
	"fmt"
	"net/url"
	"time"

	"github.com/xuri/excelize/v2"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/reports"
)

// What the card's list says besides the answers of a notice's list.
const (
	stateOpen     = "待整改"
	stateAppealed = "申诉中"
	headNumber    = "问题编号" // the fingerprint: the ledger finds its case by it
)

// states are what a unit may answer with.
func states() []string { return []string{stateOpen, AnswerWork, AnswerDone, stateAppealed} }

// The columns of the list of problems that a unit fills in; the printed part
// ends with the last of them.
const (
	colState = 11
	colWork  = 12
	colWho   = 13
	colWhen  = 14
)

// problems is the list of problems. The unit answers in the coloured columns
// and sends the sheet back; 问题编号 ties an answer to its problem.
func (b *book) problems() {
	cols := []column{
		{"序号", 5, b.center}, {"判定", 6, b.center}, {"严重程度", 8.5, b.center}, {"问题类型及对象", 19, b.text}, {"问题描述", 30, b.text},
		{"网址", 27, b.text}, {"扣分", 6, b.number}, {"整改要求", 22, b.text}, {"整改期限", 11, b.center}, {"责任单位", 12, b.text},
		{"整改状态", 8, b.input}, {"整改情况", 18, b.input}, {"责任人", 8, b.input}, {"完成时间", 11, b.dated},
		{"打开", 9, b.link}, {"证据摘录", 70, b.text}, {"访问时间（北京时间）", 19, b.text}, {"依据", 50, b.text}, {"快照记录", 66, b.text}, {"SHA-256", 66, b.text},
		{"规则", 8, b.center}, {headNumber, 34, b.text},
	}
	head := b.heading(SheetProblems, reports.Title(b.a)+"——问题清单", b.instructions(), cols[:colWhen])
	for i := colWhen; i < len(cols); i++ {
		name, _ := excelize.ColumnNumberToName(i + 1)
		b.try(b.f.SetColWidth(SheetProblems, name, name, cols[i].width))
		b.put(SheetProblems, i+1, head, cols[i].head, b.head)
	}
	row := head
	for _, v := range []finding.Verdict{finding.Fail, finding.Suspect} {
		for _, f := range reports.Problems(b.a, v) {
			row++
			b.problem(row, row-head, cols, f)
		}
	}
	if row == head {
		row++
		text := "本次检查没有发现问题。"
		if reports.Unread(b.a) {
			text = reports.UnreadText(b.a, wording)
		}
		b.put(SheetProblems, 1, row, text, b.text)
		b.try(b.f.MergeCell(SheetProblems, cell(1, row), cell(colWhen, row)))
	} else {
		b.try(b.f.AutoFilter(SheetProblems, cell(1, head)+":"+cell(len(cols), row), nil))
		b.answers(head+1, row)
	}
	b.freeze(SheetProblems, 4, head)
	b.paper(SheetProblems, head, 0)
	last, _ := excelize.ColumnNumberToName(colWhen)
	b.try(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", SheetProblems, last, row), Scope: SheetProblems}))
}

func (b *book) instructions() []string {
	line := fmt.Sprintf("%s　评价基准日：%s", reports.Quarter(b.a.Quarter), reports.Day(b.a.AsOf))
	if label := reports.Label(b.a); label != "" {
		line += "　【" + label + "】"
	}
	return []string{line, "请在浅黄色各列填写整改状态、整改情况、责任人、完成时间后反馈；请勿改动“问题编号”列。疑似问题暂不扣分，由督查部门核实后另行确认。"}
}

func (b *book) problem(row, n int, cols []column, f result.Finding) {
	verdict, state := "确认", states()[0]
	if f.Verdict != finding.Fail {
		verdict, state = "疑似", ""
	}
	var e result.Evidence
	if len(f.Evidence) > 0 {
		e = f.Evidence[0]
	}
	quote := e.Quote
	if more := len(f.Evidence) - 1; more > 0 {
		quote += fmt.Sprintf("\n（另有%d处证据，见得分表网页）", more)
	}
	b.line(SheetProblems, row, cols, []any{n, verdict, string(f.Severity), f.DefectName + "\n" + reports.Subject(f), f.Message, address(e.URL), f.Deducted, f.Remedy,
		reports.Working(f.DueWorkingDays), f.Unit, state, "", "", "", "", quote, reports.Clock(e.FetchedAt), f.Basis, e.Record, e.SHA256, f.RuleID, f.Fingerprint})
	if web(e.URL) {
		// A link of its own: programs do not wrap an address that is a link.
		at := cell(colWhen+1, row)
		b.put(SheetProblems, colWhen+1, row, "打开网页", b.link)
		b.try(b.f.SetCellHyperLink(SheetProblems, at, e.URL, "External"))
	}
}

// answers limits what may be entered in the columns of the reply.
func (b *book) answers(from, to int) {
	list := excelize.NewDataValidation(true)
	list.Sqref = cell(colState, from) + ":" + cell(colState, to)
	b.try(list.SetDropList(states()))
	list.SetError(excelize.DataValidationErrorStyleStop, "整改状态", "请从列表中选择。")
	b.try(b.f.AddDataValidation(SheetProblems, list))

	day := excelize.NewDataValidation(true)
	day.Sqref = cell(colWhen, from) + ":" + cell(colWhen, to)
	earliest := 36526 // 2000-01-01; the day of the audit when that can be read
	if asOf, err := time.Parse(time.DateOnly, b.a.AsOf); err == nil {
		earliest = int(asOf.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	}
	b.try(day.SetRange(earliest, 73050, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	day.SetError(excelize.DataValidationErrorStyleStop, "完成时间", "请填写日期，如 2023-01-09，且不早于评价基准日。")
	b.try(b.f.AddDataValidation(SheetProblems, day))
}

// web says whether an address may become a link of the workbook.
func web(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && len(address) < 2000
}
