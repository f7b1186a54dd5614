package xlsx

import (
	"fmt"
	"strings"

	"ducha/internal/finding"
	"ducha/reports"
)

// blind lists what was not judged, and why.
func (b *book) blind() {
	cols := []column{{"序号", 6, b.center}, {"类别", 12, b.center}, {"原因归类", 16, b.text}, {"编号", 8, b.center}, {"二级指标", 18, b.text},
		{"规则", 28, b.text}, {"分值", 7, b.number}, {"原因", 44, b.text}, {"处理建议", 36, b.text}}
	head := b.heading(SheetBlind, reports.Title(b.a)+"——无法核验及未评价事项",
		[]string{"“没有看到”不等于“没有”。无法核验的事项不扣分，也不作为达标，分值计入待定。"}, cols)
	row := head
	add := func(kind, cause, advice string, item reports.Item) {
		row++
		b.line(SheetBlind, row, cols, []any{row - head, kind, cause, item.ID, item.Level2, item.Title, item.Worth, item.Reason, advice})
	}
	for _, g := range reports.Blind(b.a, wording) {
		for _, item := range g.Items {
			add("无法核验", g.Cause, g.Advice, item)
		}
	}
	for _, group := range []struct {
		verdict finding.Verdict
		advice  string
	}{{finding.NotDue, "到期后评价。"}, {finding.NotApplicable, ""}, {finding.Manual, "请评分人员录入得分、理由和佐证。"}} {
		for _, item := range reports.Aside(b.a, group.verdict) {
			add(group.verdict.Chinese(), "", group.advice, item)
		}
	}
	if row > head {
		b.try(b.f.AutoFilter(SheetBlind, cell(1, head)+":"+cell(len(cols), row), nil))
	}
	b.freeze(SheetBlind, 2, head)
	b.paper(SheetBlind, head, 0)
}

// maxGaps is how many places that were not seen whole are listed.
const maxGaps = 20

// notes say by which rules, on what evidence and by which program.
func (b *book) notes() {
	a := b.a
	cols := []column{{"项目", 18, b.bold}, {"内容", 100, b.text}}
	head := b.heading(SheetNotes, "说明", nil, cols)
	row := head
	add := func(name, value string) {
		row++
		b.line(SheetNotes, row, cols, []any{name, value})
	}
	add("检查对象", a.Site.Name)
	add("网站地址", a.Site.URL)
	add("评价期与基准日", reports.Quarter(a.Quarter)+"，"+reports.Day(a.AsOf))
	standard := a.RuleSet.Title + "（" + a.RuleSet.ID + "）"
	if label := reports.Label(a); label != "" {
		standard += "【" + label + "】"
	}
	add("评价标准", standard)
	add("标准说明", a.RuleSet.Note)
	add("设置依据", strings.Join(a.RuleSet.Basis, "\n"))
	add("标准摘要", a.RuleSet.Digest)
	add("名称表摘要", a.RuleSet.Vocabulary)
	add("快照摘要", a.Snapshot.Digest)
	if a.Probes != nil {
		add("可用性监测记录", a.Probes.Source+"\n"+a.Probes.Digest)
	}
	if l := a.Ledger; l != nil {
		add("台账核定", fmt.Sprintf("%s（北京时间）核定：人工评分%d项，疑似经核实%d条，误报%d条、豁免%d条不扣分，申诉%d条待裁定\n%s",
			reports.Clock(l.At), l.Manual, l.Confirmed, l.Dismissed, l.Waived, l.Appealed, l.Seal))
	}
	add(reports.Seen(a))
	add("页面", fmt.Sprintf("计划%d页，已读取%d页，未取得内容%d页", a.Snapshot.Pages.Planned, a.Snapshot.Pages.Fetched, reports.Failed(a)))
	for _, f := range reports.Failures(a, wording) {
		add("未取得内容："+f.Name, fmt.Sprintf("%d页。%s", f.Count, f.Advice))
	}
	add("覆盖证明", b.coverage())
	for i, g := range a.Snapshot.Certificate.Gaps {
		if i == maxGaps {
			add("没有看全", fmt.Sprintf("其余%d处见 result.json。", len(a.Snapshot.Certificate.Gaps)-i))
			break
		}
		add("没有看全", g.Reason+"："+g.URL)
	}
	for _, l := range a.Lines {
		add("距否决线："+l.Title, fmt.Sprintf("触发数量%d，已确认%d，计入疑似%d，距触发还差%d。", l.Limit, l.Count, l.Possible, max(l.Limit-l.Count, 0)))
	}
	add("得分说明", "得分为区间：下限按未定事项全部失分计算，上限按全部得分计算；未到期、不涉及的分值按比例折算。加分由人工评定，不计入得分。")
	add("程序版本", a.Program.Name+" "+a.Program.Version)
	add("声明", "本表由督查程序自动生成，问题认定以督查部门审核为准。")
	b.freeze(SheetNotes, 1, head)
	b.paper(SheetNotes, head, 1)
}

// sources say which values are the document's and which are ours, for sets that
// tell them apart.
func (b *book) sources(list []reports.Source) {
	cols := []column{{"编号", 9, b.center}, {"规则", 44, b.text}, {"分值", 8, b.number}, {"分值来源", 13, b.center}, {"阈值来源", 13, b.center}, {"说明", 40, b.text}}
	head := b.heading(SheetSources, reports.Title(b.a)+"——分值与阈值的来源",
		[]string{"“文件规定”的出自设置依据所列文件；“产品默认”的没有公开文本可查，是本产品的默认值，正式评分前请按文件原件核定。"}, cols)
	row := head
	for _, s := range list {
		row++
		b.line(SheetSources, row, cols, []any{s.ID, s.Title, s.Worth, s.Points, s.Limits, s.Note})
	}
	b.freeze(SheetSources, 2, head)
	b.paper(SheetSources, head, 0)
}

func (b *book) coverage() string {
	c := b.a.Snapshot.Certificate
	text := fmt.Sprintf("成立：已查看%d处入口和栏目页面", c.Places)
	if !c.Holds {
		text = fmt.Sprintf("不成立：有%d处没有看全，缺失类问题不作认定", len(c.Gaps))
	}
	if c.SecondLook {
		return text + "；已做二次核验。"
	}
	return text + "；未做二次核验，缺失类问题只列疑似。"
}
