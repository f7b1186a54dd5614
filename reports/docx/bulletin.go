package docx

import (
	"fmt"
	"io"
	"strings"
	"time"

	"ducha/internal/ledger"
)

// Bulletin is a 季度通报 on all sites of an office.
type Bulletin struct {
	Number   string
	Office   string
	Quarter  string // 2022年第四季度
	Basis    string
	Issued   time.Time
	Due      time.Time // for what is still open
	Contact  string
	Standing []Standing        // in order of rank
	Units    map[string]string // names of the units answerable
	Before   Tally             // what became of last quarter's cases
	First    bool              // there is no quarter before to compare with
	Unsigned []string          // what the chain of sign-off still wants: a draft until it is empty
	Cases    []ledger.Case     // of this quarter that stand confirmed
	Mended   int               // found and confirmed this quarter, and closed before the bulletin
}

// Standing is one site in the bulletin.
type Standing struct {
	Rank     int // 0: not ranked
	Name     string
	Unseen   bool   // there is no result of the quarter
	Score    string // 86.5 or 80～90
	Coverage string // 96%
	Tally    Tally
	Change   string // against last quarter, or 不可比 with the reason
	Note     string // why it is not ranked; veto
}

// Tally counts cases.
type Tally struct {
	New, Open, Fixed, Returned, Overdue, Unanswered int
	Mended                                          int // no longer found, and not closed yet
}

// Write writes the paper.
func (b Bulletin) Write(w io.Writer) error {
	d := &doc{}
	d.para(headline, fmt.Sprintf("关于%s政府网站政务公开\n检查情况的通报", b.Quarter))
	switch {
	case len(b.Unsigned) > 0:
		d.para(number, "（送审稿）")
	case b.Number != "":
		d.para(number, b.Number)
	}
	d.blank()
	d.para(flush, "各有关单位：")
	d.para(body, fmt.Sprintf("根据%s，我单位对%d个网站进行了检查。现将有关情况通报如下。", b.Basis, b.checked()))
	d.para(heading1, "一、总体情况")
	d.para(body, b.overall())
	d.para(heading1, "二、上期问题整改情况")
	d.para(body, b.before())
	d.para(heading1, "三、存在的主要问题")
	b.problems(d)
	d.para(heading1, "四、工作要求")
	d.para(body, "请各有关单位对照问题清单逐项整改、举一反三，健全信息发布审核和日常巡查制度，防止问题反弹。"+b.deadline())
	if b.Contact != "" {
		d.para(body, contact(b.Contact))
	}
	d.blank()
	if len(b.Cases) > 0 {
		d.para(kept(body), "附件：1．检查得分情况")
		d.para(style{font: fangsong, size: size3, align: "left", indent: 500, keep: true}, "2．问题清单")
	} else {
		d.para(kept(body), "附件：检查得分情况")
	}
	d.signed(b.Office, b.Issued)
	b.annexes(d)
	return d.write(w, fmt.Sprintf("%s检查情况通报", b.Quarter))
}

// checked counts the sites that were looked at.
func (b Bulletin) checked() int {
	n := 0
	for _, s := range b.Standing {
		if !s.Unseen {
			n++
		}
	}
	return n
}

func (b Bulletin) overall() string {
	ranked, vetoed := 0, 0
	var best []string
	for _, s := range b.Standing {
		if s.Rank > 0 {
			ranked++
		}
		if strings.Contains(s.Note, "单项否决") {
			vetoed++
		}
		if s.Rank == 1 {
			best = append(best, s.Name+"（"+s.Score+"分）")
		}
	}
	checked := b.checked()
	found := fmt.Sprintf("发现并核实问题%d项", len(b.Cases)+b.Mended)
	if b.Mended > 0 {
		found += fmt.Sprintf("（其中%d项已整改销号，不再列出）", b.Mended)
	}
	text := fmt.Sprintf("共检查网站%d个，其中%d个参与排名，%s。", checked, ranked, found)
	if ranked == 0 {
		text = fmt.Sprintf("共检查网站%d个，%s，本次不排名。", checked, found)
	}
	if len(best) > 0 && checked > 1 {
		text += "得分最高的是" + strings.Join(best, "、") + "。"
	}
	if vetoed > 0 {
		text += fmt.Sprintf("出现单项否决情形的%d个。", vetoed)
	}
	if n := checked - ranked - vetoed; n > 0 && ranked > 0 {
		text += fmt.Sprintf("另有%d个网站因可核验内容不足或抓取未完成，不参与排名。", n)
	}
	if n := len(b.Standing) - checked; n > 0 {
		text += fmt.Sprintf("另有%d个网站本季度没有检查结果。", n)
	}
	return text + "得分情况见附件1。"
}

func (b Bulletin) before() string {
	if b.First {
		return "台账中没有上期检查记录。"
	}
	t := b.Before
	text := fmt.Sprintf("上期问题中，已整改销号%d项", t.Fixed)
	if t.Mended > 0 {
		text += fmt.Sprintf("，未再发现、待复查销号%d项", t.Mended)
	}
	text += fmt.Sprintf("，仍未解决%d项", t.Open)
	if t.Overdue > 0 {
		text += fmt.Sprintf("（其中逾期%d项）", t.Overdue)
	}
	if t.Returned > 0 {
		text += fmt.Sprintf("，销号后再次出现%d项", t.Returned)
	}
	text += "。"
	if t.Unanswered > 0 {
		text += fmt.Sprintf("%d项至今未反馈整改情况。", t.Unanswered)
	}
	return text
}

func (b Bulletin) problems(d *doc) {
	if len(b.Cases) == 0 {
		text := "本期未发现经核实的问题。"
		if b.Mended > 0 {
			text = "本期经核实的问题均已整改销号。"
		}
		d.para(body, text)
		return
	}
	for i, line := range summary(b.Cases) {
		name, rest, _ := strings.Cut(line, "：")
		d.para(heading2, fmt.Sprintf("（%s）%s", numeral(i+1), name))
		d.para(body, rest)
	}
}

func (b Bulletin) deadline() string {
	if b.Due.IsZero() || b.Due.AddDate(0, 0, 1).Before(b.Issued) {
		return "" // nobody is asked for something by a day that is over
	}
	for _, c := range b.Cases {
		if !c.Due.IsZero() && !c.Due.Equal(b.Due) { // the last day alone would give the others more time
			return "整改情况请按问题清单所列期限报送，期限已过的请立即整改并报送。"
		}
	}
	return fmt.Sprintf("整改情况请于%s前（含当日）报送。", day(b.Due))
}

func (b Bulletin) annexes(d *doc) {
	d.breakPage()
	name := "附件1"
	if len(b.Cases) == 0 {
		name = "附件"
	}
	d.para(style{font: heiti, size: size3, align: "left"}, name)
	d.para(headline, "检查得分情况")
	var all [][]string
	for _, s := range b.Standing {
		rank := "—"
		if s.Rank > 0 {
			rank = fmt.Sprint(s.Rank)
		}
		all = append(all, []string{rank, s.Name, s.Score, s.Coverage, fmt.Sprint(s.Tally.New), fmt.Sprint(s.Tally.Open), fmt.Sprint(s.Tally.Fixed), fmt.Sprint(s.Tally.Returned), joined(s.Change, s.Note)})
	}
	d.table([]column{{"名次", 11}, {"网站", 38}, {"得分", 22}, {"可核验", 14}, {"新增", 11}, {"遗留", 11}, {"销号", 11}, {"反弹", 11}, {"备注", 31}}, all)
	if len(b.Cases) == 0 {
		return
	}
	d.problems("附件2", b.Cases, func(c ledger.Case) string {
		unit := c.Unit
		if name := b.Units[c.Unit]; name != "" {
			unit = name
		}
		return c.SiteName + "\n" + unit
	})
}

func joined(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "；")
}
