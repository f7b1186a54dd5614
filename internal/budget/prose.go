package budget

import (
	"regexp"
	"strconv"
	"strings"

	"ducha/internal/document"
)

// Limits of what belongs together in prose.
const (
	nearParagraphs = 14    // after 三公 is named: its items, each with a reason of its own
	longParagraph  = 30000 // bytes; no paragraph of a statement is longer
	headingRunes   = 42    // a shorter line without an amount is a heading
	wrappedRunes   = 24    // a line this long may break off within its sentence
	wrappedBytes   = 6000  // and no sentence is longer
)

// prose reads the paragraphs that stand near a mention of 三公. Elsewhere the
// same words belong to other tables and other money.
func (r *reader) prose() {
	near := 0
	if strings.Contains(r.d.Title, "三公") {
		near = nearParagraphs // the text may leave it to its title
	}
	year, kind := r.year, r.kind
	for _, p := range r.sentences() {
		s := plain(p)
		if strings.Contains(s, "三公") {
			near = nearParagraphs
		}
		if near--; near < 0 || len(s) > longParagraph {
			continue
		}
		if len([]rune(s)) < headingRunes && !strings.Contains(s, "万元") {
			if away.MatchString(s) && !strings.Contains(s, "三公") {
				near = 0 // the paragraphs below speak of other money
			}
			// A heading says what the paragraphs below it are about.
			if m := yearWord.FindStringSubmatch(s); m != nil && (kindOf(s) != "" || strings.Contains(s, "三公")) {
				year, _ = strconv.Atoi(m[1])
			}
			if k := kindOf(s); k != "" {
				kind = k
			}
		}
		sc := &scanner{r: r, s: s, baseYear: year, baseKind: kind}
		sc.scan()
		r.counts(s, year, kind)
		if noPurchase.MatchString(s) {
			r.at(year, kind).Unbought = true
		}
		r.declared(s, p, year, kind)
	}
}

// away heads what speaks of other money.
var away = regexp.MustCompile(`^(?:[一二三四五六七八九十\d]{1,2}[、.]|\([一二三四五六七八九十\d]{1,2}\))?(?:关于)?(?:20\d\d年度?)?(?:本部门|本单位)?(?:机关运行经费|政府采购|国有资产|预算绩效|绩效|名词解释|政府性基金|国有资本|一般公共预算(?:财政拨款)?基本支出)`)

// noPurchase says that no vehicle was bought.
var noPurchase = regexp.MustCompile(`(?:无|未|没有)(?:新|安排|新增)?(?:公务用车|公务车|车辆)?(?:购置|新购|购买)(?:公务用车|公务车|车辆|费|支出)`)

// sentences are the paragraphs, with those joined that a page layout broke in
// the middle of a sentence; before them those that stand in tables.
func (r *reader) sentences() []string {
	if r.d.Kind == "html" || r.d.Kind == "docx" {
		return append(r.notes(), r.d.Paragraphs...)
	}
	var out []string
	for _, p := range r.d.Paragraphs {
		n := len(out)
		if n > 0 && len([]rune(out[n-1])) > wrappedRunes && !strings.ContainsAny(lastRune(out[n-1]), "。；;:：!！?？)）表") && !newItem.MatchString(plain(p)) && len(out[n-1]) < wrappedBytes {
			out[n-1] += p
			continue
		}
		out = append(out, p)
	}
	return append(r.notes(), out...)
}

var newItem = regexp.MustCompile(`^(?:\(?[一二三四五六七八九十\d]{1,3}(?:[)、]|\.\D)|第[一二三四五六七八九十]+部分|表\d|附)`)

func lastRune(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1])
}

// declared notes a paragraph that says there is no such spending at all.
func (r *reader) declared(s, quote string, year int, kind string) {
	none := strings.Contains(s, "三公") && (strings.Contains(s, "无三公经费") || strings.Contains(s, "没有三公经费") || strings.Contains(s, "未安排三公经费") || strings.Contains(s, "不涉及三公经费") || document.DeclaresEmpty(s))
	if !none || strings.Contains(s, "万元") {
		return
	}
	st := r.at(year, kind)
	st.Empty = true
	if !st.Prose[Total].Value.Known {
		st.Prose[Total].Value = Figure{Known: true, Text: "无"}
		st.Prose[Total].Quote = clip(quote)
	}
}
