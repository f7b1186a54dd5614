package samplesite

import (
	"fmt"
	"strings"
	"time"
)

// draft is one year's report before it is written: its figures and, when the plan
// spoils it, how.
type draft struct {
	year     int
	h        uint64
	received int
	others   int    // results filed under 其他处理—3.其他
	words    int    // the year whose words it uses
	basis    string // "none" or "name": the law is not named, or the report is called otherwise
	old      string // "cited", "single" or "heads": what is left of the trial form
}

// draftOf plans the report on a year. Some small offices file half of their few
// requests under 其他: that shows nothing.
func (s *Site) draftOf(year int) draft {
	h := mix(s.seed, uint64(year), 31)
	d := draft{year: year, h: h, received: between(h>>5, 2, 9), words: year}
	if h>>40%2 == 1 {
		d.others = d.received / 2
	}
	if year != s.asOf.Year()-1 {
		return d
	}
	if d.others > 0 {
		s.trap("report.other", fmt.Sprintf("年报:%d年:%s", year, otherResults), "", "办理结果不足十件，看不出习惯")
	}
	if s.spoilsReport("other") {
		d.received = between(h>>5, 12, 20)
		d.others = d.received*2/5 + 1
	}
	if s.spoilsReport("copied") {
		d.words--
	} else {
		s.trap("report.copied", fmt.Sprintf("年报:%d年:内容雷同", year), "", "与上一年度相同的只有照录法律的一句")
	}
	if s.spoilsReport("basis") {
		d.basis = pick([]string{"none", "name"}, h>>44)
	}
	if s.spoilsReport("old_format") && year >= 2021 {
		forms := []string{"cited", "cited"}
		if !s.spoilsReport("other") {
			d.others, forms = 0, append(forms, "single")
		}
		if len(s.plan.content.report) == 1 && !s.plan.content.count {
			forms = append(forms, "heads") // with other heads nothing else of the table is judged
		}
		d.old = pick(forms, h>>48)
	}
	return d
}

func (s *Site) spoilsReport(what string) bool { return contains(s.plan.content.report, what) }

// postReports publishes the yearly reports since 2008, each in January of the
// year after, in the official form of 国办公开办函〔2021〕30号.
func (s *Site) postReports(c *column) {
	for year := 2008; year < s.asOf.Year(); year++ {
		d := s.draftOf(year)
		day := friday(time.Date(year+1, 1, between(d.h, 18, 29), 0, 0, 0, 0, beijing()))
		due := time.Date(year+1, 1, 31, 0, 0, 0, 0, beijing())
		last := year == s.asOf.Year()-1
		if last && s.spoilsReport("missing") && s.asOf.After(due) {
			s.expect("report.missing", fmt.Sprintf("年报:%d年", year), s.path(c), "年报栏目没有上一年度的报告")
			continue
		}
		late := last && s.spoilsReport("late") && s.asOf.After(due.AddDate(0, 0, 60))
		if late {
			day = friday(due.AddDate(0, 0, between(d.h, 15, 45)))
		}
		if day.After(s.asOf) {
			continue
		}
		title := fmt.Sprintf("%s%d年政府信息公开工作年度报告", s.Name(), year)
		if last && len(s.plan.content.report) == 0 && !s.plan.content.count && mix(s.seed, 33)%3 == 0 {
			title = s.Name() + hanYear(year) + "年政府信息公开工作年度报告"
			s.trap("report.missing", fmt.Sprintf("年报:%d年", year), "", "标题用汉字写年份")
		}
		a := s.post(c, article{title: title, date: day, body: s.reportText(d),
			files: []file{{name: title + ".docx", text: []string{title, "一、总体情况"}}}})
		switch {
		case late:
			s.expect("report.late", fmt.Sprintf("年报:%d年", year), s.articlePath(a), "年报晚于1月31日公开")
		case last:
			s.trap("report.late", fmt.Sprintf("年报:%d年", year), s.articlePath(a), "年报在1月公开")
		}
		s.spoilReport(a, d)
		if year == 2020 {
			s.trap("report.old_format", "年报:2020年:报告格式", s.articlePath(a), "2020年度的报告应当使用试行格式")
		}
	}
}

// hanYear writes a year as 二〇二一.
func hanYear(year int) string {
	return strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(fmt.Sprint(year))
}

func (s *Site) reportText(d draft) []string {
	valid := 12 + (d.year-2008)%9
	published := between(d.h>>9, 180, 900)
	return []string{
		para(s.preamble(d)),
		"<h3>一、总体情况</h3>", para(overview(mix(s.seed, 34)+uint64(d.words), published, d.received)),
		"<h3>二、主动公开政府信息情况</h3>", s.activeTable(valid, d),
		"<h3>三、收到和处理政府信息公开申请情况</h3>", requestTable(d),
		"<h3>四、政府信息公开行政复议、行政诉讼情况</h3>", reviewTable(),
		"<h3>五、存在的主要问题及改进情况</h3>", para(shortcomings(mix(s.seed, 35)+uint64(d.words), s.city.districts[0])),
		"<h3>六、其他需要报告的事项</h3>", para("本年度未收取信息处理费，无其他需要报告的事项。"),
	}
}

// preamble names what the report rests on, in one of the wordings in use.
func (s *Site) preamble(d draft) string {
	span := fmt.Sprintf("所列数据的期限自%d年1月1日起至%d年12月31日止。", d.year, d.year)
	const law, trial, form = "《中华人民共和国政府信息公开条例》", "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"
	begin := ""
	if d.old == "cited" {
		begin = "按照" + trial + "的要求，"
	}
	switch {
	case d.basis == "none":
		return begin + fmt.Sprintf("现将%s%d年有关工作情况报告如下。", s.Name(), d.year) + span
	case d.basis == "name":
		return begin + "根据" + law + fmt.Sprintf("第五十条规定，现将%d年政务信息公开情况报告如下。", d.year) + span
	case begin != "":
		return begin + "根据" + law + "第五十条规定，编制本报告。" + span
	case d.year == 2019 || d.year == 2020:
		return "根据" + law + "和" + trial + "的要求，编制本报告。" + span
	}
	way := d.h >> 52 % 4
	if way != 0 && d.year == s.asOf.Year()-1 {
		s.trap("report.basis", fmt.Sprintf("年报:%d年:名称与依据", d.year), "", "依据用简称或只写格式文件")
	}
	switch {
	case way == 1:
		return fmt.Sprintf("按照《条例》要求，结合%d年工作实际，编制本报告。", d.year) + span
	case way == 2 && d.year >= 2021:
		return "根据国务院办公厅政府信息与政务公开办公室印发的年度报告格式（" + form + "），编制本报告。" + span
	case way == 3 && d.year >= 2021:
		if d.old == "" && d.year == s.asOf.Year()-1 {
			s.trap("report.old_format", fmt.Sprintf("年报:%d年:报告格式", d.year), "", "提到试行格式，是说不再沿用")
		}
		return "根据" + law + "和" + form + "的要求编制本报告，不再沿用" + trial + "。" + span
	}
	return "根据" + law + "第五十条规定和年度报告格式要求，编制本报告。" + span
}

// activeTable has no row for an item that the site is not to mention.
func (s *Site) activeTable(valid int, d draft) string {
	heads := "<td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td>"
	if d.old == "heads" {
		heads = "<td>本年新制作数量</td><td>本年新公开数量</td><td>对外公开总数量</td>"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<table border="1" class="bg"><tr><td colspan="4">第二十条第（一）项</td></tr>`+
		`<tr><td>信息内容</td>%s</tr>`+
		`<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>1</td><td>0</td><td>%d</td></tr>`, heads, valid)
	block := func(article string, rows ...string) {
		fmt.Fprintf(&b, `<tr><td colspan="4">第二十条第（%s）项</td></tr><tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr>`, article)
		for i, row := range s.clean(rows) {
			fmt.Fprintf(&b, `<tr><td>%s</td><td colspan="3">%d</td></tr>`, row, between(d.h>>(13+4*i), 3, 40))
		}
	}
	block("五", "行政许可")
	block("六", "行政处罚", "行政强制")
	for range s.clean([]string{"行政事业性收费"}) {
		b.WriteString(`<tr><td colspan="4">第二十条第（八）项</td></tr><tr><td>信息内容</td><td colspan="3">本年收费金额（单位：万元）</td></tr><tr><td>行政事业性收费</td><td colspan="3">0</td></tr>`)
	}
	b.WriteString("</table>")
	return b.String()
}
