package budget

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ducha/internal/document"
)

// A file is one of the set when its name is that of a table of the same kind.
func TestNamesTable(t *testing.T) {
	for _, c := range []struct {
		title, kind string
		want        bool
	}{
		{"财政拨款收支总表", Budget, true},
		{"2022年财政拨款收支预算总表", Budget, true},
		{"2021年度财政拨款收入支出决算总表", Final, true},
		{"2021年度财政拨款收入支出决算总表", Budget, false},
		{"2022年部门预算编制说明", Budget, false},
		{"2022年财政拨款收支总表" + strings.Repeat("及有关情况的说明", 8), Budget, false},
	} {
		if got := NamesTable(c.title, c.kind); got != c.want {
			t.Errorf("%s as %s: %v, want %v", c.title, c.kind, got, c.want)
		}
	}
}

// A statement in several files is judged as a whole, and as a signal only.
func TestStatementInSeveralFiles(t *testing.T) {
	tables := []string{"部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表", "一般公共预算“三公”经费支出表", "政府性基金预算支出表"}
	explained := "机关运行经费说明\n政府采购说明\n国有资产占用说明\n预算绩效说明"
	frames := func(drop string) (all []Frame) {
		for _, name := range tables {
			if name != drop {
				all = append(all, FrameOf(doc("某局2022年部门预算 "+name, name), Budget))
			}
		}
		return append(all, FrameOf(doc("某局2022年部门预算说明", explained), Budget))
	}
	if got := Join(Budget, frames("")).Framed(); len(got) > 0 {
		t.Errorf("nothing is missing: %+v", got)
	}
	got := Join(Budget, frames("财政拨款收支总表")).Framed()
	if len(got) != 1 || got[0].Code != CodeTable || got[0].Class != document.Signal || !strings.Contains(got[0].Message, "财政拨款收支总表") {
		t.Errorf("one table is missing: %+v", got)
	}
	if got := Join("", frames("财政拨款收支总表")).Framed(); len(got) > 0 {
		t.Errorf("neither budget nor accounts: %+v", got)
	}
	if all := frames(""); !all[0].Holds() || FrameOf(doc("通知", "会议定于周五召开。"), Budget).Holds() {
		t.Error("what a file says of the set")
	}
}

// Prose in one file and a table in another may be of another scope.
func TestProseAgainstTableOfAnotherFile(t *testing.T) {
	prose := Read(doc("某局2022年部门预算", "2022年三公经费预算28.24万元。"))[0]
	for value, want := range map[int64]int{282400e4: 0, 282600e4: 1} {
		other := Statement{Year: 2022, Kind: Budget}
		other.Table[Total] = Figure{Known: true, N: value, Half: 50e4}
		got := prose.Across(&other)
		if len(got) != want || want > 0 && (got[0].Class != document.Signal || got[0].Code != CodeProse) {
			t.Errorf("%d: %+v", value, got)
		}
	}
}

// A dash says that nothing was spent; a picture or a formula without its value does not.
func TestVoids(t *testing.T) {
	for _, c := range []struct {
		cell document.Cell
		want bool
	}{
		{document.Cell{Blank: true}, true}, {document.Cell{Text: "—"}, true}, {document.Cell{Text: "无"}, true},
		{document.Cell{Image: true}, false}, {document.Cell{Unread: true}, false}, {document.Cell{Text: "0.5"}, false},
	} {
		if got := voids(&c.cell, plain(c.cell.Text)); got != c.want {
			t.Errorf("%+v: %v", c.cell, got)
		}
	}
}

// Figures behind a reason explain, whatever item they are of.
func TestReasons(t *testing.T) {
	for _, text := range []string{
		"2022年“三公”经费预算10.00万元,上年12.00万元,主要原因是压缩开支3.00万元。",
		"2022年“三公”经费预算10.00万元,上年12.00万元,主要是接待批次减少30%。",
	} {
		if got := told(t, Budget, text); got != "" {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// A table as long as we read any costs seconds, not minutes: it is read while judging.
func TestLongTable(t *testing.T) {
	table := document.Table{Unit: "万元", State: document.Text}
	for r := range 4000 {
		var row []document.Cell
		for c := range 40 {
			text := "1.00"
			if c == 0 {
				text = []string{"公务接待费", "因公出国（境）费", "公务用车购置费"}[r%3]
			}
			row = append(row, document.Cell{Text: text, Row: r, Col: c, RowSpan: 1, ColSpan: 1})
		}
		table.Rows = append(table.Rows, row)
	}
	start := time.Now()
	Read(doc("某局2022年部门预算", "2022年三公经费预算10.00万元。", table))
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("took %v", took)
	}
}

// FuzzTables reads whatever a page lays out as a table, and judges it alike at every look.
func FuzzTables(f *testing.F) {
	f.Add("2022年三公经费预算28.24万元", "<p>三公经费支出表</p><p>单位：万元</p><table><tr><td>合计<td>因公出国(境)费<td>公务用车购置及运行费<td>公务接待费<tr><td>12<td>1<td>2<td>9</table>")
	f.Add("三公", "<table><tr><td colspan=3>项目<td rowspan=9>(万元)<tr><td>行次<td>1<td>2<td>3<tr><td>公务接待费<td>-<td>1,,2<td>99999999999999999999<tr><td>出国<td>用车<td>接待<td>%</table>")
	f.Fuzz(func(t *testing.T, text, table string) {
		d, err := document.Read("a.html", []byte("<title>某局2022年部门预算</title><p>"+text+"</p>"+table))
		if err != nil {
			return
		}
		first, again := Read(d), Read(d)
		if len(first) != len(again) {
			t.Fatalf("%d and %d statements", len(first), len(again))
		}
		for i := range first {
			if a, b := first[i].Problems(&first[0]), again[i].Problems(&again[0]); !slices.Equal(a, b) {
				t.Errorf("%+v and %+v", a, b)
			}
			first[i].Tested()
			Join(Budget, []Frame{first[i].Frame}).Framed()
		}
	})
}
