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
	return holds(title(text), "失信", "惩戒", "送达公告", "公告送达", "通缉", "悬赏", "终本", "限制消费", "黑名单")
}

// publicList says whether the title of a page announces a list of telephones that
// are meant to be called.
func publicList(text string) bool {
	return holds(title(text), "通讯录", "联系方式", "联系电话", "办公电话", "联系人", "值班", "监督", "投诉", "举报", "热线", "服务电话", "咨询电话", "责任人名单", "责任人公示", "网格员", "路长", "河长", "湖长", "林长", "站长", "网点", "名录", "办事指南", "公示牌", "窗口")
}
