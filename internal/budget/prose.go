package budget

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ducha/internal/document"
)

// prose reads the paragraphs that stand near a mention of 三公. Elsewhere the
// same words belong to other tables and other money.
func (r *reader) prose() {
	near := 0
	year, kind := r.year, r.kind
	for _, p := range r.sentences() {
		s := plain(p)
		if strings.Contains(s, "三公") {
			near = 14
		}
		if near--; near < 0 || len(s) > 30000 {
			continue
		}
		if len([]rune(s)) < 42 && !strings.Contains(s, "万元") {
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
// the middle of a sentence.
func (r *reader) sentences() []string {
	if r.d.Kind == "html" || r.d.Kind == "docx" {
		return r.d.Paragraphs
	}
	var out []string
	for _, p := range r.d.Paragraphs {
		n := len(out)
		if n > 0 && len([]rune(out[n-1])) > 24 && !strings.ContainsAny(lastRune(out[n-1]), "。；;:：!！?？)）表") && !newItem.MatchString(plain(p)) && len(out[n-1]) < 6000 {
			out[n-1] += p
			continue
		}
		out = append(out, p)
	}
	return out
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

// scanner walks one paragraph token by token.
type scanner struct {
	r        *reader
	s        string
	baseYear int
	baseKind string

	year     int
	kind     string
	item     Item
	chain    []Item // items enumerated without figures between them
	stack    []Item // items before each open bracket
	mode     byte   // 0 value, tCompare, tSign, tDone, tShare, tFrom, tTo
	sign     int64
	budget   bool   // the comparison is with the year's own budget
	crossed  bool   // it is with accounts in a budget, or with a budget of another year in accounts
	base     Figure // the amount compared with, where it is named
	reason   bool
	none     bool
	start    int // where the sentence begins, for the quote
	last     int // end of the last token
	lone     Item
	figure   bool // the sentence has given a figure
	compared int  // end of the last word of comparison
	subject  bool // the last word is other money that may have the items among its parts
	more     bool // the last word is an expense that some count with the three
	begun    bool // an item, or other money, was named in this paragraph
	foreign  bool // its amount was named: what follows are its parts, until 三公 is named again
	first    int  // the first year the sentence names
	carriage
}

func (sc *scanner) scan() {
	sc.item, sc.lone = items, items
	all := tokens(sc.s)
	sc.carriage = carriage{main: items, carry: items, loose: looseDigits(sc.s, all)}
	sc.sentence(0)
	for _, t := range all {
		sc.goOn(t)
		sc.token(t)
		sc.last = t.to
	}
}

// sentence begins anew. An item alone in the sentence before was a heading.
func (sc *scanner) sentence(at int) {
	lone := items
	if !sc.figure && !sc.carried && sc.item < items && sc.last-sc.start < 75 {
		lone = sc.item
	}
	if sc.first > 0 {
		// The next sentence goes on about what this one began with.
		sc.baseYear, sc.baseKind = sc.first, sc.kind
	}
	sc.turn(at)
	sc.year, sc.kind, sc.first = sc.baseYear, sc.baseKind, 0
	sc.item, sc.chain, sc.stack = lone, nil, nil
	sc.start, sc.figure = at, false
	sc.clause()
}

// clause resets what holds within one clause only.
func (sc *scanner) clause() {
	sc.mode, sc.budget, sc.crossed, sc.base = 0, false, false, Figure{}
	sc.reason, sc.none = false, false
}

func (sc *scanner) token(t token) {
	if t.kind != tItem && t.kind != tOther {
		sc.chain = nil
	}
	switch t.kind {
	case tItem, tOther:
		sc.onItem(t)
	case tMoney:
		sc.onMoney(t)
	case tRate:
		sc.onRate(t)
	case tYear:
		if sc.mode == 0 && !sc.reason {
			sc.year, _ = strconv.Atoi(t.text[:4])
			if sc.first == 0 {
				sc.first = sc.year
			}
		}
	case tKind:
		sc.onKind(t)
	case tCompare:
		if !sc.reason {
			sc.account()
			sc.mode, sc.compared = tCompare, t.to
			sc.budget, sc.crossed, sc.base = false, false, Figure{}
			if sc.first > 0 {
				sc.year = sc.first // 2022年 …,2021年 …,比上年: it is 2022 that compares
			}
		}
	case tSign:
		sc.mode, sc.sign = tSign, t.sign
	case tFlat:
		sc.onFlat(t)
	case tDone:
		sc.account()
		sc.mode = tDone
	case tLast:
		switch {
		case sc.mode == tCompare: // 比上年决算
			sc.crossed = sc.kind == Budget && strings.Contains(t.text, "决算") || sc.kind == Final && strings.Contains(t.text, "预算")
		case sc.mode == 0 && !sc.reason:
			sc.mode = tLast
		}
	case tShare:
		sc.mode = tShare
	case tFrom, tTo:
		if !sc.reason && (t.kind == tFrom || sc.mode == tFrom || sc.mode == tSign) {
			sc.mode = t.kind
		}
	case tReason:
		sc.reason = true
	case tNone:
		sc.none = true
	case tOpen:
		sc.stack = append(sc.stack, sc.item)
	case tClose:
		sc.close()
	case tSemi:
		sc.clause()
		sc.year = sc.baseYear
	case tStop:
		if len(sc.stack) > 0 && len(sc.stack) < 3 && t.text != "\n" {
			sc.clause()
			return
		}
		sc.sentence(t.to)
	}
}

// account goes back to the accounts that a sentence began with, after it named the
// budget beside them: 支出决算11万元,年初预算14万元,完成预算80%,比上年减少 …
func (sc *scanner) account() {
	if sc.kind == Budget && sc.baseKind == Final && sc.item < items && sc.year == sc.baseYear && sc.r.at(sc.year, Final).Prose[sc.item].Value.Known {
		sc.kind = Final
	}
}

// close goes back to the item before the bracket: (其中…) is an aside.
func (sc *scanner) close() {
	if n := len(sc.stack); n > 0 {
		sc.item, sc.stack = sc.stack[n-1], sc.stack[:n-1]
		sc.clause()
		sc.chain = nil
	}
}

// onItem turns to an item. Three or more in a row without figures are the
// whole, two are nothing we could divide.
func (sc *scanner) onItem(t token) {
	gap := ""
	if t.from >= sc.last {
		gap = sc.s[sc.last:t.from]
	}
	if len(sc.chain) > 0 && (gap == "、" || gap == "和" || gap == "及" || gap == "," || gap == "以及" || gap == "、和") && sc.mode == 0 {
		sc.chain = append(sc.chain, t.item)
	} else {
		sc.chain = []Item{t.item}
	}
	if sc.reason {
		sc.item = items // figures of a reason are not read
		return
	}
	sc.item, sc.mode, sc.budget = t.item, 0, false
	sc.subject = t.kind == tOther && slices.Contains(subjects, t.text)
	if sc.subject && !sc.begun && slices.Contains(subjects[:3], t.text) {
		sc.foreign = true // the paragraph is about it
	}
	sc.begun = true
	sc.more = t.kind == tOther && moreForm.MatchString(t.text)
	switch {
	case t.item == Total && t.kind == tItem:
		sc.foreign = false
	case sc.foreign:
		sc.item = items
	}
	switch {
	case sc.item == items && t.kind == tItem:
	case t.kind == tOther:
		if len(sc.stack) > 0 && sc.stack[len(sc.stack)-1] == Vehicle && strings.Contains(t.text, "交通") || strings.Contains(t.text, "用车") {
			sc.r.at(sc.year, sc.kind).Others = true
		}
		sc.item = items
	case len(sc.chain) >= 3:
		sc.item = Total
	case len(sc.chain) == 2:
		sc.item = items
	}
}

func (sc *scanner) onKind(t token) {
	budget := strings.HasSuffix(t.text, "预算")
	if sc.mode == tCompare || sc.mode == tDone || sc.mode == tSign {
		// 比年初预算减少 in an account is against the budget; 比2021年预算 in a
		// budget is against the year before.
		gap := sc.s[min(sc.compared, t.from):t.from]
		before := strings.Contains(gap, "上年") || strings.Contains(gap, "去年") || yearWord.MatchString(gap) && !strings.Contains(gap, strconv.Itoa(sc.year))
		sc.budget = sc.budget || budget && sc.kind != Budget && !before
		sc.crossed = sc.kind == Budget && !budget || sc.kind == Final && budget && before
		return
	}
	if budget {
		sc.kind = Budget
	} else {
		sc.kind = Final
	}
}

func (sc *scanner) onFlat(t token) {
	if sc.item >= items || sc.reason || sc.mode != tCompare && t.text != "零增长" {
		return
	}
	sc.mode = tFlat
	if l := sc.line(); !l.Delta.Known && !t.vague {
		l.Delta = Figure{Known: true, Text: t.text}
		l.compare(sc)
		l.note(sc, t)
	}
}
