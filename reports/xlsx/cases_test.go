package xlsx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ducha/internal/ledger"
	"ducha/internal/result"
	"ducha/reports/xlsx"
)

func list(n int) xlsx.CaseList {
	l := xlsx.CaseList{Title: "市公交管理中心2022年第三季度政务公开问题清单", Lines: []string{"请在浅黄色各列填写后回传"}, Now: time.Date(2022, 10, 12, 0, 0, 0, 0, time.UTC), Units: map[string]string{"gj": "市公交管理中心"}}
	for i := range n {
		l.Cases = append(l.Cases, ledger.Case{ID: fmt.Sprintf("2022Q3-jtj-%03d", i+1), Unit: "gj", State: ledger.Notified, Indicator: "政策解读", Message: "=cmd|' /C calc'!A0 栏目长期未更新", Basis: "国办发〔2017〕47号", Remedy: "补充更新", First: "2022Q3",
			Due: time.Date(2022, 10, 10, 0, 0, 0, 0, time.FixedZone("CST", 8*3600)), Evidence: []result.Evidence{{URL: "http://a.gov.cn/"}}})
	}
	return l
}

// What a unit enters comes back as it was entered; mistakes are told by row.
func TestReturnedList(t *testing.T) {
	var buf bytes.Buffer
	if err := list(6).WriteReplyList(&buf); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&buf)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("问题清单")
	if err != nil {
		t.Fatal(err)
	}
	head := 0
	for i, row := range rows {
		if len(row) > 1 && row[1] == "台账编号" {
			head = i + 1
		}
	}
	enter := func(row int, values ...any) {
		for i, v := range values {
			at, _ := excelize.CoordinatesToCellName(9+i, head+row)
			if err := f.SetCellValue("问题清单", at, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	enter(1, "已整改", "已补充发布3篇", "张三", time.Date(2022, 10, 9, 0, 0, 0, 0, time.UTC), "http://a.gov.cn/x")
	enter(2, "申诉", "该栏目属于市政府", "李四", "2022年10月8日")
	enter(3, "申请延期", "")
	enter(4, "好了", "x")
	enter(5, "已整改", "x", "王五", "下周")
	var back bytes.Buffer
	if err := f.Write(&back); err != nil {
		t.Fatal(err)
	}
	replies, faults := xlsx.ReadReplies(&back)
	if len(replies) != 2 || len(faults) != 3 {
		t.Fatalf("%d replies, faults %v", len(replies), faults)
	}
	day := func(d int) time.Time { return time.Date(2022, 10, d, 0, 0, 0, 0, time.FixedZone("CST", 8*3600)) }
	if r := replies[0]; r.Case != "2022Q3-jtj-001" || r.State != "已整改" || r.Work != "已补充发布3篇" || r.Who != "张三" || !r.When.Equal(day(9)) || r.Proof != "http://a.gov.cn/x" {
		t.Errorf("%+v", r)
	}
	if r := replies[1]; r.State != "申诉" || !r.When.Equal(day(8)) {
		t.Errorf("%+v", r)
	}
	for i, want := range []string{"说明理由", "不在列表中", "不是日期"} {
		if !strings.Contains(faults[i].Error(), want) || !strings.Contains(faults[i].Error(), fmt.Sprintf("第%d行", head+3+i)) {
			t.Errorf("%v lacks %q", faults[i], want)
		}
	}
}

func TestForeignWorkbooks(t *testing.T) {
	if _, faults := xlsx.ReadReplies(strings.NewReader("not a workbook")); len(faults) != 1 {
		t.Error("garbage is read")
	}
	f := excelize.NewFile()
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	if _, faults := xlsx.ReadReplies(&buf); len(faults) != 1 || !strings.Contains(faults[0].Error(), "问题清单") {
		t.Errorf("%v", faults)
	}
}

func TestLedgerSheet(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		l := list(2)
		l.Said = map[string]string{"2022Q3-jtj-001": "=已补充发布"}
		l.Cases[0].SiteName, l.Cases[0].Changed = "市交通运输局网站", time.Date(2022, 10, 11, 17, 0, 0, 0, time.UTC)
		if err := l.WriteLedger(w); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same ledger is not the same bytes")
	}
	f, err := excelize.OpenReader(&a)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("台账")
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprint(rows)
	for _, want := range []string{"已下发（逾期）", "市公交管理中心", "'=cmd", "2022-10-10", "市交通运输局网站", "2022-10-12", "'=已补充发布"} {
		if !strings.Contains(text, want) {
			t.Errorf("the ledger lacks %q", want)
		}
	}
	empty := xlsx.CaseList{Title: "台账", Now: time.Now()}
	if err := empty.WriteLedger(&b); err != nil {
		t.Error(err)
	}
}
