package notify

import (
	"fmt"
	"strings"
	"time"
)

// beijing is fixed: the deadline of a notice is a Beijing day.
var beijing = time.FixedZone("CST", 8*3600)

// Day writes a day as people read it.
func Day(t time.Time) string { return t.In(beijing).Format("2006年1月2日") }

// Subject is the notice in one line.
func (n Notice) Subject() string {
	var b strings.Builder
	fmt.Fprintf(&b, "【%s】%s", n.Kind.Chinese(), n.Unit)
	if n.Number != "" {
		fmt.Fprintf(&b, " %s", n.Number)
	}
	if len(n.Items) > 0 {
		fmt.Fprintf(&b, " 共%d项", len(n.Items))
	}
	switch limit := n.Limit(); {
	case limit == "":
	case n.Kind == Overdue || n.Kind == Escalate || n.late():
		fmt.Fprintf(&b, "，期限%s已过", limit)
	default:
		fmt.Fprintf(&b, "，%s前反馈", limit)
	}
	return b.String()
}

// limits are the first and the last day of what the notice asks for.
func (n Notice) limits() (first, last time.Time) {
	if n.Kind.ends() {
		return first, last // nothing is asked
	}
	first, last = n.Due, n.Due
	for _, it := range n.Items {
		if it.Due.IsZero() {
			continue
		}
		if first.IsZero() || it.Due.Before(first) {
			first = it.Due
		}
		if it.Due.After(last) {
			last = it.Due
		}
	}
	return first, last
}

// mixed says that not all is due on one day.
func (n Notice) mixed() bool {
	first, last := n.limits()
	return !first.Equal(last)
}

// Limit names the last day, or where the cases are due on several days the first
// and the last: the last alone would have the others missed. Empty without one.
func (n Notice) Limit() string {
	switch first, last := n.limits(); {
	case last.IsZero():
		return ""
	case first.Equal(last):
		return Day(last)
	default:
		return "最早" + Day(first) + "、最晚" + Day(last)
	}
}

// late says that the last day was over when the notice was issued.
func (n Notice) late() bool {
	_, last := n.limits()
	return !n.Issued.IsZero() && last.In(beijing).AddDate(0, 0, 1).Before(n.Issued)
}

// ask begins a request with its day.
func (n Notice) ask() string {
	switch limit := n.Limit(); {
	case limit == "":
		return "请"
	case n.late():
		return "期限" + limit + "已过，请立即"
	case n.mixed():
		return "请按各项所列期限（" + limit + "）"
	default:
		return "请于" + limit + "前（含当日）"
	}
}

// Lead is the sentence a notice opens with.
func (n Notice) Lead() string {
	if n.Text != "" {
		return n.Text
	}
	due := ""
	if !n.Due.IsZero() {
		due = Day(n.Due)
	}
	switch n.Kind {
	case First:
		return fmt.Sprintf("在%s政务公开检查中，发现贵单位存在下列问题%d项，%s完成整改并反馈。", n.Quarter, len(n.Items), n.ask())
	case Remind:
		return fmt.Sprintf("下列%d项问题的整改期限为%s（含当日），尚未收到整改完成的反馈，请抓紧办理。", len(n.Items), due)
	case Overdue:
		return fmt.Sprintf("下列%d项问题的整改期限%s已过，尚未收到整改完成的反馈，请立即办理、反馈并说明原因。", len(n.Items), due)
	case Refused:
		return fmt.Sprintf("贵单位反馈已整改的下列%d项问题，经复查仍然存在，%s继续整改并反馈。", len(n.Items), n.ask())
	case Closed:
		return fmt.Sprintf("下列%d项问题经复查已整改到位，予以销号。", len(n.Items))
	case Upheld:
		return fmt.Sprintf("贵单位对下列%d项问题提出的申诉，经核查，问题仍予认定（有改判的见说明），%s完成整改并反馈。", len(n.Items), n.ask())
	case Dropped:
		return fmt.Sprintf("下列%d项问题经核查予以撤销，不再要求整改，此前发出的相应通知内容作废。", len(n.Items))
	case Extended:
		return fmt.Sprintf("同意下列%d项问题延期整改，%s完成整改并反馈。", len(n.Items), n.ask())
	case Excused:
		return fmt.Sprintf("下列%d项问题经批准，在%s前不要求整改。", len(n.Items), due)
	case Moved:
		return fmt.Sprintf("下列%d项问题已改由其他单位负责，贵单位无需再办理。", len(n.Items))
	case Escalate:
		return fmt.Sprintf("%s的下列%d项问题逾期未反馈整改完成，请督办。", n.Unit, len(n.Items))
	}
	return ""
}

// Answerable says that the unit is to answer.
func (n Notice) Answerable() bool {
	switch n.Kind {
	case First, Remind, Overdue, Refused, Upheld, Extended:
		return true
	}
	return false
}

// ends says that nothing more is asked for.
func (k Kind) ends() bool { return k == Closed || k == Dropped || k == Moved || k == Excused }

// DueOf is the last day of a case as the notice shows it; zero when nothing is asked for.
func (n Notice) DueOf(it Item) time.Time {
	switch {
	case n.Kind.ends():
		return time.Time{}
	case it.Due.IsZero():
		return n.Due
	}
	return it.Due
}

// Rights are what a unit may do besides mending. What is over is not offered again: an
// appeal belongs to the first notice, more time to the days before the limit.
func (n Notice) Rights() string {
	var parts []string
	switch n.Kind {
	case First:
		within := "及时"
		if n.Appeal > 0 {
			within = fmt.Sprintf("在收到整改通知之日起%d个工作日内", n.Appeal)
		}
		parts = append(parts, "对问题有异议的，请"+within+"提出申诉")
	case Refused:
		parts = append(parts, "对复查结果有异议的，请按联系方式说明")
	}
	if n.Kind != Overdue && !n.late() {
		parts = append(parts, "需要延期的，请在期限届满前申请")
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "；") + "。"
}

// SeenAt is when the page was looked at, Beijing time; empty where it is not told.
func (it Item) SeenAt() string {
	if it.Seen.IsZero() {
		return ""
	}
	return it.Seen.In(beijing).Format("2006年1月2日 15:04") + "（北京时间）"
}

// Line is one case in one line.
func (it Item) Line(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d．[%s] %s", i+1, it.Case, it.Indicator)
	if it.Problem != "" {
		fmt.Fprintf(&b, "：%s", it.Problem)
	}
	return b.String()
}

// elsewhere says where the items are that have no room.
func (n Notice) elsewhere() string {
	if len(n.Files) > 0 {
		return "见所附问题清单"
	}
	return "未能列出，请联系督查部门索取问题清单"
}

// answering says how to answer, by what the receiver has at hand.
func (n Notice) answering() string {
	if len(n.Files) > 0 {
		return "填写所附问题清单中的反馈栏并回传，或按联系方式回复"
	}
	return "按联系方式回复（写明方括号中的编号）"
}

// Plain is the notice as text, at most so many items written out.
func (n Notice) Plain(most int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s：\n\n    %s\n", n.Unit, n.Lead())
	for i, it := range n.Items {
		if i == most {
			fmt.Fprintf(&b, "\n其余%d项%s。\n", len(n.Items)-most, n.elsewhere())
			break
		}
		fmt.Fprintf(&b, "\n%s\n", it.Line(i))
		if n.Kind.ends() {
			it.Quote, it.Basis, it.Request, it.Seen = "", "", "", time.Time{} // nothing is to be mended any more
		}
		for _, part := range [][2]string{{"网址", it.URL}, {"证据摘录", it.Quote}, {"取证时间", it.SeenAt()}, {"依据", it.Basis}, {"整改要求", it.Request}, {"说明", it.Note}} {
			if part[1] != "" {
				fmt.Fprintf(&b, "    %s：%s\n", part[0], part[1])
			}
		}
		if !it.Due.IsZero() && n.mixed() {
			fmt.Fprintf(&b, "    整改期限：%s\n", Day(it.Due))
		}
	}
	b.WriteByte('\n')
	if n.Number != "" {
		fmt.Fprintf(&b, "通知编号：%s\n", n.Number)
	}
	if n.Link != "" {
		fmt.Fprintf(&b, "查看与反馈：%s\n", n.Link)
	}
	if n.Contact != "" {
		fmt.Fprintf(&b, "联系方式：%s\n", n.Contact)
	}
	if n.Answerable() {
		b.WriteString("反馈方式：" + n.answering() + "。" + n.Rights() + "\n")
	}
	if n.Office != "" {
		fmt.Fprintf(&b, "\n%s\n%s\n", n.Office, Day(n.Issued))
	}
	return b.String()
}
