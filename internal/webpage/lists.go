package webpage

import (
	"slices"
	"sort"
	"strings"
	"time"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// Limits of the lists kept of one page.
const (
	maxLists   = 200
	maxEntries = 3000
)

// foundList is a list with the place it stands at.
type foundList struct {
	List
	container   int32
	first, last int32 // nodes of its rows
	dated       int
	chars       int // of all titles
	area        uint8
	menu        bool // short links without dates: no entries but a menu
	rows        []row
}

// readLists finds the blocks of entries and tells menus from lists.
func (r *reader) readLists() {
	rows := r.findRows()
	var groups []foundList
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && rows[j].container == rows[i].container && r.areas[rows[j].node] == r.areas[rows[i].node] {
			j++
		}
		groups = append(groups, r.group(rows[i:j:j]))
		i = j
	}
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].first < groups[j].first })
	groups = r.join(groups)
	for _, g := range groups {
		r.settleGroup(g)
	}
	r.readCards()
	r.readTabs()
	r.headTabs()
}

// group reads the rows of one container.
func (r *reader) group(rows []row) foundList {
	rows = r.withoutHeads(rows)
	g := foundList{container: rows[0].container, first: rows[0].node, last: rows[len(rows)-1].node, area: r.areas[rows[0].node], rows: rows}
	bare := g.area == inNav && !r.dateHint(g.container)
	leads := !bare && r.datesLead(&g)
	for i := range g.rows {
		row := &g.rows[i]
		if bare {
			a := &r.anchors[row.anchor]
			row.entry.Title, row.entry.URL = a.text, a.url
			g.chars += a.size
			continue
		}
		next := int32(-1)
		if k := r.t.Nodes[row.node].End; i+1 < len(g.rows) && k < g.rows[i+1].node || i+1 == len(g.rows) && k < r.t.Nodes[g.container].End {
			next = k // what stands between this row and the next
		}
		if leads {
			next = r.siblingBefore(row)
		}
		r.readRow(row, next)
		g.chars += zhtext.Runes(row.entry.Title)
	}
	r.settleRows(g.rows)
	for i := range g.rows {
		if g.rows[i].dated {
			g.dated++
		}
	}
	return g
}

// datesLead says whether the days of a group stand in elements of their own before its
// rows (<dt>2022-12-16</dt><dd>…</dd>) and not behind them.
func (r *reader) datesLead(g *foundList) bool {
	last := r.t.Nodes[g.rows[len(g.rows)-1].node].End
	for i := range g.rows {
		at := r.siblingBefore(&g.rows[i])
		if at < 0 {
			return false
		}
		if _, ok := r.dateBetween(at); !ok {
			return false
		}
	}
	if last < r.t.Nodes[g.container].End {
		if _, ok := r.dateBetween(last); ok {
			return false
		}
	}
	return len(g.rows) > 1 || r.t.Nodes[g.container].Tag == markup.TagDL
}

// siblingBefore is the element or text right before a row in its container, or -1.
func (r *reader) siblingBefore(row *row) int32 {
	at := int32(-1)
	for k := row.container + 1; k < row.node; k = r.t.Nodes[k].End {
		at = k
	}
	return at
}

// maxHeadRunes is how long the name of a column is that heads a card.
const maxHeadRunes = 12

// withoutHeads leaves out the headings of cards that lead where a 更多 beside them leads,
// for they are no rows of the list below them.
func (r *reader) withoutHeads(rows []row) []row {
	head := func(row row) bool {
		tag, a := r.t.Nodes[row.node].Tag, &r.anchors[row.anchor]
		if tag < markup.TagH1 || tag > markup.TagH6 || a.size > maxHeadRunes || a.to.file || a.to.is(askArticle) {
			return false // a headline with its text and 查看更多 is a row
		}
		from, to := r.anchorsIn(row.container)
		return slices.ContainsFunc(r.anchors[from:to], func(b anchor) bool { return b.url == a.url && moreKey(b.key) })
	}
	if len(rows) < 2 || !slices.ContainsFunc(rows, head) {
		return rows
	}
	if kept := slices.DeleteFunc(slices.Clone(rows), head); len(kept) > 0 {
		return kept
	}
	return rows
}

// dateWords stand in dates.
var dateWords = markup.WordsOf("年", "月")

// dateHint says whether anything below a node can be a date: what has none of
// these marks is a menu when it stands where menus do.
func (r *reader) dateHint(id int32) bool {
	t := r.t
	for i := id; i < t.Nodes[id].End; i++ {
		n := &t.Nodes[i]
		if n.Tag == markup.TagText {
			if n.Flags&(markup.FlagDigit|markup.FlagWide) != 0 || dateWords.In(n.Text, n.Ink) {
				return true
			}
			continue
		}
		if n.Names&markup.NameDated != 0 {
			return true
		}
		for _, a := range t.Attrs(i) {
			if a.Key == markup.AttrTitle && (markup.DigitIn(a.Value) || strings.Contains(a.Value, "年") || strings.Contains(a.Value, "月")) {
				return true
			}
		}
	}
	return false
}

// settleRows works out the years of one group of rows by itself.
func (r *reader) settleRows(rows []row) {
	if !slices.ContainsFunc(rows, func(row row) bool {
		return row.day > 0 && !row.dated || slices.ContainsFunc(row.entry.Dates, func(w Witness) bool { return w.NoYear })
	}) {
		return
	}
	r.headedYears(rows)
	entries := make([]Entry, len(rows))
	for i := range rows {
		entries[i] = rows[i].entry
	}
	SettleYears(entries, r.page.At, noDay)
}

// ShownDate is a row's own date, zero when it shows none.
func (e *Entry) ShownDate() time.Time {
	for _, w := range e.Dates {
		if w.Source == DateList {
			return w.Date
		}
	}
	return noDay
}

// join puts together lists that a template splits into several blocks: five
// rows each, or one table per row.
func (r *reader) join(groups []foundList) []foundList {
	var out []foundList
	for _, g := range groups {
		if n := len(out); n > 0 && r.sameList(&out[n-1], &g) {
			o := &out[n-1]
			o.rows = append(o.rows, g.rows...)
			o.last, o.dated, o.chars = g.last, o.dated+g.dated, o.chars+g.chars
			continue
		}
		out = append(out, g)
	}
	return out
}

func (r *reader) sameList(a, b *foundList) bool {
	t := r.t
	ca, cb := a.container, b.container
	if t.Nodes[ca].Tag != t.Nodes[cb].Tag || a.dated == 0 || b.dated == 0 {
		return false
	}
	// Both are siblings, or their parents are.
	if t.Nodes[ca].Parent != t.Nodes[cb].Parent && t.Nodes[t.Nodes[ca].Parent].Parent != t.Nodes[t.Nodes[cb].Parent].Parent {
		return false
	}
	if t.Get(ca, markup.AttrClass) != t.Get(cb, markup.AttrClass) {
		return false
	}
	// Panels of tabs are siblings too, but each begins anew.
	if x, y := a.rows[len(a.rows)-1].entry.ShownDate(), b.rows[0].entry.ShownDate(); !x.IsZero() && !y.IsZero() && y.After(x) {
		return false
	}
	if t.Nodes[ca].Parent == t.Nodes[cb].Parent {
		if labels, _ := r.tabStrip(cb); labels != nil {
			return false
		}
	}
	for k := t.Nodes[ca].End; k < cb; k++ {
		if n := &t.Nodes[k]; n.Tag == markup.TagText && n.Flags&markup.FlagHidden == 0 && zhtext.Key(n.Folded()) != "" {
			return false
		}
	}
	// A card may hold its own heading: 通知公告, but not 2021年 or 序号 标题 日期.
	for k := cb; k < b.first; k++ {
		n := &t.Nodes[k]
		if n.Tag != markup.TagText || n.Flags&markup.FlagHidden != 0 {
			continue
		}
		if key := zhtext.Key(n.Folded()); zhtext.Runes(key) >= 2 && strings.Trim(key, "0123456789年度") != "" && !tableHead(key) {
			return false
		}
	}
	return true
}

// settleGroup decides whether a group is a list, a menu or nothing.
func (r *reader) settleGroup(g foundList) {
	n := len(g.rows)
	average := g.chars / n
	long, leaves := 0, 0
	for i := range g.rows {
		if to := r.anchors[g.rows[i].anchor].to; to.file || to.is(askArticle) {
			leaves++
		}
		if zhtext.Runes(g.rows[i].entry.Title) >= 9 {
			long++
		}
	}
	switch {
	case g.dated*2 >= n && g.dated > 0:
	case g.dated > 0 && n >= 3 && long*2 >= n:
	case long*10 >= n*6 && n >= 2 && average >= 9 && g.area != inNav:
	case leaves*10 >= n*7 && average >= 3 && g.area == inMain:
		// 2021年年报, 保密制度: short titles that lead to texts are entries.
	default:
		g.menu = true
	}
	r.markLinks(&g)
	if g.menu || len(r.lists) >= maxLists {
		return
	}
	r.headList(&g)
	r.lists = append(r.lists, g)
}

// markLinks sets the kind of the group's links.
func (r *reader) markLinks(g *foundList) {
	for i := range g.rows {
		a := &r.anchors[g.rows[i].anchor]
		if a.link < 0 {
			continue
		}
		l := &r.page.Links[a.link]
		if l.Kind != LinkPlain {
			continue
		}
		runes := a.size
		switch {
		case !g.menu:
			l.Kind = LinkEntry
		case runes >= 2 && runes <= 16 && (g.area == inNav || len(g.rows) >= 2 || runes <= 8) && !serviceKey(a.key):
			l.Kind = LinkColumn
		}
	}
}

// ServiceText says whether a short link is no column but a service of the page.
func ServiceText(s string) bool { return serviceKey(zhtext.Key(s)) }

func serviceKey(key string) bool {
	switch key {
	case "首页", "网站首页", "返回首页", "登录", "注册", "设为首页", "加入收藏", "收藏本站", "打印", "关闭", "关闭窗口", "打印本页", "返回", "返回顶部", "上一篇", "下一篇", "上一页", "下一页", "尾页", "末页", "大", "中", "小", "繁体", "简体", "english", "无障碍浏览", "无障碍", "长者模式", "rss", "搜索", "退出":
		return true
	}
	return false
}
