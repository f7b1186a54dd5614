package budget

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

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
	none     int    // end of the last 未安排
	denied   bool   // the chain begins behind it
	stack    []Item // items before each open bracket
	mode     byte   // 0 value, tCompare, tSign, tDone, tShare, tFrom, tTo
	sign     int64
	budget   bool   // the comparison is with the year's own budget
	crossed  bool   // it is with accounts in a budget, or with a budget of another year in accounts
	base     Figure // the amount compared with, where it is named
	reason   bool
	start    int  // where the sentence begins, for the quote
	last     int  // end of the last token
	figure   bool // the sentence has given a figure
	compared int  // end of the last word of comparison
	subject  bool // the last word is other money that may have the items among its parts
	more     bool // the last word is an expense that some count with the three
	begun    bool // an item, or other money, was named in this paragraph
	foreign  bool // its amount was named: what follows are its parts, until 三公 is named again
	first    int  // the first year the sentence names
	opened   int  // end of the last opening bracket
	said     bool // the word of a change has had its figure
	own      bool // the sentence gave a figure of the document's own kind
	whole    bool // a share is said to be one of 三公
	carriage
	enumeration
}

func (sc *scanner) scan() {
	sc.item = items
	all := tokens(sc.s)
	sc.carriage = carriage{main: items, carry: items, loose: looseDigits(sc.s, all)}
	sc.sentence(0)
	for _, t := range all {
		sc.goOn(t)
		sc.token(t)
		sc.last = t.to
	}
}

// headBytes is how long a sentence is that is only the name of an item: （一）因公出国（境）费。
const headBytes = 75

// sentence begins anew. An item alone in the sentence before was a heading.
func (sc *scanner) sentence(at int) {
	lone := items
	if !sc.figure && !sc.carried && sc.item < items && sc.last-sc.start < headBytes {
		lone = sc.item
	}
	if sc.first > 0 {
		// The next sentence goes on about what this one began with; the budget beside the
		// accounts of a document was named in passing.
		if sc.baseYear = sc.first; !sc.own {
			sc.baseKind = sc.kind
		}
	}
	sc.own = false
	sc.turn(at)
	sc.year, sc.kind, sc.first = sc.baseYear, sc.baseKind, 0
	sc.item, sc.chain, sc.stack = lone, nil, nil
	sc.enumeration = enumeration{}
	sc.start, sc.figure = at, false
	sc.clause()
}

// clause resets what holds within one clause only.
func (sc *scanner) clause() {
	sc.mode, sc.budget, sc.crossed, sc.base = 0, false, false, Figure{}
	sc.reason = false
}

func (sc *scanner) token(t token) {
	if t.kind != tItem && t.kind != tOther {
		sc.enumerated(t)
		sc.chain = nil
	}
	if dealing(t.kind) && strings.Contains(sc.s[min(sc.last, t.from):t.from], "分别") {
		sc.item = items // 分别占20%、30%: which is whose is not read
	}
	switch t.kind {
	case tItem, tOther:
		sc.onItem(t)
	case tMoney:
		if !sc.dealt(t) {
			sc.onMoney(t)
		}
	case tRate:
		sc.onRate(t)
	case tYear:
		sc.onYear(t)
	case tKind:
		sc.onKind(t)
	case tCompare:
		sc.onCompare(t)
	case tSign:
		if !sc.reason {
			sc.account()
		}
		if sc.mode == tLast {
			sc.budget, sc.crossed = false, false // 比年初预算减少1万元,上年为3万元,减少2万元
		}
		if sc.mode == 0 && sc.first > 0 && !sc.reason {
			sc.year = sc.first // 2022年3万元,2021年4万元,减少1万元
		}
		sc.mode, sc.sign, sc.said = tSign, t.sign, false
	case tFlat:
		sc.onFlat(t)
	case tDone:
		sc.account()
		sc.mode = tDone
	case tLast:
		sc.onLast(t)
	case tLess:
		sc.mode = tSkip
	case tShare:
		sc.account()
		sc.mode, sc.whole = tShare, false
	case tFrom, tTo:
		if !sc.reason && (t.kind == tFrom || sc.mode == tFrom || sc.mode == tSign) {
			sc.mode = t.kind
		}
	case tReason:
		sc.reason = true
	case tNone:
		sc.none = t.to
	case tOpen:
		sc.stack, sc.opened = append(sc.stack, sc.item), t.to
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

// dealing says whether a word may be said of several items, one after another.
func dealing(kind byte) bool {
	return kind == tShare || kind == tSign || kind == tCompare || kind == tDone
}

func (sc *scanner) onYear(t token) {
	if sc.mode == tSign && sc.opened == t.from {
		sc.mode = tLast // 下降20%(2021年为2.5万元): no amount of the change
	}
	if (sc.mode == tSkip || sc.mode == tSign && sc.said) && !sc.reason {
		sc.account()
		switch t.text[:len("2022")] { // 下降20%,2021年为2.5万元: nor this
		case strconv.Itoa(sc.year - 1):
			sc.mode = tLast
		case strconv.Itoa(sc.year):
			sc.mode = 0
		default:
			sc.mode = tSkip
		}
	}
	if sc.mode != 0 || sc.reason {
		return
	}
	sc.year, _ = strconv.Atoi(t.text[:len("2022")])
	switch {
	case sc.first == 0 && sc.figure && sc.baseYear > 0:
		sc.first = sc.baseYear // 支出3万元,2021年支出4万元
	case sc.first == 0:
		sc.first = sc.year
	}
}

func (sc *scanner) onCompare(t token) {
	if sc.reason || sc.mode == tCompare && (t.text == "相比" || t.text == "对比") {
		return // 与年初预算相比: the budget is what it is compared with
	}
	sc.account()
	sc.mode, sc.compared = tCompare, t.to
	sc.budget, sc.crossed, sc.base = false, false, Figure{}
	if sc.first > 0 {
		sc.year = sc.first // 2022年 …,2021年 …,比上年: it is 2022 that compares
	}
}

func (sc *scanner) onLast(t token) {
	switch {
	case sc.mode == tCompare: // 比上年决算
		sc.crossed = sc.kind == Budget && strings.Contains(t.text, "决算") || sc.kind == Final && strings.Contains(t.text, "预算")
	case (sc.mode == 0 || sc.mode == tSkip || sc.mode == tSign && (sc.said || sc.opened == t.from)) && !sc.reason:
		sc.account()
		sc.mode = tLast // 减少0.5万元,上年决算数为3万元
		if sc.kind != "" && kindOf(t.text) != "" && kindOf(t.text) != sc.kind {
			sc.mode = tSkip
		}
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
	sc.enumeration = enumeration{}
	gap := ""
	if t.from >= sc.last {
		gap = sc.s[sc.last:t.from]
	}
	if len(sc.chain) > 0 && (gap == "、" || gap == "和" || gap == "及" || gap == "," || gap == "以及" || gap == "、和") && sc.mode == 0 && !(sc.denied && gap == ",") {
		sc.chain = append(sc.chain, t.item)
	} else {
		sc.chain, sc.denied = []Item{t.item}, sc.none > 0 && sc.none == sc.last // 未安排甲,乙5万元
	}
	if sc.reason {
		sc.item = items // figures of a reason are not read
		return
	}
	if sc.mode == tShare && t.item == Total && t.kind == tItem && sc.item < items && sc.item != Total && gap == "" {
		sc.whole = true // 占三公经费支出的20%: what is told of goes on
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
	switch named := lastIs.MatchString(sc.s[min(sc.last, t.from):t.from]) && !ofNow.MatchString(t.text); {
	case sc.mode == tShare && sc.whole: // 占三公经费决算的20%
		return
	case sc.mode == tLast && named: // 2021年决算数为3万元
		if budget != (sc.kind == Budget) {
			sc.mode = tSkip
		}
		return
	case sc.mode == tLast || sc.mode == tSkip && !named:
		sc.mode = 0 // 上年3万元,本年预算2万元
	}
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

// ofNow begins the name of a figure of the year at hand.
var ofNow = regexp.MustCompile(`^(?:年初|调整|全年|本年)`)

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
