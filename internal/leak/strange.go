package leak

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// strange says whether the words before a number, or a head further up, name a number that
// we do not know: 通行证号, 优待证号. It may be that of an identity card, and one check
// digit in eleven is right by chance.
func (s *scanner) strange(n number) bool {
	before := strings.TrimRight(s.text[:n.start], "：:（( 　\u00a0\t")
	at := len(before)
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(before[:at])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		at -= size
	}
	return strangeName(before[at:]) || s.strangeHead() < n.start
}

// strangeHead is where the first head stands that names such numbers, looked for once.
func (s *scanner) strangeHead() int {
	if s.head > 0 {
		return s.head
	}
	s.head = len(s.text) + 1
	lines := strings.Split(s.text, "\n")
	at := 0
	for i, l := range lines {
		if at += len(l) + 1; strangeName(strings.TrimSpace(l)) && slices.ContainsFunc(lines[max(i-headCells, 0):min(i+headCells+1, len(lines))], headOfList) {
			s.head = at
			break
		}
	}
	return s.head
}

// headCells is how far from each other the heads of a list stand: 公众号 of a menu is none.
const headCells = 8

func headOfList(s string) bool {
	return slices.Contains([]string{"姓名", "序号", "名称", "单位名称", "企业名称", "户主", "户主姓名", "申请人", "持证人"}, strings.TrimSpace(s))
}

// headRunes is how long the name of a column is at most.
const headRunes = 12

// strangeName says whether words are the name of a number; what may stand beside identity
// numbers in any list is not meant.
func strangeName(s string) bool {
	if !strings.HasSuffix(s, "号") && !strings.HasSuffix(s, "号码") && !strings.HasSuffix(s, "码") {
		return false
	}
	n := utf8.RuneCountInString(s)
	return n >= 3 && n <= headRunes && len(labelsOf(s)) == 0 && !slices.ContainsFunc([]string{"手机", "电话", "门牌", "房", "楼", "车牌", "牌照", "身份", "证件号", "座位", "病床", "邮政编码", "文号", "字号", "公众号", "二维码", "扫码", "年第", "公告第"},
		func(w string) bool { return strings.Contains(s, w) }) && !strings.ContainsAny(s, "，。；、")
}
