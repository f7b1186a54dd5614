package zhtext

import (
	"slices"
	"strings"
	"unicode"
)

// alike compares two cores: enough common trigrams, no contrary numbers, the
// same place and the same subject.
func alike(a, b string, share float64, how strictness) bool {
	pa, ra := placed(a)
	pb, rb := placed(b)
	if pa != "" && pb != "" && !samePlace(pa, pb) {
		return false
	}
	ra, rb = unplaced(ra, pa, pb), unplaced(rb, pb, pa)
	if !numbersAgree(numbersIn(a), numbersIn(b)) || derived(a) != derived(b) {
		return false
	}
	sa, sb := subject(moved(ra)), subject(moved(rb))
	if sa == "" || sb == "" || opposed(sa, sb) {
		return false
	}
	if x, y := sameAim(sa, sb); x == y {
		return sameKind(a, b) || how == loose
	}
	if !sameKind(a, b) {
		return false
	}
	more, less := max(lacking(sa, sb), lacking(sb, sa)), min(lacking(sa, sb), lacking(sb, sa))
	switch {
	case how == strict:
		// 购房补贴 is not 租房补贴, though it may be a slip of the pen.
		return less == 0 && more <= 1 && Containment(a, b) >= share
	case less == 0 && more > loosely, less > 0 && more > 1:
		return false
	}
	return Containment(a, b) >= share-0.15
}

// turns are what papers do with a matter that stands already; their names tell it
// first, titles of interpretations often last.
var turns = []string{"调整", "提高", "降低", "上调", "下调", "扩大", "缩小", "放宽", "取消", "暂停", "恢复", "延长", "公布"}

// moved puts what a paper does with its matter first, where notices have it:
// 低保标准调整 is 调整低保标准.
func moved(core string) string {
	for _, w := range turns {
		if head, ok := strings.CutSuffix(core, w); ok && head != "" {
			return w + head
		}
	}
	return core
}

// opposed says whether one of two subjects is the other with a 非 or 不 in it:
// 居民用水 and 非居民用水.
func opposed(a, b string) bool {
	for _, not := range []string{"非", "不", "无", "未", "免"} {
		if strings.Count(a, not) != strings.Count(b, not) {
			return true
		}
	}
	return false
}

// derived says whether a paper carries out another: 某条例实施细则 is not 某条例.
func derived(core string) bool {
	for _, w := range []string{"实施细则", "实施办法", "实施意见", "实施方案", "实施规则", "细则"} {
		if head, ok := strings.CutSuffix(core, w); ok {
			return slices.ContainsFunc([]string{"条例", "办法", "规定", "意见", "规划", "纲要", "决定"}, func(kind string) bool { return strings.HasSuffix(head, kind) })
		}
	}
	return false
}

// aims are what papers do with their matter; a name in short leaves it out, but
// 支持 is not 规范.
var aims = []string{"明确", "建立健全", "建立", "健全", "完善", "加强", "加快", "推进", "推动", "促进", "深化", "规范", "做好", "开展", "实施", "优化", "支持"}

// sameAim drops the aim that only one of two subjects begins with.
func sameAim(a, b string) (string, string) {
	aimOf := func(s string) string {
		for _, w := range aims {
			if strings.HasPrefix(s, w) {
				return w
			}
		}
		return ""
	}
	x, y := aimOf(a), aimOf(b)
	if x == "" {
		b = strings.TrimPrefix(b, y)
	}
	if y == "" {
		a = strings.TrimPrefix(a, x)
	}
	return a, b
}

// loosely is how many characters more one of two names may have to be called alike.
const loosely = 4

// lacking is how many characters of a subject the other one lacks.
func lacking(x, y string) (n int) {
	count := make(map[rune]int)
	for _, r := range y {
		count[r]++
	}
	for _, r := range x {
		if count[r]--; count[r] < 0 {
			n++
		}
	}
	return n
}

// kinds of paper; an implementing opinion is not the opinion itself.
var kindWords = []string{"实施细则", "实施意见", "实施方案", "行动计划", "行动方案", "规划", "纲要", "办法", "规定", "条例", "细则", "方案", "意见", "通知", "公告", "决定", "指南", "规范", "标准", "计划"}

func sameKind(a, b string) bool {
	x, y := rulesIn(a), rulesIn(b)
	if x&^y != 0 && y&^x != 0 {
		return false // 落实某条例的方案 and 落实某办法的方案
	}
	return kindOf(a) == "" || kindOf(b) == "" || kindOf(a) == kindOf(b)
}

// rulesIn are the kinds of rules that a core names anywhere, one bit each.
func rulesIn(core string) (bits uint8) {
	for i, w := range []string{"条例", "办法", "规定", "细则"} {
		if strings.Contains(core, w) {
			bits |= 1 << i
		}
	}
	return bits
}

func kindOf(core string) string {
	if strings.HasSuffix(core, "法") && !strings.HasSuffix(core, "办法") {
		return "法"
	}
	best, at := "", -1
	for _, w := range kindWords {
		i := strings.LastIndex(core, w)
		if end := i + len(w); i >= 0 && (end > at || end == at && len(w) > len(best)) {
			best, at = w, end
		}
	}
	return best
}

// numbersAgree wants the smaller set inside the larger: an interpretation may
// leave out the years, but never has others. Nothing agrees with anything.
func numbersAgree(a, b map[string]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for n := range a {
		if !b[n] {
			return false
		}
	}
	return true
}

// Containment is the share of the shorter text's character trigrams that the
// longer one holds too.
func Containment(a, b string) float64 {
	ra, rb := []rune(a), []rune(b)
	if len(ra) > len(rb) {
		ra, rb = rb, ra
	}
	if len(ra) < 3 {
		if len(ra) > 0 && strings.Contains(string(rb), string(ra)) {
			return 1
		}
		return 0
	}
	set := make(map[[3]rune]bool, len(rb))
	for i := 0; i+3 <= len(rb); i++ {
		set[[3]rune{rb[i], rb[i+1], rb[i+2]}] = true
	}
	hits := 0
	for i := 0; i+3 <= len(ra); i++ {
		if set[[3]rune{ra[i], ra[i+1], ra[i+2]}] {
			hits++
		}
	}
	return float64(hits) / float64(len(ra)-2)
}

// subject drops the generic words and numbers: what is left tells sibling plans apart.
func subject(core string) string {
	for _, w := range []string{"十二五", "十三五", "十四五", "十五五"} {
		core = strings.ReplaceAll(core, w, "")
	}
	for _, w := range genericWords {
		core = strings.ReplaceAll(core, w, "")
	}
	var b strings.Builder
	digit := false
	for _, r := range core {
		if digit && r == '年' {
			continue
		}
		if digit = unicode.IsDigit(r); !digit && r != '-' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
