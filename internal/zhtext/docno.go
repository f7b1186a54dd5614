package zhtext

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A DocNo is one document number (文号): 乌交发〔2022〕5号, 交通运输部令2016年第63号.
type DocNo struct {
	Organ  string // 乌交发; what stands before the year
	Year   int    // 0 when none is shown: 生态环境部令第26号
	Number int
	Raw    string // as written
	Start  int    // byte offset in the text
}

// String is the number in one spelling.
func (d DocNo) String() string {
	switch {
	case d.Year == 0:
		return d.Organ + "第" + strconv.Itoa(d.Number) + "号"
	case published(d.Organ) || d.Organ == "":
		return d.Organ + strconv.Itoa(d.Year) + "年第" + strconv.Itoa(d.Number) + "号"
	}
	return d.Organ + "〔" + strconv.Itoa(d.Year) + "〕" + strconv.Itoa(d.Number) + "号"
}

// Same says whether two numbers name one document. The organ is compared from
// its end, for texts run words into its start: 根据国发〔2015〕62号.
func (d DocNo) Same(e DocNo) bool {
	if d.Number == 0 || d.Number != e.Number || d.Year != e.Year {
		return false
	}
	if d.Organ == "" || e.Organ == "" {
		return d.Organ == e.Organ
	}
	return strings.HasSuffix(d.Organ, e.Organ) || strings.HasSuffix(e.Organ, d.Organ)
}

// maxDocNos bounds the numbers read from one text.
const maxDocNos = 200

// DocNos reads every document number in s, in order.
func DocNos(s string) []DocNo {
	var all []DocNo
	for i := 0; i < len(s) && len(all) < maxDocNos; {
		j := strings.Index(s[i:], "号")
		if j < 0 {
			break
		}
		end := i + j + len("号")
		if d, ok := docNoEnding(s[i:end], kindBehind(s[end:])); ok {
			if i > 0 {
				d.unjoin()
			}
			d.Start += i
			if kind := kindBehind(s[end:]); kind != "" && !bracketed(d.Raw) && !published(d.Organ) {
				d.Organ += kind // 市政府第15号令, 2022年第3号公告
				end += len(kind)
				d.Raw = s[d.Start:end]
			}
			all = append(all, d)
		}
		i = end
	}
	return all
}

// unjoin drops what joins a number to the one right before it: 5号和新财建〔2021〕6号.
// 和政发 alone may be that of 和县.
func (d *DocNo) unjoin() {
	if d.Start > 0 {
		return
	}
	for _, w := range []string{"以及", "和", "及", "与", "或"} {
		if raw, ok := strings.CutPrefix(d.Raw, w); ok && Runes(strings.TrimPrefix(d.Organ, w)) > 1 {
			d.Organ, d.Raw, d.Start = strings.TrimPrefix(d.Organ, w), raw, len(w)
			return
		}
	}
}

// published says whether an organ's numbers are those of orders and announcements,
// which are counted by the year in words.
func published(organ string) bool {
	return strings.HasSuffix(organ, "令") || strings.HasSuffix(organ, "公告") || strings.HasSuffix(organ, "通告")
}

// kindBehind is what kind of paper stands behind its number.
func kindBehind(s string) string {
	for _, kind := range []string{"令", "公告", "通告"} {
		if strings.HasPrefix(s, kind) {
			return kind
		}
	}
	return ""
}

// Brackets around the year of a number, as they are and as they are mistyped.
const (
	openBrackets  = "〔【［[(（〖﹝<〈{「『"
	closeBrackets = "〕】］])）〗﹞>〉}」』"
)

func bracketed(raw string) bool { return strings.ContainsAny(raw, closeBrackets) }

// FirstDocNo is the first document number in s.
func FirstDocNo(s string) (DocNo, bool) {
	// Bodies are long; the first number stands early or not at all.
	if all := DocNos(s); len(all) > 0 {
		return all[0], true
	}
	return DocNo{}, false
}

// docNoEnding reads backwards from the 号 at the end of s; kind stands behind it.
func docNoEnding(s, kind string) (d DocNo, ok bool) {
	i := trimBlanks(s, len(s)-len("号"))
	number, digits, i := digitsBack(s, i)
	if digits == 0 || digits > 5 || number == 0 {
		return d, false
	}
	d.Number = number
	i = trimBlanks(s, i)
	ordinal := strings.HasSuffix(s[:i], "第")
	if ordinal {
		i = trimBlanks(s, i-len("第"))
	}
	r, n := utf8.DecodeLastRuneInString(s[:i])
	switch {
	case strings.ContainsRune(closeBrackets, r):
		i = trimBlanks(s, i-n)
		year, digits, k := digitsBack(s, i)
		if digits == 0 {
			year, digits, k = numeralsBack(s, i)
		}
		k = trimBlanks(s, k)
		open, n := utf8.DecodeLastRuneInString(s[:k])
		if digits != 4 || year < 1949 || year > 2069 || !strings.ContainsRune(openBrackets, open) {
			return d, false
		}
		d.Year = year
		if i = k - n; numberEnd(s[:trimBlanks(s, i)]) {
			i = trimBlanks(s, i)
		}
	case r == '年' && ordinal:
		year, digits, k := digitsBack(s, trimBlanks(s, i-n))
		if digits != 4 || year < 1949 || year > 2069 {
			return d, false
		}
		d.Year, i = year, orderBefore(s, k)
	case ordinal:
		i = orderBefore(s, i)
	default:
		return d, false
	}
	start := organStart(s, i)
	if d.Organ = Key(s[start:i]); Runes(d.Organ) <= 1 && d.Organ != "第" {
		if from, branch := branched(s[:start], d.Organ == ""); branch != "" {
			start, d.Organ = from, branch+d.Organ
		}
	}
	d.Raw = s[start:]
	d.Start = start
	if d.Year == 0 && !published(d.Organ) && kind != "令" {
		return d, false // 第5号楼, 省委1号文件
	}
	if d.Organ == "" && !ordinal || d.Organ == "第" {
		return d, false
	}
	return d, true
}

// numberEnd says whether a text ends as an organ's short name in a number does, so
// that blanks may stand before the year: 某政发 〔2022〕12号.
func numberEnd(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("发办函字规政府文审罚通", r)
}

// orderBefore goes back over blanks and a bracket to the 令 or 公告 before them:
// 令（第15号）, 令 2016 年第 63 号.
func orderBefore(s string, i int) int {
	j := trimBlanks(s, i)
	if r, n := utf8.DecodeLastRuneInString(s[:j]); r == '（' || r == '(' {
		j = trimBlanks(s, j-n)
	}
	if published(s[:j]) {
		return j
	}
	return i
}

// organStart walks back over the characters an organ's short name can hold.
func organStart(s string, i int) int {
	end := i
	start, runes := i, 0
	for i > 0 && runes < 16 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.Is(unicode.Han, r) && !(r < utf8.RuneSelf && unicode.IsLetter(r)) {
			break
		}
		i -= n
		start = i
		runes++
	}
	for _, lead := range docNoLeads {
		if j := strings.LastIndex(s[start:end], lead); j >= 0 && start+j+len(lead) < end {
			start += j + len(lead)
		}
	}
	return start
}

// branched is what stands before the last character of an organ whose branch is in
// brackets: 新农（种） before 发, 农办（种） before the year.
func branched(s string, last bool) (start int, organ string) {
	r, n := utf8.DecodeLastRuneInString(s)
	i := strings.LastIndexAny(s[:len(s)-n], "（(")
	if r != '）' && r != ')' || i < 0 {
		return 0, ""
	}
	_, m := utf8.DecodeRuneInString(s[i:])
	inside := s[i+m : len(s)-n]
	start = organStart(s, i)
	if start == i || Runes(inside) > 4 || last && !numberEnd(s[:i]) && (Runes(inside) != 1 || inside == "试") || strings.ContainsFunc(inside, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
		return 0, ""
	}
	return start, Key(s[start:i]) + "（" + inside + "）"
}

// docNoLeads are words that texts put before a number and that no organ's short
// name holds.
var docNoLeads = []string{"详见", "见", "根据", "按照", "依据", "落实", "贯彻", "转发", "印发", "文号", "文件", "以及", "关于", "执行", "参照", "废止", "字号", "通知", "的意见", "的公告", "的通告", "的决定", "的批复", "的"}
