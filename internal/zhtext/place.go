package zhtext

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// carriers begin the names of papers that carry out, change or end another: what
// follows is that paper's name, not a place.
var carriers = []string{"贯彻落实", "贯彻", "落实", "举办", "转发", "实施", "执行", "做好", "开展", "废止", "修改", "修订"}

// openings are what a paper does, before its place.
var openings = slices.Concat(turns, aims)

// placed splits the place off a core: the province, city, county or zone it
// begins with, behind what it does there. 调整榆林市低保标准 is 调整低保标准 of 榆林市.
func placed(core string) (place, rest string) {
	if slices.ContainsFunc(carriers, func(w string) bool { return strings.HasPrefix(core, w) }) {
		return "", core
	}
	verb := ""
	for _, w := range openings {
		if strings.HasPrefix(core, w) {
			verb = w
			break
		}
	}
	body := core[len(verb):]
	end := placeEnd(body, 11, false)
	for end > 0 {
		more := placeEnd(body[end:], 5, true) // 长春市 | 二道区
		if more == 0 {
			break
		}
		end += more
	}
	return body[:end], verb + body[end:]
}

// samePlace says whether two names are of one place: one of them within another, or
// that of an autonomous place in short: 黔南州 is 黔南布依族苗族自治州.
func samePlace(a, b string) bool {
	if strings.HasSuffix(a, b) || strings.HasSuffix(b, a) {
		return true
	}
	x, y := []rune(a), []rune(b)
	return strings.Contains(a, "自治") != strings.Contains(b, "自治") && x[0] == y[0] && x[1] == y[1] && x[len(x)-1] == y[len(y)-1]
}

// unplaced takes off a core without a place of its own the name of the other's in short:
// 广西动物防疫条例 is that of 广西壮族自治区.
func unplaced(rest, own, other string) string {
	if own != "" || other == "" {
		return rest
	}
	n, end := 0, 0
	for i, r := range other {
		if !strings.HasPrefix(rest[i:], string(r)) {
			break
		}
		n, end = n+1, i+utf8.RuneLen(r)
	}
	if n < 2 {
		return rest
	}
	return rest[end:]
}

// notPlaces end in the word for a district and are none.
var notPlaces = []string{"社区", "领域", "城区", "市区", "园区", "景区", "小区", "街区", "库区", "片区", "校区", "辖区", "林区", "牧区", "矿区", "灾区", "疫区",
	"禁养区", "禁燃区", "保护区", "管控区", "控制区", "限制区", "功能区", "服务区", "居住区", "住宅区", "作业区", "联盟", "城市", "全市", "全县", "全区", "各县", "各市", "各区"}

// placeEnd is where the name of a place ends that s begins with, at most so many
// characters long; 0 when there is none. Within another place its own name has
// two characters at least.
func placeEnd(s string, most int, within bool) int {
	n := 0
	for i, r := range s {
		if n++; n > most {
			break
		}
		end := i + utf8.RuneLen(r)
		if next, _ := utf8.DecodeRuneInString(s[end:]); r == '州' && strings.ContainsRune("市区县", next) {
			continue // 甘州区
		}
		if !strings.ContainsRune("省市县旗区州盟", r) || n < 3 && (within || n < 2 || !nameless(s)) {
			continue
		}
		if !slices.ContainsFunc(notPlaces, func(w string) bool { return strings.HasSuffix(s[:end], w) }) {
			return end
		}
	}
	return 0
}

// nameless says whether s begins with what stands for a name: 某市, 甲县.
func nameless(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("某甲乙丙丁", r)
}
