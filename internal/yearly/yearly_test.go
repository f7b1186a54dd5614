package yearly

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"ducha/internal/document"
	"ducha/internal/realdata"
)

func read(t *testing.T, html []byte) *Report {
	t.Helper()
	return parse(t, "report.html", html)
}

func lines(problems []document.Problem, class document.Class) string {
	var b strings.Builder
	for _, p := range problems {
		if p.Class == class {
			fmt.Fprintf(&b, "%s %s %s\n", p.Code, p.Severity, p.Subject)
		}
	}
	return b.String()
}

// The seed's class-A defects (standards.md §5.7), each once, and nothing else.
func TestSeedReport(t *testing.T) {
	r := read(t, realdata.Read(t, "annual-reports/seed-2022.html"))
	if r.Year != 2022 || r.Unit != "乌鲁木齐市交通运输局" || len(r.Requests.Rows) != 25 || len(r.Disclose.Rows) != 6 || len(r.Disputes.Blocks) != 3 || len(r.Unread) != 0 {
		t.Fatalf("year %d unit %q rows %d items %d blocks %d unread %v", r.Year, r.Unit, len(r.Requests.Rows), len(r.Disclose.Rows), len(r.Disputes.Blocks), r.Unread)
	}
	const want = `report.label 严重 主动公开表:行政事业性收费
report.sum 严重 申请情况表:（七）总计
report.title 一般 第四部分标题
report.fee 一般 信息处理费
report.title 轻微 第二部分标题
report.title 轻微 第五部分标题
report.length 轻微 总体情况篇幅
report.basis 轻微 名称与依据
report.cell 轻微 单元格带单位
report.label 提示 申请情况表:勾稽关系说明
`
	problems := r.Problems(nil)
	if got := lines(problems, document.Proved); got != want {
		t.Errorf("class A:\n%s\nwant:\n%s", got, want)
	}
	for _, p := range problems {
		t.Logf("%c %s %s | %s", p.Class, p.Code, p.Quote, p.Message)
	}
}

// A cell is one number, whatever stands around it, or none that we know.
func TestValueOf(t *testing.T) {
	for _, c := range []struct {
		cell document.Cell
		want string
	}{
		{document.Cell{Text: "12"}, "1 12 "}, {document.Cell{Text: " １，２３４ "}, "1 1234 "}, {document.Cell{Text: "1,234.5"}, "1 1234.5 "}, {document.Cell{Text: "-0.25"}, "1 -0.25 "},
		{document.Cell{Text: "17256件"}, "1 17256 件"}, {document.Cell{Text: "5 639 "}, "4 5 639  "}, {document.Cell{Text: "1 0"}, "4 1 0 "}, {document.Cell{Text: "12%"}, "4 12% "},
		{document.Cell{Text: ""}, "2 空白 "}, {document.Cell{Text: "—"}, "3 — "}, {document.Cell{Text: "/"}, "3 / "}, {document.Cell{Text: "无"}, "3 无 "},
		{document.Cell{Image: true}, "5  "}, {document.Cell{Text: "12", Image: true}, "1 12 "}, {document.Cell{Unread: true}, "4  "}, {document.Cell{Text: "1,23"}, "4 1,23 "}, {document.Cell{Text: "予以公开"}, "4 予以公开 "},
	} {
		v := valueOf(&c.cell)
		if got := fmt.Sprint(v.Kind, " ", v.show(), " ", v.Unit); got != c.want {
			t.Errorf("%+v: %q, want %q", c.cell, got, c.want)
		}
	}
	if v := valueOf(nil); v.Kind != Absent || v.show() != "未读出" {
		t.Errorf("no cell: %+v", v)
	}
}

func TestNotAReport(t *testing.T) {
	for name, d := range map[string]*document.Document{
		"没有文件": nil, "扫描件": {State: document.Scanned, Reason: "没有文本层"},
		"新闻": {State: document.Text, Paragraphs: []string{"一、会议情况", "今天召开会议。"}},
	} {
		if r, err := Parse(d); !errors.Is(err, ErrNotReport) || r != nil {
			t.Errorf("%s: Parse = %v, %v", name, r, err)
		}
	}
}

func BenchmarkReport(b *testing.B) {
	html := []byte(made().html(layouts()[0]))
	for b.Loop() {
		d, err := document.Read("a.html", html)
		if err != nil {
			b.Fatal(err)
		}
		r, err := Parse(d)
		if err != nil {
			b.Fatal(err)
		}
		r.Problems(nil)
	}
}

// What breaks a sum is quoted as the report prints it, not in words of ours.
func TestBrokenSumsQuoteTheReport(t *testing.T) {
	for _, p := range read(t, realdata.Read(t, "annual-reports/seed-2022.html")).Problems(nil) {
		if p.Code == CodeSum {
			if want := "（七）总计：自然人 0，"; !strings.HasPrefix(p.Quote, want) {
				t.Errorf("%s quotes %q, want %s…", p.Subject, p.Quote, want)
			}
			return
		}
	}
	t.Error("the broken total was not found")
}
