package samplesite

import (
	"fmt"
	"strings"
	"time"
)

// postReports publishes the yearly reports since 2008, each in January of the
// year after, in the official form of 国办公开办函〔2021〕30号.
func (s *Site) postReports(c *column) {
	for year := 2008; year < s.asOf.Year(); year++ {
		h := mix(s.seed, uint64(year), 31)
		day := friday(time.Date(year+1, 1, between(h, 18, 29), 0, 0, 0, 0, beijing()))
		if day.After(s.asOf) {
			continue
		}
		title := fmt.Sprintf("%s%d年政府信息公开工作年度报告", s.Name(), year)
		a := s.post(c, article{title: title, date: day, body: s.reportText(year, h),
			files: []file{{name: title + ".docx", text: []string{title, "一、总体情况"}}}})
		s.spoilReport(a, year, between(h>>5, 2, 9))
	}
}

func (s *Site) reportText(year int, h uint64) []string {
	received, valid := between(h>>5, 2, 9), 12+(year-2008)%9
	out := []string{
		para(fmt.Sprintf("根据《中华人民共和国政府信息公开条例》第五十条规定和年度报告格式要求，编制本报告。所列数据的期限自%d年1月1日起至%d年12月31日止。", year, year)),
		"<h3>一、总体情况</h3>",
		para(fmt.Sprintf("（一）主动公开。全年通过网站公开信息%d条。（二）依申请公开。全年新收申请%d件，均按期办结。（三）政府信息管理。严格执行先审查后公开。（四）平台建设。完善栏目设置。（五）监督保障。定期开展检查。", between(h>>9, 180, 900), received)),
		"<h3>二、主动公开政府信息情况</h3>", s.activeTable(valid, h),
		"<h3>三、收到和处理政府信息公开申请情况</h3>", requestTable(received),
		"<h3>四、政府信息公开行政复议、行政诉讼情况</h3>", reviewTable(),
		"<h3>五、存在的主要问题及改进情况</h3>",
		para(fmt.Sprintf("个别栏目内容不够丰富，%s等基层单位报送不够及时。已将栏目维护任务分解到科室，按月通报。", s.city.districts[0])),
		"<h3>六、其他需要报告的事项</h3>", para("本年度未收取信息处理费，无其他需要报告的事项。"),
	}
	return out
}

// activeTable has no row for an item that the site is not to mention.
func (s *Site) activeTable(valid int, h uint64) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<table border="1" class="bg"><tr><td colspan="4">第二十条第（一）项</td></tr>`+
		`<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>`+
		`<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>1</td><td>0</td><td>%d</td></tr>`, valid)
	block := func(article string, rows ...string) {
		fmt.Fprintf(&b, `<tr><td colspan="4">第二十条第（%s）项</td></tr><tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr>`, article)
		for i, row := range s.clean(rows) {
			fmt.Fprintf(&b, `<tr><td>%s</td><td colspan="3">%d</td></tr>`, row, between(h>>(13+4*i), 3, 40))
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

// requestRows are the 25 rows of the form; answered requests count as 予以公开.
func requestTable(received int) string {
	rows := []string{"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开",
		"（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”",
		"4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项",
		"1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确", "1.信访举报投诉类申请", "2.重复申请",
		"3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息",
		"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他",
		"（七）总计", "四、结转下年度继续办理"}
	var b strings.Builder
	b.WriteString(`<table border="1" class="bg"><tr><th>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</th><th>自然人</th><th>商业企业</th><th>科研机构</th><th>社会公益组织</th><th>法律服务机构</th><th>其他</th><th>总计</th></tr>`)
	for i, row := range rows {
		n := 0
		if i == 0 || i == 2 || i == 23 {
			n = received
		}
		fmt.Fprintf(&b, "<tr><td>%s</td><td>%d</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>%d</td></tr>", row, n, n)
	}
	b.WriteString("</table>")
	return b.String()
}

func reviewTable() string {
	head := strings.Repeat("<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>", 3)
	return `<table border="1" class="bg"><tr><td colspan="5">行政复议</td><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr><tr>` +
		head + "</tr><tr>" + strings.Repeat("<td>0</td>", 15) + "</tr></table>"
}
