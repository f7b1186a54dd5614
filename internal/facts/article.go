package facts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"ducha/internal/zhtext"
)

// contentNames are ids and classes by which content systems mark the text of an
// article: TRS, 大汉, UCAP, epoint, webber and others.
var contentNames = []string{"trs_editor", "trs_ueditor", "ucap-content", "ucapcontent", "zoom", "vsb_content", "view trs", "articlecontent", "article-content", "article_content", "newscontent", "news_content", "news-content", "content_text",
	"pages_content", "wp_articlecontent", "ewb-article", "infodetail", "bt-article", "artcontent", "con_text", "contenttext", "detail-content", "detail_content", "xl_content", "zwcontent", "fontzoom", "custom_unionstyle", "cont_text", "xlcontent", "mainText", "text-content", "arti_content", "entry-content"}

// readContent finds the body text and reads the article's own facts.
func (r *reader) readContent() {
	t, p := r.t, r.page
	p.Chars = int(t.chars[0])
	r.lines = t.blocks(0, -1, maxLines)
	r.content, _ = r.findContent()
	p.Heading = r.heading()
	p.Text = clip(r.mainText(), MaxText)
}

// mainText is the visible text outside menus and bottom.
func (r *reader) mainText() string {
	buf := make([]byte, 0, min(int(r.t.chars[0])*3, MaxText)+64)
	for _, b := range r.lines {
		if a := r.areas[b.at]; a != inMain && a != inPager || len(buf) > MaxText {
			continue
		}
		if len(buf) > 0 {
			buf = append(buf, '\n')
		}
		buf = append(buf, b.text...)
	}
	return string(buf)
}

// findContent picks the element that holds the body: a named one, else the
// smallest that holds most of the text outside links.
func (r *reader) findContent() (best int32, named bool) {
	t := r.t
	best = -1
	for i := int32(1); int(i) < len(t.nodes); i++ {
		n := &t.nodes[i]
		if n.tag == tagText || n.attrs == 0 || r.areas[i] != inMain {
			continue
		}
		switch n.tag {
		case tagDiv, tagTD, tagArticle, tagSection, tagP, tagSpan, tagTable, tagOther:
		default:
			continue
		}
		if r.contentNamed(i) {
			// The innermost named element may be one paragraph; keep the largest.
			if best < 0 || t.chars[i] > t.chars[best] && (t.nodes[best].end <= i || t.nodes[i].end >= t.nodes[best].end) {
				best = i
			}
		}
	}
	if best >= 0 && (t.chars[best] > 0 || r.hasMedia(best)) {
		return best, true
	}
	return r.densest(), false
}

// contentNamed says whether an element is named as a body; names repeat, so the
// answers are kept.
func (r *reader) contentNamed(id int32) bool {
	n := &r.t.nodes[id]
	for _, a := range r.t.attrs[n.attr : n.attr+int32(n.attrs)] {
		if a.name != "id" && a.name != "class" || len(a.value) < 2 {
			continue
		}
		known, seen := r.named[a.value]
		if !seen {
			known = contentName(a.value)
			r.named[a.value] = known
		}
		if known {
			return true
		}
	}
	return false
}

func contentName(s string) bool {
	if s == "" {
		return false
	}
	s = strings.ToLower(s)
	for _, name := range contentNames {
		if strings.Contains(s, name) {
			return true
		}
	}
	return s == "content" || s == "contents" || s == "article" || s == "detail" || s == "nr" || s == "zw"
}

// densest walks down from the body to the smallest element that keeps most of
// the main text outside links.
func (r *reader) densest() int32 {
	t := r.t
	plain := make([]int32, len(t.nodes))
	for i := len(t.nodes) - 1; i > 0; i-- {
		n := &t.nodes[i]
		if n.tag == tagText && r.areas[i] == inMain {
			plain[i] = t.chars[i]
		}
		if n.tag == tagA || hiddenTag(n.tag) || n.flags&flagHidden != 0 {
			plain[i] = 0
			continue
		}
		plain[n.parent] += plain[i]
	}
	at := int32(0)
	if plain[0] < 40 {
		return -1
	}
	for {
		next := int32(-1)
		for i := at + 1; i < t.nodes[at].end; i = t.nodes[i].end {
			if t.nodes[i].tag != tagText && plain[i]*10 >= plain[at]*7 {
				next = i
				break
			}
		}
		if next < 0 {
			return at
		}
		if tag := t.nodes[next].tag; tag == tagP || tag == tagSpan {
			return at
		}
		at = next
	}
}

func (r *reader) hasMedia(id int32) bool {
	for i := id; i < r.t.nodes[id].end; i++ {
		switch r.t.nodes[i].tag {
		case tagImg, tagVideo, tagAudio, tagEmbed, tagIframe:
			return true
		}
	}
	return false
}

// heading is the page's own heading.
func (r *reader) heading() string {
	t, p := r.t, r.page
	if s := p.Meta["articletitle"]; s != "" {
		return s
	}
	best, score := "", 0
	for i := int32(1); int(i) < len(t.nodes); i++ {
		n := &t.nodes[i]
		if n.tag == tagText || r.areas[i] == inFooter || r.areas[i] == inCrumb || t.chars[i] < 2 || t.chars[i] > 120 {
			continue
		}
		s := 0
		switch {
		case n.tag == tagH1:
			s = 5
		case n.tag == tagH2:
			s = 3
		case n.attrs > 0 && titleName(t.get(i, "class"), t.get(i, "id")):
			s = 3
		case n.tag == tagH3:
			s = 1
		}
		if s == 0 || r.hiddenAt(i) {
			continue
		}
		text := t.line(i, 400)
		if key := zhtext.Key(text); sideHeading(key) || serviceKey(key) || moreKey(key) {
			continue
		}
		// A heading that the page's title repeats is the one.
		if key := zhtext.Key(text); zhtext.Runes(key) >= 4 && strings.Contains(zhtext.Key(p.Title), key) {
			s += 4 + min(zhtext.Runes(key)/4, 4)
		}
		if t.linked[i]*2 > t.chars[i] {
			s -= 2
		}
		if r.areas[i] == inNav {
			s -= 3
		}
		if s > score {
			best, score = text, s
		}
	}
	if score >= 2 {
		return best
	}
	if s := p.Meta["columnname"]; s != "" {
		return s
	}
	return ""
}

func titleName(class, id string) bool {
	for _, s := range []string{class, id} {
		s = strings.ToLower(s)
		if strings.Contains(s, "title") || strings.Contains(s, "biaoti") || s == "bt" || s == "tit" || strings.Contains(s, "headline") {
			return true
		}
	}
	return false
}

// readArticle fills what an entry's own page says.
func (r *reader) readArticle() {
	t, p := r.t, r.page
	a := &Article{Title: p.Heading}
	if a.Title == "" {
		a.Title = trimSite(p.Title)
	}
	head := r.headBlocks()
	r.articleDates(a)
	for _, b := range head {
		r.headFacts(a, b.text)
	}
	r.headPairs(a, head)
	if s := p.Meta["contentsource"]; a.Source == "" && s != "" {
		a.Source = s
	}
	if r.content >= 0 {
		a.Length = int(t.chars[r.content])
		r.signed(a)
		r.media(a)
	}
	if a.DocNo == "" {
		if d, ok := zhtext.FirstDocNo(a.Title); ok {
			a.DocNo = d.String()
		}
	}
	if a.DocNo == "" && r.content >= 0 {
		// A document carries its own number above its text, alone on a line.
		for i, b := range t.blocks(r.content, -1, 12) {
			if i < 8 && zhtext.Runes(b.text) <= 30 {
				if all := zhtext.DocNos(b.text); len(all) == 1 && zhtext.Runes(strings.TrimSpace(b.text))-zhtext.Runes(all[0].Raw) <= 4 {
					a.DocNo = all[0].String()
					break
				}
			}
		}
	}
	r.bodyLinks(a)
	p.Article = a
}

// trimSite drops the site's name from a page title.
func trimSite(title string) string {
	for _, sep := range []string{"_", "-", "|", "—", "–"} {
		if i := strings.Index(title, sep); i > 0 && utf8.RuneCountInString(title[:i]) >= 6 {
			return strings.TrimSpace(title[:i])
		}
	}
	return strings.TrimSpace(title)
}

// maxHead is how many lines outside the body are read for labels.
const maxHead = 160

// headBlocks are the short lines outside the body, menus and bottom, where
// labelled facts stand.
func (r *reader) headBlocks() []block {
	if r.head != nil {
		return r.head
	}
	from, to := int32(-1), int32(-1)
	if r.content >= 0 {
		from, to = r.content, r.t.nodes[r.content].end
	}
	kept := make([]block, 0, 64)
	inside := 0
	for _, b := range r.lines {
		switch area := r.areas[b.at]; {
		case area == inFooter || area == inCrumb || len(b.text) > 900:
			continue
		case b.at >= from && b.at < to:
			// Some templates put title, date, source and the table of a document's
			// particulars inside the body element.
			inside++
			if particular := inside <= 18 && len(b.text) <= 180 && strings.ContainsAny(b.text, "：:"); inside > 6 && !particular || len(b.text) > 400 {
				continue
			}
		case to >= 0 && b.at > to+400:
			continue // related lists behind the body
		}
		kept = append(kept, b)
	}
	if len(kept) > maxHead {
		kept = kept[len(kept)-maxHead:]
	}
	r.head = kept
	return kept
}

// A headDate is a full date on a line outside the body.
type headDate struct {
	block
	found zhtext.Found
	role  zhtext.Role
}

// headDates reads the dates of the head lines once.
func (r *reader) headDates() []headDate {
	if r.dates != nil {
		return r.dates
	}
	head := r.headBlocks()
	r.dates = make([]headDate, 0, 4)
	for i, b := range head {
		if !strings.ContainsAny(b.text, "0123456789") && !strings.Contains(b.text, "二") && !strings.Contains(b.text, "１") && !strings.Contains(b.text, "２") || r.inList(b.at) {
			continue
		}
		for _, f := range zhtext.FindDates(b.text) {
			if !f.Full() || f.Placeholder() {
				continue
			}
			before := b.text[:f.Start]
			if strings.Trim(before, " :：") == "" && i > 0 && len(head[i-1].text) <= 40 {
				before = head[i-1].text + before // the label stands in the cell before
			}
			r.dates = append(r.dates, headDate{b, f, zhtext.LabelRole(before, b.text[f.End:])})
		}
	}
	return r.dates
}

// besideWords stand on the line that shows an article's date without a label.
var besideWords = []string{"来源", "浏览", "点击", "字号", "字体", "作者", "阅读", "访问", "责任编辑", "编辑：", "打印", "分享"}

// articleDates collects every witness of the day the article was published.
func (r *reader) articleDates(a *Article) {
	p := r.page
	if d, ok := zhtext.ValueDate(p.Meta["pubdate"]); ok {
		a.Dates = append(a.Dates, Witness{Date: d.Time(), Source: DateMeta, Confidence: Likely, Quote: p.Meta["pubdate"]})
	} else {
		for _, name := range []string{"publishdate", "firstpublishedtime", "publish-date", "article:published_time", "og:published_time"} {
			if d, ok := zhtext.ValueDate(p.Meta[name]); ok {
				a.Dates = append(a.Dates, Witness{Date: d.Time(), Source: DateMeta, Confidence: Likely, Quote: p.Meta[name]})
				break
			}
		}
	}
	for _, d := range r.headDates() {
		r.addShown(a, d.block, d.found, d.role)
	}
	if d, ok := zhtext.URLDate(p.URL); ok && d.Full() && !d.Placeholder() {
		a.Dates = append(a.Dates, Witness{Date: d.Time(), Source: DateURL, Confidence: Likely, Quote: pathOf(p.URL)})
	}
}

func (r *reader) addShown(a *Article, b block, f zhtext.Found, role zhtext.Role) {
	w := Witness{Date: f.Time(), Source: DateShown, Confidence: Sure, Quote: clip(b.text, 200)}
	switch role {
	case zhtext.RoleOther:
		return
	case zhtext.RoleWritten:
		w.Source, w.Confidence = DateSigned, Likely
	case zhtext.RoleUpdated:
		w.Confidence = Likely
	case zhtext.RoleNone:
		if !r.besideDate(b, f) {
			return
		}
		w.Confidence = Likely
	}
	for _, old := range a.Dates {
		if old.Source == w.Source && old.Date.Equal(w.Date) {
			return
		}
	}
	if len(a.Dates) < 12 {
		a.Dates = append(a.Dates, w)
	}
}

// besideDate says whether an unlabelled date is that of the article: alone in
// an element called time or date, or on one line with 来源 and 浏览.
func (r *reader) besideDate(b block, f zhtext.Found) bool {
	if zhtext.Runes(b.text) > 120 || r.areas[b.at] == inNav {
		return false
	}
	words := 0
	for _, w := range besideWords {
		if strings.Contains(b.text, w) {
			words++
		}
	}
	if words > 0 && zhtext.Runes(b.text[:f.Start]) <= 40 {
		return true
	}
	for id, up := r.t.nodes[b.at].parent, 0; id > 0 && up < 3; id, up = r.t.nodes[id].parent, up+1 {
		if r.t.chars[id] > 60 {
			break
		}
		name := strings.ToLower(r.t.get(id, "class") + " " + r.t.get(id, "id"))
		if strings.Contains(name, "time") || strings.Contains(name, "date") || strings.Contains(name, "pub") || strings.Contains(name, "riqi") {
			_, ok := alone(b.text)
			return ok
		}
	}
	return false
}

// inList says whether a node stands in the rows of a list.
func (r *reader) inList(at int32) bool {
	for i := range r.lists {
		l := &r.lists[i]
		if at >= l.first && at < r.t.nodes[l.last].end && len(l.rows) >= 2 {
			return true
		}
	}
	return false
}

// headFacts reads 来源, 文号, 索引号 and 有效性 where label and value share a line.
func (r *reader) headFacts(a *Article, line string) {
	set := func(to *string, labels ...string) {
		if *to != "" {
			return
		}
		for _, label := range labels {
			if v := valueAfter(line, label); v != "" {
				*to = v
				return
			}
		}
	}
	set(&a.Source, "信息来源", "文章来源", "稿件来源", "来源")
	set(&a.Index, "索引号", "索 引 号", "信息索引号")
	set(&a.Validity, "有效性", "效力状态", "是否有效", "文件状态", "信息有效性", "时效性", "有 效 性")
	if a.DocNo == "" {
		var v string
		set(&v, "发文字号", "文号", "文 号", "发文文号", "文件编号", "文件字号", "公文字号")
		if d, ok := zhtext.FirstDocNo(v); ok {
			a.DocNo = d.String()
		}
	}
}

// valueAfter is what stands behind a label and its colon on one line.
func valueAfter(line, label string) string {
	i := strings.Index(line, label)
	if i < 0 {
		return ""
	}
	rest := strings.TrimLeft(line[i+len(label):], " ")
	v, ok := strings.CutPrefix(rest, "：")
	if !ok {
		if v, ok = strings.CutPrefix(rest, ":"); !ok {
			return ""
		}
	}
	v = strings.TrimSpace(v)
	for _, stop := range []string{" ", "发布", "作者", "浏览", "点击", "字号", "时间", "日期", "|", "打印"} {
		if j := strings.Index(v, stop); j > 0 {
			v = v[:j]
		}
	}
	v = strings.Trim(v, "[]【】()（） ")
	if zhtext.Runes(v) > 60 {
		return ""
	}
	return v
}

// headPairs reads the same facts where label and value stand in cells of their own.
func (r *reader) headPairs(a *Article, head []block) {
	for i := 0; i+1 < len(head); i++ {
		if len(head[i].text) > 30 || head[i+1].at-head[i].at > 12 {
			continue
		}
		label := strings.TrimRight(zhtext.Key(head[i].text), ":：")
		value := head[i+1].text
		if strings.HasSuffix(strings.TrimSpace(value), "：") || strings.HasSuffix(strings.TrimSpace(value), ":") || zhtext.Runes(value) > 60 {
			continue
		}
		switch label {
		case "来源", "信息来源", "文章来源":
			setEmpty(&a.Source, value)
		case "索引号", "信息索引号":
			setEmpty(&a.Index, value)
		case "有效性", "效力状态", "是否有效", "文件状态", "时效性", "信息有效性":
			setEmpty(&a.Validity, value)
		case "发文字号", "文号", "发文文号", "文件编号":
			if d, ok := zhtext.FirstDocNo(value); ok && a.DocNo == "" {
				a.DocNo = d.String()
			}
		}
	}
}

func setEmpty(to *string, value string) {
	if *to == "" {
		*to = value
	}
}

// signed reads the date under the text (落款): a line that is nothing but a
// date, among the last ones.
func (r *reader) signed(a *Article) {
	all := r.t.blocks(r.content, -1, 5000)
	for i := len(all) - 1; i >= 0 && i >= len(all)-10; i-- {
		b := all[i]
		if zhtext.Runes(b.text) > 40 {
			continue
		}
		found := zhtext.FindDates(b.text)
		if len(found) != 1 || !found[0].Full() || found[0].Placeholder() || found[0].Until.Day != 0 {
			continue
		}
		f := found[0]
		after := strings.Trim(b.text[f.End:], " 。）)")
		before := strings.TrimSpace(b.text[:f.Start])
		if after != "" || !found[0].Numeral && !strings.Contains(b.text[f.Start:f.End], "年") && before != "" || zhtext.LabelRole(b.text[:f.Start], b.text[f.End:]) == zhtext.RoleOther {
			continue
		}
		if before != "" && zhtext.Runes(before) > 24 {
			continue
		}
		if r.inTable(b.at) && before == "" && !strings.Contains(b.text, "年") {
			continue // a cell of a table of data
		}
		a.Dates = append(a.Dates, Witness{Date: f.Time(), Source: DateSigned, Confidence: Likely, Quote: clip(b.text, 200)})
		return
	}
}

func (r *reader) inTable(at int32) bool {
	for id := r.t.nodes[at].parent; id > 0 && id != r.content; id = r.t.nodes[id].parent {
		if r.t.nodes[id].tag == tagTD {
			return true
		}
	}
	return false
}

// media counts pictures and the like in the body.
func (r *reader) media(a *Article) {
	for i := r.content; i < r.t.nodes[r.content].end; i++ {
		switch r.t.nodes[i].tag {
		case tagImg:
			src := strings.ToLower(r.t.get(i, "src"))
			if !strings.Contains(src, "icon") && !strings.HasSuffix(src, "new.gif") && !strings.Contains(src, "/fileico") {
				a.Images++
			}
		case tagVideo, tagAudio, tagEmbed, tagIframe:
			a.Images++
		}
	}
}

// relatedWords title blocks of links that belong to an article.
var relatedWords = []string{"相关链接", "相关解读", "政策解读", "相关文件", "相关政策", "相关信息", "相关阅读", "解读文件", "解读链接", "原文链接", "政策原文", "相关文档", "政策文件", "双向关联", "关联解读", "关联文件", "解读材料", "文件解读", "图解"}

// bodyLinks collects links within the body and in related blocks around it,
// and the attachments.
func (r *reader) bodyLinks(a *Article) {
	t := r.t
	related := r.relatedBlocks()
	for _, an := range r.anchors {
		if an.link < 0 || an.url == r.page.URL {
			continue
		}
		area := r.areas[an.id]
		if area != inMain && area != inPager {
			continue
		}
		l := r.page.Links[an.link]
		inside := r.content >= 0 && an.id >= r.content && an.id < t.nodes[r.content].end
		if l.Kind == LinkAttachment && !pictureExt(l.URL) && (inside || r.content < 0 || an.id > r.content) {
			a.Attachments = append(a.Attachments, l)
			if d, ok := zhtext.URLDate(l.URL); ok && d.Full() && !d.Placeholder() && len(a.Dates) < 16 {
				a.Dates = append(a.Dates, Witness{Date: d.Time(), Source: DateAttachment, Confidence: Doubtful, Quote: pathOf(l.URL)})
			}
			continue
		}
		if inside || slices.ContainsFunc(related, func(b [2]int32) bool { return an.id >= b[0] && an.id < b[1] }) {
			if len(a.Links) < 500 {
				a.Links = append(a.Links, l)
			}
		}
	}
}

// relatedBlocks gives the node ranges behind words like 相关解读.
func (r *reader) relatedBlocks() (ranges [][2]int32) {
	t := r.t
	for i := int32(1); int(i) < len(t.nodes) && len(ranges) < 20; i++ {
		n := &t.nodes[i]
		if n.tag != tagText || len(n.text) > 60 || r.areas[i] != inMain || !relatedHint(n.text) {
			continue
		}
		key := zhtext.Key(n.text)
		if zhtext.Runes(key) > 12 || !slices.ContainsFunc(relatedWords, func(w string) bool { return strings.HasPrefix(key, w) || strings.HasSuffix(key, w) }) {
			continue
		}
		at := n.parent
		for up := 0; up < 4 && at > 0 && t.links[at] == 0; up++ {
			at = t.nodes[at].parent
		}
		if at > 0 && t.links[at] > 0 && t.links[at] <= 30 && t.chars[at] < 1500 {
			ranges = append(ranges, [2]int32{i, t.nodes[at].end})
		}
	}
	return ranges
}

// relatedHint is a cheap look before a text is folded.
func relatedHint(s string) bool {
	return strings.Contains(s, "相关") || strings.Contains(s, "解") || strings.Contains(s, "文件") || strings.Contains(s, "原文") || strings.Contains(s, "关联")
}
