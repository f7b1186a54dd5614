package document

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/internal/realdata"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == ChildArg {
		os.Exit(Child(os.Stdin, os.Stdout, os.Args[2:]))
	}
	os.Exit(m.Run())
}

// The same table in every format must give the same grid.
func TestFormatsAgree(t *testing.T) {
	const grid = "项目|预算数|决算数\n项目|万元|万元\n公务接待费|2.40|1.15\n"
	html := `<p>三公经费支出决算表</p><p>单位：万元</p><table><tr><td rowspan=2>项目</td><td>预算数</td><td>决算数</td></tr>
<tr><td colspan="2">万元</td></tr><tr><td>公务接待费</td><td>2.40</td><td>1.15</td></tr></table>`
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(html)
	if err != nil {
		t.Fatal(err)
	}
	tc := func(pr, s string) string { return "<w:tc><w:tcPr>" + pr + "</w:tcPr>" + para(s) + "</w:tc>" }
	word := para("三公经费支出决算表") + para("单位：万元") + "<w:tbl><w:tr>" + tc(`<w:vMerge w:val="restart"/>`, "项目") + tc("", "预算数") + tc("", "决算数") + "</w:tr><w:tr>" +
		tc("<w:vMerge/>", "") + tc(`<w:gridSpan w:val="2"/>`, "万元") + "</w:tr><w:tr>" + tc("", "公务接待费") + tc("", "2.40") + tc("", "1.15") + "</w:tr></w:tbl>"
	is := func(ref, s string) string { return `<c r="` + ref + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	sheet := `<sheetData><row r="1">` + is("A1", "项目") + is("B1", "预算数") + is("C1", "决算数") + `</row><row r="2"><c r="A2"/>` + is("B2", "万元") + `<c r="C2"/></row><row r="5">` +
		is("A5", "公务接待费") + `<c r="B5" s="1"><v>2.4</v></c><c r="C5" s="1"><v>1.149999999999</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B2:C2"/></mergeCells>`
	styles := entry{"xl/styles.xml", `<styleSheet><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/></cellXfs></styleSheet>`}
	for _, c := range []struct {
		name string
		raw  []byte
		kind string
	}{
		{"a.html", []byte(html), "html"}, {"gbk.html", []byte(gbk), "html"},
		{"a.docx", docx(t, word), "docx"}, {"wrong name.pdf", docx(t, word), "docx"}, {"a.xlsx", xlsx(t, sheet, styles), "xlsx"},
		{"a.zip", packed(t, entry{"inner/表.docx", string(docx(t, word))}), "zip"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := want(t, c.name, c.raw, Text)
			if d.Kind != c.kind || len(d.Tables) != 1 {
				t.Fatalf("kind %s with %d tables, want %s with 1", d.Kind, len(d.Tables), c.kind)
			}
			if got := cells(&d.Tables[0]); got != grid {
				t.Errorf("table:\n%swant:\n%s", got, grid)
			}
			if c.kind != "xlsx" && (d.Tables[0].Unit != "万元" || d.Tables[0].Caption != "三公经费支出决算表") {
				t.Errorf("unit %q caption %q", d.Tables[0].Unit, d.Tables[0].Caption)
			}
		})
	}
}

func TestOFDTable(t *testing.T) {
	var page strings.Builder
	for r, row := range [][]string{{"项目", "本年数", "上年数"}, {"公务接待费", "1.15", "2.40"}, {"合计", "11.15", "12.40"}} {
		for c, s := range row {
			page.WriteString(ofdText1(float64(20+c*60), float64(20+r*10), s))
		}
	}
	d := want(t, "a.ofd", ofd(t, page.String()), Text)
	if len(d.Tables) != 1 || cells(&d.Tables[0]) != "项目|本年数|上年数\n公务接待费|1.15|2.40\n合计|11.15|12.40\n" {
		t.Fatalf("tables %+v", d.Tables)
	}
	if d.Title != "决算公开" || d.Pages != 1 {
		t.Errorf("title %q, %d pages", d.Title, d.Pages)
	}
	want(t, "scan.ofd", ofd(t, `<ofd:ImageObject/>`), Scanned)
}

func TestPDFTable(t *testing.T) {
	raw := pdf("item", "budget", "final", "rate", "reception", "2.40", "1.15", "47.9", "total", "12.40", "11.15", "89.9")
	d, err := Read("a.pdf", raw)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	if d.State != Text || len(d.Tables) != 1 || cells(&d.Tables[0]) != "item|budget|final|rate\nreception|2.40|1.15|47.9\ntotal|12.40|11.15|89.9\n" {
		t.Fatalf("%v %s %+v", d.State, d.Reason, d.Tables)
	}
	want(t, "scan.pdf", pdf(), Scanned)
	want(t, "cut.pdf", raw[:60], Unreadable)
}

// Five states are five different things.
func TestStatesApart(t *testing.T) {
	form := func(v string) string {
		return `<table><tr><td>项目</td><td>本年</td><td>上年</td></tr><tr><td>因公出国（境）费</td><td>` + v + `</td><td>` + v + `</td></tr><tr><td>公务接待费</td><td>` + v + `</td><td>` + v + `</td></tr></table>`
	}
	for _, c := range []struct {
		name, html string
		want       State
	}{
		{"全为零", form("0.00"), Zero},
		{"空白", form(""), Blank},
		{"声明为空", form("") + "<p>说明：本单位没有政府性基金预算支出，故本表为空表。</p>", DeclaredEmpty},
		{"图片", `<p>三公经费表</p><p><img src="/u/20220301.png"></p>`, TableAsImage},
		{"表格里是图片", `<table><tr><td>三公经费表</td><td>一</td></tr><tr><td><img src="a.jpg"></td><td></td></tr></table>`, TableAsImage},
		{"仅附件", `<p>附件：<a href="./P02022.pdf">2021年部门决算.pdf</a></p>`, AttachmentOnly},
		{"有内容", form("3.20"), Text},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := want(t, "page.html", []byte("<html><body><div>"+c.html+"</div></body></html>"), c.want)
			if c.want != Text && d.Reason == "" {
				t.Error("no reason")
			}
		})
	}
}

// A table is declared empty as a whole; what is said of single cells is no declaration.
func TestDeclaresEmpty(t *testing.T) {
	for line, want := range map[string]bool{
		"本表为空。": true, "说明：本表为空表": true, "此表无数据": true, "该表空。": true, "空表说明": true, "2022年无此项支出": true,
		"本单位没有政府性基金预算支出，故此表为空表。": true, "本单位无政府性基金收入，也无政府性基金支出，故本表无数据。": true,
		"无政府性基金预算拨款支出，本表为空": true, "本单位没有使用政府性基金预算拨款安排的支出，无数据": true,
		"注：本表空白栏表示没有发生": false, "说明：本表空白项表示为零": false, "该表空格处为零": false, "表为空格处即为零": false, "本表空缺处为涉密内容": false,
		"无因公出国（境）支出，故本表相关栏目为空": false, "无因公出国支出，此表只列两项": false, "本表反映部门本年度收支情况": false,
	} {
		if got := DeclaresEmpty(line); got != want {
			t.Errorf("%s: %v, want %v", line, got, want)
		}
	}
}

// A cell that names a shared string the file has not is not known; it is no blank.
func TestLostSharedString(t *testing.T) {
	d := want(t, "a.xlsx", xlsx(t, `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>7</v></c><c r="C1" t="s"/></row></sheetData>`,
		entry{"xl/sharedStrings.xml", "<sst><si><t>项目</t></si></sst>"}), Text)
	got := d.Tables[0].Rows[0]
	if got[0].Text != "项目" || !got[1].Unread || got[1].Blank || got[2].Unread || !got[2].Blank {
		t.Errorf("%+v", got)
	}
}

func TestHTMLTraps(t *testing.T) {
	t.Run("出错页冒充附件", func(t *testing.T) {
		d := want(t, "2021决算.pdf", []byte("<!DOCTYPE html><html><body>404 页面不存在</body></html>"), Unreadable)
		if !strings.Contains(d.Reason, "网页") {
			t.Error(d.Reason)
		}
	})
	t.Run("手机版重复的表", func(t *testing.T) {
		one := `<table><tr><td>行政许可</td><td>本年处理决定数量</td></tr>` + strings.Repeat(`<tr><td>行政处罚及行政强制决定数量</td><td>17256</td></tr>`, 6) + `</table>`
		d := want(t, "a.html", []byte(`<body><div class=pc>`+one+`</div><div class=wap>`+one+`</div></body>`), Text)
		if len(d.Tables) != 1 {
			t.Errorf("%d tables, want 1", len(d.Tables))
		}
	})
	t.Run("层层包裹的正文", func(t *testing.T) {
		text := strings.Repeat("本单位严格按照要求公开各项信息。", 40)
		d := want(t, "a.html", []byte(`<body><ul><li><a href=/>首页</a></li></ul><div><div class=main><div id=zoom><p>`+text+`</p><table><tr><td>项目</td><td>数</td></tr><tr><td>接待</td><td>5</td></tr></table></div></div></div><div>`+strings.Repeat("页脚联系地址和备案号。", 20)+`</div></body>`), Text)
		if len(d.Tables) != 1 || strings.Count(strings.Join(d.Paragraphs, ""), text) != 1 {
			t.Errorf("tables %d, paragraphs %.200q", len(d.Tables), d.Paragraphs)
		}
	})
	t.Run("手机版重复的正文", func(t *testing.T) {
		text := strings.Repeat("本单位严格按照要求公开各项信息。", 40)
		d := want(t, "a.html", []byte(`<body><div class=pc><div><p>`+text+`</p></div></div><div class=wap><div><p>`+text+`</p></div></div></body>`), Text)
		if got := strings.Count(strings.Join(d.Paragraphs, ""), text); got != 1 {
			t.Errorf("the article was read %d times", got)
		}
	})
	t.Run("排版用的外层表", func(t *testing.T) {
		d := want(t, "a.html", []byte(`<body><table><tr><td><p>正文一段话在此处说明情况。</p><table><tr><td>项目</td><td>数</td></tr><tr><td>接待</td><td>5</td></tr></table></td></tr></table></body>`), Text)
		if len(d.Tables) != 1 || d.Tables[0].Width() != 2 || len(d.Paragraphs) != 1 {
			t.Errorf("tables %d, paragraphs %q", len(d.Tables), d.Paragraphs)
		}
	})
	t.Run("种子年报", func(t *testing.T) {
		d := want(t, "seed.html", realdata.Read(t, "annual-reports/seed-2022.html"), Text)
		if len(d.Tables) != 3 || d.Tables[1].Width() != 10 || d.Tables[1].Height() != 28 || d.Tables[2].Width() != 15 {
			t.Fatalf("%d tables", len(d.Tables))
		}
		if c := d.Tables[1].At(10, 0); c == nil || !strings.HasPrefix(c.Text, "三、本年度办理结果") {
			t.Errorf("row span lost: %+v", c)
		}
	})
}

// The tag that the platforms must write names the article; a page title carries the site.
func TestTitleOfPage(t *testing.T) {
	for _, c := range []struct{ head, body, want string }{
		{`<title>某局网站</title><meta name="ArticleTitle" content=" 2021年度 部门决算 ">`, "<h1>决算公开</h1>", "2021年度 部门决算"},
		{`<title>某局网站</title><meta name="Keywords" content="别的">`, "<h1>决算公开</h1><h1>第二个</h1>", "决算公开"},
		{"<title>某局网站</title>", "<p>正文</p>", "某局网站"},
		{"", "<p>正文</p>", ""},
	} {
		d, err := Read("a.html", []byte("<html><head>"+c.head+"</head><body>"+c.body+"</body></html>"))
		if err != nil || d.Title != c.want {
			t.Errorf("%s%s: %q, %v", c.head, c.body, d.Title, err)
		}
	}
}

// What no reader sees is no text: scripts, choices, remarks of the template, menus.
func TestUnseenPartsOfPage(t *testing.T) {
	d, err := Read("a.html", []byte("<html><head><title>甲</title><style>乙</style></head><body><nav>首页</nav><!-- 丙 --><script>var s='丁'</script><p>正<b>文</b><i hidden>戊</i></p>"+
		"<select><option>己</option></select><noscript>庚</noscript><footer>辛</footer><p style=\"DISPLAY: none\">壬</p></body></html>"))
	if err != nil || strings.Join(d.Paragraphs, "/") != "正文" {
		t.Errorf("%q, %v", d.Paragraphs, err)
	}
}

// A table in a cell is a table of its own, unless it is one row of decoration.
func TestTableInACell(t *testing.T) {
	for inner, want := range map[string]int{
		"<table><tr><td>因公出国（境）费</td><td>0</td></tr><tr><td>公务接待费</td><td>5</td></tr></table>": 2,
		"<table><tr><td>5</td></tr></table>": 1,
	} {
		d := fragment(t, "<table><tr><td>项目</td><td>本年预算安排的金额</td></tr><tr><td>三公经费支出合计</td><td>"+inner+"</td></tr><tr><td>会议费支出</td><td>本年预算没有安排这项支出</td></tr></table>")
		if len(d.Tables) != want {
			t.Errorf("%d tables, want %d: %s", len(d.Tables), want, inner)
		}
	}
}

func fragment(t *testing.T, html string) *Document {
	t.Helper()
	d, err := Read("a.html", []byte("<html><body>"+html+"</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A file that says in a line that there is nothing, and little else, is declared empty; in
// an article the same line is one among others.
func TestDeclaredInProse(t *testing.T) {
	const line = "本部门没有政府性基金预算财政拨款收入，也没有使用政府性基金安排的支出，故本表无数据。"
	want(t, "a.docx", docx(t, para("政府性基金预算支出表")+para(line)), DeclaredEmpty)
	want(t, "a.docx", docx(t, para("部门预算说明")+para(strings.Repeat("本部门认真做好预算公开工作。", 12))+para(line)), Text)
	table := "<table><tr><td>项目</td><td>本年</td></tr><tr><td>城乡社区支出</td><td></td></tr></table>"
	want(t, "a.html", []byte(table+"<p>"+line+"</p>"), DeclaredEmpty)
}

// Pages under the names of office files are their tables where they are no error page.
func TestPagesNamedAsOfficeFiles(t *testing.T) {
	const page = "<html><body><table><tr><td>项目</td><td>金额</td></tr><tr><td>公务接待费</td><td>3.20</td></tr></table></body></html>"
	for name, state := range map[string]State{"a.xls": Text, "a.et": Text, "a.doc": Text, "a.wps": Text, "a.pdf": Unreadable, "a.xlsx": Unreadable, "a.docx": Unreadable, "a.htm": Text} {
		want(t, name, []byte(page), state)
	}
	want(t, "a.doc", []byte("<html><body><p>您访问的文件不存在</p></body></html>"), Unreadable)
	want(t, "a.doc", []byte("<html><body><p>"+strings.Repeat("为规范城市公共交通运营服务制定本办法。", 40)+"</p></body></html>"), Text)
}

// Strings of a workbook are put together from their runs, without the reading aids.
func TestRichStrings(t *testing.T) {
	d := want(t, "a.xlsx", xlsx(t, `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="AA1" t="s"><v>1</v></c></row></sheetData>`,
		entry{"xl/sharedStrings.xml", "<sst>注<si><r><rPr><b/></rPr><t>三公</t></r><r><t>经费</t></r><rPh><t>さん</t></rPh><phoneticPr/></si>外<si><t>预算数</t></si></sst>"}), Text)
	if got := d.Tables[0].Rows[0]; got[0].Text != "三公经费" || got[1].Text != "预算数" || got[1].Col != 26 {
		t.Errorf("%+v", got)
	}
}

// Numbers that Word counts by itself are those that a reader sees.
func TestListNumbersOfWord(t *testing.T) {
	level := func(n, format, text string) string {
		return `<w:lvl w:ilvl="` + n + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/></w:lvl>`
	}
	list := func(id, levels string) string {
		return `<w:abstractNum w:abstractNumId="` + id + `">` + levels + "</w:abstractNum>"
	}
	numbering := entry{"word/numbering.xml", `<w:numbering xmlns:w="w">` + list("7", level("0", "chineseCountingThousand", "%1、")+level("1", "decimal", "%1.%2")) +
		list("8", level("0", "bullet", "●")) + list("9", level("0", "ideographDigital", "第%1条 ")) +
		`<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num></w:numbering>`}
	item := func(list, level, s string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr><w:r><w:t>` + s + `</w:t></w:r></w:p>`
	}
	for _, c := range []struct{ body, want string }{
		{item("3", "0", "总体情况") + para("正文") + item("3", "0", "主动公开政府信息情况"), "一、总体情况/正文/二、主动公开政府信息情况"},
		{item("3", "0", "甲") + item("3", "1", "乙") + item("3", "1", "丙") + item("3", "0", "丁") + item("3", "1", "戊"), "一、甲/一.1乙/一.2丙/二、丁/二.1戊"},
		{item("3", "0", "甲") + item("3", "0", "") + item("3", "0", "乙"), "一、甲/二、乙"},
		{item("4", "0", "甲") + item("0", "0", "乙") + item("6", "0", "丙"), "甲/乙/丙"},
		{strings.Repeat(item("5", "0", "甲"), 21), ""},
	} {
		d := want(t, "a.docx", docx(t, c.body, numbering), Text)
		got := strings.Join(d.Paragraphs, "/")
		if c.want != "" && got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
		if c.want == "" && (d.Paragraphs[9] != "第十条 甲" || d.Paragraphs[18] != "第十九条 甲" || d.Paragraphs[19] != "第二十条 甲" || d.Paragraphs[20] != "第二十一条 甲") {
			t.Error(got)
		}
	}
}

func TestUnits(t *testing.T) {
	for line, want := range map[string]string{"单位：万元": "万元", "金额单位: 元": "元", "公开07表　单位：亿元": "亿元", "本年收费金额（单位：万元）": "万元", "单位：某某局": "", "（万元）": "万元", "填报单位：千元乡人民政府": ""} {
		if got := unitOf(line); got != want {
			t.Errorf("unitOf(%q) = %q, want %q", line, got, want)
		}
	}
}

// An old template sets title, day and article in the cells of one table.
func TestArticleInACell(t *testing.T) {
	long := strings.Repeat("为规范城市公共交通运营服务制定本办法。", 40)
	d, err := Read("a.html", []byte("<table><tr><td>您现在的位置</td></tr><tr><td>某某办法</td></tr><tr><td>更新时间</td></tr><tr><td><p>"+long+"</p><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table></td></tr><tr><td>上一篇</td></tr></table>"))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Tables) != 1 || d.Tables[0].Height() != 2 || !slices.Contains(d.Paragraphs, long) {
		t.Errorf("%d tables, paragraphs %.60q", len(d.Tables), d.Paragraphs)
	}
}

// A long block that is hidden at first may be opened by a visitor: what is missing may
// stand there. The copy for telephones says nothing new, nor does a small window.
func TestHiddenBlocks(t *testing.T) {
	shown := "<p>" + strings.Repeat("本单位认真落实信息公开要求。", 10) + "</p><p>" + strings.Repeat("现将有关情况公布如下,请予监督。", 20) + "</p>"
	other := "<p>" + strings.Repeat("一般公共预算支出情况另见本栏。", 40) + "</p>"
	for _, c := range []struct {
		name, page string
		cut        bool
		images     int
	}{
		{"只有正文", "<div>" + shown + "</div>", false, 0},
		{"手机版副本", "<div>" + shown + `</div><div style="display:none"><p>手机版</p>` + shown + "</div>", false, 0},
		{"选项卡", "<div>" + shown + `</div><div style="display: none">` + other + "</div>", true, 0},
		{"弹出的小窗口", "<div>" + shown + `</div><div hidden>分享到微信</div>`, false, 0},
		{"嵌入的文件", "<div>" + shown + `<iframe src="/pdfjs/web/viewer.html?file=/a.pdf" width="100%" height="800"></iframe></div>`, false, 1},
	} {
		d, err := Read("a.html", []byte("<html><body>"+c.page+"</body></html>"))
		if err != nil || d.Cut != c.cut || d.Images != c.images {
			t.Errorf("%s: cut %v images %d %v", c.name, d.Cut, d.Images, err)
		}
	}
}

// Hidden rows and columns are not what a reader sees, and yet published.
func TestHiddenRowsAndColumns(t *testing.T) {
	cell := func(ref, s string) string { return `<c r="` + ref + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	raw := xlsx(t, `<cols><col min="2" max="2" hidden="1"/></cols><sheetData>`+
		`<row r="1">`+cell("A1", "姓名")+cell("B1", "身份证号")+cell("C1", "金额")+`</row>`+
		`<row r="2">`+cell("A2", "张三")+cell("B2", "650102197809141002")+cell("C2", "5")+`</row>`+
		`<row r="3" hidden="1">`+cell("A3", "李四")+cell("B3", "无")+cell("C3", "7")+`</row></sheetData>`)
	d := want(t, "a.xlsx", raw, Text)
	if len(d.Tables) != 2 || cells(&d.Tables[0]) != "姓名||金额\n张三||5\n||\n" || !d.Tables[1].Hidden || d.Tables[0].Hidden {
		t.Fatalf("%d tables, %q", len(d.Tables), cells(&d.Tables[0]))
	}
	if got := cells(&d.Tables[1]); got != "|身份证号|\n|650102197809141002|\n李四|无|7\n" {
		t.Errorf("%q", got)
	}
	merged := xlsx(t, `<cols><col min="1" max="1" hidden="1"/></cols><sheetData><row r="1">`+cell("A1", "三公经费支出表")+`</row><row r="2">`+cell("A2", "编码")+cell("B2", "合计")+`</row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>`)
	if d := want(t, "a.xlsx", merged, Text); !strings.HasPrefix(cells(&d.Tables[0]), "三公经费支出表|三公经费支出表\n|合计") {
		t.Errorf("%q", cells(&d.Tables[0]))
	}
}

// TestPageStartsNoTool serves files where pages were: nothing of them is read in our own
// process, and nothing is said of what they hold.
func TestPageStartsNoTool(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{"%PDF-1.4\n", "PK\x03\x04", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "{\\rtf1 x}"} {
		d, err := Page([]byte(raw))
		if err != nil || d.State != Unreadable || d.Reason == "" || len(d.Paragraphs) > 0 {
			t.Errorf("%q: %+v, %v", raw, d, err)
		}
	}
	if d, err := Page([]byte("<p>收入总计 12.50 万元")); err != nil || len(d.Paragraphs) != 1 {
		t.Errorf("a page is not read: %+v, %v", d, err)
	}
}
