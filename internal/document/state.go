package document

import (
	"regexp"
	"strings"
)

// whole follows 空 where all of a table is: 本表空白栏 and 表为空格处 speak of single cells.
const whole = `(?:$|[^白格栏项缺])`

var (
	declared = regexp.MustCompile(strings.Join([]string{
		`(?:此|本|该|上述|以上)(?:张)?表(?:格)?(?:为|是|属)?(?:空表|无数据|无内容|空` + whole + `)`,
		`(?:此|本|该)?表(?:为空` + whole + `|无数据|为零表)`,
		`空表说明`,
		`无此项(?:支出|预算|收入|经费|内容)`,
		`没有(?:使用|安排)?[^。;；]{0,30}(?:支出|收入|预算)[^。;；]{0,12}(?:故|所以|因此)?[^。;；]{0,6}(?:空表|无数据)`,
		`无[^。;；,，]{0,30}(?:支出|收入|预算)[^。;；]{0,3}[,，](?:故|因此)?(?:本|此)表(?:为|是)?(?:空` + whole + `|无|没有|不)`,
	}, "|"))
	numeric = regexp.MustCompile(`^[-+−－]?[0-9０-９][0-9０-９,，.．]*%?$`)
)

// DeclaresEmpty says whether a line declares that a table or an item has
// nothing to report, which is not the same as leaving it blank.
func DeclaresEmpty(line string) bool { return declared.MatchString(squeeze(line)) }

// judge looks at the cells below and beside the heads.
func (t *Table) judge() State {
	numbers, noughts, blanks, words, first := 0, 0, 0, 0, -1
	for r := range t.Rows {
		for _, c := range t.Rows[r] {
			text := squeeze(c.Text)
			switch {
			case c.Unread:
				return Text
			case c.Blank:
				if first >= 0 || r > 0 && c.Col > 0 {
					blanks++
				}
			case numeric.MatchString(text) && c.Col > 0:
				numbers++
				if first < 0 {
					first = r
				}
				if strings.Trim(text, "0０.．,，%") == "" {
					noughts++
				}
			default:
				words++
				if DeclaresEmpty(text) && t.Note == "" {
					t.Note = c.Text
				}
			}
		}
	}
	switch {
	case numbers > 0 && noughts == numbers:
		return Zero
	case numbers > 0:
		return Text
	case t.Note != "":
		return DeclaredEmpty
	case t.Images > 0 && words <= 3*t.Images:
		return TableAsImage
	case blanks > 0 && blanks >= words/2:
		return Blank
	}
	return Text
}

// settle decides the state of the whole from its parts.
func (d *Document) settle(name string) {
	for i := range d.Tables {
		t := &d.Tables[i]
		from, to := max(t.After-4, 0), min(t.After, len(d.Paragraphs))
		below := min(to+2, len(d.Paragraphs))
		if i+1 < len(d.Tables) {
			below = max(to, min(below, d.Tables[i+1].After)) // what stands under the next table is that one's
		}
		t.note(d.Paragraphs[to:below])
		t.describe(d.Paragraphs[min(from, to):to])
	}
	if want := extension(name); d.Kind == "html" && named(want) && !d.exported(want) {
		d.Paragraphs, d.Tables = nil, nil
		d.State, d.Reason = Unreadable, "名为 "+want+" 的文件实为网页(多为出错页)"
		return
	}
	d.State, d.Reason = d.whole()
}

// exported says whether a page under the name of an office file is a document
// after all: old systems write their tables as HTML and call them .xls or .doc.
func (d *Document) exported(ext string) bool {
	if ext != "xls" && ext != "doc" && ext != "et" && ext != "wps" {
		return false
	}
	prose := 0
	for _, p := range d.Paragraphs {
		prose += han(p)
	}
	return len(d.Tables) > 0 && len(d.Attachments) == 0 || prose > longText
}

// note finds the declaration that stands under a table.
func (t *Table) note(below []string) {
	for _, line := range below {
		if namesTable(line) {
			return // what follows speaks of that one
		}
		if len(line) < 300 && DeclaresEmpty(line) {
			t.Note = line
			return
		}
	}
}

// namesTable says whether a line is the name of a table, 表9 政府性基金预算支出表
// or 政府性基金预算支出表（空表）, and no remark on the one above.
func namesTable(line string) bool {
	line = strings.TrimSpace(line)
	if i := strings.LastIndexAny(line, "(（"); i > 0 {
		line = strings.TrimSpace(line[:i])
	}
	return strings.HasSuffix(line, "表") && len(line) >= len("预算支出表") && !strings.HasSuffix(line, "空表") && !strings.ContainsAny(line, "，,。；;：:")
}

// named says whether an ending promises something other than a page.
func named(ext string) bool {
	switch ext {
	case "pdf", "doc", "docx", "xls", "xlsx", "ofd", "zip", "rar", "7z", "wps", "et", "ppt", "pptx":
		return true
	}
	return false
}

// Characters of prose from which a file is more than its tables, pictures and attachments.
const (
	fewWords  = 60  // title, date and source of a page
	someWords = 120 // and a remark
	longText  = 400 // an article, whatever the file is called
)

func (d *Document) whole() (State, string) {
	prose := 0
	empty := ""
	for _, p := range d.Paragraphs {
		prose += max(han(p), len(p)/6) // other scripts are text too
		if empty == "" && DeclaresEmpty(p) {
			empty = p
		}
	}
	count := map[State]int{}
	for i := range d.Tables {
		count[d.Tables[i].State]++
	}
	content := count[Text] + count[Zero] + count[DeclaredEmpty] + count[Blank]
	switch {
	case len(d.Paragraphs) == 0 && content == 0 && d.Images == 0 && len(d.Attachments) == 0:
		return Blank, "文件中没有任何文字"
	case content-count[Blank] == 0 && prose < fewWords && d.Images > 0:
		return TableAsImage, "内容为图片,无法读取其中文字"
	case d.Kind == "html" && content == 0 && prose < someWords && len(d.Attachments) > 0:
		return AttachmentOnly, "页面只有附件,正文见附件"
	case prose < someWords && content > 0 && count[Text] == 0:
		return d.only(count, empty)
	case prose < someWords && content == 0 && empty != "":
		return DeclaredEmpty, "声明为空:" + Clip(empty, 60)
	}
	return Text, ""
}

// only is for a file that is one table and little else.
func (d *Document) only(count map[State]int, empty string) (State, string) {
	switch {
	case count[DeclaredEmpty] > 0 || empty != "" && count[Zero] == 0:
		return DeclaredEmpty, "表格声明为空"
	case count[Zero] > 0:
		return Zero, "表格数字全部为零"
	}
	return Blank, "表格未填写"
}
