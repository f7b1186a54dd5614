package docx

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/zhtext"
)

// Rectification is a 整改通知书: one unit, one batch.
type Rectification struct {
	Number  string // 编号
	Office  string // who issues it
	Unit    string // who is to mend
	Quarter string // 2022年第三季度
	Basis   string // the rule set it rests on, with its caveat
	Issued  time.Time
	Due     time.Time // last day
	Contact string    // person, telephone, mail
	Appeal  int       // working days for an appeal
	Preview bool      // not issued
	Cases   []ledger.Case
}

// Write writes the paper.
func (n Rectification) Write(w io.Writer) error {
	d := &doc{}
	d.para(headline, "政务公开问题整改通知书")
	d.para(number, n.Number)
	if n.Preview {
		d.para(number, "（预览稿，尚未下发）")
	}
	d.blank()
	d.para(flush, n.Unit+"：")
	when, quarter := period(n.Cases, n.Quarter), n.Quarter
	if when == quarter {
		quarter = "" // said already
	}
	if quarter != "" {
		quarter = "（评价期：" + quarter + "）"
	}
	d.para(body, fmt.Sprintf("根据%s，我单位于%s对%s政务公开情况进行了检查%s，发现贵单位存在问题%d项，详见附件。现将整改要求通知如下。", n.Basis, when, sites(n.Cases), quarter, len(n.Cases)))
	d.para(heading1, "一、主要问题")
	for i, line := range summary(n.Cases) {
		d.para(body, fmt.Sprintf("（%s）%s", numeral(i+1), line))
	}
	d.para(heading1, "二、整改要求")
	d.para(body, fmt.Sprintf("请对照问题清单逐项核实、举一反三，%s完成整改，并将整改情况书面反馈我单位。整改完成后，我单位将按同一指标、同一标准进行复查，复查通过的予以销号。整改期限按工作日计算，下发之日不计入，期限届满之日计入。", n.limit()))
	d.para(heading1, "三、反馈方式")
	d.para(body, "请填写《问题清单》电子表格中的“整改状态”“整改情况”“责任人”“完成时间”“佐证网址”各栏，随书面反馈一并报送。"+contact(n.Contact))
	d.para(body, fmt.Sprintf("对问题认定有异议的，请在收到本通知之日起%d个工作日内提出申诉并附证据；因客观原因确需延期的，请在整改期限届满前提出申请。", n.appeal()))
	d.para(body, "逾期未反馈或者整改不到位的，将按规定在政务公开工作季度通报中列明。")
	d.blank()
	d.para(kept(body), "附件：问题清单")
	d.signed(n.Office, n.Issued)
	d.problems("附件", n.Cases, nil)
	return d.write(w, "政务公开问题整改通知书")
}

// limit says until when: on one day, or as the list says where the days differ.
func (n Rectification) limit() string {
	first := n.Due
	for _, c := range n.Cases {
		if !c.Due.IsZero() && c.Due.Before(first) {
			first = c.Due
		}
	}
	if first.Equal(n.Due) {
		return "于" + day(n.Due) + "前（含当日）"
	}
	return "按问题清单所列期限（最早" + day(first) + "、最晚" + day(n.Due) + "）"
}

func (n Rectification) appeal() int {
	if n.Appeal > 0 {
		return n.Appeal
	}
	return 3
}

// problems is the annex with all cases, on pages laid across. owner says whose a case
// is, where the list goes to more than one unit.
func (d *doc) problems(annex string, cases []ledger.Case, owner func(ledger.Case) string) {
	d.turn()
	d.para(style{font: heiti, size: size3, align: "left"}, annex)
	d.para(headline, "问题清单")
	columns, all := []column{{"序号", 11}, {"台账编号", 31}, {"指标", 26}, {"问题及网址", 88}, {"依据", 37}, {"整改要求及期限", 32}}, rows(cases)
	if owner != nil {
		columns = []column{{"序号", 11}, {"台账编号", 31}, {"网站及责任单位", 30}, {"指标", 23}, {"问题及网址", 70}, {"依据", 33}, {"整改要求及期限", 27}}
		for i, c := range cases {
			all[i] = slices.Insert(all[i], 2, owner(c))
		}
	}
	d.table(columns, all)
}

func rows(cases []ledger.Case) [][]string {
	var all [][]string
	for i, c := range cases {
		problem := c.Message
		if len(c.Evidence) > 0 {
			e := c.Evidence[0]
			problem += "\n" + e.URL
			if e.Quote != "" {
				problem += "\n证据摘录：" + clip(e.Quote, 120)
			}
			problem += "\n取证时间：" + e.FetchedAt.In(zhtext.Beijing).Format("2006年1月2日 15:04") + "（北京时间）"
			if e.SHA256 != "" {
				problem += "\n网页校验值（SHA-256）：" + e.SHA256
			}
		}
		if c.Deducted > 0 {
			problem += fmt.Sprintf("\n扣分：%s分", strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", float64(c.Deducted)/100), "0"), "."))
		}
		request := c.Remedy
		if !c.Due.IsZero() {
			request += "\n期限：" + day(c.Due)
		}
		all = append(all, []string{fmt.Sprint(i + 1), c.ID, c.Indicator, problem, c.Basis, request})
	}
	return all
}

// summary groups the cases by their indicator: what a leader reads.
func summary(cases []ledger.Case) []string {
	var order []string
	groups := map[string][]ledger.Case{}
	for _, c := range cases {
		if groups[c.Indicator] == nil {
			order = append(order, c.Indicator)
		}
		groups[c.Indicator] = append(groups[c.Indicator], c)
	}
	var lines []string
	for _, name := range order {
		g := groups[name]
		line := fmt.Sprintf("%s方面%d项：", name, len(g))
		var parts []string
		for i, c := range g {
			if i == 3 {
				parts = append(parts, fmt.Sprintf("另有%d项", len(g)-3))
				break
			}
			parts = append(parts, strings.TrimRight(c.Message, "。；"))
		}
		lines = append(lines, line+strings.Join(parts, "；")+"。")
	}
	return lines
}

// sites names the websites the cases are on, as far as a sentence holds them.
func sites(cases []ledger.Case) string {
	var names []string
	for _, c := range cases {
		if c.SiteName != "" && !slices.Contains(names, c.SiteName) {
			names = append(names, c.SiteName)
		}
	}
	switch {
	case len(names) == 0:
		return "政府网站"
	case len(names) > 3:
		return fmt.Sprintf("%s等%d个网站", strings.Join(names[:3], "、"), len(names))
	}
	return strings.Join(names, "、")
}

// period is when the pages were looked at.
func period(cases []ledger.Case, quarter string) string {
	var first, last time.Time
	for _, c := range cases {
		for _, e := range c.Evidence {
			t := e.FetchedAt.Time
			if first.IsZero() || t.Before(first) {
				first = t
			}
			if t.After(last) {
				last = t
			}
		}
	}
	switch {
	case first.IsZero():
		return quarter
	case day(first) == day(last):
		return day(first)
	}
	return day(first) + "至" + day(last)
}

func contact(s string) string {
	if s == "" {
		return ""
	}
	// A number is not broken at its hyphen, nor torn before a comma that begins no line.
	return "联系方式：" + strings.NewReplacer("-", "\u2011", "，", "　").Replace(s) + "。"
}

func day(t time.Time) string { return t.In(zhtext.Beijing).Format("2006年1月2日") }

func clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// numeral writes 1 to 99 as headings count.
func numeral(n int) string {
	digits := []rune("零一二三四五六七八九十")
	switch {
	case n <= 10:
		return string(digits[n])
	case n < 20:
		return "十" + string(digits[n-10])
	case n%10 == 0:
		return string(digits[n/10]) + "十"
	case n < 100:
		return string(digits[n/10]) + "十" + string(digits[n%10])
	}
	return fmt.Sprint(n)
}
