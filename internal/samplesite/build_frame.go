package samplesite

import (
	"fmt"
	"strings"
	"time"
)

// tableSet is the set of tables of a budget or of final accounts: the official
// names, and names that mean the same and are as good. The last is that of the
// three expenses.
func tableSet(what string, variant bool) []string {
	switch {
	case what == "决算" && variant:
		return []string{"收支决算总表", "收入决算表", "支出决算表", "财政拨款收支决算总表", "一般公共预算支出决算明细表", "一般公共预算基本支出决算表", "政府性基金收支决算表", "国有资本经营预算支出决算表", "“三公”经费支出决算表"}
	case what == "决算":
		return []string{"收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表", "政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表", "一般公共预算财政拨款“三公”经费支出决算表"}
	case variant:
		return []string{"收支预算总表", "收入预算总表", "支出预算总表", "财政拨款收支预算总表", "一般公共预算财政拨款支出预算表", "一般公共预算基本支出预算表", "政府性基金预算财政拨款支出表", "“三公”经费预算表"}
	}
	return []string{"部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表", "政府性基金预算支出表", "一般公共预算“三公”经费支出表"}
}

// frame is what a paper holds besides its figures, and how.
type frame struct {
	titles   []string // of the tables on the page, that of the three expenses last
	attached []string // of the tables in the attachment
	notes    []string // the four explanations
	approval string   // who approved it and when
}

// frameOf lays a paper out: with the tables under their official names, under
// names that are as good, or in an attachment.
func (s *Site) frameOf(year int, what string, day time.Time, newest bool) frame {
	h := mix(s.seed, uint64(year), hash(what), 91)
	f := frame{notes: s.explanations(year, what)}
	faulty := func(code string) bool { return newest && s.spoilsBudget(code, what) }
	way := h % 3
	if faulty("budget.table") || faulty("budget.explanation") {
		way %= 2
	}
	if len(f.notes) < 4 {
		way = 2 // what the site is not to mention cannot be explained: only an extract is on the page
	}
	set := tableSet(what, way == 1)
	switch {
	case way == 2:
		f.titles, f.attached = set[len(set)-1:], set
	case faulty("budget.table"):
		gone := pick([]int{1, 2, 5, 6}, h>>8)
		f.titles = append(append(f.titles, set[:gone]...), set[gone+1:]...)
	default:
		f.titles = set
	}
	if faulty("budget.explanation") && len(f.notes) == 4 {
		gone := h >> 16 % 4
		f.notes = append(append([]string{}, f.notes[:gone]...), f.notes[gone+1:]...)
	}
	f.approval = s.approvalOf(what, day, h>>24, faulty("budget.late"))
	return f
}

// frameTraps notes what only looks incomplete or late.
func (s *Site) frameTraps(a *article, paper, tables string, f frame) {
	if len(f.attached) > 0 {
		s.trap("budget.table", tables, s.articlePath(a), "整套报表在附件中")
	} else if f.titles[0] == tableSet("预算", true)[0] || f.titles[0] == tableSet("决算", true)[0] {
		s.trap("budget.table", tables, s.articlePath(a), "报表用通行的其他名称")
	}
	if len(f.notes) == 4 && f.canLack() && strings.HasPrefix(f.notes[0], "行政") {
		s.trap("budget.explanation", strings.Replace(tables, "公开表格", "情况说明", 1), s.articlePath(a), "说明用通行的其他名称")
	}
	if f.approval != "" && !s.spoilsBudget("budget.late", "预算") {
		s.trap("budget.late", paper, s.articlePath(a), "批复后20日内公开")
	}
}

// canLack says whether a frame shows enough to lack something.
func (f frame) canLack() bool { return len(f.attached) == 0 }

// explanations are the four that go with every budget, without what the site is
// not to mention.
func (s *Site) explanations(year int, what string) []string {
	n := between(mix(s.seed, uint64(year), hash(what), 92), 200, 900)
	running, assets := "机关运行经费", "国有资产占用"
	if otherWords(n) {
		running, assets = "行政运行经费", "固定资产占用"
	}
	return s.clean([]string{
		fmt.Sprintf("%[1]s情况：%[2]d年%[1]s%[3]s万元，主要用于办公费、邮电费、差旅费和日常维修费。", running, year, yuan(n*11)),
		fmt.Sprintf("政府采购情况：%d年政府采购总额%s万元，其中：政府采购货物支出%s万元、政府采购工程支出%s万元、政府采购服务支出%s万元。", year, yuan(n*6), yuan(n), yuan(n*2), yuan(n*3)),
		fmt.Sprintf("%s情况：截至%d年末，共有房屋%d平方米，单价五十万元以上的通用设备%d台。", assets, year-1, n*4, n%5),
		fmt.Sprintf("绩效情况：%d年实行绩效目标管理的项目%d个。", year, 2+n%7),
	})
}

// otherWords says whether a paper names two of the explanations otherwise.
func otherWords(n int) bool { return n%2 == 1 }

// approvalOf is the sentence on the approval; half of the papers have none.
func (s *Site) approvalOf(what string, day time.Time, h uint64, late bool) string {
	days := between(h>>2, 5, 20)
	switch {
	case late:
		days = between(h>>2, 24, 70)
	case h%2 == 0:
		return ""
	}
	on := zhDate(day.AddDate(0, 0, -days))
	return pick([]string{
		"本部门" + what + "由" + s.city.name + "财政局于" + on + "批复。",
		"批复单位：" + s.city.name + "财政局；批复日期：" + on + "。",
	}, h>>12)
}

// plainTables are the tables of a set but that of the three expenses.
func plainTables(titles []string, income int) []string {
	var out []string
	for i, title := range titles[:len(titles)-1] {
		rows := `<tr><td colspan="2">本部门没有此项收支，本表为空表。</td></tr>`
		if !strings.Contains(title, "政府性基金") && !strings.Contains(title, "国有资本") {
			rows = plainRows(income)
		}
		out = append(out, fmt.Sprintf(`<p>表%d　%s</p><table border="1" class="bg"><tr><td>项目</td><td>金额（万元）</td></tr>%s</table>`, i+1, title, rows))
	}
	return out
}

// plainRows divide a sum among the heads of expenditure.
func plainRows(sum int) string {
	var b strings.Builder
	left := sum
	for i, head := range []string{"社会保障和就业支出", "卫生健康支出", "住房保障支出", "交通运输支出"} {
		n := left / 7
		if i == 3 {
			n = left
		}
		left -= n
		fmt.Fprintf(&b, "<tr><td>%s</td><td>%s</td></tr>", head, yuan(n))
	}
	fmt.Fprintf(&b, "<tr><td>合计</td><td>%s</td></tr>", yuan(sum))
	return b.String()
}

// terms explains the words of a budget; what must be reported is no word of it.
func terms() []string {
	return []string{
		para("一、财政拨款：指本级财政当年拨付给本部门的资金，是本部门资金的主要来源。"),
		para("二、其他收入：指除财政拨款、事业收入、经营收入以外取得的收入，主要是利息收入和上级补助。"),
		para("三、上年结转：指以前年度尚未完成、结转到本年仍按原规定用途继续使用的资金。"),
		para("四、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
		para("五、项目支出：指在基本支出之外为完成特定的工作任务和事业发展目标所发生的支出，主要用于公路养护、客运管理、信息系统运行维护等方面。"),
		para("六、“三公”经费：指因公出国（境）费、公务用车购置及运行费和公务接待费。其中公务用车购置及运行费反映车辆购置、燃料、维修、过桥过路、保险等方面的支出。"),
	}
}
