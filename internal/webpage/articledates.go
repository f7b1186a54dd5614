package webpage

import (
	"regexp"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// maxHead is how many lines outside the body are read for labels.
const maxHead = 160

// headBlocks are the short lines outside the body, menus and bottom, where
// labelled facts stand.
func (r *reader) headBlocks() []markup.Block {
	if r.headed {
		return r.head
	}
	from, to := int32(-1), int32(-1)
	if r.content >= 0 {
		from, to = r.content, r.t.Nodes[r.content].End
	}
	kept := r.head[:0]
	inside, label := 0, false // label: the line before is one, and its value stands alone
	for i := range r.lines {
		b := &r.lines[i]
		switch area := r.areas[b.At]; {
		case area == inFooter || area == inCrumb || len(b.Text) > 900:
			continue
		case b.At >= from && b.At < to && area == inNav:
			continue // a body that holds the menu too is the whole page
		case b.At >= from && b.At < to && inside <= 6 && r.onlyLink(b):
			continue // so is one that holds a menu nobody knew
		case b.At >= from && b.At < to:
			// Some templates put title, date, source and the table of a document's
			// particulars inside the body element.
			inside++
			was := label
			label = len(b.Text) <= 30 && (strings.HasSuffix(b.Text, "：") || strings.HasSuffix(b.Text, ":") || particularHints.In(b.Text, b.Ink) && particularLabel(zhtext.Key(b.Text)))
			particular := inside <= 24 && len(b.Text) <= 180 && (was || label || colons.In(b.Text, b.Ink))
			if inside > 6 && !particular || len(b.Text) > 400 {
				continue
			}
		case to >= 0 && b.At > to+400:
			continue // related lists behind the body
		}
		kept = append(kept, *b)
	}
	if len(kept) > maxHead {
		kept = kept[len(kept)-maxHead:]
	}
	r.head, r.headed = kept, true
	return kept
}

// onlyLink says whether a line is the words of a link and nothing else.
func (r *reader) onlyLink(b *markup.Block) bool {
	k := r.anchorAt(b.At)
	return k >= 0 && b.Last < r.t.Nodes[r.anchors[k].id].End
}

// particularHints has a character of each word over a document's particulars.
var particularHints = markup.WordsOf("号", "時", "时", "期", "机构", "名称", "标题", "概述")

// particularLabel says whether a word in a cell of its own names one of a document's
// particulars. 时间 and 日期 name anything.
func particularLabel(key string) bool {
	return tableHead(key) && (zhtext.Runes(key) > 2 || key == "文号")
}

// A headDate is a full date on a line outside the body.
type headDate struct {
	markup.Block
	found zhtext.Found
	role  zhtext.Role
}

// yearStarts begin the years of our time that are not written in digits.
var yearStarts = markup.WordsOf("二", "１", "２")

// headDates reads the dates of the head lines once.
func (r *reader) headDates() []headDate {
	if r.dates != nil {
		return r.dates
	}
	head := r.headBlocks()
	r.dates = make([]headDate, 0, 4)
	for i := range head {
		b := &head[i]
		if !markup.MayDate(b.Flags, b.Ink) || !markup.DigitIn(b.Text) && !yearStarts.In(b.Text, b.Ink) || r.inList(b.At) {
			continue
		}
		for _, f := range zhtext.FindDates(b.Text) {
			if !f.Full() || f.Placeholder() {
				continue
			}
			before := b.Text[:f.Start]
			if strings.Trim(before, " :：([（［【〔") == "" && i > 0 && len(head[i-1].Text) <= 40 {
				before = head[i-1].Text + before // the label stands in the cell before
			}
			r.dates = append(r.dates, headDate{*b, f, zhtext.LabelRole(before, b.Text[f.End:])})
		}
	}
	return r.dates
}

// besideWords stand on the line that shows an article's date without a label.
var besideWords = markup.WordsOf("来源", "浏览", "点击", "字号", "字体", "作者", "阅读", "访问", "责任编辑", "编辑：", "打印", "分享", "发布者", "发布人", "供稿")

// metaDates are tags that other systems than the standard's write; what says when the
// text was made comes last.
var metaDates = []string{"publishdate", "publish-date", "publish_date", "publishtime", "pubtime", "firstpublishedtime", "article:published_time", "og:published_time", "createdate"}

// articleDates collects every witness of the day the article was published.
func (r *reader) articleDates(a *Article) {
	p := r.page
	if d, ok := zhtext.ValueDate(p.Meta["pubdate"]); ok {
		a.Dates = append(a.Dates, Witness{Date: d.Time(), Source: DateMeta, Confidence: Likely, Quote: p.Meta["pubdate"]})
	} else {
		for _, name := range metaDates {
			if d, ok := zhtext.ValueDate(p.Meta[name]); ok {
				a.Dates = append(a.Dates, Witness{Date: d.Time(), Source: DateMeta, Confidence: Likely, Quote: p.Meta[name]})
				break
			}
		}
	}
	for _, d := range r.headDates() {
		r.addShown(a, d.Block, d.found, d.role)
	}
	if d, ok := PathDate(p.URL); ok && d.Full() && !d.Placeholder() {
		a.Dates = append(a.Dates, Witness{Date: d.Time(), Source: DateURL, Confidence: Likely, Quote: Path(p.URL)})
	}
}

func (r *reader) addShown(a *Article, b markup.Block, f zhtext.Found, role zhtext.Role) {
	w := Witness{Date: f.Time(), Source: DateShown, Confidence: Sure, Quote: zhtext.Clip(b.Text, 200)}
	if role == zhtext.RoleOther && posted(b.Text, f) {
		role = zhtext.RoleUpdated
	}
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

// postedTail ends a line that says who posted a text and when: 由 某某 于 2022-11-07 周一 - 10:00 提交.
var postedTail = regexp.MustCompile(`^[^，。；\p{Han}]{0,4}((星期|周)[一二三四五六日])?[^，。；\p{Han}]{0,12}(提交|发布|发表|上传)\s*$`)

// posted says whether a line is no more than who posted a text and when.
func posted(line string, f zhtext.Found) bool {
	before := strings.TrimSpace(line[:f.Start])
	return strings.HasSuffix(before, "于") && zhtext.Runes(before) <= 20 && postedTail.MatchString(line[f.End:])
}

// besideDate says whether an unlabelled date is that of the article: alone in
// an element called time or date, or on one line with 来源 and 浏览.
func (r *reader) besideDate(b markup.Block, f zhtext.Found) bool {
	if zhtext.Runes(b.Text) > 120 || r.areas[b.At] == inNav {
		return false
	}
	if besideWords.In(b.Text, b.Ink) && zhtext.Runes(b.Text[:f.Start]) <= 40 || f.Start == 0 && r.belowTitle(b) {
		return true
	}
	if _, ok := alone(b.Text); ok && r.belowTitle(b) { // ［2022-11-07］, but not （2022年11月7日某会议通过）
		return true
	}
	for id, up := r.t.Nodes[b.At].Parent, 0; id > 0 && up < 3; id, up = r.t.Nodes[id].Parent, up+1 {
		if r.t.Chars[id] > 60 {
			break
		}
		name := strings.ToLower(r.t.Get(id, markup.AttrClass) + " " + r.t.Get(id, markup.AttrID))
		if strings.Contains(name, "time") || strings.Contains(name, "date") || strings.Contains(name, "pub") || strings.Contains(name, "riqi") {
			_, ok := alone(b.Text)
			return ok
		}
	}
	return false
}

// belowTitle says whether a line stands right below the article's title and is no
// text: a day and who published it.
func (r *reader) belowTitle(b markup.Block) bool {
	if zhtext.Runes(b.Text) > 40 || strings.ContainsAny(b.Text, "，。；、") {
		return false
	}
	head, title := r.headBlocks(), zhtext.Key(r.page.Heading)
	for i := 1; i < len(head); i++ {
		if head[i].At == b.At {
			return title != "" && zhtext.Key(head[i-1].Text) == title
		}
	}
	return false
}

// inList says whether a node stands in the rows of a list.
func (r *reader) inList(at int32) bool {
	for i := range r.lists {
		l := &r.lists[i]
		if at >= l.first && at < r.t.Nodes[l.last].End && len(l.rows) >= 2 {
			return true
		}
	}
	return false
}

// signed reads the date under the text (落款): a line that is nothing but a
// date, among the last ones.
func (r *reader) signed(a *Article) {
	all := r.linesOf(r.content)
	for i := len(all) - 1; i >= 0 && i >= len(all)-10; i-- {
		b := all[i]
		if !markup.MayDate(b.Flags, b.Ink) || zhtext.Runes(b.Text) > 40 {
			continue
		}
		found := zhtext.FindDates(b.Text)
		if len(found) != 1 || !found[0].Full() || found[0].Placeholder() || found[0].Until.Day != 0 {
			continue
		}
		f := found[0]
		after := strings.Trim(b.Text[f.End:], " 。）)")
		before := strings.TrimSpace(b.Text[:f.Start])
		if after != "" || !found[0].Numeral && !strings.Contains(b.Text[f.Start:f.End], "年") && before != "" || zhtext.LabelRole(b.Text[:f.Start], b.Text[f.End:]) == zhtext.RoleOther {
			continue
		}
		if before != "" && zhtext.Runes(before) > 24 {
			continue
		}
		if r.inTable(b.At) && before == "" && !strings.Contains(b.Text, "年") {
			continue // a cell of a table of data
		}
		a.Dates = append(a.Dates, Witness{Date: f.Time(), Source: DateSigned, Confidence: Likely, Quote: zhtext.Clip(b.Text, 200)})
		return
	}
}

func (r *reader) inTable(at int32) bool {
	for id := r.t.Nodes[at].Parent; id > 0 && id != r.content; id = r.t.Nodes[id].Parent {
		if r.t.Nodes[id].Tag == markup.TagTD {
			return true
		}
	}
	return false
}
