package budget

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"ducha/internal/document"
)

// Frame is what a departmental budget or account must hold besides figures.
type Frame struct {
	Full       bool            // the document is the whole statement, not an extract
	Whole      bool            // nothing of it went unread, nothing stands in attachments
	Pasted     bool            // a PDF, in which a table may be a picture within the text
	Named      map[string]bool // tables of the set that are named, by official name
	Strange    int             // tables named that are none of the set
	Explained  map[string]bool // the four explanations
	Sums       []Sum           // further identities with figures found
	Growths    []Growth        // rates of change of other money
	Department bool            // it names the budget of a department or unit
	Institute  bool            // a public institution, which has no 机关运行经费
}

// Sum is one identity that the text states figures for.
type Sum struct {
	Name  string // 收入总计等于支出总计 …
	Whole Figure
	Parts []Figure
	Share *Figure // of Parts[0] in Whole, percent
	Loose bool    // read from a layout without cells
	Quote string
}

func (f Frame) known() bool { return f.Full }

// tableForm is one table of the set with the variants of its name. All of them
// count as core but one that provinces add late.
type tableForm struct {
	name  string
	words *regexp.Regexp
	not   string // words of the tables that have this one's name inside theirs
	late  bool
}

// is says whether a line names the table.
func (f tableForm) is(line string) bool {
	if !f.words.MatchString(line) {
		return false
	}
	for w := range strings.SplitSeq(f.not, " ") {
		if w != "" && strings.Contains(line, w) {
			return false
		}
	}
	return true
}

func tableForms(kind string) []tableForm {
	if kind == Final {
		return finalForms()
	}
	return budgetForms()
}

var finalForms = sync.OnceValue(func() []tableForm {
	const tail = `(?:预算|决算)?(?:总体|明细|情况|总)*表`
	w := func(s string) *regexp.Regexp { return regexp.MustCompile(s) }
	return []tableForm{
		{"收入支出决算总表", w(`(?:收入支出|收支)决算` + tail), "财政拨款 基金 资本 一般公共 三公", false},
		{"收入决算表", w(`收入决算` + tail), "支出 财政拨款 基金 资本", false},
		{"支出决算表", w(`支出决算` + tail), "收入 财政拨款 基金 资本 一般公共 基本 项目 三公", false},
		{"财政拨款收入支出决算总表", w(`财政拨款(?:收入支出|收支)决算` + tail), "基金 资本 一般公共 三公", false},
		{"一般公共预算财政拨款支出决算表", w(`一般公共预算(?:财政拨款)?(?:收入)?支出(?:决算)?[^。;,、]{0,12}表`), "基本 项目 三公", false},
		{"一般公共预算财政拨款基本支出决算表", w(`基本支出[^。;,、]{0,18}表`), "", false},
		{"一般公共预算财政拨款“三公”经费支出决算表", w(`三公经费[^。;]{0,24}表`), "", false},
		{"政府性基金预算财政拨款收入支出决算表", w(`政府性基金[^。;]{0,18}表`), "三公", false},
		{"国有资本经营预算财政拨款支出决算表", w(`国有资本[^。;]{0,18}表`), "", true},
	}
})

var budgetForms = sync.OnceValue(func() []tableForm {
	const tail = `(?:预算|决算)?(?:总体|明细|情况|总)*表`
	w := func(s string) *regexp.Regexp { return regexp.MustCompile(s) }
	return []tableForm{
		{"部门收支总表", w(`(?:收支|收入支出)` + tail), "财政拨款 基金 资本 一般公共", false},
		{"部门收入总表", w(`收入` + tail), "支出 财政拨款 基金 资本", false},
		{"部门支出总表", w(`支出` + tail), "收入 财政拨款 基金 资本 一般公共 基本 项目 三公", false},
		{"财政拨款收支总表", w(`财政拨款(?:收支|收入支出)` + tail), "基金 资本 一般公共", false},
		{"一般公共预算支出表", w(`(?:一般公共预算|财政拨款)(?:财政拨款)?(?:收入)?支出[^。;,、]{0,12}表`), "基本 项目 三公 基金 资本", false},
		{"一般公共预算基本支出表", w(`基本支出[^。;,、]{0,18}表`), "", false},
		{"一般公共预算“三公”经费支出表", w(`三公经费[^。;]{0,24}表`), "", false},
		{"政府性基金预算支出表", w(`政府性基金[^。;]{0,18}表`), "三公", false},
	}
})

// explanations are the four that Art. 14 and the practice ask for.
var explanations = sync.OnceValue(func() map[string]*regexp.Regexp {
	w := regexp.MustCompile
	return map[string]*regexp.Regexp{
		"机关运行经费": w(`机关运行(?:经)?费|行政运行经费|运行经费`),
		"政府采购":   w(`政府采购|政府集中采购`),
		"国有资产占用": w(`国有资产|固定资产|资产占用`),
		"预算绩效":   w(`绩效`),
	}
})

var (
	department = regexp.MustCompile(`(?:部门|单位)(?:年度)?(?:收支)?(?:预算|决算)`)
	government = regexp.MustCompile(`转移支付[^。;]{0,14}表|债务(?:限额|余额)|税收返还|社会保险基金[^。;]{0,8}表|(?:政府|全区|全县|全市|本级)(?:财政)?(?:总)?(?:预算|决算)(?:公开|草案|报告)`)
	listMark   = regexp.MustCompile(`^(?:表?[一二三四五六七八九十\d]+[、.:)]|\([一二三四五六七八九十\d]+\))`)
	partHead   = regexp.MustCompile(`^第[一二三四五六七八九十]+(?:部分|章)`) // 第五部分 报表 names no table
	leaders    = regexp.MustCompile(`[.…·]{3,}[\d-]*$`)
)

// departmental tells a department's statement from that of a whole government,
// which has other tables.
func departmental(lines []string) bool {
	of := false
	for _, l := range lines {
		if len([]rune(l)) > 60 {
			continue
		}
		if government.MatchString(l) {
			return false
		}
		of = of || department.MatchString(l)
	}
	return of
}

// frame looks over the whole document.
func (r *reader) frame() Frame {
	f := Frame{Named: map[string]bool{}, Explained: map[string]bool{}}
	f.Pasted = r.d.Kind == "pdf"
	sure := r.d.Kind == "html" || r.d.Kind == "docx" || f.Pasted // of a DOC headings may get lost
	f.Whole = sure && r.d.State == document.Text && !r.d.Cut && len(r.d.Attachments) == 0 && r.d.Images == 0
	lines := r.lines()
	kind := r.kind
	strange := map[string]bool{}
	for _, l := range lines {
		if len([]rune(l)) > 60 {
			continue
		}
		known := false
		for _, t := range tableForms(kind) {
			is := t.is(l)
			known = known || is
			f.Named[t.name] = f.Named[t.name] || is
		}
		if !known && strings.HasSuffix(l, "表") && len([]rune(l)) > 5 && !partHead.MatchString(l) {
			strange[listMark.ReplaceAllString(l, "")] = true
		}
	}
	f.Strange = len(strange)
	named := 0
	for _, ok := range f.Named {
		if ok {
			named++
		}
	}
	all := strings.Join(lines, "\n")
	for name, words := range explanations() {
		f.Explained[name] = words.MatchString(all)
	}
	f.Department = departmental(lines)
	f.Full = kind != "" && named >= 4 && f.Department
	f.Institute = strings.Contains(all, "事业单位") && !strings.Contains(all, "行政单位") || institute.MatchString(plain(r.d.Title))
	f.Sums = slices.Concat(purchases(all), r.balances(all), r.evens())
	f.Growths = growths(lines)
	return f
}

func (r *reader) lines() []string {
	out := []string{plain(r.d.Title)}
	for _, p := range r.d.Paragraphs {
		out = append(out, leaders.ReplaceAllString(plain(p), ""))
	}
	for _, t := range r.d.Tables {
		out = append(out, plain(t.Caption), plain(t.Place))
	}
	return out
}

var institute = regexp.MustCompile(`学校|医院|中心|中学|小学|幼儿园|研究院|研究所|站$`)

var moneyWord = `(?:为|共计|合计|共|总额|总计|是|数|:)*(\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元)`

// purchases are total, goods, works and services of 政府采购 (B9), and the share
// given to small firms.
func purchases(all string) []Sum {
	if !strings.Contains(all, "政府采购") {
		return nil
	}
	w := regexp.MustCompile
	total := w(`政府采购(?:支出|预算|资金)?(?:总额|总计|合计|支出总额|预算总额)` + moneyWord)
	bare := w(`政府采购(?:支出|预算|资金)` + moneyWord) // 政府采购预算150.50万元
	var out []Sum
	for p := range strings.SplitSeq(all, "\n") {
		whole := find(total, p)
		if !whole.Known {
			whole = only(bare, p)
		}
		if !whole.Known {
			continue
		}
		s := Sum{Name: "政府采购总额=货物+工程+服务", Whole: whole, Quote: clip(p)}
		for _, part := range []string{"货物", "工程", "服务"} {
			f := only(w(`(?:^|[,、;:。(中]|采购)`+part+`(?:类)?(?:采购)?(?:支出|预算)?(?:金额)?`+moneyWord), p)
			if f.Known {
				s.Parts = append(s.Parts, f)
			}
		}
		if len(s.Parts) == 3 {
			out = append(out, s)
		}
		small := w(`授予中小企业(?:的)?合同(?:总)?(?:金)?额` + moneyWord + `[,，]占政府采购(?:支出)?(?:总额|合同(?:总)?金额)?(?:的)?(?:比例)?(?:为)?(\d+(?:\.\d+)?)%`)
		if m := small.FindStringSubmatch(p); m != nil {
			share := percent(m[3])
			out = append(out, Sum{Name: "授予中小企业合同占政府采购总额比例", Whole: whole, Parts: []Figure{money(m[1], m[2])}, Share: &share, Quote: clip(p)})
		}
	}
	return out
}

// balances are B7 and B8 as prose states them.
func (r *reader) balances(all string) []Sum {
	if !strings.Contains(all, "总计") {
		return nil
	}
	w := regexp.MustCompile
	in, out2 := w(`收入总计(?:\(含[^)]*\))?`+moneyWord), w(`支出总计`+moneyWord)
	both := w(`(?:收支|收入、支出|收入和支出|收、支|收入支出)(?:决算|预算)?总计(?:各|均)?` + moneyWord)
	var out []Sum
	for p := range strings.SplitSeq(all, "\n") {
		if both.MatchString(p) {
			continue
		}
		a, b := find(in, p), find(out2, p)
		if a.Known && b.Known {
			out = append(out, Sum{Name: "收入总计=支出总计", Whole: a, Parts: []Figure{b}, Quote: clip(p)})
		}
		if a.Known {
			income := find(w(`(?:本年)?收入合计`+moneyWord), p)
			rest := find(w(`(?:年初|上年)结转(?:和结余|结余)?`+moneyWord), p)
			use := find(w(`使用(?:非财政拨款)?(?:专用)?结余`+moneyWord), p)
			if income.Known && rest.Known && use.Known {
				out = append(out, Sum{Name: "收入合计+使用结余+年初结转=收入总计", Whole: a, Parts: []Figure{income, use, rest}, Quote: clip(p)})
			}
		}
	}
	return out
}

// only finds an amount that is named once: two years, or two units, beside one
// another are no parts of one whole.
func only(re *regexp.Regexp, s string) Figure {
	if len(re.FindAllStringIndex(s, 2)) == 1 {
		return find(re, s)
	}
	return Figure{}
}

func find(re *regexp.Regexp, s string) Figure {
	if m := re.FindStringSubmatch(s); m != nil {
		return money(m[1], m[2])
	}
	return Figure{}
}
