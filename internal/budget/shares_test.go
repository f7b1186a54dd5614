package budget

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"ducha/internal/document"
)

// judged are the problems of a page, tables given as lines of cells, without what is
// missing of the set.
func judged(t *testing.T, lines string) string {
	t.Helper()
	var b strings.Builder
	open := false
	for l := range strings.SplitSeq(lines, "\n") {
		row := strings.HasPrefix(l, "|")
		if row != open {
			b.WriteString(map[bool]string{true: "<table>", false: "</table>"}[row])
			open = row
		}
		if row {
			b.WriteString("<tr><td>" + strings.ReplaceAll(strings.Trim(l, "| "), "|", "</td><td>") + "</td></tr>")
		} else {
			b.WriteString("<p>" + html.EscapeString(l) + "</p>")
		}
	}
	d, err := document.Read("a.html", []byte("<html><title>某局部门文件</title><body>"+b.String()+"</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	all := Read(d)
	for i := range all {
		for _, p := range all[i].Problems(nil) {
			if p.Code != CodeTable && p.Code != CodeExplanation {
				out = append(out, fmt.Sprintf("%s%s %s", p.Code, map[document.Class]string{document.Signal: "?"}[p.Class], p.Subject))
			}
		}
	}
	return strings.Join(out, "; ")
}

func check(t *testing.T, cases []struct{ name, text, want string }) {
	t.Helper()
	for _, c := range cases {
		if got := judged(t, c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A share is held against every amount of the document: it may be one of any of them.
func TestShares(t *testing.T) {
	const head = "2022年度部门决算\n2022年度“三公”经费支出决算为3.00万元。\n"
	check(t, []struct{ name, text, want string }{
		{"相符", head + "本年收入合计1,200.00万元，其中：财政拨款收入1,100.00万元，占91.67%；其他收入100.00万元，占8.33%。", ""},
		{"截断", head + "本年收入合计4,321.55万元，其中：财政拨款收入4,300.00万元，占99.50%；其他收入21.55万元，占0.49%。", ""},
		{"不符", head + "本年收入合计1,200.00万元。其中：财政拨款收入1,100.00万元，占81.67%；其他收入100.00万元，占8.33%。", "budget.share? 2022年决算:财政拨款收入占比"},
		{"类级科目不符", head + "财政拨款支出2000.00万元，其中：交通运输支出（类）1700.00万元，占75.00%；住房保障支出（类）300.00万元，占15.00%。", "budget.share? 2022年决算:交通运输支出(类)占比"},
		{"占的是别处所列的数", head + "本年支出合计2500.00万元。\n财政拨款支出2000.00万元，其中：农林水支出1000.00万元，占本年支出合计的40.00%。", ""},
		{"占的是表中所列的数", head + "单位：万元\n|项目|决算数\n|支出合计|2500.00\n财政拨款支出2000.00万元，其中：农林水支出1000.00万元，占40.00%。", ""},
		{"占的是未列出的数", head + "本年支出合计1000.00万元，其中：基本支出600.00万元，占全县支出的0.5%。", ""},
		{"其中之其中", head + "本年支出合计1000.00万元，其中：基本支出600.00万元，占60%，其中：人员经费500.00万元，占83.33%。", ""},
		{"约占", head + "本年支出合计1000.00万元，其中：基本支出600.00万元，约占50%。", ""},
		{"变动额不是部分", head + "本年支出合计1000.00万元，其中：基本支出600.00万元，比上年增加100.00万元，占60%。", ""},
	})
}

// The sentence on one 科目 of the budget.
func TestGrowthOfSubjects(t *testing.T) {
	const head = "2023年部门预算\n2023年“三公”经费预算0.00万元。\n2.交通运输支出（类）公路水路运输（款）行政运行（项）：2023年预算数为2,800.00万元，比上年执行数增加180.00万元，增长"
	check(t, []struct{ name, text, want string }{
		{"相符", head + "6.87%，主要原因是人员增加。", ""},
		{"不符", head + "16.87%，主要原因是人员增加。", "budget.rate? 2023年预算:交通运输支出公路水路运输行政运行:2023年预算数为增减率"},
	})
}

// What the columns of a table compare is shown by its other rows.
func TestMovesInTables(t *testing.T) {
	table := func(head string, rows ...string) string {
		return "2023年部门预算\n2023年“三公”经费预算3.00万元。\n支出预算表\n单位：万元\n|科目编码|科目名称|" + head + "\n|" + strings.Join(rows, "\n|")
	}
	const head = "2022年执行数|2023年预算数|增减额|增减%"
	right := []string{"201|一般公共服务|100.00|120.00|20.00|20.00", "214|交通运输|1000.00|1100.00|100.00|10.00"}
	check(t, []struct{ name, text, want string }{
		{"相符", table(head, append(right, "208|社会保障|50.00|40.00|-10.00|-20.00")...), ""},
		{"增减额不符", table(head, append(right, "208|社会保障|50.00|40.00|-1.00|-20.00")...), "budget.change? 2023年预算:表中社会保障增减额"},
		{"增减率不符", table(head, append(right, "208|社会保障|50.00|40.00|-10.00|-25.00")...), "budget.rate? 2023年预算:表中社会保障增减率"},
		{"不写正负", table(head, append(right, "208|社会保障|50.00|40.00|10.00|20.00")...), ""},
		{"今年在前", table("2023年预算数|2022年预算数|增减变化|增减幅度", "201|一般公共服务|120.00|100.00|20.00|20%", "214|交通运输|1100.00|1000.00|100.00|10%", "208|社会保障|40.00|50.00|-10.00|-2%"), "budget.rate? 2023年预算:表中社会保障增减率"},
		{"比的是另一个数", table("2022年预算数|2023年预算数|比上年决算增减额", "201|一般公共服务|100.00|120.00|30.00", "214|交通运输|1000.00|1100.00|50.00"), ""},
		{"只有一行", table(head, "208|社会保障|50.00|40.00|-1.00|-2.00"), ""},
	})
}

// Nothing spent, told in words, is a part of the sum; a sum that fails by it is a signal.
func TestUnspent(t *testing.T) {
	const head = "2023年部门预算\n2023年“三公”经费预算"
	check(t, []struct{ name, text, want string }{
		{"相符", head + "5.50万元，其中：未安排因公出国（境）费，未安排公务用车购置及运行费，公务接待费5.50万元。", ""},
		{"不符", head + "8.50万元，其中：未安排因公出国（境）费，未安排公务用车购置及运行费，公务接待费5.50万元。", "budget.sum? 2023年预算:“三公”经费合计"},
		{"均未安排", head + "8.50万元。因公出国（境）费、公务用车购置及运行费均未安排预算；公务接待费5.50万元。", "budget.sum? 2023年预算:“三公”经费合计"},
		{"去年未安排", head + "8.50万元。公务接待费5.50万元，主要是上年未安排公务接待费；因公出国（境）费0万元。", ""},
		{"无增减", head + "8.50万元。因公出国（境）费无增减；公务用车购置及运行费3.00万元；公务接待费2.00万元。", ""},
		{"另有其他资金", head + "13.00万元。因公出国（境）费0万元；公务用车购置及运行费11.00万元；公务接待费财政拨款1.00万元、其他资金1.00万元。", ""},
	})
}

// Receptions of foreigners are counted beside those at home or among them.
func TestReceptionsAtHomeAndAbroad(t *testing.T) {
	const head = "2022年度部门决算\n2022年度“三公”经费支出决算2.00万元，公务接待费支出决算2.00万元"
	check(t, []struct{ name, text, want string }{
		{"两项之和", head + "，其中：国内公务接待费1.50万元，外事接待费0.50万元。", ""},
		{"外事在国内之中", head + "，其中：国内公务接待费2.00万元（其中外事接待费0.50万元）。", ""},
		{"不符", head + "，其中：国内公务接待费1.20万元，外事接待费0.50万元。", "budget.sum? 2022年决算:公务接待费=国内接待费+外事接待费"},
	})
}
