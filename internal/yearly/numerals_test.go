package yearly

import (
	"strings"
	"testing"

	"ducha/internal/document"
)

// A cell in Chinese numerals states its number; what is no number states none.
func TestChineseNumerals(t *testing.T) {
	for text, want := range map[string]string{
		"三": "3", "〇": "0", "零": "0", "十": "10", "十二": "12", "二十": "20", "九十九": "99", "一百零五": "105", "一百一十": "110",
		"两件": "2 件", "三百二十一件": "321 件", "一千零一": "1001", "二万三千": "23000", "１２": "12", "0 件": "0 件",
		"无": "-", "—": "-", "": "", "一二三": "?", "零零": "?", "十百": "?", "百": "?", "万": "?", "若干": "?", "三〇": "?",
	} {
		v := valueOf(&document.Cell{Text: text})
		got := map[Kind]string{Blank: "", Dash: "-", Words: "?"}[v.Kind]
		if v.Kind == Number {
			got = strings.TrimSpace(v.show() + " " + v.Unit)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A table in Chinese numerals is judged as any other.
func TestTableInChineseNumerals(t *testing.T) {
	_, html := sound(t)
	from, to := strings.Index(html, "<p>三、"), strings.Index(html, "<p>四、")
	han := func(s string) string {
		for d, w := range []string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"} {
			s = strings.ReplaceAll(s, "<td>"+string(rune('0'+d))+"</td>", "<td>"+w+"</td>")
			if d > 9 {
				s = strings.ReplaceAll(s, "<td>1"+string(rune('0'+d-10))+"</td>", "<td>"+w+"</td>")
			}
		}
		return s
	}
	right := html[:from] + han(html[from:to]) + html[to:]
	if r := read(t, []byte(right)); lines(r.Problems(nil), document.Proved) != "" || len(r.Unread) > 0 || lines(r.Problems(nil), document.Signal) != "report.cell 提示 单元格用汉字数字\n" {
		t.Errorf("right: %s%s%v", lines(r.Problems(nil), document.Proved), lines(r.Problems(nil), document.Signal), r.Unread)
	}
	wrong := html[:from] + han(strings.Replace(html[from:to], "<td>11</td></tr>", "<td>12</td></tr>", 1)) + html[to:]
	if got := lines(read(t, []byte(wrong)).Problems(nil), document.Proved); got != "report.sum 严重 申请情况表:予以公开\n" {
		t.Errorf("wrong: %s", got)
	}
}

// The name of a group in a row of its own, over blanks, is no row of the old form.
func TestGroupInARowOfItsOwn(t *testing.T) {
	rows := "<tr><td>项目</td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr>"
	for _, f := range requestRows() {
		if f.key == "other1" {
			rows += "<tr><td>（六）其他处理</td><td colspan=7></td></tr>"
		}
		n := "0"
		if f.key == New || f.key == "other3" || f.key == Total {
			n = "4"
		}
		rows += "<tr><td>" + f.name + "</td><td>" + n + "</td>" + strings.Repeat("<td>/</td>", 5) + "<td>" + n + "</td></tr>"
	}
	_, html := sound(t)
	from, to := strings.Index(html, "<p>三、"), strings.Index(html, "<p>四、")
	r := read(t, []byte(html[:from]+"<p>三、收到和处理政府信息公开申请情况</p><table>"+rows+"</table>"+html[to:]))
	if got := lines(r.Problems(nil), document.Proved) + lines(r.Problems(nil), document.Signal); strings.Contains(got, "old_format") || strings.Contains(got, "report.sum") || strings.Contains(got, "balance") {
		t.Errorf("got %s", got)
	}
}

// A row that the table does not have is a suspicion; one whose numbers could not be read
// leaves the table unread in part.
func TestRowsOfTheTable(t *testing.T) {
	_, html := sound(t)
	row := func(label string) string {
		i := strings.Index(html, label)
		from := strings.LastIndex(html[:i], "<tr>")
		return html[from : i+strings.Index(html[i:], "</tr>")+len("</tr>")]
	}
	next := row("继续办理</td>")
	r := read(t, []byte(strings.Replace(html, next, "", 1)))
	if got := lines(r.Problems(nil), document.Signal); got != "report.section 轻微 申请情况表缺行\n" || lines(r.Problems(nil), document.Proved) != "" || len(r.Unread) > 0 {
		t.Errorf("absent: %s %v", got, r.Unread)
	}
	r = read(t, []byte(strings.Replace(html, next, strings.Replace(next, "<td>0</td>", "<td>见说明</td>", 1), 1)))
	if len(r.Unread) != 1 || !strings.Contains(r.Unread[0].Reason, "结转下年度") || len(r.Problems(nil)) > 0 {
		t.Errorf("unread: %+v %v", r.Unread, r.Problems(nil))
	}
}

// What is said of a table that was not read is true of the file it was looked for in.
func TestWhereTheTablesAre(t *testing.T) {
	_, html := sound(t)
	from, to := strings.Index(html, "<p>四、"), strings.Index(html, "<p>五、")
	html = html[:from] + "<p>四、政府信息公开行政复议、行政诉讼情况</p><p>见表。</p>" + html[to:]
	for name, c := range map[string]struct {
		change func(*document.Document)
		want   string
	}{
		"PDF":       {func(d *document.Document) { d.Kind = "pdf" }, "报告为 PDF 文件,已提取文字,但未能还原出这张表"},
		"PDF 中有图片页": {func(d *document.Document) { d.Kind, d.Images = "pdf", 2 }, "PDF 文件中有2页是图片或没有文字"},
		"网页另有 PDF 附件": {func(d *document.Document) {
			d.Images, d.Attachments = 1, []document.Attachment{{Name: "年报.pdf", URL: "a.pdf"}}
		}, "可能在附件“年报.pdf”中"},
		"网页上是图片": {func(d *document.Document) { d.Images = 1 }, "表格为图片"},
		"什么也没有":  {func(*document.Document) {}, "未能读出表格"},
	} {
		r := reread(t, html, c.change)
		if len(r.Unread) != 1 || !strings.Contains(r.Unread[0].Reason, c.want) {
			t.Errorf("%s: %+v, want %q", name, r.Unread, c.want)
		}
	}
}

// In a PDF a label may go on in a line below its figures, which is no row of blanks.
func TestLabelGoesOnBelowItsFigures(t *testing.T) {
	_, html := sound(t)
	i := strings.Index(html, "仍不明确")
	row := html[strings.LastIndex(html[:i], "<tr>") : i+strings.Index(html[i:], "</tr>")]
	label := row[strings.LastIndex(row[:strings.Index(row, "仍不明确")], "<td"):]
	label = label[:strings.Index(label, "</td>")]
	first := strings.Replace(html, label, "<td>3.补正后申请内容", 1)
	j := strings.Index(first, "3.补正后申请内容")
	end := j + strings.Index(first[j:], "</tr>") + len("</tr>")
	cut := first[:end] + "<tr><td>仍不明确</td>" + strings.Repeat("<td></td>", 7) + "</tr>" + first[end:]
	r := reread(t, strings.Replace(cut, "rowspan=3>（四）", "rowspan=4>（四）", 1), func(d *document.Document) { d.Kind = "pdf" })
	for _, p := range r.Problems(nil) {
		if p.Code == CodeCell {
			t.Errorf("%s %s", p.Message, p.Quote)
		}
	}
	if row, ok := r.Requests.Rows["cannot3"]; !ok || !row[6].known() {
		t.Errorf("%+v", row)
	}
}

// Heads whose spans an editor lost stand over other columns than their numbers.
func TestHeadsThatLostTheirSpans(t *testing.T) {
	_, html := sound(t)
	from, to := strings.Index(html, "<p>三、"), strings.Index(html, "<p>四、")
	bare := func(table string) string {
		return html[:from] + strings.NewReplacer(" colspan=3", "", " colspan=2", "", " colspan=5", "", " colspan=7", "").Replace(table) + html[to:]
	}
	r := read(t, []byte(bare(html[from:to])))
	if got := lines(r.Problems(nil), document.Proved) + lines(r.Problems(nil), document.Signal); got != "" {
		t.Errorf("right: %s", got)
	}
	wrong := read(t, []byte(bare(strings.Replace(html[from:to], "<td>11</td></tr>", "<td>12</td></tr>", 1))))
	if got := lines(wrong.Problems(nil), document.Proved) + lines(wrong.Problems(nil), document.Signal); !strings.Contains(got, "report.sum") {
		t.Errorf("wrong: %q", got)
	}
}
