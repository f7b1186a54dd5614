package yearly

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ducha/internal/document"
)

// reread is a report whose document was changed before it is parsed.
func reread(t *testing.T, html string, change func(*document.Document)) *Report {
	t.Helper()
	d, err := document.Read("report.html", []byte(html))
	if err != nil {
		t.Fatal(err)
	}
	change(d)
	r, err := Parse(d)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A row is read under the heads of its columns, in whatever order they stand.
func TestOrderOfColumns(t *testing.T) {
	_, html := sound(t)
	first := func(s string) string { // 总计 before the applicants
		i := strings.Index(s, "<table><tr><td rowspan=3 colspan=3>（本列")
		j := strings.Index(s, "<p>四、")
		rows := strings.Split(s[i:j], "<tr>")
		for k, row := range rows {
			if cells := strings.SplitAfter(row, "</td>"); len(cells) > 7 && strings.HasPrefix(cells[len(cells)-2], "<td>") && k > 3 {
				n := len(cells)
				rows[k] = strings.Join(slices.Concat(cells[:n-8], cells[n-2:n-1], cells[n-8:n-2], cells[n-1:]), "")
			}
		}
		return s[:i] + strings.Join(rows, "<tr>") + s[j:]
	}
	heads := "<td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td>"
	turned := first(strings.Replace(html, heads, "<td rowspan=2>总计</td><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td>", 1))
	if r := read(t, []byte(turned)); r.Requests.Rows[New][6].Int() != 14 || r.Requests.Rows[New][0].Int() != 12 || lines(r.Problems(nil), document.Proved) != "" {
		t.Errorf("总计 first: %+v\n%s", r.Requests.Rows[New], lines(r.Problems(nil), document.Proved))
	}
	// Where the heads cannot be read and no row adds up in the usual order, another order
	// explains it as well as a fault does.
	unread := strings.Replace(turned, "社会公益组织", "公益组织", 1)
	if got := lines(read(t, []byte(unread)).Problems(nil), document.Proved); got != "" {
		t.Errorf("heads not read: %s", got)
	}
	usual := strings.Replace(html, "社会公益组织", "公益组织", 1)
	if r := read(t, []byte(usual)); lines(r.Problems(nil), document.Proved) != "" || r.Requests.supposed {
		t.Errorf("usual order: %s", lines(r.Problems(nil), document.Proved))
	}
}

// A source that loses labels but keeps all rows is read in the order of the form, when
// those labels that are there stand at their place.
func TestRowsInOrder(t *testing.T) {
	_, html := sound(t)
	html = strings.Replace(html, "社会公益组织", "", 1) // nor are the heads whole
	lose := func(n int, swap bool) func(*document.Document) {
		return func(d *document.Document) {
			for i := range d.Tables {
				table := &d.Tables[i]
				if !strings.Contains(allText(table), "结转下年度") {
					continue
				}
				left := n
				for r := len(table.Rows) - 1; r > 3 && left > 0; r-- {
					for c := range table.Rows[r] {
						if cell := &table.Rows[r][c]; cell.RowSpan == 1 && valueOf(cell).Kind == Words && !strings.HasPrefix(cell.Text, "四") {
							cell.Text = "字"
							left--
						}
					}
				}
				if swap {
					a, b := &table.Rows[3][0], &table.Rows[4][0]
					a.Text, b.Text = b.Text, a.Text
				}
			}
		}
	}
	if r := reread(t, html, lose(12, false)); len(r.Requests.Rows) != 25 || r.Requests.Rows["cannot1"][0].Int() != 3 {
		t.Errorf("twelve labels lost: %d rows, %+v", len(r.Requests.Rows), r.Requests.Rows["cannot1"])
	}
	if r := reread(t, html, lose(20, false)); len(r.Requests.Rows) == 25 {
		t.Error("all but five labels lost, and all rows known")
	}
	if r := reread(t, html, lose(12, true)); len(r.Requests.Rows) == 25 {
		t.Error("labels at other places, and all rows known")
	}
}

// Heads that a PDF breaks over several rows are read from above the numbers.
func TestBrokenHeadsOfDisputes(t *testing.T) {
	var rows [4]string
	for k := range 15 {
		for r, words := range [3][5]string{{"结果", "结果", "其他", "尚未", ""}, {"维持", "纠正", "结果", "审结", "总计"}, {"", "", "", "", ""}} {
			rows[r] += "<td>" + words[k%5] + "</td>"
		}
		rows[3] += fmt.Sprintf("<td>%d</td>", []int{1, 0, 0, 1, 2 + k/10}[k%5])
	}
	_, html := sound(t)
	i, j := strings.Index(html, "<p>四、")+len("<p>四、政府信息公开行政复议、行政诉讼情况</p>"), strings.Index(html, "<p>五、")
	table := "<table><tr>" + strings.Join(rows[:], "</tr><tr>") + "</tr></table>"
	r := read(t, []byte(html[:i]+table+html[j:]))
	if len(r.Disputes.Blocks) != 3 || r.Disputes.Blocks["复议后起诉"][4].Int() != 3 {
		t.Fatalf("%+v", r.Disputes.Blocks)
	}
	if got := lines(r.Problems(nil), document.Proved); got != "report.sum 严重 复议诉讼表:复议后起诉\n" {
		t.Error(got)
	}
	// Other heads over fifteen numbers are none of the form.
	if r := read(t, []byte(html[:i]+strings.ReplaceAll(table, "维持", "改判")+html[j:])); len(r.Disputes.Blocks) != 0 {
		t.Errorf("%+v", r.Disputes.Blocks)
	}
}

// Sentences are held against the table as a signal, and only where they speak of the same.
func TestSentencesAgainstTheTable(t *testing.T) {
	_, html := sound(t)
	for sentence, want := range map[string]string{
		"2023年共收到政府信息公开申请14件。":            "",
		"2023年共受理依申请公开15件。":               "",
		"2023年共收到政府信息公开申请16件。":            "report.prose",
		"上年共收到政府信息公开申请16件。":               "",
		"2023年收到信件和申请16封。":                "",
		"结转下年度继续办理1件。":                    "",
		"结转至2024年办理的申请3件。":                "report.prose",
		"现行有效的行政规范性文件30件。":                "",
		"截至年底,现行有效行政规范性文件28件。":            "report.prose",
		"2023年共收到政府信息公开申请1件,同比减少。上年结转1件。": "report.prose",
	} {
		r := read(t, []byte(strings.Replace(html, "本年度各项工作按要求推进。", sentence, 1)))
		got := ""
		for _, p := range r.Problems(nil) {
			if p.Code == CodeProse {
				got = p.Code
				if p.Class != document.Signal || !strings.Contains(p.Quote, "件") {
					t.Errorf("%+v", p)
				}
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", sentence, got, want)
		}
	}
}

// A habit of filing results under 其他 is pointed out from ten results on.
func TestShareOfOthers(t *testing.T) {
	for _, c := range []struct {
		other, total string
		want         bool
	}{{"4", "11", true}, {"3", "10", false}, {"4", "10", true}, {"5", "9", false}} {
		f := made()
		for _, col := range []int{0, 6} {
			n, m := jsonNumber(c.other), jsonNumber(c.total)
			f.Table3["other3"][col], f.Table3["total"][col] = &n, &m
		}
		got := strings.Contains(lines(read(t, []byte(f.html(layouts()[0]))).Problems(nil), document.Signal), CodeOther)
		if got != c.want {
			t.Errorf("%s of %s: %v", c.other, c.total, got)
		}
	}
}

// One cell with a nought over several columns is a nought of each; another number is not
// divided.
func TestOneNoughtForSeveral(t *testing.T) {
	_, html := sound(t)
	row := "<td colspan=2>（二）部分公开（区分处理的，只计这一情形，不计其他情形）</td>"
	i := strings.Index(html, row) + len(row)
	noughts := strings.Repeat("<td>0</td>", 7)
	if html[i:i+len(noughts)] != noughts {
		t.Fatal(html[i : i+len(noughts)])
	}
	for cells, want := range map[string]int{"<td colspan=7>0</td>": 25, "<td>0</td><td colspan=5>0</td><td>0</td>": 25, "<td>0</td><td colspan=5>1</td><td>1</td>": 24} {
		r := read(t, []byte(html[:i]+cells+html[i+len(noughts):]))
		if got := lines(r.Problems(nil), document.Proved); len(r.Requests.Rows) != want || got != "" {
			t.Errorf("%s: %d rows %s", cells, len(r.Requests.Rows), got)
		}
	}
}

// A table that goes on after a page with its heads again is in the same group of results
// still.
func TestHeadsAgain(t *testing.T) {
	_, html := sound(t)
	open := strings.Index(html, "<table><tr><td rowspan=3 colspan=3>（本列")
	first := strings.Index(html, "<td colspan=3>一、本年新收")
	heads := html[open : first-len("<tr>")]
	last := strings.Index(html, "<td>3.其他</td>") - len("<tr>")
	again := html[:last] + "</table><p>&nbsp;</p>" + heads + html[last:]
	if r := read(t, []byte(again)); len(r.Requests.Rows) != 25 || lines(r.Problems(nil), document.Proved) != "" {
		t.Errorf("%d rows %s", len(r.Requests.Rows), lines(r.Problems(nil), document.Proved))
	}
}

// A cell too few in the heads moves the columns: figures that then add up nowhere are no
// proof of anything.
func TestHeadsMoved(t *testing.T) {
	_, html := sound(t)
	i := strings.Index(html, "<table><tr><td rowspan=3 colspan=3>（本列")
	table := strings.NewReplacer("<tr><td rowspan=3", "<tr><td>序号</td><td rowspan=3", "<tr><td>商业", "<tr><td></td><td>商业", "<tr><td colspan=3>", "<tr><td>1</td><td colspan=3>",
		"<tr><td colspan=2>", "<tr><td>1</td><td colspan=2>", "<tr><td rowspan=22>", "<tr><td>1</td><td rowspan=22>").Replace(html[i:])
	if got := lines(read(t, []byte(html[:i]+table)).Problems(nil), document.Proved); got != "" {
		t.Error(got)
	}
}

// Part four with one run of heads for all blocks, across or upright.
func TestDisputesByRows(t *testing.T) {
	heads := []string{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}
	values := [3][]string{{"1", "0", "0", "1", "2"}, {"0", "0", "0", "0", "0"}, {"3", "1", "0", "0", "5"}}
	row := func(cells ...string) string { return "<tr><td>" + strings.Join(cells, "</td><td>") + "</td></tr>" }
	across := row(append([]string{"类别"}, heads...)...)
	upright := row("", "行政复议", "未经复议直接起诉", "复议后起诉")
	for k, name := range blockNames() {
		across += row(append([]string{name}, values[k]...)...)
	}
	for k, head := range heads {
		upright += row(head, values[0][k], values[1][k], values[2][k])
	}
	merged := strings.Replace(strings.Replace(across, "<td>类别", "<td colspan=2>类别", 1), "<td>行政复议", "<td colspan=2>行政复议", 1)
	merged = strings.Replace(merged, "<td>未经复议", "<td rowspan=2>行政诉讼</td><td>未经复议", 1)
	_, html := sound(t)
	i, j := strings.Index(html, "<p>四、")+len("<p>四、政府信息公开行政复议、行政诉讼情况</p>"), strings.Index(html, "<p>五、")
	for name, table := range map[string]string{"across": across, "upright": upright, "merged": merged} {
		r := read(t, []byte(html[:i]+"<table>"+table+"</table>"+html[j:]))
		if len(r.Disputes.Blocks) != 3 || r.Disputes.Blocks["行政复议"][4].Int() != 2 || len(r.Unread) > 0 {
			t.Fatalf("%s: %+v %v", name, r.Disputes.Blocks, r.Unread)
		}
		if got := lines(r.Problems(nil), document.Proved); got != "report.sum 严重 复议诉讼表:复议后起诉\n" {
			t.Errorf("%s: %s", name, got)
		}
	}
	// Rows without the names of the blocks are not read.
	if r := read(t, []byte(html[:i]+"<table>"+strings.ReplaceAll(across, "复议", "调解")+"</table>"+html[j:])); len(r.Disputes.Blocks) != 0 {
		t.Errorf("%+v", r.Disputes.Blocks)
	}
}
