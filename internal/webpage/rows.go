package webpage

import (
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// readRow reads title, dates, 文号 and marks of one row. next is the node where
// what stands between this row and the next begins, -1 when nothing does.
func (r *reader) readRow(row *row, next int32) {
	t, a := r.t, &r.anchors[row.anchor]
	e := &row.entry
	e.Title, e.URL = a.text, a.url
	e.Raw = zhtext.Clip(t.Line(row.node, 600), 600)
	m := r.marks(row.node)
	r.outside = r.appendSegments(r.outside[:0], row.node, true)
	var w Witness
	var ok bool
	dates := markup.MayDate(m.flags, m.ink)
	if m.names&markup.NameDated != 0 {
		if w, ok = r.attrDate(row.node); ok && dates {
			if _, inner, in := r.dateInLink(a.id); in {
				r.titleWithout(e, a, inner) // <a>题目<time datetime="2022-12-30">12-30</time></a>
			}
		}
	}
	if !ok {
		w, ok = r.headedDate(row.node)
	}
	if !ok && dates {
		w, ok = segmentsDate(r.outside)
	}
	if !ok && dates {
		var inner int32
		if w, inner, ok = r.dateInLink(a.id); ok {
			r.titleWithout(e, a, inner)
		}
	}
	if !ok && next >= 0 {
		w, ok = r.dateBetween(next)
	}
	if !ok {
		w, ok = r.tipDate(a.id)
	}
	if !ok {
		w, e.Title, ok = leadingDate(e.Title)
	}
	if ok {
		row.dated = true
		e.Dates = append(e.Dates, w)
	} else if dates {
		row.day = loneDay(r.outside)
	}
	if d, ok := a.to.published(); ok {
		e.Dates = append(e.Dates, Witness{Date: d.Time(), Source: DateURL, Confidence: Likely, Quote: Path(a.url)})
	}
	if pinnedWords.In(e.Raw, m.ink) || m.pictures && r.pinnedMark(row.node) {
		e.Pinned = true
		e.Title = strings.TrimSpace(pinnedLabels.Replace(e.Title))
	}
	e.Title = trimBullets(e.Title)
	from, to := r.anchorsIn(row.node)
	for k := from; k < to && len(e.Related) < maxRowLinks; k++ {
		if b := &r.anchors[k]; k != row.anchor && b.link >= 0 && b.url != e.URL && b.url != r.page.URL {
			e.Related = append(e.Related, r.page.Links[b.link])
		}
	}
	for _, s := range r.outside {
		if d, ok := zhtext.FirstDocNo(s); ok && !cited(s, d.Raw) {
			e.DocNo = d.String()
			return
		}
	}
	if d, ok := zhtext.FirstDocNo(e.Title); ok {
		e.DocNo = d.String()
	}
}

// titleWithout leaves the day out of a title when both stand in one link.
func (r *reader) titleWithout(e *Entry, a *anchor, inner int32) {
	if a.title || inner <= 0 {
		return // the title attribute holds no day
	}
	if text := markup.OneLine(r.t.TextExcept(a.id, inner, 600)); text != "" {
		e.Title = text
	}
}

// cited says whether a number is that of another document which a text names: the
// excerpt of an article says on what grounds 《某条例》（国务院令第709号） it acts.
func cited(text, number string) bool {
	before, _, _ := strings.Cut(text, number)
	before, bracket := strings.CutSuffix(strings.TrimRight(before, " "), "（")
	if !bracket {
		before, bracket = strings.CutSuffix(before, "(")
	}
	return bracket && strings.HasSuffix(strings.TrimRight(before, " "), "》")
}

var (
	pinnedWords  = markup.WordsOf("置顶")
	pinnedLabels = strings.NewReplacer("[置顶]", "", "【置顶】", "", "（置顶）", "", "(置顶)", "")
)

// trimBullets takes away what rows are drawn with before their titles.
func trimBullets(title string) string {
	if title != "" && title[0] >= 0xe4 && title[0] <= 0xe9 { // a Chinese character
		return title
	}
	return strings.TrimLeft(title, " ·•・▪■□◆◇▶►★☆>»")
}

// blockMarks are what the nodes of a block have, taken together.
type blockMarks struct {
	flags    markup.NodeFlags
	names    markup.NameMarks
	ink      markup.Ink
	pictures bool
}

// marks looks for what a row can have, so that what it cannot is not looked for.
func (r *reader) marks(id int32) (m blockMarks) {
	nodes := r.t.Nodes
	for i := id; i < nodes[id].End; i++ {
		n := &nodes[i]
		m.flags, m.names, m.ink = m.flags|n.Flags, m.names|n.Names, m.ink|n.Ink
		m.pictures = m.pictures || n.Tag == markup.TagImg
	}
	return m
}

// pinnedMark finds 置顶 drawn as a picture or class.
func (r *reader) pinnedMark(id int32) bool {
	for i := id; i < r.t.Nodes[id].End; i++ {
		n := &r.t.Nodes[i]
		if n.Tag == markup.TagImg && (strings.Contains(r.t.Get(i, markup.AttrAlt), "置顶") || strings.Contains(r.t.Get(i, markup.AttrTitle), "置顶") || strings.Contains(r.t.Get(i, markup.AttrSrc), "zhiding")) {
			return true
		}
	}
	return false
}

// segments gives the visible texts of a row, one per text node, those of links
// left out.
func (r *reader) segments(id int32, skipLinks bool) []string {
	return r.appendSegments(nil, id, skipLinks)
}

func (r *reader) appendSegments(all []string, id int32, skipLinks bool) []string {
	t := r.t
	for i := id; i < t.Nodes[id].End && len(all) < 40; i++ {
		n := &t.Nodes[i]
		switch {
		case n.Tag == markup.TagText:
			if s := n.Folded(); s != "" {
				all = append(all, s)
			}
		case skipLinks && n.Tag == markup.TagA, i != id && (n.Flags&markup.FlagHidden != 0 || markup.HiddenTag(n.Tag)):
			i = n.End - 1
		}
	}
	return all
}
