package webpage

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ducha/internal/zhtext"
)

// Limits of an organ's name in a bottom, in characters.
const (
	minOrgan = 4
	maxOrgan = 40
)

// organLast are the characters that organs' names end with.
const organLast = "局委厅部府办院会室心站队处署所社馆校"

// sponsor is the organ that 主办 names: behind the word (主办：某局), or right before
// it (某局主办　某中心承办).
func sponsor(words string) string {
	if name := labelled(words, "主办单位"); name != "" {
		return name
	}
	before, after, ok := strings.Cut(words, "主办")
	if after = strings.TrimLeft(after, " "); ok && !strings.HasPrefix(after, ":") && !strings.HasPrefix(after, "：") {
		if name := nameBefore(before); name != "" && !strings.Contains(name, "由") {
			return name
		}
	}
	if strings.HasPrefix(after, "单位") {
		return ""
	}
	return labelled(words, "主办")
}

// sponsorStops begin what is no part of a sponsor's name.
var sponsorStops = []string{"承办", "维护", "协办", "电话", "地址", "版权", "技术支持", "技术服务", "技术保障", "网站"}

// labelled reads what stands behind a label, up to a sign. Two organs may do it together.
func labelled(s, label string) string {
	_, rest, ok := strings.Cut(s, label)
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " :：\n")
	line, _, _ := strings.Cut(rest, "\n")
	if i := strings.IndexAny(rest, " \n|，,;；。"); i >= 0 {
		rest = rest[:i]
	}
	name := rest
	for _, stop := range sponsorStops {
		switch i := strings.Index(name, stop); {
		case i > 0:
			name = name[:i]
		case i == 0 && strings.ContainsAny(name, ":："), strings.HasPrefix(name, "{{"):
			return "" // the next label, or a place that a framework fills
		}
	}
	name = strings.TrimRight(strings.TrimSuffix(withoutRecord(name), "主办"), "（(")
	if n := zhtext.Runes(name); n < 2 || n > maxOrgan {
		return ""
	}
	if name == rest {
		name += together(line[len(rest):])
	}
	return name
}

// together are the further organs that follow a first one between blanks.
func together(line string) string {
	var all strings.Builder
	for _, word := range strings.Fields(line) {
		if !organName(word) || slices.ContainsFunc(sponsorStops, func(stop string) bool { return strings.Contains(word, stop) }) {
			break
		}
		all.WriteString("、" + word)
	}
	return all.String()
}

// withoutRecord cuts a name before the number of a record: 某局新ICP备05000001号.
func withoutRecord(name string) string {
	i := indexICP(name)
	if i <= 0 {
		return name
	}
	province, n := utf8.DecodeLastRuneInString(name[:i])
	if strings.ContainsRune(organLast, province) {
		return name[:i] // 某局ICP：新ICP备05000001号
	}
	return name[:i-n]
}

// organName says whether a word is all Chinese and ends as the names of organs do.
func organName(word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	n := zhtext.Runes(word)
	return n >= minOrgan && n <= maxOrgan && strings.ContainsRune(organLast, last) &&
		strings.IndexFunc(word, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) < 0
}

// nameBefore is the organ whose name a text ends with.
func nameBefore(before string) string {
	start := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	if start >= 0 {
		_, n := utf8.DecodeRuneInString(before[start:])
		start += n
	}
	name := before[max(start, 0):]
	if !organName(name) {
		return ""
	}
	return name
}

// named is the organ whose name stands right before 主办, led to by 由, before a sign of
// copyright or before its own address. What is called 承办 or 技术支持 there is another.
func named(flat string) string {
	for _, mark := range []string{"主办", "copyright", "©", "地址:"} {
		before, _, ok := strings.Cut(flat, mark)
		if !ok {
			continue
		}
		if i := strings.LastIndex(before, "由"); i >= 0 {
			before = before[i+len("由"):]
		}
		if name := nameBefore(before); name != "" && !strings.HasSuffix(before, ":"+name) {
			return name
		}
	}
	return ""
}

// owner is the organ that 版权所有 names, before the words or behind them: a
// reader takes it for the sponsor.
func owner(s string) string {
	for _, line := range strings.Split(s, "\n") {
		before, after, ok := strings.Cut(line, "版权所有")
		if !ok {
			continue
		}
		if i := strings.LastIndexAny(strings.TrimSpace(before), " |，,;；。©@"); i >= 0 {
			before = strings.TrimSpace(before)[i+1:]
		}
		after, _, _ = strings.Cut(strings.TrimLeft(after, " :：©@0123456789-—"), " ")
		for _, name := range []string{after, before} {
			name = withoutRecord(strings.TrimSpace(name))
			if ownerName(name) && !strings.ContainsAny(name, "：:") && !strings.HasSuffix(name, "承办") {
				return name
			}
		}
	}
	return ""
}

func ownerName(name string) bool {
	n := zhtext.Runes(name)
	return n >= minOrgan && n <= maxOrgan && strings.ContainsAny(name, organLast)
}

// copyright is the organ behind a sign of copyright, or in 版权归…所有.
func copyright(flat string) string {
	for _, lead := range []string{"版权归", "版权:", "copyright", "©"} {
		_, rest, ok := strings.Cut(flat, lead)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, "©@:0123456789-—,.")
		end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
		if end < 0 {
			end = len(rest)
		}
		if strings.HasPrefix(rest[end:], "icp") {
			rest, end = withoutRecord(rest), len(withoutRecord(rest))
		}
		name, _, _ := strings.Cut(rest[:end], "所有")
		name, _, _ = strings.Cut(name, "版权")
		if ownerName(name) {
			return name
		}
	}
	return ""
}
