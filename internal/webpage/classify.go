package webpage

import (
	"regexp"
	"strings"
	"time"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// classify decides what kind of page this is and reads the article if it is one.
func (r *reader) classify() {
	p := r.page
	if r.frameset() {
		p.Class = ClassColumn
		return
	}
	article, list, cards := r.articleScore(), r.listScore(), r.cardCount()
	switch {
	case RootPath(p.URL) && p.Meta["articletitle"] == "":
		p.Class = ClassHome
	case article >= 4 && article > list:
		p.Class = ClassArticle
	case list >= 3 && (list >= cards*2 || cards < 3):
		p.Class = ClassList
	case cards >= 2:
		p.Class = ClassColumn
	case list >= 2 && list >= article:
		p.Class = ClassList
	case article >= 3:
		p.Class = ClassArticle
	case p.Meta["columnname"] != "" || strings.HasSuffix(p.URL, "/"):
		p.Class = ClassColumn
	case list > 0 && article == 2 && ArticleURL(p.URL) && !SurelyArticle(p.URL):
		p.Class = ClassList // a short list whose address is a bare number
	case article >= 2:
		p.Class = ClassArticle
	}
	if p.Class == ClassArticle {
		r.readArticle()
		// Short links of a text are no columns.
		for i := range p.Links {
			if l := &p.Links[i]; l.Kind == LinkColumn && l.Area == AreaMain && l.Card == "" {
				l.Kind = LinkPlain
			}
		}
	}
}

func RootPath(address string) bool {
	path := Path(address)
	if strings.Contains(address, "?") {
		return false
	}
	return path == "/" || strings.Count(path, "/") == 1 && (strings.HasPrefix(path, "/index.") || strings.HasPrefix(path, "/default."))
}

func (r *reader) frameset() bool {
	frames := 0
	for i := range r.page.Links {
		if r.page.Links[i].Kind == LinkFrame {
			frames++
		}
	}
	return frames > 0 && r.t.Chars[0] < 40
}

// articleScore adds what speaks for an entry's own page.
func (r *reader) articleScore() (score int) {
	p := r.page
	if p.Meta["articletitle"] != "" {
		score += 3
	}
	if p.Meta["pubdate"] != "" {
		score += 2
	}
	if ArticleURL(p.URL) {
		score += 2
	}
	if c, named := r.content, false; c >= 0 {
		named = markup.ContentName(r.t.Get(c, markup.AttrID)) || markup.ContentName(r.t.Get(c, markup.AttrClass))
		if named {
			score++
		}
		plain := r.t.Chars[c] - r.t.Linked[c]
		if plain > 150 {
			score++
		}
		if plain > 600 {
			score++
		}
	}
	if r.dateLine() {
		score += 2
	}
	if n := len(p.Crumbs); n > 0 && (p.Crumbs[n-1].Text == "正文" || zhtext.Key(p.Crumbs[n-1].Text) == zhtext.Key(p.Heading) && zhtext.Runes(p.Heading) > 8) {
		score++
	}
	if key := zhtext.Key(p.Heading); zhtext.Runes(key) >= 8 && strings.HasPrefix(zhtext.Key(p.Title), key) {
		score++
	}
	return score
}

// dateLine says whether a line outside lists shows a labelled date.
func (r *reader) dateLine() bool {
	for _, d := range r.headDates() {
		if len(d.Text) > 400 || r.areas[d.At] != inMain {
			continue
		}
		switch d.role {
		case zhtext.RolePublished, zhtext.RoleWritten, zhtext.RoleUpdated:
			return true
		case zhtext.RoleNone:
			if r.besideDate(d.Block, d.found) {
				return true
			}
		}
	}
	return false
}

// ArticleURL says whether an address has the form of an entry's own page.
func ArticleURL(address string) bool {
	sure, likely := articleForm(address)
	return sure || likely
}

// SurelyArticle says whether an address has a form that only entries' pages have.
func SurelyArticle(address string) bool {
	sure, _ := articleForm(address)
	return sure
}

// articleForm tells the addresses that only entries have from those, bare numbers
// above all, by which some systems name columns too.
func articleForm(address string) (sure, likely bool) {
	path := strings.ToLower(Path(address))
	base := path[strings.LastIndexByte(path, '/')+1:]
	name, _, _ := strings.Cut(base, ".")
	switch {
	case name == "" || strings.HasPrefix(name, "index") || strings.HasPrefix(name, "list") || strings.HasPrefix(name, "moreinfo"):
		return false, false
	case strings.HasPrefix(name, "t2") && strings.Contains(name, "_"), strings.Contains(path, "/art/"), strings.HasPrefix(base, "post_"),
		strings.HasPrefix(name, "art_"), strings.HasPrefix(name, "content_"), strings.Contains(path, "articleinfo"):
		return true, true
	}
	if d, ok := PathDate(address); ok && d.Month != 0 {
		return true, true
	}
	if len(name) >= 32 && strings.Trim(name, "0123456789abcdef-") == "" {
		return false, true
	}
	return false, len(name) >= 3 && strings.Trim(name, "0123456789") == "" && strings.Contains(base, ".")
}

// listScore adds what speaks for a list of entries.
func (r *reader) listScore() (score int) {
	p := r.page
	if r.hasPagerLinks() || p.Pager.Pages > 0 {
		score += 2
	}
	best := 0
	for i := range r.lists {
		l := &r.lists[i]
		if l.area == inMain && len(l.rows) > best {
			best = len(l.rows)
			if l.dated*2 < len(l.rows) {
				best = len(l.rows) / 2
			}
		}
	}
	switch {
	case best >= 8:
		score += 3
	case best >= 3:
		score += 2
	case best >= 1:
		score++
	}
	if p.Meta["columnname"] != "" && p.Meta["articletitle"] == "" {
		score++
	}
	name := strings.ToLower(Path(p.URL))
	name = name[strings.LastIndexByte(name, '/')+1:]
	if name == "" || strings.HasPrefix(name, "index") || strings.HasPrefix(name, "list") || strings.Contains(name, "column") {
		score++
	}
	return score
}

// cardCount is how many lists with a heading and a 更多 stand on the page.
func (r *reader) cardCount() (n int) {
	for i := range r.lists {
		if r.lists[i].area == inMain && r.lists[i].More != "" {
			n++
		}
	}
	return n
}

// emptyWords declare that a list has nothing.
var emptyWords = []string{"暂无信息", "暂无内容", "暂无数据", "暂无相关", "暂无记录", "没有信息", "没有相关", "无相关信息", "暂无文章", "暂时没有", "本栏目暂无", "没有找到", "内容建设中", "栏目建设中", "正在建设中", "建设中", "暂无", "无数据", "本年度无", "无此类", "未发生"}

// settleLists works out years, pinned rows and headings, and hands the lists out.
func (r *reader) settleLists() {
	p := r.page
	main := r.mainList()
	for i := range r.lists {
		l := &r.lists[i]
		l.Entries = make([]Entry, 0, len(l.rows))
		for k := range l.rows {
			e := l.rows[k].entry
			if node := l.rows[k].node; p.Class == ClassArticle && node < r.content && r.content < r.t.Nodes[node].End {
				e.Dates = nil // the article itself stands in this row: the date is its own
			}
			l.Entries = append(l.Entries, e)
		}
		markPinned(l.Entries)
		SettleYears(l.Entries, p.At, time.Time{})
		l.Said = l.Heading
		if i == main && p.Class != ClassHome {
			if name := r.columnName(); name != "" && (l.Heading == "" || p.Class == ClassList) {
				l.Heading = name
			}
		}
		p.Lists = append(p.Lists, l.List)
	}
	if main >= 0 && len(r.lists[main].rows) >= 2 || p.Class == ClassArticle {
		return
	}
	if main < 0 && p.Class != ClassHome && p.Class != ClassAttachment {
		if entries := r.plainRows(); len(entries) > 0 {
			p.Lists = append(p.Lists, List{Heading: r.columnName(), Entries: entries})
			return
		}
	}
	if words := r.emptyNotice(); words != "" {
		p.Lists = append(p.Lists, List{Heading: r.columnName(), Empty: words})
	}
}

// columnName is what a list page says it lists.
func (r *reader) columnName() string {
	p := r.page
	if n := len(p.Crumbs); n > 0 && zhtext.Runes(p.Crumbs[n-1].Text) <= 24 {
		return p.Crumbs[n-1].Text
	}
	if s := p.Meta["columnname"]; s != "" {
		return s
	}
	return p.Heading
}

// mainList is the longest list in the content, -1 when there is none.
func (r *reader) mainList() int {
	best, weight := -1, 0
	for i := range r.lists {
		l := &r.lists[i]
		if l.area != inMain || SideHeading(LabelKey(l.Heading)) {
			continue
		}
		w := len(l.rows)*2 + l.dated*3
		if w > weight {
			best, weight = i, w
		}
	}
	return best
}

// noneHere is how a body says that it has nothing of a kind to publish: 本院不涉及行政许可事项.
var noneHere = regexp.MustCompile(`(不涉及|不承担|不具有|不具备|不享有|不存在|尚无|并无|没有|无)[\p{Han}、“”《》（）]{0,24}(事项|职能|职权|职责|权限|业务|项目|情况|权力|收费|活动)|不涉及[\p{Han}、“”]{2,16}[。；]`)

// longestNone is how many bytes the text of a page has at most that says no more than that.
const longestNone = 600

// emptyNotice finds words that declare the list empty, in a short line.
func (r *reader) emptyNotice() string {
	said, size := "", 0
	for _, b := range r.lines {
		if r.areas[b.At] != inMain {
			continue
		}
		if size += len(b.Text); said == "" && noneHere.MatchString(b.Text) {
			said = b.Text
		}
	}
	if said != "" && size <= longestNone {
		return said
	}
	for _, b := range r.lines {
		if r.areas[b.At] != inMain && r.areas[b.At] != inPager || len(b.Text) > 120 || len(b.Text) < 6 {
			continue
		}
		if !strings.Contains(b.Text, "无") && !strings.Contains(b.Text, "未") && !strings.Contains(b.Text, "没有") && !strings.Contains(b.Text, "建设中") {
			continue
		}
		for _, w := range emptyWords {
			if strings.Contains(b.Text, w) {
				return b.Text
			}
		}
	}
	return ""
}

// markPinned marks rows at the top that are out of the descending order.
func markPinned(entries []Entry) {
	dates := make([]int64, 0, len(entries))
	at := make([]int, 0, len(entries))
	for i := range entries {
		for _, w := range entries[i].Dates {
			if w.Source == DateList && !w.NoYear {
				dates, at = append(dates, w.Date.Unix()), append(at, i)
				break
			}
		}
	}
	// The rest must descend for the head to be called pinned; a list in no order has none.
	for head := 1; head <= 5 && head+2 < len(dates); head++ {
		if dates[head] <= dates[head-1] {
			continue
		}
		if !descends(dates[head:]) {
			continue
		}
		for k := 0; k < head; k++ {
			if dates[k] < dates[head] {
				entries[at[k]].Pinned = true
			}
		}
		return
	}
}

func descends(dates []int64) bool {
	for k := 1; k < len(dates); k++ {
		if dates[k] > dates[k-1] {
			return false
		}
	}
	return true
}
