package webpage

import (
	"slices"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// titleOver is the title of an entry where nothing marks it as one: that of its page, or,
// where all pages have the site's name as theirs, the line over day and source.
func (r *reader) titleOver(title string) string {
	if r.hasLine(title) && !siteName(title) {
		return title
	}
	over := r.lineOverDay()
	if over == "" || strings.Contains(zhtext.Key(r.page.Title), zhtext.Key(over)) {
		return title
	}
	return over
}

// siteNameEnds end the names of bodies and their sites.
var siteNameEnds = []string{"局", "厅", "政府", "委员会", "办公室", "中心", "网", "网站", "首页", "院", "处", "站", "平台", "专栏", "公开", "正文", "详情"}

func siteName(title string) bool {
	return slices.ContainsFunc(siteNameEnds, func(w string) bool { return strings.HasSuffix(title, w) })
}

// lineOverDay is the line above the particulars of an entry, where it can be a title.
func (r *reader) lineOverDay() string {
	head := r.headBlocks()
	day := slices.IndexFunc(head, func(b markup.Block) bool {
		return slices.ContainsFunc(r.headDates(), func(d headDate) bool {
			return d.At == b.At && (d.role == zhtext.RolePublished || d.role == zhtext.RoleNone && r.besideDate(b, d.found))
		})
	})
	for i := day - 1; i >= 0; i-- {
		b := &head[i]
		key := zhtext.Key(b.Text)
		value := i > 0 && particularLabel(zhtext.Key(head[i-1].Text))
		switch {
		case value, particularLabel(key), colons.In(b.Text, b.Ink), zhtext.Runes(key) < 2:
			continue // 来源：, 索引号 and what stands behind it
		case zhtext.Runes(key) < 6 || zhtext.Runes(key) > 80 || strings.ContainsAny(b.Text, "。；") || r.areas[b.At] != inMain || bracketed(b.Text):
			return ""
		}
		return strings.TrimSpace(b.Text)
	}
	return ""
}

// bracketed says whether a line stands in brackets: a document's number, when it was passed.
func bracketed(text string) bool {
	return strings.HasPrefix(text, "（") || strings.HasPrefix(text, "(") || strings.HasSuffix(text, "号") && strings.ContainsAny(text, "〔[［")
}
