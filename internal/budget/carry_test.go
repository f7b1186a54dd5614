package budget

import (
	"strings"
	"testing"

	"ducha/internal/document"
)

// told are the codes and classes that paragraphs of a budget lead to.
func told(t *testing.T, kind string, paragraphs ...string) string {
	t.Helper()
	return problems(&document.Document{Kind: "html", Title: "某局2022年部门" + kind, State: document.Text, Paragraphs: paragraphs})
}

func problems(d *document.Document) string {
	var out []string
	for _, s := range Read(d) {
		for _, p := range s.Problems(nil) {
			class := "疑似"
			if p.Class == document.Proved {
				class = "不符"
			}
			out = append(out, class+" "+p.Code)
		}
	}
	return strings.Join(out, "；")
}

func TestChangesInSentencesOfTheirOwn(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"减少额与幅度各成一句": {"2022年“三公”经费预算10.00万元。较上年预算数11.10万元减少1.10万元。下降幅度为9.91%。", ""},
		"幅度有误":       {"2022年“三公”经费预算10.00万元。较上年预算数11.10万元减少1.10万元。下降幅度为19.91%。", "疑似 budget.rate"},
		"减少额有误":      {"2022年“三公”经费预算10.00万元。较上年预算数11.10万元减少2.10万元。", "疑似 budget.change"},
		"标题之后":       {"（二）“三公”经费中的公务接待费。2022年安排1.40万元。比上年减少0.20万元，下降22.50%。", "疑似 budget.rate"},
		"其中之后回到整体":   {"2022年“三公”经费中公务用车购置及运行费8.60万元，其中公务用车购置费0万元，公务用车运行费8.60万元。比上年减少0.90万元，下降4.97%。", "疑似 budget.rate"},
		"另说批次":       {"2022年“三公”经费中公务接待费1.40万元，接待31批次。比上年减少5批次，下降13.89%。比上年减少0.20万元。", ""},
		"先说他事":       {"2022年“三公”经费预算10.00万元。全年组织培训。比上年减少5.00万元，下降50%。", ""},
		"其中一句只说一项":   {"2022年“三公”经费预算10.00万元。其中：公务接待费2.00万元。比上年减少1.10万元，下降9.91%。", ""},
		"两项并列":       {"2022年“三公”经费中公务接待费2.00万元，因公出国（境）费3.00万元。比上年减少1.00万元，下降16.67%。", ""},
		"上年为":        {"2022年“三公”经费预算总额10.00万元，上年为11.10万元，同比减少1.10万元、下降99.1%。", "不符 budget.rate"},
		"上年无误":       {"2022年“三公”经费预算总额10.00万元，上年11.10万元，同比减少1.10万元、下降9.91%。", ""},
		"上年结转不是上年数":  {"2022年“三公”经费预算总额10.00万元，上年结转2.00万元，比上年减少1.10万元，下降9.91%。", ""},
		"机关运行经费增减率":  {"2022年“三公”经费预算1.00万元。2022年机关运行经费预算210.36万元，比上年预算减少10.14万元，下降14.60%，主要是压减开支。", "疑似 budget.rate"},
		"机关运行经费无误":   {"2022年“三公”经费预算1.00万元。2022年机关运行经费预算210.36万元，比上年预算220.50万元减少10.14万元，下降4.60%。", ""},
		"其中一项之后说总额":  {"2022年“三公”经费预算1.00万元。2022年收入预算300万元，其中：项目支出100万元，比上年增加50万元，增长20%。", ""},
		"政府采购合计":     {"2022年“三公”经费预算1.00万元。2022年政府采购预算150.50万元，其中：货物类42.50万元，工程类0.00万元，服务类118.00万元。", "不符 budget.sum"},
		"政府采购合计无误":   {"2022年“三公”经费预算1.00万元。2022年政府采购预算150.50万元，其中：货物类32.50万元，工程类0.00万元，服务类118.00万元。", ""},
		"政府采购两年":     {"2022年“三公”经费预算1.00万元。2021年政府采购预算100万元，2022年政府采购预算150.50万元，其中：货物类32.50万元，工程类0万元，服务类118万元。", ""},
		"部门与本级的政府采购": {"2022年“三公”经费预算1.00万元。政府采购预算150.50万元，其中：货物类32.50万元，工程类0万元，服务类118万元；本级货物类10万元，工程类0万元，服务类20万元。", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(t, Budget, c.text); got != c.want {
				t.Errorf("%s\n得到 %q\n应为 %q", c.text, got, c.want)
			}
		})
	}
}

func TestUnevenTotals(t *testing.T) {
	table := func(in, out string) document.Table {
		t := document.Table{Unit: "万元", State: document.Text}
		for c, s := range []string{"收 入 总 计", in, "支 出 总 计", out} {
			if t.Rows == nil {
				t.Rows = make([][]document.Cell, 1)
			}
			t.Rows[0] = append(t.Rows[0], document.Cell{Text: s, Col: c, RowSpan: 1, ColSpan: 1, Blank: s == ""})
		}
		return t
	}
	for _, c := range []struct {
		kind, in, out, want string
	}{{"html", "3120.40", "3020.40", "不符"}, {"pdf", "3120.40", "3020.40", "疑似"}, {"html", "3120.40", "3120.4", ""}, {"html", "3120.40", "", ""}} {
		d := &document.Document{Kind: c.kind, Title: "某局2022年部门预算", State: document.Text, Paragraphs: []string{"2022年“三公”经费预算1.00万元。"}, Tables: []document.Table{table(c.in, c.out)}}
		got := ""
		for _, s := range Read(d) {
			for _, p := range s.Problems(nil) {
				if got = "疑似"; p.Class == document.Proved {
					got = "不符"
				}
			}
		}
		if got != c.want {
			t.Errorf("%+v：得到 %q", c, got)
		}
	}
}

// Headings get lost on the way out of a DOC, and tables of a PDF may be pictures; what
// a PDF does not say in words it does not say.
func TestMissingTablesAreCertainOnlyWhereNothingIsLost(t *testing.T) {
	for kind, want := range map[string]document.Class{"html": document.Proved, "docx": document.Proved, "doc": document.Signal, "pdf": document.Signal, "zip": document.Signal} {
		d := &document.Document{Kind: kind, Title: "某局2022年部门预算", State: document.Text, Paragraphs: []string{
			"部门收支总表", "部门收入总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表", "一般公共预算“三公”经费支出表", "政府性基金预算支出表"}}
		for _, s := range Read(d) {
			for _, p := range s.Problems(nil) {
				if p.Code == CodeTable && p.Class != want {
					t.Errorf("%s: class %v", kind, p.Class)
				}
				if sure := kind == "html" || kind == "docx" || kind == "pdf"; p.Code == CodeExplanation && (p.Class == document.Proved) != sure {
					t.Errorf("%s: class %v of explanations", kind, p.Class)
				}
			}
		}
	}
}
