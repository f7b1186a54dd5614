package leak

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// What a page's source holds and a visitor does not see: hidden fields, comments, data-
// attributes, scripts. Whoever looks at the source reads it, so a whole identity number
// there is published. But sources are full of long numbers that are none: only one whose
// check digit is right and that a key or a name beside it calls a person's is told, and
// never as more than a suspicion.

// sourceRun is how many digits an identity number has at least in a row.
const sourceRun = 17

// maxSource bounds the numbers of one page that are looked at.
const maxSource = 400

// Reach of the words around a number of a source, in bytes.
const (
	sourceBefore = 240
	sourceAfter  = 120
)

// InSource finds identity numbers in what an HTML source does not show. Text that is shown
// is left to Scan.
func InSource(src string, day time.Time) (hits []Hit) {
	at := map[string]int{}
	looked := 0
	for i := sourceRun - 1; i < len(src) && looked < maxSource; i += sourceRun {
		if src[i] < '0' || src[i] > '9' {
			continue
		}
		start, end := i, i+1
		for start > 0 && src[start-1] >= '0' && src[start-1] <= '9' {
			start--
		}
		for end < len(src) && src[end] >= '0' && src[end] <= '9' {
			end++
		}
		i = end - 1
		if end-start == sourceRun && end < len(src) && (src[end] == 'X' || src[end] == 'x') {
			end++
		}
		if end-start != sourceRun+1 || !IsIdentity(src[start:end]) {
			continue
		}
		looked++
		n := number{digits: strings.ToUpper(src[start:end]), start: start, end: end, shape: identityShape}
		how := unshown(src, n)
		if how == "" || n.digits == sample || n.bornAfter(day) {
			continue
		}
		if k, seen := at[n.digits]; seen {
			hits[k].Count++
			continue
		}
		at[n.digits] = len(hits)
		hits = append(hits, Hit{Kind: Identity, Masked: n.masked(), Offset: start, Count: 1, Around: how + "：" + n.masked() + "（只在网页源代码中，页面上看不到）"})
	}
	return hits
}

// unshown says in which part of the source that is not shown a number stands, when what
// is beside it calls it a person's; empty otherwise.
func unshown(src string, n number) string {
	before, after := src[max(0, n.start-sourceBefore):n.start], src[n.end:min(len(src), n.end+sourceAfter)]
	if prev, _ := utf8.DecodeLastRuneInString(before); n.start > 0 && tied(prev) {
		return ""
	}
	if next, _ := utf8.DecodeRuneInString(after); n.end < len(src) && tied(next) {
		return ""
	}
	switch {
	case within(src[:n.start], "<!--", "-->"):
		if personal(before, after) {
			return "网页注释"
		}
	case within(src[:n.start], "<script", "</script"):
		if personal(before, after) {
			return "网页脚本"
		}
	case strings.LastIndexByte(before, '<') > strings.LastIndexByte(before, '>'):
		tag := before[strings.LastIndexByte(before, '<'):]
		rest, _, _ := strings.Cut(after, ">")
		if m := attrOf.FindStringSubmatch(tag); m != nil && !addresses.MatchString(m[1]) && (tagLabel.MatchString(tag) || tagLabel.MatchString(rest) || personal(tag, rest)) {
			return "网页标签的属性"
		}
	}
	return ""
}

// tied says whether a rune makes a number part of a longer code or an address.
func tied(r rune) bool {
	return r < utf8.RuneSelf && (r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("_-/.=%&?*+#", r))
}

// within says whether a source breaks off behind one mark and before the other.
func within(src, open, end string) bool {
	at := strings.LastIndex(src, open)
	return at >= 0 && !strings.Contains(src[at:], end)
}

var (
	// personKey ends in what announces an identity number: "sfzh": ", 身份证号：.
	personKey = regexp.MustCompile(`(?i)(?:` + keyWords + `)["'\]]?\s*(?:</t[dh]>\s*<t[dh][^<>]*>|[:：=,，]|\s)\s*["'(（]?$`)
	keyWords  = `sfz\w{0,8}|shenfenzheng\w{0,6}|id_?-?card\w{0,8}|card_?-?id|id_?-?n(?:o|um|umber)|identity_?-?(?:card|no|num|number|code)\w{0,4}|zjh|zjhm|cert(?:ificate)?_?-?(?:no|num|number|code)|` +
		`(?:居民|公民)?身份证(?:件)?(?:号|号码|编号)?|公民身份号码|证件号码?|社会保障号码?`
	// tagLabel is such a word as the name of a field or as words of an attribute.
	tagLabel = regexp.MustCompile(`(?i)(?:["'=\s:]|data-)(?:` + keyWords + `)(?:["'\s=：:]|$)`)
	// namedKey names a person by a key: "xm":"王建国".
	namedKey = regexp.MustCompile(`(?i)(?:xm|xingming|姓名|[a-z_]{0,8}name)["']?\s*[:：=,]?\s*["']?([\p{Han}·]{2,4})["'\s,，;<]`)
	// namedCell is the cell before that of the number.
	namedCell = regexp.MustCompile(`>\s*([\p{Han}·]{2,4})\s*</t[dh]>\s*<t[dh][^<>]*>\s*$`)
	attrOf    = regexp.MustCompile(`([\w:-]+)\s*=\s*["']?[^"'<>]*$`)
	addresses = regexp.MustCompile(`(?i)^(?:href|src|action|srcset|style|class|on\w+|placeholder|pattern|data-(?:url|src|href))$`)
)

// personal says whether the words around a number call it a person's: the key before it,
// or a person's name beside it.
func personal(before, after string) bool {
	if personKey.MatchString(before) {
		return true
	}
	if m := namedCell.FindStringSubmatch(before); m != nil && named(m[1]) {
		return true
	}
	// A record ends at its bracket: the name of the next one is another's.
	before, after = before[strings.LastIndexAny(before, "{}\n")+1:], strings.SplitN(after, "}", 2)[0]
	for _, text := range []string{before, after} {
		for _, m := range namedKey.FindAllStringSubmatch(text, -1) {
			if named(m[1]) {
				return true
			}
		}
	}
	return false
}
