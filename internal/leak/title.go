package leak

import "strings"

// title is the first two lines of a page: its title and its heading. A sentence is
// neither: 请社会监督 asks for telephones of nobody.
func title(text string) string {
	first, rest, _ := strings.Cut(text, "\n")
	second, _, _ := strings.Cut(rest, "\n")
	if strings.Contains(second, "。") {
		second = ""
	}
	return head(first, 120) + "\n" + head(second, 120)
}

// lawful says whether the title of a page announces a disclosure that the law
// orders with names and numbers; a person must judge it.
func lawful(text string) bool {
	return holds(title(text), "失信", "惩戒", "送达公告", "公告送达", "通缉", "悬赏", "终本", "终结本次执行", "限制消费", "限制高消费", "被执行人", "黑名单",
		"欠税", "重大税收违法", "寻亲", "寻人", "认领")
}

// Specimen says whether a title announces a form that was filled in to show how: its
// numbers may be nobody's.
func Specimen(title string) bool {
	return holds(title, "样表", "样本", "样例", "样张", "填写示例", "填报示例", "填表示例", "（示例）", "(示例)", "示例文本", "范例", "范本", "示范文本", "模板",
		"填表说明", "填写说明", "填报说明", "填写指南", "填写指引")
}

// dutyRunes is how far above the first telephone of a list its heads stand.
const dutyRunes = 120

// ofDuty says whether the heads of a list of telephones are those of people in their
// posts: a list of private persons has no 职务, and one of firms begins with their names.
func ofDuty(text string, first int) bool {
	heads := tail(text[:first], dutyRunes)
	return holds(heads, "职务", "职责", "警号", "工号", "执法证号", "科室", "值守", "企业名称", "机构名称", "公司名称", "商名称", "律师事务所", "负责人", "法定代表人", "法人", "团队", "包保", "分管", "挂钩", "驻村", "帮扶干部", "帮扶责任人", "第一书记", "网格长")
}

// publicList says whether the title of a page announces a list of telephones that
// are meant to be called.
func publicList(text string) bool {
	return holds(title(text), "通讯录", "联系方式", "联系电话", "办公电话", "联系人", "值班", "监督", "投诉", "举报", "热线", "服务电话", "咨询电话", "责任人名单", "责任人公示", "网格员", "路长", "河长", "湖长", "林长", "站长", "网点", "名录", "办事指南", "公示牌", "窗口")
}
