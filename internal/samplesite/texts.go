package samplesite

import (
	"fmt"
	"strings"
)

func (s *Site) organisationText() []string {
	duty, offs := "主要职责", "机构设置"
	if s.plan.column["机构职能"] == "misnamed" {
		duty, offs = "职责任务", "科室情况" // the usual headings are official names of the column
	}
	out := []string{"<h3>单位性质</h3>", para(s.Name() + "是市人民政府工作部门，为正县级。"), "<h3>" + duty + "</h3>"}
	duties := []string{
		"贯彻执行交通运输法律法规和方针政策，起草有关规范性文件并组织实施。",
		"负责全市公路、水路行业的建设、养护和运营管理。",
		"负责城乡客运、货物运输的行业管理，保障群众出行。",
		"组织编制综合交通运输体系规划，拟订年度工作计划并组织实施。",
		"承担行政许可事项的受理、审查和决定。",
		"依法查处违法行为，实施行政处罚。",
		"指导行业安全生产和应急管理工作。",
		"负责行业统计和信息化建设。",
		"承办市人民政府交办的其他事项。",
	}
	for _, d := range s.clean(duties) {
		out = append(out, para(d))
	}
	out = append(out, "<h3>"+offs+"</h3>", para("内设科室："+strings.Join(offices(), "、")+"。"))
	out = append(out, "<h3>联系我们</h3>")
	// These say where the bureau is, not how to apply; they go with the element
	// all the same, so that nobody can argue that it is on the site.
	for _, e := range [][2]string{
		{"办公地址", "办公地址：" + s.city.name + s.city.road}, {"办公时间", "办公时间：工作日10:00—14:00，15:30—19:30"},
		{"联系电话", "联系电话：" + s.city.phone}} {
		if !s.plan.apply[e[0]] {
			out = append(out, para(e[1]))
		}
	}
	return append(out, para("局长：林望川"))
}

func (s *Site) complaintText() []string {
	out := []string{para("欢迎您对交通运输工作提出投诉、意见和建议，我们将在规定时限内办理并答复。"),
		"<h3>受理渠道</h3>", para("政务服务便民热线：12345（24小时）")}
	if !s.plan.topics["12328"] {
		out = append(out, para("交通运输服务监督热线：12328（24小时）"))
	}
	out = append(out, para("来信地址："+s.city.name+s.city.road+"（邮政编码 "+s.city.zip+"）"), "<h3>我要留言</h3>",
		`<form action="/message/submit" method="post" id="lyForm"><p>姓名 <input type="text" name="xm"> 联系方式 <input type="text" name="lxfs"></p>`+
			`<p>类型 <select name="lx"><option>投诉</option><option>建议</option><option>咨询</option></select></p>`+
			`<p>内容 <textarea name="nr" rows="4"></textarea></p><p>验证码 <input type="text" name="yzm"> <input type="submit" value="提交"></p></form>`,
		"<h3>留言选登</h3>", s.messages())
	return out
}

// messages is the public list of messages, each answered within a few days.
func (s *Site) messages() string {
	subjects := []string{"咨询客运站发车时间", "反映路面坑洼", "建议增设候车亭", "咨询从业资格证换证", "反映路灯不亮", "建议延长末班车时间", "咨询超限运输手续", "表扬养护工人", "反映车辆绕路", "建议增加夜间班次", "咨询货车通行路线", "反映施工噪声"}
	var b strings.Builder
	b.WriteString(`<table class="ly"><tr><th>标题</th><th>留言时间</th><th>答复时间</th><th>答复单位</th><th>答复内容</th></tr>`)
	for i, subject := range s.clean(subjects) {
		d := s.daysBefore(4 + 9*i)
		fmt.Fprintf(&b, "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>您好，来信收悉，相关情况已核实处理，感谢您的关心。</td></tr>",
			esc(subject), d.AddDate(0, 0, -3).Format("2006-01-02"), d.Format("2006-01-02"), esc(s.Name()))
	}
	b.WriteString("</table>")
	return b.String()
}
