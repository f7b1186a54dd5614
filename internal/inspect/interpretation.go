package inspect

import (
	"fmt"
	"strings"

	"ducha/internal/document"
	"ducha/internal/finding"
	"ducha/internal/zhtext"
)

// elements are what an interpretation usually tells, by the words it tells it
// with. One of them is enough: which are needed differs from place to place.
var elements = []string{"背景", "依据", "起草", "出台", "制定", "目的", "目标", "意义", "主要内容", "适用", "范围", "重点", "亮点", "标准", "措施", "要求", "注意", "区别", "变化", "新增", "修订", "问：", "答：", "什么", "如何", "怎么"}

// Copying is judged on runs of this many characters, above this share.
const (
	runLength = 8
	tooMuch   = 0.85
	shortest  = 200 // characters; a shorter text quotes by nature
)

// interpretation judges a policy interpretation by itself and, where its
// document was given too, by how much of it was only copied. All of it is for a
// person to decide.
func interpretation(f *file, all []*file) (outcome, bool) {
	fits := zhtext.Interpreting(f.title, false)
	if f.Doc.State != document.Text {
		if fits && (f.Doc.State == document.TableAsImage || f.Doc.Images > 0) {
			return outcome{reason: "解读以图片形式发布，文字未能核验"}, true
		}
		return unread(f, "解读材料"), fits
	}
	text := strings.Join(f.Doc.Paragraphs, "\n")
	pictured := f.Doc.Images > 0 && zhtext.Runes(text) < shortest
	var found []finding.Finding
	suspect := func(defect, message, quote string) {
		found = append(found, finding.Finding{Defect: defect, Subject: "解读:" + f.title, Signal: true, Message: message,
			Evidence: []finding.Evidence{f.proof(quote)}})
	}
	_, numbered := zhtext.FirstDocNo(text)
	if len(zhtext.Names(f.title)) == 0 && len(zhtext.Names(text)) == 0 && !numbered && !pictured {
		suspect("interpretation.unnamed", "解读没有写明所解读文件的名称或文号，读者无法对应。", f.title)
	}
	if !pictured && !mentions(text, elements) {
		suspect("interpretation.bare", "解读没有说明文件的背景依据、主要内容、适用范围等要素。", f.title)
	}
	for _, other := range all {
		if share := copied(f, other); share > tooMuch {
			suspect("interpretation.copied", fmt.Sprintf("解读约%.0f%%的文字与“%s”原文相同，疑为照抄文件。", share*100, other.title), f.Doc.Paragraphs[0])
		}
	}
	return settled(found, "解读写明了所解读的文件和要素，未发现照抄"), fits
}

func mentions(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// copied is how much of an interpretation stands in another document that is
// none itself.
func copied(f, other *file) float64 {
	if other == f || zhtext.Interpreting(other.title, false) {
		return 0
	}
	text := strings.Join(f.Doc.Paragraphs, "\n")
	if zhtext.Runes(text) < shortest {
		return 0
	}
	return zhtext.CopiedShare(text, other.Doc.All(), runLength)
}
