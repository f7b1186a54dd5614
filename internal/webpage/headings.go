package webpage

import (
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// headList finds the heading in front of a list and its 更多.
func (r *reader) headList(g *foundList) {
	heading, link, more := r.headingBefore(g.first, g.container)
	g.Heading = heading
	if more >= 0 {
		g.More = r.anchors[more].url
		r.columnLink(more, heading)
	}
	if link >= 0 {
		r.columnLink(link, heading)
		if g.More == "" {
			g.More = r.anchors[link].url
		}
	}
	if g.More == "" {
		if k := r.moreAfter(r.t.Nodes[g.last].End); k >= 0 {
			g.More = r.anchors[k].url
			r.columnLink(k, heading)
		}
	}
}

// columnLink marks a link as that of a card.
func (r *reader) columnLink(k int, heading string) {
	if a := &r.anchors[k]; a.link >= 0 {
		if l := &r.page.Links[a.link]; l.Kind == LinkPlain || l.Kind == LinkColumn || l.Kind == LinkEntry {
			l.Kind, l.Card = LinkColumn, heading
		}
	}
}

// anchorAt is the anchor that holds a node, or -1.
func (r *reader) anchorAt(id int32) int {
	for up := 0; id > 0 && up < 6; id, up = r.t.Nodes[id].Parent, up+1 {
		if r.t.Nodes[id].Tag == markup.TagA {
			k := int(r.before[id])
			if k < len(r.anchors) && r.anchors[k].id == id {
				return k
			}
			return -1
		}
	}
	return -1
}

// headingBefore looks back from a list for the short line that titles it. link
// is the heading's own anchor, more the 更多 beside it, -1 when there is none.
func (r *reader) headingBefore(first, container int32) (heading string, link, more int) {
	t := r.t
	link, more = -1, -1
	lines := 0
	for k, steps := first-1, 0; k > 0 && steps < 160; k, steps = k-1, steps+1 {
		n := &t.Nodes[k]
		if n.Tag == markup.TagBody || n.Tag == markup.TagHead {
			break
		}
		if n.Tag == markup.TagA && more < 0 && t.Chars[k] == 0 {
			// A picture of the word is no text.
			if a := r.anchorAt(k); a >= 0 && r.anchors[a].url != "" && (moreKey(r.anchors[a].key) || r.moreClass(k)) {
				more = a
			}
		}
		if n.Tag != markup.TagText || markup.HiddenTag(t.Nodes[n.Parent].Tag) || r.hiddenAt(k) {
			continue
		}
		if r.areas[k] == inCrumb && r.areas[first] != inCrumb {
			break
		}
		text := n.Folded()
		a := r.anchorAt(k)
		if a >= 0 && moreKey(r.anchors[a].key) {
			if more < 0 && r.anchors[a].url != "" {
				more = a
			}
			continue
		}
		key := zhtext.Key(text)
		if key == "" || key == "gt" || key == "more" {
			continue
		}
		if searchWord(text) {
			break // a form over the list
		}
		if tableHead(key) && t.Nodes[n.Parent].Tag != markup.TagH1 {
			continue // 序号 标题 发布时间
		}
		line := r.lineAt(k)
		if more >= 0 {
			line = strings.TrimSpace(strings.TrimSuffix(line, r.anchors[more].text))
		}
		if zhtext.Runes(line) <= 24 {
			text = line
		}
		if lines++; lines > 1 || zhtext.Runes(text) > 24 || zhtext.Runes(key) < 2 {
			break
		}
		if f := zhtext.FindDates(text); len(f) > 0 {
			break
		}
		if a >= 0 {
			// A row of the list before is no heading.
			if l := &r.anchors[a]; l.link >= 0 && r.page.Links[l.link].Kind == LinkEntry {
				break
			}
			link = a
		}
		if r.inStrip(k, first) {
			return "", -1, more
		}
		return strings.Trim(text, " >»:：|"), link, more
	}
	return "", -1, more
}

// inStrip says whether a short line is one of several labels side by side: the
// tabs over some panels, of which it cannot be told which is whose.
func (r *reader) inStrip(k, before int32) bool {
	t := r.t
	p := t.Nodes[k].Parent
	for up := 0; up < 4 && p > 0; p, up = t.Nodes[p].Parent, up+1 {
		if t.Chars[p] > 90 && t.Nodes[p].End <= before {
			return false
		}
		labels := 0
		for i := p; i < min(t.Nodes[p].End, before); i++ {
			if n := &t.Nodes[i]; n.Tag == markup.TagText && !MoreText(n.Folded()) && zhtext.Runes(zhtext.Key(n.Folded())) >= 2 {
				labels++
			}
		}
		if labels >= 2 {
			return t.Nodes[p].End <= before && (labels >= 3 || t.Links[p] >= 2 || t.Nodes[p].Tag == markup.TagUL)
		}
		if t.Nodes[p].End > before {
			return false
		}
	}
	return false
}

// tableHead says whether a word is the heading of a table's column.
func tableHead(key string) bool {
	switch key {
	case "序号", "标题", "名称", "信息名称", "发布时间", "发布日期", "文号", "索引号", "日期", "时间", "发文字号", "成文日期", "生成日期", "文件名称", "信息标题", "发布机构", "操作", "生成时间", "文件编号", "内容概述":
		return true
	}
	return false
}

// hiddenAt says whether a node stands in something not displayed.
func (r *reader) hiddenAt(id int32) bool {
	for ; id > 0; id = r.t.Nodes[id].Parent {
		if r.t.Nodes[id].Flags&markup.FlagHidden != 0 {
			return true
		}
	}
	return false
}

// lineAt is the text of the largest small element around a text.
func (r *reader) lineAt(k int32) string {
	t := r.t
	best := t.Nodes[k].Parent
	if t.Chars[best] > 24 {
		return t.Nodes[k].Folded()
	}
	for p := t.Nodes[best].Parent; p > 0 && t.Chars[p] <= 24 && t.Chars[p] == t.Chars[best]; p = t.Nodes[p].Parent {
		best = p
	}
	return t.Line(best, 120)
}

// moreAfter finds a 更多 right behind a list. Words between them are the next card's.
func (r *reader) moreAfter(end int32) int {
	k := int(r.before[end])
	if k >= len(r.anchors) || r.anchors[k].id >= end+12 || !moreKey(r.anchors[k].key) || r.anchors[k].url == "" {
		return -1
	}
	for i := end; i < r.anchors[k].id; i++ {
		if n := &r.t.Nodes[i]; n.Tag == markup.TagText && zhtext.Runes(zhtext.Key(n.Folded())) >= 2 {
			return -1
		}
	}
	return k
}

// readCards gives every remaining 更多 the heading of its card; a blank card
// has no list to be found by.
func (r *reader) readCards() {
	for k := range r.anchors {
		a := &r.anchors[k]
		if a.link < 0 || r.page.Links[a.link].Card != "" || !moreKey(a.key) && !r.moreClass(a.id) {
			continue
		}
		if heading, link, _ := r.headingBefore(a.id, r.t.Nodes[a.id].Parent); heading != "" {
			r.columnLink(k, heading)
			if link >= 0 {
				r.columnLink(link, heading)
			}
		}
	}
}

// moreClass says whether a picture link is a 更多, by its class or its picture.
func (r *reader) moreClass(id int32) bool {
	t := r.t
	if t.Chars[id] > 0 {
		return false
	}
	if strings.Contains(strings.ToLower(t.Get(id, markup.AttrClass)), "more") || strings.Contains(strings.ToLower(t.Get(t.Nodes[id].Parent, markup.AttrClass)), "more") {
		return true
	}
	for i := id + 1; i < t.Nodes[id].End; i++ {
		if t.Nodes[i].Tag == markup.TagImg {
			name := strings.ToLower(t.Get(i, markup.AttrSrc))
			name = name[strings.LastIndexByte(name, '/')+1:]
			return strings.Contains(name, "more") || strings.Contains(name, "gengduo") || strings.Contains(t.Get(i, markup.AttrAlt), "更多")
		}
	}
	return false
}

// readTabs gives lists that stand in tab panels the label of their tab.
func (r *reader) readTabs() {
	t := r.t
	for i := 0; i < len(r.lists); {
		j := i + 1
		for j < len(r.lists) && t.Nodes[r.lists[j].container].Parent == t.Nodes[r.lists[i].container].Parent && r.lists[j].Heading == "" {
			j++
		}
		if n := j - i; n >= 2 {
			if labels := r.labelsBefore(t.Nodes[r.lists[i].container].Parent, n); labels != nil {
				for k := range labels {
					l := &r.lists[i+k]
					l.Heading = r.lineAt(labels[k])
					if a := r.anchorAt(labels[k]); a >= 0 {
						r.columnLink(a, l.Heading)
						if l.More == "" {
							l.More = r.anchors[a].url
						}
					}
				}
			}
		}
		i = j
	}
}

// labelsBefore finds the strip of n short labels in front of a node, in order.
func (r *reader) labelsBefore(id int32, n int) []int32 {
	t := r.t
	last := int32(-1)
	for k, steps := id-1, 0; k > 0 && steps < 60 && last < 0; k, steps = k-1, steps+1 {
		nd := &t.Nodes[k]
		if nd.Tag != markup.TagText || markup.HiddenTag(t.Nodes[nd.Parent].Tag) {
			continue
		}
		if text := nd.Folded(); !MoreText(text) && zhtext.Key(text) != "" {
			last = k
		}
	}
	if last < 0 {
		return nil
	}
	for p, up := t.Nodes[last].Parent, 0; up < 4 && p > 0 && t.Nodes[p].End <= id && t.Chars[p] <= 120; p, up = t.Nodes[p].Parent, up+1 {
		labels := r.labels(p)
		if len(labels) < 2 {
			continue
		}
		if len(labels) == n {
			return labels
		}
		return nil // more labels than panels, or fewer: which is whose cannot be told
	}
	return nil
}

// labels gives the short texts below a node; none when there are longer ones.
func (r *reader) labels(id int32) (found []int32) {
	for i := id; i < r.t.Nodes[id].End; i++ {
		n := &r.t.Nodes[i]
		if n.Tag != markup.TagText || zhtext.Key(n.Folded()) == "" {
			continue
		}
		text := n.Folded()
		if MoreText(text) {
			continue
		}
		if searchWord(text) {
			return nil // the buttons of a form
		}
		if runes := zhtext.Runes(text); runes < 2 || runes > 12 {
			return nil
		}
		found = append(found, i)
	}
	return found
}

// SideHeading says whether a list's heading is that of a side bar.
func SideHeading(key string) bool {
	for _, lead := range []string{"热点", "热门", "推荐", "排行", "猜你"} {
		if strings.HasPrefix(key, lead) && key != "热点回应" {
			return true
		}
	}
	switch key {
	case "热点", "热点推荐", "热门", "热点新闻", "推荐阅读", "相关链接", "友情链接", "常用链接", "专题专栏", "最新更新", "最新信息", "点击排行", "热门信息", "图片新闻", "相关阅读", "热点信息", "随机推荐", "推荐":
		return true
	}
	return false
}

// searchWord says whether a word is that of a search form's button.
func searchWord(text string) bool {
	switch text {
	case "搜索", "查询", "检索", "取消搜索", "高级搜索", "重置", "清空":
		return true
	}
	return false
}
