package webpage

import (
	"slices"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// readArticle fills what an entry's own page says.
func (r *reader) readArticle() {
	t, p := r.t, r.page
	a := &Article{Title: p.Heading}
	if a.Title == "" {
		a.Title = r.titleOver(r.titleShown(p.Title))
	}
	head := r.headBlocks()
	r.articleDates(a)
	for i := range head {
		r.headFacts(a, &head[i])
	}
	r.headPairs(a, head)
	if s := p.Meta["contentsource"]; a.Source == "" && s != "" {
		a.Source = s
	}
	if r.content >= 0 {
		a.Length = int(t.Chars[r.content])
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
		lines := r.linesOf(r.content)
		for _, b := range lines[:min(len(lines), 8)] {
			if zhtext.Runes(b.Text) <= 30 {
				if all := zhtext.DocNos(b.Text); len(all) == 1 && zhtext.Runes(strings.TrimSpace(b.Text))-zhtext.Runes(all[0].Raw) <= 4 {
					a.DocNo = all[0].String()
					break
				}
			}
		}
	}
	r.bodyLinks(a)
	// What we know ourselves: the page was there on this day. It proves no date of
	// publication, only that a later one is wrong.
	a.Dates = append(a.Dates, Witness{Date: zhtext.Day(p.At), Source: DateFirstSeen, Confidence: Doubtful, Quote: "抓取时页面已存在"})
	p.Article = a
}

// Labels of an article's particulars, and what stands behind each of them.
var (
	sourceLabels   = markup.WordsOf("信息来源", "文章来源", "稿件来源", "来源")
	indexLabels    = markup.WordsOf("索引号", "索 引 号", "信息索引号", "信息索引")
	validityLabels = markup.WordsOf("有效性", "效力状态", "是否有效", "文件状态", "信息有效性", "时效性", "时效状态", "有效状态", "文件效力", "有 效 性")
	docNoLabels    = markup.WordsOf("发文字号", "文号", "文 号", "发文文号", "文件编号", "文件字号", "公文字号")
	colons         = markup.WordsOf(":", "：", "】")
)

// headFacts reads 来源, 文号, 索引号 and 有效性 where label and value share a line.
func (r *reader) headFacts(a *Article, line *markup.Block) {
	if !colons.In(line.Text, line.Ink) {
		return
	}
	set := func(to *string, labels *markup.WordSet) {
		if *to != "" {
			return
		}
		for i, label := range labels.All {
			if !line.Ink.May(labels.Inks[i]) {
				continue
			}
			if v := valueAfter(line.Text, label); v != "" {
				*to = v
				return
			}
		}
	}
	set(&a.Source, &sourceLabels)
	set(&a.Index, &indexLabels)
	set(&a.Validity, &validityLabels)
	if a.DocNo == "" {
		var v string
		set(&v, &docNoLabels)
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
	v, ok := rest, false
	for _, sign := range []string{"：", ":", "】"} {
		if v, ok = strings.CutPrefix(rest, sign); ok {
			break
		}
	}
	if !ok {
		return ""
	}
	if v = strings.TrimSpace(v); otherLabel(v) {
		return ""
	}
	for _, stop := range []string{" ", "发布", "作者", "浏览", "点击", "字号", "【", "[字体", "时间", "日期", "|", "打印", "分享"} {
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
func (r *reader) headPairs(a *Article, head []markup.Block) {
	for i := 0; i+1 < len(head); i++ {
		if len(head[i].Text) > 30 || head[i+1].At-head[i].At > 12 || !pairHints.In(head[i].Text, head[i].Ink) {
			continue
		}
		a.particular(head[i].Text, head[i+1].Text)
	}
	for i := range head {
		if head[i].At < head[i].Last && pairHints.In(head[i].Text, head[i].Ink) {
			r.inlinePairs(a, &head[i])
		}
	}
}

// inlinePairs reads them where label and value are elements of one line, with only the
// page's style between them.
func (r *reader) inlinePairs(a *Article, line *markup.Block) {
	label := ""
	for i := line.At; i <= line.Last; i++ {
		n := &r.t.Nodes[i]
		if n.Tag != markup.TagText || n.Flags&markup.FlagHidden != 0 {
			continue
		}
		text := n.Folded()
		if label != "" {
			a.particular(label, text)
		}
		if label = ""; len(text) <= 30 {
			label = text
		}
	}
}

// particular takes a fact of a document by the label before it.
func (a *Article) particular(label, value string) {
	value = strings.TrimSpace(value)
	if strings.HasSuffix(value, "：") || strings.HasSuffix(value, ":") || zhtext.Runes(value) > 60 || particularLabel(zhtext.Key(value)) {
		return
	}
	switch strings.TrimRight(zhtext.Key(label), ":：") {
	case "来源", "信息来源", "文章来源":
		setEmpty(&a.Source, value)
	case "索引号", "信息索引号", "信息索引":
		setEmpty(&a.Index, value)
	case "有效性", "效力状态", "是否有效", "文件状态", "时效性", "信息有效性", "时效状态", "有效状态", "文件效力", "文件有效性":
		setEmpty(&a.Validity, value)
	case "发文字号", "文号", "发文文号", "文件编号":
		if d, ok := zhtext.FirstDocNo(value); ok && a.DocNo == "" {
			a.DocNo = d.String()
		}
	}
}

// pairHints has a character of each label, for a cheap look before it is folded.
var pairHints = markup.WordsOf("源", "号", "效", "态", "引", "號", "態")

func setEmpty(to *string, value string) {
	if *to == "" {
		*to = value
	}
}

// media counts pictures and the like in the body.
func (r *reader) media(a *Article) {
	for i := r.content; i < r.t.Nodes[r.content].End; i++ {
		switch r.t.Nodes[i].Tag {
		case markup.TagImg:
			src := strings.ToLower(r.t.Get(i, markup.AttrSrc))
			if !strings.Contains(src, "icon") && !strings.HasSuffix(src, "new.gif") && !strings.Contains(src, "/fileico") {
				a.Images++
			}
		case markup.TagVideo, markup.TagAudio, markup.TagEmbed, markup.TagIframe:
			a.Images++
		default:
			if r.t.Nodes[i].Attrs > 0 && r.background(i) != "" {
				a.Images++
			}
		}
	}
}

// relatedWords title blocks of links that belong to an article.
var relatedWords = []string{"相关链接", "延伸阅读", "相关解读", "政策解读", "相关文件", "相关政策", "相关信息", "相关阅读", "解读文件", "解读链接", "原文链接", "政策原文", "相关文档", "政策文件", "双向关联", "关联解读", "关联文件", "解读材料", "文件解读", "图解"}

// bodyLinks collects links within the body and in related blocks around it,
// and the attachments.
func (r *reader) bodyLinks(a *Article) {
	t := r.t
	related := r.relatedBlocks()
	for i := range r.anchors {
		an := &r.anchors[i]
		if an.link < 0 || an.url == r.page.URL {
			continue
		}
		area := r.areas[an.id]
		if area != inMain && area != inPager {
			continue
		}
		l := &r.page.Links[an.link]
		inside := r.content >= 0 && an.id >= r.content && an.id < t.Nodes[r.content].End
		file := l.Kind == LinkAttachment && !pictureExt(l.URL) && (inside || r.content < 0 || an.id > r.content)
		if file || namesFile(l.Text) && (inside || an.id > r.content && area == inMain && handsOut(l.URL)) {
			a.Attachments = append(a.Attachments, *l)
			if d, ok := an.to.published(); ok && len(a.Dates) < 16 {
				a.Dates = append(a.Dates, Witness{Date: d.Time(), Source: DateAttachment, Confidence: Doubtful, Quote: Path(l.URL)})
			}
			continue
		}
		if inside || len(an.key) <= 48 && zhtext.Runes(an.key) <= 12 && relatedKey(an.key) || slices.ContainsFunc(related, func(b [2]int32) bool { return an.id >= b[0] && an.id < b[1] }) {
			if len(a.Links) < 500 {
				a.Links = append(a.Links, *l)
			}
		}
	}
	r.drawnInto(a)
}

// namesFile says whether a link's words are the name of a document: behind /download?id=7
// no address tells so.
func namesFile(text string) bool {
	i := strings.LastIndexByte(text, '.')
	if i < 0 || len(text)-i > 5 {
		return false
	}
	switch strings.ToLower(text[i+1:]) {
	case "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ofd", "zip", "rar", "ppt", "pptx":
		return true
	}
	return false
}

// relatedBlocks gives the node ranges behind words like 相关解读.
func (r *reader) relatedBlocks() (ranges [][2]int32) {
	t := r.t
	for i := range t.All(markup.TagText) {
		n := &t.Nodes[i]
		if len(n.Text) > 60 || r.areas[i] != inMain || !relatedHints.In(n.Text, n.Ink) {
			continue
		}
		key := zhtext.Key(n.Folded())
		if zhtext.Runes(key) > 12 || !relatedKey(key) {
			continue
		}
		at := n.Parent
		for up := 0; up < 4 && at > 0 && t.Links[at] == 0; up++ {
			at = t.Nodes[at].Parent
		}
		if at > 0 && t.Links[at] > 0 && t.Links[at] <= 30 && t.Chars[at] < 1500 {
			if ranges = append(ranges, [2]int32{i, t.Nodes[at].End}); len(ranges) == 20 {
				break
			}
		}
	}
	return ranges
}

// relatedKey says whether a folded text, or a picture's words, is such a title.
func relatedKey(key string) bool {
	for _, lead := range []string{"相关", "关联"} {
		if strings.HasPrefix(key, lead) && zhtext.Runes(key) <= 6 {
			return true
		}
	}
	return relatedHints.In(key, markup.InkOf(key)) && slices.ContainsFunc(relatedWords, func(w string) bool { return strings.HasPrefix(key, w) || strings.HasSuffix(key, w) })
}

// relatedHints has a piece of each, for a cheap look before a text is folded.
var relatedHints = markup.WordsOf("相关", "解", "文件", "原文", "关联", "延伸")
