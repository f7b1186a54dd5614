package checks

import (
	"errors"
	"strings"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// A volume is one document of the library (规范性文件库) whose page was read.
type volume struct {
	info  *facts.Info
	entry *facts.SiteEntry
	page  *webpage.Page
	title string
}

// shelf is the library as far as it was read.
type shelf struct {
	column *facts.Column
	read   []volume
	blind  int // documents whose page could not be judged
}

// library reads the pages of the column of normative documents. Without such a
// column the outcome says so: whether there must be one is another rule.
func library(p *check.Pass, name string) (*shelf, *check.Outcome) {
	column, out := seen(p, name)
	if out != nil {
		return nil, out
	}
	s := &shelf{column: column}
	for i := range column.Entries {
		e := &column.Entries[i]
		if !normative(e.Title) {
			continue
		}
		if e.Page == nil || e.Page.Problem != evidence.None || e.Page.Class != webpage.ClassArticle {
			s.blind++
			continue
		}
		page, err := p.Site.Page(e.Page.URL)
		if err != nil || page.Article == nil || page.ScriptsIn {
			s.blind++
			continue
		}
		s.read = append(s.read, volume{e.Page, e, page, pick(page.Article.Title, e.Title)})
	}
	return s, nil
}

// errNoDocuments says that a library was read and has nothing to judge.
var errNoDocuments = errors.New("栏目中没有读到规范性文件的页面")

// normative says whether a row of the library is a document: the library's own
// lists, notices of cleaning up and interpretations are none.
func normative(title string) bool {
	if zhtext.Interpreting(title, false) {
		return false
	}
	for _, w := range []string{"目录", "清单", "清理结果", "废止", "失效", "继续有效", "征求意见", "公示", "备案登记", "汇编"} {
		if strings.Contains(title, w) {
			return false
		}
	}
	return true
}

func pick(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// name is what a document is called in a subject: by its number when it has one.
func (v *volume) subject() string {
	if v.info.DocNo != "" {
		return "文件:" + v.info.DocNo
	}
	return "文件:" + titled(v.title)
}
