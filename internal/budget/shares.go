package budget

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"ducha/internal/document"
)

// Share is what a sentence says a part is of a whole that it names: 本年支出合计1100万元,其中:
// 基本支出800万元,占72.73%.
type Share struct {
	Name        string
	Whole, Part Figure
	Rate        Figure
	Quote       string
}

type shareForms struct{ whole, part, money *regexp.Regexp }

var shareWords = sync.OnceValue(func() shareForms {
	const amount = `(\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元)`
	return shareForms{
		whole: regexp.MustCompile(`(?:合计|总计|总额|共计|总收入|总支出|经费|收入|支出|预算|决算)[^\d,;。()]{0,8}` + amount),
		part: regexp.MustCompile(`(?:^|[,;:。(、)])((?:20\d\d年)?[^\d,;:。()]{2,30}(?:\([^\d()]{1,6}\))?[^\d,;:。()]{0,6})` + amount +
			`[,(、]?占(?:比)?([^\d,;。()%]{0,24})(\d+(?:\.\d+)?)%`),
		money: regexp.MustCompile(amount),
	}
})

// notPart are words of an amount that is a change or another year's, and of a share that
// is told roughly.
var notPart = regexp.MustCompile(`增|减|升|降|比|较|于|节约|超|上年|去年|同期|完成|约|余|近`)

// shares reads the shares that no amount of the document bears out: what a share is of may
// be named far off, and then nothing is said against it.
func (r *reader) shares() []Share {
	var out []Share
	var known []Figure
	f := shareWords()
	for _, p := range r.d.Paragraphs {
		p = plain(p)
		if !strings.Contains(p, "占") || !strings.Contains(p, "其中") {
			continue
		}
		for _, m := range f.part.FindAllStringSubmatchIndex(p, -1) {
			group := func(k int) string { return p[m[2*k]:m[2*k+1]] }
			s := Share{Name: strings.TrimPrefix(group(1), "其中"), Part: money(group(2), group(3)), Rate: percent(group(5)), Quote: clip(p)}
			if s.Whole = wholeBefore(p[:m[2]]); !s.Whole.Known || !s.Part.Known || s.Part.N <= 0 || notPart.MatchString(group(1)) || !named(group(4), p[:m[2]]) {
				continue
			}
			if known == nil {
				known = r.amounts()
			}
			if !slices.ContainsFunc(known, func(whole Figure) bool { return s.of(whole) }) {
				out = append(out, s)
			}
		}
	}
	return out
}

var ofWhole = regexp.MustCompile(`的?(?:比重|比例)?(?:约)?为?$`)

// named says whether what a share is said to be of was named before it: 占本年支出合计的;
// 占全县支出的 is of money that the document need not print.
func named(of, before string) bool {
	return !strings.Contains(of, "约") && strings.Contains(before, ofWhole.ReplaceAllString(of, ""))
}

// wholeBefore is the last amount before 其中.
func wholeBefore(s string) Figure {
	at := strings.LastIndex(s, "其中")
	if at < 0 {
		return Figure{}
	}
	all := shareWords().whole.FindAllStringSubmatch(s[:at], -1)
	if len(all) == 0 {
		return Figure{}
	}
	m := all[len(all)-1]
	return money(m[1], m[2])
}

// of says whether the part has that share of a whole, as far as both are printed.
func (s Share) of(whole Figure) bool {
	if whole.N-whole.Half <= 0 {
		return false
	}
	low, high := bounds(s.Part, whole)
	slack := float64(2 * s.Rate.Half)
	return float64(s.Rate.N) >= low-slack && float64(s.Rate.N) <= high+slack
}

// amounts are all that the document prints; where a table tells no unit, in each.
func (r *reader) amounts() (all []Figure) {
	for _, p := range r.d.Paragraphs {
		for _, m := range shareWords().money.FindAllStringSubmatch(plain(p), -1) {
			all = append(all, money(m[1], m[2]))
		}
	}
	for i := range r.d.Tables {
		t := &r.d.Tables[i]
		units := []int64{unitOf(t)}
		if units[0] == 0 {
			units = []int64{scale("元"), scale("万元")}
		}
		for _, row := range t.Rows {
			for k := range row {
				if !isAmount(&row[k]) {
					continue
				}
				for _, unit := range units {
					all = append(all, number(plain(row[k].Text), unit, row[k].Text))
				}
			}
		}
	}
	return all
}

// share is a signal only: of what the part is a share the words may mean otherwise.
func (s *Statement) share(sh Share) document.Problem {
	return document.Problem{Code: CodeShare, Subject: s.subject(sh.Name + "占比"), Severity: document.Low, Class: document.Signal, Quote: sh.Quote,
		Message: fmt.Sprintf("%s%s占%s的比例应约为%s,文中写%s", sh.Name, show(sh.Part.N), show(sh.Whole.N), showRate(float64(sh.Part.N)/float64(sh.Whole.N)*1e6), sh.Rate.printed())}
}
