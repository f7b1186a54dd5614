package checks

import (
	"fmt"
	"regexp"
	"strings"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/zhtext"
)

// OddDocumentNumber suspects document numbers that are not written as official
// papers write them. It is a matter of style.
var OddDocumentNumber = check.Define("odd-document-number", "文号格式不规范",
	`查看：规范性文件栏目中各文件页面上文件自己的文号。
疑似：年份没有用六角括号〔〕括入，年份或序号空缺。属于格式提示，由人工判断。
不计：令、公告、通告的文号；正文中引用的其他文件的文号；没有文号的文件。
无法核验：栏目未看到，或没有读到一件带文号的文件页面。`,
	[]string{"document.number_form"}, OddDocumentNumberParams{Column: "行政规范性文件", Max: 10},
	func(p *check.Pass, params OddDocumentNumberParams) check.Outcome {
		s, out := library(p, params.Column)
		if out != nil {
			return *out
		}
		var found []finding.Finding
		numbered, odd := 0, 0
		for i := range s.read {
			v := &s.read[i]
			form, wrong := numberForm(v)
			if form == "" {
				continue
			}
			numbered++
			if !wrong {
				continue
			}
			if odd++; len(found) < params.Max {
				found = append(found, finding.Finding{Defect: "document.number_form", Subject: v.subject(), Signal: true,
					Message: fmt.Sprintf("%s的文号写作“%s”，%s。", titled(v.title), form, oddness(form)), Evidence: []finding.Evidence{infoProof(v.info, form)}})
			}
		}
		switch {
		case odd > 0:
			return check.Suspected(fmt.Sprintf("%d件文件中有%d件文号格式不规范", numbered, odd), found...)
		case numbered == 0:
			return check.CannotTellf("没有读到带文号的规范性文件页面")
		}
		return check.Passed(infoProof(s.read[0].info, s.read[0].info.DocNo))
	})

// oddness says what is odd about a form.
func oddness(form string) string {
	_, rest, opened := strings.Cut(form, "〔")
	switch inside, after, closed := strings.Cut(rest, "〕"); {
	case !opened || !closed:
		return "年份应当用六角括号〔〕括入"
	case strings.TrimSpace(inside) == "" && !strings.ContainsAny(after, "0123456789"):
		return "没有填写年份和序号"
	case strings.TrimSpace(inside) == "":
		return "没有填写年份"
	default:
		return "没有填写序号"
	}
}

var emptyNumber = regexp.MustCompile(`\p{Han}{1,12}(?:〔\s*〕\s*\d*|〔\s*\d{4}\s*〕)\s*号`)

// numberForm is the document's own number as its page writes it, and whether
// that is odd. A page often writes it twice, in a table and above the text; one
// right form is enough.
func numberForm(v *volume) (form string, odd bool) {
	head := v.page.Text
	if len(head) > 3000 {
		head = head[:3000]
	}
	own, ok := zhtext.FirstDocNo(v.info.DocNo)
	if !ok {
		for line := range strings.SplitSeq(head, "\n") {
			if strings.Contains(line, "文号") || strings.Contains(line, "字号") {
				if m := emptyNumber.FindString(line); m != "" {
					return m, true
				}
			}
		}
		return "", false
	}
	if own.Year == 0 || strings.HasSuffix(own.Organ, "令") || strings.HasSuffix(own.Organ, "公告") || strings.HasSuffix(own.Organ, "通告") || own.Organ == "" {
		return "", false
	}
	for _, d := range zhtext.DocNos(head) {
		if !d.Same(own) {
			continue
		}
		if strings.Contains(d.Raw, "〔") && strings.Contains(d.Raw, "〕") {
			return d.Raw, false
		}
		if form == "" {
			form, odd = d.Raw, true
		}
	}
	return form, odd
}

// OddDocumentNumberParams are the parameters of odd-document-number.
type OddDocumentNumberParams struct {
	Column string `toml:"column"` // vocabulary key of the library
	Max    int    `toml:"max"`    // findings shown
}

// Validate wants a column.
func (p *OddDocumentNumberParams) Validate() error {
	if err := needsName("column", p.Column); err != nil {
		return err
	}
	return inRange("max", p.Max, 1, 100)
}

// Wants names the columns the crawl should see first.
func (p *OddDocumentNumberParams) Wants() []string { return []string{p.Column} }
