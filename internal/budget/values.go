package budget

import (
	"regexp"
	"strings"

	"ducha/internal/document"
)

func (sc *scanner) line() *Line { return &sc.r.at(sc.year, sc.kind).Prose[sc.item] }

// onMoney gives a figure the meaning that the words before it ask for.
func (sc *scanner) onMoney(t token) {
	sc.figure = true
	sc.foreign = sc.foreign || sc.subject && sc.mode == 0
	if sc.more && sc.mode == 0 && !sc.foreign && sc.main == Total {
		sc.r.at(sc.year, sc.kind).Wider = true
	}
	f := money(t.digit, t.unit)
	mode := sc.mode
	if sc.item >= items || sc.reason || !f.Known || t.vague || !sc.nearby(t) {
		return
	}
	l := sc.line()
	switch mode {
	case 0, tTo, tFlat:
		if mode == tFlat {
			return // 与上年5万元持平 was read already; what follows is a reason
		}
		if otherFunds.MatchString(sc.s[t.to:]) {
			l.Doubt, sc.item = true, items
			return
		}
		l.set(f, sc, t)
		sc.own = sc.own || sc.kind == sc.r.kind
		sc.valued(t)
	case tLast:
		if lastIs.MatchString(sc.s[min(sc.last, t.from):t.from]) && !l.Last.Known { // 上年(为)11.10万元
			l.Last = f
		}
	case tFrom:
		l.Last = f
	case tCompare:
		if sc.base = f; !sc.budget && !l.Last.Known {
			l.Last = f
		}
	case tDone:
		planned := &sc.r.at(sc.year, Budget).Prose[sc.item]
		if sc.kind == Final && !planned.Value.Known {
			planned.Value = f
			planned.note(sc, t)
		}
	case tSign:
		if sc.said && !goesOn.MatchString(sc.s[min(sc.last, t.from):t.from]) {
			return // 下降20%,共支出2万元
		}
		sc.said = true
		if l.Delta.Known && !l.VsBudget {
			return
		}
		l.Carried = l.Carried || l.Delta.Known && sc.budget // a second change, of which is not said against what
		sc.budget = sc.budget && !l.Delta.Known
		if l.Delta.Known {
			l.Rate = Figure{} // the year before matters more than the budget
		}
		if f.N *= sc.sign; sc.sign < 0 && f.N > 0 {
			return // 减少 −5 means nothing sure
		}
		l.Delta = f
		l.compare(sc)
		l.note(sc, t)
		l.change(sc, t)
		sc.valued(t)
	}
}

// Words that may stand between what a figure is said of and the figure: of the year
// before, of the second figure of a change, of a share.
var (
	lastIs  = regexp.MustCompile(`^(?:数|数额|金额|总额|总数|支出|经费|安排)*(?:为|是)?$`)
	goesOn  = regexp.MustCompile(`^[,、(和及即]*(?:同比|环比)?(?:降|增|减|压减|下浮|升)?(?:幅|幅度|率|比例|比率|变动率|变化率|金额|额)?(?:约|为|达|是|了)*$`)
	shareOf = regexp.MustCompile(`^(?:经费|支出|总额|总数|总量|合计|总计|总支出|财政拨款|数|的|比重|比例|为|是)*$`)
)

// compare notes what a change is held against. Against accounts a budget's change follows
// from those alone, not from the budget of the year before that stands beside them.
func (l *Line) compare(sc *scanner) {
	l.VsBudget = sc.budget
	if l.Crossed = sc.crossed; l.Crossed {
		l.Last = sc.base
	}
}

// otherFunds goes on with the rest of an item that is told by its funds: 财政拨款1万元、其他资金1万元.
var otherFunds = regexp.MustCompile(`^[、,和]?(?:其他资金|自有资金|单位资金|非财政拨款|事业收入|上级补助)[^\d。;]{0,8}\d`)

// nearRunes is how many characters that we do not know may stand before a figure.
const nearRunes = 26

// nearby asks that the figure follows its item closely: further off it may
// belong to words that we do not know.
func (sc *scanner) nearby(t token) bool {
	gap := sc.s[min(sc.last, t.from):t.from]
	return len([]rune(gap)) <= nearRunes && !strings.Contains(gap, "人均") && !strings.Contains(gap, "平均") && !strings.Contains(gap, "每辆")
}

func (l *Line) set(f Figure, sc *scanner, t token) {
	if l.Value.Known {
		// Said twice: the same amount confirms, another one casts doubt.
		l.Doubt = l.Doubt || !same(l.Value, f)
		return
	}
	l.Value = f
	l.note(sc, t)
}

// around is the sentence that a token stands in.
func (sc *scanner) around(t token) string {
	end := strings.IndexAny(sc.s[t.to:], "。;")
	if end < 0 {
		end = len(sc.s) - t.to
	}
	return sc.s[sc.start : t.to+end]
}

// change keeps the sentence that tells of a change, when it is not that of the value.
func (l *Line) change(sc *scanner, t token) {
	if words := clip(sc.around(t)); !strings.Contains(l.Quote, words) && !strings.Contains(l.Changed, words) {
		l.Changed = clip(strings.TrimPrefix(l.Changed+"。"+words, "。"))
	}
}

func (l *Line) note(sc *scanner, t token) {
	words := sc.around(t)
	l.Carried = l.Carried || sc.carried
	switch {
	case l.Quote == "":
		l.Quote = clip(words)
	case sc.carried && !strings.Contains(l.Quote, words):
		l.Quote = clip(l.Quote + "。" + words)
	}
}

func (sc *scanner) onRate(t token) {
	f := percent(t.digit)
	mode := sc.mode
	if sc.item >= items || sc.reason || !f.Known || t.vague || strings.HasSuffix(t.text, "点") {
		return
	}
	switch l := sc.line(); mode {
	case tSign:
		if sc.said && !goesOn.MatchString(sc.s[min(sc.last, t.from):t.from]) {
			return // 减少0.5万元,执行率90%
		}
		sc.said = true
		if sc.sign < 0 && f.N > 0 {
			f.N = -f.N
		}
		turned := sc.budget && l.Delta.Known && (l.Delta.N > 0) != (f.N > 0) // a second change
		if !l.Rate.Known && (!l.Delta.Known || l.VsBudget == sc.budget) && !turned {
			l.Rate = f
			l.compare(sc)
			l.note(sc, t)
			l.change(sc, t)
		}
	case tShare:
		sc.mode = tSkip
		if shareOf.MatchString(sc.s[min(sc.last, t.from):t.from]) && !l.Share.Known && !sc.foreign {
			l.Share, l.Shared = f, clip(sc.around(t))
		}
	case 0:
		// 为年初预算3万元的80%
		if of := &sc.r.at(sc.year, Final).Prose[sc.item]; sc.s[min(sc.last, t.from):t.from] == "的" && sc.kind == Budget && sc.baseKind == Final && of.Value.Known && !of.Done.Known {
			of.Done = f
			of.change(sc, t)
			sc.account()
			sc.mode = tSkip
		}
	case tDone:
		sc.mode = tSkip
		if !l.Done.Known {
			l.Done = f
			l.note(sc, t)
			l.change(sc, t)
		}
	}
}

// clip shortens what is quoted; 180 characters show a sentence and its neighbours.
func clip(s string) string { return document.Clip(s, 180) }
