package xlsx

import (
	"fmt"
	"strings"

	"ducha/reports"
)

// card is the evaluation table with the four fields of the official tables.
func (b *book) card() {
	cols := []column{
		{"一级指标", 10, b.center}, {"二级指标", 12, b.text}, {"设置依据", 22, b.text}, {"评价要点", 17, b.text}, {"具体内容", 20, b.text},
		{"分值", 6, b.number}, {"扣分", 6, b.number}, {"待定", 6, b.number}, {"得分下限", 7, b.number}, {"得分上限", 7, b.number},
		{"结论", 9, b.center}, {"失分原因", 28, b.text}, {"整改要求", 22, b.text},
	}
	head := b.heading(SheetCard, reports.Title(b.a), b.summary(), cols)
	row := head
	rows := reports.Rows(b.a)
	for _, r := range rows {
		row++
		worth, lost, open, low, high := any(r.Worth), any(r.Deducted), any(r.Open), any(r.Low), any(r.High)
		switch {
		case r.Bonus:
			lost, open, low, high = "", "", "", "" // no part of the sum below
		case r.Worth == 0 && r.Applicable == 0:
			worth, lost, open, low, high = "—", "", "", "", "" // looked at, without points
		}
		name := r.ID + " " + r.Level2
		if o := r.Origin.Chinese(); o != "" {
			name += "\n（分值：" + o + "）"
		}
		b.line(SheetCard, row, cols, []any{r.Level1, name, r.Basis, r.Points, r.Content,
			worth, lost, open, low, high, r.State, join(r.Words()), join(r.Remedies)})
		if r.Span > 1 {
			b.try(b.f.MergeCell(SheetCard, cell(1, row), cell(1, row+r.Span-1)))
		}
	}
	if row > head {
		// The first column is merged, so that the filter starts with the second.
		b.try(b.f.AutoFilter(SheetCard, cell(2, head)+":"+cell(len(cols), row), nil))
	}
	b.total(row+1, len(cols))
	b.freeze(SheetCard, 2, head)
	b.paper(SheetCard, head, 0)
}

// total is the last line; the bonus is no part of it.
func (b *book) total(row, cols int) {
	s := b.a.Score
	for col := 1; col <= cols; col++ {
		b.put(SheetCard, col, row, "", b.bold)
	}
	b.put(SheetCard, 1, row, "合计（不含加分）", b.bold)
	b.try(b.f.MergeCell(SheetCard, cell(1, row), cell(5, row)))
	b.put(SheetCard, 6, row, s.Total, b.number)
	b.put(SheetCard, 7, row, s.Applicable-s.RawHigh, b.number)
	b.put(SheetCard, 8, row, s.RawHigh-s.RawLow, b.number)
	b.put(SheetCard, 9, row, s.RawLow, b.number)
	b.put(SheetCard, 10, row, s.RawHigh, b.number)
	text := "得分：" + reports.ScoreText(s) + "（满分" + s.Total.String() + "）"
	if s.Applicable != s.Total {
		text = "本次应评" + s.Applicable.String() + "分，折算后" + text
	}
	if !reports.Scored(b.a) {
		text = "本标准对该类网站不评分"
	}
	b.put(SheetCard, 11, row, text, b.bold)
	b.try(b.f.MergeCell(SheetCard, cell(11, row), cell(cols, row)))
	b.try(b.f.SetRowHeight(SheetCard, row, 22))
}

// summary is what stands under the title.
func (b *book) summary() []string {
	a := b.a
	first := fmt.Sprintf("%s　评价基准日：%s　评价标准：%s", reports.Quarter(a.Quarter), reports.Day(a.AsOf), a.RuleSet.Title)
	if label := reports.Label(a); label != "" {
		first += "　【" + label + "】"
	}
	if settled := reports.Settled(a); settled != "" {
		first += "　" + settled
	}
	return []string{first,
		b.score(),
		reports.Conclusion(a, wording)}
}

// score is the line of the score, or why there is none.
func (b *book) score() string {
	a := b.a
	if !reports.Scored(a) {
		return fmt.Sprintf("不评分（按%s只评单项否决和规范要求）　已认定：%s　%s", reports.KindText(a), reports.CoverageText(a), reports.VetoText(a))
	}
	return fmt.Sprintf("得分：%s（满分%s）　核验覆盖率：%s　%s", reports.ScoreText(a.Score), a.Score.Total, reports.CoverageText(a), reports.VetoText(a))
}

// join sets several sentences under one another, numbered.
func join(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%d. %s", i+1, s)
	}
	return b.String()
}
