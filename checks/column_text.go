package checks

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ducha/internal/facts"
	"ducha/internal/webpage"
)

// nowhere is for those who do not ask whether a line stands on other pages too.
func nowhere(string) bool { return false }

// speaks says whether a column's page has words of its own: so many characters, or
// some lines. Lines that stand elsewhere do not count.
func speaks(p *webpage.Page, c *facts.Column, chars int, elsewhere func(string) bool) bool {
	return contentChars(p, c, elsewhere) >= chars || spoken(p, c.Label, elsewhere) >= minLines
}

// contentChars counts the characters of a column's page and frames that are no
// menu's. The page of a column that leads on is not the one that was read.
func contentChars(p *webpage.Page, c *facts.Column, elsewhere func(string) bool) int {
	text := utf8.RuneCountInString(p.Text)
	read := text
	if p.Article != nil {
		read = p.Article.Length
	}
	return text - menuChars(p, c.Label, elsewhere) + max(c.Chars-read, 0)
}

// minLines is how many lines of its own make even a short page one with content:
// a table of name, duties, address and telephone.
const minLines = 4

// spoken counts the lines of words that are no menu's.
func spoken(p *webpage.Page, label string, elsewhere func(string) bool) (n int) {
	eachLine(p, label, elsewhere, func(line string, menu bool) {
		if !menu && utf8.RuneCountInString(line) >= 4 && strings.ContainsFunc(line, unicode.IsLetter) {
			n++
		}
	})
	return n
}

// fewWords is the first line of a column's page that says something of its own; empty
// when there is none.
func fewWords(p *webpage.Page, label string, elsewhere func(string) bool) (words string) {
	eachLine(p, label, elsewhere, func(line string, menu bool) {
		if !menu && words == "" && utf8.RuneCountInString(line) >= 8 && strings.ContainsFunc(line, unicode.IsLetter) {
			words = line
		}
	})
	return words
}

// menuChars counts the characters of a page's text, ends of lines included, that
// only name the column, lead elsewhere, with or without a date, or speak of
// cookies: they are no content.
func menuChars(p *webpage.Page, label string, elsewhere func(string) bool) (n int) {
	eachLine(p, label, elsewhere, func(line string, menu bool) {
		if menu {
			n += utf8.RuneCountInString(line) + 1
		}
	})
	return n
}

// tableHeads are the words over the columns of a catalogue: without rows they are no content.
var tableHeads = []string{
	"序号", "索引号", "标题", "名称", "信息名称", "文件名称", "文号", "发文字号", "日期", "时间", "发布日期", "发布时间", "成文日期", "生成日期", "公开日期", "发布机构", "发文机关", "内容概述", "有效性", "操作",
}

// headOnly says whether a line is nothing but such words: 标题发布日期.
func headOnly(line string) bool {
	for line != "" {
		i := slices.IndexFunc(tableHeads, func(head string) bool { return strings.HasPrefix(line, head) })
		if i < 0 {
			return false
		}
		line = strings.TrimLeft(line[len(tableHeads[i]):], " 　|")
	}
	return true
}

// opensColumns says whether an entry of a menu in the content opens columns, as those of
// a catalogue do: it names a group of them.
func opensColumns(p *webpage.Page, m *webpage.Menu) bool {
	return len(m.Links) > 0 && !slices.ContainsFunc(m.Links, func(under webpage.Link) bool {
		return !slices.ContainsFunc(p.Links, func(l webpage.Link) bool { return l.Kind == webpage.LinkColumn && l.URL == under.URL })
	})
}

// eachLine goes through the lines of a page's text.
func eachLine(p *webpage.Page, label string, elsewhere func(string) bool, look func(line string, menu bool)) {
	names := map[string]bool{label: true, p.Heading: true}
	for _, l := range p.Links {
		names[l.Text] = true
	}
	for _, m := range p.Menus {
		if m.Area == webpage.AreaNav || opensColumns(p, &m) {
			names[m.Label] = true
		}
	}
	own := webpage.LabelKey(label) // in two tongues as well
	for line := range strings.Lines(p.Text) {
		line = strings.TrimSpace(line)
		look(line, names[line] || webpage.LabelKey(line) == own || headOnly(line) || strings.Contains(strings.ToLower(line), "cookie") || linkAndDate(p, line) || neighbours(p, line) || elsewhere(line))
	}
}

// neighbours says whether a line is a menu of columns drawn without a break: links one
// behind the other, among them one to the page itself. What a page has to show beneath
// it does not lead back to it.
func neighbours(p *webpage.Page, line string) bool {
	for i := range p.Links {
		rest, itself := line, false
		for _, l := range p.Links[i:] {
			if l.Text == "" || !strings.HasPrefix(rest, l.Text) {
				break
			}
			rest = strings.TrimLeft(rest[len(l.Text):], " |·/")
			itself = itself || l.URL == p.URL
		}
		if rest == "" && itself {
			return true
		}
	}
	return false
}

// linkAndDate says whether a line is a link's words with nothing but numbers.
func linkAndDate(p *webpage.Page, line string) bool {
	if !strings.ContainsAny(line, "0123456789") {
		return false
	}
	return slices.ContainsFunc(p.Links, func(l webpage.Link) bool {
		before, after, ok := strings.Cut(line, l.Text)
		return ok && l.Text != "" && !strings.ContainsFunc(before+after, unicode.IsLetter)
	})
}
