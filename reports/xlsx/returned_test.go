package xlsx_test

import (
	"bufio"
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/internal/result"
	"ducha/reports/xlsx"
)

// edited is a workbook as somebody changed it.
func edited(t *testing.T, book []byte, edit func(f *excelize.File) error) *bytes.Buffer {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	if err := edit(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return &b
}

// Offices move columns, rename sheets and put a cover before the list.
func TestRearrangedListsAreRead(t *testing.T) {
	var book bytes.Buffer
	if err := list(1).WriteReplyList(&book); err != nil {
		t.Fatal(err)
	}
	answer := func(f *excelize.File) error { return f.SetCellStr("问题清单", "I4", " 已整改　") }
	for name, edit := range map[string]func(f *excelize.File) error{
		"改了工作表名": func(f *excelize.File) error { return f.SetSheetName("问题清单", "反馈") },
		"插入一列":   func(f *excelize.File) error { return f.InsertCols("问题清单", "A", 1) },
		"加了封面": func(f *excelize.File) error {
			if _, err := f.NewSheet("封面"); err != nil {
				return err
			}
			return f.MoveSheet("封面", "问题清单")
		},
	} {
		back := edited(t, book.Bytes(), func(f *excelize.File) error {
			if err := answer(f); err != nil {
				return err
			}
			return edit(f)
		})
		if got, faults := xlsx.ReadReplies(back); len(faults) > 0 || len(got) != 1 || got[0].Case != "2022Q3-jtj-001" || got[0].State != xlsx.AnswerDone {
			t.Errorf("%s: %+v %v", name, got, faults)
		}
	}
}

// The list of the scorecard asks for answers too: they are read by the problem's number,
// and a row left as it was is no answer.
func TestScorecardListIsRead(t *testing.T) {
	a := sample(t)
	var book bytes.Buffer
	if err := xlsx.Write(&book, a); err != nil {
		t.Fatal(err)
	}
	if got, faults := xlsx.ReadReplies(bytes.NewReader(book.Bytes())); len(got) > 0 || len(faults) > 0 {
		t.Errorf("an untouched list answers: %+v %v", got, faults)
	}
	back := edited(t, book.Bytes(), func(f *excelize.File) error {
		for cell, text := range map[string]string{"K5": "申诉中", "L5": "栏目由上级维护"} {
			if err := f.SetCellStr("问题清单", cell, text); err != nil {
				return err
			}
		}
		return nil
	})
	got, faults := xlsx.ReadReplies(back)
	if len(faults) > 0 || len(got) != 1 || got[0].State != xlsx.AnswerAppeal || !slices.ContainsFunc(a.Findings, func(f result.Finding) bool { return f.Fingerprint == got[0].Case }) {
		t.Errorf("%+v %v", got, faults)
	}
}

// Old formats under the new name, halves and nothing at all: what to do is said, in Chinese.
func TestUnreadableListsSayWhatToDo(t *testing.T) {
	var book bytes.Buffer
	if err := list(1).WriteReplyList(&book); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"半个文件": book.Bytes()[:book.Len()/2],
		"空文件":  nil,
		"旧版表格": []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)),
		"网页":   []byte("<html></html>"),
	} {
		_, faults := xlsx.ReadReplies(bytes.NewReader(data))
		if len(faults) != 1 || !strings.Contains(faults[0].Error(), "另存为") || regexp.MustCompile(`[a-z]{3,} [a-z]`).MatchString(faults[0].Error()) {
			t.Errorf("%s: %v", name, faults)
		}
	}
}

func TestListsSavedAsCSVAreKnown(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("序号,台账编号,整改状态\n")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"序号,台账编号,整改状态\n": true, gbk: true, "登记编号,收到日期\n": false, "": false} {
		if got := xlsx.LooksLikeList(bufio.NewReader(strings.NewReader(text))); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// An address of a thousand characters fills no page: both ends are shown, the link is whole.
func TestLongAddressesAreShortenedNotLost(t *testing.T) {
	a := sample(t)
	long := "http://a.gov.cn/" + strings.Repeat("%E6%94%BF", 100) + "/end.html"
	a.Findings[0].Evidence[0].URL = long
	f := open(t, render(t, a))
	for i, row := range rows(t, f, "问题清单") {
		if len(row) < 6 || !strings.HasPrefix(row[5], "http://a.gov.cn/%E6") {
			continue
		}
		_, to, err := f.GetCellHyperLink("问题清单", "F"+strconv.Itoa(i+1))
		if err != nil || to != long || len(row[5]) > 220 || !strings.HasSuffix(row[5], "/end.html") {
			t.Errorf("%q leads to %q (%v)", row[5], to, err)
		}
		return
	}
	t.Error("the address is not in the list")
}
