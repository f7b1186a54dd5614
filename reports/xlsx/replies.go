package xlsx

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/internal/ledger"
)

// Reply is one answered row of a returned list.
type Reply struct {
	Row   int // of the sheet, for messages
	Case  string
	State string // one of the answers
	Work  string
	Who   string
	When  time.Time
	Proof string
}

// maxReturned bounds what a returned workbook may unpack to.
const maxReturned = 64 << 20

// ReadReplies reads the answers of a returned 问题清单. Rows without an answer are
// passed over; what is wrong with a row is said with its number, all at once.
func ReadReplies(r io.Reader) ([]Reply, []error) {
	// What excelize says of other files is English and no help: old .xls, .ods and halves
	// of files all come with the right extension.
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxReturned, UnzipXMLSizeLimit: maxReturned})
	if err != nil {
		return nil, []error{errors.New("打不开：文件不完整、设有打开口令，或者不是 .xlsx 格式；请在 WPS 或 Excel 中打开，另存为“Excel 工作簿（*.xlsx）”后再导入")}
	}
	defer f.Close()
	rows, head, at := findList(f)
	if head < 0 {
		return nil, []error{fmt.Errorf("工作簿中没有同时写有“%s”和“%s”的表头，请使用随整改通知下发的问题清单", headCase, headState)}
	}
	var all []Reply
	var faults []error
	for i := head + 1; i < len(rows); i++ {
		reply, err := readReply(rows[i], at)
		reply.Row = i + 1
		switch {
		case err != nil:
			faults = append(faults, fmt.Errorf("第%d行：%w", reply.Row, err))
		case reply.State != "":
			all = append(all, reply)
		}
	}
	return all, faults
}

// findList finds the sheet with the head of the list, ours first: offices rename sheets
// and put their own before it.
func findList(f *excelize.File) (rows [][]string, head int, at map[string]int) {
	for _, sheet := range append([]string{SheetProblems}, f.GetSheetList()...) {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			continue
		}
		if head, at := findHead(rows); head >= 0 {
			return rows, head, at
		}
	}
	return nil, -1, nil
}

// LooksLikeList says of the beginning of a text that it is a list of problems saved as
// CSV, in UTF-8 or as Chinese offices save it.
func LooksLikeList(start *bufio.Reader) bool {
	head, _ := start.Peek(8 << 10)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(headState)
	return bytes.Contains(head, []byte(headState)) || err == nil && bytes.Contains(head, []byte(gbk))
}

func findHead(rows [][]string) (int, map[string]int) {
	for i, row := range rows {
		at := map[string]int{}
		for k, name := range row {
			at[strings.TrimSpace(name)] = k
		}
		_, notice := at[headCase]
		_, card := at[headNumber]
		if _, ok := at[headState]; ok && (notice || card) {
			return i, at
		}
	}
	return -1, nil
}

func readReply(row []string, at map[string]int) (Reply, error) {
	get := func(name string) string {
		if k, ok := at[name]; ok && k < len(row) {
			return strings.TrimSpace(row[k])
		}
		return ""
	}
	r := Reply{Case: get(headCase), State: get(headState), Work: get(headWork), Who: get(headWho), Proof: get(headProof)}
	if r.Case == "" {
		r.Case = get(headNumber)
	}
	switch r.State { // the card's list says it in words of its own
	case stateOpen:
		r.State = ""
	case stateAppealed:
		r.State = AnswerAppeal
	}
	if r.State == "" && r.Work == "" {
		return r, nil
	}
	switch {
	case r.Case == "":
		return r, errors.New("填写了答复，但没有台账编号")
	case r.State == "":
		return r, fmt.Errorf("%s 填写了整改情况，但没有选择整改状态", r.Case)
	case r.State != AnswerDone && r.State != AnswerWork && r.State != AnswerAppeal && r.State != AnswerExtend:
		return r, fmt.Errorf("%s 的整改状态“%s”不在列表中（%s、%s、%s、%s）", r.Case, r.State, AnswerDone, AnswerWork, AnswerAppeal, AnswerExtend)
	case (r.State == AnswerAppeal || r.State == AnswerExtend) && r.Work == "":
		return r, fmt.Errorf("%s 选择了“%s”，请在“%s”中说明理由", r.Case, r.State, headWork)
	}
	when, err := readDay(get(headWhen))
	if err != nil {
		return r, fmt.Errorf("%s 的完成时间：%w", r.Case, err)
	}
	r.When = when
	return r, nil
}

// readDay reads a date as people and programs leave it in a cell.
func readDay(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && n > 20000 && n < 80000 {
		t, err := excelize.ExcelDateToTime(n, false)
		if err != nil {
			return time.Time{}, err
		}
		return ledger.Day(time.Date(t.Year(), t.Month(), t.Day(), 4, 0, 0, 0, time.UTC)), nil
	}
	for _, form := range []string{"2006-01-02", "2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日"} {
		if t, err := time.Parse(form, s); err == nil {
			return ledger.Day(t.Add(4 * time.Hour)), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q 不是日期，应如 2023-01-09", s)
}
