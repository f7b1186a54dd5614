package zhtext

import (
	"strings"
	"unicode/utf8"
)

// A Name is what stands inside 《》.
type Name struct {
	Text string
	Cut  bool // the closing mark is missing
}

// Names gives the texts inside outermost 《》 of a title, inner 〈〉 kept. A
// title cut short may leave the last one open; it is given with Cut set.
func Names(title string) (names []Name) {
	depth, start := 0, 0
	for i, r := range title {
		switch r {
		case '《':
			if depth == 0 {
				start = i + len("《")
			}
			depth++
		case '》':
			if depth--; depth == 0 {
				names = append(names, Name{Text: title[start:i]})
			}
			depth = max(depth, 0)
		}
	}
	if depth > 0 {
		names = append(names, Name{Text: title[start:], Cut: true})
	}
	return names
}

// interpretWords make a title that of an interpretation.
var interpretWords = []string{"解读", "图解", "一图", "读懂", "答记者问", "解析", "政策问答", "问答", "起草说明", "政策说明", "编制说明", "图说", "漫画", "发布会", "看懂", "解答", "详解", "划重点", "释义", "问与答", "十问十答"}

// notInterpretWords make a title that of an event, a call or a draft.
var notInterpretWords = []string{"培训班", "培训会", "征求意见稿", "征集", "会议纪要", "知识竞赛", "讲座", "解读会", "宣讲"}

// led says whether a title begins with a word like 图解： before the title of what
// it interprets, which may be a notice's.
func led(title string) bool {
	_, ok := leadOf(title)
	return ok
}

// leadOf is that word, before its mark.
func leadOf(title string) (string, bool) {
	lead, _, ok := strings.Cut(title, "：")
	for _, mark := range []string{":", "|", "丨", "｜"} {
		if head, _, found := strings.Cut(title, mark); found && (!ok || len(head) < len(lead)) {
			lead, ok = head, true
		}
	}
	if !ok || utf8.RuneCountInString(lead) > 8 || strings.ContainsAny(lead, "《》") {
		return "", false
	}
	for _, w := range interpretWords {
		if strings.Contains(lead, w) {
			return lead, true
		}
	}
	return "", false
}

// Interpreting says whether a title is that of an interpretation. inColumn is
// set for titles listed in an interpretation column: there the word may be
// missing, but the title must name a document.
func Interpreting(title string, inColumn bool) bool {
	for _, w := range notInterpretWords {
		if strings.Contains(title, w) {
			return false
		}
	}
	if led(title) {
		return true
	}
	tail := title
	if i := strings.LastIndex(title, "》"); i >= 0 {
		tail = title[i+len("》"):]
		// 关于举办《…》解读…的通知 and 关于印发《…解读》的通知 are notices.
		if strings.HasPrefix(Squeeze(tail), "的通知") || strings.HasSuffix(Squeeze(tail), "的通知") {
			return false
		}
	}
	for _, w := range interpretWords {
		if strings.Contains(title, w) {
			return true
		}
	}
	return inColumn && strings.Contains(title, "《")
}
