package webpage

import (
	"slices"
	"strings"
	"unicode/utf8"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// crumbWords start a breadcrumb.
var crumbWords = []string{"当前位置", "您的位置", "你的位置", "您现在的位置", "你现在的位置", "现在的位置", "正在浏览", "当前所在", "您当前", "你当前", "所在位置", "您所在的位置", "您所在位置", "位置:", "位置："}

// crumbHints stand in all of them.
var crumbHints = markup.WordsOf("位置", "当前", "浏览")

// markCrumbText finds breadcrumbs by their words.
func (r *reader) markCrumbText() {
	t := r.t
	for i := 1; i < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		if n.Tag == markup.TagA && t.Chars[i] >= 2 && t.Chars[i] <= 4 && r.areas[i] == inMain && r.startsCrumb(int32(i)) {
			r.markCrumb(n.Parent)
			continue
		}
		if n.Tag != markup.TagText || len(n.Text) > 200 || len(n.Text) < 9 || r.areas[i] == inFooter || !crumbHints.In(n.Text, n.Ink) {
			continue
		}
		rest, hit := pathIn(n.Folded())
		if !hit {
			continue
		}
		if t.Links[n.Parent] == 0 && len(plainSteps(r.ended(rest, n.Parent))) > 0 {
			r.markPlainCrumb(int32(i))
			continue
		}
		at := n.Parent
		for up := 0; up < 5 && at > 0 && t.Links[at] == 0; up++ {
			at = t.Nodes[at].Parent
		}
		if at > 0 && t.Links[at] > 0 && t.Links[at] < 16 && t.Chars[at] < 200 && !r.holdsText(at) && r.goesOn(rest, int32(i), at) {
			r.markCrumb(at)
		}
	}
}

// pathIn gives what stands behind 当前位置 in a text that begins with it.
func pathIn(text string) (rest string, hit bool) {
	for _, w := range crumbWords {
		i := strings.Index(text, w)
		if i < 0 || i > 9 {
			continue
		}
		rest = text[i+len(w):]
		for _, mark := range []string{"：", ":", "位置"} { // 您当前所在的位置是：
			if k := strings.Index(rest, mark); k >= 0 && k <= 18 {
				rest = rest[k+len(mark):]
				break
			}
		}
		return strings.TrimSpace(rest), true
	}
	return "", false
}

func beginsPath(text string) bool {
	_, hit := pathIn(text)
	return hit
}

// pathSigns stand between the steps of a path, linkSigns before a link of one; plainSigns
// do where it begins with 首页. A dot before a link begins a row.
const (
	pathSigns  = ">»›→≫＞"
	linkSigns  = pathSigns + `/\|-—–`
	plainSigns = linkSigns + "·"
)

// homeWords begin a path.
var homeWords = []string{"首页", "网站首页", "主页"}

// plainSteps are the steps of a path that is written out without links: 首页>信息公开>部门文件.
// A path that ends with a sign goes on in links.
func plainSteps(path string) []string {
	signs := pathSigns
	if slices.ContainsFunc(homeWords, func(home string) bool { return strings.HasPrefix(path, home) }) {
		signs = plainSigns
	}
	last, _ := utf8.DecodeLastRuneInString(path)
	steps := strings.FieldsFunc(path, func(c rune) bool { return strings.ContainsRune(signs, c) })
	if len(steps) < 2 || strings.ContainsRune(plainSigns, last) {
		return nil
	}
	for i := range steps {
		if steps[i] = strings.TrimSpace(steps[i]); steps[i] == "" || zhtext.Runes(steps[i]) > 60 {
			return nil
		}
	}
	return steps
}

// ended takes the signs off the end of a path that fills a block of its own: nothing
// goes on behind them. In a cell or a span it may.
func (r *reader) ended(path string, block int32) string {
	switch r.t.Nodes[block].Tag {
	case markup.TagDiv, markup.TagP, markup.TagLI, markup.TagDD, markup.TagSection:
		return strings.TrimRight(path, plainSigns+" ")
	}
	return path
}

// goesOn says whether a path goes on in the first link behind its label: words that no
// sign ends are the path itself, and the link is another's.
func (r *reader) goesOn(rest string, label, block int32) bool {
	t := r.t
	own := rest != ""
	for k := label + 1; k < t.Nodes[block].End && t.Nodes[k].Tag != markup.TagA && len(rest) < 200 && !own; k++ {
		if n := &t.Nodes[k]; n.Tag == markup.TagText && !markup.HiddenTag(t.Nodes[n.Parent].Tag) {
			rest += n.Folded()
		}
	}
	rest = strings.TrimSpace(rest)
	last, _ := utf8.DecodeLastRuneInString(rest)
	return zhtext.Runes(rest) <= 2 || strings.ContainsRune(linkSigns, last)
}

// markPlainCrumb marks a path without links: the block that holds nothing else.
func (r *reader) markPlainCrumb(text int32) {
	t := r.t
	at := t.Nodes[text].Parent
	if t.Chars[at] > t.Chars[text]+10 {
		r.areas[text] = inCrumb
		return
	}
	for k := at; k < t.Nodes[at].End; k++ {
		r.areas[k] = inCrumb
	}
}

// markCrumb marks a block as a breadcrumb, up to the list that may follow in the
// same cell: a short column of old pages stands bare behind its path.
func (r *reader) markCrumb(at int32) {
	t := r.t
	end, passed := t.Nodes[at].End, false
	for i := at + 1; i < end; i = t.Nodes[i].End {
		if passed && r.followsCrumb(i) {
			end = i
			break
		}
		passed = passed || t.Nodes[i].Tag == markup.TagA || t.Links[i] > 0
	}
	from := at
	if end < t.Nodes[at].End {
		from++
	}
	for k := from; k < end; k++ {
		r.areas[k] = inCrumb
	}
}

// followsCrumb says whether a block behind the links of a path begins something else.
func (r *reader) followsCrumb(id int32) bool {
	t := r.t
	switch t.Nodes[id].Tag {
	case markup.TagTable, markup.TagUL, markup.TagOL, markup.TagDL, markup.TagHR, markup.TagForm:
		return true
	case markup.TagDiv, markup.TagP, markup.TagSection:
		return t.Links[id] > 0 && r.dateHint(id)
	}
	return false
}

// holdsText says whether a block is more than a breadcrumb: a path that a script
// writes has no links of its own, and the block around it may be the page.
func (r *reader) holdsText(id int32) bool {
	t := r.t
	for i := id; i < t.Nodes[id].End; i++ {
		switch t.Nodes[i].Tag {
		case markup.TagBody, markup.TagHTML, markup.TagH1, markup.TagH2, markup.TagH3:
			return true
		case markup.TagP:
			if t.Chars[i]-t.Linked[i] >= 20 {
				return true
			}
		}
	}
	return false
}

// startsCrumb says whether a link is the 首页 that a path begins with: an arrow
// stands behind it.
func (r *reader) startsCrumb(id int32) bool {
	t := r.t
	if !slices.Contains(homeWords, t.Line(id, 40)) {
		return false
	}
	parent := t.Nodes[id].Parent
	if next := t.Nodes[id].End; next < t.Nodes[parent].End && t.Links[parent] < 16 && t.Chars[parent] < 200 {
		for k := next; k < t.Nodes[parent].End && k < next+3; k++ {
			if t.Nodes[k].Tag == markup.TagText {
				return strings.ContainsAny(zhtext.Clip(t.Nodes[k].Folded(), 12), pathSigns)
			}
		}
	}
	return false
}

// readCrumbs reads 当前位置; the last step is often no link.
func (r *reader) readCrumbs() {
	t := r.t
	done := int32(0)
	for i := int32(1); int(i) < len(t.Nodes); i++ {
		if r.areas[i] != inCrumb || i < done {
			continue
		}
		end := t.Nodes[i].End
		if t.Nodes[i].Tag == markup.TagText || t.Chars[i] < 4 {
			continue
		}
		if crumbs := r.crumbsIn(i, end); len(crumbs) > len(r.page.Crumbs) {
			r.page.Crumbs = crumbs
		}
		done = end
	}
}

func (r *reader) crumbsIn(id, end int32) (crumbs []Link) {
	t := r.t
	tail := ""
	for i := id; i < end && len(crumbs) < 12; i++ {
		n := &t.Nodes[i]
		switch {
		case n.Tag == markup.TagA:
			text, _ := r.linkText(i)
			if href := t.Get(i, markup.AttrHref); text != "" {
				crumbs = append(crumbs, Link{URL: r.res.resolve(href), Text: text, Area: AreaNav, Kind: LinkPlain, Raw: href})
			}
			tail = ""
			i = n.End - 1
		case n.Tag == markup.TagText:
			if n.Flags&markup.FlagBreak != 0 && tail != "" && len(crumbs) > 0 {
				return lastCrumb(crumbs, tail)
			}
			if text := n.Folded(); tail != "" && len(crumbs) == 0 && crumbHints.In(text, n.Ink) && beginsPath(text) {
				tail = text // the column's name stood before it
			} else {
				tail += text
			}
		case n.Tag != markup.TagText && (markup.HiddenTag(n.Tag) || n.Flags&markup.FlagHidden != 0) && i != id:
			i = n.End - 1
		}
	}
	return lastCrumb(crumbs, tail)
}

// lastCrumb adds the step that is no link: the page itself. A path may have none.
func lastCrumb(crumbs []Link, tail string) []Link {
	if rest, hit := pathIn(tail); hit && len(crumbs) == 0 {
		for _, step := range plainSteps(rest) {
			crumbs = append(crumbs, Link{Text: step, Area: AreaNav, Kind: LinkPlain})
		}
		return crumbs
	}
	if len(crumbs) == 0 {
		return nil
	}
	for _, step := range strings.FieldsFunc(tail, func(c rune) bool { return strings.ContainsRune(pathSigns, c) }) {
		if i := strings.LastIndexAny(step, "：:"); i >= 0 {
			_, size := utf8.DecodeRuneInString(step[i:])
			step = step[i+size:]
		}
		if step = strings.Trim(step, ` />\-|:：·.`); step != "" && zhtext.Runes(step) <= 60 && !pageWord(step) {
			crumbs = append(crumbs, Link{Text: step, Area: AreaNav, Kind: LinkPlain})
		}
	}
	return crumbs
}

// pageWord says whether the last step of a path is only what kind of page it is.
func pageWord(step string) bool { return step == "正文" || step == "内容" || step == "列表" }
