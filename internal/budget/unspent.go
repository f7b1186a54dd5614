package budget

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	otherTime   = regexp.MustCompile(`上年|去年|上一年|同期|比|较|相比|主要|原因|由于`)
	noneFor     = regexp.MustCompile(`^(?:财政拨款|一般公共预算|资金|预算|支出|的|[·.])*$`)
	noneOf      = regexp.MustCompile(`^(?:财政拨款|经费|支出|预算|决算|数|本年度?|全年|当年|20\d\d年度?|均|都|[,、·.])*$`)
	noneEnds    = regexp.MustCompile(`^(?:预算|支出|安排|经费|相关|此项|该项|[,。;)]|$)`)
	conjunction = regexp.MustCompile(`^(?:经费|支出|[、和及])*$`)
)

// unspent notes the items of the document's own year of which prose says in words that
// nothing is spent on them: 未安排因公出国(境)费, 公务接待费无预算.
func (r *reader) unspent() {
	s := r.at(r.year, r.kind)
	for _, p := range r.d.Paragraphs {
		p = plain(p)
		if !strings.Contains(p, "无") && !strings.Contains(p, "未") && !strings.Contains(p, "没有") {
			continue
		}
		for sentence := range strings.FieldsFuncSeq(p, func(c rune) bool { return c == '。' || c == ';' }) {
			if year := yearWord.FindStringSubmatch(sentence); otherTime.MatchString(sentence) || year != nil && year[1] != strconv.Itoa(r.year) {
				continue
			}
			all := tokens(sentence)
			for k, t := range all {
				if t.kind == tNone {
					s.without(sentence, all, k)
				}
			}
		}
	}
}

// without marks the items before or behind a word that says none.
func (s *Statement) without(sentence string, all []token, k int) {
	mark := func(from, step int, gap func(a, b token) bool) {
		for i, last := from, all[k]; i >= 0 && i < len(all); i += step {
			t := all[i]
			if t.kind == tKind {
				continue // 费预算未安排
			}
			if t.kind != tItem || t.item == Total || !gap(last, t) {
				return
			}
			s.Unspent[t.item] = true
			last = t
		}
	}
	between := func(a, b token) string { return sentence[min(a.to, b.from):max(a.to, b.from)] }
	mark(k+1, 1, func(a, b token) bool {
		words := between(a, b)
		return a.kind == tNone && noneFor.MatchString(words) || a.kind == tItem && conjunction.MatchString(words)
	})
	if noneEnds.MatchString(sentence[all[k].to:]) {
		mark(k-1, -1, func(a, b token) bool {
			words := between(b, a)
			return a.kind == tNone && noneOf.MatchString(words) || a.kind == tItem && conjunction.MatchString(words)
		})
	}
}
