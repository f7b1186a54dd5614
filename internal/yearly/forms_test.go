package yearly

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ducha/internal/document"
	"ducha/internal/realdata"
)

// sound is a report without any fault, to be spoiled in one place.
func sound(t *testing.T) (figures, string) {
	t.Helper()
	f := made()
	return f, f.html(layouts()[0])
}

func made() figures {
	f := figures{Unit: "某市水务局", Year: 2023, Table2: map[string]any{
		"规章": []any{0.0, 0.0, 0.0}, "行政规范性文件": []any{2.0, 1.0, 30.0}, "行政许可": 412.0, "行政处罚": 10.0, "行政强制": 0.0, "行政事业性收费_万元": 12.5}}
	f.Table3 = map[string][]*jsonNumber{}
	set := func(key string, v ...string) {
		for _, s := range v {
			n := jsonNumber(s)
			f.Table3[key] = append(f.Table3[key], &n)
		}
	}
	for _, form := range requestRows() {
		key := string(form.key)
		if form.key == Carry {
			key = "carried"
		}
		switch key {
		case "new":
			set(key, "12", "2", "0", "0", "0", "0", "14")
		case "carried":
			set(key, "1", "0", "0", "0", "0", "0", "1")
		case "grant":
			set(key, "9", "2", "0", "0", "0", "0", "11")
		case "cannot1":
			set(key, "3", "0", "0", "0", "0", "0", "3")
		case "total":
			set(key, "12", "2", "0", "0", "0", "0", "14")
		case "next":
			set(key, "1", "0", "0", "0", "0", "0", "1")
		default:
			set(key, "0", "0", "0", "0", "0", "0", "0")
		}
	}
	f.Table4 = map[string][]*jsonNumber{}
	for _, k := range []string{"review", "direct", "after"} {
		for _, s := range []string{"1", "0", "0", "1", "2"} {
			n := jsonNumber(s)
			f.Table4[k] = append(f.Table4[k], &n)
		}
	}
	return f
}

// One place spoiled gives exactly its problem; a benign twin gives none.
func TestOneFaultOneProblem(t *testing.T) {
	_, html := sound(t)
	for _, c := range []struct{ name, old, new, want string }{
		{"无缺陷", "", "", ""},
		{"条例第五十条标题", "政府信息公开行政复议、行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼的情况", ""},
		{"条例第五十条第三部分标题", "三、收到和处理政府信息公开申请情况", "三、行政机关收到和处理政府信息公开申请的情况", ""},
		{"条例第五十条第二部分标题", "二、主动公开政府信息情况", "二、行政机关主动公开政府信息情况", ""},
		{"标题用和字", "政府信息公开行政复议、行政诉讼情况", "政府信息公开行政复议和行政诉讼情况", ""},
		{"标题写法不同", "收到和处理政府信息公开申请情况", "依申请公开办理情况", "report.title 轻微 第三部分标题\n"},
		{"标题无序号", "<p>三、收到和处理政府信息公开申请情况", "<p>收到和处理政府信息公开申请情况", ""},
		{"缺第五部分", "<p>五、存在的主要问题及改进情况</p>", "", "report.section 严重 第五部分\n"},
		{"缺第四部分", "<p>四、政府信息公开行政复议、行政诉讼情况</p>", "", "report.section 严重 第四部分\n"},
		{"标题与正文同段", "<p>一、总体情况</p><p>", "<p>一、总体情况 2023年,我局认真贯彻落实各项部署,扎实推进主动公开和依申请公开工作,不断提高公开的质量和时效。", ""},
		{"标题带句号", "<p>五、存在的主要问题及改进情况</p>", "<p>五、存在的主要问题及改进情况。</p>", ""},
		{"标题带括注", "<p>三、收到和处理政府信息公开申请情况</p>", "<p>三、收到和处理政府信息公开申请情况（单位：件）</p>", ""},
		{"第五部分标题少见", "<p>五、存在的主要问题及改进情况</p>", "<p>五、今后打算</p>", ""},
		{"款项写全", "第二十条第（八）项", "第二十条第一款第（八）项", ""},
		{"某块没有标注", "<tr><td colspan=4>第二十条第（八）项</td></tr>", "", ""},
		{"标注无法辨认", "第二十条第（八）项", "第二十条有关规定", ""},
		{"标题被换行截断", "收到和处理政府信息公开申请情况", "收到和处理政府信息<br>公开申请情况", ""},
		{"目录在前", "<p>一、总体情况</p>", "<p>目录</p><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p><p>五、存在的主要问题及改进情况</p><p>六、其他需要报告的事项</p><p>一、总体情况</p>", ""},
		{"部分内有同级小标题", "<p>本年度各项工作按要求推进。</p>", "<p>一、加强领导</p><p>甲</p><p>二、依申请公开情况</p><p>乙</p><p>三、平台建设</p>", ""},
		{"未说明信息处理费", "本年度未收取信息处理费。", "无其他需要报告的事项。", "report.fee 一般 信息处理费\n"},
		{"信息处理费写在别处", "<p>本年度各项工作按要求推进。</p><", "<p>本年度未收取信息处理费。</p><", ""},
		{"收费说明换了说法", "本年度未收取信息处理费。", "本机关依申请提供政府信息没有收取任何费用。", ""},
		{"第（八）项误标", "第二十条第（八）项", "第二十条第(九)项", "report.label 严重 主动公开表:行政事业性收费\n"},
		{"标签用阿拉伯数字", "第二十条第（八）项", "第二十条 第（8）项", ""},
		{"结果行总计错", "<td>11</td></tr>", "<td>12</td></tr>", "report.sum 严重 申请情况表:予以公开\n"},
		{"诉讼合计错", "<td>2</td></tr></table><p>五、", "<td>3</td></tr></table><p>五、", "report.sum 严重 复议诉讼表:复议后起诉\n"},
		{"空白单元格", "<td>412</td>", "<td></td>", ""},
		{"勾稽符号", "、等于", "", ""},
		{"引用旧文号", "国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号", "report.old_format 一般 报告格式\n"},
		{"无依据", "根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制本报告。", "现将2023年度政府信息公开情况报告如下:", ""},
		{"数字带单位", "<td colspan=3>412</td>", "<td colspan=3>412件</td>", "report.cell 轻微 单元格带单位\n"},
		{"小数件数", "<td colspan=3>412</td>", "<td colspan=3>412.5</td>", "report.cell 一般 单元格数字不合规\n"},
		{"第五部分标题无序号又少见", "<p>五、存在的主要问题及改进情况</p>", "<p>问题和改进</p>", ""},
		{"第五部分是图片", "<p>五、存在的主要问题及改进情况</p>", "<p><img src=\"/upload/part5.png\" width=600 height=300></p>", ""},
		{"附表列有政府集中采购", "本年度未收取信息处理费。</p>", "本年度未收取信息处理费。</p><table><tr><td>栏目</td><td>条数</td></tr><tr><td>政府集中采购</td><td>3</td></tr></table>", ""},
		{"一律免费", "本年度未收取信息处理费。", "本年度依申请公开的政府信息均免费提供。", ""},
		{"引言只说信息公开", "编制本报告。", "编制本报告。现将本局2023年度信息公开工作情况报告如下:", ""},
		{"引言说成政务公开", "编制本报告。", "编制本报告。现将本局2023年度政务公开工作情况报告如下:", "report.basis 轻微 名称与依据\n"},
		{"表格是图片", "<td>自然人</td>", "<td><img src=a.png></td>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.old != "" && !strings.Contains(html, c.old) && c.name != "空白单元格" && c.name != "勾稽符号" && c.name != "表格是图片" {
				t.Fatalf("%q is not in the sound report", c.old)
			}
			r := read(t, []byte(strings.Replace(html, c.old, c.new, 1)))
			if got := lines(r.Problems(nil), document.Proved); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

// A part that the heading of another names is there, under a wrong heading.
func TestTwoPartsUnderOneHeading(t *testing.T) {
	_, html := sound(t)
	html = strings.Replace(html, "<p>四、政府信息公开行政复议、行政诉讼情况</p>", "", 1)
	html = strings.Replace(html, "三、收到和处理政府信息公开申请情况", "三、政府信息公开申请办理和行政复议、行政诉讼情况", 1)
	r := read(t, []byte(html))
	if got := lines(r.Problems(nil), document.Proved); got != "report.title 轻微 第三部分标题\n" {
		t.Errorf("proved: %s", got)
	}
	if got := lines(r.Problems(nil), document.Signal); !strings.Contains(got, "report.section 一般 第四部分") {
		t.Errorf("signals: %s", got)
	}
}

// Every cell of every total, spoiled by one, is found, and reported once.
func TestEverySpoiledCell(t *testing.T) {
	for key := range made().Table3 {
		for col := range 7 {
			f := made()
			n, err := f.Table3[key][col].Int64()
			if err != nil {
				t.Fatal(err)
			}
			v := jsonNumber(decimal((n + 5) * one))
			f.Table3[key][col] = &v
			r := read(t, []byte(f.html(layouts()[0])))
			found := 0
			for _, p := range r.Problems(nil) {
				if p.Class == document.Proved && (p.Code == CodeSum || p.Code == CodeBalance) {
					found++
				}
			}
			if found == 0 {
				t.Errorf("%s column %d: not found", key, col)
			}
			if (key == "total" || col == 6) && found != 1 {
				t.Errorf("%s column %d: one wrong total reported %d times", key, col, found)
			}
		}
	}
}

// Blanks and dashes are not noughts: they never make a proved wrong sum.
func TestBlankIsNotNought(t *testing.T) {
	for _, fill := range []string{"", "-", "/", "—"} {
		f := made()
		v := jsonNumber(fill)
		f.Table3["cannot1"][0] = &v
		r := read(t, []byte(f.html(layouts()[0])))
		for _, p := range r.Problems(nil) {
			if p.Class == document.Proved && p.Code != CodeCell {
				t.Errorf("%q: %s %s", fill, p.Code, p.Message)
			}
		}
	}
}

func TestTablesNotReadAccuseNobody(t *testing.T) {
	_, html := sound(t)
	start := strings.Index(html, "<p>三、")
	end := strings.Index(html, "<p>四、")
	r := read(t, []byte(html[:start]+"<p>三、收到和处理政府信息公开申请情况</p><p><img src='W020230101.png'></p>"+html[end:]))
	if got := lines(r.Problems(nil), document.Proved); got != "" {
		t.Error(got)
	}
	if len(r.Unread) != 1 || !strings.Contains(r.Unread[0].Reason, "图片") {
		t.Errorf("unread %+v", r.Unread)
	}
}

func TestCopied(t *testing.T) {
	_, html := sound(t)
	long := "本年度围绕重点领域"
	for i := range 80 { // any words will do, as long as no two pieces are alike
		long += string(rune(0x4e00+i*37)) + string(rune(0x5e00+i*11)) + "街道办理的事项向社会公布"
	}
	a := read(t, []byte(strings.Replace(html, "本年度各项工作按要求推进。", long, 1)))
	b := read(t, []byte(strings.Replace(strings.Replace(html, "2023年政府", "2022年政府", 1), "本年度各项工作按要求推进。", long+"另有新变化。", 1)))
	c := read(t, []byte(html))
	if p, ok := a.Copied(b); !ok || p.Class != document.Signal {
		t.Errorf("copied text not seen: %.2f", a.similar(b))
	}
	if _, ok := a.Copied(c); ok {
		t.Error("different texts taken for copies")
	}
}

// Other pages are no yearly reports.
func TestOrdinaryPages(t *testing.T) {
	realdata.Read(t, "pages/000.html")
	dir, _ := os.Getwd()
	names, _ := filepath.Glob(filepath.Join(dir, "..", "..", "..", "shared", "data", "pages", "*.html"))
	taken := 0
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		d, err := document.Read("page.html", raw)
		if err != nil {
			t.Fatal(err)
		}
		if r, err := Parse(d); err == nil {
			taken++
			t.Logf("%s read as report: %s", filepath.Base(n), r.Title)
		}
	}
	t.Logf("%d of %d pages read as a report", taken, len(names))
}

func FuzzParse(f *testing.F) {
	f.Add(made().html(layouts()[0]))
	f.Add("<p>一、总体情况<p>二、主动公开<p>三、申请情况<table><tr><td>自然人<td>1<td>2")
	f.Fuzz(func(t *testing.T, html string) {
		d, err := document.Read("a.html", []byte("<p>"+html))
		if err != nil {
			return
		}
		r, err := Parse(d)
		if (r == nil) == (err == nil) {
			t.Fatalf("Parse = %v, %v; want exactly one", r, err)
		}
		if r != nil {
			if p := r.Problems(r); !slices.Equal(p, r.Problems(r)) {
				t.Error("problems differ between two looks")
			}
		}
	})
}

// The trial form of 2019: right for its years, superseded from 2021 on.
func TestTrialForm(t *testing.T) {
	row := func(label string, v ...string) string {
		return "<tr><td>" + label + "</td><td>" + strings.Join(v, "</td><td>") + "</td></tr>"
	}
	zero := []string{"0", "0", "0", "0", "0", "0", "0"}
	form := func(year, total string) string {
		var b strings.Builder
		b.WriteString("<h1>某市水务局" + year + "年政府信息公开工作年度报告</h1><p>根据《中华人民共和国政府信息公开条例》编制。</p><p>一、总体情况</p><p>甲</p><p>二、主动公开政府信息情况</p><table><tr><td colspan=4>第二十条第（一）项</td></tr><tr><td>信息内容</td><td>本年新制作数量</td><td>本年新公开数量</td><td>对外公开总数量</td></tr>")
		b.WriteString(row("规章", "0", "0", "0") + row("规范性文件", "7", "7", "16") + "<tr><td colspan=4>第二十条第（五）项</td></tr><tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr>" + row("行政许可", "12", "0", "300") + row("其他对外管理服务事项", "0", "0", "0") +
			"<tr><td colspan=4>第二十条第（九）项</td></tr><tr><td>信息内容</td><td>采购项目数量</td><td colspan=2>采购总金额</td></tr><tr><td>政府集中采购</td><td>3</td><td colspan=2>12万元</td></tr></table>")
		b.WriteString("<p>三、收到和处理政府信息公开申请情况</p><table><tr><td></td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr>")
		for _, f := range requestRows() {
			switch f.key {
			case "other1", "other2":
				continue
			case "other3":
				b.WriteString(row("（六）其他处理", "1", "0", "0", "0", "0", "0", "1"))
			case New:
				b.WriteString(row("一、"+f.name, "5", "0", "0", "0", "0", "0", "5"))
			case "grant":
				b.WriteString(row("（一）予以公开", "4", "0", "0", "0", "0", "0", "4"))
			case Total:
				b.WriteString(row("（七）总计", total, "0", "0", "0", "0", "0", total))
			default:
				b.WriteString(row(f.name, zero...))
			}
		}
		b.WriteString("</table><p>四、政府信息公开行政复议、行政诉讼情况</p><p>无</p><p>五、存在的主要问题及改进情况</p><p>乙</p><p>六、其他需要报告的事项</p><p>未收取信息处理费。</p>")
		return b.String()
	}
	for _, c := range []struct{ year, total, want string }{
		{"2020", "5", ""},
		{"2020", "4", "report.sum 严重 申请情况表:（七）总计\n"},
		{"2022", "5", "report.old_format 一般 报告格式\n"},
	} {
		if got := lines(read(t, []byte(form(c.year, c.total))).Problems(nil), document.Proved); got != c.want {
			t.Errorf("%s with total %s: got\n%swant\n%s", c.year, c.total, got, c.want)
		}
	}
}

// A report is judged by the form of its own year: before 2021 nothing was asked for on
// 信息处理费 and no length was set, before 2019 there was no form.
func TestFormOfItsYear(t *testing.T) {
	for year, want := range map[int]string{
		2018: "", 2020: "",
		2021: "report.fee 一般 信息处理费\nreport.title 轻微 第三部分标题\nreport.length 轻微 总体情况篇幅\n",
	} {
		f := made()
		f.Year = year
		html := strings.Replace(f.html(layouts()[0]), "国办公开办函〔2021〕30号", "有关要求", 1)
		html = strings.Replace(html, "收到和处理政府信息公开申请情况", "依申请公开办理情况", 1)
		html = strings.Replace(html, "本年度未收取信息处理费。", "无其他需要报告的事项。", 1)
		html = strings.Replace(html, "本年度各项工作按要求推进。", strings.Repeat("本年度各项工作按要求推进。", 100), 1)
		if got := lines(read(t, []byte(html)).Problems(nil), document.Proved); got != want {
			t.Errorf("%d: got\n%swant\n%s", year, got, want)
		}
	}
}

// No form asks for the words of a basis: whether they must be there a person decides.
func TestBasisOfReport(t *testing.T) {
	f := made()
	html := strings.Replace(f.html(layouts()[0]), "根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制本报告。", "现将2023年度政府信息公开情况报告如下:", 1)
	for _, cut := range []bool{false, true} {
		d, err := document.Read("report.html", []byte(html))
		if err != nil {
			t.Fatal(err)
		}
		d.Cut = cut
		r, err := Parse(d)
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(r.Problems(nil), document.Signal); !strings.Contains(got, "report.basis") {
			t.Errorf("cut %v: %s", cut, got)
		}
	}
}

// A table of which a page break cut off the article has not that of the table above.
func TestArticleOfTheTableAbove(t *testing.T) {
	_, html := sound(t)
	html = strings.Replace(html, "<table border=1><tr><td colspan=4>第二十条第（一）项</td></tr>", "<p>第二十条第（一）项</p><table border=1>", 1)
	html = strings.Replace(html, "<tr><td colspan=4>第二十条第（五）项</td></tr>", "</table><table border=1>", 1)
	if r := read(t, []byte(html)); len(r.Disclose.Rows) != 6 || r.Disclose.Rows["规章"].Label != "一" {
		t.Fatalf("%+v", r.Disclose.Rows)
	}
	if got := lines(read(t, []byte(html)).Problems(nil), document.Proved); got != "" {
		t.Error(got)
	}
}

// The seed as bare text has no tables: what is read of it stands, nothing of
// the tables is called wrong or missing.
func TestSeedAsText(t *testing.T) {
	d, err := document.Read("seed.txt", realdata.Read(t, "annual-reports/seed-2022.txt"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Parse(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems(nil) {
		switch p.Code {
		case CodeTitle, CodeFee, CodeLength, CodeBasis:
		default:
			t.Errorf("%c %s %s", p.Class, p.Code, p.Message)
		}
	}
	if len(r.Unread) != 3 {
		t.Errorf("unread %+v", r.Unread)
	}
}

// The length of part one is counted as a word processor counts it.
func TestWordCount(t *testing.T) {
	for s, want := range map[string]int{"": 0, "主动公开信息120条。": 9, "2022年12月31日": 6, "增长12.5%,": 4, "12345热线": 3, "WPSOffice": 1} {
		if got := wordCount(squeeze(s)); got != want {
			t.Errorf("%s: %d, want %d", s, got, want)
		}
	}
}

// What a body carries over is compared with its own report of the year before; with that
// of a body of another name, before a merger, it is a signal only.
func TestCarriedFromAnotherBody(t *testing.T) {
	now, then := made(), made()
	then.Year--
	for unit, want := range map[string]document.Class{"某市水务局": document.Proved, "水务局": document.Proved, "某市水利局": document.Signal} {
		then.Unit = unit
		prev := read(t, []byte(strings.Replace(then.html(layouts()[0]), "结转下年度继续办理</td><td>1<", "结转下年度继续办理</td><td>3<", 1)))
		var got []document.Class
		for _, p := range read(t, []byte(now.html(layouts()[0]))).Problems(prev) {
			if p.Code == CodeCarry && strings.Contains(p.Subject, "申请情况表") {
				got = append(got, p.Class)
			}
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: %c, want %c", unit, got, want)
		}
	}
}

// The parts and titles of the trial form were not seen in print: those who reported by it
// are asked, not failed.
func TestPartsOfTheTrialForm(t *testing.T) {
	for year, want := range map[int]string{2020: "", 2022: "report.section 严重 第五部分\n"} {
		f := made()
		f.Year = year
		html := strings.Replace(f.html(layouts()[0]), "国办公开办函〔2021〕30号", "有关要求", 1)
		html = strings.Replace(html, "<p>五、存在的主要问题及改进情况</p>", "", 1)
		if got := lines(read(t, []byte(html)).Problems(nil), document.Proved); got != want {
			t.Errorf("%d: got %q, want %q", year, got, want)
		}
	}
}

// The form allows a thousand characters in principle: little more is no fault. A title in
// the words of Article 50 is none either.
func TestInPrinciple(t *testing.T) {
	for times, want := range map[int]string{80: "", 90: "report.length 轻微 总体情况篇幅\n"} {
		f := made()
		html := strings.Replace(f.html(layouts()[0]), "本年度各项工作按要求推进。", strings.Repeat("本年度各项工作按要求推进。", times), 1)
		html = strings.Replace(html, "四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 1)
		got := read(t, []byte(html)).Problems(nil)
		if all := lines(got, document.Proved) + lines(got, document.Signal); all != want {
			t.Errorf("%d characters: got %q, want %q", times*13, all, want)
		}
	}
}
