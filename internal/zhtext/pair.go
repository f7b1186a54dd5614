package zhtext

import (
	"slices"
	"strings"
	"unicode/utf8"
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
	return interprets(interpretation, document, inColumn, strict)
}

// Resembles says whether the title of an interpretation may name the document in
// other words: one of them says a little more.
func Resembles(interpretation, document string, inColumn bool) bool {
	return interprets(interpretation, document, inColumn, loose)
}

// A strictness is how much two names of one document may differ.
type strictness int

const (
	strict strictness = iota
	loose
)

func interprets(interpretation, document string, inColumn bool, how strictness) bool {
	if !Interpreting(interpretation, inColumn) || strings.Contains(document, "征求意见稿") {
		return false
	}
	if strings.Contains(document, "修改《") && !strings.Contains(interpretation, "修改") && !strings.Contains(interpretation, "修订") && !strings.Contains(interpretation, "修正") {
		return false // what explains the paper that is amended does not explain the amendment
	}
	names := Names(interpretation)
	if len(names) == 0 {
		return freeTitle(interpretation, document, how)
	}
	for _, n := range names {
		for _, d := range documentNames(document) {
			if sameDocument(n, d, how) {
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
	names := Names(document)
	if len(names) == 0 {
		return all
	}
	before, after, _ := strings.Cut(document, "《")
	issues := Squeeze(before) == "" || slices.ContainsFunc(issueWords, func(w string) bool { return strings.HasSuffix(before, w) })
	if !issues || strings.Contains(after, "解读") {
		return all
	}
	rest := "《" + after
	for i, n := range names {
		name := "《" + n.Text + "》"
		j := strings.Index(rest, name)
		if n.Cut || j < 0 || i > 0 && strings.Trim(rest[:j], "、和及与，, ") != "" {
			break // 印发《…》实施《…》的办法: the second is another's
		}
		all, rest = append(all, n.Text), rest[j+len(name):]
	}
	return all
}

// 修改 counts too: Interprets has seen to it that the title speaks of the change.
var issueWords = []string{"印发", "修改", "发布", "公布", "颁布", "修订", "下发"}

// sameDocument compares a quoted name with a document's title.
func sameDocument(n Name, document string, how strictness) bool {
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
	return alike(a, b, quotedShare, how)
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
	doc := spelled(document)
	if len(parts) == 0 && cut {
		k := spelled(text)
		return Runes(k) >= 16 && strings.HasPrefix(doc, k)
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
func alike(a, b string, share float64, how strictness) bool {
	if pa, pb := place(a), place(b); pa != "" && pb != "" && pa != pb && !strings.HasSuffix(pa, pb) && !strings.HasSuffix(pb, pa) {
		return false
	}
	if !numbersAgree(Numbers(a), Numbers(b)) {
		return false
	}
	sa, sb := subject(a), subject(b)
	if sa == "" || sb == "" || derived(a) != derived(b) {
		return false
	}
	if p := place(a); strings.HasPrefix(sa, p) && place(b) == "" {
		sa = strings.TrimPrefix(sa, p)
	}
	if p := place(b); strings.HasPrefix(sb, p) && place(a) == "" {
		sb = strings.TrimPrefix(sb, p)
	}
	if x, y := sameAim(sa, sb); x == y {
		return true
	}
	if !sameKind(a, b) {
		return false
	}
	if how == loose && lacking(sa, sb) <= loosely && lacking(sb, sa) == 0 || how == loose && lacking(sb, sa) <= loosely && lacking(sa, sb) == 0 {
		return Containment(a, b) >= share-0.15
	}
	return Containment(a, b) >= share && max(lacking(sa, sb), lacking(sb, sa)) <= 1
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
var aims = []string{"建立健全", "建立", "健全", "完善", "加强", "加快", "推进", "推动", "促进", "深化", "规范", "做好", "开展", "实施", "优化", "支持"}

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
	for _, words := range [][]string{shortWords, longWords} {
		t := t
		for _, w := range words {
			t = strings.ReplaceAll(t, w, "")
		}
		for _, w := range newsWords {
			t = strings.TrimSuffix(t, w)
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
	shortWords = []string{"解读", "一张图读懂", "一图读懂", "一图看懂", "读懂", "图解", "答记者问", "政策问答", "：", ":"}
	longWords  = append([]string{"政策解读", "文件解读", "图文解读", "视频解读", "专家解读", "文字解读"}, shortWords...)
)

// newsWords end titles that tell that the paper is there.
var newsWords = []string{"来了", "来啦", "印发", "发布", "出台", "正式"}

func freeCore(a, document string, how strictness) bool {
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
		if (how == loose || len(Numbers(a)) == len(Numbers(b))) && alike(a, b, freeShare, how) {
			return true
		}
	}
	return false
}
