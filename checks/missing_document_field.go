package checks

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// MissingDocumentField fails a library whose documents do not say what they are.
var MissingDocumentField = check.Define("missing-document-field", "规范性文件要素缺失",
	`查看：规范性文件栏目中各文件页面标注的索引号、文号、成文日期、发布日期、有效性。
不达标：已读到的文件页面（不少于规定件数）全部没有标注某一要素。
疑似：部分文件没有标注某一要素，而其他文件有。
无法核验：栏目未看到，文件页面未读到或由脚本加载，或读到的文件少于规定件数；文号、成文日期可能写在附件或图片中的正文里。`,
	[]string{"document.field_missing"},
	MissingDocumentFieldParams{Column: "行政规范性文件", Fields: []string{"索引号", "文号", "成文日期", "发布日期", "有效性"}, Min: 3},
	func(p *check.Pass, params MissingDocumentFieldParams) check.Outcome {
		s, out := library(p, params.Column)
		switch {
		case out != nil:
			return *out
		case len(s.read) == 0 && s.blind == 0:
			return check.CannotTellf("“%s”%v", s.column.Label, errNoDocuments)
		case len(s.read) < params.Min:
			return check.CannotTellf("只读到%d件规范性文件的页面，少于%d件，不作认定", len(s.read), params.Min)
		}
		var found []finding.Finding
		proved, hidden := false, ""
		for _, field := range params.Fields {
			f := unmarked(s, field)
			if f == nil {
				continue
			}
			if inText(field) && s.attached(field) {
				hidden = field
				continue
			}
			proved = proved || !f.Signal
			found = append(found, *f)
		}
		switch {
		case proved:
			return check.Failed(fmt.Sprintf("规范性文件页面有%d项要素标注不全", len(found)), found...)
		case len(found) > 0:
			return check.Suspected(fmt.Sprintf("部分规范性文件有%d项要素没有标注", len(found)), found...)
		case hidden != "":
			return check.CannotTellf("文件正文在附件或图片中，页面没有标注的%s可能写在正文中", hidden)
		}
		return check.Passed(infoProof(s.read[0].info, ""))
	})

// unmarked is what the library says of one field; nil when every document has it.
func unmarked(s *shelf, field string) *finding.Finding {
	shows := documentFields()[field]
	var without []volume
	for _, v := range s.read {
		if !shows(&v) {
			without = append(without, v)
		}
	}
	if len(without) == 0 {
		return nil
	}
	f := &finding.Finding{Defect: "document.field_missing", Subject: "文件要素:" + field, Signal: len(without) < len(s.read)}
	if f.Signal {
		f.Message = fmt.Sprintf("已读到的%d件规范性文件中有%d件没有标注%s，如%s。", len(s.read), len(without), field, titled(without[0].title))
	} else {
		f.Message = fmt.Sprintf("已读到的%d件规范性文件页面都没有标注%s。", len(s.read), field)
	}
	for i := range without[:min(len(without), maxPlaces)] {
		f.Evidence = append(f.Evidence, pageProof(without[i].page, headOf(without[i].page)))
	}
	return f
}

// inText says whether a document bears the field itself, on whatever paper it stands.
func inText(field string) bool { return field == "文号" || field == "成文日期" }

// bodyLeast is how long the text of a page is, in characters, that is a document itself
// and no word about its file.
const bodyLeast = 200

// attached says whether a document that does not show a field on its page may bear it in
// a file or picture: the page has hardly any text of its own.
func (s *shelf) attached(field string) bool {
	shows := documentFields()[field]
	return slices.ContainsFunc(s.read, func(v volume) bool {
		a := v.page.Article
		own := min(a.Length, utf8.RuneCountInString(v.page.Text)-menuChars(v.page, v.title, nowhere))
		return !shows(&v) && own < bodyLeast && (len(a.Attachments) > 0 || a.Images > 0)
	})
}

// headOf is the beginning of a page, where particulars stand.
func headOf(page *webpage.Page) string {
	runes := []rune(page.Text)
	return string(runes[:min(len(runes), 150)])
}

// documentFields says by what a page shows each field: read out, or named by
// its label anywhere on the page. Not having understood a value is not its absence.
func documentFields() map[string]func(*volume) bool {
	labelled := func(v *volume, words ...string) bool {
		text := strings.NewReplacer(" ", "", "　", "", "\u00a0", "", ":", "：").Replace(v.page.Text)
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	dated := func(v *volume, source webpage.DateSource) bool {
		return slices.ContainsFunc(v.page.Article.Dates, func(w webpage.Witness) bool { return w.Source == source && !w.Date.IsZero() })
	}
	return map[string]func(*volume) bool{
		"索引号": func(v *volume) bool {
			return v.page.Article.Index != "" || labelled(v, "索引号", "索取号", "索引")
		},
		"文号": func(v *volume) bool {
			return v.page.Article.DocNo != "" || v.info.DocNo != "" || labelled(v, "文号", "发文字号", "字号", "文件编号", "公文编号", "发文编号", "文件号", "公文号")
		},
		"成文日期": func(v *volume) bool {
			return dated(v, webpage.DateSigned) || labelled(v, "成文日期", "成文时间", "发文日期", "发文时间", "生成日期", "形成日期", "制发日期", "签发日期", "印发日期", "制发时间", "签发时间", "印发时间", "形成时间", "生成时间", "制定日期", "制定时间")
		},
		"发布日期": func(v *volume) bool {
			return dated(v, webpage.DateShown) || labelled(v, "发布日期", "发布时间", "公开日期", "公布日期", "公开时间", "发文日期", "刊登日期", "发布于", "时间：", "日期：")
		},
		"有效性": func(v *volume) bool {
			return v.page.Article.Validity != "" || labelled(v, "有效性", "时效性", "时效状态", "有效状态", "文件效力", "效力状态", "是否有效", "文件状态", "生效状态", "执行状态", "效力：", "时效：", "有效期：", "失效日期", "失效时间", "废止日期", "废止时间", "是否失效", "是否废止") || shortMark(v.page.Text)
		},
	}
}

// shortMark says whether a line of its own tells whether a document is in
// force: a badge, a note under the title. The word in running text is none.
func shortMark(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if zhtext.Runes(line) > 30 {
			continue
		}
		for _, w := range []string{"现行有效", "有效期至", "有效期自", "已失效", "已废止", "继续有效", "已修改"} {
			if strings.Contains(line, w) {
				return true
			}
		}
		switch strings.Trim(line, " 　[]【】（）()") {
		case "有效", "失效", "废止", "无效":
			return true
		}
	}
	return false
}

// MissingDocumentFieldParams are the parameters of missing-document-field.
type MissingDocumentFieldParams struct {
	Column string   `toml:"column"` // vocabulary key of the library
	Fields []string `toml:"fields"` // what every page should show
	Min    int      `toml:"min"`    // fewer pages show no habit
}

// Validate wants a column and known fields.
func (p *MissingDocumentFieldParams) Validate() error {
	if err := needsName("column", p.Column); err != nil {
		return err
	}
	if len(p.Fields) == 0 {
		return errors.New("fields：至少需要一个要素")
	}
	for _, f := range p.Fields {
		if documentFields()[f] == nil {
			return fmt.Errorf("fields：没有名为 %q 的要素；可用：%s", f, strings.Join(slices.Sorted(maps.Keys(documentFields())), "、"))
		}
	}
	return inRange("min", p.Min, 1, 100)
}

// Wants names the columns the crawl should see first.
func (p *MissingDocumentFieldParams) Wants() []string { return []string{p.Column} }
