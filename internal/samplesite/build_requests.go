package samplesite

import (
	"fmt"
	"strings"
)

const otherResults = "申请情况表:其他处理3.其他"

// results are the groups of 本年度办理结果 with their rows; a group of one row is
// that row.
func results() [][]string {
	return [][]string{
		{"（一）予以公开"},
		{"（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
		{"（三）不予公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”",
			"4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"},
		{"（四）无法提供", "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"},
		{"（五）不予处理", "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息"},
		{"（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"},
		{"（七）总计"},
	}
}

// requestTable is the table of the form: what was not filed under 其他 counts as
// 予以公开. The trial form had one row for the sixth group.
func requestTable(d draft) string {
	counts := map[string]int{"（一）予以公开": d.received - d.others, "3.其他": d.others, "（七）总计": d.received}
	groups := results()
	if d.old == "single" {
		groups[5] = groups[5][:1]
	}
	height := 0
	for _, g := range groups {
		height += max(len(g)-1, 1)
	}
	var b strings.Builder
	b.WriteString(`<table border="1" class="bg"><tr><th colspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</th><th>自然人</th><th>商业企业</th><th>科研机构</th><th>社会公益组织</th><th>法律服务机构</th><th>其他</th><th>总计</th></tr>`)
	row := func(lead, label string, span, n int) {
		fmt.Fprintf(&b, `<tr>%s<td colspan="%d">%s</td>%s</tr>`, lead, span, label, requestCells(n))
	}
	row("", "一、本年新收政府信息公开申请数量", 3, d.received)
	row("", "二、上年结转政府信息公开申请数量", 3, 0)
	lead := fmt.Sprintf(`<td rowspan="%d">三、本年度办理结果</td>`, height)
	for _, g := range groups {
		if len(g) == 1 {
			row(lead, g[0], 2, counts[g[0]])
			lead = ""
			continue
		}
		lead += fmt.Sprintf(`<td rowspan="%d">%s</td>`, len(g)-1, g[0])
		for _, label := range g[1:] {
			row(lead, label, 1, counts[label])
			lead = ""
		}
	}
	row("", "四、结转下年度继续办理", 3, 0)
	b.WriteString("</table>")
	return b.String()
}

// requestCells are the figures of a row, all of them by natural persons.
func requestCells(n int) string {
	return fmt.Sprintf("<td>%d</td>%s<td>%d</td>", n, strings.Repeat("<td>0</td>", 5), n)
}

// recount writes another number into a row of the table of requests.
func recount(body, label string, from, to int) string {
	return strings.Replace(body, label+"</td>"+requestCells(from), label+"</td>"+requestCells(to), 1)
}

func reviewTable() string {
	head := strings.Repeat("<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>", 3)
	return `<table border="1" class="bg"><tr><td colspan="5">行政复议</td><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr><tr>` +
		head + "</tr><tr>" + strings.Repeat("<td>0</td>", 15) + "</tr></table>"
}
