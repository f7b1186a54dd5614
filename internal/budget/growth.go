package budget

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"ducha/internal/document"
)

// Growth is one sentence on other money than the three expenses that tells value,
// change and rate together: 机关运行经费预算210万元,比上年减少10万元,下降4.55%。
type Growth struct {
	Name               string
	Value, Delta, Rate Figure
	Base               Figure // the year before, where it is named
	Quote              string
}

var growthForm = sync.OnceValue(func() *regexp.Regexp {
	const amount = `(\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元)`
	return regexp.MustCompile(`^([^\d(;]{0,40}(?:20\d\d年度?)?[^\d(;]{2,30})` + amount + `,(?:比|较|与)(?:上年|去年|20\d\d年)[^\d,;]{0,8}(?:` + amount + `)?,?(?:相比,?)?` +
		`(增加|减少)(?:了)?` + amount + `,(增长|下降|上升|降低|增幅|降幅)(?:了|率|幅度)?(?:为|约)?(\d+(?:\.\d+)?)%`)
})

// subjectMark follows the names of 科目: 交通运输支出（类）.
var subjectMark = regexp.MustCompile(`\([类款项]\)`)

// growths reads such sentences. One with another amount before, a bracket or 其中 may
// speak of a part, and is left alone.
func growths(lines []string) []Growth {
	var out []Growth
	for _, l := range lines {
		if !strings.Contains(l, "%") || !strings.Contains(l, "元") {
			continue
		}
		for sentence := range strings.FieldsFuncSeq(l, func(r rune) bool { return r == '。' || r == ';' }) {
			m := growthForm().FindStringSubmatch(subjectMark.ReplaceAllString(listMark.ReplaceAllString(sentence, ""), ""))
			if m == nil || strings.Contains(m[1], "三公") || strings.Contains(m[1], "其中") || itemIn(m[1]) {
				continue
			}
			g := Growth{Name: m[1], Value: money(m[2], m[3]), Base: money(m[4], m[5]), Delta: money(m[7], m[8]), Rate: percent(m[10]), Quote: clip(sentence)}
			if up := m[9] == "增长" || m[9] == "上升" || m[9] == "增幅"; up != (m[6] == "增加") {
				continue
			}
			if m[6] == "减少" {
				g.Delta.N, g.Rate.N = -g.Delta.N, -g.Rate.N
			}
			out = append(out, g)
		}
	}
	return out
}

func itemIn(s string) bool {
	for _, t := range tokens(s) {
		if t.kind == tItem {
			return true // the reader of the three expenses judges it
		}
	}
	return false
}

// growth compares the rate with the amounts. What the sentence compares with may be
// named elsewhere, so it is a signal only.
func (s *Statement) growth(g Growth) []document.Problem {
	base := g.Base
	if !base.Known {
		base = Figure{Known: true, N: g.Value.N - g.Delta.N, Half: g.Value.Half + g.Delta.Half}
	}
	if !g.Value.Known || !g.Delta.Known || !g.Rate.Known || base.N-base.Half <= 0 {
		return nil
	}
	low, high := bounds(g.Delta, base)
	slack := float64(2 * g.Rate.Half)
	if r := float64(g.Rate.N); r >= low-slack && r <= high+slack {
		return nil
	}
	return []document.Problem{{Code: CodeRate, Subject: s.subject(g.Name + "增减率"), Severity: document.Low, Class: document.Signal, Quote: g.Quote,
		Message: fmt.Sprintf("%s由%s%s,应%s,文中写%s", g.Name, show(base.N), moved(g.Delta.N), rated(float64(g.Delta.N)/float64(base.N)*1e6), risen(g.Rate))}}
}
