package checks

import (
	"fmt"
	"strings"
	"unicode"

	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// CopiedInterpretation suspects interpretations that say nothing of their own.
var CopiedInterpretation = check.Define("copied-interpretation", "解读质量存疑",
	`查看：评价期内已配对的文件与解读，两页的正文都已读到。
疑似：解读的文字大部分与文件相同；没有写明所解读文件的名称、文号，也没有链接；没有说明背景依据、主要内容等任何要素。是否属实由人工判断。
不计：以图片、音视频为主的解读，篇幅很短的解读。
无法核验：没有一对文件与解读的正文都能读到。`,
	[]string{"interpretation.copied", "interpretation.unnamed", "interpretation.bare"},
	CopiedInterpretationParams{Period: "year", Share: 85, Run: 8, Shortest: 200},
	func(p *check.Pass, params CopiedInterpretationParams) check.Outcome {
		all, out := pairs(p, params.Period)
		if out != nil {
			return *out
		}
		var found []finding.Finding
		judged, paired := 0, 0
		for i := range all {
			pair := &all[i]
			if pair.Interpretation == nil {
				continue
			}
			paired++
			text, err := proseOf(p, pair.Interpretation.URL)
			if err != nil {
				continue
			}
			judged++
			found = append(found, poor(p, pair, text, params)...)
		}
		switch {
		case len(found) > 0:
			return check.Suspected(fmt.Sprintf("有%d处解读质量需人工核实", len(found)), found...)
		case paired == 0:
			return check.Outcome{Verdict: finding.NotApplicable, Reason: "评价期内没有已配对的文件与解读"}
		case judged == 0:
			return check.CannotTellf("解读页的正文均未能读到")
		}
		return check.Passed()
	})

// interpretationElements are words by which an interpretation tells of the
// paper it explains. One is enough: which are wanted differs from place to place.
var interpretationElements = []string{"背景", "依据", "起草", "出台", "制定", "目的", "目标", "意义", "主要内容", "适用", "范围", "重点", "亮点", "标准", "措施", "要求", "注意", "区别", "变化", "新增", "修订", "问：", "答：", "什么", "如何", "怎么"}

// poor lists what is doubtful about one interpretation.
func poor(p *check.Pass, pair *facts.Pairing, text string, params CopiedInterpretationParams) []finding.Finding {
	d, in := &pair.Document, pair.Interpretation
	if zhtext.Runes(text) < params.Shortest {
		return nil // a picture, a film, or a few lines
	}
	var found []finding.Finding
	add := func(defect, message string, evidence ...finding.Evidence) {
		found = append(found, finding.Finding{Defect: defect, Subject: subject(d), Signal: true, Message: message, Evidence: evidence})
	}
	if original, err := wholeText(p, d.URL); err == nil {
		if share := zhtext.CopiedShare(text, original, params.Run); share*100 > float64(params.Share) {
			add("interpretation.copied", fmt.Sprintf("%s的解读约%.0f%%的文字与文件原文相同，疑为照抄文件。", titled(d.Title), share*100),
				infoProof(in, firstLineOf(text)), documentProof(d))
		}
	}
	_, numbered := zhtext.FirstDocNo(text)
	if !pair.Back && !numbered && len(zhtext.Names(in.Title)) == 0 && len(zhtext.Names(text)) == 0 && !strings.Contains(text, zhtext.Squeeze(d.Title)) {
		add("interpretation.unnamed", titled(in.Title)+"正文中未见所解读文件的名称或文号，也未见到文件的链接。", infoProof(in, firstLineOf(text)))
	}
	for _, w := range interpretationElements {
		if strings.Contains(text, w) {
			return found
		}
	}
	add("interpretation.bare", titled(in.Title)+"正文中未见说明背景依据、主要内容、适用范围等要素的用语。", infoProof(in, firstLineOf(text)))
	return found
}

// shortLine is the longest line that is a heading, a link or a button rather
// than running text.
const shortLine = 12

// proseOf is the running text of a page's article.
func proseOf(p *check.Pass, url string) (string, error) {
	page, err := p.Site.Page(url)
	switch {
	case err != nil:
		return "", err
	case page.Article == nil || page.ScriptsIn:
		return "", fmt.Errorf("%s 的正文未能读到", url)
	}
	var lines []string
	for line := range strings.SplitSeq(page.Text, "\n") {
		if zhtext.Runes(line) > shortLine && line != page.Heading && line != page.Title && !aside(line) && !linked(page, line) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n"), nil
}

// linked says whether a line is little but links: a box beside the text, which is
// the same on the document's page and on the interpretation's.
func linked(page *webpage.Page, line string) bool {
	whole := letters(line)
	for i := range page.Links {
		if text := page.Links[i].Text; zhtext.Runes(text) >= 2 {
			line = strings.ReplaceAll(line, text, "")
		}
	}
	rest := letters(line)
	return rest <= shortLine && 2*rest < whole
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// aside says whether a line stands beside the text: its date and source, what
// it links to.
func aside(line string) bool {
	return strings.Count(line, "|") >= 4 || strings.Contains(line, "来源：") || strings.Contains(line, "发布时间") || strings.Contains(line, "发布日期") ||
		strings.HasPrefix(line, "相关") || strings.HasPrefix(line, "上一篇") || strings.HasPrefix(line, "下一篇") || strings.HasPrefix(line, "附件") || strings.HasPrefix(line, "当前位置")
}

// wholeText is the text of a document: its page's and its attachments'.
func wholeText(p *check.Pass, url string) (string, error) {
	text, err := proseOf(p, url)
	if err != nil {
		return "", err
	}
	page, err := p.Site.Page(url)
	if err != nil {
		return "", err
	}
	for _, l := range page.Article.Attachments {
		if a, _, err := p.Site.Document(l.URL); err == nil && a.State == document.Text {
			text += "\n" + a.All()
		}
	}
	return text, nil
}

func firstLineOf(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// CopiedInterpretationParams are the parameters of copied-interpretation.
type CopiedInterpretationParams struct {
	Period   string `toml:"period"`   // quarter or year
	Share    int    `toml:"share"`    // percent of the text that stands in the document; above is suspected
	Run      int    `toml:"run"`      // characters that must be the same in a row
	Shortest int    `toml:"shortest"` // characters; shorter texts are not judged
}

// Validate bounds the figures.
func (p *CopiedInterpretationParams) Validate() error {
	if err := inRange("share", p.Share, 50, 99); err != nil {
		return err
	}
	if err := inRange("run", p.Run, 4, 40); err != nil {
		return err
	}
	if err := inRange("shortest", p.Shortest, 50, 5000); err != nil {
		return err
	}
	return period(p.Period)
}

// Wants names the columns the crawl should see first.
func (p *CopiedInterpretationParams) Wants() []string { return documentColumns() }
