package yearly

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"ducha/internal/document"
)

// maxLength is what 30号 allows part one in principle, in characters; what is over it by
// less than a tenth is within the principle.
const (
	maxLength  = 1000
	mildLength = maxLength * 11 / 10
)

// Years from which the two forms hold: 国办公开办函〔2019〕60号, on trial, and 〔2021〕30号,
// which asks for more.
const (
	trialYear = 2019
	formYear  = 2021
)

// trial says whether the report is one of the years of the trial form, which limits no
// length and asks for nothing on 信息处理费.
func (r *Report) trial() bool { return r.Year >= trialYear && r.Year < formYear }

// free says whether the report is older than either form: none of their rules binds it.
func (r *Report) free() bool { return r.Year > 0 && r.Year < trialYear }

// formProblems are about parts, titles, length, fee, basis and old form.
func (r *Report) formProblems() []document.Problem {
	var out []document.Problem
	found := 0
	for _, s := range r.Sections {
		if s.Line > 0 {
			found++
		}
	}
	for n := 1; n <= 6; n++ {
		s := r.Sections[n]
		switch {
		case s.Line > 0:
			out = append(out, r.titleProblem(n, s)...)
		case found >= 4 && !r.lossy():
			out = append(out, r.missing(n, form()[n]))
		}
	}
	if !r.trial() {
		out = append(out, r.lengthProblem()...)
		out = append(out, r.feeProblem()...)
	}
	out = append(out, r.basisProblem()...)
	return append(out, r.oldProblem()...)
}

// missing reports a part without a heading. When some line has its number or
// its words, the part may be there under a heading that we did not know; or as a
// picture, or in a file beside the page.
func (r *Report) missing(n int, p part) document.Problem {
	out := document.Problem{Code: CodeSection, Subject: "第" + p.number + "部分", Severity: document.High, Class: document.Proved,
		Message: fmt.Sprintf("缺少第%s部分“%s”", p.number, officialTitle(n))}
	if r.trial() {
		out.Class, out.Severity = document.Signal, document.Medium // as of its titles
	}
	taken := map[int]bool{}
	for k, s := range r.Sections {
		// A heading in words of its own may be that of two parts.
		taken[s.Line-1] = form()[k].accepts(letters(squeeze(s.Title)))
	}
	for i, line := range r.prose {
		if taken[i] || !p.near(squeeze(line)) {
			continue
		}
		out.Class, out.Severity, out.Quote = document.Signal, document.Medium, line
		out.Message += ",但有相近的标题,需核对"
		return out
	}
	if r.elsewhere {
		out.Class, out.Severity = document.Signal, document.Medium
		out.Message += ",页面另有图片或附件,需核对"
	}
	return out
}

// near says whether a line may be the heading of a part: its number, or its words in a
// line as short as a heading.
func (p part) near(s string) bool {
	if m := numbered.FindStringSubmatch(s); m != nil {
		return m[1] == p.number || p.words.MatchString(string([]rune(s)[:min(runes(s), 30)]))
	}
	return runes(s) <= 30 && !strings.ContainsAny(s, "。,;:") && p.words.MatchString(s)
}

// officialTitle is the title with its punctuation.
func officialTitle(n int) string {
	if n == 4 {
		return "政府信息公开行政复议、行政诉讼情况"
	}
	return form()[n].official
}

func (r *Report) titleProblem(n int, s Section) []document.Problem {
	p := form()[n]
	title := letters(squeeze(s.Title))
	where := "第" + p.number + "部分标题"
	switch {
	case bare(title) == bare(p.official), p.accepts(title): // or as Article 50 words it
		return nil
	}
	class := document.Proved
	if r.trial() {
		class = document.Signal // the titles of the trial form were not seen in print
	}
	problem := document.Problem{Code: CodeTitle, Subject: where, Severity: document.Low, Class: class, Quote: s.Title,
		Message: fmt.Sprintf("标题“%s”与国办公开办函〔2021〕30号所列标题“%s”不一致", s.Title, officialTitle(n))}
	// The law says 提起; 提请 is a different act.
	if strings.Contains(title, "提请行政诉讼") || strings.Contains(title, "提请诉讼") {
		problem.Severity = document.Medium
		problem.Message += ",且“提请”应为“提起”"
	}
	return []document.Problem{problem}
}

// lengthProblem counts part one without blanks.
func (r *Report) lengthProblem() []document.Problem {
	s := r.Sections[1]
	if s.Line == 0 || r.Sections[2].Line == 0 {
		return nil
	}
	n := 0
	for _, p := range s.Text {
		n += wordCount(squeeze(p))
	}
	if n <= mildLength {
		return nil
	}
	return []document.Problem{{Code: CodeLength, Subject: "总体情况篇幅", Severity: document.Low, Class: document.Proved,
		Message: fmt.Sprintf("“总体情况”约%d字(数字、外文单词各按1字计),超过原则上%d字的要求", n, maxLength)}}
}

// wordCount counts as a word processor does: a number or a foreign word is one.
func wordCount(s string) (n int) {
	inside := false
	for _, r := range s {
		word := r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || inside && (r == '.' || r == '%'))
		if !word || !inside {
			n++
		}
		inside = word
	}
	return n
}

var feeWords = regexp.MustCompile(`信息处理费|信息公开处理费|处理费|收取.{0,12}费|费用.{0,8}收取|收费|免费`)

// feeProblem asks for the statement on 信息处理费 in part six.
func (r *Report) feeProblem() []document.Problem {
	s := r.Sections[6]
	if s.Line == 0 {
		return nil
	}
	text := squeeze(strings.Join(s.Text, ""))
	if feeWords.MatchString(text) || strings.Contains(text, "费") && strings.Contains(text, "收") {
		return nil
	}
	p := document.Problem{Code: CodeFee, Subject: "信息处理费", Severity: document.Medium, Class: document.Proved, Quote: strings.Join(s.Text, ""),
		Message: "“其他需要报告的事项”未报告依申请公开信息处理费收取情况(未收取也应说明)"}
	if feeWords.MatchString(squeeze(strings.Join(r.prose, ""))) && strings.Contains(squeeze(strings.Join(r.prose, "")), "处理费") {
		p.Severity, p.Class = document.Info, document.Signal
		p.Message = "信息处理费情况写在其他部分,应在“其他需要报告的事项”中报告"
	}
	if s.Table || r.cut || len(text) == 0 {
		p.Class = document.Signal // it may stand in the table, in what was cut, or in a picture
	}
	return []document.Problem{p}
}

var (
	basisWords = regexp.MustCompile(`政府信息公开条例|信息公开条例|《条例》|公开办函\[2021\]30号|年度报告格式`)
	selfName   = regexp.MustCompile(`(?:现将|现就)[^。]{0,40}(?:公开)[^。]{0,20}(?:报告|公布|汇报)`)
)

// basisProblem is about what the report calls itself and what it rests on. The name is the
// law's; that the basis must be told stands in no form: a person decides.
func (r *Report) basisProblem() []document.Problem {
	var faults []string
	quote := ""
	lead := squeeze(r.Preamble)
	if m := selfName.FindString(lead); strings.Contains(m, "政务") && !strings.Contains(m, "政府信息") {
		faults, quote = append(faults, "报告名称未采用“政府信息公开工作年度报告”"), m
	} else if t := squeeze(r.Title); reportName.MatchString(t) && !strings.Contains(t, "政府信息") {
		faults, quote = append(faults, "标题未采用“政府信息公开工作年度报告”"), r.Title
	}
	if len(r.prose) > 5 && !basisWords.MatchString(squeeze(strings.Join(r.prose, ""))) {
		faults = append(faults, "正文中未见编制依据(《政府信息公开条例》或国办公开办函〔2021〕30号),是否应当写明由人工认定")
	}
	if len(faults) == 0 {
		return nil
	}
	p := document.Problem{Code: CodeBasis, Subject: "名称与依据", Severity: document.Low, Class: document.Proved, Quote: quote, Message: strings.Join(faults, ";")}
	if quote == "" {
		p.Class = document.Signal // nor was it wholly read where the text was cut
	}
	return []document.Problem{p}
}

var (
	oldNotice = regexp.MustCompile(`公开办函\[2019\]60号`)
	newNotice = regexp.MustCompile(`公开办函\[2021\]30号`)
)

// oldProblem finds the trial form in reports on 2021 and later.
func (r *Report) oldProblem() []document.Problem {
	if r.Year < formYear {
		return nil
	}
	text := squeeze(strings.Join(r.prose, "\n"))
	cites := oldNotice.FindString(text)
	if newNotice.MatchString(text) {
		cites = "" // named beside the notice that replaced it
	}
	_, row := r.Requests.Rows[single]
	p := document.Problem{Code: CodeOld, Subject: "报告格式", Severity: document.Medium, Class: document.Proved, Quote: cites}
	switch {
	case r.Old:
		p.Message = "仍使用国办公开办函〔2019〕60号试行格式的表格,应改用国办公开办函〔2021〕30号格式"
	case cites != "":
		p.Message = "编制依据为国办公开办函〔2019〕60号,该格式已由国办公开办函〔2021〕30号修订"
	case row:
		p.Message, p.Class = "“（六）其他处理”未按国办公开办函〔2021〕30号分为三项,疑似沿用旧格式", document.Signal
	default:
		return nil
	}
	return []document.Problem{p}
}

// labelProblems compare the printed article with the item it must be.
func (r *Report) labelProblems() []document.Problem {
	var out []document.Problem
	if r.Old {
		return nil // the trial form has other items
	}
	told := map[string]bool{}
	for _, f := range itemForms() {
		it, ok := r.Disclose.Rows[f.name]
		if !ok || it.Label == "" || it.Label == f.item || told[it.Printed+f.item] {
			continue
		}
		told[it.Printed+f.item] = true
		out = append(out, document.Problem{Code: CodeLabel, Subject: "主动公开表:" + f.name, Severity: document.High, Class: document.Proved, Quote: it.Printed,
			Message: fmt.Sprintf("“%s”上方标注“%s”,应为“第二十条第（%s）项”", f.name, it.Printed, f.item)})
	}
	return append(out, r.noteProblem()...)
}

// noteProblem compares the rule in the table's head word by word, as a remark.
// What stands around it, such as a unit, is nobody's fault.
func (r *Report) noteProblem() []document.Problem {
	note := squeeze(r.Requests.Note)
	if note == "" || strings.Contains(note, "勾稽关系") && strings.Contains(note, "第一项加第二项之和,等于第三项加第四项之和") {
		return nil
	}
	return []document.Problem{{Code: CodeLabel, Subject: "申请情况表:勾稽关系说明", Severity: document.Info, Class: document.Proved, Quote: r.Requests.Note,
		Message: "表头勾稽关系说明与通行写法“第一项加第二项之和，等于第三项加第四项之和”不完全一致,请对照格式原件核对"}}
}
