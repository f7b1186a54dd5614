package budget

import (
	"strings"
	"testing"

	"ducha/internal/document"
)

// Tables as provinces lay them out: what is no figure of the three expenses is not
// taken for one, and what is wrong is found.
func TestColumnsOfTables(t *testing.T) {
	for _, c := range []struct{ name, title, table, want string }{
		{"行次不是金额", "2021年部门决算", `<p>“三公”经费、行政参公单位机关运行经费情况表</p><p>单位：万元</p><table><tr><td>项　目</td><td>行次</td><td>预算数</td><td>决算数</td></tr><tr><td>栏　次</td><td></td><td>1</td><td>2</td></tr><tr><td>一、“三公”经费支出</td><td>1</td><td>—</td><td>—</td></tr><tr><td>（一）支出合计</td><td>2</td><td>14.00</td><td>11.32</td></tr><tr><td>1．因公出国（境）费</td><td>3</td><td>0.00</td><td>0.00</td></tr><tr><td>2．公务用车购置及运行维护费</td><td>4</td><td>12.00</td><td>9.62</td></tr><tr><td>（1）公务用车购置费</td><td>5</td><td>0.00</td><td>0.00</td></tr><tr><td>（2）公务用车运行维护费</td><td>6</td><td>12.00</td><td>9.62</td></tr><tr><td>3．公务接待费</td><td>7</td><td>2.00</td><td>1.70</td></tr><tr><td>（1）国内接待费</td><td>8</td><td>—</td><td>1.70</td></tr><tr><td>其中：外事接待费</td><td>9</td><td>—</td><td>0.00</td></tr><tr><td>（2）国（境）外接待费</td><td>10</td><td>—</td><td>0.00</td></tr><tr><td>（二）相关统计数</td><td>11</td><td>—</td><td>—</td></tr><tr><td>1．因公出国（境）团组数（个）</td><td>12</td><td>—</td><td>0</td></tr><tr><td>2．因公出国（境）人次数（人）</td><td>13</td><td>—</td><td>0</td></tr><tr><td>3．公务用车购置数（辆）</td><td>14</td><td>—</td><td>0</td></tr><tr><td>4．公务用车保有量（辆）</td><td>15</td><td>—</td><td>4</td></tr><tr><td>5．国内公务接待批次（个）</td><td>16</td><td>—</td><td>23</td></tr><tr><td>二、机关运行经费</td><td>22</td><td>—</td><td>88.10</td></tr><tr><td>（一）行政单位</td><td>23</td><td>—</td><td>88.10</td></tr></table>`, ""},
		{"会议费培训费合在一张表里", "2022年部门预算", `<p>部门综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表</p><p>单位：万元</p><table><tr><td rowspan=4>单位编码</td><td rowspan=4>单位名称</td><td colspan=9>2022年</td></tr><tr><td rowspan=3>合计</td><td colspan=6>一般公共预算拨款安排的“三公”经费预算</td><td rowspan=3>会议费</td><td rowspan=3>培训费</td></tr><tr><td rowspan=2>小计</td><td rowspan=2>因公出国（境）费用</td><td rowspan=2>公务接待费</td><td colspan=3>公务用车购置及运行维护费</td></tr><tr><td>小计</td><td>公务用车购置费</td><td>公务用车运行维护费</td></tr><tr><td></td><td>合计</td><td>18.00</td><td>12.00</td><td>0.00</td><td>2.00</td><td>10.00</td><td>0.00</td><td>10.00</td><td>3.00</td><td>3.00</td></tr><tr><td>301</td><td>示例县交通运输局</td><td>18.00</td><td>12.00</td><td>0.00</td><td>2.00</td><td>10.00</td><td>0.00</td><td>10.00</td><td>3.00</td><td>3.00</td></tr></table>`, ""},
		{"会议费培训费合在一张表里，逐行", "2022年部门预算", `<p>2022年“三公”经费、会议费、培训费预算表</p><p>单位：万元</p><table><tr><td>项目</td><td>2021年预算数</td><td>2022年预算数</td></tr><tr><td>合计</td><td>15.00</td><td>18.00</td></tr><tr><td>1.因公出国（境）费用</td><td>0</td><td>0</td></tr><tr><td>2.公务接待费</td><td>2.00</td><td>2.00</td></tr><tr><td>3.公务用车购置及运行维护费</td><td>10.00</td><td>10.00</td></tr><tr><td>其中：公务用车购置费</td><td>0</td><td>0</td></tr><tr><td>公务用车运行维护费</td><td>10.00</td><td>10.00</td></tr><tr><td>4.会议费</td><td>1.00</td><td>3.00</td></tr><tr><td>5.培训费</td><td>2.00</td><td>3.00</td></tr></table>`, ""},
		{"各项按资金来源分列，合计没有分列", "2021年部门决算", `<p>一般公共预算财政拨款“三公”经费支出决算表</p><p>单位：万元</p><table><tr><td rowspan=2>项目</td><td rowspan=2>“三公”经费合计</td><td colspan=2>因公出国（境）费</td><td colspan=2>公务接待费</td><td colspan=2>公务用车购置及运行费</td></tr><tr><td>财政拨款</td><td>其他资金</td><td>财政拨款</td><td>其他资金</td><td>财政拨款</td><td>其他资金</td></tr><tr><td>合计</td><td>11.32</td><td>0</td><td>0</td><td>1.00</td><td>0.70</td><td>9.00</td><td>0.62</td></tr></table>`, ""},
		{"合计之外另有一列", "2021年部门决算", `<p>一般公共预算财政拨款“三公”经费支出决算表</p><p>单位：万元</p><table><tr><td rowspan=2>合计</td><td rowspan=2>因公出国（境）费</td><td colspan=3>公务用车购置及运行费</td><td rowspan=2>公务接待费</td><td rowspan=2>其他</td></tr><tr><td>小计</td><td>购置费</td><td>运行费</td></tr><tr><td>12.32</td><td>0.00</td><td>9.62</td><td>0.00</td><td>9.62</td><td>1.70</td><td>1.00</td></tr></table>`, ""},
		{"没有公务用车合计一列", "2021年部门决算", `<p>一般公共预算财政拨款“三公”经费支出决算表</p><p>单位：万元</p><table><tr><td>合计</td><td>因公出国（境）费</td><td>公务用车购置费</td><td>公务用车运行维护费</td><td>公务接待费</td></tr><tr><td>13.32</td><td>0</td><td>0</td><td>9.62</td><td>1.70</td></tr></table>`, "A budget.sum"},
		{"一格里上下两个数", "2021年部门决算", `<p>一般公共预算财政拨款“三公”经费支出决算表</p><p>单位：万元</p><table><tr><td>合计</td><td>因公出国（境）费</td><td>公务用车购置费</td><td>公务用车运行维护费</td><td>公务接待费</td></tr><tr><td>12</td><td>0</td><td>0</td><td>10</td><td><p>2</p><p>1</p></td></tr></table>`, ""},
		{"出国费填的是横线", "2021年部门决算", `<p>一般公共预算财政拨款“三公”经费支出决算表</p><p>单位：万元</p><table><tr><td rowspan=2>合计</td><td rowspan=2>因公出国（境）费</td><td colspan=3>公务用车购置及运行费</td><td rowspan=2>公务接待费</td></tr><tr><td>小计</td><td>购置费</td><td>运行费</td></tr><tr><td>13.32</td><td>—</td><td>9.62</td><td>—</td><td>9.62</td><td>1.70</td></tr></table>`, "P budget.sum"},
		{"出国费填的是横线，其余相符", "2021年部门决算", `<p>一般公共预算财政拨款“三公”经费支出决算表</p><p>单位：万元</p><table><tr><td rowspan=2>合计</td><td rowspan=2>因公出国（境）费</td><td colspan=3>公务用车购置及运行费</td><td rowspan=2>公务接待费</td></tr><tr><td>小计</td><td>购置费</td><td>运行费</td></tr><tr><td>11.32</td><td>—</td><td>9.62</td><td>—</td><td>9.62</td><td>1.70</td></tr></table>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := "<html><title>示例市民政局" + c.title + "</title><body><p>" + strings.Repeat("本部门严格控制各项支出。", 8) + "</p>" + c.table + "</body></html>"
			d, err := document.Read("a.html", []byte(raw))
			if err != nil {
				t.Fatal(err)
			}
			all := Read(d)
			if len(all) == 0 || !all[0].Main {
				t.Fatal("nothing read")
			}
			var got []string
			for _, p := range all[0].Problems(nil) {
				if p.Code == CodeSum || p.Code == CodeVehicle {
					got = append(got, string(p.Class)+" "+p.Code)
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A column of the year before is that of the year before, in either layout, however it is
// headed; changes and remarks are none.
func TestColumnOfTheYearBefore(t *testing.T) {
	down := `<table><tr><td>项目</td><td>上年预算数</td><td>本年预算数</td><td>增减额</td><td>增减率</td><td>备注</td></tr><tr><td>合计</td><td>14.00</td><td>12.00</td><td>-2.00</td><td>-14.29</td><td>1</td></tr><tr><td>因公出国（境）费</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr>
<tr><td>公务用车购置及运行费</td><td>11.00</td><td>10.00</td><td>-1.00</td><td>-9.09</td><td>3</td></tr><tr><td>公务接待费</td><td>3.00</td><td>2.00</td><td>-1.00</td><td>-33.33</td><td>4</td></tr></table>`
	across := `<table><tr><td colspan=4>2021年预算数</td><td colspan=4>2022年预算数</td></tr><tr>` + strings.Repeat("<td>合计</td><td>因公出国（境）费</td><td>公务用车购置及运行费</td><td>公务接待费</td>", 2) +
		`</tr><tr><td>14.00</td><td>0</td><td>11.00</td><td>3.00</td><td>12.00</td><td>0</td><td>10.00</td><td>2.00</td></tr></table>`
	for _, table := range []string{down, strings.Replace(down, "上年预算数", "2021年预算数", 1), strings.Replace(down, "上年预算数", "去年预算", 1), across} {
		d, err := document.Read("a.html", []byte("<title>某局2022年部门预算</title><p>三公经费预算表</p><p>单位：万元</p>"+table))
		if err != nil {
			t.Fatal(err)
		}
		all := Read(d)
		now, then := pick(all, fact{Year: 2022, Kind: Budget}), pick(all, fact{Year: 2021, Kind: Budget})
		if now.Table[Total].N != 12e8 || now.Table[Reception].N != 2e8 || then.Table[Total].N != 14e8 || then.Table[Vehicle].N != 11e8 {
			t.Errorf("%s\nnow %+v\nthen %+v", table, now.Table, then.Table)
		}
		if got := found(all); got != "" {
			t.Error(got)
		}
	}
}

// In a PDF a narrow column may put the last digits of an amount on the next line: a sum
// that would hold with them is a signal.
func TestAmountsThatGoOn(t *testing.T) {
	for digits, want := range map[string]string{"9.6": "", "9": "P", "9.02": "A", "8.62": "A", "9.62": ""} {
		got := ""
		row := []string{"11.32", "0", digits, "0", digits, "1.70"}
		table := fact{Year: 2021, Kind: Final}.tableau(false)
		table.Rows[3] = nil
		for c, v := range row {
			table.Rows[3] = append(table.Rows[3], document.Cell{Text: v, Row: 3, Col: c, RowSpan: 1, ColSpan: 1})
		}
		d := doc("某局2021年部门决算", strings.Repeat("本部门严格控制各项支出。", 8), table)
		d.Kind = "pdf"
		for _, p := range Read(d)[0].Problems(nil) {
			if p.Code == CodeSum {
				got += string(p.Class)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", digits, got, want)
		}
	}
}
