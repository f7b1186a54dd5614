package budget

import (
	"regexp"
	"strings"
	"sync"

	"ducha/internal/document"
)

// Sum is one identity that the text states figures for.
type Sum struct {
	Name  string // 收入总计等于支出总计 …
	Whole Figure
	Parts []Figure
	Share *Figure // of Parts[0] in Whole, percent
	Loose bool    // read from a layout without cells
	Quote string
}

// sumForms are the words of the identities that prose states besides those of the three
// expenses.
type sumForms struct {
	total, bare *regexp.Regexp // 政府采购总额; 政府采购预算150.50万元
	parts       [3]*regexp.Regexp
	small       *regexp.Regexp // the share given to small firms
	in, out     *regexp.Regexp // 收入总计 and 支出总计, with the words before them
	income      *regexp.Regexp
	rest        *regexp.Regexp
	use         *regexp.Regexp
}

var sumWords = sync.OnceValue(func() (f sumForms) {
	const (
		amount = `(?:为|共计|合计|共|总额|总计|是|数|:)*(\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元)`
		scope  = `([^,。;:、()]{0,20}?)` // 2021年度, 财政拨款 …
	)
	w := regexp.MustCompile
	f.total = w(`政府采购(?:支出|预算|资金)?(?:总额|总计|合计|支出总额|预算总额)` + amount)
	f.bare = w(`政府采购(?:支出|预算|资金)` + amount)
	for i, part := range []string{"货物", "工程", "服务"} {
		f.parts[i] = w(`(?:^|[,、;:。(中]|采购)` + part + `(?:类)?(?:采购)?(?:支出|预算)?(?:金额)?` + amount)
	}
	f.small = w(`授予中小企业(?:的)?合同(?:总)?(?:金)?额` + amount + `[,，]占政府采购(?:支出)?(?:总额|合同(?:总)?金额)?(?:的)?(?:比例)?(?:为)?(\d+(?:\.\d+)?)%`)
	f.in = w(scope + `收入总计(?:\(含[^)]*\))?` + amount)
	f.out = w(scope + `支出总计` + amount)
	f.income = w(`(?:本年)?收入合计` + amount)
	f.rest = w(`(?:年初|上年)结转(?:和结余|结余)?` + amount)
	f.use = w(`使用(?:非财政拨款)?(?:专用)?结余` + amount)
	return f
})

// purchases are total, goods, works and services of 政府采购 (B9), and the share
// given to small firms.
func purchases(all string) []Sum {
	if !strings.Contains(all, "政府采购") {
		return nil
	}
	f := sumWords()
	var out []Sum
	for p := range strings.SplitSeq(all, "\n") {
		whole := find(f.total, p)
		if !whole.Known {
			whole = only(f.bare, p)
		}
		if !whole.Known {
			continue
		}
		s := Sum{Name: "政府采购总额=货物+工程+服务", Whole: whole, Quote: clip(p)}
		for _, form := range f.parts {
			if part := only(form, p); part.Known {
				s.Parts = append(s.Parts, part)
			}
		}
		if len(s.Parts) == len(f.parts) {
			out = append(out, s)
		}
		if m := f.small.FindStringSubmatch(p); m != nil {
			share := percent(m[3])
			out = append(out, Sum{Name: "授予中小企业合同占政府采购总额比例", Whole: whole, Parts: []Figure{money(m[1], m[2])}, Share: &share, Quote: clip(p)})
		}
	}
	return out
}

// balances are B7 and B8 as prose states them.
func balances(all string) []Sum {
	if !strings.Contains(all, "总计") {
		return nil
	}
	f := sumWords()
	var out []Sum
	for p := range strings.SplitSeq(all, "\n") {
		in, scope := total(f.in, p)
		if !in.Known {
			continue
		}
		if spent, other := total(f.out, p); spent.Known && sameScope(scope, other) {
			out = append(out, Sum{Name: "收入总计=支出总计", Whole: in, Parts: []Figure{spent}, Quote: clip(p)})
		}
		income, rest, use := find(f.income, p), find(f.rest, p), find(f.use, p)
		if income.Known && rest.Known && use.Known {
			out = append(out, Sum{Name: "收入合计+使用结余+年初结转=收入总计", Whole: in, Parts: []Figure{income, use, rest}, Quote: clip(p)})
		}
	}
	return out
}

// total is an amount that a paragraph names once, with the words that say whose it is.
// 收入、支出总计 names both, and the change of both.
func total(re *regexp.Regexp, p string) (Figure, string) {
	all := re.FindAllStringSubmatch(p, 2)
	if len(all) != 1 || strings.HasSuffix(all[0][1], "收") || strings.HasSuffix(all[0][1], "收入") {
		return Figure{}, ""
	}
	return money(all[0][2], all[0][3]), all[0][1]
}

// sameScope says whether income and spending are those of one year and one kind of money.
// What came in and what was spent within the year alone need not be equal.
func sameScope(in, out string) bool {
	if strings.Contains(in+out, "本年") || strings.Contains(in+out, "当年") {
		return false
	}
	return out == "" || out == in
}

// evens are 收入总计 and 支出总计 in one row of a table (B7), each with one amount.
func (r *reader) evens() []Sum {
	var out []Sum
	for i := range r.d.Tables {
		t := &r.d.Tables[i]
		unit := unitOf(t)
		if t.Hidden || unit == 0 {
			continue
		}
		for row := range t.Height() {
			if s, ok := evenRow(t, row, unit); ok {
				s.Loose = r.d.Kind != "html" && r.d.Kind != "docx" && r.d.Kind != "xlsx"
				out = append(out, s)
			}
		}
	}
	return out
}

func evenRow(t *document.Table, row int, unit int64) (Sum, bool) {
	var cells []*document.Cell
	var words []string
	for c := range t.Width() {
		if cell := t.At(row, c); cell != nil && cell.Col == c && cell.Row == row && !cell.Blank {
			cells, words = append(cells, cell), append(words, plain(cell.Text))
		}
	}
	if len(cells) != 4 || words[0] != "收入总计" || words[2] != "支出总计" || !isAmount(cells[1]) || !isAmount(cells[3]) {
		return Sum{}, false
	}
	in, out := number(words[1], unit, words[1]), number(words[3], unit, words[3])
	return Sum{Name: "收入总计=支出总计", Whole: in, Parts: []Figure{out}, Quote: strings.Join(words, " ")}, in.Known && out.Known
}

var receptionWords = sync.OnceValue(func() [2]*regexp.Regexp {
	const tail = `(?:公务)?接待(?:费用|费|支出|经费)(?:支出|预算|决算|数|为|:)*(\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元)`
	return [2]*regexp.Regexp{regexp.MustCompile(`国内` + tail), regexp.MustCompile(`(?:外事|外宾|涉外|国\(境\)外)` + tail)}
})

// receptions are the two parts of 公务接待费 beside the whole. Receptions of foreigners at
// home are often counted among those at home: then these alone are the whole.
func (r *reader) receptions() []Sum {
	l := r.at(r.year, r.kind).Prose[Reception]
	if !l.Value.Known || l.Doubt {
		return nil
	}
	f := receptionWords()
	for _, p := range r.d.Paragraphs {
		p = plain(p)
		home, abroad := only(f[0], p), only(f[1], p)
		if !home.Known || !abroad.Known || !strings.Contains(p, l.Value.Text) || otherTime.MatchString(p) {
			continue
		}
		if _, ok := judgeSum(l.Value, []Figure{home}); !ok {
			return []Sum{{Name: "公务接待费=国内接待费+外事接待费", Whole: l.Value, Parts: []Figure{home, abroad}, Loose: true, Quote: clip(p)}}
		}
	}
	return nil
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
