package finding

import "slices"

// A Defect describes one stable code a finding may carry. docs/defects.md is
// written from this table.
type Defect struct {
	Code     string
	Name     string   // Chinese
	Meaning  string   // what was seen
	Remedy   string   // how to mend it
	Basis    string   // the public rule behind it
	Guard    string   // what is never reported as this defect
	Severity Severity //
	Head     Head     //
	Due      int      // working days for rectification, our default
}

// Defects lists every code, family by family.
func Defects() []Defect { return slices.Concat(defects, websiteDefects) }

// DefectOf finds a code; ok is false for an unknown one.
func DefectOf(code string) (d Defect, ok bool) {
	for _, d := range Defects() {
		if d.Code == code {
			return d, true
		}
	}
	return Defect{}, false
}

const (
	ordinance  = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
	guideline  = "《政府网站发展指引》（国办发〔2017〕47号）"
	inspection = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）"
	reportForm = "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
	platform   = "《国务院办公厅政府信息与政务公开办公室关于规范政府信息公开平台有关事项的通知》（国办公开办函〔2019〕61号）"
)

var defects = []Defect{
	{"column.missing", "栏目缺失", "网站首页、导航、公开平台及站点地图中均未找到该栏目。", "设置该栏目，并在首页或公开平台提供入口。",
		ordinance + "第二十条", "首页、导航或公开平台有任一页面未能看全时不报；设在合并栏目中的不报。", Serious, HeadContent, 5},
	{"column.misnamed", "栏目名称不规范", "栏目已设置，但名称与规定名称不一致。", "将栏目名称规范为规定名称。",
		guideline, "规定名称及规范的合并栏目名称不报。", Hint, HeadInitiative, 10},
	{"column.blank", "空白栏目", "栏目可以打开，但没有任何内容。", "补充内容；确无内容的，公开说明或归并栏目。",
		inspection, "页面由脚本加载、未能看全、下设子栏目、或为单篇说明文字的不报。", Serious, HeadContent, 5},
	{"column.stale", "栏目更新不及时", "栏目最近一条信息的发布日期早于规定期限。", "及时发布应公开的信息；确无新增内容的，报送无新增内容说明。",
		inspection, "日期有疑义、列表未读到、置顶信息之外的信息在期限内的不报。", Normal, HeadTimely, 5},
	{"column.thin", "栏目内容偏少", "评价期内栏目发布的信息少于规定条数。", "按职责补充发布评价期内应公开的信息。",
		"评价要点（示范指标）", "列表未读到评价期起点时不报。", Normal, HeadContent, 5},
	{"column.undated", "列表未标注日期", "列表和文章页均未标注发布日期。", "在列表和文章页标注发布日期。",
		guideline, "列表或文章页任一处标注日期的不报。", Hint, HeadInitiative, 10},
	{"disclosure.missing", "法定主动公开事项缺失", "未找到该法定主动公开事项的栏目或信息。", "按条例第二十条公开该事项；确不涉及的，报督查部门核定。",
		ordinance + "第二十条", "覆盖不全时不报；不涉及该事项并经核定的不报。", Serious, HeadContent, 5},
	{"platform.missing", "公开平台固定内容缺失", "政府信息公开平台缺少规定的固定内容。", "在政府信息公开平台补齐该部分内容。",
		platform, "集中在上级平台公开的、页面未能看到的不报。", Serious, HeadContent, 5},
	{"budget.missing", "预决算信息缺失", "到公开时限后仍未找到该年度的部门预算或决算。", "补充公开该年度部门预算（决算）及“三公”经费信息。",
		"《中华人民共和国预算法》第十四条", "未到公开时限、附件未能读取、或在财政部门统一平台公开的不报。", Serious, HeadContent, 5},
	{"budget.late", "预决算公开不及时", "预决算的发布日期晚于财政部门批复后20日，或晚于评价指标设定的公开期限。", "核实批复日期和实际公开日期，今后在批复后20日内公开。",
		"《中华人民共和国预算法》第十四条", "只列疑似，由人工判断：正文没有写明批复日期、规则也没有给出统一批复日期的，没有可靠发布日期的不报。", Hint, HeadTimely, 5},
	{"budget.sum", "“三公”经费合计不符", "“三公”经费合计与各项之和不相等。", "核对并更正数据。",
		"《中华人民共和国预算法》第十四条", "四舍五入造成的尾差不报；未读到的项目参与的合计不报。", Serious, HeadContent, 1},
	{"budget.vehicle", "公务用车费用不符", "公务用车购置及运行费与购置费、运行费之和不相等。", "核对并更正数据。",
		"《中华人民共和国预算法》第十四条", "四舍五入造成的尾差不报；另有其他分项的不报。", Serious, HeadContent, 1},
	{"budget.change", "增减额不符", "增减额与两年数额之差不相等。", "核对并更正数据。",
		"《中华人民共和国预算法》第十四条", "比较对象不明的不报。", Normal, HeadContent, 5},
	{"budget.rate", "增减率不符", "增减率、完成预算的比例与数额不相符。", "核对并更正数据。",
		"《中华人民共和国预算法》第十四条", "按印出的精度比较；上年为零的不报。", Normal, HeadContent, 5},
	{"budget.share", "占比不符", "文中写明的占比与所列数额不相符。", "核对并更正数据，写明占比以何数为基数。",
		"《中华人民共和国预算法》第十四条", "只列疑似，由人工判断：按印出的精度比较；与文中任一可能的总数相符的、占比为约数的不报。", Normal, HeadContent, 5},
	{"budget.table", "预决算表格不全", "缺少规定的表格。", "补齐规定的表格；没有数据的列空表并说明。",
		"《中华人民共和国预算法》第十四条", "附件未读取的不报。", Normal, HeadContent, 5},
	{"budget.explanation", "预决算说明不全", "缺少机关运行经费、政府采购、国有资产占用或绩效的说明。", "补充说明。",
		"《中华人民共和国预算法》第十四条", "附件未读取的不报。", Normal, HeadContent, 5},
	{"budget.zero", "“三公”经费为零而有数量", "费用为零，却列有团组、人次、车辆或批次。", "核对并更正数据。",
		"《中华人民共和国预算法》第十四条", "由其他单位承担费用并作说明的不报。", Normal, HeadContent, 5},
	{"budget.prose", "预决算文字与表格不符", "文字说明的数额与表格不一致。", "核对并更正数据。",
		"《中华人民共和国预算法》第十四条", "单位、口径不同的不报。", Serious, HeadContent, 1},
	{"interpretation.missing", "政策文件未解读", "应当解读的政策文件没有对应的解读材料。", "补充发布解读材料，并与政策文件相互关联。",
		"《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）", "解读栏目未看全、无需解读的文件、转发上级文件不报。", Normal, HeadContent, 5},
	{"interpretation.late", "解读发布不及时", "解读材料晚于政策文件发布3个工作日以上。", "今后解读材料与政策文件同步发布，最迟不超过评价指标规定的期限。",
		"《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）；期限以评价指标和本地规定为准", "任一日期有疑义时不报。", Normal, HeadTimely, 5},
	{"interpretation.one_way", "政策文件与解读未双向关联", "政策文件与解读材料只有单向链接或没有链接。", "在政策文件页与解读页互相设置链接。",
		inspection, "任一页面未看到、或相关链接由脚本加载时不报。", Hint, HeadInitiative, 5},
	{"application.missing", "依申请公开要素缺失", "依申请公开栏目及公开指南中未找到该要素。", "在依申请公开栏目或公开指南中补充该要素。",
		ordinance + "第十二条、第二十七条至第四十五条", "指南以附件、图片形式公开而未能读取时不报。", Normal, HeadContent, 5},
	{"page.tag_missing", "网页标签缺失", "抽查的网页缺少规定的网页标签。", "按规定补全网页标签。",
		guideline, "只抽查到个别页面时不报。", Hint, HeadInitiative, 10},
	{"page.footer_missing", "页脚要素缺失", "首页底部缺少规定的要素。", "在首页底部补充该要素。",
		guideline, "由脚本绘制的标识和找错入口列为疑似，不直接扣分。", Normal, HeadInitiative, 5},
	{"link.dead", "链接打不开", "链接指向的页面不存在，两次访问结果相同。", "更正或删除该链接。",
		inspection, "被拦截、超时、服务器错误及站外链接不报。", Normal, HeadInitiative, 3},
	{"link.soft404", "链接内容不存在", "链接打开后提示页面不存在，两次访问结果相同。", "更正或删除该链接。",
		inspection, "正文中提及“404”等字样的正常页面不报。", Normal, HeadInitiative, 3},
	{"report.missing", "年度报告缺失", "到公开时限后仍未找到上一年度政府信息公开工作年度报告。", "补充公开该年度政府信息公开工作年度报告。",
		ordinance + "第四十九条、第五十条", "集中在上级平台公开的、年报栏目未能看到的不报。", Serious, HeadContent, 1},
	{"report.late", "年度报告公开不及时", "年度报告标注的发布日期晚于1月31日。", "核实实际公开日期，今后于1月31日前公开上一年度报告。",
		ordinance + "第四十九条、第五十条", "只列疑似：改版迁移会改变标注的日期；同一时期集中补传的、日期有疑义的不报。", Hint, HeadTimely, 5},
	{"report.label", "年报标签有误", "表格或条目的标签与规定格式不一致。", "按规定格式更正标签。",
		reportForm, "条例条款的其他通行写法不报。", Serious, HeadContent, 5},
	{"report.sum", "年报合计不符", "表格中的合计与分项之和不相等。", "核对并更正表格数据。",
		reportForm, "空白单元格、未能读取的单元格参与的合计不报。", Serious, HeadContent, 1},
	{"report.balance", "年报勾稽关系不成立", "申请办理表中“本年新收加上年结转”不等于“办理结果总计加结转下年”。", "核对并更正表格数据。",
		reportForm, "由同一处合计错误引起的不重复报。", Serious, HeadContent, 1},
	{"report.carry", "年报结转不衔接", "上年结转与上一年度报告的结转下年度不一致。", "核对两年报告并更正。",
		reportForm, "没有读到上一年度报告时不报。", Serious, HeadContent, 5},
	{"report.section", "年报缺少部分", "报告缺少规定的部分。", "按规定格式补齐该部分。",
		reportForm, "页面未能读全、内容为图片时不报。", Serious, HeadContent, 5},
	{"report.title", "年报标题不规范", "部分的标题与规定标题不一致。", "按规定格式更正标题。",
		reportForm, "条例第五十条的写法不报。", Hint, HeadContent, 10},
	{"report.fee", "年报未说明信息处理费", "“其他需要报告的事项”没有说明信息处理费收取情况。", "补充说明信息处理费收取情况，没有收取的也应说明。",
		reportForm, "该部分未能读取时不报。", Normal, HeadContent, 5},
	{"report.cell", "年报单元格不规范", "表格单元格中除数字外还有其他文字。", "单元格只填数字。",
		reportForm, "“/”“-”等表示没有的写法不报。", Hint, HeadContent, 10},
	{"report.length", "年报总体情况过长", "“总体情况”超过规定的字数。", "精简“总体情况”。",
		reportForm, "规定为原则上不超过1000字，略有超出不报。", Hint, HeadContent, 10},
	{"report.basis", "年报依据不完整", "引言没有写明编制依据或报告名称不规范。", "在引言中写明编制依据。",
		reportForm, "引言未能读取时不报。", Hint, HeadContent, 10},
	{"report.copied", "年报内容雷同", "与其他报告的文字高度相同。", "结合本单位本年度工作重新编写。",
		reportForm, "只列疑似，由人工判断。", Normal, HeadInitiative, 5},
	{"report.old_format", "年报使用旧格式", "2021年度及以后的报告仍使用旧的试行格式。", "按现行格式重新编写。",
		reportForm, "2020年度及以前的报告不报。", Serious, HeadInitiative, 5},
	{"report.prose", "年报文字与表格不符", "正文中的数字与表格不一致。", "核对正文与表格。",
		reportForm, "只列疑似：正文口径可能不同。", Normal, HeadContent, 5},
	{"report.other", "年报“其他”占比过高", "办理结果中“其他处理”占比过高。", "按规定的类别重新归类。",
		reportForm, "只列疑似，由人工判断。", Hint, HeadContent, 10},
	{"leak.identity", "泄露居民身份证号码", "页面或附件公开了完整的居民身份证号码。", "立即撤下或隐去号码（保留前2位和后3位），清除搜索引擎快照，并检查同批信息。",
		ordinance + "第十五条；《中华人民共和国个人信息保护法》第二十五条、第二十八条", "校验码、地区码或出生日期不成立的，统一社会信用代码、索引号、账号、单号、许可证号，已隐去的号码不报；15位号码、示例和失信惩戒等依法公开的只列疑似。", Serious, HeadInitiative, 1},
	{"leak.secrecy_mark", "带有国家秘密标志", "页面、附件或附件名称带有“密级★期限”形式的标志。", "立即停止复制和传播，撤下该内容，由保密工作机构核查处理。",
		"《中华人民共和国保守国家秘密法》；" + ordinance + "第十四条", "只列疑似，仅报督查部门；介绍保密知识和公文格式的页面、考试试卷不报。", Serious, HeadInitiative, 1},
	{"leak.personal_list", "公开个人电话或银行卡名单", "姓名与手机号码并列成名单，或标明的银行卡号校验成立。", "核实公开依据；没有依据的，立即撤下或隐去号码。",
		ordinance + "第十五条；《中华人民共和国个人信息保护法》第二十五条、第二十八条", "只列疑似；服务电话、联系人电话、通讯录、收费账户不报。", Normal, HeadInitiative, 1},
	{"leak.internal_mark", "带有内部标识", "页面或附件单独标有“内部资料”“工作秘密”“不予公开”等字样。", "核实公开审查记录；不应公开的，立即撤下。",
		ordinance + "第十六条、第十七条", "只列疑似；正文提到这些词语、年报表格项目不报。", Normal, HeadInitiative, 1},
	{"topic.missing", "重点主题未公开", "评价期内未找到该主题的公开信息。", "围绕该主题发布工作进展、政策措施等信息。",
		"评价要点（示范指标）", "列表未读到评价期起点、页面未看全时不报。", Normal, HeadContent, 5},
	// Contents of documents, dates and outward links.
	{"interpretation.copied", "解读照抄文件", "解读材料的文字大部分与所解读的文件相同。", "围绕背景依据、主要内容、适用范围等重新编写解读。",
		"《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）", "只列疑似，由人工判断；图解、音视频和篇幅很短的解读，解读页附有文件原文的不报。", Normal, HeadContent, 5},
	{"interpretation.unnamed", "解读未写明所解读的文件", "解读材料没有写明所解读文件的名称或文号。", "在解读中写明文件名称和文号，并链接到文件。",
		"《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）", "只列疑似，由人工判断；以图片为主的解读不报。", Hint, HeadInitiative, 5},
	{"interpretation.bare", "解读要素缺失", "解读材料没有说明背景依据、主要内容、适用范围等任何一项要素。", "补充解读要素。",
		"《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）", "只列疑似，由人工判断；以图片为主的解读不报。", Hint, HeadContent, 5},
	{"interpretation.form", "解读形式单一", "评价期内的解读材料全部为文字，没有图解、音视频等形式。", "采用图解、音视频、问答等形式解读。",
		"评价要点（示范指标）", "只列疑似，由人工判断；解读少于规定件数、页面未能全部看到的不报。", Hint, HeadInitiative, 10},
	{"date.future", "日期晚于检查日期", "页面显示的发布日期晚于页面被看到的日期。", "核实并更正发布日期。",
		inspection, "只列疑似，由人工判断；没有写明年份的日期不报。", Hint, HeadTimely, 5},
	{"date.conflict", "发布日期前后不一", "同一信息在列表、文章页、网址或附件中的日期相差较大。", "核实发布日期。",
		inspection, "只列疑似，由人工判断；成文日期早于发布日期、相差数日、全站网址或标签统一为迁移日期的不报。", Hint, HeadTimely, 5},
	{"date.crowded", "信息集中在评价期末日", "栏目在评价期内的多数信息标注为评价期最后一日。", "核实实际发布日期，日常及时发布。",
		inspection, "只列疑似，由人工判断；按月定期发布的、条数较少的不报。", Hint, HeadTimely, 5},
	{"date.backdated", "疑似补录信息", "列表中有信息标注的日期早于上次检查日，而上次检查时列表中没有这些信息。", "核实实际发布日期，按实际日期标注；补录的注明补录时间。",
		inspection, "只列疑似，由人工判断；没有上次快照、列表当时未显示到该日期、标题或网址曾出现过、相差不足15天的不报。", Hint, HeadTimely, 5},
	{"link.hidden", "隐藏的外部链接", "页面有对访问者隐藏、指向无关网站的链接。", "核实来源，清除链接并检查网站安全。",
		inspection + "单项否决", "只列疑似，由人工判断；站内、政府网站、教育科研网站和无障碍跳转链接不报。", Serious, HeadInitiative, 1},
	{"link.drifted", "外部链接内容不符", "页面链接的外部网站含有博彩等内容，或域名已停放出售。", "核实并清除链接。",
		inspection + "单项否决", "只列疑似，由人工判断；只凭链接文字或快照中已有的目标页面判断，新闻报道提到的词语不报。", Serious, HeadInitiative, 1},
	{"link.intranet", "公开页面链接内网地址", "公开页面的链接指向内部网络或本机地址，访问者无法打开。", "改为可以公开访问的地址，或删除该链接。",
		guideline, "网站本身就在内网的不报；正文中提到而不是链接的地址不报。", Normal, HeadInitiative, 3},
	{"document.field_missing", "规范性文件要素缺失", "已读到的规范性文件页面都没有标注该要素。", "在文件页标注索引号、文号、成文日期、发布日期和有效性。",
		"评价要点（示范指标）", "只读到个别文件、页面由脚本加载、正文在附件中的不报；部分文件缺少的列为疑似。", Normal, HeadContent, 5},
	{"document.superseded", "已废止文件仍标注有效", "文件已由本网站公布的其他文件宣布废止或失效，页面仍标注“有效”。", "核实后更新文件的有效性标注。",
		"评价要点（示范指标）", "只列疑似，由人工判断；只废止部分条款的、页面没有有效性标注的不报。", Normal, HeadTimely, 5},
	{"document.number_form", "文号格式不规范", "文号的年份未用六角括号〔〕括入，或文号没有年份、序号。", "按公文格式更正文号。",
		"《党政机关公文格式》（GB/T 9704-2012）", "只列疑似；令、公告、通告的文号不报。", Hint, HeadContent, 10},
	{"document.count", "规范性文件数量与年报不符", "上一年度本网站公布的行政规范性文件数量多于年度报告所列的制发件数。", "核对年度报告和文件目录。",
		reportForm, "只列疑似，由人工判断；网站少于年报的、没有读到年报或文件列表的不报。", Hint, HeadContent, 5},
	{"change.short_notice", "变更公告提前期不足", "公告的发布日期距线路变更实施不足规定天数。", "今后提前公告线路、站点、时间等变更。",
		"《公共交通企业信息公开规定》（交通运输部令2022年第11号）", "只列疑似，由人工判断；临时绕行、突发情况、没有写明实施日期的不报。", Hint, HeadTimely, 5},
	{"site.unreachable", "网站无法访问", "检查期间网站首页多次无法打开。", "尽快恢复网站访问，并排查网络与服务器。",
		inspection + "单项否决", "单次检查只列为疑似；按规定须一周内每日20次以上访问、失败率达5%方可认定。", Veto, HeadInitiative, 1},
}
