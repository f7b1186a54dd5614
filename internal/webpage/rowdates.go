package webpage

import (
	"slices"
	"strings"
	"time"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// otherHeads head columns whose days are none of what the row leads to.
var otherHeads = []string{"开始", "起始", "结束", "截止", "终止", "有效期", "失效", "废止", "生效", "施行", "实施", "成立", "注册", "出生", "发证"}

// headedDate reads the date of a table's row from the column that the table's
// head calls that of publishing: others may hold other days, and what the head says is
// one goes out of the row's texts.
func (r *reader) headedDate(id int32) (Witness, bool) {
	t := r.t
	if t.Nodes[id].Tag != markup.TagTR {
		return Witness{}, false
	}
	at, cells := -1, r.cells(id)
	for i, head := range r.cells(r.headRow(id)) {
		text := t.Line(head, 60)
		switch {
		case i >= len(cells):
		case at < 0 && zhtext.LabelRole(text+"：", "") == zhtext.RolePublished:
			at = i
		case slices.ContainsFunc(otherHeads, func(w string) bool { return strings.Contains(text, w) }):
			day := t.Line(cells[i], 80)
			r.outside = slices.DeleteFunc(r.outside, func(s string) bool { return s == day })
		}
	}
	if at < 0 {
		return Witness{}, false
	}
	text := t.Line(cells[at], 80)
	if d, ok := alone(text); ok && !d.Placeholder() && d.Full() {
		return listWitness(d, text, Sure), true
	}
	return Witness{}, false
}

// headRow is the first row of the table a row stands in, when that has no link.
func (r *reader) headRow(id int32) int32 {
	t := r.t
	table := t.Nodes[id].Parent
	for table > 0 && t.Nodes[table].Tag != markup.TagTable {
		table = t.Nodes[table].Parent
	}
	for i := table + 1; table > 0 && i < id; i++ {
		if t.Nodes[i].Tag == markup.TagTR {
			if t.Links[i] > 0 {
				return -1
			}
			return i
		}
	}
	return -1
}

// cells are the cells of a row.
func (r *reader) cells(id int32) (all []int32) {
	t := r.t
	if id < 0 {
		return nil
	}
	for i := id + 1; i < t.Nodes[id].End; i++ {
		if n := &t.Nodes[i]; (n.Tag == markup.TagTD || n.Tag == markup.TagTH) && n.Parent == id {
			all = append(all, i)
			i = n.End - 1
		}
	}
	return all
}

// attrDate reads a date kept in an attribute; the visible text may show less.
func (r *reader) attrDate(id int32) (Witness, bool) {
	t := r.t
	for i := id; i < t.Nodes[id].End; i++ {
		n := &t.Nodes[i]
		if n.Tag == markup.TagText {
			continue
		}
		for _, a := range t.Attrs(i) {
			switch a.Key {
			case markup.AttrDateValue, markup.AttrDataDate, markup.AttrDataTime, markup.AttrDate, markup.AttrDatetime:
				if d, ok := zhtext.ValueDate(markup.Unescape(a.Value)); ok {
					return Witness{Date: d.Time(), Source: DateList, Confidence: Sure, Quote: markup.Unescape(a.Value)}, true
				}
			}
		}
	}
	return Witness{}, false
}

// tipDate reads the day of publishing out of a link's tip.
func (r *reader) tipDate(id int32) (Witness, bool) {
	tip := r.t.Get(id, markup.AttrTitle)
	if tip == "" || strings.IndexByte(tip, ':') < 0 && strings.IndexByte(tip, '&') < 0 && !strings.Contains(tip, "：") {
		return Witness{}, false
	}
	if tip = markup.Fold(tip); !strings.ContainsAny(tip, "：:") {
		return Witness{}, false
	}
	for _, f := range zhtext.FindDates(tip) {
		if f.Full() && !f.Placeholder() && zhtext.LabelRole(tip[:f.Start], tip[f.End:]) == zhtext.RolePublished {
			return listWitness(f.Date, tip[f.Start:f.End], Likely), true
		}
	}
	return Witness{}, false
}

// listWitness makes a witness of a date in a list row. Without a year the date
// is left to settleLists.
func listWitness(d zhtext.Date, quote string, c Confidence) Witness {
	w := Witness{Source: DateList, Confidence: c, Quote: zhtext.Clip(quote, 120)}
	if d.Year == 0 {
		w.NoYear = true
		w.Confidence = min(c, Likely)
		// Year 4 is a leap year that no page shows: it carries month and day.
		d.Year = UnknownYear
	}
	w.Date = d.Time()
	return w
}

// UnknownYear stands for a year not shown until settleLists works it out.
const UnknownYear = 4

// segmentsDate finds the date among the texts beside a row's title.
func segmentsDate(segments []string) (Witness, bool) {
	var yearless zhtext.Date
	quote := ""
	var full Witness
	for _, s := range segments {
		d, ok := alone(s)
		switch {
		case !ok || d.Placeholder():
		case d.Full():
			w := listWitness(d, s, Sure)
			switch {
			case zhtext.LabelRole(s[:zhtext.FindDates(s)[0].Start], "") == zhtext.RolePublished:
				return w, true
			case full.Date.IsZero():
				full = w
			case !w.Date.Equal(full.Date):
				full = laterDay(full, w)
			}
		case d.Day != 0 && yearless.Day == 0:
			yearless, quote = d, s
		}
	}
	if !full.Date.IsZero() {
		return full, true
	}
	if d, text, ok := pieced(segments); ok {
		return listWitness(d, text, Sure), true
	}
	cards := glued(segments)
	for _, n := range []int{2, 3, 1} { // a day large, month and year small
		for i := 0; i+n <= len(cards); i++ {
			card := strings.Join(cards[i:i+n], " ")
			if d, ok := zhtext.CardDate(card); ok {
				return listWitness(d, card, Sure), true
			}
		}
	}
	if yearless.Day != 0 {
		return listWitness(yearless, quote, Likely), true
	}
	return looseDate(segments)
}

// pieced reads a date whose parts stand in elements of their own: 2018- and 10-18.
func pieced(segments []string) (d zhtext.Date, text string, ok bool) {
	for first := range segments {
		text = ""
		for i := first; i < len(segments) && len(text) < len("2018年10月18日") && datePart(segments[i]); i++ {
			text += segments[i]
			if d, ok = alone(text); ok && d.Full() && !d.Placeholder() && (i+1 == len(segments) || !datePart(segments[i+1])) {
				return d, text, true
			}
		}
	}
	return zhtext.Date{}, "", false
}

// datePart says whether a text may be part of a date and nothing else.
func datePart(s string) bool {
	return s != "" && strings.Trim(s, "0123456789-/.年月日") == ""
}

// glued joins what stands on either side of a mark in an element or a text of its own:
// 12 / 30 is 12/30.
func glued(segments []string) (out []string) {
	for i := 0; i < len(segments); i++ {
		if n := len(out); n > 0 && i+1 < len(segments) && (segments[i] == "/" || segments[i] == "-" || segments[i] == ".") {
			out[n-1] += segments[i] + segments[i+1]
			i++
			continue
		}
		out = append(out, segments[i])
	}
	return out
}

// validity is how far two days of one row stand apart when the later is the end of what
// the paper is valid for.
const validity = 2 * 365 * 24 * time.Hour

// laterDay chooses between two days of one row that no label tells apart: of 成文日期 and
// 发布日期 the later, but not 有效期至.
func laterDay(a, b Witness) Witness {
	if b.Date.Before(a.Date) {
		a, b = b, a
	}
	if b.Date.Sub(a.Date) > validity {
		b = a
	}
	b.Confidence = Doubtful
	return b
}

// looseDate reads a date out of running text beside the title: a labelled one,
// or the only one when the text is short. A summary's dates are no date of the row.
func looseDate(segments []string) (Witness, bool) {
	for _, sep := range []string{" ", ""} {
		text := strings.Join(segments, sep)
		if len(text) > 1500 {
			return Witness{}, false
		}
		found := zhtext.FindDates(text)
		var other Witness // a day of another kind, behind which that of publishing may stand
		for _, f := range found {
			if !f.Full() || f.Placeholder() {
				continue
			}
			switch zhtext.LabelRole(text[:f.Start], text[f.End:]) {
			case zhtext.RolePublished:
				return listWitness(f.Date, text[f.Start:f.End], Sure), true
			case zhtext.RoleWritten, zhtext.RoleUpdated:
				if other.Date.IsZero() {
					other = listWitness(f.Date, text[f.Start:f.End], Likely)
				}
			}
		}
		if !other.Date.IsZero() {
			return other, true
		}
		if len(found) == 1 && zhtext.Runes(text) <= 40 && found[0].Day != 0 && found[0].Until.Day == 0 && !found[0].Placeholder() &&
			zhtext.LabelRole(text[:found[0].Start], text[found[0].End:]) == zhtext.RoleNone {
			return listWitness(found[0].Date, text[found[0].Start:found[0].End], Likely), true
		}
	}
	return Witness{}, false
}

// alone reads a text that is nothing but a date, brackets and a label aside.
func alone(s string) (zhtext.Date, bool) {
	if len(s) > 80 || len(s) < 4 {
		return zhtext.Date{}, false
	}
	found := zhtext.FindDates(s)
	if len(found) != 1 || found[0].Day == 0 || found[0].Until.Day != 0 {
		return zhtext.Date{}, false
	}
	f := found[0]
	before := strings.Trim(s[:f.Start], " [［【（(<〔|·•-—:：/")
	after := strings.Trim(s[f.End:], " ]］】）)>〕|·•-—/")
	if after != "" && !clockTime(after) {
		return zhtext.Date{}, false
	}
	if before != "" {
		switch zhtext.LabelRole(s[:f.Start], "") {
		case zhtext.RolePublished, zhtext.RoleUpdated, zhtext.RoleWritten:
			return f.Date, true
		}
		return zhtext.Date{}, false
	}
	return f.Date, true
}

// clockTime says whether s is a time of day or a weekday.
func clockTime(s string) bool {
	if strings.HasPrefix(s, "星期") || strings.HasPrefix(s, "周") {
		return zhtext.Runes(s) <= 3
	}
	for i := 0; i < len(s); i++ {
		if (s[i] < '0' || s[i] > '9') && s[i] != ':' && s[i] != '.' && s[i] != ' ' {
			return false
		}
	}
	return strings.Contains(s, ":")
}

// dateInLink reads a date set inside the link in an element of its own.
func (r *reader) dateInLink(id int32) (w Witness, inner int32, ok bool) {
	t := r.t
	for i := id + 1; i < t.Nodes[id].End; i++ {
		n := &t.Nodes[i]
		if n.Tag == markup.TagText || t.Chars[i] == 0 || t.Chars[i] > 24 || t.Chars[i] == t.Chars[id] || n.Flags&markup.FlagHidden != 0 {
			continue
		}
		text := t.Line(i, 120)
		if d, isDate := alone(text); isDate && !d.Placeholder() {
			return listWitness(d, text, Sure), i, true
		}
		if parts := r.segments(i, false); len(parts) == 2 {
			text = parts[0] + " " + parts[1] // a big day over year and month
		}
		if d, isCard := zhtext.CardDate(text); isCard {
			return listWitness(d, text, Sure), i, true
		}
	}
	return w, 0, false
}

// dateBetween reads a date that stands behind a row in an element of its own
// without links: a <dd> or a second <li>.
func (r *reader) dateBetween(at int32) (Witness, bool) {
	t := r.t
	n := &t.Nodes[at]
	if n.Tag == markup.TagText {
		if d, ok := alone(n.Folded()); ok && !d.Placeholder() {
			return listWitness(d, n.Text, Sure), true
		}
		return Witness{}, false
	}
	if t.Links[at] > 0 || t.Chars[at] > 40 {
		return Witness{}, false
	}
	if m := r.marks(at); !markup.MayDate(m.flags, m.ink) {
		return Witness{}, false
	}
	return segmentsDate(r.segments(at, true))
}

// leadingDate reads [01-04] in front of or behind a title that is text of the
// link itself.
func leadingDate(title string) (Witness, string, bool) {
	if !zhtext.MayDate(title) {
		return Witness{}, title, false
	}
	for _, pair := range [][2]string{{"[", "]"}, {"【", "】"}, {"(", ")"}, {"（", "）"}} {
		if rest, ok := strings.CutPrefix(title, pair[0]); ok {
			if inside, tail, ok := strings.Cut(rest, pair[1]); ok {
				if d, ok := alone(inside); ok && strings.TrimSpace(tail) != "" {
					return listWitness(d, inside, Sure), strings.TrimSpace(tail), true
				}
			}
		}
		// Only square brackets close a title with its date; round ones belong to it.
		if rest, ok := strings.CutSuffix(title, pair[1]); ok && pair[0] == "[" {
			if i := strings.LastIndex(rest, pair[0]); i > 0 {
				if d, ok := alone(rest[i+len(pair[0]):]); ok {
					return listWitness(d, rest[i+1:], Sure), strings.TrimSpace(rest[:i]), true
				}
			}
		}
	}
	found := zhtext.FindDates(title)
	if len(found) > 0 {
		last := found[len(found)-1]
		head := strings.TrimSpace(title[:last.Start])
		// "标题 2021-03-04": set off by a blank at the very end.
		if last.End == len(title) && last.Full() && strings.HasSuffix(title[:last.Start], " ") && zhtext.Runes(head) >= 4 && !last.Placeholder() && strings.ContainsAny(title[last.Start:], "-/.") {
			return listWitness(last.Date, title[last.Start:], Likely), head, true
		}
	}
	return Witness{}, title, false
}
