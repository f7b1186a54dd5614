package yearly

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"ducha/internal/realdata"
)

type jsonNumber = json.Number

// figures are the cells of one real report, as the shared material keeps them.
type figures struct {
	Unit   string
	Year   int
	Level  string
	Format string
	Table2 map[string]any
	Table3 map[string][]*jsonNumber
	Table4 map[string][]*jsonNumber
	Prose  map[string]any

	Violations []struct{ Rule, Column string }
}

// layout is one way in which the form is really laid out.
type layout struct {
	name  string
	cell  func(string) string // how a number is written
	split bool                // one table for each block
	open  string              // what stands around the article
}

func layouts() []layout {
	plain := func(s string) string { return s }
	return []layout{
		{"官方表样", plain, false, ""},
		{"分成多张表", plain, true, ""},
		{"全角数字与千分位", func(s string) string {
			if whole, frac, _ := strings.Cut(s, "."); frac == "" {
				for i := len(whole) - 3; i > 0; i -= 3 {
					s = s[:i] + "," + s[i:]
				}
			}
			return strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return r + 0xfee0
				}
				return r
			}, s)
		}, false, "<div class=wrap>"},
		{"单元格里有段落和空格", func(s string) string { return "<p><span>&nbsp;" + s + " </span></p>" }, false, "<table><tr><td>"},
	}
}

func (f figures) html(l layout) string {
	var b strings.Builder
	year := strconv.Itoa(f.Year)
	b.WriteString("<html><body>" + l.open + "<h1>" + f.Unit + year + "年政府信息公开工作年度报告</h1><p>根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制本报告。</p>")
	b.WriteString("<p>一、总体情况</p><p>本年度各项工作按要求推进。</p><p>二、主动公开政府信息情况</p>")
	b.WriteString(f.two(l) + "<p>三、收到和处理政府信息公开申请情况</p>" + f.three(l))
	b.WriteString("<p>四、政府信息公开行政复议、行政诉讼情况</p>" + f.four(l))
	b.WriteString("<p>五、存在的主要问题及改进情况</p><p>问题是公开内容还不够细。</p><p>六、其他需要报告的事项</p><p>本年度未收取信息处理费。</p></body></html>")
	return b.String()
}

func (f figures) two(l layout) string {
	var b strings.Builder
	open := "<table border=1>"
	b.WriteString(open)
	block := func(item string, heads []string, names ...string) {
		var rows strings.Builder
		for _, n := range names {
			v, ok := f.Table2[n]
			if !ok || v == nil {
				continue
			}
			name, _, _ := strings.Cut(n, "_")
			rows.WriteString("<tr><td>" + name + "</td>")
			if list, ok := v.([]any); ok {
				for _, x := range list {
					rows.WriteString("<td>" + l.text(x) + "</td>")
				}
			} else {
				rows.WriteString("<td colspan=3>" + l.text(v) + "</td>")
			}
			rows.WriteString("</tr>")
		}
		if rows.Len() == 0 {
			return
		}
		b.WriteString("<tr><td colspan=4>第二十条第（" + item + "）项</td></tr><tr><td>信息内容</td>")
		for _, h := range heads {
			b.WriteString(fmt.Sprintf("<td colspan=%d>%s</td>", 4-len(heads), h))
		}
		b.WriteString("</tr>" + rows.String())
		if l.split {
			b.WriteString("</table><p>&nbsp;</p>" + open)
		}
	}
	block("一", []string{"本年制发件数", "本年废止件数", "现行有效件数"}, "规章", "行政规范性文件")
	block("五", []string{"本年处理决定数量"}, "行政许可")
	block("六", []string{"本年处理决定数量"}, "行政处罚", "行政强制")
	block("八", []string{"本年收费金额（单位：万元）"}, "行政事业性收费_万元")
	return b.String() + "</table>"
}

func (l layout) text(x any) string {
	switch v := x.(type) {
	case nil:
		return ""
	case *jsonNumber:
		if v == nil {
			return ""
		}
		return l.cell(v.String())
	case float64:
		return l.cell(strconv.FormatFloat(v, 'f', -1, 64))
	}
	return fmt.Sprint(x)
}

func (f figures) three(l layout) string {
	if len(f.Table3) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<table><tr><td rowspan=3 colspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan=7>申请人情况</td></tr>
<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr><tr><td>商业<br>企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>`)
	row := func(key, label string) {
		values, ok := f.Table3[key]
		if !ok {
			return
		}
		b.WriteString("<tr>" + label)
		for _, v := range values {
			b.WriteString("<td>" + l.text(v) + "</td>")
		}
		b.WriteString("</tr>")
	}
	row("new", "<td colspan=3>一、本年新收政府信息公开申请数量</td>")
	row("carried", "<td colspan=3>二、上年结转政府信息公开申请数量</td>")
	groups := []struct {
		label string
		keys  []string
		names []string
	}{
		{"（三）不予公开", []string{"deny1", "deny2", "deny3", "deny4", "deny5", "deny6", "deny7", "deny8"}, []string{"1．属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"}},
		{"（四）无法提供", []string{"cannot1", "cannot2", "cannot3"}, []string{"1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"}},
		{"（五）不予处理", []string{"refuse1", "refuse2", "refuse3", "refuse4", "refuse5"}, []string{"1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息"}},
		{"（六）其他处理", []string{"other1", "other2", "other3"}, []string{"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"}},
	}
	row("grant", "<td rowspan=22>三、本年度办理结果</td><td colspan=2>（一）予以公开</td>")
	row("partial", "<td colspan=2>（二）部分公开（区分处理的，只计这一情形，不计其他情形）</td>")
	for _, g := range groups {
		first := true
		for i, k := range g.keys {
			label := "<td>" + g.names[i] + "</td>"
			if _, ok := f.Table3[k]; ok && first {
				n := 0
				for _, k := range g.keys {
					if _, ok := f.Table3[k]; ok {
						n++
					}
				}
				label, first = fmt.Sprintf("<td rowspan=%d>%s</td>", n, g.label)+label, false
			}
			row(k, label)
		}
	}
	row("total", "<td colspan=2>（七）总计</td>")
	row("next", "<td colspan=3>四、结转下年度继续办理</td>")
	return b.String() + "</table>"
}

func (f figures) four(l layout) string {
	heads := "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>"
	cells := func(key string) string {
		var b strings.Builder
		for _, v := range f.Table4[key] {
			b.WriteString("<td>" + l.text(v) + "</td>")
		}
		return b.String()
	}
	switch {
	case len(f.Table4) == 0:
		return ""
	case l.split:
		return "<p>（一）行政复议</p><table><tr>" + heads + "</tr><tr>" + cells("review") + "</tr></table><table><tr><td colspan=5>未经复议直接起诉</td></tr><tr>" + heads +
			"</tr><tr>" + cells("direct") + "</tr></table><table><tr><td colspan=5>复议后起诉</td></tr><tr>" + heads + "</tr><tr>" + cells("after") + "</tr></table>"
	}
	return "<table><tr><td colspan=5 rowspan=2>行政复议</td><td colspan=10>行政诉讼</td></tr><tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>" +
		heads + heads + heads + "</tr><tr>" + cells("review") + cells("direct") + cells("after") + "</tr></table>"
}

func loadFigures(t *testing.T) []figures {
	t.Helper()
	var all []figures
	if err := json.Unmarshal(realdata.Read(t, "annual-reports/figures.json"), &all); err != nil {
		t.Fatal(err)
	}
	return all
}
