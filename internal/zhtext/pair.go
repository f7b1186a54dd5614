package zhtext

import (
	"slices"
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
	if len(names) == 0 || how == strict && ends(interpretation) {
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

// ends says whether a title speaks of the paper that repeals, prolongs or amends the
// one it quotes: that paper is what is interpreted.
func ends(interpretation string) bool {
	before, _, _ := strings.Cut(interpretation, "《")
	before = Squeeze(before)
	return slices.ContainsFunc([]string{"废止", "延长", "修改", "停止执行"}, func(w string) bool { return strings.HasSuffix(before, w) })
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
	text := Squeeze(n.Text)
	if parts := elided(text); len(parts) > 0 || n.Cut {
		return holdsAll(parts, text, n.Cut, document)
	}
	if parts := elided(document); len(parts) > 0 {
		return holdsAll(parts, "", false, n.Text)
	}
	a, b := unissued(Core(n.Text), document), Core(document)
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
