package leak

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// context is what stands before a number.
type context struct {
	text   string
	rest   string  // from the number on
	window string  // since the number before, at most windowRunes
	person string  // since the telephone before
	beside string  // on both sides
	labels []label // all before the number
	near   int     // index of the first label within the window
	ids    bool    // the text holds identity numbers
}

// How far the words reach that say what a number is, and whose: in characters.
const (
	windowRunes = 60
	personRunes = 90 // a row of a list, with an address between name and telephone
	labelRunes  = 14 // 联系电话（工作时间）：
)

func contextOf(text string, labels []label, all []number, i int, ids bool) context {
	n := all[i]
	from := n.start - len(tail(text[:n.start], windowRunes))
	if i > 0 {
		from = max(from, all[i-1].end)
	}
	whose := n.start - len(tail(text[:n.start], personRunes))
	for k := i - 1; k >= 0 && all[k].end > whose; k-- {
		if all[k].shape == mobileShape {
			whose = all[k].end
		}
	}
	c := context{text: text, rest: text[n.start:], window: text[from:n.start], person: text[whose:n.start],
		beside: tail(text[:n.start], windowRunes) + head(text[n.end:], windowRunes), ids: ids}
	last, _ := slices.BinarySearchFunc(labels, n.start+1, func(l label, at int) int { return cmp.Compare(l.end, at) })
	c.labels = labels[:last]
	c.near, _ = slices.BinarySearchFunc(c.labels, from+1, func(l label, at int) int { return cmp.Compare(l.end, at) })
	return c
}

// means says whether the number is announced as one of a class: by the nearest
// label since the number before it, else by a column's heading further up. A
// heading for other numbers counts only when none speaks of persons.
func (c context) means(want class) bool {
	if c.near < len(c.labels) {
		return c.labels[len(c.labels)-1].class == want
	}
	return c.above(want) && (want == ofIdentity || !c.above(ofIdentity))
}

// above says whether a heading further up announces numbers of a class.
func (c context) above(class class) bool {
	return slices.ContainsFunc(c.labels, func(l label) bool { return l.class == class })
}

// card says whether a number that has the form of a card is announced as one: in a list of
// persons it stands beside identity numbers, whose heading is none of its own.
func (c context) card() bool {
	return c.means(ofCard) || c.heads(ofCard) || c.near >= len(c.labels) && c.above(ofCard)
}

// heads says whether the nearest labels are a row of heads, of which one is of a class: they
// follow one another, and other words stand between the last of them and the number.
func (c context) heads(class class) bool {
	if c.near >= len(c.labels) || c.adjacent() {
		return false
	}
	return slices.ContainsFunc(c.labels[c.near:], func(l label) bool { return l.class == class })
}

// adjacent says whether nothing that is read stands between the nearest label and the number.
func (c context) adjacent() bool {
	n := len(c.text) - len(c.rest)
	return !strings.ContainsFunc(c.text[c.labels[len(c.labels)-1].end:n], func(r rune) bool { return unicode.Is(unicode.Han, r) && r != '为' && r != '是' })
}

// announced says whether a label of identity numbers stands right before the number.
func (c context) announced() bool {
	if c.near >= len(c.labels) || !c.means(ofIdentity) {
		return false
	}
	return c.adjacent()
}

// unclear says whether only headings further up tell what the number is, and they
// tell of identity numbers and of others.
func (c context) unclear() bool {
	return c.near >= len(c.labels) && c.means(ofIdentity) &&
		c.above(ofOther)
}

// example says whether the words before the number call it an example: 身份证号（如110105…）.
func (c context) example() bool {
	before, like := strings.CutSuffix(strings.TrimRight(c.window, "“\"‘'：: "), "如")
	mark, _ := utf8.DecodeLastRuneInString(before)
	return like && unicode.IsPunct(mark) || holds(tail(c.window, 24), "示例：", "示例:", "样例", "例如", "比如", "举例", "范例", "例：", "如：", "填写说明", "虚构", "测试数据")
}

// publicAccount says whether an account is one that is published to be paid into.
func (c context) publicAccount() bool {
	return ofOffice(c.beside) || ofFirm(c.window) || holds(c.beside, "收费账户", "缴费账户", "缴款", "专户", "国库", "对公", "基本户", "基本账户", "公司账户", "单位账户", "保证金", "捐款", "捐赠", "开户单位", "执收")
}

// ofFirm says whether a row names a firm and no person.
func ofFirm(row string) bool {
	return !named(row) && slices.ContainsFunc(strings.Fields(row), func(w string) bool {
		return strings.HasSuffix(w, "公司") || strings.HasSuffix(w, "合作社") || strings.HasSuffix(w, "厂")
	})
}

// ofOffice says whether the holder of an account is named and is no person: a person's
// name has two to four characters, or points in it.
func ofOffice(text string) bool {
	for _, w := range []string{"户名", "账户名称", "帐户名称", "开户名称", "收款单位", "单位名称", "收款人", "供应商", "中标人", "承包人", "甲方", "乙方"} {
		_, holder, found := strings.Cut(text, w)
		if !found {
			continue
		}
		holder = strings.TrimLeft(holder, "：: 为是\n\t　")
		if i := strings.IndexFunc(holder, func(r rune) bool { return !unicode.Is(unicode.Han, r) && !strings.ContainsRune("·•（）()", r) }); i >= 0 {
			holder = holder[:i]
		}
		long := utf8.RuneCountInString(holder) > 4 && !strings.ContainsAny(holder, "·•")
		if last, _ := utf8.DecodeLastRuneInString(holder); long || strings.HasSuffix(holder, "公司") || strings.ContainsRune(placeEnds, last) {
			return true
		}
	}
	return false
}

// private says whether a telephone stands beside a person's name and is not
// announced as the one to call.
func (c context) private() bool {
	for _, w := range []string{"联系", "咨询", "投诉", "监督", "举报", "值班", "热线", "办公", "服务", "报名", "救援", "客服", "经办", "负责人"} {
		i := strings.LastIndex(c.person, w)
		if i < 0 || c.ids && strings.HasPrefix(c.person[i:], "联系") {
			continue
		}
		if strings.HasPrefix(c.person[i:], "联系人") && !strings.Contains(c.person[i:], "\n") {
			return false // each row names its own: 某公司 联系人 王建国 139…
		}
		line, after, more := strings.Cut(c.person[i:], "\n")
		if !strings.ContainsAny(head(line, labelRunes), "：:") {
			continue
		}
		if !more || !ownNumber(line) || !named(after) {
			return false
		}
	}
	return named(c.person)
}

// ownNumber says whether a line has a telephone of its own: the one a label announces.
func ownNumber(line string) bool {
	n := 0
	for _, r := range line {
		if digit(r) {
			n++
		}
	}
	return n >= 8
}

// named says whether a text holds a word that is a person's name by its form.
func named(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	return slices.ContainsFunc(words, func(w string) bool {
		runes := []rune(w)
		return len(runes) >= 2 && len(runes) <= 4 && strings.ContainsRune(surnames, runes[0]) && !strings.ContainsRune(placeEnds, runes[len(runes)-1]) && !holds(w, "单位", "项目", "金额", "成绩")
	})
}

const (
	surnames  = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵"
	placeEnds = "路区县镇乡村市局科站所队街巷院校室处部司厂店省州"
)

func holds(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
