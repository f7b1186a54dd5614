package document

import (
	"slices"
	"strings"
	"testing"
)

// row puts words at places of one line.
func row(y float64, words ...any) []box {
	var out []box
	for i := 0; i < len(words); i += 2 {
		x, s := words[i].(float64), words[i+1].(string)
		out = append(out, box{x, y, x + 12*float64(len([]rune(s))), y + 15.6, s})
	}
	return out
}

// The heads of part four of a yearly report wrap in a PDF, each block at its own height.
func TestHeadsThatWrapInNarrowColumns(t *testing.T) {
	var page []box
	page = append(page, row(680, 56.8, "四、政府信息公开行政复议、行政诉讼情况")...)
	page = append(page, row(740, 58.2, "结果", 94.3, "结果", 129.7, "其他", 165.1, "尚未")...)
	page = append(page, row(748, 200.5, "总计", 228.4, "结果", 263.8, "结果", 299.2, "其他", 334.6, "尚未")...)
	page = append(page, row(757, 58.2, "维持", 94.3, "纠正", 129.7, "结果", 165.1, "审结")...)
	page = append(page, row(767, 228.4, "维持", 263.8, "纠正", 299.2, "结果", 334.6, "审结")...)
	page = append(page, row(790, 58.2, "0", 94.3, "0", 129.7, "0", 165.1, "0", 200.5, "0", 228.4, "1", 263.8, "0", 299.2, "0", 334.6, "0")...)
	d := &Document{Kind: "pdf"}
	d.boxes(page, "第1页")
	if len(d.Tables) != 1 || d.Tables[0].Height() != 5 || len(d.Paragraphs) != 1 {
		t.Errorf("%d tables, paragraphs %q", len(d.Tables), d.Paragraphs)
	}
}

// The name of the next table is no row of the one above it, though blanks part its number:
// what is said of the next one would be said of the other.
func TestNameOfNextTable(t *testing.T) {
	page := slices.Concat(row(100, 50.0, "合计", 150.0, "因公出国", 250.0, "公务接待费"), row(130, 50.0, "23.80", 150.0, "20.80", 250.0, "3.00"),
		row(160, 50.0, "表9", 150.0, "政府性基金预算支出情况表"), row(190, 50.0, "本部门没有此项支出，故本表为空表。"))
	d := &Document{Kind: "pdf"}
	d.boxes(page, "第1页")
	d.settle("a.pdf")
	if len(d.Tables) != 1 || d.Tables[0].Height() != 2 || d.Tables[0].Note != "" {
		t.Errorf("%+v, paragraphs %q", d.Tables, d.Paragraphs)
	}
	page = slices.Concat(row(100, 50.0, "项目", 150.0, "预算数", 250.0, "决算数"), row(130, 50.0, "表决经费", 150.0, "2.00"), row(160, 50.0, "合计", 150.0, "2.00", 250.0, "1.00"))
	d = &Document{Kind: "pdf"}
	if d.boxes(page, "第1页"); len(d.Tables) != 1 || d.Tables[0].Height() != 3 {
		t.Errorf("%+v", d.Tables)
	}
}

// A numbered heading below a line that fills the page is no part of its sentence; a
// numeral in the middle of one is.
func TestHeadingsBelowFullLines(t *testing.T) {
	full := strings.Repeat("公", 38) + "。"
	for next, want := range map[string]int{"六、其他需要报告的事项": 2, "六、" + strings.Repeat("公", 37): 2, "继续说明": 1} {
		d := &Document{Kind: "pdf"}
		d.boxes(append(row(100, 50.0, full), row(130, 50.0, next)...), "第1页")
		if len(d.Paragraphs) != want {
			t.Errorf("%q: %q", next, d.Paragraphs)
		}
	}
	d := &Document{Kind: "pdf"}
	d.boxes(append(row(100, 50.0, strings.Repeat("公", 37)+"五、"), row(130, 50.0, "六、七项")...), "第1页")
	if len(d.Paragraphs) != 1 {
		t.Errorf("%q", d.Paragraphs)
	}
}

// An identity number that a narrow column broke is one number to whoever reads the
// page; amounts below one another are not.
func TestNumbersBrokenInNarrowColumns(t *testing.T) {
	const id = "11010119900307772" // and its check digit
	for last, want := range map[string]string{"3": id + "3", "8": id} {
		var page []box
		page = append(page, row(100, 50.0, "序号", 100.0, "姓名", 160.0, "身份证号", 400.0, "金额")...)
		page = append(page, row(130, 160.0, id)...)
		page = append(page, row(146, 50.0, "1", 100.0, "张伟", 160.0, last, 400.0, "1250")...)
		page = append(page, row(170, 50.0, "2", 100.0, "王芳", 160.0, "无", 400.0, "1250")...)
		d := &Document{Kind: "pdf"}
		d.boxes(page, "第1页")
		text := strings.Join(d.Paragraphs, " ")
		for i := range d.Tables {
			for _, r := range d.Tables[i].Rows {
				for _, c := range r {
					text += " " + c.Text
				}
			}
		}
		if whole := strings.Contains(text, id+last); whole != (want != id) {
			t.Errorf("%s: %q", last, text)
		}
	}
}

// Cards, and numbers broken twice, are put together by their check digits; telephones,
// which have none, only where a column of them is broken alike.
func TestOtherNumbersBroken(t *testing.T) {
	text := func(heads string, rows ...[]string) string {
		page := row(100, 50.0, "姓名", 160.0, heads)
		for r, parts := range rows {
			for k, p := range parts {
				page = append(page, row(130+float64(60*r+15*k), 160.0, p)...)
			}
		}
		d := &Document{Kind: "pdf"}
		d.boxes(page, "第1页")
		return d.All()
	}
	for _, c := range []struct {
		name, heads, want string
		rows              [][]string
		joined            bool
	}{
		{"卡号断成两行", "银行卡号", "6228480010002345675", [][]string{{"622848001000234", "5675"}}, true},
		{"校验位不符", "银行卡号", "6228480010002345674", [][]string{{"622848001000234", "5674"}}, false},
		{"证号断成三行", "身份证号", "110101199003077723", [][]string{{"11010119", "90030777", "23"}}, true},
		{"手机号断在同一处", "联系电话", "13812345678", [][]string{{"13812345", "678"}, {"13912345", "677"}, {"13712345", "676"}}, true},
		{"只有两人", "联系电话", "13812345678", [][]string{{"13812345", "678"}, {"13912345", "677"}}, false},
		{"金额", "金额", "13812345678", [][]string{{"13812345", "678"}, {"13912345", "677"}, {"13712345", "676"}}, false},
	} {
		if got := text(c.heads, c.rows...); strings.Contains(got, c.want) != c.joined {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// A PDF that prints everything twice, for boldness, loses no other word with the halves
// that were put together.
func TestPhonesPrintedTwice(t *testing.T) {
	page := row(100, 50.0, "姓名", 160.0, "联系电话")
	for r, p := range [][2]string{{"13812345", "678"}, {"13912345", "677"}, {"13712345", "676"}} {
		y := 130 + float64(60*r)
		page = append(page, row(y, 50.0, "甲乙丙"[3*r:3*r+3], 160.0, p[0])...)
		page = append(page, row(y, 160.0, p[0])...)
		page = append(page, row(y+15, 160.0, p[1])...)
	}
	d := &Document{Kind: "pdf"}
	d.boxes(page, "第1页")
	for _, word := range []string{"甲", "乙", "丙", "13812345678", "13912345677", "13712345676"} {
		if text := d.All(); !strings.Contains(text, word) {
			t.Errorf("%s is lost: %q", word, text)
		}
	}
}

// Two long numbers of neighbouring columns stay two, however narrow the gap is.
func TestNumbersSideBySide(t *testing.T) {
	page := []box{{88, 100, 225.5, 115, "110101199003077723"}, {228.6, 100, 312, 115, "13812345678"}}
	d := &Document{Kind: "pdf"}
	d.boxes(page, "第1页")
	if got := d.All(); !strings.Contains(got, "110101199003077723 13812345678") {
		t.Errorf("%q", got)
	}
}
