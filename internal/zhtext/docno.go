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
	case strings.HasSuffix(d.Organ, "令") || strings.HasSuffix(d.Organ, "公告") || d.Organ == "":
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
		if d, ok := docNoEnding(s[i:end]); ok {
			d.Start += i
			if strings.HasPrefix(s[end:], "令") && d.Organ == "" {
				d.Organ = "令"
				end += len("令")
				d.Raw = s[d.Start:end]
			}
			all = append(all, d)
		}
		i = end
	}
	return all
}

// FirstDocNo is the first document number in s.
func FirstDocNo(s string) (DocNo, bool) {
	// Bodies are long; the first number stands early or not at all.
	if all := DocNos(s); len(all) > 0 {
		return all[0], true
	}
	return DocNo{}, false
}

// docNoEnding reads backwards from the 号 at the end of s.
func docNoEnding(s string) (d DocNo, ok bool) {
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
	case strings.ContainsRune("〕】］])）〗﹞", r):
		i = trimBlanks(s, i-n)
		year, digits, k := digitsBack(s, i)
		k = trimBlanks(s, k)
		open, n := utf8.DecodeLastRuneInString(s[:k])
		if digits != 4 || year < 1949 || year > 2069 || !strings.ContainsRune("〔【［[(（〖﹝", open) {
			return d, false
		}
		d.Year = year
		i = k - n
	case r == '年' && ordinal:
		year, digits, k := digitsBack(s, trimBlanks(s, i-n))
		if digits != 4 || year < 1949 || year > 2069 {
			return d, false
		}
		d.Year, i = year, k
	case ordinal:
	default:
		return d, false
	}
	start := organStart(s, i)
	d.Organ = Key(s[start:i])
	d.Raw = s[start:]
	d.Start = start
	if d.Year == 0 && !strings.HasSuffix(d.Organ, "令") && !strings.HasSuffix(d.Organ, "公告") && !strings.HasSuffix(d.Organ, "通告") {
		return d, false // 第5号楼, 省委1号文件
	}
	if d.Organ == "" && !ordinal {
		return d, false
	}
	return d, true
}

func trimBlanks(s string, i int) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsSpace(r) && !invisible(r) {
			break
		}
		i -= n
	}
	return i
}

// digitsBack reads ASCII or full-width digits ending at i.
func digitsBack(s string, i int) (value, digits, start int) {
	scale := 1
	for i > 0 && digits < 7 {
		n := 1
		if i >= 3 && s[i-3] == 0xef {
			n = 3
		}
		d, size := digitAt(s, i-n)
		if size != n {
			break
		}
		value += d * scale
		scale *= 10
		digits++
		i -= n
	}
	return value, digits, i
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

// docNoLeads are words that texts put before a number and that no organ's short
// name holds.
var docNoLeads = []string{"根据", "按照", "依据", "落实", "贯彻", "转发", "印发", "文号", "文件", "以及", "关于", "执行", "参照", "废止", "字号"}
