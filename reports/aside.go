package reports

import (
	"sort"
	"strings"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/rules"
)

// Item is one rule set aside, with its reason.
type Item struct {
	ID, Level2, Title, Reason string
	Worth                     rules.Points
}

// Group is several items with one cause and one piece of advice.
type Group struct {
	Cause, Advice string
	Items         []Item
}

// Aside lists the rules of one verdict in the order of the table.
func Aside(a *result.Audit, v finding.Verdict) []Item {
	var list []Item
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			if r.Verdict == v {
				list = append(list, Item{ID: r.ID, Level2: ind.Level2, Title: r.Title, Reason: r.Reason, Worth: r.Worth})
			}
		}
	}
	return list
}

// causes are the kinds of blindness, told by the words of the reason; the first
// that fits counts.
func causes() []struct {
	words         []string
	cause, advice string
} {
	return []struct {
		words         []string
		cause, advice string
	}{
		{[]string{"脚本", "附件", "图片", "扫描"}, "内容在附件、图片或脚本中", "请人工打开页面和附件核查；建议网站以网页文字公开。"},
		{[]string{"日期不明", "日期有疑", "日期"}, "日期无法认定", "请人工核对发布日期；建议网站在列表和文章页标注完整日期。"},
		{[]string{"程序"}, "检查程序未能作出认定", "请将本报告反馈给维护人员，该项由人工核查。"},
		{[]string{"未覆盖", "看全", "未能看到", "没有记录", "未读", "没有读到", "只读到", "未抓取"}, "页面没有看全", "请再次运行检查补齐未看全的页面；仍看不全的，由人工核查。"},
	}
}

// Blind groups what could not be verified by cause. A reason that names a
// problem of the crawl takes that problem's advice.
func Blind(a *result.Audit, wording Wording) []Group {
	index := map[string]int{}
	var groups []Group
	for _, item := range Aside(a, finding.Unverifiable) {
		cause, advice := causeOf(a, item.Reason, wording)
		n, ok := index[cause]
		if !ok {
			n = len(groups)
			index[cause] = n
			groups = append(groups, Group{Cause: cause, Advice: advice})
		}
		groups[n].Items = append(groups[n].Items, item)
	}
	return groups
}

// homeUnread is what the reasons say where the start page could not be read.
const homeUnread = "首页未能读取"

func causeOf(a *result.Audit, reason string, wording Wording) (cause, advice string) {
	for _, key := range problems(a) {
		if name, advice := wording(key); name != "" && advice != "" && strings.Contains(reason, name) {
			return name, advice
		}
	}
	if strings.Contains(reason, homeUnread) {
		return homeUnread, mainAdvice(a, wording)
	}
	for _, c := range causes() {
		for _, w := range c.words {
			if strings.Contains(reason, w) {
				return c.cause, c.advice
			}
		}
	}
	return "其他原因", "请人工核查后录入结果。"
}

// problems are the crawl's problems in a fixed order.
func problems(a *result.Audit) []string {
	var keys []string
	for key := range a.Snapshot.Pages.Failed {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// Failure is one kind of page that could not be read.
type Failure struct {
	Name, Advice string
	Count        int
}

// Failures lists why pages could not be read, most frequent first.
func Failures(a *result.Audit, wording Wording) []Failure {
	var list []Failure
	for _, key := range problems(a) {
		name, advice := wording(key)
		list = append(list, Failure{Name: name, Advice: advice, Count: a.Snapshot.Pages.Failed[key]})
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Count > list[j].Count })
	return list
}

// Failed is how many pages could not be read.
func Failed(a *result.Audit) int {
	n := 0
	for _, count := range a.Snapshot.Pages.Failed {
		n += count
	}
	return n
}
