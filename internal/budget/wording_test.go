package budget

import (
	"strings"
	"testing"

	"ducha/internal/document"
)

// The year before may be told behind the change, and is no part of it.
func TestYearBeforeBehindTheChange(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"增减率之后是上年数":     {"2022年“三公”经费支出决算12.40万元，同比下降8.15%，上年为13.50万元。", ""},
		"增减率与上年数不符":     {"2022年“三公”经费支出决算12.40万元，同比下降18.15%，上年为13.50万元。", "不符 budget.rate"},
		"增减额之后是上年数":     {"2022年“三公”经费支出决算12.40万元，比上年减少1.10万元，上年决算数为13.50万元。", ""},
		"增减额与上年数不符":     {"2022年“三公”经费支出决算12.40万元，比上年减少2.10万元，上年决算数为13.50万元。", "不符 budget.change"},
		"较上年决算数，之后是年份":  {"2022年“三公”经费支出决算12.40万元，较上年决算数减少1.10万元，2021年决算数为13.50万元。", ""},
		"年份之后的数不符":      {"2022年“三公”经费支出决算12.40万元，同比下降18.15%，2021年支出决算13.50万元。", "不符 budget.rate"},
		"上年支出在前":        {"2022年“三公”经费支出决算12.40万元，上年支出13.50万元，减少2.10万元。", "不符 budget.change"},
		"上年是预算数，不与决算相比": {"2022年“三公”经费支出决算12.40万元，同比下降8.15%，上年预算数为20.00万元。", ""},
		"之后说的是执行率":      {"2022年“三公”经费支出决算12.40万元，比上年减少1.10万元，预算执行率90%。", ""},
		"之后说的是别的数":      {"2022年“三公”经费支出决算12.40万元，同比下降8.15%，涉及资金2.00万元。", ""},
		"降幅另成一句":        {"2022年“三公”经费支出决算12.40万元，比上年减少1.10万元，降幅为18.15%。", "不符 budget.rate"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(t, Final, c.text); got != c.want {
				t.Errorf("%q: %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// A share that no whole bears out is a share's fault, told as a suspicion.
func TestSharesOfTheThree(t *testing.T) {
	const head = "2022年“三公”经费支出决算24.36万元。"
	for name, c := range map[string]struct{ text, want string }{
		"占三公支出总额":    {"公务用车购置及运行维护费支出决算21.06万元，占“三公”经费支出总额的86.45%。", ""},
		"占三公支出总额不符":  {"公务用车购置及运行维护费支出决算21.06万元，占“三公”经费支出总额的76.45%。", "疑似 budget.share"},
		"占比不说何数":     {"公务接待费支出决算3.30万元，占比13.55%。", ""},
		"占比不说何数而不符":  {"公务接待费支出决算3.30万元，占23.55%。", "疑似 budget.share"},
		"占用车经费":      {"公务用车购置及运行维护费21.06万元，其中公务用车运行维护费21.06万元，占100%。", ""},
		"占别的总数":      {"公务接待费支出决算3.30万元，占基本支出的2.5%，占全县支出的0.1%。", ""},
		"占预算的是完成比例":  {"公务接待费支出决算3.30万元，占年初预算的82.5%。", ""},
		"约数":         {"公务接待费支出决算3.30万元，占“三公”经费的约20%。", ""},
		"分别占，分别增减":   {"公务用车运行维护费21.06万元、公务接待费3.30万元，分别占86.45%、13.55%，比上年4.00万元分别增加1.00万元、减少0.20万元。", ""},
		"占比之后仍说增减":   {"公务接待费支出决算3.30万元，占13.55%，比上年4.00万元减少0.20万元。", "不符 budget.change"},
		"占比之后另有预算数额": {"公务接待费支出决算3.30万元，占13.55%，年初预算3.50万元。", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(t, Final, head+c.text); got != c.want {
				t.Errorf("%q: %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// Tables and prose as offices lay them out: what one contradicts in the other is found
// wherever it stands.
func TestTablesAgainstProse(t *testing.T) {
	for _, c := range []struct {
		name   string
		title  string
		text   string
		tables []string
		want   string
	}{
		{"续表相符", "某局2022年部门决算", "2022年“三公”经费支出21.45万元，其中公务用车购置及运行费19.40万元。",
			[]string{rows("万元", "项目|决算数", "“三公”经费合计|21.45", "一、因公出国（境）费|0", "二、公务接待费|2.05"),
				rows("万元", "项目|决算数", "三、公务用车购置及运行费|19.40")}, ""},
		{"续表中的数与文字不符", "某局2022年部门决算", "2022年“三公”经费支出21.45万元，其中公务用车购置及运行费19.40万元。",
			[]string{rows("万元", "项目|决算数", "“三公”经费合计|21.45", "一、因公出国（境）费|0", "二、公务接待费|2.05"),
				rows("万元", "项目|决算数", "三、公务用车购置及运行费|16.40")}, "不符 budget.sum；不符 budget.prose"},
		{"说明在表内一行", "某局2022年部门决算", "",
			[]string{rows("元", "项目|决算数", "合计|214,500.00", "因公出国（境）费|0.00", "公务接待费|20,500.00", "公务用车购置及运行费|194,000.00",
				"说明：2022年“三公”经费支出21.45万元，其中公务接待费2.15万元。|")}, "不符 budget.prose"},
		{"只有表头说明是决算", "某局2022年度“三公”经费支出情况说明", "2022年“三公”经费支出21.45万元。",
			[]string{rows("万元", "项目|本年决算数", "合计|24.45", "因公出国（境）费|0", "公务接待费|2.05", "公务用车购置及运行费|19.40")}, "不符 budget.sum；不符 budget.prose"},
		{"预算数与决算数并列", "某局2022年度“三公”经费公开", "2022年“三公”经费支出21.45万元。",
			[]string{rows("万元", "项目|预算数|决算数", "合计|30.00|22.45", "因公出国（境）费|0|0", "公务接待费|3.00|2.05", "公务用车购置及运行费|27.00|19.40")}, "不符 budget.sum；不符 budget.prose"},
		{"上年决算数与本年预算数并列，分不清", "某局2022年度“三公”经费公开", "",
			[]string{rows("万元", "项目|2021年决算数|2022年预算数", "合计|30.00|22.45", "因公出国（境）费|0|0", "公务接待费|3.00|3.05", "公务用车购置及运行费|27.00|19.40")}, ""},
		{"整数万元不等", "某局2022年部门决算", "2022年“三公”经费支出9万元。",
			[]string{rows("万元", "项目|决算数", "合计|10", "因公出国（境）费|0", "公务接待费|2.8", "公务用车购置及运行费|7.2")}, "疑似 budget.prose"},
		{"各年一行，另有增减一行", "某局2022年部门决算", "2022年“三公”经费支出11.00万元，公务接待费1.50万元。",
			[]string{rows("万元", "年度|合计|因公出国（境）费|公务接待费|公务用车运行费|公务用车购置费", "2021年决算|11.5|0|1.5|10|0", "2022年决算|11|0|1|10|0", "增减|-0.5|0|-0.5|0|0")}, "疑似 budget.prose"},
		{"另一张同样的表不是续表", "某局2022年部门决算", "2022年“三公”经费支出21.45万元。",
			[]string{rows("万元", "项目|决算数", "合计|21.45", "因公出国（境）费|0", "公务接待费|2.05", "公务用车购置及运行费|19.40"),
				rows("万元", "项目|决算数", "会议费|3.00", "培训费|1.00")}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := "<title>" + c.title + "</title><p>" + strings.Repeat("本部门严格控制各项支出。", 8) + "</p><p>" + c.text + "</p>" + strings.Join(c.tables, "<p>续表</p>")
			d, err := document.Read("a.html", []byte(raw))
			if err != nil {
				t.Fatal(err)
			}
			if got := problems(d); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// rows is a table with its unit above it; cells are divided by |.
func rows(unit string, lines ...string) string {
	var b strings.Builder
	b.WriteString("<p>单位：" + unit + "</p><table>")
	for _, l := range lines {
		b.WriteString("<tr><td>" + strings.ReplaceAll(l, "|", "</td><td>") + "</td></tr>")
	}
	return b.String() + "</table>"
}

// What is quoted is what the document prints, and one wrong figure is told once.
func TestQuotedAsPrinted(t *testing.T) {
	d := &document.Document{Kind: "html", Title: "某局2022年部门决算", State: document.Text, Paragraphs: []string{
		"2022年“三公”经费支出（决算）24.36万元；较上年决算数减少4.14万元，上年决算数为27.50万元，下降11.42%。",
		"因公出国（境）费0万元，与上年持平；公务用车购置及运行维护费21.06万元，比上年减少2.94万元；公务接待费3.30万元，比上年减少0.20万元。"}}
	all := Read(d)[0].Problems(nil)
	if len(all) != 1 || all[0].Code != CodeChange || !strings.Contains(all[0].Quote, "较上年决算数减少4.14万元，上年决算数为27.50万元") ||
		all[0].Message != "“三公”经费合计本年 24.36万元、上年 27.5万元,应减少3.14万元,文中写减少4.14万元" {
		t.Errorf("%+v", all)
	}
}
