package budget

import (
	"fmt"
	"strings"
	"testing"

	"ducha/internal/document"
)

func found(all []Statement) string {
	var b strings.Builder
	for i := range all {
		for _, p := range all[i].Problems(nil) {
			if p.Class == document.Proved {
				fmt.Fprintf(&b, "%s %s\n", p.Code, p.Subject)
			}
		}
	}
	return b.String()
}

// One contradiction gives its problem; its benign twin gives none.
func TestContradictions(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"四舍五入相差一分", "2023年度收入总计434.72万元,支出总计434.72万元。收入合计434.16万元,使用非财政拨款结余0.00万元,年初结转和结余0.55万元。", ""},
		{"三项相加相符", "2022年三公经费预算28.24万元,其中:因公出国(境)费2.94万元,公务用车购置及运行费24.72万元,公务接待费0.58万元。", ""},
		{"三项相加不符", "2022年三公经费预算28.24万元,其中:因公出国(境)费2.94万元,公务用车购置及运行费24.72万元,公务接待费1.58万元。", "budget.sum 2022年预算:“三公”经费合计\n"},
		{"上年数在括号里", "2022年三公经费预算2.00万元,同比下降20%(2021年为2.50万元)。", ""},
		{"上年数在括号里不称年份", "2022年三公经费预算2.00万元,同比下降20%(上年为2.50万元)。", ""},
		{"括号里的上年数与增减率不符", "2022年三公经费预算2.00万元,同比下降40%(上年为2.50万元)。", "budget.rate 2022年预算:“三公”经费合计增减率\n"},
		{"四舍五入的三项", "2022年三公经费预算28.25万元,其中:因公出国(境)费2.94万元,公务用车购置及运行费24.72万元,公务接待费0.58万元。", ""},
		{"用车两项不符", "2022年公务用车三公经费预算说明:公务用车购置及运行维护费12.50万元(其中:公务用车购置费5.00万元,公务用车运行维护费6.50万元)。", "budget.vehicle 2022年预算:公务用车购置及运行维护费\n"},
		{"用车还有其他部分", "2022年三公经费预算:公务用车购置及运行维护费12.50万元(其中:公务用车购置费5.00万元,公务用车运行维护费6.50万元,其他交通费用1.00万元)。", ""},
		{"增减率不符(杜集式)", "2022年三公经费预算17.20万元,比上年减少0.10万元,下降0.006%。", "budget.rate 2022年预算:“三公”经费合计增减率\n"},
		{"增减率相符", "2022年三公经费预算17.20万元,比上年减少0.10万元,下降0.58%。", ""},
		{"增减率多一位", "2022年三公经费预算17.20万元,比上年减少0.10万元,下降0.6%。", ""},
		{"方向相反", "2022年三公经费预算17.20万元,比上年减少0.10万元,增长0.58%。", "budget.rate 2022年预算:“三公”经费合计增减率\n"},
		{"各项变动与合计不符(天山式)", "2022年三公经费预算30.00万元,比上年减少144.92万元。其中:因公出国(境)费0.00万元,与上年持平;公务用车购置及运行费30.00万元,与上年持平;公务接待费0.00万元,比上年减少0.11万元。",
			"budget.change 2022年预算:各项增减额之和\n"},
		{"上年数在句中", "2022年三公经费预算30.00万元,较2021年的40.00万元减少11.00万元。", "budget.change 2022年预算:“三公”经费合计增减额\n"},
		{"上年为零增长百分之百", "2022年三公经费预算30.00万元,比上年增加30.00万元,增长100%。", ""},
		{"完成预算比例不符", "2021年度三公经费支出决算为1.52万元,完成年初预算1.80万元的48%。", "budget.rate 2021年决算:“三公”经费合计完成预算比例\n"},
		{"完成预算比例相符", "2021年度三公经费支出决算为1.52万元,完成年初预算1.80万元的84%。", ""},
		{"政府采购三项不符", "2022年三公经费预算为0.00万元。\n2022年政府采购预算总额100.00万元,其中:政府采购货物支出30.00万元、政府采购工程支出50.00万元、政府采购服务支出10.00万元。", "budget.sum 2022年预算:政府采购总额=货物+工程+服务\n"},
		{"收支总计不等", "2022年三公经费预算为0.00万元。\n2022年收入总计500.10万元,支出总计510.10万元。", "budget.sum 2022年预算:收入总计=支出总计\n"},
		{"原因里的数字不算", "2022年三公经费预算10.00万元,与上年持平,主要原因是公务接待费减少3.00万元、公务用车运行费增加2.00万元。", ""},
		{"两个单位两套数", "2022年三公经费预算10.00万元,其中:因公出国(境)费0.00万元,公务用车购置及运行费8.00万元,公务接待费2.00万元。局本级公务接待费1.00万元。", ""},
		{"名词解释", "2022年三公经费包括因公出国(境)费、公务用车购置及运行费和公务接待费。公务接待费指单位按规定开支的各类接待支出。", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			kind := "预算"
			if strings.Contains(c.text, "决算") {
				kind = "决算"
			}
			title := "某局2022年部门" + kind
			if kind == "决算" {
				title = "某局2021年度部门决算"
			}
			if got := found(Read(doc(title, c.text))); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

// The balance of the year before is only a signal: its document may count
// otherwise.
func TestLastYearsDocument(t *testing.T) {
	last := Read(doc("某局2021年部门预算", "2021年三公经费预算20.00万元。"))
	now := Read(doc("某局2022年部门预算", "2022年三公经费预算30.00万元,比上年增加9.00万元。"))
	problems := now[0].Problems(&last[0])
	if len(problems) != 1 || problems[0].Code != CodeChange || problems[0].Class != document.Signal {
		t.Errorf("%+v", problems)
	}
	if p := now[0].Problems(&now[0]); len(p) != 0 {
		t.Errorf("a statement was compared with itself: %+v", p)
	}
}

func TestProseAgainstTable(t *testing.T) {
	f := fact{Year: 2022, Kind: Budget}
	table := f.tableau(false)
	fill := func(values ...string) document.Table {
		t := table
		t.Rows = append([][]document.Cell{}, table.Rows...)
		row := append([]document.Cell{}, table.Rows[3]...)
		for i, v := range values {
			row[i].Text, row[i].Blank = v, v == ""
		}
		t.Rows[3] = row
		return t
	}
	text := "2022年三公经费预算28.24万元,其中:因公出国(境)费2.94万元,公务用车购置及运行费24.72万元,公务接待费0.58万元。"
	for _, c := range []struct {
		name string
		t    document.Table
		want string
	}{
		{"相符", fill("28.24", "2.94", "24.72", "", "24.72", "0.58"), ""},
		{"空白不是零", fill("28.24", "", "24.72", "", "", "0.58"), ""},
		{"表中接待费不同", fill("28.24", "2.94", "24.72", "", "24.72", "0.85"), "budget.sum 2022年预算:“三公”经费合计\nbudget.prose 2022年预算:公务接待费\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := found(Read(doc("某局2022年部门预算", text, c.t))); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
	yuan := fill("282400", "29400", "247200", "", "247200", "5800")
	yuan.Unit = "元"
	if got := found(Read(doc("某局2022年部门预算", text, yuan))); got != "" {
		t.Errorf("元 and 万元 taken for different amounts: %s", got)
	}
	noted := fill("28.24", "2.94", "24.72", "", "24.72", "0.58")
	noted.Note = "注:本表为空表。"
	if got := found(Read(doc("某局2022年部门预算", text, noted))); got != "budget.zero 2022年预算:“三公”经费表\n" {
		t.Errorf("a filled table declared empty: %s", got)
	}
}

// An empty table after a filled one has its note under its own name.
func TestNoteOfNextTable(t *testing.T) {
	const three = `<p>表8 “三公”经费支出表</p><p>单位：万元</p><table><tr><td>合计</td><td>因公出国（境）费</td><td>公务用车购置及运行费</td><td>公务接待费</td></tr>
<tr><td>22.80</td><td>0.00</td><td>20.50</td><td>2.30</td></tr></table>`
	for below, want := range map[string]string{
		`<p>表9 政府性基金预算支出表</p><p>本单位没有此项收支，本表为空表。</p>`:                    "",
		`<p>政府性基金预算支出表（空表）</p>`:                                          "",
		`<p>本单位没有政府性基金预算支出，故此表为空表。</p>`:                                  "",
		`<table><tr><td>项目</td><td>金额</td></tr></table><p>说明：本表为空表。</p>`: "",
		`<p>说明：本表为空表。</p>`:                                               "budget.zero 2022年预算:“三公”经费表\n",
	} {
		d, err := document.Read("a.html", []byte("<title>某局2022年部门预算</title>"+three+below))
		if err != nil {
			t.Fatal(err)
		}
		if got := found(Read(d)); got != want {
			t.Errorf("%s: got %q, want %q", below, got, want)
		}
	}
}

// 决算 tables have two halves, budget and account, with two levels of heads.
func TestTwoHalves(t *testing.T) {
	html := `<p>2021年度一般公共预算财政拨款“三公”经费支出决算表</p><p>公开07表 单位：万元</p><table>
<tr><td colspan=6>预算数</td><td colspan=6>决算数</td></tr>
<tr>` + strings.Repeat(`<td rowspan=2>合计</td><td rowspan=2>因公出国（境）费</td><td colspan=3>公务用车购置及运行维护费</td><td rowspan=2>公务接待费</td>`, 2) + `</tr>
<tr>` + strings.Repeat(`<td>小计</td><td>公务用车购置费</td><td>公务用车运行维护费</td>`, 2) + `</tr>
<tr><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td><td>8</td><td>9</td><td>10</td><td>11</td><td>12</td></tr>
<tr><td>12.50</td><td>0.00</td><td>10.00</td><td>0.00</td><td>10.00</td><td>2.50</td><td>9.71</td><td>0.00</td><td>8.21</td><td>0.00</td><td>8.21</td><td>1.50</td></tr></table>`
	d, err := document.Read("a.html", []byte("<title>某局2021年度部门决算</title>"+html))
	if err != nil {
		t.Fatal(err)
	}
	all := Read(d)
	final, plan := pick(all, fact{Year: 2021, Kind: Final}), pick(all, fact{Year: 2021, Kind: Budget})
	if final.Table[Total].N != 97100e4 || final.Table[Running].N != 82100e4 || plan.Table[Total].N != 125000e4 || plan.Table[Reception].N != 25000e4 || plan.Table[Vehicle].N != 100000e4 {
		t.Errorf("final %+v\nplan %+v", final.Table, plan.Table)
	}
	if got := found(all); got != "" {
		t.Error(got)
	}
}

func TestCounts(t *testing.T) {
	d := doc("某局2021年度部门决算", "2021年度三公经费支出决算情况说明\n因公出国（境）费支出决算为6.00万元。全年使用财政拨款安排出国团组3个,累计8人次。\n公务用车购置费0万元,购置公务用车0辆。公务用车运行维护费4.50万元,公务用车保有量为5辆。\n公务接待费1.20万元,国内公务接待26批次,310人次。其中外事接待0批次,0人次。")
	c := Read(d)[0].Counts
	for what, pair := range map[string][2]int{"团组": {c.Groups.N, 3}, "出国人次": {c.Trips.N, 8}, "购置": {c.Bought.N, 0}, "保有量": {c.Held.N, 5}, "批次": {c.Batches.N, 26}, "接待人次": {c.Guests.N, 310}} {
		if pair[0] != pair[1] {
			t.Errorf("%s = %d, want %d", what, pair[0], pair[1])
		}
	}
}

func TestDeclaredEmpty(t *testing.T) {
	all := Read(doc("某部2024年度部门决算", "七、三公经费支出决算情况说明\n本部门2024年度无“三公”经费财政拨款支出。"))
	if len(all) == 0 || !all[0].Empty || !all[0].Value(Total).Known || all[0].Value(Total).N != 0 {
		t.Fatalf("%+v", all)
	}
	if got := found(all); got != "" {
		t.Error(got)
	}
}

// A whole statement without one of its tables or explanations is told so; an
// extract, or a page with attachments, is not.
func TestFrame(t *testing.T) {
	names := "一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n四、财政拨款收入支出决算总表\n五、一般公共预算财政拨款支出决算表\n六、一般公共预算财政拨款基本支出决算表\n七、一般公共预算财政拨款“三公”经费支出决算表\n八、政府性基金预算财政拨款收入支出决算表\n九、国有资本经营预算财政拨款支出决算表\n"
	rest := "机关运行经费支出说明\n政府采购支出说明\n国有资产占用情况说明\n预算绩效管理工作开展情况\n"
	title := "某局2021年度部门决算"
	if got := found(Read(doc(title, names+rest))); got != "" {
		t.Error(got)
	}
	variants := "一、收入支出决算总表\n二、收入决算情况表\n三、支出决算情况表\n四、财政拨款收支决算总表\n五、一般公共预算支出决算明细表\n六、一般公共预算基本支出决算表\n七、“三公”经费及会议费、培训费支出决算表\n八、政府性基金收入支出决算情况表\n"
	if got := found(Read(doc(title, variants+rest))); got != "" {
		t.Error(got)
	}
	for _, drop := range []string{"四、财政拨款收入支出决算总表\n", "八、政府性基金预算财政拨款收入支出决算表\n", "七、一般公共预算财政拨款“三公”经费支出决算表\n"} {
		if got := found(Read(doc(title, strings.Replace(names, drop, "", 1)+rest))); got != "budget.table 2021年决算:公开表格\n" {
			t.Errorf("without %s: %s", strings.TrimSpace(drop), got)
		}
	}
	if got := found(Read(doc(title, names+"机关运行经费支出说明\n政府采购支出说明\n国有资产占用情况说明\n"))); got != "budget.explanation 2021年决算:情况说明\n" {
		t.Error(got)
	}
	shanghai := "1.单位财务收支预算总表\n2.单位收入预算总表\n3.单位支出预算总表\n4.单位财政拨款收支预算总表\n5.单位一般公共预算支出功能分类预算表\n6.单位政府性基金预算支出功能分类预算表\n7.单位一般公共预算基本支出部门预算经济分类预算表\n8.单位“三公”经费和机关运行经费预算表\n"
	if got := found(Read(doc("某局2025年单位预算", shanghai+rest))); got != "" {
		t.Error(got)
	}
	renamed := strings.Replace(names, "四、财政拨款收入支出决算总表", "四、拨款资金来源去向一览表", 1)
	if got := found(Read(doc(title, renamed+rest))); got != "" {
		t.Errorf("a table under a strange name was called missing: %s", got)
	}
	attached := doc(title, strings.Replace(names, "七、", "七、", 1)+"机关运行经费\n")
	attached.Attachments = []document.Attachment{{Name: "决算说明.pdf"}}
	if got := found(Read(attached)); got != "" {
		t.Errorf("what stands in an attachment was called missing: %s", got)
	}
	if got := found(Read(doc(title, "2021年三公经费决算10.00万元。"))); got != "" {
		t.Errorf("an extract was judged as a whole: %s", got)
	}
}

// A PDF breaks sentences where the line ends, sometimes inside a figure's words.
func TestBrokenLines(t *testing.T) {
	d := doc("某局2024年度部门决算", "2024年度“三公”经费财政拨款支出年初预算为0.95万元，支出决算为0.00万元，完成预算的\n0%。其中：因公出国（境）费支出决算为0.00万元，公务用车购置及运行维护费支出决算为\n0.00万元，公务接待费支出决算为0.00万元。")
	d.Kind = "pdf"
	s := pick(Read(d), fact{Year: 2024, Kind: Final})
	if !s.Prose[Vehicle].Value.Known || !s.Prose[Total].Done.Known || s.Prose[Total].Planned.N != 9500e4 {
		t.Errorf("%+v", s.Prose)
	}
}

// Rows by year, with a head of two levels and a row of rates.
func TestRowsByYear(t *testing.T) {
	html := `<title>某区2020年三公经费决算公开</title><p>单位：万元</p><table><tr><td rowspan=2>年度</td><td rowspan=2>合计</td><td rowspan=2>因公出国(境)经费</td><td rowspan=2>公务接待费</td><td colspan=3>公车购置及运行维护费</td></tr>
<tr><td>合计</td><td>车辆购置</td><td>车辆运行</td></tr><tr><td>2019年</td><td>2850</td><td>90</td><td>1400</td><td>1360</td><td>73</td><td>1287</td></tr>
<tr><td>2020年</td><td>2360</td><td>12</td><td>1352</td><td>996</td><td>37</td><td>959</td></tr><tr><td>2020年比2019年增减%</td><td>-17.19</td><td>-86.67</td><td>-3.43</td><td>-26.76</td><td>-49.32</td><td>-25.49</td></tr></table>`
	d, err := document.Read("a.html", []byte(html))
	if err != nil {
		t.Fatal(err)
	}
	all := Read(d)
	now, then := pick(all, fact{Year: 2020, Kind: Final}), pick(all, fact{Year: 2019, Kind: Final})
	if now.Table[Total].N != 2360e8 || now.Table[Vehicle].N != 996e8 || now.Table[Running].N != 959e8 || then.Table[Total].N != 2850e8 || then.Table[Reception].N != 1400e8 {
		t.Errorf("now %+v\nthen %+v", now.Table, then.Table)
	}
	if got := found(all); got != "" {
		t.Error(got)
	}
}

// A change against the budget and one against the year before stand in one
// sentence; the year before is the one that counts.
func TestTwoComparisons(t *testing.T) {
	s := pick(Read(doc("某站2020年度单位决算", "2020年度三公经费支出决算总额为5.48万元,比预算增加0万元,比去年增加1.55万元,增长39.4%,增加原因主要是公务用车运行支出增加。其中,公务接待费支出决算1.50万元,比年初预算减少0.50万元,下降25%。")), fact{Year: 2020, Kind: Final})
	total, guests := s.Prose[Total], s.Prose[Reception]
	if total.Delta.N != 15500e4 || total.VsBudget || total.Rate.N != 39.4e4 || !guests.VsBudget || guests.Delta.N != -5000e4 {
		t.Errorf("%+v\n%+v", total, guests)
	}
	if p := s.Problems(nil); len(p) != 0 {
		t.Errorf("%+v", p)
	}
}

// A whole government's account has other tables than a department's.
func TestGovernmentIsNoDepartment(t *testing.T) {
	text := "1、2022年度一般公共预算收入表\n2、2022年度一般公共预算支出决算表\n3、一般公共预算本级基本支出决算表\n4、税收返还和转移支付决算表\n5、政府性基金预算支出决算表\n6、国有资本经营预算支出决算表\n7、财政拨款“三公”经费决算表\n8、收入决算表"
	if got := found(Read(doc("2022年某区人民政府决算公开", text))); got != "" {
		t.Error(got)
	}
}

func TestUnreadableGivesNothing(t *testing.T) {
	for _, s := range []document.State{document.Unreadable, document.Encrypted, document.Scanned} {
		if all := Read(&document.Document{State: s, Title: "某局2022年部门预算"}); len(all) != 0 {
			t.Errorf("%v: %+v", s, all)
		}
	}
	if Read(nil) != nil {
		t.Error("nil document")
	}
}

func FuzzRead(f *testing.F) {
	f.Add("某局2022年部门预算", "2022年三公经费预算10万元(其中:公务接待费(国内)5万,比上年增加-3万元。")
	f.Add("2021", "三公(((((((公务接待费99999999999999999999亿元、公务用车运行费1,,,2.万元")
	f.Fuzz(func(t *testing.T, title, text string) {
		for _, s := range Read(doc(title, text)) {
			s.Problems(&s)
			for _, p := range s.Problems(nil) {
				if p.Message == "" || p.Code == "" || p.Class != document.Proved && p.Class != document.Signal {
					t.Errorf("%+v", p)
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("2022年三公经费预算28.24万元,其中:因公出国(境)费2.94万元,公务用车购置及运行费24.72万元,公务接待费0.58万元。\n一、收入支出决算总表\n", 20)
	d := doc("某局2022年部门预算", text)
	for b.Loop() {
		all := Read(d)
		all[0].Problems(nil)
	}
}

// 三 in the head “三公”经费合计 is no number before it.
func TestHeadOfTotal(t *testing.T) {
	html := `<p>表7 一般公共预算“三公”经费支出表 单位：万元</p><table>
<tr><td rowspan=2>“三公”经费合计</td><td rowspan=2>因公出国（境）费</td><td colspan=3>公务用车购置及运行费</td><td rowspan=2>公务接待费</td></tr>
<tr><td>小计</td><td>公务用车购置费</td><td>公务用车运行费</td></tr>
<tr><td>%s</td><td>0.00</td><td>10.00</td><td>0.00</td><td>10.00</td><td>2.50</td></tr></table>`
	for total, want := range map[string]string{"12.50": "", "15.50": "budget.sum 2022年预算:“三公”经费合计\n"} {
		d, err := document.Read("a.html", []byte("<title>某局2022年部门预算</title>"+fmt.Sprintf(html, total)))
		if err != nil {
			t.Fatal(err)
		}
		if got := found(Read(d)); got != want {
			t.Errorf("%s: got %q, want %q", total, got, want)
		}
	}
}
