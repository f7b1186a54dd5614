package budget

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// funds are names that hold the word 预算 without saying what a figure is.
var funds = regexp.MustCompile(`一般公共预算|政府性基金预算|国有资本经营预算|公共财政预算|预决算|预算单位|预算法|预算管理|预算拨款|预算安排的|决算单位|决算汇总`)

// token is a word that matters to reading a sentence.
type token struct {
	kind  byte // see tokenForms
	item  Item
	sign  int64
	text  string
	digit string
	unit  string
	vague bool // 约2万元, 下降50%以上, 基本持平: nothing exact follows from it
	from  int
	to    int
}

// Token kinds.
const (
	tItem    = 'i' // an item
	tOther   = 'o' // an item that is none of ours
	tMoney   = 'm'
	tRate    = 'r'
	tYear    = 'y'
	tKind    = 'k' // 预算 决算
	tCompare = 'c' // 比 较 …
	tSign    = 's' // 增加 减少
	tFlat    = 'f' // 持平
	tDone    = 'd' // 完成
	tShare   = 'p' // 占
	tReason  = 'w' // 原因 用于: figures after it explain, they do not report
	tNone    = 'n' // 未安排 未发生
	tOpen    = '('
	tClose   = ')'
	tStop    = '.'
	tSemi    = ';'
	tFrom    = 'F' // 由 从
	tTo      = 'T' // 到 至
	tLast    = 'l' // 上年(预算数)(为)
	tLess    = '<' // 小于预算数: the figure behind it may be the difference or the budget
	tSkip    = 'x' // what follows was told already, or is no figure of ours
)

// subjects are other money that has the items among its parts.
var subjects = []string{"机关运行经费", "政府采购", "国有资产", "基本支出", "项目支出", "人员经费", "公用经费", "日常公用"}

var (
	number1 = `([-+]?\d[\d,]*(?:\.\d+)?)`
	master  = regexp.MustCompile(strings.Join([]string{
		`(?P<other>其他交通工具购置费?|(?:设备|资产|图书|家具|用具)购置费?|其他交通费用?|其他用车支出|公务用车租赁费?|租车费|会议费|培训费|差旅费|(?:国内|国外|国\(境\)外|外事|外宾|涉外)(?:公务)?接待(?:费|支出)|` + strings.Join(subjects, "|") + `)`,
		`(?P<vehicle>(?:公务|公务用|公)?车?(?:辆)?(?:用车)?购置(?:费)?(?:及|和|与|、)(?:公务用车|公务车)?运行(?:维护|费)?(?:维护)?(?:费用|经费|费|支出)?|公务用车(?:费用|费|经费|支出)|公车购置及运行费)`,
		`(?P<purchase>(?:公务用车|公务车辆?|公车|车辆)购置(?:费用|经费|费|支出)?|购置费)`,
		`(?P<running>(?:公务用车|公务车辆?|公车|车辆)运行(?:维护)?(?:费用|经费|费|支出)?|运行(?:维护)?费用?)`,
		`(?P<abroad>因公(?:临时)?出国\(境\)(?:费用|经费|费|支出)?|因公出国(?:出境)?(?:费用|经费|费)|出国\(境\)(?:费用|经费|费)|出国经费|出国费)`,
		`(?P<reception>公务接待(?:费用|经费|费|支出)?|接待费用?|招待费)`,
		`(?P<total>三公(?:两费|经费)?)`,
		`(?P<year>20[0-3]\d年(?:度|初)?)`,
		`(?P<rate>` + number1 + `(?:%|个百分点))`,
		`(?P<money>` + number1 + `(?:余)?(亿元|万元|千元|百元|元|万(?:[,。;)]|$)))`,
		`(?P<less>(?:小于|低于|少于|大于|高于|多于)(?:年初|调整|全年|本年|上年|去年)?(?:预算|决算)?数?)`,
		`(?P<kind>(?:年初|调整|全年|本年)?预算|决算|实际支出|实际发生|执行数)`,
		`(?P<reason>主要原因|原因是|主要是|主要用于|用于|由于|主要系|主要为)`,
		`(?P<flat>持平|无增减|无变化|没有变化|零增长|不增不减|保持一致|预算一致|基本一致|一致)`,
		`(?P<up>增加|增长|上升|提高|增支|上涨|增多|多支出|超支|超出)`,
		`(?P<down>减少|下降|降低|减支|压缩|压减|缩减|节约|下浮|节支|少支出|减低)`,
		`(?P<last>(?:上年|去年|上一年)度?(?:同期)?(?:预算|决算)?(?:数|总额)?(?:为|是)?)`,
		`(?P<compare>同口径比|同比|相比|对比|比|较|与)`,
		`(?P<done>完成)`, `(?P<share>占(?:比重?|的?比例)?)`,
		`(?P<none>未安排|没有安排|无安排|未发生|没有发生|未产生|无(?:发生)?)`,
		`(?P<fromw>从|由)`, `(?P<tow>到|至)`,
		`(?P<open>\()`, `(?P<close>\))`, `(?P<stop>[。!?\n])`, `(?P<semi>;)`,
	}, "|"))
)

// maxTokens bounds what is read of one paragraph; those of real statements have some hundred.
const maxTokens = 20000

// tokens cuts a plain paragraph into the words that matter.
func tokens(s string) []token {
	s = funds.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat("·", len(m)/2) + strings.Repeat(".", len(m)%2) })
	names := master.SubexpNames()
	var out []token
	for _, m := range master.FindAllStringSubmatchIndex(s, maxTokens) {
		t := token{text: s[m[0]:m[1]], from: m[0], to: m[1]}
		for g, name := range names {
			if name != "" && m[2*g] >= 0 {
				t.name(name)
				break
			}
		}
		if (t.item == Purchase || t.item == Running) && t.kind == tItem && ofOthers(s, t) {
			t.kind, t.item = tOther, items
		}
		if first, second, two := apart(s, t); two {
			out = append(out, first)
			t = second
		}
		t.vague = vague(s, t)
		if t.kind == tMoney || t.kind == tRate {
			t.digit = strings.TrimRightFunc(t.text, func(r rune) bool { return (r < '0' || r > '9') })
			t.unit = strings.TrimLeft(strings.TrimPrefix(t.text, t.digit), "余")
			if rest := strings.TrimPrefix(t.unit, "万"); strings.HasPrefix(t.unit, "万") && rest != "元" {
				// The mark after 万 is not part of the amount.
				t.unit, t.to = "万", t.to-len(rest)
				out = append(out, t)
				if rest != "" {
					mark := token{text: rest, from: t.to, to: t.to + len(rest), kind: tStop}
					mark.kind = map[string]byte{";": tSemi, ")": tClose, "。": tStop}[rest]
					if mark.kind != 0 {
						out = append(out, mark)
					}
				}
				continue
			}
		}
		out = append(out, t)
	}
	return out
}

var (
	vagueBefore = regexp.MustCompile(`(?:[^节集合]约|[^最附]近|逾|超过|不低于|不少于|不高于|不超过|不超|至少|至多)(?:为)?$`)
	vagueAfter  = regexp.MustCompile(`^(?:左右|以上|以下|以内|上下|的(?:要求|目标|规定|标准|任务|原则))`)
	vagueFlat   = regexp.MustCompile(`(?:基本|大致|大体|总体|几乎)$`)
)

// vague says whether a figure is given as less than exact, or is a mark to be kept to
// rather than what was spent: 约2万元, 10余万元, 下降50%以上, 压减5%的要求.
func vague(s string, t token) bool {
	before := s[max(t.from-len("不超过为"), 0):t.from]
	switch t.kind {
	case tMoney, tRate:
		return strings.Contains(t.text, "余") || vagueAfter.MatchString(s[t.to:]) || vagueBefore.MatchString(before) || t.kind == tRate && strings.HasSuffix(before, "超")
	case tFlat:
		return t.text == "基本一致" || vagueFlat.MatchString(before)
	}
	return false
}

// ofOthers says whether a bare 购置费 or 运行费 belongs to a word before it that is no
// vehicle: 信息系统运行维护费.
func ofOthers(s string, t token) bool {
	if !strings.HasPrefix(t.text, "购置") && !strings.HasPrefix(t.text, "运行") {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:t.from])
	return t.from > 0 && unicode.Is(unicode.Han, before) && !strings.ContainsRune("车中和及与含括费", before)
}

// tokenItems, tokenSigns and tokenKinds say what the groups of master are.
var (
	tokenItems = map[string]Item{"vehicle": Vehicle, "purchase": Purchase, "running": Running, "abroad": Abroad, "reception": Reception, "total": Total}
	tokenSigns = map[string]int64{"up": 1, "down": -1}
	tokenKinds = map[string]byte{"year": tYear, "rate": tRate, "money": tMoney, "kind": tKind, "reason": tReason, "flat": tFlat,
		"compare": tCompare, "done": tDone, "share": tShare, "none": tNone, "fromw": tFrom, "tow": tTo, "last": tLast,
		"less": tLess, "open": tOpen, "close": tClose, "stop": tStop, "semi": tSemi}
)

func (t *token) name(group string) {
	item, of := tokenItems[group]
	sign, change := tokenSigns[group]
	switch {
	case group == "other":
		t.kind, t.item = tOther, items
	case of:
		t.kind, t.item = tItem, item
	case change:
		t.kind, t.sign = tSign, sign
	default:
		t.kind = tokenKinds[group]
	}
}
