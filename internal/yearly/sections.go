package yearly

import (
	"regexp"
	"strings"
	"sync"

	"ducha/internal/document"
)

// part is one of the six parts of the form.
type part struct {
	number   string
	official string   // 30号
	article  []string // wording of Art. 50 of the regulations: accepted with a note
	words    *regexp.Regexp
}

// form lists the parts; [0] is unused.
var form = sync.OnceValue(func() [7]part {
	return [7]part{
		1: {"一", "总体情况", nil, regexp.MustCompile(`总体|概述|概况|基本情况`)},
		2: {"二", "主动公开政府信息情况", []string{"行政机关主动公开政府信息的情况"}, regexp.MustCompile(`主动公开`)},
		3: {"三", "收到和处理政府信息公开申请情况", []string{"行政机关收到和处理政府信息公开申请的情况"}, regexp.MustCompile(`申请.*(?:处理|办理|情况)|(?:收到|处理|办理).*申请|依申请公开`)},
		4: {"四", "政府信息公开行政复议行政诉讼情况", []string{
			"因政府信息公开工作被申请行政复议提起行政诉讼的情况", "因政府信息公开工作被申请行政复议提起行政诉讼情况",
			"政府信息公开行政复议行政诉讼的情况"}, regexp.MustCompile(`复议|诉讼`)},
		5: {"五", "存在的主要问题及改进情况", []string{
			"政府信息公开工作存在的主要问题及改进情况", "存在的主要问题及改进的情况"}, regexp.MustCompile(`问题|改进|不足`)},
		6: {"六", "其他需要报告的事项", []string{"其他需要报告的情况"}, regexp.MustCompile(`其他|其它|需要报告`)},
	}
})

// heading is a line that may open part n.
type heading struct {
	line, n int // 0-based paragraph
	title   string
	score   int
}

// headingRunes is how long a heading may be; a longer line runs on into its text.
const headingRunes = 48

// maxHeadings bounds the lines that may be headings; no report has so many.
const maxHeadings = 2000

var numbered = regexp.MustCompile(`^(?:第)?([一二三四五六七八九])(?:部分|章)?[、.,:]?(.+)$`)

// split finds the headings and gives each part its text and tables.
func (r *Report) split(d *document.Document) {
	heads := align(candidates(d.Paragraphs))
	for i, h := range heads {
		end := len(d.Paragraphs)
		if i+1 < len(heads) {
			end = heads[i+1].line
		}
		s := Section{Line: h.line + 1, Title: h.title, Text: d.Paragraphs[h.line+1 : end]}
		if line := d.Paragraphs[h.line]; runes(line) > headingRunes {
			s.Text = append([]string{line}, s.Text...) // the heading runs on into its text
		}
		for _, t := range d.Tables {
			s.Table = s.Table || t.After > h.line && t.After <= end
		}
		r.Sections[h.n] = s
	}
	if len(heads) > 0 {
		r.Preamble = strings.Join(d.Paragraphs[:heads[0].line], "\n")
	}
}

// candidates are lines that name a part, with how surely they do.
func candidates(lines []string) []heading {
	var out []heading
	for i, line := range lines {
		s := strings.TrimRight(squeeze(line), "。:;,")
		if s == "" {
			continue
		}
		number, title := "", s
		if m := numbered.FindStringSubmatch(s); m != nil {
			number, title = m[1], m[2]
		}
		if runes(s) > headingRunes || strings.Contains(s, "。") {
			out = append(out, inline(i, number, title)...)
			continue
		}
		next := ""
		if i+1 < len(lines) {
			next = squeeze(lines[i+1])
		}
		out = append(out, short(i, number, remark.ReplaceAllString(title, ""), next)...)
	}
	return out
}

// remark is what a heading adds in brackets: (单位:件).
var remark = regexp.MustCompile(`\([^)]*\)$`)

func short(i int, number, title, next string) []heading {
	var out []heading
	parts := form()
	for n := 1; n <= 6; n++ {
		whole := parts[n].whole(title, next)
		if score := parts[n].score(number, letters(whole)); score > 0 {
			out = append(out, heading{i, n, whole, score})
		}
	}
	return out
}

// inline finds a heading that runs on into its text in one paragraph.
func inline(i int, number, text string) []heading {
	if number == "" {
		return nil
	}
	var out []heading
	start := bare(letters(string([]rune(text)[:min(runes(text), 60)])))
	parts := form()
	for n := 1; n <= 6; n++ {
		for _, title := range append([]string{parts[n].official}, parts[n].article...) {
			if number == parts[n].number && strings.HasPrefix(start, bare(title)) {
				out = append(out, heading{i, n, title, inlineScore})
				break
			}
		}
	}
	return out
}

// Scores of a line: words of the form outweigh a word of the subject, and the right number
// outweighs a wrong one.
const (
	exactScore    = 12 // official wording and the right number
	inlineScore   = 8  // the same, with the text behind it
	wordingScore  = 9  // official wording
	numberedScore = 6  // a word of the subject and the right number
	likelyScore   = 1  // a word of the subject and another number
)

// score prefers official wording, then the right number with a word of the
// subject. A line without a number must be a title word for word.
func (p part) score(number, title string) int {
	exact := p.accepts(title)
	switch {
	case exact && number == p.number:
		return exactScore
	case exact:
		return wordingScore
	case number == "" || !p.words.MatchString(title):
		return 0
	case number == p.number:
		return numberedScore
	}
	return likelyScore
}

// whole joins a title that a line break cut, when only both lines together are
// a title of the form.
func (p part) whole(title, next string) string {
	if runes(next) < 20 && next != "" && !p.accepts(letters(title)) && p.accepts(letters(title+next)) {
		return title + next
	}
	return title
}

func (p part) accepts(title string) bool {
	title = bare(title)
	if title == bare(p.official) {
		return true
	}
	for _, a := range p.article {
		if title == bare(a) {
			return true
		}
	}
	return false
}

// bare drops the words that join: 复议、诉讼 and 复议和诉讼 are one title.
func bare(title string) string {
	return strings.NewReplacer("的", "", "和", "", "及", "", "与", "").Replace(title)
}

// align picks the rising sequence of parts that is surest as a whole, so that
// neither a table of contents nor a list inside a part displaces a heading.
// Among equals the later line wins: contents stand before the text.
func align(all []heading) []heading {
	all = all[:min(len(all), maxHeadings)]
	best := make([]int, len(all))
	from := make([]int, len(all))
	last, top := -1, 0
	for i, h := range all {
		best[i], from[i] = h.score, -1
		for j := range i {
			if all[j].n < h.n && all[j].line < h.line && best[j]+h.score >= best[i] {
				best[i], from[i] = best[j]+h.score, j
			}
		}
		if best[i] >= top {
			top, last = best[i], i
		}
	}
	var out []heading
	for ; last >= 0; last = from[last] {
		out = append([]heading{all[last]}, out...)
	}
	return out
}
