package samplesite

import "fmt"

// buildPlatform lays out the platform of 国办公开办函〔2019〕61号.
func (s *Site) buildPlatform(parent *column) {
	p := s.column(parent, "政府信息公开", "zfxxgk", kindCards)
	if c := s.column(p, "政府信息公开指南", "zfxxgkzn", kindText); c != nil {
		c.text = s.guideText()
	}
	if c := s.column(p, "政府信息公开制度", "zfxxgkzd", kindList); c != nil {
		s.postSystems(c)
	}
	// Without the part, its items stand directly under the platform.
	statutory := p
	if c := s.column(p, "法定主动公开内容", "fdzdgknr", kindCards); c != nil {
		statutory = c
	}
	s.buildItems(statutory)
	if c := s.column(p, "政府信息公开年报", "zfxxgknb", kindList); c != nil {
		s.postReports(c)
	}
	c := s.column(p, "依申请公开", "ysqgk", kindText)
	c.text = s.applyText()
	if !s.plan.apply["申请表"] {
		c.specials = append(c.specials, s.applyForm(c))
	}
}

func (s *Site) buildItems(parent *column) {
	org := s.byKey["机构职能"]
	for i, it := range items() {
		if i == 1 && org != nil {
			s.add(parent, &column{key: "机构职能", label: org.label, slug: "jgzn", alias: org})
		}
		c := s.column(parent, it.name, it.slug, kindList)
		if c == nil {
			continue
		}
		c.fill = filler{count: 8, newest: 12 + 5*i%40, span: 700, themes: s.cleanThemes(it.themes)}
		if it.name == "行政事业性收费" {
			c.fill.count = 0
			c.empty = "经核实，本机关目前无行政事业性收费项目，特此说明。（" + zhDate(s.daysBefore(90)) + "）"
		}
	}
	if s.byKey["行政事业性收费"] != nil {
		s.trap("column.blank", "公开事项:行政事业性收费", s.path(s.byKey["行政事业性收费"]), "栏目已说明本机关无此类事项")
		s.trap("disclosure.missing", "公开事项:行政事业性收费", s.path(s.byKey["行政事业性收费"]), "栏目已说明本机关无此类事项")
	}
	s.column(parent, "行政规范性文件", "xzgfxwj", kindList)
}

func (s *Site) postSystems(c *column) {
	for i, name := range []string{"政府信息公开工作制度", "政府信息公开保密审查制度", "政府信息公开属性认定制度", "依申请公开工作规程", "政府信息公开责任追究办法", "中华人民共和国政府信息公开条例"} {
		if s.plan.speaksOfMissing(name) {
			continue
		}
		title := s.Name() + name
		if i == 5 {
			title = name
		}
		s.post(c, article{title: title, date: s.daysBefore(120 + 90*i), body: []string{
			para("第一条 为做好政府信息公开工作，提高工作透明度，根据有关规定，制定本制度。"),
			para("第二条 公开政府信息应当坚持以公开为常态、不公开为例外，遵循公正、公平、合法、便民的原则。"),
			para("第三条 各科室对拟公开的信息先审查、后公开，谁公开、谁审查、谁负责。"),
		}})
	}
}

// guideText is the 指南 with the nine elements of Art. 12 and the way to apply.
func (s *Site) guideText() []string {
	out := []string{
		para("为方便公民、法人和其他组织获取本机关政府信息，根据《中华人民共和国政府信息公开条例》，编制本指南，并适时更新。"),
		para("更新日期：" + zhDate(s.daysBefore(75))),
		"<h3>一、政府信息的分类</h3>",
		para("分类：本机关主动公开的信息分为机构信息、法规文件、工作信息、财政信息和其他信息五类。"),
		"<h3>二、编排体系</h3>",
		para("编排体系：按照信息类别、生成日期编排，每条信息包括索引号、名称、内容概述、生成日期。"),
		"<h3>三、获取方式</h3>",
		para("获取方式：公众可以通过本网站、政府公报、档案馆、图书馆和政务服务大厅查阅主动公开的信息。"),
		"<h3>四、信息公开机构</h3>",
	}
	if !s.plan.apply["受理机构"] {
		out = append(out, para("机构名称："+s.Name()+"办公室"))
	}
	add := func(element, text string) {
		if !s.plan.apply[element] {
			out = append(out, para(text))
		}
	}
	add("办公地址", "办公地址："+s.city.name+s.city.road+"，邮政编码："+s.city.zip)
	add("办公时间", "办公时间：工作日上午10:00—14:00，下午15:30—19:30（法定节假日除外）")
	add("联系电话", "联系电话："+s.city.phone)
	out = append(out, para("传真号码："+s.city.fax), para("互联网联系方式：xxgk@"+s.city.slug+".example"))
	out = append(out, "<h3>五、依申请公开</h3>")
	return append(out, s.applyParas()...)
}

// applyParas are the elements of the way to apply, each in a paragraph of its own.
func (s *Site) applyParas() []string {
	var out []string
	add := func(element, text string) {
		if !s.plan.apply[element] {
			out = append(out, text)
		}
	}
	add("受理机构", para("受理机构："+s.Name()+"办公室"))
	add("办公地址", para("办公地址："+s.city.name+s.city.road+"，邮政编码："+s.city.zip))
	add("办公时间", para("办公时间：工作日上午10:00—14:00，下午15:30—19:30（法定节假日除外）"))
	add("联系电话", para("联系电话："+s.city.phone))
	add("办理流程", para("办理流程：（一）提出申请；（二）登记与审查；（三）自收到申请之日起20个工作日内答复，需要延长的经领导同意并告知申请人，延长期限不超过20个工作日；（四）送达。"))
	add("收费说明", para("收费说明：依申请提供政府信息不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费。"))
	return out
}

func (s *Site) applyText() []string {
	out := []string{para("公民、法人或者其他组织可以向本机关申请获取未主动公开的政府信息。")}
	out = append(out, s.applyParas()...)
	if !s.plan.apply["申请表"] {
		out = append(out, para("申请表可在本页下载，也可现场领取，填写后当面提交、邮寄或传真。"))
	}
	if !s.plan.apply["在线申请"] {
		out = append(out, "<h3>在线申请</h3>", applyFormHTML())
	}
	return out
}

func applyFormHTML() string {
	return `<form action="/apply/submit" method="post" id="sqForm"><table class="form-tb">` +
		`<tr><td>申请人姓名</td><td><input type="text" name="sqr_xm" maxlength="50"></td></tr>` +
		`<tr><td>证件号码</td><td><input type="text" name="sqr_zjhm"></td></tr>` +
		`<tr><td>通信地址</td><td><input type="text" name="sqr_txdz"></td></tr>` +
		`<tr><td>所需信息内容描述</td><td><textarea name="xxms" rows="5"></textarea></td></tr>` +
		`<tr><td>获取信息的方式</td><td><select name="hqfs"><option>邮寄</option><option>电子邮件</option><option>自行领取</option></select></td></tr>` +
		`<tr><td>验证码</td><td><input type="text" name="yzm"></td></tr>` +
		`<tr><td colspan="2"><input type="submit" value="提交申请"></td></tr></table></form>`
}

// applyForm carries the form to download; its page is the download page.
func (s *Site) applyForm(c *column) *article {
	p := &article{id: s.nextID, col: c, title: "政府信息公开申请表", date: s.daysBefore(400), source: s.Name(),
		body: []string{
			para("请下载填写政府信息公开申请表，公民须附身份证明，法人或其他组织须附营业执照或登记证书。"),
			para("填表说明：一、请用钢笔或签字笔填写，字迹清楚；也可在电脑上填写后打印签名。"),
			para("二、所需信息请写明名称、文号或者便于查询的其他特征性描述，描述越具体，越便于查找。"),
			para("三、一份表格只填写一项内容；需要多项的，请分别填写。"),
			para("四、委托他人代为提交的，须附授权委托书及受托人的身份证明。"),
			para("五、内容不明确的，我们将在收到之日起七个工作日内一次性告知补正，补正期限自告知书载明之日起计算。"),
			para("六、要求获取的信息涉及第三方权益的，我们将书面征求第三方意见，所需时间不计入期限。"),
		},
		files: []file{{name: "政府信息公开申请表.docx", text: []string{"政府信息公开申请表", "申请人信息", "所需信息情况"}}}}
	s.nextID++
	s.specials[p.id] = p
	return p
}

func (s *Site) buildDialogue() {
	top := s.byKey["政务公开"]
	switch s.plan.column["投诉建议"] {
	case "missing":
	case "misnamed":
		// 互动交流 is itself an official name, so the column stands alone.
		s.column(s.root, "投诉建议", "jzxx", kindText).text = s.complaintText()
	default:
		top = s.column(s.root, "互动交流", "hdjl", kindCards)
		s.column(top, "投诉建议", "tsjy", kindText).text = s.complaintText()
	}
	ask := s.column(top, "意见征集", "yjzj", kindList)
	back := s.column(top, "意见反馈", "yjfk", kindList)
	s.askMore(ask, back)
	for i, r := range regulations() {
		name := "《" + s.city.name + r.name + "》"
		d := s.daysBefore(r.days + 75)
		a := s.post(ask, article{title: "关于公开征求" + name + "（征求意见稿）意见的公告", date: d, body: []string{
			para("为增强决策的民主性和科学性，现向社会公开征求意见。征求意见时间为三十日，截止日期为" + zhDate(d.AddDate(0, 0, 30)) + "。"),
			para("公众可以通过信函、传真、电子邮件或者本栏目提出意见，请注明“征求意见”字样。"),
			para("附：起草依据与说明"),
		}, files: []file{{name: name[3:len(name)-3] + "征求意见稿.docx", text: []string{name, "征求意见稿"}}}})
		b := s.post(back, article{title: name + "征求意见采纳情况反馈", date: friday(d.AddDate(0, 0, 40)), body: []string{
			para(fmt.Sprintf("征求意见期间共收到意见%d条，采纳%d条，未采纳%d条，未采纳的已说明理由。", 9+i, 6+i, 3)),
		}})
		b.related = append(b.related, related{label: "征集公告", to: a})
		a.related = append(a.related, related{label: "反馈情况", to: b})
	}
}

// askMore adds inquiries of the quarter that are about no document.
func (s *Site) askMore(ask, back *column) {
	for i, about := range s.clean([]string{"候车亭设置点位", "冬季出行服务", "停车换乘设施布局", "道路标志标线设置"}) {
		d := s.daysBefore(33 + 45*i)
		a := s.post(ask, article{title: "关于" + about + "的网上调查", date: d, body: []string{
			para("为了解市民对" + about + "的意见，现开展网上调查，调查时间为十日，欢迎参与。")}})
		b := s.post(back, article{title: about + "网上调查结果反馈", date: friday(d.AddDate(0, 0, 14)), body: []string{
			para("调查期间共收到有效问卷" + fmt.Sprint(120+31*i) + "份，意见已转有关科室研究采纳。")}})
		b.related = append(b.related, related{label: "调查公告", to: a})
	}
}
