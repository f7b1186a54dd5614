package checks

import (
	"strings"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// BlankColumn fails a column that opens and holds nothing.
var BlankColumn = check.Define("blank-column", "空白栏目",
	`查看：栏目页及其下级栏目的条目和文字。
不达标：页面完整打开，没有条目、没有下级栏目、也没有成段文字。
疑似：页面只写明“建设中”，或只有图片、音视频。
无法核验：页面未能看全，或内容可能由脚本加载。
页面写明“暂无信息”等字样的，按参数 allow_declared 处理：默认视为已说明，不扣分。`,
	[]string{"column.blank"}, BlankColumnParams{AllowDeclared: true, MinChars: 30},
	func(p *check.Pass, params BlankColumnParams) check.Outcome {
		column, out := seen(p, params.Column)
		if out != nil {
			return *out
		}
		return judgeBlank(p, column, params)
	})

// offers says whether a page leads to contents of its own: files, or pages in its
// own folder.
func offers(p *facts.Page) bool {
	dir, _, _ := strings.Cut(p.URL, "?")
	dir = strings.TrimSuffix(dir, "/")
	if i := strings.LastIndexByte(dir, '/'); strings.HasPrefix(dir[i+1:], "index.") {
		dir = dir[:i]
	} else if strings.Contains(dir[i+1:], ".") {
		dir = ""
	}
	deep := strings.Count(dir, "/") > 2
	for _, l := range p.Links {
		if l.Area != facts.AreaMain || l.Text == "" {
			continue
		}
		if l.Kind == facts.LinkAttachment || deep && l.Kind != facts.LinkPager && strings.HasPrefix(l.URL, dir+"/") && len(l.URL) > len(dir)+1 && !strings.HasPrefix(l.URL, dir+"/index") {
			return true
		}
	}
	return false
}

// underConstruction says whether all a column shows is that it is being built:
// inspections take that for blank, but when it was opened is not to be seen.
func underConstruction(c *facts.Column) bool { return strings.Contains(c.Empty, "建设中") }

// judgeBlank judges one column that could be read.
func judgeBlank(p *check.Pass, column *facts.Column, params BlankColumnParams) check.Outcome {
	if len(column.Entries) > 0 || len(column.Children) > 0 {
		return check.Passed(columnProof(column, ""))
	}
	page, err := p.Site.Page(column.URL)
	switch {
	case err != nil:
		return check.CannotTell(err)
	case offers(page):
		return check.Passed(columnProof(column, ""))
	case page.Media:
		return check.Suspected("栏目没有文字，只有图片或音视频", finding.Finding{
			Defect: "column.blank", Subject: "栏目:" + params.Column, Signal: true,
			Message:  "“" + column.Label + "”栏目没有文字内容，只有图片或音视频，是否空白由人工认定。",
			Evidence: []finding.Evidence{columnProof(column, "")},
		})
	case underConstruction(column):
		return check.Suspected("栏目建设中，没有内容", finding.Finding{
			Defect: "column.blank", Subject: "栏目:" + params.Column, Signal: true,
			Message:  "“" + column.Label + "”栏目没有内容，页面只写明“建设中”。",
			Evidence: []finding.Evidence{columnProof(column, column.Empty)},
		})
	case column.Empty != "" && params.AllowDeclared:
		return check.Passed(columnProof(column, column.Empty))
	case column.Empty == "" && column.Chars-menuChars(page, column.Label) >= params.MinChars:
		return check.Passed(columnProof(column, ""))
	case page.ScriptsIn:
		return check.CannotTellf("“%s”栏目的内容可能由脚本加载，未能看到", column.Label)
	}
	quote := column.Empty
	if quote == "" {
		quote = page.Text
	}
	return check.Failed("栏目没有内容", finding.Finding{
		Defect: "column.blank", Subject: "栏目:" + params.Column,
		Message:  "“" + column.Label + "”栏目可以打开，但没有任何内容。",
		Evidence: []finding.Evidence{columnProof(column, quote)},
	})
}

// menuChars counts the characters of a page's text that only name the column,
// lead elsewhere or speak of cookies: they are no content.
func menuChars(p *facts.Page, label string) int {
	names := map[string]bool{label: true, p.Heading: true}
	for _, l := range p.Links {
		names[l.Text] = true
	}
	n := 0
	for _, line := range strings.Split(p.Text, "\n") {
		if line = strings.TrimSpace(line); names[line] || strings.Contains(strings.ToLower(line), "cookie") {
			n += utf8.RuneCountInString(line)
		}
	}
	return n
}

// BlankColumnParams are the parameters of blank-column.
type BlankColumnParams struct {
	Column        string `toml:"column"`         // vocabulary key
	AllowDeclared bool   `toml:"allow_declared"` // 暂无信息 counts as explained
	MinChars      int    `toml:"min_chars"`      // characters that make a text column
}

// Validate wants a column and a sensible length.
func (p *BlankColumnParams) Validate() error {
	if err := needsName("column", p.Column); err != nil {
		return err
	}
	return inRange("min_chars", p.MinChars, 1, 2000)
}

// Wants names the columns the crawl should see first.
func (p *BlankColumnParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites.
func (p *BlankColumnParams) Example() { p.Column = "政策解读" }
