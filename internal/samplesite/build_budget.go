package samplesite

import (
	"fmt"
	"strings"
	"time"
)

// buildBudget publishes the budgets of the year and the year before and the
// final accounts of the two years before, each on its usual day.
func (s *Site) buildBudget(parent *column) {
	c := s.column(parent, "预决算及三公费用", "yjsjsg", kindList)
	if st := s.byKey["法定主动公开内容"]; st != nil {
		s.add(st, &column{key: c.key, label: s.budgetLabel(c), slug: c.slug, alias: c})
	}
	y := s.asOf.Year()
	for year := y - 4; year <= y; year++ {
		s.postBudget(c, year, "预算", time.Date(year, 2, 18, 0, 0, 0, 0, beijing()), year == y)
		s.postBudget(c, year-1, "决算", time.Date(year, 8, 26, 0, 0, 0, 0, beijing()), year == y)
	}
}

// budgetLabel is what the statutory part calls the column: commonly 财政预决算.
// A column that is misnamed is called the same everywhere.
func (s *Site) budgetLabel(c *column) string {
	if s.plan.column[c.key] != "" {
		return c.label
	}
	return "财政预决算"
}

func (s *Site) postBudget(c *column, year int, what string, day time.Time, newest bool) {
	name := fmt.Sprintf("%d年部门%s", year, what)
	if newest && s.plan.budget[what] && s.asOf.After(latest(year, what)) {
		s.expect("budget.missing", "预决算:"+name, s.path(c), "栏目和全站都没有"+name)
		return
	}
	if day = friday(day); day.After(s.asOf) {
		return
	}
	h := mix(s.seed, uint64(year), hash(what))
	m := money{abroad: 0, buy: between(h, 0, 1) * between(h>>3, 1500, 2400), run: between(h>>9, 900, 4600), host: between(h>>17, 40, 380)}
	last := money{abroad: 0, buy: 0, run: m.run + between(h>>25, 10, 300), host: m.host + between(h>>31, 1, 60)}
	f := s.frameOf(year, what, day, newest)
	a := s.post(c, article{
		title: fmt.Sprintf("%s%s公开", s.Name(), name), date: day,
		body: s.budgetText(year, what, m, last, f),
		files: []file{{name: fmt.Sprintf("%s%s.pdf", s.Name(), name), text: budgetSheet(name, m)},
			{name: fmt.Sprintf("%s公开表.xlsx", name), text: append(budgetSheet(name, m), f.attached...)}},
	})
	if newest {
		s.spoilBudget(a, year, what, m, f)
	}
}

// latest is the day after which nobody may still be waiting for the paper; a
// defect is planted only beyond it.
func latest(year int, what string) time.Time {
	if what == "决算" {
		return time.Date(year+1, 10, 31, 0, 0, 0, 0, beijing())
	}
	return time.Date(year, 4, 30, 0, 0, 0, 0, beijing())
}

// money is in hundredths of 万元, so that sums are exact.
type money struct{ abroad, buy, run, host int }

func (m money) total() int { return m.abroad + m.buy + m.run + m.host }

func yuan(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

func budgetSheet(name string, m money) []string {
	return []string{name, "一般公共预算“三公”经费支出表（单位：万元）",
		"合计 " + yuan(m.total()), "因公出国（境）费 " + yuan(m.abroad), "公务用车购置费 " + yuan(m.buy),
		"公务用车运行维护费 " + yuan(m.run), "公务接待费 " + yuan(m.host)}
}

// figuresAt is where the text tells of the three expenses.
const figuresAt = 4

func (s *Site) budgetText(year int, what string, m, last money, f frame) []string {
	income := m.total()*17 + between(mix(s.seed, uint64(year)), 10_000, 90_000)
	out := []string{
		"<h3>第一部分 部门基本情况</h3>", para("本部门负责全市公路、水路行业管理，内设科室七个，下属单位三个。" + f.approval),
		fmt.Sprintf("<h3>第二部分 %d年部门%s情况说明</h3>", year, what),
		para(fmt.Sprintf("收入总计%s万元，支出总计%s万元。", yuan(income), yuan(income))),
		para(fmt.Sprintf("“三公”经费%s%s万元，比上年减少%s万元，其中：因公出国（境）费%s万元；公务用车购置及运行费%s万元（公务用车购置费%s万元，公务用车运行维护费%s万元）；公务接待费%s万元。",
			what, yuan(m.total()), yuan(max(last.total()-m.total(), 0)), yuan(m.abroad), yuan(m.buy+m.run), yuan(m.buy), yuan(m.run), yuan(m.host))),
		"<h3>第三部分 其他重要事项</h3>",
	}
	for _, n := range f.notes {
		out = append(out, para(n))
	}
	out = append(append(append(out, "<h3>第四部分 名词解释</h3>"), terms()...), "<h3>第五部分 报表</h3>")
	if len(f.attached) > 0 {
		out = append(out, para("整套报表见附件，本页只列“三公”经费情况。"))
	}
	out = append(append(out, plainTables(f.titles, income)...), threePublicTable(f.titles[len(f.titles)-1], m))
	if last.total() < m.total() {
		out[figuresAt] = para(fmt.Sprintf("“三公”经费%s%s万元，比上年增加%s万元，原因是更新公务用车一辆。其中：因公出国（境）费%s万元；公务用车购置及运行费%s万元（公务用车购置费%s万元，公务用车运行维护费%s万元）；公务接待费%s万元。",
			what, yuan(m.total()), yuan(m.total()-last.total()), yuan(m.abroad), yuan(m.buy+m.run), yuan(m.buy), yuan(m.run), yuan(m.host)))
	}
	return out
}

func threePublicTable(title string, m money) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<table border="1" class="bg"><caption>%s（单位：万元）</caption>`, title)
	b.WriteString(`<tr><th rowspan="2">合计</th><th rowspan="2">因公出国（境）费</th><th colspan="3">公务用车购置及运行费</th><th rowspan="2">公务接待费</th></tr>`)
	b.WriteString(`<tr><th>小计</th><th>公务用车购置费</th><th>公务用车运行维护费</th></tr>`)
	fmt.Fprintf(&b, "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr></table>",
		yuan(m.total()), yuan(m.abroad), yuan(m.buy+m.run), yuan(m.buy), yuan(m.run), yuan(m.host))
	return b.String()
}
