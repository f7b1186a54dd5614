package run_test

import (
	"fmt"
	"slices"
	"strings"
)

// newBureau is the plain, compliant site.
func newBureau() *bureau {
	b := &bureau{}
	b.plain()
	add := func(label, slug, text string, outside bool) *bcol {
		c := &bcol{label: label, slug: slug, text: text, outside: outside}
		b.cols = append(b.cols, c)
		return c
	}
	news := add("工作动态", "gzdt", "", true)
	for i, t := range []string{"全市交通运输系统冬季保畅工作会议召开", "局领导调研客运站春运准备情况", "城区三条公交线路优化调整，市民出行更便利", "在线访谈：社区巴士开进老旧小区", "农村客运班线实现村村通", "出租汽车服务质量考核结果公布"} {
		b.post(news, 3+9*i, t, bp(t+"。有关单位负责人参加活动，并就下一步工作提出明确要求，各科室按照分工抓好落实。"))
	}
	services(b, add("政务服务", "zwfw", "", true))
	add("互动交流", "hdjl", `<p>欢迎您对交通运输工作提出意见和建议，我们将在规定时间内答复。</p><ul><li><a href="/jzxx/">局长信箱</a></li><li><a href="/lygk/">留言公开</a></li></ul>`, true)
	messagesOf(b, add("留言公开", "lygk", "", true))
	add("局长信箱", "jzxx", `<p>写信须知：请如实填写姓名、联系方式和来信内容，我们将在五个工作日内答复您。</p><form method="post" action="/jzxx/tj"><label>标题</label><input name="bt"><label>内容</label><textarea name="nr"></textarea><input type="submit" value="提交"></form>`, true)
	add("政府信息公开指南", "gkzn", guideText, false)
	themed(b, add("政府信息公开制度", "gkzd", "", false), "政府信息公开审查制度", "政府信息主动公开工作规定")
	add("法定主动公开内容", "fdzdgknr", bp("本机关主动公开机构职能、规划计划、统计信息、行政许可、行政处罚、预决算、收费、采购、重大项目、应急管理等信息，各类信息均在政务公开栏目下分类列出。"), false)
	c := add("政府信息公开年报", "gknb", "", false)
	for y := 2021; y >= 2019; y-- {
		b.post(c, 345+365*(2021-y), fmt.Sprintf("%s%d年政府信息公开工作年度报告", bureauName, y), reportBody(y))
	}
	add("依申请公开", "ysqgk", applyText, false)
	add("机构职能", "jgzn", bp("兰山市交通运输局是市政府工作部门，负责全市公路、水路运输行业管理，内设办公室、运输科、建设科、法规科、安全监督科五个科室。办公地址：兰山市中山路18号；办公时间：周一至周五10:00至18:30；联系电话：0991-5881234。"), false)
	add("领导信息", "ldxx", bp("张明，党委书记、局长，主持全面工作。李强，副局长，分管运输管理、公共交通。王芳，副局长，分管工程建设、安全监督。"), false)
	themed(b, add("履职依据", "lzyj", "", false), "交通运输部门法定职责履职依据目录", "公路管理职权依据")
	themed(b, add("权责清单", "qzqd", "", false), "兰山市交通运输局权责清单（2022年版）", "行政权力事项责任清单")
	c = add("公示公告", "gsgg", "", false)
	themed(b, c, "关于公交5路临时绕行的公告", "道路货物运输企业信用评价结果公示", "从业资格考试安排通知")
	b.post(c, 340, bureauName+"2021年政府网站工作年度报表", bp("网站名称：兰山市交通运输局。信息发布总数：420条；政务动态信息更新量：310条；信息公开目录信息更新量：110条；留言办结：42件。"))
	laws, library := add("政策法规", "zcfg", "", false), add("行政规范性文件", "gfxwj", "", false)
	documents(b, library, add("政策解读", "zcjd", "", false))
	laws.arts = append(laws.arts, library.arts...)
	themed(b, laws, "中华人民共和国公路法", "道路运输条例")
	slices.SortFunc(laws.arts, func(a, b *bart) int { return b.date.Compare(a.date) })
	for _, x := range [][]string{
		{"法治建设", "fzjs", "2022年法治政府建设推进情况", "领导干部学法安排"},
		{"法治监督", "fzjd", "行政执法案卷评查情况", "行政执法监督检查计划"}, {"普法宣传", "pfxc", "宪法宣传周活动启动", "送法进客运站"},
		{"规划计划", "ghjh", "兰山市“十四五”综合交通发展规划", "2022年工作计划"}, {"统计信息", "tjxx", "11月交通运输统计数据", "三季度运行情况分析"},
		{"行政许可", "xzxk", "12月行政许可结果公示", "11月行政许可结果公示"}, {"行政处罚", "xzcf", "12月行政处罚决定公示", "11月行政处罚决定公示"},
		{"政府采购", "zfcg", "公路养护机械政府采购意向", "信息系统运维中标结果"}, {"重大项目", "zdxm", "环城快速路重大建设项目进展", "客运枢纽重点工程开工"},
		{"行政事业性收费", "xzsysf", "行政事业性收费目录清单", "涉企收费公示"}, {"应急管理", "yjgl", "雨雪冰冻天气应急预案", "应急演练情况"},
		{"安全生产", "aqsc", "冬季安全生产专项检查情况", "危货企业安全隐患整改通报"}, {"建议提案", "jyta", "对市人大第12号代表建议的答复", "政协提案办理总体情况"},
		{"意见征集", "yjzj", "关于公开征求公交票价方案意见的公告", "关于网约车管理细则征求意见的公告", "关于候车亭命名征求意见的公告", "关于货运限行征求意见的公告", "关于校车线路征求意见的公告", "关于充电桩布点征求意见的公告"}, {"意见反馈", "yjfk", "公交票价方案征求意见采纳情况", "网约车管理细则意见反馈"}} {
		themed(b, add(x[0], x[1], "", false), x[2:]...)
	}
	budgets(b, add("预决算及三公费用", "yjs", "", false))
	return b
}

// themed posts entries of this quarter and of last year.
func themed(b *bureau, c *bcol, titles ...string) {
	for i, t := range titles {
		b.post(c, 12+31*i, t, bp(t+"已经按程序审核，现予公开。具体内容由局有关科室负责解释，咨询电话0991-5881234，交通运输服务监督电话12328。"))
	}
	b.post(c, 420, titles[0]+"（2021年）", bp("上一年度"+titles[0]+"，内容由有关科室整理并公开，供社会公众查阅监督使用。"))
}

func services(b *bureau, c *bcol) {
	for i, t := range []string{"道路运输经营许可", "机动车维修经营备案", "从业资格证换发", "巡游出租汽车经营许可", "公路路政许可", "船舶营运证换发"} {
		b.post(c, 100+40*i, t+"办事指南", bp("事项名称："+t)+bp("设定依据：《道路运输条例》")+bp("申请条件：符合规定的单位和个人")+bp("办理材料：申请表、身份证明")+bp("办理地点：市政务服务中心二楼")+bp("办理时间：工作日10:00至18:30")+bp("联系电话：0991-5881234")+bp("办理流程：受理、审查、决定、送达"))
	}
}

func messagesOf(b *bureau, c *bcol) {
	for i, t := range []string{"咨询公交卡办理", "反映路面破损", "建议增设候车亭", "投诉出租车拒载"} {
		asked := bureauDay.AddDate(0, 0, -8-11*i)
		b.post(c, 8+11*i, t, bp("留言时间："+asked.Format("2006-01-02"))+bp("留言内容："+t+"，请问怎么处理？")+bp("答复单位：局运输科")+bp("答复时间："+asked.AddDate(0, 0, 2).Format("2006-01-02"))+bp("答复内容：您好，您反映的问题已收悉，经核实已处理完毕，感谢您的监督。"))
	}
}

// documents posts normative documents with their interpretations.
func documents(b *bureau, docs, reads *bcol) {
	for i, name := range []string{"客运站服务质量考核办法", "公路养护巡查管理办法", "城市公共汽车客运管理细则"} {
		doc := b.post(docs, 30+70*i, bureauName+"关于印发《兰山市"+name+"》的通知", bp("各区县交通运输局，局属各单位：")+bp("现将《兰山市"+name+"》印发给你们，请认真贯彻执行。")+
			bp("第一条 为规范管理，根据有关法律法规，制定本办法。第二条 本市行政区域内适用本办法。第三条 本办法自2023年1月1日起施行，有效期五年。"))
		doc.docNo = fmt.Sprintf("兰交规〔2022〕%d号", 9-3*i)
		read := b.post(reads, 30+70*i, []string{"一图读懂《兰山市" + name + "》", "《兰山市" + name + "》政策解读", "《兰山市" + name + "》解读"}[i], bp("近日，我局印发《兰山市"+name+"》（"+doc.docNo+"）。")+
			bp("一、为什么出台：群众反映流程不清，原有规定不能满足需要。")+bp("二、主要内容：明确谁来做、怎么做、做到什么程度。")+`<p><img src="/images/tj.png" alt="图解"></p>`)
		doc.also, read.also = read, doc
	}
}

const guideText = `<p>为方便公民、法人和其他组织获取政府信息，编制本指南。受理机构：兰山市交通运输局办公室。办公地址：兰山市中山路18号。办公时间：周一至周五10:00至14:00、15:30至19:00。联系电话：0991-5881234。传真号码：0991-5881235。电子邮箱：jtj@lanshan.gov.cn。</p><p>申请人可以填写申请表，也可以网上提交申请。办理流程：登记、审核、答复。收费标准：按信息处理费管理办法执行。监督渠道：可以向上级机关投诉举报。</p>`

const applyText = `<p>申请人可以当面、邮寄或者网上提交申请，<a href="/zwgk/ysqgk/sqb.docx">申请表下载</a>，办理流程如下：登记、审核、办理、答复，自收到申请之日起20个工作日内答复。收费说明：按照国务院办公厅信息处理费管理办法执行。受理机构：局办公室，联系电话0991-5881234。</p><form method="post" action="/apply/submit"><label>姓名</label><input name="name"><label>所需信息</label><input name="what"><input type="submit" value="提交申请"></form>`

// reportBody is a yearly report in the form of 国办公开办函〔2021〕30号.
func reportBody(year int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<p>根据《中华人民共和国政府信息公开条例》第五十条规定编制本报告，数据期限自%d年1月1日起至%d年12月31日止。</p><p>一、总体情况</p><p>（一）主动公开。全年公开信息420条。（二）依申请公开。收到申请2件，均按期答复。（三）政府信息管理。严格审查。（四）平台建设。优化栏目。（五）监督保障。开展培训。</p><p>二、主动公开政府信息情况</p>", year, year)
	b.WriteString(`<table border="1"><tr><td colspan="4">第二十条第（一）项</td></tr><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>3</td><td>0</td><td>VALID</td></tr>`)
	for _, x := range [][]string{{"五", "本年处理决定数量", "行政许可"}, {"六", "本年处理决定数量", "行政处罚", "行政强制"}, {"八", "本年收费金额（单位：万元）", "行政事业性收费"}} {
		fmt.Fprintf(&b, `<tr><td colspan="4">第二十条第（%s）项</td></tr><tr><td>信息内容</td><td colspan="3">%s</td></tr>`, x[0], x[1])
		for _, row := range x[2:] {
			fmt.Fprintf(&b, `<tr><td>%s</td><td colspan="3">0</td></tr>`, row)
		}
	}
	b.WriteString(`</table><p>三、收到和处理政府信息公开申请情况</p><table border="1"><tr><td rowspan="3" colspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan="7">申请人情况</td></tr><tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr><tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>`)
	for _, g := range requestGroups {
		for i, item := range g.items {
			n := map[string]int{"一": 2, "公开": 2, "总计": 2}[g.key]
			lead := `<td colspan="3">` + item + `</td>`
			if g.group != "" {
				lead = `<td colspan="2">` + item + `</td>`
				if i == 0 {
					lead = fmt.Sprintf(`<td rowspan="%d">%s</td>`, len(g.items), g.group) + lead
				}
			}
			fmt.Fprintf(&b, "<tr>%s<td>%d</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>%d</td></tr>", lead, n, n)
		}
	}
	b.WriteString(`</table><p>四、政府信息公开行政复议、行政诉讼情况</p><table border="1"><tr><td colspan="5">行政复议</td><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr><tr>` +
		strings.Repeat("<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>", 3) + "</tr><tr>" + strings.Repeat("<td>0</td>", 15) + "</tr></table>")
	b.WriteString("<p>五、存在的主要问题及改进情况</p><p>解读形式还不够丰富，基层单位报送不够及时。已将任务分解到科室，按月通报。</p><p>六、其他需要报告的事项</p><p>本年度未收取信息处理费，无其他需要报告的事项。</p>")
	return strings.Replace(b.String(), "VALID", fmt.Sprint(9+3*(year-2019)), 1)
}

type requestGroup struct {
	key, group string
	items      []string
}

var requestGroups = []requestGroup{
	{"一", "", []string{"一、本年新收政府信息公开申请数量"}}, {"", "", []string{"二、上年结转政府信息公开申请数量"}},
	{"公开", "", []string{"三、本年度办理结果　（一）予以公开"}}, {"", "", []string{"（二）部分公开（区分处理的，只计这一情形，不计其他情形）"}},
	{"", "（三）不予公开", []string{"1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"}},
	{"", "（四）无法提供", []string{"1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"}},
	{"", "（五）不予处理", []string{"1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息"}},
	{"", "（六）其他处理", []string{"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"}},
	{"总计", "", []string{"（七）总计"}}, {"", "", []string{"四、结转下年度继续办理"}},
}

func budgets(b *bureau, c *bcol) {
	for i, t := range []string{"2021年度部门决算", "2022年部门预算", "2020年度部门决算", "2021年部门预算"} {
		b.post(c, []int{110, 320, 480, 690}[i], bureauName+t+"公开", bp("第一部分 部门概况。主要职责和机构设置见机构职能栏目。")+
			bp("第二部分 收支情况。收入总计1200.00万元，支出总计1200.00万元。")+
			bp("“三公”经费财政拨款"+map[bool]string{true: "支出", false: "预算"}[i%2 == 0]+"12.50万元，比上年减少0.50万元。其中：因公出国（境）费0万元；公务用车购置及运行费10.00万元（公务用车购置费0万元，公务用车运行维护费10.00万元）；公务接待费2.50万元。")+
			bp("第三部分 其他重要事项。机关运行经费80.00万元，政府采购50.00万元，国有资产占用情况：车辆3辆，预算绩效情况良好。"))
	}
}
