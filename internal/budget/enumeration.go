package budget

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// An enumeration names several items and then what each of them is: 因公出国费、公务接待费
// 均为0万元, 分别为1万元、2万元.
type enumeration struct {
	named []Item // the items named in a row, until their amounts
	upto  int    // where the last of them ends
	deal  []Item // of those, what the amounts to come belong to
}

// enumerated keeps the items that a row of names ended with. What 分别 says of them
// otherwise than by their amounts, one after another, is not read.
func (sc *scanner) enumerated(t token) {
	if len(sc.chain) > 1 {
		sc.named, sc.upto = sc.chain, sc.last
	}
	if len(sc.named) > 1 && strings.Contains(sc.s[sc.upto:t.from], "分别") && !(t.kind == tMoney && sc.amounts(t)) {
		sc.item, sc.named = items, nil
	}
}

var (
	dealWord = regexp.MustCompile(`^(?:支出|预算|决算|数|金额|经费|费用|财政拨款)*(分别|均|都|各)(?:支出|安排|预算|决算)?[为是]?:?$`)
	each     = regexp.MustCompile(`^(?:支出|预算|决算|数|金额|经费|费用|财政拨款)*(?:分别|均|都|各)`)
	dealt    = regexp.MustCompile(`^(?:[、,和及]*` + number1 + `(?:亿元|万元|千元|百元|元))+`)
)

// apart divides 公务用车购置费、公务用车运行费 where what follows is said of each: 分别为, 均为.
func apart(s string, t token) (first, second token, two bool) {
	i := strings.IndexAny(t.text, "、和及与")
	if t.kind != tItem || t.item != Vehicle || i < 0 || !each.MatchString(s[t.to:]) {
		return t, t, false
	}
	mark, n := utf8.DecodeRuneInString(t.text[i:])
	if mark != '、' && !strings.HasPrefix(t.text[i+n:], "公") {
		return t, t, false // 购置及运行费 is one item
	}
	first, second = t, t
	first.item, first.text, first.to = Purchase, t.text[:i], t.from+i
	second.item, second.text, second.from = Running, t.text[i+n:], first.to+n
	return first, second, true
}

// amounts says whether as many amounts stand in a row as items were named.
func (sc *scanner) amounts(t token) bool {
	return dealWord.MatchString(sc.s[sc.upto:t.from]) && strings.Count(dealt.FindString(sc.s[t.from:]), "元") == len(sc.named)
}

// dealt gives an amount to the items it is said of.
func (sc *scanner) dealt(t token) bool {
	if len(sc.deal) == 0 && len(sc.named) > 1 && sc.mode == 0 && !sc.reason && !sc.foreign && !t.vague {
		switch m := dealWord.FindStringSubmatch(sc.s[sc.upto:t.from]); {
		case m == nil:
		case m[1] == "分别":
			sc.deal = sc.named
		default:
			for _, i := range sc.named {
				sc.give(i, t)
			}
			sc.named = nil
			return true
		}
	}
	sc.named = nil
	if len(sc.deal) == 0 {
		return false
	}
	sc.give(sc.deal[0], t)
	sc.deal = sc.deal[1:]
	return true
}

// give reads the amount of one item of a row of names.
func (sc *scanner) give(i Item, t token) {
	if i >= items {
		return
	}
	sc.item = i
	sc.onMoney(t)
}
