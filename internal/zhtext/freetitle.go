package zhtext

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// freeTitle compares a title without 《》: 某办法政策解读, 一图读懂某办法.
func freeTitle(interpretation, document string, how strictness) bool {
	t := interpretation
	for _, mark := range [][2]string{{"【", "】"}, {"[", "]"}} {
		if strings.HasPrefix(t, mark[0]) {
			if _, rest, ok := strings.Cut(t, mark[1]); ok {
				t = rest
			}
		}
	}
	if lead, ok := leadOf(t); ok {
		t = t[len(lead):]
		_, n := utf8.DecodeRuneInString(t)
		t = t[n:]
	}
	if i := strings.Index(t, "负责人就"); i >= 0 {
		t = t[i+len("负责人就"):]
	}
	t = strings.TrimRight(t, "！!。？? ")
	if head, _, ok := serial(t); ok && interpretsAtEnd(head) {
		t = head // 解读（一） counts the interpretations, not the papers
	}
	for _, words := range [][]string{shortWords, longWords} {
		t := t
		for _, w := range words {
			t = strings.ReplaceAll(t, w, "")
		}
		for _, w := range newsWords {
			t = strings.TrimSuffix(strings.TrimSpace(t), w)
		}
		if freeCore(Core(strings.TrimSuffix(t, "的")), document, how) {
			return true
		}
	}
	return false
}

// Words an interpretation's title adds. 文件 belongs to the word in 某办法文件解读
// and to the name in 1号文件解读, so both readings are tried.
var (
	shortWords = []string{"解读", "一张图读懂", "一图读懂", "一图看懂", "读懂", "图解", "答记者问", "政策问答", "释义", "：", ":"}
	longWords  = append([]string{"政策解读", "文件解读", "图文解读", "视频解读", "专家解读", "文字解读", "要点解读", "亮点解读", "解读材料", "解读稿", "政策图解",
		"政策释义", "简明问答", "十问十答", "一问一答"}, shortWords...)
)

// interpretsAtEnd says whether a title ends in a word that makes it an interpretation.
func interpretsAtEnd(t string) bool {
	return slices.ContainsFunc(interpretWords, func(w string) bool { return strings.HasSuffix(t, w) })
}

// newsWords end titles that tell that the paper is there.
var newsWords = []string{"来了", "来啦", "印发", "发布", "公布", "出台", "正式"}

func freeCore(a, document string, how strictness) bool {
	if Runes(a) < 5 {
		return false
	}
	for _, d := range documentNames(document) {
		b := Core(d)
		if b == "" {
			continue
		}
		a := unissued(a, d)
		if a == b {
			return true
		}
		if (how == loose || len(numbersIn(a)) == len(numbersIn(b))) && alike(a, b, freeShare, how) {
			return true
		}
	}
	return false
}
