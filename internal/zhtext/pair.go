package zhtext

import (
	"strings"
)

// Least shares of common trigrams. A free title must fit closer than one that
// quotes its document: two loan notices of different years differ by one word.
const (
	quotedShare = 0.75
	freeShare   = 0.9
)

// Interprets says whether the title of an interpretation names the document.
// A false pair hides a missing interpretation and a missed one accuses; the
// caller settles doubt by links and document numbers first.
func Interprets(interpretation, document string, inColumn bool) bool {
	if !Interpreting(interpretation, inColumn) || strings.Contains(document, "征求意见稿") {
		return false
	}
	if strings.Contains(document, "修改《") && !strings.Contains(interpretation, "修改") && !strings.Contains(interpretation, "修订") && !strings.Contains(interpretation, "修正") {
		return false // what explains the paper that is amended does not explain the amendment
	}
	names := Names(interpretation)
	if len(names) == 0 {
		return freeTitle(interpretation, document)
	}
	for _, n := range names {
		for _, d := range documentNames(document) {
			if sameDocument(n, d) {
				return true
			}
		}
	}
	return false
}

// documentNames are the names a document can be quoted by: its title, and what
// the title says it issues. Repealing and forwarding titles name other papers.
func documentNames(document string) []string {
	all := []string{document}
	if names := Names(document); len(names) == 1 && !names[0].Cut {
		before, after, _ := strings.Cut(document, "《"+names[0].Text+"》")
		issues := Squeeze(before) == "" || strings.HasSuffix(before, "印发") || strings.HasSuffix(before, "发布") || strings.HasSuffix(before, "公布") || strings.HasSuffix(before, "颁布") || strings.HasSuffix(before, "修订") || strings.HasSuffix(before, "下发")
		if issues && !strings.Contains(after, "解读") {
			all = append(all, names[0].Text)
		}
	}
	return all
}

// sameDocument compares a quoted name with a document's title.
func sameDocument(n Name, document string) bool {
	text := strings.TrimRight(Squeeze(n.Text), ".…")
	if parts := elided(text); len(parts) > 0 || n.Cut {
		return holdsAll(parts, text, n.Cut, document)
	}
	if parts := elided(document); len(parts) > 0 {
		return holdsAll(parts, "", false, n.Text)
	}
	a, b := Core(n.Text), Core(document)
	if a == "" || b == "" || issuersDiffer(n.Text, document) {
		return false
	}
	if a == b || Key(n.Text) == Key(document) {
		return true
	}
	return alike(a, b, quotedShare)
}

// elided splits a text at its … marks; none when it is whole.
func elided(s string) []string {
	s = strings.ReplaceAll(s, "...", "…")
	if !strings.Contains(s, "…") {
		return nil
	}
	var parts []string
	for _, p := range strings.Split(s, "…") {
		if k := Core(p); k != "" {
			parts = append(parts, k)
		}
	}
	return parts
}

// holdsAll says whether a document's title holds every piece of a shortened
// name, and the pieces say more than the kind of paper.
func holdsAll(parts []string, text string, cut bool, document string) bool {
	doc := Key(document)
	if len(parts) == 0 && cut {
		k := Key(text)
		return Runes(k) >= 16 && strings.HasPrefix(Key(document), k)
	}
	said := 0
	for _, p := range parts {
		if !strings.Contains(doc, p) && !sameBag(p, doc) {
			return false
		}
		said += Runes(subject(p))
	}
	return said >= 2
}

// sameBag says whether the characters of a name's subject all stand close
// together in the document: 旅游和文化 for 文化和旅游.
func sameBag(part, document string) bool {
	s := []rune(subject(part))
	if len(s) < 4 {
		return false
	}
	doc := []rune(subject(document))
	for i := 0; i+len(s) <= len(doc); i++ {
		if bagEqual(s, doc[i:i+len(s)]) {
			return true
		}
	}
	return false
}

func bagEqual(a, b []rune) bool {
	count := make(map[rune]int, len(a))
	for _, r := range a {
		count[r]++
	}
	for _, r := range b {
		count[r]--
		if count[r] < 0 {
			return false
		}
	}
	return len(a) == len(b)
}

// alike compares two cores: enough common trigrams, no contrary numbers, the
// same place and the same subject.
func alike(a, b string, share float64) bool {
	if pa, pb := place(a), place(b); pa != "" && pb != "" && pa != pb && !strings.HasSuffix(pa, pb) && !strings.HasSuffix(pb, pa) {
		return false
	}
	if !numbersAgree(Numbers(a), Numbers(b)) {
		return false
	}
	sa, sb := subject(a), subject(b)
	if sa == "" || sb == "" {
		return false
	}
	if p := place(a); strings.HasPrefix(sa, p) && place(b) == "" {
		sa = strings.TrimPrefix(sa, p)
	}
	if p := place(b); strings.HasPrefix(sb, p) && place(a) == "" {
		sb = strings.TrimPrefix(sb, p)
	}
	if sa == sb {
		return true
	}
	if !sameKind(a, b) {
		return false
	}
	return Containment(a, b) >= share && residue(sa, sb) <= 2
}

// residue is how many characters of the subjects the other one lacks, for the
// side that lacks more: 住房 against nothing is 2, 体育 against 文化和旅游 is more.
func residue(a, b string) int {
	lack := func(x, y string) (n int) {
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
	return max(lack(a, b), lack(b, a))
}

// kinds of paper; an implementing opinion is not the opinion itself.
var kindWords = []string{"实施细则", "实施意见", "实施方案", "行动计划", "行动方案", "规划", "纲要", "办法", "规定", "条例", "细则", "方案", "意见", "通知", "公告", "决定", "指南", "规范", "标准", "计划"}

func sameKind(a, b string) bool {
	return kindOf(a) == "" || kindOf(b) == "" || kindOf(a) == kindOf(b)
}

func kindOf(core string) string {
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

// freeTitle compares a title without 《》: 某办法政策解读, 一图读懂某办法.
func freeTitle(interpretation, document string) bool {
	t := interpretation
	for _, mark := range [][2]string{{"【", "】"}, {"[", "]"}} {
		if strings.HasPrefix(t, mark[0]) {
			if _, rest, ok := strings.Cut(t, mark[1]); ok {
				t = rest
			}
		}
	}
	if i := strings.Index(t, "负责人就"); i >= 0 {
		t = t[i+len("负责人就"):]
	}
	for _, words := range [][]string{shortWords, longWords} {
		t := t
		for _, w := range words {
			t = strings.ReplaceAll(t, w, "")
		}
		if freeCore(Core(strings.TrimSuffix(t, "的")), document) {
			return true
		}
	}
	return false
}

// Words an interpretation's title adds. 文件 belongs to the word in 某办法文件解读
// and to the name in 1号文件解读, so both readings are tried.
var (
	shortWords = []string{"解读", "一张图读懂", "一图读懂", "一图看懂", "读懂", "图解", "答记者问", "政策问答", "：", ":"}
	longWords  = append([]string{"政策解读", "文件解读", "图文解读", "视频解读", "专家解读", "文字解读"}, shortWords...)
)

func freeCore(a, document string) bool {
	if Runes(a) < 5 {
		return false
	}
	for _, d := range documentNames(document) {
		b := Core(d)
		if b == "" {
			continue
		}
		if a == b {
			return true
		}
		if len(Numbers(a)) == len(Numbers(b)) && alike(a, b, freeShare) && residue(subject(a), subject(b)) <= 1 {
			return true
		}
	}
	return false
}
