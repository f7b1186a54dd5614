package webpage

import (
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// linkText is the visible text of a link; its title attribute when the text is
// cut short, and the picture's words when there is none.
func (r *reader) linkText(id int32) (text string, fromTitle bool) {
	t := r.t
	text = chinesePart(t.Line(id, 600))
	title := tipTitle(markup.Fold(t.Get(id, markup.AttrTitle)))
	if title != "" && longerTitle(text, title) {
		return title, true
	}
	if len(text) > 30 && t.Nodes[id].End-id > 4 {
		if head := r.cardTitle(id); head != "" {
			return head, true
		}
	}
	if text != "" {
		return text, false
	}
	for i := id + 1; i < t.Nodes[id].End; i++ {
		if t.Nodes[i].Tag == markup.TagImg {
			if alt := markup.Fold(t.Get(i, markup.AttrAlt)); alt != "" {
				return alt, false
			}
			if alt := markup.Fold(t.Get(i, markup.AttrTitle)); alt != "" {
				return alt, false
			}
		}
	}
	if t.Nodes[id].Tag == markup.TagArea {
		return markup.Fold(t.Get(id, markup.AttrAlt)), false
	}
	return text, false
}

// cardTitle is the only heading within a link that is a whole card, with a summary
// and a date beside it.
func (r *reader) cardTitle(id int32) (title string) {
	t := r.t
	for i := id + 1; i < t.Nodes[id].End; i++ {
		if n := &t.Nodes[i]; n.Tag.Heading() && t.Chars[i] > 0 {
			if title != "" {
				return ""
			}
			if title = t.Line(i, 600); zhtext.Runes(title) < 4 {
				return ""
			}
		}
	}
	if title == "" {
		title = r.overSummary(id)
	}
	return title
}

// overSummary is the first of two blocks within a link where the other tells something
// in whole sentences; days are none.
func (r *reader) overSummary(id int32) (title string) {
	t := r.t
	blocks := 0
	for i := id + 1; i < t.Nodes[id].End; i++ {
		n := &t.Nodes[i]
		if n.Tag != markup.TagP && n.Tag != markup.TagDiv || t.Chars[i] < 4 || r.holdsBlock(i) {
			continue
		}
		text := t.Line(i, 600)
		switch blocks++; {
		case dayIn(text) && zhtext.Runes(text) < 24 || monthAlone(text):
			blocks--
		case blocks == 1:
			title = text
		case blocks > 2 || !strings.Contains(text, "。") && !strings.HasSuffix(text, "...") && !strings.HasSuffix(text, "…"):
			return ""
		}
		i = n.End - 1
	}
	if blocks != 2 || zhtext.Runes(title) > 60 || strings.Contains(title, "。") {
		return ""
	}
	return title
}

// holdsBlock says whether a further paragraph or block stands in one.
func (r *reader) holdsBlock(id int32) bool {
	return r.t.Holds(id, markup.TagP) || r.t.Holds(id, markup.TagDiv)
}

// particulars are the labels of what is told beside a title.
var particulars = []string{"发布时间", "发布日期", "发表时间", "发表日期", "更新时间", "更新日期", "日期", "时间", "作者", "来源", "点击数", "点击次数"}

// tipTitle takes the title out of a tip that tells the day and the author too.
func tipTitle(tip string) string {
	if strings.IndexByte(tip, ':') < 0 && !strings.Contains(tip, "：") {
		return tip
	}
	before := " " // what stands before a further label; nothing need, where the first is one too
	for _, lead := range []string{"标题", "文章标题", "信息标题", "信息名称"} {
		if rest, ok := strings.CutPrefix(tip, lead); ok && (strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":")) {
			tip, before = strings.TrimLeft(rest, "：: "), ""
			break
		}
	}
	end := len(tip)
	for _, label := range particulars {
		for _, colon := range []string{"：", ":"} {
			if i := strings.Index(tip, before+label+colon); i > 0 {
				end = min(end, i)
			}
		}
	}
	return strings.TrimSpace(tip[:end])
}

// longerTitle says whether title is the full form of a shortened text.
func longerTitle(text, title string) bool {
	if text == "" {
		return true
	}
	if len(title) <= len(text) && !strings.HasSuffix(text, "...") && !strings.HasSuffix(text, "…") {
		return false
	}
	head := text
	cut := false
	for _, mark := range []string{"...", "…", ".."} {
		if i := strings.Index(head, mark); i > 0 && len(head)-i <= 24 {
			head, cut = head[:i], true
			break
		}
	}
	k, full := zhtext.Key(head), zhtext.Key(title)
	if k == "" {
		return false
	}
	if strings.Contains(full, k) {
		// A tooltip like 第2页 is no full form of 2.
		return cut || len(full) > len(k) && zhtext.Runes(k) >= 4
	}
	return false
}
