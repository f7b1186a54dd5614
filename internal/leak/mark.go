package leak

import (
	"slices"
	"strings"
	"unicode"
)

// headLines is how many lines of a text count as the head of the page.
const headLines = 15

// line is one line of a text that is not blank.
type line struct {
	text string // without blanks and ornaments around it
	at   int    // offset of the line
}

// marks finds secrecy marks at the head and internal marks at the head or as a
// stamp: a line that says nothing else. The line a text begins with is its title; one
// without a title begins with an empty line.
func (s *scanner) marks() {
	if !marked(s.text) {
		return
	}
	lines := linesOf(s.text)
	teaching := teaches(lines)
	for i, l := range lines {
		if mark := secrecyMark(l.text); mark != "" && i < headLines && !teaching {
			s.mark(Secrecy, mark, l, "")
			continue
		}
		words := l.text
		if i > 0 && slices.Contains(openness(), strings.TrimRight(lines[i-1].text, "：:")) {
			words = lines[i-1].text + words // in the next cell
		}
		core, known := internalMark(words)
		switch {
		case i+1 < len(lines) && digitsOnly(lines[i+1].text): // a row of statistics: 不予公开 3 件
		case core == "", i >= headLines && !known, teaching:
		case i > 0 && !known && lines[0].at == 0 && strings.Contains(lines[0].text, core): // the title speaks of it
		case l.at == 0 && !strings.ContainsAny(firstRune(l.text), "【（[("):
		default:
			s.mark(Internal, core, l, Mask(clipped(l.text)))
		}
	}
}

func (s *scanner) mark(kind Kind, mark string, l line, around string) {
	if i, seen := s.at[mark]; seen {
		s.hits[i].Count++
		return
	}
	s.at[mark] = len(s.hits)
	s.hits = append(s.hits, Hit{Kind: kind, Masked: mark, Offset: l.at, Count: 1, Around: around})
}

func linesOf(text string) []line {
	var all []line
	at := 0
	for raw := range strings.SplitAfterSeq(text, "\n") {
		if t := squeeze(raw); t != "" {
			all = append(all, line{t, at})
		}
		at += len(raw)
	}
	return all
}

// squeeze drops the blanks of a line: marks are often written spaced out.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u3000' || r == '\ufeff' || r >= '\u200b' && r <= '\u200f' {
			return -1
		}
		return r
	}, s)
}

// teaches says whether a page is about secrecy marks rather than marked.
func teaches(lines []line) bool {
	for _, l := range lines[:min(len(lines), headLines)] {
		if secrecyMark(l.text) != "" {
			continue
		}
		if holds(l.text, "保密法", "保密知识", "保密教育", "保密宣传", "保密常识", "保密培训", "保密工作", "密级", "定密", "国家秘密", "公文格式", "公文处理") ||
			strings.Contains(l.text, "密") && holds(l.text, "标志", "标注", "试题", "答题", "竞赛", "什么", "如何", "怎样", "区别", "管理办法", "条例") {
			return true
		}
	}
	return false
}

// secrecyMark reads a mark that begins a line: 机密★1年, 秘密★长期, 绝密★. What
// follows may be the number of the copy or a title, not a sentence about marks.
func secrecyMark(l string) string {
	l = strings.Replace(strings.TrimLeft(l, "0123456789№.【[（(《"), "密☆", "密★", 1)
	level := ""
	for _, w := range []string{"绝密", "机密", "秘密"} {
		if strings.HasPrefix(l, w+"★") {
			level = w + "★"
		}
	}
	if level == "" {
		return ""
	}
	rest := l[len(level):]
	term := termOf(rest)
	rest = rest[len(term):]
	switch {
	case holds(rest, "启用前", "启封前", "开考前", "考试结束"): // papers of exams: the condition has come
		return ""
	case len([]rune(rest)) > 60 || strings.ContainsAny(rest, "。，；？！,;?!★“”\"") || holds(rest, "标志", "标识", "表示", "含义", "意思", "是指", "为例", "格式"):
		return ""
	}
	return level + term
}

// termOf is the term behind the star: 1年, 六个月, 长期, 解密时间 and 解密条件 with
// what they name.
func termOf(s string) string {
	for _, w := range []string{"长期", "解密时间", "解密条件", "解密日期"} {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	i := len(s) - len(strings.TrimLeft(s, "0123456789０１２３４５６７８９一二三四五六七八九十百半"))
	if i == 0 {
		return ""
	}
	for _, unit := range []string{"个月", "年", "月", "日", "天"} {
		if strings.HasPrefix(s[i:], unit) {
			return s[:i+len(unit)]
		}
	}
	return ""
}

const ornaments = "【】[]（）()〔〕《》<>★☆※●◆■*＊—-－·.。!！:：;；,，、“”\"'"

// internalMark reads a line that is an internal mark and nothing else. known
// says that the words are unmistakable wherever they stand.
func internalMark(l string) (mark string, known bool) {
	for _, prefix := range openness() {
		_, rest, ok := strings.Cut(l, prefix)
		if rest = strings.TrimLeft(rest, "：:"); ok && (strings.HasPrefix(rest, "不予公开") || strings.HasPrefix(rest, "不公开")) && !strings.HasPrefix(rest, "不予公开的") {
			return "不予公开", false // among other particulars on one line
		}
		if ok && strings.HasPrefix(l, prefix) {
			l = rest
		}
	}
	for _, stamp := range []string{"（此件不予公开）", "（此件不公开）", "(此件不予公开)", "(此件不公开)"} {
		if l == stamp {
			return "此件不公开", true
		}
	}
	bare := strings.Map(func(r rune) rune {
		if strings.ContainsRune(ornaments, r) {
			return -1
		}
		return r
	}, l)
	cores := []string{"内部资料", "内部文件", "内部材料", "内部参考", "仅供内部使用", "仅限内部使用", "仅供内部参考", "仅供内部参阅", "供内部参考", "供内部参阅", "内部传阅", "内部使用", "工作秘密", "不予公开"}
	for _, core := range cores {
		if bracketed(l, core) {
			return core, strings.HasPrefix(core, "仅")
		}
		rest, ok := strings.CutPrefix(bare, core)
		if !ok {
			continue
		}
		tail := slices.Contains([]string{"注意保存", "请注意保存", "妥善保管", "请勿外传", "不得外传", "严禁外传", "禁止外传", "切勿外传", "不得公开", "严禁转载", "不得转载", "请勿转发"}, rest)
		if rest == "" || tail || termOf(rest) == rest || numbered(rest) {
			return core, tail || strings.HasPrefix(core, "仅")
		}
	}
	return "", false
}

// numbered says whether a text is the number of a copy: No0012, 第12号.
func numbered(s string) bool {
	s = strings.TrimLeft(strings.TrimLeft(s, "第编号序"), "NnOo№")
	return s != "" && digitsOnly(strings.TrimRight(s, "号份期"))
}

// openness are the names of the particular that says whether a document may be published.
func openness() []string {
	return []string{"公开属性", "公开方式", "公开类别", "公开形式", "公开选项", "信息公开属性", "政府信息公开选项"}
}

// bracketed says whether a title begins with a mark in brackets: 【内部资料】….
func bracketed(l, core string) bool {
	return slices.ContainsFunc([]string{"【" + core + "】", "（" + core + "）", "[" + core + "]", "(" + core + ")"},
		func(w string) bool { return strings.HasPrefix(l, w) })
}

func firstRune(s string) string { return head(s, 1) }

func clipped(s string) string { return head(s, 2*aroundRunes) }
